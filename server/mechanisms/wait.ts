/**
 * Waits that a wall clock must not shorten: so long after an identity change nothing counts (YX-Y1). Kept as the instant
 * at which they are over; a step of the clock takes that instant along, so that what is left of a wait stays what it was,
 * and what is over stays over. Pure; the modules that keep such waits move theirs by the same rule.
 */
import type { RecordedEvent } from '../engine/recorded-event.ts';

/** The longest wait that may be set. */
export const LONGEST_WAIT_HOURS = 72;

export interface ClockMove {
  readonly fromMs: number;
  readonly toMs: number;
}
/** Started behind the journal's head, the clock is not believed until a person confirms the time. */
export interface ClockDoubt {
  /** Wall time of the head at that start; undefined: the clock is believed. */
  doubtedSinceMs: number | undefined;
}

/**
 * The move that an event makes the waits take along. What a stopped service did not see is taken as time that passed,
 * and so is what the clock does until the time is confirmed; confirmed behind the head, it went back by that much.
 */
export function clockMove(doubt: ClockDoubt, event: RecordedEvent): ClockMove | undefined {
  switch (event.type) {
    case 'system.started':
      if (event.data.clockBehindJournal) doubt.doubtedSinceMs ??= event.data.blindSinceMs;
      return undefined;
    case 'system.clock-stepped':
      return doubt.doubtedSinceMs === undefined ? event.data : undefined;
    case 'system.clock-confirmed': {
      const fromMs = doubt.doubtedSinceMs;
      doubt.doubtedSinceMs = undefined;
      return fromMs === undefined || event.data.atMs >= fromMs
        ? undefined
        : { fromMs, toMs: event.data.atMs };
    }
    default:
      return undefined;
  }
}

/** The end of a wait after the move. */
export function waitAfter(untilMs: number, { fromMs, toMs }: ClockMove): number {
  return untilMs > fromMs ? untilMs + (toMs - fromMs) : Math.min(untilMs, toMs);
}
