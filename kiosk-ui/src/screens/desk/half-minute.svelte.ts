/** A number that changes each half minute, for pages that read a view anew while somebody looks at them. */
import type { ClockPort } from '../../connection/screen-port.ts';

const HALF_MINUTE_MS = 30_000;

export class HalfMinute {
  readonly #turn: number;

  constructor(clock: ClockPort) {
    this.#turn = $derived(clock.known ? Math.floor(clock.nowMs / HALF_MINUTE_MS) : 0);
  }
  get turn(): number {
    return this.#turn;
  }
}
