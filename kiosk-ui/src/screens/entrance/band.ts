/**
 * KQ-2 on the ruler: which part of the morning it is, how much of the band has passed and where its marks stand. Pure;
 * the edges come from the service, the time from the office clock.
 */
import type { EdgesValue } from '../../../../server/contract/screens.ts';

export type BandPhase = 'not-judged' | 'before-opening' | 'before-late' | 'late' | 'past';
export interface Band {
  readonly phase: BandPhase;
  /** Passed, 0 to 1. */
  readonly part: number;
  /** Where the late edge stands, 0 to 1. */
  readonly latePart: number;
  /** To the edge that comes next; 0 when there is none. */
  readonly leftMs: number;
  /** Whole steps between the start and the late edge, for the thin ticks. */
  readonly ticks: readonly { readonly atMs: number; readonly part: number }[];
}

const MINUTE_MS = 60_000;
const TICK_STEPS_MIN = [1, 2, 5, 10, 15, 30, 60];
const TICKS_MAX = 4;

/** The last whole minute of the band as it is spoken of: 08:00:01 is the first absent second, 8:00 is its name. */
export function spokenEdgeMs(edgeMs: number): number {
  return Math.floor(edgeMs / MINUTE_MS) * MINUTE_MS;
}

export function bandAt(edges: EdgesValue, nowMs: number): Band {
  const endMs = spokenEdgeMs(edges.absentFromMs);
  const lengthMs = Math.max(1, endMs - edges.bandFromMs);
  const partOf = (atMs: number): number => Math.min(1, Math.max(0, (atMs - edges.bandFromMs) / lengthMs));
  const phase = phaseAt(edges, nowMs);
  return {
    phase,
    part: partOf(nowMs),
    latePart: partOf(edges.lateFromMs),
    leftMs: Math.max(
      0,
      phase === 'before-late' ? edges.lateFromMs - nowMs : phase === 'late' ? endMs - nowMs : 0,
    ),
    ticks: ticksOf(edges).map((atMs) => ({ atMs, part: partOf(atMs) })),
  };
}

/** Is the morning's sign-in being judged at this moment? A roll call stands beside it then, and not in its place. */
export function morningRuns(edges: EdgesValue | undefined, nowMs: number): boolean {
  return edges !== undefined && ['before-late', 'late'].includes(phaseAt(edges, nowMs));
}

function phaseAt(edges: EdgesValue, nowMs: number): BandPhase {
  if (!edges.judged) return 'not-judged';
  if (nowMs < edges.signInOpensMs) return 'before-opening';
  if (nowMs < edges.lateFromMs) return 'before-late';
  return nowMs < edges.absentFromMs ? 'late' : 'past';
}

function ticksOf(edges: EdgesValue): readonly number[] {
  const spanMs = edges.lateFromMs - edges.bandFromMs;
  const step = TICK_STEPS_MIN.find((minutes) => spanMs / (minutes * MINUTE_MS) <= TICKS_MAX);
  if (step === undefined || spanMs <= 0) return [edges.bandFromMs];
  const count = Math.ceil(spanMs / (step * MINUTE_MS));
  return Array.from({ length: count }, (_, at) => edges.bandFromMs + at * step * MINUTE_MS);
}
