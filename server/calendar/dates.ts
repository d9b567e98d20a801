/**
 * Arithmetic on office dates (`2026-11-23`), which know no zone and no time of day. Pure: the Gregorian calendar alone.
 */

const DAY_MS = 86_400_000;
const DATE_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a date that exists: `2026-02-29` does not. */
export function isDate(text: string): boolean {
  return DATE_PATTERN.test(text) && dateOfDayNumber(dayNumber(text)) === text;
}

export function addDays(date: string, days: number): string {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** 1 = Monday … 7 = Sunday */
export function weekdayOf(date: string): number {
  // 1970-01-01, day 0, was a Thursday.
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** Days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

export function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

/** Every date of a year, 1 January first. */
export function datesOfYear(year: number): readonly string[] {
  const first = dayNumber(`${year}-01-01`);
  const count = dayNumber(`${year + 1}-01-01`) - first;
  return Array.from({ length: count }, (_, index) => dateOfDayNumber(first + index));
}

/** Dates met so far, both ways: rules ask for the same few dozen again and again. */
const numbers = new Map<string, number>();
const names = new Map<number, string>();
const KNOWN_MAX = 4000;

/** Days since 1970-01-01. Throws a `RangeError` for what is not of the form `YYYY-MM-DD`. */
function dayNumber(date: string): number {
  const known = numbers.get(date);
  if (known !== undefined) return known;
  const match = DATE_PATTERN.exec(date);
  if (match === null) throw new RangeError(`not an office date: ${date}`);
  const day = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / DAY_MS;
  if (numbers.size >= KNOWN_MAX) numbers.clear();
  numbers.set(date, day);
  return day;
}

function dateOfDayNumber(day: number): string {
  const known = names.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  if (names.size >= KNOWN_MAX) names.clear();
  names.set(day, date);
  return date;
}
