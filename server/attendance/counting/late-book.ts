/**
 * 迟到簿 (KQ-2): everyone who came from 7:50:00 to the absent edge, with the time, the reason given and what was decided.
 * Who was excused afterwards stays in the book, with the decision: the book tells who came late, the count who is late.
 */
import { Type, type Static } from 'typebox';
import { daysBetween } from '../../calendar/dates.ts';
import type { Reading, SqlValue, ViewDefinition } from '../../engine/module.ts';
import { OfficeDate } from '../../mechanisms/office-date.ts';
import { readBody } from '../../mechanisms/request-body.ts';
import type { Sheet } from '../../sheets/sheet.ts';
import { edgesOf } from '../edges.ts';
import { attendanceRefusal } from '../refusals.ts';
import { mayReadGrounds, READERS } from '../views.ts';
import { VERDICT_WORDS } from '../why.ts';
import { peopleRead, SectionId } from './month-views.ts';
import type { CountingState } from './state.ts';
import { nameOf, type Named } from './year-views.ts';

const LateBookQuery = Type.Object(
  { from: OfficeDate, to: OfficeDate, section: SectionId },
  { additionalProperties: false },
);
/** A year and a day: the book of a year can be read at once. */
const SPAN_MAX_DAYS = 366;

export const LATE_BOOK: ViewDefinition<CountingState> = {
  name: 'attendance.late-book',
  summary: 'The late book of a span: who, when, the reason given and what was decided (KQ-2)',
  query: LateBookQuery,
  allow: [...READERS, 'section-head'],
  read: (_state, query, reading) => readLateBook(readBody(LateBookQuery, query), reading),
  sheet: (_state, query, reading) => sheetOf(readLateBook(readBody(LateBookQuery, query), reading)),
};

const WORDS: Readonly<Record<string, string>> = VERDICT_WORDS;

interface LateBook {
  readonly from: string;
  readonly to: string;
  readonly section: string | undefined;
  readonly entries: readonly LateEntry[];
}
interface LateEntry extends Named {
  readonly officeDate: string;
  /** `07:52:10` */
  readonly time: string;
  readonly by: SqlValue | undefined;
  readonly verdict: string;
  readonly words: string;
  readonly position: SqlValue | undefined;
  readonly explanation: Partial<Explanation> | undefined;
}

function sheetOf({ from, to, entries }: LateBook): Sheet {
  return {
    name: `迟到簿 ${from} 至 ${to}`,
    columns: ['日期', '科室', '姓名', '签到时间', '现为', '说明的情况', '决定', '备注'],
    rows: entries.map(({ officeDate, sectionName, name, time, words, explanation }) => [
      officeDate,
      sectionName ?? '',
      name,
      time,
      words,
      String(explanation?.text ?? ''),
      decisionWords(explanation),
      String(explanation?.remark ?? ''),
    ]),
  };
}

function decisionWords(explanation: Partial<Explanation> | undefined): string {
  if (explanation === undefined) return '';
  if (explanation.accepted === undefined) return '待确认';
  return explanation.accepted ? '同意' : '不同意';
}

type Row = Readonly<Record<string, SqlValue>>;

function readLateBook({ from, to, section }: Static<typeof LateBookQuery>, reading: Reading): LateBook {
  const days = daysBetween(from, to);
  if (days < 0 || days > SPAN_MAX_DAYS) throw attendanceRefusal('ATTENDANCE_SPAN_INVALID', { from, to });
  const people = new Map(
    peopleRead(from, to, section, reading).map((person) => [person.personId, person] as const),
  );
  const explanations = explanationsOf(from, to, reading);
  const { context, registers, principal } = reading;
  const rows = registers.all(
    `SELECT office_date, person_id, verdict, at_ms, contact_by, position FROM attendance_day
      WHERE office_date BETWEEN ? AND ? AND at_ms IS NOT NULL AND verdict IN ('late', 'open', 'explained')
      ORDER BY office_date, at_ms, person_id`,
    from,
    to,
  );
  const entries = rows.flatMap((row) => {
    const officeDate = String(row['office_date']);
    const atMs = Number(row['at_ms']);
    const person = people.get(String(row['person_id']));
    const { lateMs, absentMs } = edgesOf(officeDate, context);
    if (person === undefined || atMs < lateMs || atMs >= absentMs) return [];
    const explanation = explanations.get(`${officeDate} ${person.personId}`);
    const verdict = String(row['verdict']);
    const words = WORDS[verdict] ?? verdict;
    const shown = mayReadGrounds(principal, person.personId) ? explanation : withheld(explanation);
    return [
      {
        ...nameOf(person, reading),
        officeDate,
        time: context.time.timeOf(atMs),
        by: row['contact_by'] ?? undefined,
        verdict,
        words,
        position: row['position'],
        explanation: shown,
      },
    ];
  });
  return { from, to, section, entries };
}

interface Explanation {
  /** The ground is there, and not for this reader. */
  readonly withheld?: true;
  readonly text: SqlValue | undefined;
  readonly filedBy: string | undefined;
  readonly accepted: boolean | undefined;
  readonly decidedBy: string | undefined;
  readonly remark: SqlValue | undefined;
}

function withheld(explanation: Explanation | undefined): Partial<Explanation> | undefined {
  return explanation && { withheld: true, accepted: explanation.accepted, decidedBy: explanation.decidedBy };
}

/** The last text and the last decision of each morning. */
function explanationsOf(
  from: string,
  to: string,
  { registers, context }: Reading,
): ReadonlyMap<string, Explanation> {
  const found = new Map<string, Explanation>();
  const rows = registers.all(
    'SELECT * FROM attendance_explanation WHERE office_date BETWEEN ? AND ? ORDER BY position',
    from,
    to,
  );
  const nameOfPerson = (id: SqlValue | undefined): string | undefined =>
    typeof id === 'string' ? (context.people.person(id)?.name ?? id) : undefined;
  for (const row of rows) {
    const key = `${String(row['office_date'])} ${String(row['person_id'])}`;
    found.set(key, { ...EMPTY, ...found.get(key), ...partOf(row, nameOfPerson) });
  }
  return found;
}
const EMPTY: Explanation = {
  text: undefined,
  filedBy: undefined,
  accepted: undefined,
  decidedBy: undefined,
  remark: undefined,
};

function partOf(
  row: Row,
  nameOfPerson: (id: SqlValue | undefined) => string | undefined,
): Partial<Explanation> {
  if (row['accepted'] === null)
    return { text: row['text'], filedBy: nameOfPerson(row['filed_by']), accepted: undefined };
  return {
    accepted: row['accepted'] === 1,
    decidedBy: nameOfPerson(row['decided_by']),
    remark: row['remark'],
  };
}
