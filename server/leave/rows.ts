/** Lines of the register of leave as a page reads them; the kind and the grounds only for who may read them. */
import type { Reading, SqlValue } from '../engine/module.ts';
import { textOf } from '../mechanisms/sql-text.ts';
import { mayReadGrounds } from './competence.ts';
import type { Half, HalfDay, LeaveConflict, LeaveKind, LeaveSpan, PostingKind } from './events.ts';
import { isAwayKind, LEAVE_KINDS } from './leave-view.ts';
import { actsOn, type LeaveAct } from './preview.ts';
import { compareHalves, countSpan, halfBefore } from './spans.ts';
import type { LeaveStage, LeaveState } from './state.ts';
import { conflictWords, KIND_WORDS, spanWords, STAGE_WORDS } from './words.ts';

export type Row = Readonly<Record<string, SqlValue>>;

const STAGES: readonly LeaveStage[] = ['undecided', 'granted', 'refused', 'withdrawn'];

/** 请假 or 公出 for who may not read the kind. */
export interface LeaveLine {
  readonly leaveId: string;
  readonly personId: string;
  readonly name: string | undefined;
  readonly sectionId: string | undefined;
  readonly sectionName: string | undefined;
  readonly words: string;
  readonly away: boolean;
  readonly span: LeaveSpan;
  /** What ended it early, or the end as asked for. */
  readonly lastHalf: HalfDay;
  readonly spanWords: string;
  /** Working half days that it covers, as far as the calendar is published. */
  readonly halves: number;
  readonly unknownFrom: string | undefined;
  readonly stage: LeaveStage | undefined;
  readonly stageWords: string | undefined;
  readonly isLate: boolean;
  readonly askedAtMs: number;
  readonly back: HalfDay | undefined;
  readonly overdueOn: string | undefined;
  readonly extendsId: string | undefined;
  /** What the reader may do with it now. */
  readonly acts: readonly LeaveAct[];
  readonly grounds: LeaveGrounds | undefined;
}

export interface LeaveGrounds {
  readonly kind: LeaveKind | undefined;
  readonly reason: string;
  readonly filedBy: string;
  readonly filedByName: string | undefined;
  readonly word: { readonly by: string; readonly spokenBy: string; readonly atMs: number } | undefined;
  readonly conflicts: readonly (LeaveConflict & { readonly words: string })[];
  readonly decidedBy: string | undefined;
  readonly decidedByName: string | undefined;
  readonly decidedAtMs: number | undefined;
  readonly delegationId: string | undefined;
  readonly leaderName: string | undefined;
  readonly remark: string | undefined;
}

export function lineOf(state: Readonly<LeaveState>, row: Row, reading: Reading): LeaveLine {
  const { principal, context } = reading;
  const { people, calendar } = context;
  const leaveId = textOf(row['leave_id']);
  const personId = textOf(row['person_id']);
  const person = people.person(personId);
  const kind = kindOf(row['kind']);
  const span = spanOf(row);
  const back = backOf(row);
  const covered = coveredOf(row);
  const { halves, unknownFrom } =
    covered === undefined ? { halves: 0, unknownFrom: undefined } : countSpan(covered, calendar);
  const stage = STAGES.find((one) => one === row['stage']);
  const isOpen = mayReadGrounds(state, personId, principal, context);
  return {
    leaveId,
    personId,
    name: person?.name,
    sectionId: person?.sectionId,
    sectionName: person && people.section(person.sectionId)?.name,
    words: kindShown(kind, isOpen),
    away: kind !== undefined && isAwayKind(kind),
    span,
    lastHalf: covered?.until ?? span.until,
    spanWords: spanWords(covered ?? span),
    halves,
    unknownFrom,
    stage,
    stageWords: stage && STAGE_WORDS[stage],
    isLate: row['is_late'] === 1,
    askedAtMs: Number(row['asked_at_ms']),
    back,
    overdueOn: textOrNothing(row['overdue_on']),
    extendsId: textOrNothing(row['extends_id']),
    acts: principal.kind === 'person' ? actsOn(state, leaveId, principal, context) : [],
    grounds: isOpen ? groundsOf(row, kind, reading) : undefined,
  };
}

/** Others know that somebody is on leave or 公出, and no more. */
export function kindShown(kind: LeaveKind | PostingKind | undefined, isOpen: boolean): string {
  if (kind === undefined) return '请假';
  if (isOpen) return KIND_WORDS[kind];
  return isAwayKind(kind) ? '公出' : '请假';
}

function groundsOf(row: Row, kind: LeaveKind | undefined, { context }: Reading): LeaveGrounds {
  const nameOf = (value: SqlValue | undefined): string | undefined =>
    typeof value === 'string' ? (context.people.person(value)?.name ?? value) : undefined;
  const spokenAtMs = row['spoken_at_ms'];
  return {
    kind,
    reason: textOf(row['reason']),
    filedBy: textOf(row['filed_by']),
    filedByName: nameOf(row['filed_by']),
    word:
      typeof spokenAtMs === 'number'
        ? { by: textOf(row['word_by']), spokenBy: textOf(row['spoken_by']), atMs: spokenAtMs }
        : undefined,
    conflicts: conflictsIn(row['conflicts']).map((one) => ({ ...one, words: conflictWords(one) })),
    decidedBy: textOrNothing(row['decided_by']),
    decidedByName: nameOf(row['decided_by']),
    decidedAtMs: typeof row['decided_at_ms'] === 'number' ? row['decided_at_ms'] : undefined,
    delegationId: textOrNothing(row['delegation_id']),
    leaderName: textOrNothing(row['leader_name']),
    remark: textOrNothing(row['remark']),
  };
}

export function spanOf(row: Row): LeaveSpan {
  return {
    from: { date: textOf(row['from_date']), half: halfOf(row['from_half']) },
    until: { date: textOf(row['until_date']), half: halfOf(row['until_half']) },
  };
}

function backOf(row: Row): HalfDay | undefined {
  const date = textOrNothing(row['back_date']);
  return date === undefined ? undefined : { date, half: halfOf(row['back_half']) };
}

/** What it covers after an early return; as asked for where there was none. */
export function coveredOf(row: Row): LeaveSpan | undefined {
  const { from, until } = spanOf(row);
  const back = backOf(row);
  const last = back !== undefined && compareHalves(back, until) <= 0 ? halfBefore(back) : until;
  return compareHalves(from, last) <= 0 ? { from, until: last } : undefined;
}

export function kindOf(value: SqlValue | undefined): LeaveKind | undefined {
  const kind = LEAVE_KINDS.find((one) => one === value);
  return kind === undefined || kind === 'village' || kind === 'party-school' || kind === 'secondment'
    ? undefined
    : kind;
}

function conflictsIn(value: SqlValue | undefined): readonly LeaveConflict[] {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : [];
  return Array.isArray(parsed) ? parsed.filter(isConflict) : [];
}

function isConflict(value: unknown): value is LeaveConflict {
  return typeof value === 'object' && value !== null && 'code' in value && 'date' in value;
}

function halfOf(value: SqlValue | undefined): Half {
  return value === 'afternoon' ? 'afternoon' : 'morning';
}

export function textOrNothing(value: SqlValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
