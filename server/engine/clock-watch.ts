/**
 * Compares the wall clock with the monotonic one. A divergence of more than a second since the last look is a step:
 * somebody set the clock, or the machine slept. Slow correction by NTP (at most 0.5 ms a second) is none.
 */
import type { Clock } from '../../firmware-bridge/clock.ts';

/** GB 50396-2007 5.1.3 asks for less than 5 s a day; the design says a step is more than one second. */
export const CLOCK_STEP_MS = 1_000;
/** The base moves on this often, so that slow correction never adds up to a step. */
const BASE_AGE_MAX_MS = 60_000;

export interface ClockStep {
  /** What the clock should have shown, and what it showed. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
}

export class ClockWatch {
  readonly #clock: Clock;
  readonly #wallRate: number;
  #baseMonotonicMs: number;
  #baseEpochMs: number;

  constructor(clock: Clock, wallRate: number) {
    this.#clock = clock;
    this.#wallRate = wallRate;
    this.#baseMonotonicMs = clock.monotonicMs();
    this.#baseEpochMs = clock.epochMs();
  }

  /** The step since the last look, if there was one. */
  check(): ClockStep | undefined {
    const monotonicMs = this.#clock.monotonicMs();
    const toMs = this.#clock.epochMs();
    const ageMs = monotonicMs - this.#baseMonotonicMs;
    const fromMs = Math.round(this.#baseEpochMs + ageMs * this.#wallRate);
    const stepMs = toMs - fromMs;
    const stepped = Math.abs(stepMs) > CLOCK_STEP_MS;
    if (stepped || ageMs >= BASE_AGE_MAX_MS) {
      this.#baseMonotonicMs = monotonicMs;
      this.#baseEpochMs = toMs;
    }
    return stepped ? { fromMs, toMs, stepMs } : undefined;
  }
}
