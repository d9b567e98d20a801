/**
 * The days of a month, pure: ISO dates in, ISO dates out, no zone and no clock. A month is `2026-11`, a day
 * `2026-11-23`; weeks begin on Monday.
 */

export interface MonthDay {
  /** `2026-11-23` */
  readonly date: string;
  /** 1 to 31. */
  readonly number: number;
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
}

const DAY_MS = 86_400_000;
const MONTH = /^(\d{4})-(\d{2})$/;

function monthOf(month: string): readonly [year: number, month: number] {
  const match = MONTH.exec(month);
  const number = Number(match?.[2]);
  if (match === null || number < 1 || number > 12) throw new RangeError(`not a month: ${month}`);
  return [Number(match[1]), number];
}
function iso(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

/** All days of a month, 28 to 31. */
export function daysOfMonth(month: string): readonly MonthDay[] {
  const [year, number] = monthOf(month);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const firstMs = Date.UTC(year, number - 1, 1);
  return Array.from({ length: count }, (_, at) => {
    const atMs = firstMs + at * DAY_MS;
    return { date: iso(atMs), number: at + 1, weekday: new Date(atMs).getUTCDay() || 7 };
  });
}

/** `2026-12` + 1 → `2027-01` */
export function monthAfter(month: string, months: number): string {
  const [year, number] = monthOf(month);
  return iso(Date.UTC(year, number - 1 + months, 1)).slice(0, 7);
}

/** The same day of another month, or its last one: 31 January + 1 → 28 February. */
export function dayInMonth(date: string, month: string): string {
  const days = daysOfMonth(month);
  const wanted = Number(date.slice(8, 10));
  return days[Math.min(wanted, days.length) - 1]?.date ?? date;
}

/** Days as they stand on a wall calendar: empty places before the first and after the last, whole weeks. */
export function weeksOfMonth(month: string): readonly (readonly (MonthDay | undefined)[])[] {
  const days = daysOfMonth(month);
  const lead = (days[0]?.weekday ?? 1) - 1;
  const count = Math.ceil((lead + days.length) / 7);
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (_, place) => days[week * 7 + place - lead]),
  );
}
