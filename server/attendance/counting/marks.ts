/**
 * The mornings of one person's year in one text, one sign a day: small enough to be kept for every year, so that a month
 * of ten thousand people is read without a table and a correction years back moves the year it belongs to.
 */
import { addDays } from '../../calendar/dates.ts';
import type { AttendanceVerdict } from '../events.ts';

/** Sign of each verdict; the key of every grid that is shown. */
export const MARKS = {
  'on-time': '.',
  late: 'L',
  'after-edge': 'E',
  'not-signed-in': 'N',
  absent: 'A',
  open: 'O',
  explained: 'X',
  'on-leave': 'V',
  'away-on-duty': 'G',
  'not-expected': 'U',
} as const satisfies Record<AttendanceVerdict, string>;

/** 待核: counts nowhere and is said all the same. */
export const UNDECIDED_MARKS = `${MARKS.open}${MARKS['not-signed-in']}${MARKS['after-edge']}`;

/** No verdict stands: a rest day, a day to come, nobody judged. */
export const NO_MARK = '-';

/** Every month has room for 31 days, so that a day's place needs no calendar. */
const MONTH_LENGTH = 31;
export const EMPTY_YEAR = NO_MARK.repeat(12 * MONTH_LENGTH);

/** The year's text with the verdict of that date in it; undefined takes a verdict away. */
export function withMark(
  year: string | undefined,
  officeDate: string,
  verdict: AttendanceVerdict | undefined,
): string {
  const before = year ?? EMPTY_YEAR;
  const at = placeOf(officeDate);
  const mark = verdict === undefined ? NO_MARK : MARKS[verdict];
  return before.slice(0, at) + mark + before.slice(at + 1);
}

export function markOf(year: string, officeDate: string): string {
  return year.charAt(placeOf(officeDate));
}

/** The 31 signs of a month, `2026-11`; the places of days that it has not hold no mark. */
export function monthMarks(year: string, month: string): string {
  const at = (Number(month.slice(5, 7)) - 1) * MONTH_LENGTH;
  return year.slice(at, at + MONTH_LENGTH);
}

/** How often one of the signs stands from the first to the last of two dates of one year. */
export function countMarks(year: string, mark: string, from: number, to: number): number {
  let count = 0;
  for (let at = year.indexOf(mark, from); at !== -1 && at <= to; at = year.indexOf(mark, at + 1)) count += 1;
  return count;
}

/** Dates on which one of `marks` stands, between two places, in order. */
export function datesOfMarks(
  year: string,
  ofYear: string,
  marks: string,
  from = 0,
  to = year.length - 1,
): readonly string[] {
  const places: number[] = [];
  for (const mark of marks)
    for (let at = year.indexOf(mark, from); at !== -1 && at <= to; at = year.indexOf(mark, at + 1))
      places.push(at);
  if (marks.length > 1) places.sort((one, other) => one - other);
  const names = namesOf(ofYear);
  return places.map((at) => names[at] ?? '');
}

/** Place of a date in its year's text. */
export function placeOf(officeDate: string): number {
  return (Number(officeDate.slice(5, 7)) - 1) * MONTH_LENGTH + Number(officeDate.slice(8, 10)) - 1;
}

/** Dates by place, by year: a list of ten thousand people names the same few hundred again and again. */
const named = new Map<string, readonly string[]>();
const YEARS_NAMED = 20;

function namesOf(year: string): readonly string[] {
  const known = named.get(year);
  if (known !== undefined) return known;
  const names = Array.from({ length: EMPTY_YEAR.length }, (_, place) => {
    const month = Math.floor(place / MONTH_LENGTH) + 1;
    const day = (place % MONTH_LENGTH) + 1;
    return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  });
  if (named.size >= YEARS_NAMED) named.clear();
  named.set(year, names);
  return names;
}

/** Days of a month, `2026-11`, first to last. */
export function datesOfMonth(month: string): readonly string[] {
  const dates: string[] = [];
  for (let date = `${month}-01`; date.startsWith(month); date = addDays(date, 1)) dates.push(date);
  return dates;
}
