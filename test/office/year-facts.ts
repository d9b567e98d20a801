/**
 * What happens in a year of an office of 120: drawn once from a seed, played by the test and counted a second time, in
 * the plainest way, from these same facts. Nothing here knows the service.
 */
import { addDays, datesOfYear, weekdayOf } from '../../server/calendar/dates.ts';
import { daysOfYear } from '../support/published-calendar.ts';

export const YEAR = 2025;
/** Beside the nine with offices of `morning-office.ts`. */
export const STAFF_COUNT = 111;
export const PEOPLE = Array.from({ length: STAFF_COUNT }, (_, at) => `p-${at + 1}`);

/** The State Council's days, without the service's own table. */
const notice = new Map(daysOfYear(YEAR).map(({ date, kind }) => [date, kind]));
export const WORKING_DAYS = datesOfYear(YEAR).filter((date) =>
  notice.has(date) ? notice.get(date) === 'make-up-workday' : weekdayOf(date) < 6,
);

export interface Leave {
  readonly from: string;
  readonly until: string;
  readonly kind: 'personal' | 'sick' | 'annual' | 'away';
  readonly granted: boolean;
}
export interface Morning {
  /** Seconds after 07:20:00; undefined: did not come. */
  readonly comesAt: number | undefined;
  readonly explanation: 'none' | 'accepted' | 'rejected' | 'undecided';
}

/** 0 … 999, different for each person, day and purpose; always the same. */
export function draw(person: number, day: number, purpose: number): number {
  let mixed =
    Math.imul(person + 17, 0x9e3779b1) ^ Math.imul(day + 3, 0x85ebca6b) ^ Math.imul(purpose, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % 1000;
}

/** Six join in mid-year, six leave. */
export function joinedOn(person: number): string {
  return person >= 100 && person < 106 ? `${YEAR}-0${person - 97}-16` : '2020-01-01';
}
export function leftOn(person: number): string | undefined {
  return person < 6 ? `${YEAR}-1${person % 3}-10` : undefined;
}
export function isOfTheOffice(person: number, date: string): boolean {
  const left = leftOn(person);
  return joinedOn(person) <= date && (left === undefined || date < left);
}

/** Four spans a year, one a quarter; every tenth is refused. */
export function leavesOf(person: number): readonly Leave[] {
  return [0, 1, 2, 3].flatMap((quarter) => {
    const from = addDays(`${YEAR}-01-02`, quarter * 91 + (draw(person, quarter, 1) % 70));
    const until = addDays(from, draw(person, quarter, 2) % 8);
    const kind = (['personal', 'sick', 'annual', 'away'] as const)[draw(person, quarter, 3) % 4] ?? 'sick';
    const stays = WORKING_DAYS.some((date) => date >= from && date <= until);
    if (!stays || !isOfTheOffice(person, from) || !isOfTheOffice(person, until)) return [];
    return [{ from, until, kind, granted: draw(person, quarter, 4) % 10 > 0 }];
  });
}

/** Both readers of the entrance are dead from before sign-in matters until 08:05. */
export const OUTAGES = ['2025-03-17', '2025-08-12', '2025-11-26'];

/** People badge on 85 mornings of a hundred in time, the rest come late, later or not at all. */
export function morningOf(person: number, date: string): Morning {
  const day = WORKING_DAYS.indexOf(date);
  const away = leavesOf(person).some((one) => one.granted && one.from <= date && date <= one.until);
  if (away || OUTAGES.includes(date)) return { comesAt: undefined, explanation: 'none' };
  const drawn = draw(person, day, 5);
  const explains = draw(person, day, 6) < 300;
  const decided = (['accepted', 'rejected', 'undecided'] as const)[draw(person, day, 7) % 3] ?? 'accepted';
  if (drawn < 850) return { comesAt: (drawn * 1799) / 850, explanation: 'none' };
  const explanation = explains ? decided : 'none';
  if (drawn < 950) return { comesAt: 1800 + ((drawn - 850) * 600) / 99, explanation };
  return { comesAt: drawn < 975 ? 2401 + drawn : undefined, explanation };
}

/** One activity a month, on the tenth or the working day after; who misses it without an accepted reason. */
export const ACTIVITIES = Array.from({ length: 12 }, (_, at) => {
  const from = `${YEAR}-${String(at + 1).padStart(2, '0')}-10`;
  const officeDate = WORKING_DAYS.find((date) => date >= from) ?? from;
  return { activityId: `activity-${at + 1}`, officeDate, title: `第${at + 1}次学习`, counts: at % 4 !== 3 };
});
export function missesActivity(person: number, activity: number): boolean {
  return draw(person, activity, 8) < 30;
}

/** Shifts that somebody did not come to, as the leader found. */
export const DEFAULTS = [3, 3, 40, 77].map((person, at) => ({
  person,
  officeDate: `${YEAR}-0${at + 2}-15`,
  shiftId: 'night',
}));

/** Every 37th late is put right some weeks later: the person had been at the reader in time. */
export function isCorrected(person: number, date: string): boolean {
  return (person * 31 + WORKING_DAYS.indexOf(date) * 7) % 37 === 0;
}

export interface PlainCount {
  readonly lates: readonly string[];
  readonly mornings: readonly string[];
  readonly activities: number;
  readonly duties: number;
}

/** The regulation by hand, person by person: KQ-2, KQ-1, KQ-3, ZB-3. */
export function countOf(person: number): PlainCount {
  const lates: string[] = [];
  const mornings: string[] = [];
  for (const date of WORKING_DAYS) {
    if (!isOfTheOffice(person, date) || OUTAGES.includes(date)) continue;
    if (leavesOf(person).some((one) => one.granted && one.from <= date && date <= one.until)) continue;
    const { comesAt, explanation } = morningOf(person, date);
    if (comesAt !== undefined && Math.floor(comesAt) < 1800) continue;
    if (explanation === 'accepted' || explanation === 'undecided') continue;
    const isLate = comesAt !== undefined && Math.floor(comesAt) <= 2400;
    if (isLate && isCorrected(person, date)) continue;
    (isLate ? lates : mornings).push(date);
  }
  const activities = ACTIVITIES.filter(
    ({ counts, officeDate }, at) => counts && isOfTheOffice(person, officeDate) && missesActivity(person, at),
  ).length;
  return { lates, mornings, activities, duties: DEFAULTS.filter((one) => one.person === person).length };
}
