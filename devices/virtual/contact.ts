/**
 * A mechanical contact at an input of a board: it chatters for some milliseconds before it rests. Where it is wired
 * the other way round (`!` in the configuration) it reports the opposite.
 */
import type { Clock } from '../../firmware-bridge/index.ts';
import { between, type Random } from './seeded-random.ts';

export interface ContactOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Longest chatter, ms; 0: none. */
  readonly bounceMs: number;
  readonly inverted: boolean;
  /** The input of the board. */
  readonly apply: (closed: boolean) => void;
}

/** Chatter of door and slot contacts (hardware notes 14.10). */
export const CONTACT_BOUNCE_MS = 20;
const BOUNCES_MAX = 3;

export class Contact {
  readonly #options: ContactOptions;
  #cancels: (() => void)[] = [];

  constructor(options: ContactOptions) {
    this.#options = options;
  }

  /** Where the contact rests from the beginning, without chatter. */
  rest(closed: boolean): void {
    this.stop();
    this.#apply(closed);
  }

  /** Moves to `closed` at once, with up to three short interruptions before it rests. */
  move(closed: boolean): void {
    this.stop();
    this.#apply(closed);
    const { bounceMs, clock, random } = this.#options;
    if (bounceMs === 0) return;
    const moments = Array.from({ length: 2 * between(random, 0, BOUNCES_MAX) }, () => random() * bounceMs);
    // An even number of changes, the last of them back to where it rests.
    this.#cancels = moments
      .toSorted((one, other) => one - other)
      .map((atMs, index) => clock.setTimer(atMs, () => this.#apply(index % 2 === 0 ? !closed : closed)));
  }

  stop(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels = [];
  }

  #apply(closed: boolean): void {
    this.#options.apply(closed !== this.#options.inverted);
  }
}
