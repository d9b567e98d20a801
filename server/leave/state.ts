/**
 * Leave that can still cover a day or be decided, delegations and arrangements. A leave that ended long ago is put away;
 * the register keeps it. Changed only by `evolve`.
 */
import type { Arrangement, ConcernedLeave, GivenWord, HalfDay, LeaveConflict } from './events.ts';
import { compareHalves, halfBefore } from './spans.ts';

export interface LeaveTrack extends ConcernedLeave {
  readonly reason: string;
  readonly filedBy: string;
  readonly word: GivenWord | undefined;
  readonly isLate: boolean;
  readonly conflicts: readonly LeaveConflict[];
  readonly extendsId: string | undefined;
  readonly askedAtMs: number;
  decision:
    | {
        readonly granted: boolean;
        readonly decidedBy: string;
        readonly delegationId: string | undefined;
        readonly leaderName: string | undefined;
        readonly remark: string;
        readonly atMs: number;
      }
    | undefined;
  withdrawn: boolean;
  /** 销假: the earliest half day at work again. */
  back: HalfDay | undefined;
  overdueOn: string | undefined;
  /** The decision was seen by who asked. */
  decisionSeen: boolean;
  /** Heads of section who have seen that it is overdue. */
  overdueSeenBy: string[];
}
export type LeaveStage = 'undecided' | 'granted' | 'refused' | 'withdrawn';

export interface Delegation {
  readonly delegationId: string;
  readonly by: string;
  readonly to: string;
  readonly fromDate: string;
  readonly untilDate: string;
  readonly reason: string;
}
export interface ArrangementTrack {
  readonly arrangementId: string;
  readonly arrangement: Arrangement;
  readonly confirmedBy: string;
  readonly confirmedAtMs: number;
}
export interface ArrangementProposal {
  readonly arrangementId: string;
  readonly arrangement: Arrangement;
  readonly reason: string;
  readonly replacesId: string | undefined;
  readonly by: string;
  readonly atMs: number;
}

export interface LeaveState {
  revision: number;
  leaves: Record<string, LeaveTrack>;
  /** Leave ids by person. */
  byPerson: Record<string, string[]>;
  delegations: Record<string, Delegation>;
  /** Confirmed and not replaced. */
  arrangements: Record<string, ArrangementTrack>;
  proposals: Record<string, ArrangementProposal>;
}

/** After its last day a leave stays in memory longer than a morning can still be judged again. */
export const LEAVE_KEPT_DAYS = 70;

export function initialLeave(): LeaveState {
  return { revision: 0, leaves: {}, byPerson: {}, delegations: {}, arrangements: {}, proposals: {} };
}

export function stageOf({ withdrawn, decision }: LeaveTrack): LeaveStage {
  if (withdrawn) return 'withdrawn';
  if (decision === undefined) return 'undecided';
  return decision.granted ? 'granted' : 'refused';
}

/** The last half day that it covers: as asked for, or the one before the person was back. */
export function lastHalfOf({ span, back }: LeaveTrack): HalfDay {
  return back !== undefined && compareHalves(back, span.until) <= 0 ? halfBefore(back) : span.until;
}

export function leavesOf(state: Readonly<LeaveState>, personId: string): readonly LeaveTrack[] {
  if (!Object.hasOwn(state.byPerson, personId)) return [];
  return (state.byPerson[personId] ?? []).flatMap((leaveId) => state.leaves[leaveId] ?? []);
}
