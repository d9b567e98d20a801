/**
 * Whose figures are up (KQ-5): from the second badge until the service's own limit, and not a moment longer. Whoever
 * comes next, known or not, takes them down.
 */
import type { TallyValue } from '../../../../server/contract/screens.ts';
import type { ClockPort } from '../../connection/screen-port.ts';

export class TallyHold {
  readonly #clock: ClockPort;
  #shown = $state.raw<TallyValue | undefined>();
  #taken: string | undefined;
  #takeDown: (() => void) | undefined;

  constructor(clock: ClockPort) {
    this.#clock = clock;
  }

  get shown(): TallyValue | undefined {
    return this.#shown;
  }

  take(tally: TallyValue | undefined): void {
    const key = tally === undefined ? undefined : `${tally.name} ${tally.visibleUntilMs}`;
    if (key === this.#taken) return;
    this.drop();
    this.#taken = key;
    if (tally === undefined || !this.#clock.known) return;
    const leftMs = tally.visibleUntilMs - this.#clock.nowMs;
    if (leftMs <= 0) return;
    this.#shown = tally;
    this.#takeDown = this.#clock.after(leftMs, () => this.drop());
  }

  /** The same figures do not come up again. */
  drop(): void {
    this.#takeDown?.();
    this.#takeDown = undefined;
    this.#shown = undefined;
  }
}
