/**
 * Due times of the duty desk: shift starts and ends, a shift that nobody has begun after 15 minutes (ZB-3), a missed
 * caller not called back (ZB-1), an offer that lapses. Each fires once. One that fires late fired after a blind time and
 * tells nobody off. Midnight is the calendar's.
 */
import type { Context } from '../engine/context.ts';
import type { Deadline } from '../engine/input.ts';
import { type Decision, NO_DECISION } from '../engine/module.ts';
import { deadlineKey, deadlineName } from '../mechanisms/deadline.ts';
import { MINUTE_MS } from '../mechanisms/durations.ts';
import type { DutyEvent } from './events.ts';
import { DEADLINE_TRUSTED_MS, OFFER_VALID_MS, UNATTENDED_AFTER_MS } from './limits.ts';
import { follows, isRosteredFor, leadersOf, shiftAt, shiftsOf, type ShiftWindow } from './shifts.ts';
import type { DutyState, SignOn } from './state.ts';

const SHIFT_START = 'duty.shift-start';
const SHIFT_END = 'duty.shift-end';
const UNATTENDED = 'duty.unattended';
const CALL_BACK = 'duty.call-back';
const OFFER = 'duty.offer';

export function dutyDeadlines(state: Readonly<DutyState>, context: Context): readonly Deadline[] {
  const today = context.officeDate;
  // Yesterday's may still be due after a stop; the calendar's midnight asks again every day.
  const dates = [-1, 0, 1].map((days) => context.time.addDays(today, days));
  const pending = dates
    .flatMap((date) => shiftsOf(state, context, date))
    .flatMap((shift) => shiftDeadlines(shift, context))
    .filter(
      (deadline) =>
        state.fired[deadline.key] === undefined && deadline.dueAtMs >= (state.observedFromMs ?? Infinity),
    );
  const callBacks = Object.values(state.calls).flatMap(({ callId, callBack }) =>
    callBack === undefined || callBack.made || callBack.leaderTold
      ? []
      : [{ key: deadlineKey(CALL_BACK, callId), dueAtMs: callBack.dueMs }],
  );
  const offers = Object.entries(state.offers).map(([stationId, offer]) => ({
    key: deadlineKey(OFFER, stationId, String(offer.position)),
    dueAtMs: offer.atMs + OFFER_VALID_MS,
  }));
  return [...pending, ...callBacks, ...offers];
}

/** The key carries the hours, as minutes from the date's midnight: changed hours are another edge. */
function shiftDeadlines(shift: ShiftWindow, context: Context): readonly Deadline[] {
  const midnightMs = context.time.instantOf(shift.ref.officeDate, '00:00');
  const minute = (atMs: number): string => String(Math.round((atMs - midnightMs) / MINUTE_MS));
  const parts = [shift.ref.officeDate, shift.ref.shiftId, minute(shift.fromMs)];
  return [
    { key: deadlineKey(SHIFT_START, ...parts), dueAtMs: shift.fromMs },
    { key: deadlineKey(UNATTENDED, ...parts), dueAtMs: shift.fromMs + UNATTENDED_AFTER_MS },
    { key: deadlineKey(SHIFT_END, ...parts, minute(shift.toMs)), dueAtMs: shift.toMs },
  ];
}

export function decideDutyDeadline(
  state: Readonly<DutyState>,
  deadline: Deadline,
  context: Context,
): Decision {
  const { kind, parts } = deadlineName(deadline.key);
  switch (kind) {
    case SHIFT_START:
      return { events: lapsedSignOns(state, deadline.dueAtMs, context) };
    case UNATTENDED:
      return { events: unattended(state, deadline, parts, context) };
    case CALL_BACK:
      return { events: notCalledBack(state, parts[0] ?? '', context) };
    default:
      return NO_DECISION;
  }
}

/** Signed on for a shift that has ended and not rostered for one that follows at once: did not sign off. */
function lapsedSignOns(state: Readonly<DutyState>, startMs: number, context: Context): readonly DutyEvent[] {
  return state.signedOn
    .filter((signOn) => signOn.sinceMs < startMs && !goesOn(state, signOn, startMs, context))
    .map(({ personId, stationId }) => ({
      type: 'duty.sign-on-lapsed',
      data: { personId, stationId, atMs: startMs },
    }));
}

function goesOn(state: Readonly<DutyState>, signOn: SignOn, startMs: number, context: Context): boolean {
  const own = ownShift(state, signOn, context);
  if (own !== undefined && own.toMs > startMs) return true;
  const starting = shiftAt(state, context, startMs);
  if (starting === undefined || !isRosteredFor(starting, signOn.personId, context)) return false;
  return own === undefined || follows(starting, own.toMs);
}

function ownShift(state: Readonly<DutyState>, signOn: SignOn, context: Context): ShiftWindow | undefined {
  const { shift } = signOn;
  if (shift === undefined) return undefined;
  return shiftsOf(state, context, shift.officeDate).find((window) => window.ref.shiftId === shift.shiftId);
}

function unattended(
  state: Readonly<DutyState>,
  deadline: Deadline,
  [officeDate = '', shiftId = '']: readonly string[],
  context: Context,
): readonly DutyEvent[] {
  if (context.now.epochMs - deadline.dueAtMs > DEADLINE_TRUSTED_MS || state.signedOn.length > 0) return [];
  const shift = shiftsOf(state, context, officeDate).find((window) => window.ref.shiftId === shiftId);
  if (shift === undefined) return [];
  return [
    {
      type: 'duty.leader-told',
      data: {
        wordId: context.newId('word'),
        about: 'shift-unattended',
        leaderIds: leadersOf(shift, context),
        callId: undefined,
        shift: shift.ref,
        shiftName: shift.name,
        atMs: context.now.epochMs,
        clause: 'ZB-3',
      },
    },
  ];
}

function notCalledBack(state: Readonly<DutyState>, callId: string, context: Context): readonly DutyEvent[] {
  const call = state.calls[callId];
  if (call?.callBack === undefined || call.callBack.made || call.callBack.leaderTold) return [];
  const shift = shiftAt(state, context, call.startedAtMs);
  return [
    {
      type: 'duty.leader-told',
      data: {
        wordId: context.newId('word'),
        about: 'call-not-called-back',
        leaderIds: leadersOf(shift, context),
        callId,
        shift: shift?.ref,
        shiftName: shift?.name,
        atMs: context.now.epochMs,
        clause: 'ZB-1',
      },
    },
  ];
}
