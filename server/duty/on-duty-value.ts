/** Keys `on-duty` and `next` of the duty screen: who is here, since when, who is awaited, what comes after. */
import type { NextShiftValue, OnDutyValue } from '../contract/screens.ts';
import type { Context } from '../engine/context.ts';
import type { Viewing } from '../engine/module.ts';
import { onDutyAt } from './availability.ts';
import { clockMinute, shiftAfter, shiftAt, shiftLabel, type ShiftWindow } from './shifts.ts';
import type { DutyState, SignOn } from './state.ts';

export function onDutyValue(state: Readonly<DutyState>, { context, stationId }: Viewing): OnDutyValue {
  const nowMs = context.now.epochMs;
  const shift = shiftAt(state, context, nowMs);
  const next = shiftAfter(state, context, nowMs);
  const present = stationId === undefined ? state.signedOn : onDutyAt(state, stationId);
  const away = present.find((one) => one.away?.kind === 'stepped-away');
  const receiving = present.find((one) => one.away?.kind === 'receiving-visitor');
  return {
    shiftName: shift?.name,
    from: shift === undefined ? undefined : clockMinute(context, shift.fromMs),
    to: shift === undefined ? undefined : clockMinute(context, shift.toMs),
    signedOn: present.map((one) => signedOnValue(one, context)),
    rosteredNotHere: (shift?.row?.officerIds ?? [])
      .filter((personId) => state.signedOn.every((one) => one.personId !== personId))
      .map((personId) => ({ personId, name: nameOf(personId, context) })),
    leader: optionalName(shift?.row?.leaderId, context),
    driver: optionalName(shift?.row?.driverId, context),
    next:
      next === undefined
        ? undefined
        : { label: shiftLabel(next, context, nowMs), names: namesFor(next, context) },
    away:
      away?.away === undefined
        ? undefined
        : {
            personId: away.personId,
            name: nameOf(away.personId, context),
            sinceMs: away.away.sinceMs,
            expectedMinutes: away.away.expectedMinutes,
          },
    receiving:
      receiving?.away === undefined
        ? undefined
        : {
            personId: receiving.personId,
            name: nameOf(receiving.personId, context),
            sinceMs: receiving.away.sinceMs,
          },
  };
}

export function nextShiftValue(state: Readonly<DutyState>, { context }: Viewing): NextShiftValue | undefined {
  const nowMs = context.now.epochMs;
  const next = shiftAfter(state, context, nowMs);
  if (next === undefined) return undefined;
  return { label: shiftLabel(next, context, nowMs), fromMs: next.fromMs, names: namesFor(next, context) };
}

function signedOnValue(signOn: SignOn, context: Context): OnDutyValue['signedOn'][number] {
  const sectionId = context.people.person(signOn.personId)?.sectionId;
  return {
    personId: signOn.personId,
    name: nameOf(signOn.personId, context),
    sectionName: sectionId === undefined ? '' : (context.people.section(sectionId)?.name ?? ''),
    sinceMs: signOn.sinceMs,
    rostered: signOn.rostered,
  };
}

function namesFor(shift: ShiftWindow, context: Context): readonly string[] {
  return (shift.row?.officerIds ?? []).map((personId) => nameOf(personId, context));
}

function nameOf(personId: string, context: Context): string {
  return context.people.person(personId)?.name ?? personId;
}

function optionalName(personId: string | undefined, context: Context): string | undefined {
  return personId === undefined ? undefined : nameOf(personId, context);
}
