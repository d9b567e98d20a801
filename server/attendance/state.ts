/**
 * Days whose verdicts can still change: contacts with the readers, standing verdicts, explanations, edges passed.
 * A day leaves memory when its explanation window has closed; the register keeps it. Changed only by `evolve`.
 */
import {
  initialCorrections,
  type ConfirmedOutage,
  type Correction,
  type CorrectionsState,
} from './corrections-state.ts';
import type { AttendanceVerdict, SignInContact } from './events.ts';

export interface Standing {
  readonly verdict: AttendanceVerdict;
  readonly contact: SignInContact | undefined;
  readonly ruleVersion: number;
  /** The leave that it rests on. */
  readonly leaveId: string | undefined;
}

/** The leave that a judgement rests on, from its chain of why. */
export function leaveIn(because: readonly string[]): string | undefined {
  return because.find((token) => token.startsWith('leave:'))?.split(':')[1];
}

export interface Explanation {
  readonly text: string;
  readonly filedBy: string;
  readonly filedAtMs: number;
  readonly decision:
    { readonly accepted: boolean; readonly decidedBy: string; readonly remark: string } | undefined;
}

export interface DayState {
  readonly officeDate: string;
  /** Keys of the deadlines that have passed, newest rule last; `undefined` before. */
  lateEdge: PassedEdge | undefined;
  absentEdge: PassedEdge | undefined;
  proofDue: PassedEdge | undefined;
  /** Absent edges of sign-in times of one's own that have passed, by office time `09:00:01`. */
  ownEdges: Record<string, OwnEdge>;
  closed: boolean;
  /** Position of each reader's first sign of life after the late and after the absent edge. */
  provenLate: Record<string, number>;
  provenAbsent: Record<string, number>;
  /** Badges that count, by person, earliest first. */
  contacts: Record<string, SignInContact[]>;
  standing: Record<string, Standing>;
  explanations: Record<string, Explanation>;
  /** Accepted corrections, by person. */
  corrections: Record<string, Correction>;
  /** Readers that were down that day, as two people declared. */
  outages: ConfirmedOutage[];
  /** People whose standing rests on a contact. */
  signed: number;
}
export interface OwnEdge {
  readonly dueAtMs: number;
  proofOverdue: boolean;
  /** Position of each reader's first sign of life after it. */
  proven: Record<string, number>;
}
export interface PassedEdge {
  readonly key: string;
  readonly dueAtMs: number;
}

export interface ShownBadge {
  readonly position: number;
  readonly deviceId: string;
  readonly personId: string;
  readonly officeDate: string;
  readonly atMs: number;
  readonly recordedAtMs: number;
  readonly by: 'finger' | 'card';
}
export interface BoardState {
  readonly lastBadgeAtMs: number;
  /** Names came up with the event of this position; undefined: they are down. */
  readonly shownSince: number | undefined;
}

export interface AttendanceState {
  /** Office date of the first start: before it nobody could sign in. */
  firstDate: string | undefined;
  /** Latest office date whose absent edge has passed. */
  judgedThrough: string | undefined;
  /** Latest day whose late edge has passed: signs of life are noted for it. */
  watchedDate: string | undefined;
  days: Record<string, DayState>;
  /** Dates put away after their window closed, newest last. */
  settled: string[];
  /** The last badge at each station. */
  badges: Record<string, ShownBadge>;
  boards: Record<string, BoardState>;
  /** Undecided leave, by id: its days are kept until it is decided. */
  undecided: Record<string, { readonly fromDate: string; readonly untilDate: string }>;
  /** Lates by person and month, `2026-11`. */
  lates: Record<string, Record<string, number>>;
  corrections: CorrectionsState;
}

/** Days kept at most, whatever is still open; long enough for a notice that comes weeks into the year. */
export const DAYS_KEPT = 62;
/** A closed day with somebody 待核 is kept so long for a paper sheet or a declaration. */
export const OPEN_DAYS_KEPT = 20;
/** Contacts kept for one person and day. Nobody badges as often; what comes later cannot be the first contact. */
export const CONTACTS_KEPT = 64;
/** Put-away dates remembered: longer than a calendar change may reach back. */
export const SETTLED_KEPT = 30;
const MONTHS_KEPT = 13;

export function initialAttendance(): AttendanceState {
  return {
    firstDate: undefined,
    judgedThrough: undefined,
    watchedDate: undefined,
    days: {},
    settled: [],
    badges: {},
    boards: {},
    undecided: {},
    lates: {},
    corrections: initialCorrections(),
  };
}

export function dayOf(state: AttendanceState, officeDate: string): DayState {
  const known = state.days[officeDate];
  if (known !== undefined) return known;
  const fresh: DayState = {
    officeDate,
    lateEdge: undefined,
    absentEdge: undefined,
    proofDue: undefined,
    ownEdges: {},
    closed: false,
    provenLate: {},
    provenAbsent: {},
    contacts: {},
    standing: {},
    explanations: {},
    corrections: {},
    outages: [],
    signed: 0,
  };
  state.days[officeDate] = fresh;
  return fresh;
}

/** Replaces (or removes) what stands for a person on a day; keeps the counts that hang on it. */
export function setStanding(
  state: AttendanceState,
  officeDate: string,
  personId: string,
  next: Standing | undefined,
): void {
  const day = dayOf(state, officeDate);
  const before = day.standing[personId];
  day.signed += Number(next?.contact !== undefined) - Number(before?.contact !== undefined);
  countLate(
    state,
    officeDate,
    personId,
    Number(next?.verdict === 'late') - Number(before?.verdict === 'late'),
  );
  if (next === undefined) delete day.standing[personId];
  else day.standing[personId] = next;
}

/** Also for mornings of days put away, while the month is kept. */
export function countLate(
  state: AttendanceState,
  officeDate: string,
  personId: string,
  change: number,
): void {
  if (change === 0) return;
  const months = (state.lates[personId] ??= {});
  const month = officeDate.slice(0, 7);
  months[month] = (months[month] ?? 0) + change;
  const oldest = Object.keys(months).toSorted().slice(0, -MONTHS_KEPT);
  for (const gone of oldest) delete months[gone];
}
