/** A month as a grid of person × day, and how its sign-in times are spread. */
import { Type, type Static } from 'typebox';
import type { Principal } from '../../access/principal.ts';
import { addDays } from '../../calendar/dates.ts';
import type { Context } from '../../engine/context.ts';
import type { Reading, ViewDefinition } from '../../engine/module.ts';
import { Month } from '../../mechanisms/office-date.ts';
import { readBody } from '../../mechanisms/request-body.ts';
import type { PersonRecord } from '../../people/events.ts';
import type { Sheet } from '../../sheets/sheet.ts';
import { edgesOf } from '../edges.ts';
import { attendanceRefusal } from '../refusals.ts';
import { READERS, sectionOnly } from '../views.ts';
import { VERDICT_WORDS } from '../why.ts';
import { marksOf } from './counting-view.ts';
import { datesOfMonth, MARKS, monthMarks } from './marks.ts';
import type { CountingState } from './state.ts';

const STRICT = { additionalProperties: false };
export const SectionId = Type.Optional(Type.String({ minLength: 1, maxLength: 60 }));
const MonthQuery = Type.Object({ month: Month, section: SectionId }, STRICT);

/** A spread over fewer people would tell of one of them. */
const SPREAD_PEOPLE_MIN = 5;
const CLASS_MINUTES = 5;
const CLASS_MS = CLASS_MINUTES * 60_000;

export const MONTH_VIEWS: readonly ViewDefinition<CountingState>[] = [
  {
    name: 'attendance.month',
    summary: 'A month as a grid: one sign a person and day, with the calendar of the month (KQ-2)',
    query: MonthQuery,
    allow: [...READERS, 'section-head', 'token:read-attendance'],
    read: (state, query, reading) => readMonth(state, readBody(MonthQuery, query), reading),
    sheet: (state, query, reading) => monthSheet(readMonth(state, readBody(MonthQuery, query), reading)),
  },
  {
    name: 'attendance.sign-in-times',
    summary:
      'How the first contacts of a month are spread, in classes of five minutes; of all or a section, never of one person',
    query: MonthQuery,
    allow: ['person'],
    read: (_state, query, reading) => readTimes(readBody(MonthQuery, query), reading),
  },
];

/** People of a span whom this reader may see, of all or of one section. Throws ATTENDANCE_PERSON_PRIVATE. */
export function peopleRead(
  from: string,
  to: string,
  section: string | undefined,
  reading: Reading,
): readonly PersonRecord[] {
  const own = sectionOnly(reading.principal, reading);
  if (own !== undefined && section !== undefined && section !== own)
    throw attendanceRefusal('ATTENDANCE_PERSON_PRIVATE');
  const wanted = own ?? section;
  const people = reading.context.people.employedBetween(from, to);
  return wanted === undefined ? people : people.filter(({ sectionId }) => sectionId === wanted);
}

export function dayKinds(dates: readonly string[], { calendar }: Context): readonly object[] {
  return dates.map((date) => ({ ...calendar.dayOf(date), working: calendar.isWorkingDay(date) }));
}

interface MonthGrid {
  readonly month: string;
  readonly days: readonly object[];
  readonly marks: Readonly<Record<string, { readonly verdict: string; readonly words: string }>>;
  readonly people: readonly {
    readonly personId: string;
    readonly name: string;
    readonly sectionId: string;
    readonly sectionName: string | undefined;
    readonly post: string;
    readonly joinedOn: string;
    readonly leftOn: string | undefined;
    /** One sign for each day of the month; `-`: no verdict. */
    readonly marks: string;
  }[];
}

function monthSheet({ month, marks, people }: MonthGrid): Sheet {
  const words = (mark: string): string => marks[mark]?.words ?? '';
  return {
    name: `${month}考勤`,
    columns: ['科室', '姓名', ...datesOfMonth(month).map((date) => `${Number(date.slice(8))}日`)],
    rows: people.map((person) => [
      person.sectionName ?? '',
      person.name,
      ...Array.from(person.marks, (mark) => words(mark)),
    ]),
  };
}

function readMonth(
  state: Readonly<CountingState>,
  { month, section }: Static<typeof MonthQuery>,
  reading: Reading,
): MonthGrid {
  const { context } = reading;
  const dates = datesOfMonth(month);
  const year = month.slice(0, 4);
  const people = peopleRead(dates[0] ?? '', dates.at(-1) ?? '', section, reading).map((person) => {
    const { personId, name, sectionId, post, joinedOn, leftOn } = person;
    const sectionName = context.people.section(sectionId)?.name;
    const marks = monthMarks(marksOf(state, personId, year), month).slice(0, dates.length);
    return { personId, name, sectionId, sectionName, post, joinedOn, leftOn, marks };
  });
  return { month, days: dayKinds(dates, context), marks: MARK_WORDS, people };
}

/** `{ L: { verdict: 'late', words: '迟到' } }` */
const MARK_WORDS = Object.fromEntries(
  Object.entries(VERDICT_WORDS).map(([verdict, words]) => [
    Object.entries(MARKS).find(([known]) => known === verdict)?.[1] ?? '',
    { verdict, words },
  ]),
);

function readTimes({ month, section }: Static<typeof MonthQuery>, reading: Reading): unknown {
  const { context, registers } = reading;
  const dates = datesOfMonth(month).filter((date) => date <= context.officeDate);
  const group = groupOf(month, section, reading);
  if (group === 'too-few') return { month, section, withheld: true };
  const classes = new Map<number, number>();
  const sums = { onTime: 0, late: 0, after: 0 };
  for (const date of dates) {
    if (context.calendar.isWorkingDay(date) !== true) continue;
    const { opensMs, lateMs, absentMs } = edgesOf(date, context);
    const midnightMs = context.time.instantOf(date, '00:00');
    const among = group === undefined ? '' : 'AND person_id IN (SELECT value FROM json_each(?))';
    const rows = registers.all(
      `SELECT CAST((at_ms - ?) / ${CLASS_MS} AS INTEGER) AS class, COUNT(*) AS people,
              SUM(at_ms < ?) AS on_time, SUM(at_ms >= ? AND at_ms < ?) AS late, SUM(at_ms >= ?) AS after_edge
         FROM attendance_day WHERE office_date = ? AND at_ms >= ? AND at_ms < ? ${among} GROUP BY class`,
      midnightMs,
      lateMs,
      lateMs,
      absentMs,
      absentMs,
      date,
      opensMs,
      context.time.instantOf(addDays(date, 1), '00:00'),
      ...(group === undefined ? [] : [group]),
    );
    for (const row of rows) {
      const from = Number(row['class']);
      classes.set(from, (classes.get(from) ?? 0) + Number(row['people']));
      sums.onTime += Number(row['on_time']);
      sums.late += Number(row['late']);
      sums.after += Number(row['after_edge']);
    }
  }
  const { lateFrom, absentFrom } = context.settings.at('attendance.edges', dates.at(-1) ?? `${month}-01`);
  const spread = [...classes]
    .toSorted(([one], [other]) => one - other)
    .map(([at, people]) => ({ from: clockOf(at), to: clockOf(at + 1), people }));
  return { month, section, withheld: false, lateFrom, absentFrom, classes: spread, ...sums };
}

/** Ids as JSON; undefined: everybody. A section is read by who reads the register, and by its own people. */
function groupOf(
  month: string,
  section: string | undefined,
  { context, principal }: Reading,
): string | 'too-few' | undefined {
  const people = context.people.employedBetween(`${month}-01`, `${month}-31`);
  if (section === undefined) return people.length < SPREAD_PEOPLE_MIN ? 'too-few' : undefined;
  if (!mayReadSection(principal, section, context)) throw attendanceRefusal('ATTENDANCE_PERSON_PRIVATE');
  const ids = people.filter(({ sectionId }) => sectionId === section).map(({ personId }) => personId);
  return ids.length < SPREAD_PEOPLE_MIN ? 'too-few' : JSON.stringify(ids);
}

function mayReadSection(principal: Principal, section: string, { people }: Context): boolean {
  if (principal.kind !== 'person' || principal.roles.some((role) => READERS.includes(role))) return true;
  return people.person(principal.personId)?.sectionId === section;
}

function clockOf(place: number): string {
  const minutes = place * CLASS_MINUTES;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
