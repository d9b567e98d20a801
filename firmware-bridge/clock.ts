/**
 * Time as an argument. Nothing below `server/main.ts` reads a global clock or sets a global timer: it gets one of
 * these. Two clocks are kept apart on purpose: durations (cadence, timeouts, pulses) are monotonic and never step;
 * the wall clock may step and only says which office second it was.
 */
export interface Clock {
  /** Milliseconds since an arbitrary start; never steps, never runs back. */
  monotonicMs(): number;
  /** Wall clock as milliseconds since 1970-01-01T00:00:00Z. With a demo clock: office time. */
  epochMs(): number;
  /** Runs `action` once after `delayMs` of monotonic time; returns a function that cancels it. */
  setTimer(delayMs: number, action: () => void): () => void;
}

/** One moment on both clocks. */
export interface Stamp {
  readonly monotonicMs: number;
  readonly epochMs: number;
}

export function stampOf(clock: Clock): Stamp {
  return { monotonicMs: clock.monotonicMs(), epochMs: clock.epochMs() };
}
