/** Arithmetic on ISO dates (`2026-11-23`) and months (`2026-11`): calendar days, which know no zone. Weeks begin on Monday. */
const DAY_MS = 86_400_000;
const DAYS_IN_WEEK = 7;
/** A month never touches more weeks; always that many are drawn, so that nothing jumps from month to month. */
const WEEKS_SHOWN = 6;

function at(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}
function isoOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The date of a year, month and day, or undefined where the calendar has none (30 February). */
export function dateOf(year: number, month: number, day: number): string | undefined {
  if (year < 1900 || year > 2199) return undefined;
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const ms = at(date);
  return Number.isNaN(ms) || isoOf(ms) !== date ? undefined : date;
}

export function addDays(date: string, days: number): string {
  return isoOf(at(date) + days * DAY_MS);
}

/** The same day so many months on; the last day of the month where it has no such day (31 January + 1: 28 February). */
export function addMonths(date: string, months: number): string {
  const target = monthAfter(monthOf(date), months);
  const last = Number(lastOf(target).slice(8));
  return `${target}-${String(Math.min(Number(date.slice(8)), last)).padStart(2, '0')}`;
}

export function monthOf(date: string): string {
  return date.slice(0, 7);
}
export function monthAfter(month: string, months: number): string {
  const [year = 0, one = 1] = month.split('-').map(Number);
  return isoOf(Date.UTC(year, one - 1 + months, 1)).slice(0, 7);
}
export function firstOf(month: string): string {
  return `${month}-01`;
}
export function lastOf(month: string): string {
  return addDays(firstOf(monthAfter(month, 1)), -1);
}

/** 0 Monday … 6 Sunday. */
export function weekdayIndex(date: string): number {
  return (new Date(at(date)).getUTCDay() + DAYS_IN_WEEK - 1) % DAYS_IN_WEEK;
}

/** Six weeks of seven days, Monday first; undefined where a day is of another month. */
export function weeksOf(month: string): readonly (readonly (string | undefined)[])[] {
  const first = firstOf(month);
  const start = addDays(first, -weekdayIndex(first));
  return Array.from({ length: WEEKS_SHOWN }, (_w, week) =>
    Array.from({ length: DAYS_IN_WEEK }, (_d, day) => {
      const date = addDays(start, week * DAYS_IN_WEEK + day);
      return monthOf(date) === month ? date : undefined;
    }),
  );
}

/** Where a key of a month grid leads from a day; undefined: the key is of no concern. */
export function dayByKey(key: string, shift: boolean, date: string): string | undefined {
  switch (key) {
    case 'ArrowLeft':
      return addDays(date, -1);
    case 'ArrowRight':
      return addDays(date, 1);
    case 'ArrowUp':
      return addDays(date, -DAYS_IN_WEEK);
    case 'ArrowDown':
      return addDays(date, DAYS_IN_WEEK);
    case 'Home':
      return addDays(date, -weekdayIndex(date));
    case 'End':
      return addDays(date, DAYS_IN_WEEK - 1 - weekdayIndex(date));
    case 'PageUp':
      return addMonths(date, shift ? -12 : -1);
    case 'PageDown':
      return addMonths(date, shift ? 12 : 1);
    default:
      return undefined;
  }
}

export type RangePreset = 'this-month' | 'last-month' | 'this-year';

/** First and last day of a span that is named by today. */
export function presetSpan(
  preset: RangePreset,
  today: string,
): { readonly from: string; readonly to: string } {
  if (preset === 'this-year') return { from: `${today.slice(0, 4)}-01-01`, to: `${today.slice(0, 4)}-12-31` };
  const month = monthAfter(monthOf(today), preset === 'last-month' ? -1 : 0);
  return { from: firstOf(month), to: lastOf(month) };
}
