/** KQ-5 to be read: the year by person with the days behind each figure, one's own tally, and who has been warned. */
import { Type, type Static } from 'typebox';
import type { Reading, ViewDefinition } from '../../engine/module.ts';
import { Year } from '../../mechanisms/office-date.ts';
import { readBody } from '../../mechanisms/request-body.ts';
import type { PersonRecord } from '../../people/events.ts';
import type { Sheet } from '../../sheets/sheet.ts';
import { READERS } from '../views.ts';
import { marksOf, othersOf, yearTally } from './counting-view.ts';
import { datesOfMarks, MARKS, placeOf, UNDECIDED_MARKS } from './marks.ts';
import { peopleRead, SectionId } from './month-views.ts';
import type { CountingState } from './state.ts';
import {
  ELIGIBILITY_WORDS,
  eligibilityOf,
  nearnessOf,
  nextLateWords,
  ruleOf,
  type CountingRule,
  type Eligibility,
  type OtherAbsence,
  type Tally,
} from './tally.ts';

const STRICT = { additionalProperties: false };
const YearQuery = Type.Object({ year: Year, section: SectionId }, STRICT);
const NoQuery = Type.Object({}, STRICT);

export const YEAR_VIEWS: readonly ViewDefinition<CountingState>[] = [
  {
    name: 'attendance.year',
    summary:
      'KQ-5 by person: lates, absences of each kind, conversions, remainder, eligibility, each with its days',
    query: YearQuery,
    allow: [...READERS, 'section-head', 'token:read-attendance'],
    read: (state, query, reading) => readYear(state, readBody(YearQuery, query), reading),
    sheet: (state, query, reading) => yearSheet(readYear(state, readBody(YearQuery, query), reading)),
  },
  {
    name: 'attendance.own-tally',
    summary: "One's own lates and absences of this month and year, and what one more late would do (KQ-5)",
    query: NoQuery,
    allow: ['person'],
    read: (state, _query, { context, principal }) =>
      principal.kind === 'person' ? ownTally(state, principal.personId, context) : undefined,
  },
  {
    name: 'attendance.count-warnings',
    summary: 'Who is one late from a conversion or at the last absences that still qualify, this year (KQ-5)',
    query: NoQuery,
    allow: ['director', 'deputy-director', 'attendance-clerk'],
    read: (state, _query, reading) => readWarnings(state, reading),
  },
];

function readYear(
  state: Readonly<CountingState>,
  { year, section }: Static<typeof YearQuery>,
  reading: Reading,
): YearList {
  const { context } = reading;
  const rule = ruleOf(context.settings, year, context.officeDate);
  const people = peopleRead(`${year}-01-01`, `${year}-12-31`, section, reading).map((person) => {
    const tally = yearTally(state, person.personId, year, rule);
    const eligibility = eligibilityOf(tally, person.standing, rule);
    return {
      ...nameOf(person, reading),
      ...tally,
      eligibility,
      eligibilityWords: ELIGIBILITY_WORDS[eligibility],
      ...daysBehind(state, person.personId, year),
    };
  });
  return { year, until: context.officeDate, rule, clause: 'KQ-5', people };
}

interface YearList {
  readonly year: string;
  readonly until: string;
  readonly rule: CountingRule;
  readonly clause: 'KQ-5';
  readonly people: readonly (Named &
    Tally &
    DaysBehind & { readonly eligibility: Eligibility; readonly eligibilityWords: string })[];
}
interface DaysBehind {
  readonly lateDates: readonly string[];
  readonly morningDates: readonly string[];
  readonly otherAbsences: readonly OtherAbsence[];
  readonly undecidedDates: readonly string[];
}

const COLUMNS = [
  '科室',
  '姓名',
  '迟到（次）',
  '上午缺勤（次）',
  '活动缺勤（次）',
  '值班缺勤（次）',
  '迟到折合缺勤（次）',
  '折合后余迟到（次）',
  '缺勤合计（次）',
  '待核（次）',
  '考勤制度第五条',
] as const;

function yearSheet({ year, people }: YearList): Sheet {
  return {
    name: `${year}年考勤统计`,
    columns: COLUMNS,
    rows: people.map((one) => [
      one.sectionName ?? '',
      one.name,
      one.lates,
      one.mornings,
      one.activities,
      one.duties,
      one.converted,
      one.remainder,
      one.absences,
      one.undecidedDates.length,
      one.eligibilityWords,
    ]),
  };
}

export interface Named extends Pick<
  PersonRecord,
  'personId' | 'name' | 'sectionId' | 'post' | 'standing' | 'joinedOn' | 'leftOn'
> {
  readonly sectionName: string | undefined;
}

export function nameOf(person: PersonRecord, { context }: Pick<Reading, 'context'>): Named {
  const { personId, name, sectionId, post, standing, joinedOn, leftOn } = person;
  const sectionName = context.people.section(sectionId)?.name;
  return { personId, name, sectionId, sectionName, post, standing, joinedOn, leftOn };
}

function daysBehind(state: Readonly<CountingState>, personId: string, year: string): DaysBehind {
  const marks = marksOf(state, personId, year);
  const others = othersOf(state, personId, year);
  return {
    lateDates: datesOfMarks(marks, year, MARKS.late),
    morningDates: datesOfMarks(marks, year, MARKS.absent),
    otherAbsences: others,
    undecidedDates: datesOfMarks(marks, year, UNDECIDED_MARKS),
  };
}

/** For the desk and for the kiosk's second badge. */
export function ownTally(
  state: Readonly<CountingState>,
  personId: string,
  { officeDate, settings, people }: Reading['context'],
): OwnTally {
  const year = officeDate.slice(0, 4);
  const rule = ruleOf(settings, year, officeDate);
  const tally = yearTally(state, personId, year, rule);
  const marks = marksOf(state, personId, year);
  const month = officeDate.slice(0, 7);
  const [from, to] = [placeOf(`${month}-01`), placeOf(`${month}-31`)];
  const inMonth = (mark: string): number => datesOfMarks(marks, year, mark, from, to).length;
  const others = othersOf(state, personId, year).filter((one) => one.officeDate.startsWith(month));
  const eligibility = eligibilityOf(tally, people.person(personId)?.standing ?? 'official', rule);
  return {
    year,
    month,
    monthLates: inMonth(MARKS.late),
    monthAbsences: inMonth(MARKS.absent) + others.length,
    monthUndecided: inMonth(UNDECIDED_MARKS),
    ...tally,
    eligibility: ELIGIBILITY_WORDS[eligibility],
    nextLate: nextLateWords(tally, rule),
  };
}

export interface OwnTally extends Tally {
  readonly year: string;
  readonly month: string;
  readonly monthLates: number;
  /** Mornings, activities and duty; no converted lates, which belong to the year. */
  readonly monthAbsences: number;
  readonly monthUndecided: number;
  readonly eligibility: string;
  readonly nextLate: string;
}

function readWarnings(state: Readonly<CountingState>, reading: Reading): unknown {
  const { context } = reading;
  const year = context.officeDate.slice(0, 4);
  const rule = ruleOf(context.settings, year, context.officeDate);
  const people = context.people.employedOn(context.officeDate).flatMap((person) => {
    const tally = yearTally(state, person.personId, year, rule);
    const near = nearnessOf(tally, rule);
    if (!near.lates && !near.absences) return [];
    const given = state.warned[year]?.[person.personId] ?? {};
    return [{ ...nameOf(person, reading), ...tally, near, given }];
  });
  return { year, rule, people };
}
