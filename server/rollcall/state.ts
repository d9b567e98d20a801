/** Activities that can still change: planned, open, or closed with somebody's word still possible. Changed only by `evolve`. */
import type { ActivityPlan, ActivityVerdict, ParticipantMark } from './events.ts';

export type ActivityStage = 'draft' | 'planned' | 'open' | 'closed' | 'cancelled';

/** A leave from the activity, or an explanation of missing it: one person's word, decided by another. */
export interface Word {
  readonly text: string;
  readonly filedBy: string;
  readonly filedAtMs: number;
  readonly decision:
    { readonly accepted: boolean; readonly decidedBy: string; readonly remark: string } | undefined;
}
export interface SignIn {
  readonly atMs: number;
  readonly badgePosition: number;
}
export interface Activity {
  readonly activityId: string;
  plan: ActivityPlan;
  stage: ActivityStage;
  /** Who planned it; `system` for a draft. */
  by: string;
  readonly sinceMs: number;
  stationId: string | undefined;
  openedAtMs: number | undefined;
  closedAtMs: number | undefined;
  blind: string | undefined;
  windowClosed: boolean;
  participants: Record<string, ParticipantMark>;
  signed: Record<string, SignIn>;
  /** On duty at the closing, with the shift. */
  onDuty: Record<string, string>;
  leave: Record<string, Word>;
  explanations: Record<string, Word>;
  verdicts: Record<string, ActivityVerdict>;
}
export interface RollcallBadge {
  readonly activityId: string;
  readonly personId: string;
  readonly atMs: number;
  readonly position: number;
  readonly by: 'finger' | 'card';
}

export interface RollcallState {
  activities: Record<string, Activity>;
  /** By station: the activity that is open there. */
  openAt: Record<string, string>;
  /** By station: the last badge while a roll call was open there. */
  badges: Record<string, RollcallBadge>;
  /** Months whose cleaning day has been drafted, `2026-12`, newest last. */
  drafted: string[];
  /** First start of the office: no cleaning day is drafted for before. */
  firstDate: string | undefined;
}

/** So many days after its date an activity can still be explained and decided. */
export const DAYS_KEPT = 130;
export const MONTHS_KEPT = 24;

export function initialRollcall(): RollcallState {
  return { activities: {}, openAt: {}, badges: {}, drafted: [], firstDate: undefined };
}
