/**
 * A clock for before anybody is signed in, when the service has not told the time: seconds since it was wound up, for a
 * limit that is a span and no time of day.
 */
import type { ClockPort } from '../../connection/screen-port.ts';

const SECOND_MS = 1000;

export class WaitClock implements ClockPort {
  readonly known = true;
  readonly zone = 'UTC';
  readonly #clock: Pick<ClockPort, 'after'>;
  #nowMs = $state.raw(0);
  #stop: (() => void) | undefined;

  constructor(clock: Pick<ClockPort, 'after'>) {
    this.#clock = clock;
  }
  get nowMs(): number {
    return this.#nowMs;
  }
  get tenthMs(): number {
    return this.#nowMs;
  }
  after(delayMs: number, run: () => void): () => void {
    return this.#clock.after(delayMs, run);
  }
  /** Runs until `untilMs` of its own time. */
  wind(untilMs: number): void {
    this.stop();
    const step = (): void => {
      this.#nowMs += SECOND_MS;
      this.#stop = this.#nowMs < untilMs ? this.#clock.after(SECOND_MS, step) : undefined;
    };
    this.#stop = this.#clock.after(SECOND_MS, step);
  }
  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}
