/**
 * A sign-in time of one's own (哺乳 and the like, KQ-1): the same edges at other times, confirmed by two people. Nobody is
 * judged by them before they have passed, and readers are held to account up to them.
 */
import { addDays } from '../calendar/dates.ts';
import type { Context } from '../engine/context.ts';
import type { Deadline } from '../engine/input.ts';
import type { OwnSignIn } from '../leave/view.ts';
import type { Edges } from './edges.ts';
import { EvidenceBook, PROOF_WITHIN_MS } from './evidence.ts';
import { ownEdgeKey } from './keys.ts';
import type { AttendanceState, DayState, OwnEdge } from './state.ts';

/** An arrangement may be confirmed for days that are over; so far back its edges are passed afterwards. */
const LATE_DAYS = 10;

export interface PersonalEdges {
  readonly edges: Edges;
  readonly evidence: EvidenceBook;
  readonly edgePassed: boolean;
  readonly proofOverdue: boolean;
  /** For the chain of why. */
  readonly arrangementId: string;
}

/** Undefined for who signs in with everybody. */
export function ownEdgesOf(
  personId: string,
  office: Edges,
  day: DayState | undefined,
  context: Context,
): PersonalEdges | undefined {
  const own = context.leave.signInOf(personId, office.officeDate);
  if (own === undefined) return undefined;
  const edges = edgesAt(own, office, context);
  const passed = day?.ownEdges[own.absentFrom];
  return {
    edges,
    evidence: new EvidenceBook(edges, day && dayAt(day, passed), context),
    edgePassed: passed !== undefined,
    proofOverdue: passed?.proofOverdue ?? false,
    arrangementId: own.arrangementId,
  };
}

function edgesAt({ lateFrom, absentFrom }: OwnSignIn, office: Edges, { time }: Context): Edges {
  const { officeDate } = office;
  return {
    ...office,
    lateMs: time.instantOf(officeDate, lateFrom),
    absentMs: time.instantOf(officeDate, absentFrom),
  };
}

/** Signs of life after this edge; a late contact proves its own reader. */
function dayAt(day: DayState, passed: OwnEdge | undefined): DayState {
  return { ...day, provenLate: {}, provenAbsent: passed?.proven ?? {} };
}

/** None before the first start: nobody could sign in then. */
export function ownEdgeDeadlines(
  { firstDate }: Readonly<AttendanceState>,
  context: Context,
): readonly Deadline[] {
  if (firstDate === undefined) return [];
  const { leave, calendar, time, officeDate } = context;
  const deadlines: Deadline[] = [];
  for (let age = LATE_DAYS; age >= -1; age -= 1) {
    const date = addDays(officeDate, -age);
    const times = leave.signInTimes(date);
    if (times.length === 0 || date < firstDate || calendar.isWorkingDay(date) !== true) continue;
    for (const absentFrom of times) {
      const dueAtMs = time.instantOf(date, absentFrom);
      deadlines.push(
        { key: ownEdgeKey('own-edge', date, absentFrom), dueAtMs },
        { key: ownEdgeKey('own-proof-due', date, absentFrom), dueAtMs: dueAtMs + PROOF_WITHIN_MS },
      );
    }
  }
  return deadlines;
}
