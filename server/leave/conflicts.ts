/** What speaks against a leave (KQ-1, ZB-3): named to who asks and to who decides, and never a refusal by itself. */
import { addDays, daysBetween } from '../calendar/dates.ts';
import type { Context } from '../engine/context.ts';
import { isEmployedOn } from '../people/people-view.ts';
import type { LeaveConflict, LeaveSpan } from './events.ts';
import { beginsMs, opensMs } from './hours.ts';
import { countSpan, datesOf, isWithin, overlap } from './spans.ts';
import { lastHalfOf, leavesOf, stageOf, type LeaveState } from './state.ts';

/** Rosters are made a month ahead, and mornings are remembered two: further away nothing can be in the way yet. */
const LOOKED_AT_DAYS = 62;

export interface Wanted {
  readonly leaveId: string | undefined;
  readonly personId: string;
  readonly span: LeaveSpan;
}

export function conflictsOf(
  state: Readonly<LeaveState>,
  wanted: Wanted,
  context: Context,
): readonly LeaveConflict[] {
  return [
    ...overlapping(state, wanted),
    ...notEmployed(wanted, context),
    ...calendarConflicts(wanted, context),
    ...dayConflicts(wanted, context),
  ];
}

function overlapping(
  state: Readonly<LeaveState>,
  { leaveId, personId, span }: Wanted,
): readonly LeaveConflict[] {
  return leavesOf(state, personId)
    .filter((other) => {
      const stage = stageOf(other);
      const covered = { from: other.span.from, until: lastHalfOf(other) };
      return (
        other.leaveId !== leaveId && (stage === 'granted' || stage === 'undecided') && overlap(covered, span)
      );
    })
    .map((other) => ({
      code: 'overlapping-leave',
      date: later(other.span.from.date, span.from.date),
      leaveId: other.leaveId,
    }));
}

function notEmployed({ personId, span }: Wanted, { people }: Context): readonly LeaveConflict[] {
  const person = people.person(personId);
  const date = datesOf(span).find((one) => person === undefined || !isEmployedOn(person, one));
  return date === undefined ? [] : [{ code: 'not-employed', date, leaveId: undefined }];
}

function calendarConflicts({ span }: Wanted, { calendar }: Context): readonly LeaveConflict[] {
  const { halves, unknownFrom } = countSpan(span, calendar);
  if (unknownFrom !== undefined)
    return [{ code: 'calendar-not-published', date: unknownFrom, leaveId: undefined }];
  return halves > 0 ? [] : [{ code: 'no-working-day', date: span.from.date, leaveId: undefined }];
}

/** The first day on which the person is rostered, and the first covered morning that is signed already. */
function dayConflicts(wanted: Wanted, context: Context): readonly LeaveConflict[] {
  const from = addDays(context.officeDate, -LOOKED_AT_DAYS);
  const dates = datesOf(wanted.span).filter(
    (date) => date >= from && daysBetween(context.officeDate, date) <= LOOKED_AT_DAYS,
  );
  const rostered = dates.find((date) => isOnDuty(wanted, date, context));
  const signed = dates.find((date) => hasSigned(wanted, date, context));
  return [
    ...(rostered === undefined ? [] : [{ code: 'on-duty', date: rostered, leaveId: undefined } as const]),
    ...(signed === undefined ? [] : [{ code: 'signed-in', date: signed, leaveId: undefined } as const]),
  ];
}

/** A morning's leave is not in the way of the night's duty. */
function isOnDuty({ personId, span }: Wanted, date: string, { duty }: Context): boolean {
  if (!duty.isRosteredOn(personId, date)) return false;
  if (isWithin({ date, half: 'afternoon' }, span)) return true;
  const tonight = duty.tonight(date);
  return ![tonight?.leaderId, tonight?.driverId, ...(tonight?.officerIds ?? [])].includes(personId);
}

function hasSigned({ personId, span }: Wanted, date: string, context: Context): boolean {
  if (date > context.officeDate || !isWithin({ date, half: 'morning' }, span)) return false;
  const [fromMs, edgeMs] = [opensMs(date, context), beginsMs(personId, { date, half: 'morning' }, context)];
  return context.attendance.contactsOf(personId, date).some(({ atMs }) => fromMs <= atMs && atMs < edgeMs);
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}
