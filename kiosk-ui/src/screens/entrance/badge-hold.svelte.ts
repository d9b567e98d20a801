/**
 * Which badge card is up. A card stays 2.5 s; the next one replaces it at once, whoever's it is. A card that was
 * already over when the screen came up is not shown again.
 */
import type { BadgeValue } from '../../../../server/contract/screens.ts';
import type { ClockPort } from '../../connection/screen-port.ts';

export const CARD_SHOWN_MS = 2500;
/** Older than this when the screen comes up: it came with a snapshot, not from a hand just now. */
const FRESH_MS = 8000;
/** A badge that came since may count from a first touch up to a minute before (KQ-2); it is answered all the same. */
const FIRST_TOUCH_MS = 60_000;

export class BadgeHold {
  readonly #clock: ClockPort;
  #shown = $state.raw<BadgeValue | undefined>();
  #lastId: string | undefined;
  #takeDown: (() => void) | undefined;

  constructor(clock: ClockPort) {
    this.#clock = clock;
  }

  get shown(): BadgeValue | undefined {
    return this.#shown;
  }

  take(badge: BadgeValue | undefined): void {
    // Without the office's time nobody can say how old a card is.
    if (!this.#clock.known || badge === undefined || badge.id === this.#lastId) return;
    const oldestMs = this.#lastId === undefined ? FRESH_MS : FRESH_MS + FIRST_TOUCH_MS;
    this.#lastId = badge.id;
    if (this.#clock.nowMs - badge.atMs > oldestMs) return;
    this.#takeDown?.();
    this.#shown = badge;
    this.#takeDown = this.#clock.after(CARD_SHOWN_MS, () => (this.#shown = undefined));
  }

  stop(): void {
    this.#takeDown?.();
  }
}
