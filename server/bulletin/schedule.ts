/** When a bulletin is due (KQ-4): days for checking, and the working day of the next month by which it is issued. */
import { addDays, weekdayOf } from '../calendar/dates.ts';
import type { Context } from '../engine/context.ts';
import type { Deadline } from '../engine/input.ts';
import { CHECK_ENDS, ISSUE_DUE, type BulletinState } from './state.ts';

/** On the morning of that day, so that there is a day left to do it. */
const REMIND_AT = '08:30';

/** `2026-10` before `2026-11` */
export function monthBefore(month: string): string {
  return addDays(`${month}-01`, -1).slice(0, 7);
}

function monthAfter(month: string): string {
  return addDays(`${month}-28`, 4).slice(0, 7);
}

/**
 * The end of the last day for checking. Where the calendar ends, in a January without a notice, Mondays to Fridays are
 * taken: the bulletin never waits for a notice.
 */
export function checkUntilMs(draftDate: string, context: Context): number {
  const { checkWorkingDays } = context.settings.at('attendance.bulletin', draftDate);
  return context.time.instantOf(addDays(workingDayAfter(draftDate, checkWorkingDays, context), 1), '00:00');
}

function workingDayAfter(date: string, count: number, { calendar }: Context): string {
  const known = calendar.workingDayAfter(date, count);
  if (known !== undefined) return known;
  let at = date;
  for (let found = 0; found < count;) {
    at = addDays(at, 1);
    if (weekdayOf(at) < 6) found += 1;
  }
  return at;
}

/** The date by which the bulletin of a month is issued. */
export function issueDate(month: string, context: Context): string {
  const lastDay = addDays(`${monthAfter(month)}-01`, -1);
  const { issueByWorkingDay } = context.settings.at('attendance.bulletin', lastDay);
  return workingDayAfter(lastDay, issueByWorkingDay, context);
}

/** The month just over, if the office kept a register in it. */
export function closedMonth(state: Readonly<BulletinState>, officeDate: string): string | undefined {
  const month = monthBefore(officeDate.slice(0, 7));
  return state.firstDate !== undefined && state.firstDate.slice(0, 7) <= month ? month : undefined;
}

export function bulletinDeadlines(state: Readonly<BulletinState>, context: Context): readonly Deadline[] {
  const checks = Object.values(state.tracks)
    .filter(({ stage, checkOver }) => !checkOver && (stage === 'drafted' || stage === 'returned'))
    .map(({ month, checkUntilMs: dueAtMs }) => ({ key: `${CHECK_ENDS}${month}`, dueAtMs }));
  const month = closedMonth(state, context.officeDate);
  if (month === undefined || state.issued[month] !== undefined || state.dueMonths.includes(month))
    return checks;
  const dueAtMs = context.time.instantOf(issueDate(month, context), REMIND_AT);
  return [...checks, { key: `${ISSUE_DUE}${month}`, dueAtMs }];
}
