/** A call while it rings: its evidence, and the number of its rings where some may have passed unseen. */
import type { Stamp } from '../../firmware-bridge/index.ts';
import type { RingEvidence } from '../device-event.ts';
import type { CadenceSettings } from './cadence.ts';
import { CADENCE_TOLERANCE } from './limits.ts';

export interface RingingCall {
  readonly callId: string;
  evidence: RingEvidence;
  /** A whole ring may have passed unseen since the call began. */
  gapped: boolean;
  /** Ring number last told; 0 before the first that the handset gives. */
  rings: number;
  /** Start of the first ring on the line, and of the first that the handset gave. */
  readonly firstBurst: Stamp;
  firstHeard: Stamp | undefined;
}

/** When a ring was seen to start, and the earliest moment at which it may have. */
export interface RingStart {
  readonly at: Stamp;
  readonly earliestMs: number;
}

/**
 * Number, on the line, of the ring that starts. After a gap the fewest rings that the time allows stand in for the
 * count: the longest period that the tolerance permits, up to the earliest moment at which it may have started, never
 * finds a ring that was not there. A ring may be a double burst.
 */
export function ringNumber(
  call: RingingCall,
  { at, earliestMs }: RingStart,
  cadence: CadenceSettings,
): number {
  const suppressed = cadence.firstRingSuppressed ? 1 : 0;
  const counted = call.firstBurst === at ? 1 : call.rings + suppressed + 1;
  if (!call.gapped) return counted;
  const longestRingMs = 2 * cadence.onMs + cadence.mergeGapMs;
  const longestPeriodMs = (1 + CADENCE_TOLERANCE) * (longestRingMs + cadence.offMs);
  const elapsedMs = earliestMs - call.firstBurst.monotonicMs;
  return Math.max(counted, 1 + Math.ceil(elapsedMs / longestPeriodMs));
}
