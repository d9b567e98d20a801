/**
 * A limit that the service names only by its end: the length of the ruler is what was left when the limit was first
 * seen here. A new end is a new ruler.
 */
import type { ClockPort } from '../../connection/screen-port.ts';

export class SeenLimit {
  readonly #clock: ClockPort;
  #endMs = $state.raw<number | undefined>();
  #startMs = $state.raw(0);

  constructor(clock: ClockPort) {
    this.#clock = clock;
  }

  /** Called whenever the end may have changed. */
  follow(endMs: number | undefined): void {
    if (endMs === this.#endMs) return;
    this.#endMs = endMs;
    this.#startMs = this.#clock.tenthMs;
  }
  get endMs(): number | undefined {
    return this.#endMs;
  }
  get running(): boolean {
    return this.#endMs !== undefined;
  }
  get part(): number {
    if (this.#endMs === undefined) return 0;
    return (this.#clock.nowMs - this.#startMs) / Math.max(1, this.#endMs - this.#startMs);
  }
}
