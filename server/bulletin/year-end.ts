/**
 * KH-1: 考勤情况（供考核参考）. A quarter, a half year or the year with its closing date and the days behind each line.
 * Facts alone: it proposes nothing, and what follows from them is not said here.
 */
import { Type, type Static } from 'typebox';
import { datesOfMarks, MARKS, placeOf, UNDECIDED_MARKS } from '../attendance/counting/marks.ts';
import {
  ELIGIBILITY_WORDS,
  eligibilityOf,
  ruleOf,
  tallyOf,
  type CountingRule,
} from '../attendance/counting/tally.ts';
import type { Reading, ViewDefinition } from '../engine/module.ts';
import { Year } from '../mechanisms/office-date.ts';
import { readBody } from '../mechanisms/request-body.ts';
import type { PersonRecord } from '../people/events.ts';
import type { Cell, Sheet } from '../sheets/sheet.ts';
import { STANDING_WORDS } from './layout.ts';
import type { BulletinState } from './state.ts';

const SPANS = {
  'quarter-1': { words: '第一季度', from: '01-01', to: '03-31' },
  'quarter-2': { words: '第二季度', from: '04-01', to: '06-30' },
  'quarter-3': { words: '第三季度', from: '07-01', to: '09-30' },
  'quarter-4': { words: '第四季度', from: '10-01', to: '12-31' },
  'half-1': { words: '上半年', from: '01-01', to: '06-30' },
  'half-2': { words: '下半年', from: '07-01', to: '12-31' },
  year: { words: '全年', from: '01-01', to: '12-31' },
} as const;

const YearEndQuery = Type.Object(
  {
    year: Year,
    span: Type.Enum(['quarter-1', 'quarter-2', 'quarter-3', 'quarter-4', 'half-1', 'half-2', 'year']),
  },
  { additionalProperties: false },
);

export const YEAR_END: ViewDefinition<BulletinState> = {
  name: 'bulletin.year-end',
  summary:
    'Attendance of a quarter, half year or year, for appraisal (KH-1): facts with the days behind them',
  query: YearEndQuery,
  allow: ['director', 'deputy-director', 'party-secretary', 'attendance-clerk', 'auditor'],
  read: (_state, query, reading) => yearEnd(readBody(YearEndQuery, query), reading),
  sheet: (_state, query, reading) => sheetOf(yearEnd(readBody(YearEndQuery, query), reading)),
};

interface YearEndLine {
  readonly personId: string;
  readonly name: string;
  readonly sectionId: string;
  readonly sectionName: string;
  readonly post: string;
  /** 借调, 编外 and the like; empty for officials. */
  readonly standingWords: string;
  readonly joinedOn: string;
  readonly leftOn: string | undefined;
  readonly lateDates: readonly string[];
  readonly morningDates: readonly string[];
  readonly others: readonly { readonly officeDate: string; readonly title: string; readonly kind: string }[];
  readonly undecidedDates: readonly string[];
  /** From 1 January to the closing date (KQ-5). */
  readonly sinceJanuary: {
    readonly lates: number;
    readonly converted: number;
    readonly remainder: number;
    readonly absences: number;
  };
  readonly eligibility: string;
}
interface YearEnd {
  readonly title: string;
  readonly year: string;
  readonly span: string;
  readonly from: string;
  readonly to: string;
  /** Facts are taken in up to here. */
  readonly closingDate: string;
  readonly rule: CountingRule;
  readonly people: readonly YearEndLine[];
}

function yearEnd({ year, span }: Static<typeof YearEndQuery>, { context }: Reading): YearEnd {
  const { words, from: first, to: last } = SPANS[span];
  const [from, to] = [`${year}-${first}`, `${year}-${last}`];
  const closingDate = context.officeDate < to ? context.officeDate : to;
  const rule = ruleOf(context.settings, year, context.officeDate);
  const people = context.people
    .employedBetween(from, to)
    .map((person) => lineOf(person, { year, from, closingDate, rule, context }));
  const title = `${year}年${words}考勤情况（供考核参考）`;
  return { title, year, span, from, to, closingDate, rule, people };
}

interface Asked {
  readonly year: string;
  readonly from: string;
  readonly closingDate: string;
  readonly rule: CountingRule;
  readonly context: Reading['context'];
}

function lineOf(person: PersonRecord, { year, from, closingDate, rule, context }: Asked): YearEndLine {
  const { personId, name, sectionId, post, standing, joinedOn, leftOn } = person;
  const marks = context.counting.marks(personId, year);
  const others = context.counting.others(personId, year).filter((one) => one.officeDate <= closingDate);
  const tally = tallyOf(marks, others, rule, 0, placeOf(closingDate));
  const { lates, converted, remainder, absences } = tally;
  const pick = (signs: string): readonly string[] =>
    datesOfMarks(marks, year, signs, placeOf(from), placeOf(closingDate));
  return {
    personId,
    name,
    sectionId,
    sectionName: context.people.section(sectionId)?.name ?? '',
    post,
    standingWords: STANDING_WORDS[standing],
    joinedOn,
    leftOn,
    lateDates: pick(MARKS.late),
    morningDates: pick(MARKS.absent),
    others: others
      .filter(({ officeDate }) => officeDate >= from)
      .map(({ officeDate, title, kind }) => ({ officeDate, title, kind })),
    undecidedDates: pick(UNDECIDED_MARKS),
    sinceJanuary: { lates, converted, remainder, absences },
    eligibility: ELIGIBILITY_WORDS[eligibilityOf(tally, standing, rule)],
  };
}

const COLUMNS = [
  '科室',
  '姓名',
  '备注',
  '迟到（次）',
  '迟到日期',
  '缺勤（次）',
  '缺勤日期',
  '活动、值班缺勤（次）',
  '活动、值班缺勤事项',
  '待核（次）',
  '待核日期',
  '年初以来迟到（次）',
  '其中折合缺勤（次）',
  '年初以来缺勤合计（次）',
  '考勤制度第五条',
  '截止日期',
] as const;

function sheetOf({ title, people, closingDate }: YearEnd): Sheet {
  return {
    name: title,
    columns: COLUMNS,
    rows: people.map((line): readonly Cell[] => [
      line.sectionName,
      line.name,
      remarkOf(line),
      line.lateDates.length,
      line.lateDates.join('、'),
      line.morningDates.length,
      line.morningDates.join('、'),
      line.others.length,
      line.others.map((one) => `${one.officeDate}${one.title}`).join('、'),
      line.undecidedDates.length,
      line.undecidedDates.join('、'),
      line.sinceJanuary.lates,
      line.sinceJanuary.converted,
      line.sinceJanuary.absences,
      line.eligibility,
      closingDate,
    ]),
  };
}

function remarkOf({ standingWords, joinedOn, leftOn }: YearEndLine): string {
  const year = joinedOn.slice(0, 4);
  const parts = [standingWords, leftOn === undefined ? '' : `${leftOn} 起不在本单位`];
  return [...parts, year === '' ? '' : `${joinedOn} 到单位`].filter((part) => part !== '').join('，');
}
