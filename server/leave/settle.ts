/**
 * What the mornings say of a granted leave (KQ-1): the first badge at the entrance after its first half day is 销假 and
 * shortens it where it comes early; over, and not signed in by the absent edge, it is 逾期未销假. Worked out from all that
 * is known, whatever came first: the leave, the badge or the decision.
 */
import { addDays } from '../calendar/dates.ts';
import type { Context } from '../engine/context.ts';
import { concerned } from './ending.ts';
import type { HalfDay, LeaveEvent } from './events.ts';
import { beginsMs, halfAt, opensMs } from './hours.ts';
import { compareHalves } from './spans.ts';
import { LEAVE_KEPT_DAYS, leavesOf, stageOf, type LeaveState, type LeaveTrack } from './state.ts';

export function settlePerson(
  state: Readonly<LeaveState>,
  personId: string,
  context: Context,
): readonly LeaveEvent[] {
  if (!context.mayAct) return [];
  return leavesOf(state, personId).flatMap((leave) => settle(state, leave, context));
}

export function settleAll(state: Readonly<LeaveState>, context: Context): readonly LeaveEvent[] {
  return Object.keys(state.byPerson).flatMap((personId) => settlePerson(state, personId, context));
}

function settle(state: Readonly<LeaveState>, leave: LeaveTrack, context: Context): readonly LeaveEvent[] {
  if (stageOf(leave) !== 'granted') return [];
  const found = firstReturn(leave, context);
  if (found !== undefined && (leave.back === undefined || compareHalves(found.back, leave.back) < 0))
    return [{ type: 'leave.returned', data: { ...concerned(leave), ...found, recordedBy: undefined } }];
  if (leave.back !== undefined || leave.overdueOn !== undefined || isExtended(state, leave)) return [];
  const officeDate = firstMissed(leave, context);
  return officeDate === undefined
    ? []
    : [{ type: 'leave.overdue', data: { ...concerned(leave), officeDate } }];
}

type Return = Pick<Extract<LeaveEvent, { type: 'leave.returned' }>['data'], 'back' | 'badge'>;

function firstReturn(leave: LeaveTrack, context: Context): Return | undefined {
  const { personId, span } = leave;
  for (const date of workingDates(span.from.date, context)) {
    const fromMs = opensMs(date, context);
    for (const contact of context.attendance.contactsOf(personId, date)) {
      const { atMs, stationId, badgePosition: position } = contact;
      if (atMs < fromMs || context.stations.station(stationId)?.station !== 'entrance') continue;
      const half = halfAt(atMs, date, context);
      if (compareHalves({ date, half }, span.from) <= 0) continue;
      return { back: backFrom(personId, date, atMs, context), badge: { position, atMs, stationId } };
    }
  }
  return undefined;
}

/** Who comes after the late edge was on leave at the edge: that half day stays covered. */
function backFrom(personId: string, date: string, atMs: number, context: Context): HalfDay {
  const inTime = atMs < beginsMs(personId, { date, half: 'morning' }, context);
  return { date, half: inTime ? 'morning' : 'afternoon' };
}

/** The first working day after it whose verdict, evidence and all, is that nobody came. */
function firstMissed({ personId, span }: LeaveTrack, context: Context): string | undefined {
  return workingDates(addDays(span.until.date, 1), context).find((date) => isMissed(personId, date, context));
}

export function isMissed(personId: string, date: string, { attendance }: Context): boolean {
  const verdict = attendance.verdict(personId, date);
  return verdict === 'not-signed-in' || verdict === 'absent';
}

/** 续假 granted: the leave that goes on says when it is over. */
function isExtended(state: Readonly<LeaveState>, { leaveId, personId }: LeaveTrack): boolean {
  return leavesOf(state, personId).some(
    (other) => other.extendsId === leaveId && stageOf(other) === 'granted',
  );
}

function workingDates(from: string, { calendar, officeDate }: Context): readonly string[] {
  const oldest = addDays(officeDate, -LEAVE_KEPT_DAYS);
  const dates: string[] = [];
  for (let date = from > oldest ? from : oldest; date <= officeDate; date = addDays(date, 1))
    if (calendar.isWorkingDay(date) === true) dates.push(date);
  return dates;
}
