/**
 * The duty log (ZB-1): calls and visits, 无需登记 by one key, call-backs, who of two took a call. Kept by whoever is
 * signed on at the desk; an entry is never changed, a second one is written.
 */
import type { Context } from '../engine/context.ts';
import type { Decision } from '../engine/module.ts';
import { entryOf } from '../mechanisms/entry.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { onDutyAt } from './availability.ts';
import { dutyRefusal } from './refusals.ts';
import { CALLED_BACK, DISMISS_CALL, LOG_CALL, LOG_VISIT, TAKE_CALL } from './requests.ts';
import { requireOn } from './sign-on.ts';
import type { CallTrack, DutyState, Verdict } from './state.ts';

export function logCall(
  state: Readonly<DutyState>,
  stationId: string,
  body: unknown,
  context: Context,
): Decision {
  const { callId, from, matter, passedTo, done } = readBody(LOG_CALL, body);
  const call = requireOpenEntry(state, stationId, callId);
  return {
    events: [
      {
        type: 'duty.call-logged',
        data: {
          callId,
          lineId: call.lineId,
          stationId,
          atMs: context.now.epochMs,
          from,
          matter,
          passedTo,
          done: done ?? true,
          by: requireSomebodyOn(state, stationId),
        },
      },
    ],
  };
}

export function dismissCall(
  state: Readonly<DutyState>,
  stationId: string,
  body: unknown,
  context: Context,
): Decision {
  const { callId } = readBody(DISMISS_CALL, body);
  requireOpenEntry(state, stationId, callId);
  const by = requireSomebodyOn(state, stationId);
  return {
    events: [{ type: 'duty.call-dismissed', data: { callId, stationId, atMs: context.now.epochMs, by } }],
  };
}

export function logVisit(
  state: Readonly<DutyState>,
  stationId: string,
  body: unknown,
  context: Context,
): Decision {
  const { from, matter, passedTo } = readBody(LOG_VISIT, body);
  const by = requireSomebodyOn(state, stationId);
  const visitId = context.newId('visit');
  const data = { visitId, stationId, atMs: context.now.epochMs, from, matter, passedTo, by };
  return { events: [{ type: 'duty.visit-logged', data }], answer: { visitId } };
}

export function callBackMade(
  state: Readonly<DutyState>,
  stationId: string,
  body: unknown,
  context: Context,
): Decision {
  const { callId, remark } = readBody(CALLED_BACK, body);
  const { call } = requireEnded(state, stationId, callId);
  if (call.callBack === undefined || call.callBack.made) throw dutyRefusal('DUTY_CALL_BACK_NOT_OWED');
  const by = requireSomebodyOn(state, stationId);
  return {
    events: [
      { type: 'duty.called-back', data: { callId, stationId, atMs: context.now.epochMs, remark, by } },
    ],
  };
}

export function takeCall(
  state: Readonly<DutyState>,
  stationId: string,
  body: unknown,
  context: Context,
): Decision {
  const { callId, personId } = readBody(TAKE_CALL, body);
  const { call, verdict } = requireEnded(state, stationId, callId);
  if (!verdict.answered) throw dutyRefusal('DUTY_CALL_NOT_ANSWERED');
  if (call.answeredBy !== undefined) throw dutyRefusal('DUTY_CALL_TAKEN');
  requireOn(state, stationId, personId, context);
  // Whoever was on duty when it was answered; signing on afterwards takes no call.
  if (!verdict.onDuty.includes(personId)) throw dutyRefusal('DUTY_NOT_ON_THEN');
  return { events: [{ type: 'duty.call-taken', data: { callId, personId } }] };
}

/** Throws DUTY_CALL_UNKNOWN or DUTY_CALL_NOT_ENDED. */
function requireEnded(
  state: Readonly<DutyState>,
  stationId: string,
  callId: string,
): { readonly call: CallTrack; readonly verdict: Verdict } {
  const call = entryOf(state.calls, callId);
  if (call === undefined || call.stationId !== stationId) throw dutyRefusal('DUTY_CALL_UNKNOWN');
  if (call.verdict === undefined) throw dutyRefusal('DUTY_CALL_NOT_ENDED');
  return { call, verdict: call.verdict };
}

/** Throws as `requireEnded`, and DUTY_CALL_LOGGED. */
function requireOpenEntry(state: Readonly<DutyState>, stationId: string, callId: string): CallTrack {
  const { call } = requireEnded(state, stationId, callId);
  if (call.log !== 'open') throw dutyRefusal('DUTY_CALL_LOGGED');
  return call;
}

/** Throws DUTY_NOBODY_ON. */
function requireSomebodyOn(state: Readonly<DutyState>, stationId: string): readonly string[] {
  const present = onDutyAt(state, stationId).map((signOn) => signOn.personId);
  if (present.length === 0) throw dutyRefusal('DUTY_NOBODY_ON');
  return present;
}
