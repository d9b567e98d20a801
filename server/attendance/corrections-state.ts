/** What is kept of corrections, declared outages and paper sheets until they are settled. Changed only by `evolve`. */
import { yearOf } from '../calendar/dates.ts';
import type { CorrectionClaim, DeclaredOutage, PaperLot } from './correction-events.ts';
import type { AttendanceVerdict } from './events.ts';

export interface AskedCorrection {
  readonly correctionId: string;
  readonly personId: string;
  readonly officeDate: string;
  readonly claim: CorrectionClaim;
  readonly reason: string;
  readonly witnessIds: readonly string[];
  readonly askedBy: string;
  readonly askedAtMs: number;
  readonly beyond: 'none' | 'deadline' | 'quota';
}
/** The accepted correction of a morning; of several the one decided last. */
export interface Correction {
  readonly correctionId: string;
  readonly claim: CorrectionClaim;
}
export interface Waiting<What> {
  readonly what: What;
  readonly sinceMs: number;
}
export type ConfirmedOutage = DeclaredOutage & { readonly confirmedBy: string };

export interface CorrectionsState {
  /** Asked and not decided, by id. */
  asked: Record<string, AskedCorrection>;
  /** Corrections by person and month of the morning: asked or accepted, never those refused or withdrawn. */
  used: Record<string, Record<string, number>>;
  outages: Record<string, Waiting<DeclaredOutage>>;
  /** Lots of paper sheets, with the lines that still want a second signature. */
  lots: Record<string, Waiting<PaperLot>>;
  /**
   * Mornings of days put away, by person and date, that were anything but on time: a correction years back must know
   * what it changes. A register cannot be read in a decision, and this is small: an office's exceptions.
   */
  past: Record<string, Record<string, AttendanceVerdict>>;
}

/** The present calendar year and so many before it: corrections reach no further back. */
export const PAST_YEARS = 5;
const MONTHS_KEPT = 6;

export function initialCorrections(): CorrectionsState {
  return { asked: {}, used: {}, outages: {}, lots: {}, past: {} };
}

export function rememberPast(
  state: CorrectionsState,
  personId: string,
  officeDate: string,
  verdict: AttendanceVerdict,
): void {
  const own = state.past[personId];
  if (verdict !== 'on-time') {
    (state.past[personId] ??= {})[officeDate] = verdict;
    return;
  }
  if (own === undefined) return;
  delete own[officeDate];
  if (Object.keys(own).length === 0) delete state.past[personId];
}

export function pastVerdict(
  { past }: Readonly<CorrectionsState>,
  personId: string,
  officeDate: string,
): AttendanceVerdict | undefined {
  return Object.hasOwn(past, personId) ? past[personId]?.[officeDate] : undefined;
}

export function forgetOldYears(state: CorrectionsState, today: string): void {
  const oldest = `${yearOf(today) - PAST_YEARS}-01-01`;
  for (const [personId, days] of Object.entries(state.past)) {
    for (const date of Object.keys(days)) if (date < oldest) delete days[date];
    if (Object.keys(days).length === 0) delete state.past[personId];
  }
}

export function countUse(
  state: CorrectionsState,
  personId: string,
  officeDate: string,
  change: 1 | -1,
): void {
  const months = (state.used[personId] ??= {});
  const month = officeDate.slice(0, 7);
  months[month] = Math.max(0, (months[month] ?? 0) + change);
  for (const gone of Object.keys(months).toSorted().slice(0, -MONTHS_KEPT)) delete months[gone];
}

export function usedIn({ used }: Readonly<CorrectionsState>, personId: string, officeDate: string): number {
  return Object.hasOwn(used, personId) ? (used[personId]?.[officeDate.slice(0, 7)] ?? 0) : 0;
}
