/**
 * Who is at the desk (ZB-2): signing on and off, 暂离, 正在接待. A badge only makes an offer; signing on and off take a
 * touch of the person who badged at this very desk within the last half minute.
 */
import type { Context } from '../engine/context.ts';
import type { Decision } from '../engine/module.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { OFFER_VALID_MS } from './limits.ts';
import { dutyRefusal } from './refusals.ts';
import { BACK, RECEIVE_VISITOR, SIGN_OFF, SIGN_ON, STEP_AWAY } from './requests.ts';
import { isRosteredFor, shiftToSignOnFor } from './shifts.ts';
import type { DutyState, SignOn } from './state.ts';

export function signOn(
  state: Readonly<DutyState>,
  stationId: string,
  body: unknown,
  context: Context,
): Decision {
  const { personId } = readBody(SIGN_ON, body);
  requireOffer(state, stationId, personId, context);
  if (state.signedOn.some((one) => one.personId === personId)) {
    throw dutyRefusal('DUTY_ALREADY_ON', { name: nameOf(personId, context) });
  }
  const shift = shiftToSignOnFor(state, context, personId, context.now.epochMs);
  const rostered = shift !== undefined && isRosteredFor(shift, personId, context);
  return {
    events: [
      {
        type: 'duty.signed-on',
        data: { personId, stationId, atMs: context.now.epochMs, rostered, shift: shift?.ref },
      },
    ],
  };
}

export function signOff(
  state: Readonly<DutyState>,
  stationId: string,
  body: unknown,
  context: Context,
): Decision {
  const { personId, remark } = readBody(SIGN_OFF, body);
  requireOn(state, stationId, personId, context);
  requireOffer(state, stationId, personId, context);
  return {
    events: [
      {
        type: 'duty.signed-off',
        data: { personId, stationId, atMs: context.now.epochMs, remark: remark ?? '' },
      },
    ],
  };
}

export function stepAway(
  state: Readonly<DutyState>,
  stationId: string,
  body: unknown,
  context: Context,
): Decision {
  const { personId, expectedMinutes, colleague } = readBody(STEP_AWAY, body);
  requireAtDesk(state, stationId, personId, context);
  return {
    events: [
      {
        type: 'duty.stepped-away',
        data: { personId, stationId, atMs: context.now.epochMs, expectedMinutes, colleague },
      },
    ],
  };
}

export function receiveVisitor(
  state: Readonly<DutyState>,
  stationId: string,
  body: unknown,
  context: Context,
): Decision {
  const { personId } = readBody(RECEIVE_VISITOR, body);
  requireAtDesk(state, stationId, personId, context);
  return {
    events: [{ type: 'duty.visitor-received', data: { personId, stationId, atMs: context.now.epochMs } }],
  };
}

export function comeBack(
  state: Readonly<DutyState>,
  stationId: string,
  body: unknown,
  context: Context,
): Decision {
  const { personId } = readBody(BACK, body);
  const present = requireOn(state, stationId, personId, context);
  if (present.away === undefined) throw dutyRefusal('DUTY_NOT_AWAY', { name: nameOf(personId, context) });
  return { events: [{ type: 'duty.came-back', data: { personId, stationId, atMs: context.now.epochMs } }] };
}

/** That person's badge at that station within the last half minute, on the monotonic clock. */
function hasLiveOffer(
  state: Readonly<DutyState>,
  stationId: string,
  personId: string,
  context: Context,
): boolean {
  const offer = state.offers[stationId];
  return offer?.personId === personId && context.now.monotonicMs - offer.monotonicMs <= OFFER_VALID_MS;
}

/** Throws DUTY_PERSON_UNKNOWN or DUTY_BADGE_NEEDED. */
function requireOffer(
  state: Readonly<DutyState>,
  stationId: string,
  personId: string,
  context: Context,
): void {
  const name = nameOf(personId, context);
  if (!hasLiveOffer(state, stationId, personId, context)) throw dutyRefusal('DUTY_BADGE_NEEDED', { name });
}

/** Throws DUTY_NOT_ON. */
export function requireOn(
  state: Readonly<DutyState>,
  stationId: string,
  personId: string,
  context: Context,
): SignOn {
  const present = state.signedOn.find((one) => one.personId === personId && one.stationId === stationId);
  if (present === undefined) throw dutyRefusal('DUTY_NOT_ON', { name: nameOf(personId, context) });
  return present;
}

function requireAtDesk(
  state: Readonly<DutyState>,
  stationId: string,
  personId: string,
  context: Context,
): void {
  const present = requireOn(state, stationId, personId, context);
  if (present.away !== undefined) throw dutyRefusal('DUTY_ALREADY_AWAY', { name: nameOf(personId, context) });
}

function nameOf(personId: string, context: Context): string {
  const person = context.people.person(personId);
  if (person === undefined) throw dutyRefusal('DUTY_PERSON_UNKNOWN');
  return person.name;
}
