/**
 * Which frames of a card reader are a card. Readers hear numbers where there is no card, and such ghosts pass their
 * checksum. Readers that repeat must say a number twice within 200 ms; readers that send once are believed at once only
 * for a number that somebody holds, any other must be presented a second time. One presentation is one card, however
 * long it lies there. Pure: time comes with the frames, and `expire` with the clock.
 */
import type { Stamp } from '../../firmware-bridge/index.ts';
import { REMEMBERED_CARDS_MAX, REPEAT_WINDOW_MS, SAME_CARD_MS, SECOND_PRESENTATION_MS } from './limits.ts';

export type GateOutcome =
  | { readonly kind: 'presented'; readonly cardNumber: string; readonly at: Stamp }
  | { readonly kind: 'ghost'; readonly at: Stamp };

export interface CardGateOptions {
  readonly repeats: boolean;
  readonly isKnownCard: (cardNumber: string) => boolean;
}

export class CardGate {
  private readonly options: CardGateOptions;
  private readonly windowMs: number;
  /** Seen once, not yet believed; oldest first. */
  private readonly candidates = new Map<string, Stamp>();
  /** Believed, and when last seen (monotonic ms); least recently seen first. */
  private readonly lastSeen = new Map<string, number>();

  constructor(options: CardGateOptions) {
    this.options = options;
    this.windowMs = options.repeats ? REPEAT_WINDOW_MS : SECOND_PRESENTATION_MS;
  }

  /** Moment from which `expire` has something to say; undefined while nothing waits. */
  get expiresAtMs(): number | undefined {
    const [oldest] = this.candidates.values();
    return oldest === undefined ? undefined : oldest.monotonicMs + this.windowMs;
  }

  /** A checked frame with this number, whose first byte came at `at`. */
  push(cardNumber: string, at: Stamp): readonly GateOutcome[] {
    const outcomes = [...this.expire(at.monotonicMs)];
    if (this.isSamePresentation(cardNumber, at)) {
      this.remember(cardNumber, at);
      return outcomes;
    }
    const first = this.candidates.get(cardNumber);
    if (first !== undefined || (!this.options.repeats && this.options.isKnownCard(cardNumber))) {
      this.remember(cardNumber, at);
      outcomes.push({ kind: 'presented', cardNumber, at: first ?? at });
      return outcomes;
    }
    if (this.candidates.size >= REMEMBERED_CARDS_MAX) outcomes.push(...this.giveUpOldest());
    this.candidates.set(cardNumber, at);
    return outcomes;
  }

  /** Numbers that were not confirmed in time are ghosts. */
  expire(nowMs: number): readonly GateOutcome[] {
    const outcomes: GateOutcome[] = [];
    while (this.expiresAtMs !== undefined && nowMs > this.expiresAtMs) outcomes.push(...this.giveUpOldest());
    return outcomes;
  }

  /** The number was seen and dealt with elsewhere (enrolment): the card still lying there is no presentation. */
  remember(cardNumber: string, at: Stamp): void {
    this.candidates.delete(cardNumber);
    this.lastSeen.delete(cardNumber);
    this.lastSeen.set(cardNumber, at.monotonicMs);
    if (this.lastSeen.size <= REMEMBERED_CARDS_MAX) return;
    const [leastRecent] = this.lastSeen.keys();
    if (leastRecent !== undefined) this.lastSeen.delete(leastRecent);
  }

  private isSamePresentation(cardNumber: string, at: Stamp): boolean {
    const seenMs = this.lastSeen.get(cardNumber);
    return seenMs !== undefined && at.monotonicMs - seenMs < SAME_CARD_MS;
  }

  private giveUpOldest(): readonly GateOutcome[] {
    const [oldest] = this.candidates;
    if (oldest === undefined) return [];
    const [cardNumber, at] = oldest;
    this.candidates.delete(cardNumber);
    return [{ kind: 'ghost', at }];
  }
}
