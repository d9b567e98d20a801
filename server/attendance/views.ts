/** Attendance to be read: a day in rank order with what is still open, and one person's year with every why. */
import { Type } from 'typebox';
import type { Grant, Principal } from '../access/principal.ts';
import type { Reading, SqlValue, ViewDefinition } from '../engine/module.ts';
import { leaveWords } from '../leave/views.ts';
import { Year } from '../mechanisms/office-date.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { textOf } from '../mechanisms/sql-text.ts';
import type { AttendanceVerdict } from './events.ts';
import { isAwaited } from './judge.ts';
import { MORNING_VIEW } from './morning.ts';
import { attendanceRefusal } from './refusals.ts';
import { OfficeDate } from './requests.ts';
import type { AttendanceState } from './state.ts';
import { VERDICT_WORDS, whyLines } from './why.ts';

const STRICT = { additionalProperties: false };
const DayQuery = Type.Object({ date: OfficeDate }, STRICT);
const PersonQuery = Type.Object(
  { personId: Type.String({ minLength: 1, maxLength: 40 }), year: Year },
  STRICT,
);
/** Who reads the register of all; heads of sections read their own section's. */
export const READERS: readonly Grant[] = ['director', 'deputy-director', 'attendance-clerk', 'auditor'];

/** Who of these and of the heads of sections reads why somebody was not there. */
const GROUNDS_READERS: readonly Grant[] = ['director', 'deputy-director', 'attendance-clerk', 'section-head'];

type Row = Readonly<Record<string, SqlValue>>;

export const ATTENDANCE_VIEWS: readonly ViewDefinition<AttendanceState>[] = [
  {
    name: 'attendance.day',
    summary: 'One day: everybody expected, in rank order, with the verdict and why (KQ-2)',
    query: DayQuery,
    allow: [...READERS, 'section-head', 'token:read-attendance'],
    read: (_state, query, reading) => readDay(readBody(DayQuery, query).date, reading),
  },
  MORNING_VIEW,
  {
    name: 'attendance.person',
    summary: "One person's year: what stands, every verdict that stood, explanations and lates by month",
    query: PersonQuery,
    allow: ['person', 'token:read-attendance'],
    read(state, query, reading) {
      const { personId, year } = readBody(PersonQuery, query);
      checkMayRead(personId, reading);
      return readPerson(state, personId, year, reading);
    },
  },
];

function readDay(date: string, reading: Reading): unknown {
  const { context, registers, principal } = reading;
  const rows = registers.all('SELECT * FROM attendance_day WHERE office_date = ?', date);
  const standing = new Map(rows.map((row) => [textOf(row['person_id']), row]));
  const own = sectionOnly(principal, reading);
  const working = context.calendar.isWorkingDay(date);
  const people = context.people
    .employedOn(date)
    .filter(({ sectionId }) => own === undefined || sectionId === own)
    .map((person) => {
      const row = standing.get(person.personId);
      const { personId, name, sectionId, post } = person;
      const sectionName = context.people.section(sectionId)?.name;
      const expected = working === true && isAwaited(person, date, context);
      return {
        personId,
        name,
        sectionId,
        sectionName,
        post,
        expected,
        ...(row && verdictShown(row, mayReadGrounds(principal, personId), reading)),
      };
    });
  return { date, day: context.calendar.dayOf(date), people, counts: countsOf(rows) };
}

function readPerson(
  state: Readonly<AttendanceState>,
  personId: string,
  year: string,
  reading: Reading,
): unknown {
  const { registers, context, principal } = reading;
  const withGrounds = mayReadGrounds(principal, personId);
  const span: readonly SqlValue[] = [personId, `${year}-01-01`, `${year}-12-31`];
  const days = registers.all(
    'SELECT * FROM attendance_day WHERE person_id = ? AND office_date BETWEEN ? AND ? ORDER BY office_date',
    ...span,
  );
  const former = registers.all(
    `SELECT * FROM attendance_former WHERE person_id = ? AND office_date BETWEEN ? AND ? ORDER BY office_date, position`,
    ...span,
  );
  const explanations = registers.all(
    `SELECT * FROM attendance_explanation WHERE person_id = ? AND office_date BETWEEN ? AND ? ORDER BY position`,
    ...span,
  );
  return {
    personId,
    name: context.people.person(personId)?.name,
    year,
    days: days.map((row) => ({
      officeDate: textOf(row['office_date']),
      ...verdictShown(row, withGrounds, reading),
    })),
    former: former.map((row) => ({
      officeDate: textOf(row['office_date']),
      ...verdictShown(row, withGrounds, reading),
      replacedBy: Number(row['replaced_by']),
      replacedAtMs: Number(row['replaced_at_ms']),
      reason: textOf(row['reason']),
    })),
    explanations: explanations.map((row) => ({
      officeDate: textOf(row['office_date']),
      ...(withGrounds ? { text: row['text'], remark: row['remark'] } : { withheld: true }),
      filedBy: row['filed_by'],
      accepted: row['accepted'] === null ? undefined : row['accepted'] === 1,
      decidedBy: row['decided_by'],
      recordedAtMs: Number(row['recorded_at_ms']),
    })),
    latesByMonth: Object.fromEntries(
      Object.entries(state.lates[personId] ?? {}).filter(([month]) => month.startsWith(year)),
    ),
  };
}

function verdictShown(row: Row, withGrounds: boolean, reading: Reading): object {
  const { context } = reading;
  const verdict = verdictNamed(row['verdict']);
  const because = tokens(row['because']);
  const atMs = typeof row['at_ms'] === 'number' ? row['at_ms'] : undefined;
  const officeDate = textOf(row['office_date']);
  const clause = textOf(row['clause']);
  const ruleVersion = Number(row['rule_version']);
  return {
    verdict,
    words: verdict && VERDICT_WORDS[verdict],
    clause,
    ruleVersion,
    atMs,
    time: atMs === undefined ? undefined : context.time.timeOf(atMs),
    by: row['contact_by'] ?? undefined,
    stationId: row['station_id'] ?? undefined,
    badgePosition: row['badge_position'] ?? undefined,
    position: Number(row['position']),
    because,
    why: whyLines(because, { officeDate, clause, ruleVersion }, atMs, context, (leaveId) =>
      leaveWords(leaveId, withGrounds, reading),
    ),
  };
}

function countsOf(rows: readonly Row[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const row of rows) {
    const verdict = textOf(row['verdict']);
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  return counts;
}

/** The section that a head is limited to; undefined for who reads all. */
export function sectionOnly(principal: Principal, { context }: Reading): string | undefined {
  if (principal.kind !== 'person' || principal.roles.some((role) => READERS.includes(role))) return undefined;
  return context.people.person(principal.personId)?.sectionId ?? '';
}

/** One's own, one's section's as its head, or everybody's. */
export function checkMayRead(personId: string, reading: Reading): void {
  const { principal, context } = reading;
  if (principal.kind !== 'person' || principal.personId === personId) return;
  const own = sectionOnly(principal, reading);
  if (own === undefined) return;
  const heads =
    principal.roles.includes('section-head') && context.people.person(personId)?.sectionId === own;
  if (!heads) {
    throw attendanceRefusal('ATTENDANCE_PERSON_PRIVATE');
  }
}

/** Grounds of leave are not for an auditor, nor for a program that reads the register (regulations, People and roles). */
export function mayReadGrounds(principal: Principal, personId: string): boolean {
  if (principal.kind !== 'person') return false;
  return principal.personId === personId || principal.roles.some((role) => GROUNDS_READERS.includes(role));
}

export function verdictNamed(value: SqlValue | undefined): AttendanceVerdict | undefined {
  return Object.keys(VERDICT_WORDS).find((verdict): verdict is AttendanceVerdict => verdict === value);
}

function tokens(value: SqlValue | undefined): readonly string[] {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : [];
  return Array.isArray(parsed) ? parsed.filter((token) => typeof token === 'string') : [];
}
