/** Leave to be read: one's own, what waits for a decision, the register, 去向板, arrangements and delegations. */
import { Type } from 'typebox';
import { isGranted, type Grant } from '../access/principal.ts';
import type { Reading, SqlValue, ViewDefinition } from '../engine/module.ts';
import { OfficeDate, Year } from '../mechanisms/office-date.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { textOf } from '../mechanisms/sql-text.ts';
import { delegationTo, isLeaders, mayDecide } from './competence.ts';
import { conflictsOf } from './conflicts.ts';
import type { LeaveKind, PostingKind } from './events.ts';
import { leaveRefusal } from './refusals.ts';
import { ARRANGERS, DECIDERS } from './requests.ts';
import { preview, PreviewQuery } from './preview.ts';
import {
  coveredOf,
  kindOf,
  kindShown,
  lineOf,
  spanOf,
  textOrNothing,
  type LeaveLine,
  type Row,
} from './rows.ts';
import { leaveSheet } from './sheet.ts';
import { stageOf, type LeaveState } from './state.ts';
import { whereaboutsNow } from './whereabouts.ts';
import { ARRANGEMENT_WORDS, conflictWords, KIND_WORDS, spanWords, STAGE_WORDS } from './words.ts';
import { takenInYear } from './year.ts';

const STRICT = { additionalProperties: false };
const Nothing = Type.Object({}, STRICT);
const YearQuery = Type.Object({ year: Year }, STRICT);
const OneQuery = Type.Object({ leaveId: Type.String({ minLength: 1, maxLength: 80 }) }, STRICT);
const ListQuery = Type.Object(
  {
    from: OfficeDate,
    until: OfficeDate,
    sectionId: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    personId: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    kindWords: Type.Optional(
      Type.String({ minLength: 1, maxLength: 20, description: '事假, as the reader is shown it' }),
    ),
  },
  STRICT,
);
/** Who reads the register of all; heads read their own section's. Grounds are a question of their own. */
const READERS: readonly Grant[] = [
  'director',
  'deputy-director',
  'attendance-clerk',
  'secretary-staff',
  'seal-custodian',
  'auditor',
];
const ROWS_MAX = 2000;

export const LEAVE_VIEWS: readonly ViewDefinition<LeaveState>[] = [
  {
    name: 'leave.mine',
    summary:
      "One's own leave of a year with its conflicts and decisions, the days taken by kind, and arrangements",
    query: YearQuery,
    allow: ['person'],
    read(state, query, reading) {
      const { year } = readBody(YearQuery, query);
      const me = reading.principal.kind === 'person' ? reading.principal.personId : '';
      const rows = spanRows(reading, `${year}-01-01`, `${year}-12-31`, me);
      return {
        year,
        leaves: rows.map((row) => lineOf(state, row, reading)),
        taken: takenInYear(me, year, reading),
        arrangements: arrangementLines(reading, me),
      };
    },
  },
  {
    name: 'leave.waiting',
    summary:
      'What waits for my decision, with conflicts as they stand now and the days taken this year by kind',
    query: Nothing,
    allow: DECIDERS,
    read: (state, _query, reading) => waiting(state, reading),
  },
  {
    name: 'leave.list',
    summary: 'Leave of a span of days, by section or person; kind and grounds only for who may read them',
    query: ListQuery,
    allow: [...READERS, 'section-head', 'token:read-attendance'],
    read(state, query, reading) {
      const wanted = readBody(ListQuery, query);
      const leaves = linesOf(state, wanted, reading);
      const leftOut = Math.max(0, leaves.length - ROWS_MAX);
      return { from: wanted.from, until: wanted.until, leaves: leaves.slice(0, ROWS_MAX), leftOut };
    },
    sheet(state, query, reading) {
      const wanted = readBody(ListQuery, query);
      return leaveSheet(wanted, linesOf(state, wanted, reading), reading);
    },
  },
  {
    name: 'leave.preview',
    summary:
      'What asking would come to, one’s own or for who may be entered: working half days, conflicts, the refusal',
    query: PreviewQuery,
    allow: ['person'],
    read: (state, query, reading) => preview(state, readBody(PreviewQuery, query), reading),
  },
  {
    name: 'leave.one',
    summary: 'One leave with every step of it and those that it goes on from or that go on from it',
    query: OneQuery,
    allow: ['person'],
    read: (state, query, reading) => one(state, readBody(OneQuery, query).leaveId, reading),
  },
  {
    name: 'leave.whereabouts',
    summary:
      '去向板: where everybody is now, in rank order; outside the staff pages leaders only as 在岗 or 公出',
    query: Nothing,
    allow: ['person', 'station:duty'],
    read: (state, _query, reading) => whereaboutsNow(state, reading),
  },
  {
    name: 'leave.arrangements',
    summary: 'Long postings, sign-in times of one’s own and exemptions, proposed and confirmed',
    query: Nothing,
    allow: ARRANGERS,
    read: (_state, _query, reading) => ({ arrangements: arrangementLines(reading, undefined) }),
  },
  {
    name: 'leave.delegations',
    summary: '委托代行 of the decisions on leave, newest first',
    query: Nothing,
    allow: ['director', 'deputy-director', 'attendance-clerk', 'auditor'],
    read: (_state, _query, reading) => ({ delegations: delegationLines(reading) }),
  },
];

function waiting(state: Readonly<LeaveState>, reading: Reading): object {
  const { principal, context, registers } = reading;
  if (principal.kind !== 'person') return { leaves: [], delegation: undefined };
  const year = context.officeDate.slice(0, 4);
  const mine = Object.values(state.leaves)
    .filter((leave) => stageOf(leave) === 'undecided' && mayDecide(state, leave.personId, principal, context))
    .toSorted((a, b) => a.askedAtMs - b.askedAtMs);
  const leaves = mine.flatMap((leave) => {
    const [row] = registers.all('SELECT * FROM leave_record WHERE leave_id = ?', leave.leaveId);
    if (row === undefined) return [];
    return {
      ...lineOf(state, row, reading),
      /** The secretary section enters the city leader's decision, with the name. */
      needsLeaderName: isLeaders(leave.personId, context) && !isGranted(principal, ['city-leader']),
      conflictsNow: conflictsOf(state, leave, context).map((conflict) => ({
        ...conflict,
        words: conflictWords(conflict),
      })),
      taken: takenInYear(leave.personId, year, reading),
    };
  });
  return {
    year,
    leaves,
    delegation: delegationTo(state, principal.personId, context.officeDate, context),
  };
}

interface Wanted {
  readonly from: string;
  readonly until: string;
  readonly sectionId?: string;
  readonly personId?: string;
  readonly kindWords?: string;
}

function linesOf(state: Readonly<LeaveState>, wanted: Wanted, reading: Reading): readonly LeaveLine[] {
  const own = ownSection(reading);
  const sectionId = own ?? wanted.sectionId;
  const ofSection = (row: Row): boolean =>
    sectionId === undefined ||
    reading.context.people.person(textOf(row['person_id']))?.sectionId === sectionId;
  return spanRows(reading, wanted.from, wanted.until, wanted.personId)
    .filter(ofSection)
    .map((row) => lineOf(state, row, reading))
    .filter(({ words }) => wanted.kindWords === undefined || words === wanted.kindWords);
}

/** The section that a head is limited to. */
function ownSection({ principal, context }: Reading): string | undefined {
  if (principal.kind !== 'person' || isGranted(principal, READERS)) return undefined;
  return context.people.person(principal.personId)?.sectionId ?? '';
}

function one(state: Readonly<LeaveState>, leaveId: string, reading: Reading): object {
  const { registers, context } = reading;
  const [row] = registers.all('SELECT * FROM leave_record WHERE leave_id = ?', leaveId);
  if (row === undefined) throw leaveRefusal('LEAVE_UNKNOWN');
  const line = lineOf(state, row, reading);
  if (line.grounds === undefined) throw leaveRefusal('LEAVE_VIEW_PRIVATE');
  const steps = registers.all('SELECT * FROM leave_step WHERE leave_id = ? ORDER BY position', leaveId);
  const following = registers.all('SELECT * FROM leave_record WHERE extends_id = ?', leaveId);
  return {
    ...line,
    steps: steps.map((step) => ({
      position: Number(step['position']),
      step: textOf(step['step']),
      by: textOrNothing(step['by']),
      byName: context.people.person(textOf(step['by']))?.name,
      remark: textOrNothing(step['remark']),
      atMs: Number(step['at_ms']),
    })),
    extendedBy: following.map((next) => lineOf(state, next, reading)),
  };
}

function spanRows(
  { registers }: Reading,
  from: string,
  until: string,
  personId: string | undefined,
): readonly Row[] {
  const params: SqlValue[] = [from, until];
  if (personId !== undefined) params.push(personId);
  return registers.all(
    `SELECT * FROM leave_record WHERE until_date >= ? AND from_date <= ?
       ${personId === undefined ? '' : 'AND person_id = ?'} ORDER BY from_date, position`,
    ...params,
  );
}

function arrangementLines({ registers, context }: Reading, personId: string | undefined): readonly object[] {
  const where = personId === undefined ? '' : 'WHERE person_id = ?';
  const rows = registers.all(
    `SELECT * FROM leave_arrangement ${where} ORDER BY from_date DESC, arrangement_id LIMIT ${ROWS_MAX}`,
    ...(personId === undefined ? [] : [personId]),
  );
  const nameOf = (value: SqlValue | undefined): string | undefined =>
    context.people.person(textOf(value))?.name;
  return rows.map((row) => ({
    arrangementId: textOf(row['arrangement_id']),
    personId: textOf(row['person_id']),
    name: nameOf(row['person_id']),
    kind: textOf(row['kind']),
    words: arrangementWords(row['kind']),
    fromDate: textOf(row['from_date']),
    untilDate: textOrNothing(row['until_date']),
    signIn:
      row['late_from'] === null
        ? undefined
        : { lateFrom: textOf(row['late_from']), absentFrom: textOf(row['absent_from']) },
    reason: textOf(row['reason']),
    replacesId: textOrNothing(row['replaces_id']),
    stage: textOf(row['stage']),
    proposedBy: textOf(row['proposed_by']),
    proposedByName: nameOf(row['proposed_by']),
    settledBy: textOrNothing(row['settled_by']),
    settledByName: nameOf(row['settled_by']),
  }));
}

function delegationLines({ registers, context }: Reading): readonly object[] {
  const rows = registers.all(
    `SELECT * FROM leave_delegation ORDER BY given_at_ms DESC, delegation_id LIMIT ${ROWS_MAX}`,
  );
  return rows.map((row) => ({
    delegationId: textOf(row['delegation_id']),
    by: textOf(row['given_by']),
    byName: context.people.person(textOf(row['given_by']))?.name,
    to: textOf(row['given_to']),
    toName: context.people.person(textOf(row['given_to']))?.name,
    fromDate: textOf(row['from_date']),
    untilDate: textOf(row['until_date']),
    reason: textOf(row['reason']),
    endedAtMs: typeof row['ended_at_ms'] === 'number' ? row['ended_at_ms'] : undefined,
  }));
}

function arrangementWords(value: SqlValue | undefined): string {
  return Object.entries(ARRANGEMENT_WORDS).find(([kind]) => kind === value)?.[1] ?? '';
}

/**
 * The leave behind a verdict, for its chain of *why*: with kind, span and approver for who may read the grounds, and as
 * 请假 or 公出 for the others. `leaveId` may be that of a posting.
 */
export function leaveWords(leaveId: string, withGrounds: boolean, { registers, context }: Reading): string {
  const [row] = registers.all('SELECT * FROM leave_record WHERE leave_id = ?', leaveId);
  if (row === undefined) return postingWords(leaveId, { registers, context });
  const kind = kindShown(kindOf(row['kind']), withGrounds);
  const stage = row['stage'];
  if (!withGrounds) return `${kind}，${stage === 'granted' ? '已获同意' : '待决定'}`;
  const when = spanWords(coveredOf(row) ?? spanOf(row));
  const decidedBy = textOf(row['decided_by']);
  const by = textOf(row['leader_name']) || (context.people.person(decidedBy)?.name ?? decidedBy);
  const outcome =
    stage === 'undecided'
      ? '待决定'
      : stage === 'withdrawn'
        ? STAGE_WORDS.withdrawn
        : `${by}${stageWord(stage)}`;
  return `${kind} ${when}（${leaveId}），${outcome}`;
}

/** `病假`: for who may read the grounds. */
export function kindWords(kind: LeaveKind | PostingKind): string {
  return KIND_WORDS[kind];
}

function stageWord(stage: SqlValue | undefined): string {
  return stage === 'granted' ? STAGE_WORDS.granted : STAGE_WORDS.refused;
}

function postingWords(
  arrangementId: string,
  { registers, context }: Pick<Reading, 'registers' | 'context'>,
): string {
  const [row] = registers.all('SELECT * FROM leave_arrangement WHERE arrangement_id = ?', arrangementId);
  if (row === undefined) return `（${arrangementId}）`;
  const confirmedBy = context.people.person(textOf(row['settled_by']))?.name ?? textOf(row['settled_by']);
  const time = textOrNothing(row['late_from']);
  const what = `${arrangementWords(row['kind'])}${time === undefined ? '' : ` ${time} 起为迟到，`}`;
  return `${what} ${textOf(row['from_date'])} 起（${arrangementId}），${confirmedBy}确认`;
}
