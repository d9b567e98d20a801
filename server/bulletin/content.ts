/** What a month comes to, person by person, and what was issued otherwise than it stands now. Pure. */
import { datesOfMarks, datesOfMonth, MARKS, placeOf, UNDECIDED_MARKS } from '../attendance/counting/marks.ts';
import type { OtherAbsence } from '../attendance/counting/tally.ts';
import type { Context } from '../engine/context.ts';
import type { PersonRecord } from '../people/events.ts';
import type {
  BulletinCorrection,
  BulletinLeaveKind,
  BulletinLine,
  MissedOther,
  PrintedAs,
} from './events.ts';
import type { BulletinState } from './state.ts';

/** Everybody of the office on a day of that month, in rank order. */
export function linesOf(month: string, context: Context): readonly BulletinLine[] {
  const dates = datesOfMonth(month);
  const first = dates[0] ?? '';
  const last = dates.at(-1) ?? '';
  const leave = leaveOf(dates, context);
  const year = month.slice(0, 4);
  const [from, to] = [placeOf(first), placeOf(last)];
  return context.people.employedBetween(first, last).map((person) => {
    const { personId, standing } = person;
    const marks = context.counting.marks(personId, year);
    const pick = (signs: string): readonly string[] => datesOfMarks(marks, year, signs, from, to);
    const others = context.counting.others(personId, year).filter((one) => one.officeDate.startsWith(month));
    return {
      ...named(person, context),
      standing,
      lates: pick(MARKS.late),
      mornings: pick(MARKS.absent),
      others: others.toSorted(byDate).map(missedOf),
      undecided: pick(UNDECIDED_MARKS),
      leave: leave.get(personId) ?? {},
    };
  });
}

function named(
  { personId, name, sectionId }: PersonRecord,
  { people }: Context,
): Pick<BulletinLine, 'personId' | 'name' | 'sectionId' | 'sectionName'> {
  return { personId, name, sectionId, sectionName: people.section(sectionId)?.name ?? '' };
}

function byDate(one: OtherAbsence, other: OtherAbsence): number {
  const [a, b] = [`${one.officeDate} ${one.source}`, `${other.officeDate} ${other.source}`];
  return a < b ? -1 : Number(a > b);
}

function missedOf({ kind, officeDate, source, title }: OtherAbsence): MissedOther {
  return { kind, officeDate, source, title };
}

/** Half working days of granted leave by person and kind. */
function leaveOf(
  dates: readonly string[],
  { calendar, leave }: Context,
): ReadonlyMap<string, BulletinLine['leave']> {
  const halves = new Map<string, Partial<Record<BulletinLeaveKind, number>>>();
  for (const date of dates) {
    if (calendar.isWorkingDay(date) !== true) continue;
    for (const half of ['morning', 'afternoon'] as const) {
      for (const [personId, { kind }] of leave.coveredOn(date, half)) {
        const own = halves.get(personId) ?? {};
        own[kind] = (own[kind] ?? 0) + 1;
        halves.set(personId, own);
      }
    }
  }
  return halves;
}

/** `2026-10-08 morning`: what one printed word is about. */
export function keyOf(officeDate: string, source: string): string {
  return `${officeDate} ${source}`;
}
export const MORNING = 'morning';

/** Every word that a line prints, by what it is about. */
export function printedWords(
  line: Pick<BulletinLine, 'lates' | 'mornings' | 'others' | 'undecided'>,
): ReadonlyMap<string, PrintedAs> {
  const words = new Map<string, PrintedAs>();
  for (const date of line.lates) words.set(keyOf(date, MORNING), 'late');
  for (const date of line.mornings) words.set(keyOf(date, MORNING), 'absent');
  for (const date of line.undecided) words.set(keyOf(date, MORNING), 'undecided');
  for (const { officeDate, source } of line.others) words.set(keyOf(officeDate, source), 'absent');
  return words;
}

/** KQ-4: where what was issued is not what stands now, person and day named; rank order, then by day. */
export function correctionsOf(
  { issued, printed }: Readonly<BulletinState>,
  context: Context,
): readonly BulletinCorrection[] {
  const months = Object.keys(issued).toSorted();
  const years = [...new Set(months.map((month) => month.slice(0, 4)))];
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const known = new Set(months);
  const isIssued = (date: string): boolean => known.has(date.slice(0, 7));
  return context.people.employedBetween(`${first}-01`, `${last}-31`).flatMap((person) => {
    const before = printed[person.personId] ?? {};
    const now = wordsNow(person.personId, years, isIssued, context);
    const keys = new Set([...Object.keys(before), ...now.words.keys()]);
    return [...keys].toSorted().flatMap((key): BulletinCorrection[] => {
      const was = before[key];
      const is = now.words.get(key);
      if (was === is) return [];
      const [officeDate = '', source = ''] = splitKey(key);
      const title = now.titles.get(key) ?? issuedTitle(key, issued) ?? '';
      return [{ ...named(person, context), officeDate, source, title, printed: was, now: is }];
    });
  });
}

function splitKey(key: string): readonly [string, string] {
  return [key.slice(0, 10), key.slice(11)];
}

function issuedTitle(key: string, issued: BulletinState['issued']): string | undefined {
  return issued[key.slice(0, 7)]?.titles[key.slice(11)];
}

function wordsNow(
  personId: string,
  years: readonly string[],
  isIssued: (date: string) => boolean,
  { counting }: Context,
): { readonly words: ReadonlyMap<string, PrintedAs>; readonly titles: ReadonlyMap<string, string> } {
  const words = new Map<string, PrintedAs>();
  const titles = new Map<string, string>();
  for (const year of years) {
    const marks = counting.marks(personId, year);
    const note = (signs: string, word: PrintedAs): void => {
      for (const date of datesOfMarks(marks, year, signs))
        if (isIssued(date)) words.set(keyOf(date, MORNING), word);
    };
    note(MARKS.late, 'late');
    note(MARKS.absent, 'absent');
    note(UNDECIDED_MARKS, 'undecided');
    for (const { officeDate, source, title } of counting.others(personId, year)) {
      if (!isIssued(officeDate)) continue;
      words.set(keyOf(officeDate, source), 'absent');
      titles.set(keyOf(officeDate, source), title);
    }
  }
  return { words, titles };
}
