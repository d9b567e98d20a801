/** When half days begin, and until when leave may still be filed (KQ-1). */
import { addDays } from '../calendar/dates.ts';
import type { Context } from '../engine/context.ts';
import type { Half, HalfDay, LeaveSpan } from './events.ts';
import { countSpan, isWithin } from './spans.ts';

/** Half days of the office part here. */
const NOON = '12:00';

export function halfAt(atMs: number, officeDate: string, { time }: Context): Half {
  return atMs < time.instantOf(officeDate, NOON) ? 'morning' : 'afternoon';
}

/** The morning begins with the first late second: a word before that satisfies KQ-1. */
export function beginsMs(
  personId: string,
  { date, half }: HalfDay,
  { time, settings, leave }: Context,
): number {
  if (half === 'afternoon') return time.instantOf(date, NOON);
  const { lateFrom } = leave.signInOf(personId, date) ?? settings.at('attendance.edges', date);
  return time.instantOf(date, lateFrom);
}

/** A badge before this is kept and says nothing (KQ-1). */
export function opensMs(date: string, { time, settings }: Context): number {
  return time.instantOf(date, settings.at('attendance.edges', date).signInOpens);
}

/** The first half day of the span that counts; where none does, its first. */
export function firstCounting(span: LeaveSpan, { calendar }: Context): HalfDay {
  const date = countSpan(span, calendar).firstWorking;
  if (date === undefined) return span.from;
  return { date, half: isWithin({ date, half: 'morning' }, span) ? 'morning' : 'afternoon' };
}

/** Undefined while the calendar does not say how long it is open. */
export function filingClosesMs(date: string, { settings, calendar, time }: Context): number | undefined {
  const { workingDays } = settings.at('attendance.explanation', date);
  const lastDay = workingDays === 0 ? date : calendar.workingDayAfter(date, workingDays);
  return lastDay === undefined ? undefined : time.instantOf(addDays(lastDay, 1), '00:00');
}
