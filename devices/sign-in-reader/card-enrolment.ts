/**
 * Enrolment of one card: the same number presented twice, the card taken away in between. Pure; fed with every checked
 * frame, because a frame that is repeated is still the same presentation.
 */
import type { EnrolmentFailure, EnrolmentStep } from '../device-event.ts';
import { CARD_REMOVED_MS, REPEAT_WINDOW_MS } from './limits.ts';

/** Different numbers one after the other before it is given up: ghosts, or two cards in one purse. */
const DIFFERENCES_MAX = 3;

export interface CardEnrolmentOptions {
  readonly enrolmentId: string;
  readonly format: string;
  /** Frames with the same number that make a presentation: 2 for readers that repeat. */
  readonly framesMin: 1 | 2;
}

export class CardEnrolment {
  readonly enrolmentId: string;
  private readonly options: CardEnrolmentOptions;
  /** Number of the first presentation. */
  private first: string | undefined;
  private differences = 0;
  private current:
    { readonly cardNumber: string; readonly frames: number; readonly lastAtMs: number } | undefined;
  private counted = false;
  private ended = false;

  constructor(options: CardEnrolmentOptions) {
    this.enrolmentId = options.enrolmentId;
    this.options = options;
  }

  get hasEnded(): boolean {
    return this.ended;
  }

  start(): readonly EnrolmentStep[] {
    return [{ name: 'present-card' }];
  }

  push(cardNumber: string, atMs: number): readonly EnrolmentStep[] {
    if (this.ended) return [];
    const { current } = this;
    const goesOn = current?.cardNumber === cardNumber && atMs - current.lastAtMs < CARD_REMOVED_MS;
    const inWindow = goesOn && atMs - current.lastAtMs <= REPEAT_WINDOW_MS;
    if (!goesOn) this.counted = false;
    const frames = inWindow ? current.frames + 1 : 1;
    this.current = { cardNumber, frames, lastAtMs: atMs };
    if (this.counted || frames < this.options.framesMin) return [];
    this.counted = true;
    return this.presented(cardNumber);
  }

  abort(reason: EnrolmentFailure): readonly EnrolmentStep[] {
    return this.ended ? [] : this.fail(reason);
  }

  private presented(cardNumber: string): readonly EnrolmentStep[] {
    if (this.first === cardNumber) {
      this.ended = true;
      return [{ name: 'done-card', cardNumber, format: this.options.format }];
    }
    if (this.first !== undefined) {
      this.differences += 1;
      if (this.differences >= DIFFERENCES_MAX) return this.fail('differs');
    }
    this.first = cardNumber;
    return [{ name: 'present-card-again' }];
  }

  private fail(reason: EnrolmentFailure): readonly EnrolmentStep[] {
    this.ended = true;
    return [{ name: 'failed', reason }];
  }
}
