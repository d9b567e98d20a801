/** Arithmetic of half days and spans. Pure; the calendar says which of them count. */
import { addDays, daysBetween, isDate } from '../calendar/dates.ts';
import type { CalendarView } from '../calendar/view.ts';
import type { HalfDay, LeaveSpan } from './events.ts';

/** A leave is at most this long; what is longer is a posting (ZZ) or asked for anew. */
export const SPAN_DAYS_MAX = 366;

/** Negative where `one` is earlier. */
export function compareHalves(one: HalfDay, other: HalfDay): number {
  if (one.date !== other.date) return one.date < other.date ? -1 : 1;
  return Number(one.half === 'afternoon') - Number(other.half === 'afternoon');
}

export function halfAfter({ date, half }: HalfDay): HalfDay {
  return half === 'morning' ? { date, half: 'afternoon' } : { date: addDays(date, 1), half: 'morning' };
}

export function halfBefore({ date, half }: HalfDay): HalfDay {
  return half === 'afternoon' ? { date, half: 'morning' } : { date: addDays(date, -1), half: 'afternoon' };
}

export function isWithin(half: HalfDay, { from, until }: LeaveSpan): boolean {
  return compareHalves(from, half) <= 0 && compareHalves(half, until) <= 0;
}

export function overlap(one: LeaveSpan, other: LeaveSpan): boolean {
  return compareHalves(one.from, other.until) <= 0 && compareHalves(other.from, one.until) <= 0;
}

/** Dates exist, the end is not before the beginning, and it is not longer than may be asked for. */
export function isSpan({ from, until }: LeaveSpan): boolean {
  return (
    isDate(from.date) &&
    isDate(until.date) &&
    compareHalves(from, until) <= 0 &&
    daysBetween(from.date, until.date) < SPAN_DAYS_MAX
  );
}

export function datesOf({ from, until }: LeaveSpan): readonly string[] {
  return Array.from({ length: daysBetween(from.date, until.date) + 1 }, (_, day) => addDays(from.date, day));
}

export interface CountedSpan {
  /** Working half days: only these count as leave. */
  readonly halves: number;
  /** First date whose year has no notice yet: from there on it is not known what counts. */
  readonly unknownFrom: string | undefined;
  readonly firstWorking: string | undefined;
}

export function countSpan(span: LeaveSpan, calendar: CalendarView): CountedSpan {
  let halves = 0;
  let unknownFrom: string | undefined;
  let firstWorking: string | undefined;
  for (const date of datesOf(span)) {
    const working = calendar.isWorkingDay(date);
    if (working === undefined) unknownFrom ??= date;
    if (working !== true) continue;
    const both = (['morning', 'afternoon'] as const).filter((half) => isWithin({ date, half }, span));
    halves += both.length;
    firstWorking ??= date;
  }
  return { halves, unknownFrom, firstWorking };
}
