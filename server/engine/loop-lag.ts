/**
 * How late the event loop runs. Past the budget the office says so in the journal, because a ring counted meanwhile
 * rests on a time bound and not on edges that were seen.
 */
import type { Clock } from '../../firmware-bridge/clock.ts';

const MEASURE_EVERY_MS = 250;
/** A ring pulse is debounced within 100 ms and a gap between bursts is 0.9 s: past 200 ms edges may be missed. */
export const LAG_BUDGET_MS = 200;
/** One fact for a bad stretch, not one a measurement. */
const TELL_AT_MOST_EVERY_MS = 10_000;

export interface LoopLagListener {
  /** Every measurement. */
  measured(lagMs: number): void;
  /** Past the budget; `fromMs` is the wall clock when the loop was last on time. */
  lagged(fromMs: number, lagMs: number): void;
}

export class LoopLag {
  readonly #clock: Clock;
  readonly #listener: LoopLagListener;
  #cancel: () => void = () => undefined;
  #toldAtMs = -Infinity;

  constructor(clock: Clock, listener: LoopLagListener) {
    this.#clock = clock;
    this.#listener = listener;
  }

  start(): void {
    const fromMs = this.#clock.epochMs();
    const expectedMs = this.#clock.monotonicMs() + MEASURE_EVERY_MS;
    this.#cancel = this.#clock.setTimer(MEASURE_EVERY_MS, () => {
      this.#measure(fromMs, expectedMs);
      this.start();
    });
  }

  stop(): void {
    this.#cancel();
  }

  #measure(fromMs: number, expectedMs: number): void {
    const nowMs = this.#clock.monotonicMs();
    const lagMs = Math.max(0, nowMs - expectedMs);
    this.#listener.measured(lagMs);
    if (lagMs <= LAG_BUDGET_MS || nowMs - this.#toldAtMs < TELL_AT_MOST_EVERY_MS) return;
    this.#toldAtMs = nowMs;
    this.#listener.lagged(fromMs, Math.round(lagMs));
  }
}
