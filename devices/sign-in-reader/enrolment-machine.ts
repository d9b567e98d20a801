/**
 * Enrolment of one finger: two samples, checked against the library, merged, stored on a free page, found there. Pure:
 * `next` names the command, `take` gives its reply and returns the guidance to show. Nothing is stored before the finger
 * was looked for in the library.
 */
import { PAGES_PER_INDEX_PAGE, type Confirmation } from '../../firmware-bridge/index.ts';
import type { EnrolmentFailure, EnrolmentStep } from '../device-event.ts';
import type { Inspection } from './inspect-machine.ts';
import { GARBLED_COMMANDS_MAX } from './limits.ts';
import type { ModuleCommand, ModuleReply } from './module-conversation.ts';

type Sample = 1 | 2;
type State =
  | { readonly name: 'press'; readonly sample: Sample }
  | { readonly name: 'convert'; readonly sample: Sample }
  | { readonly name: 'look-for-duplicate' }
  /** The finger must leave; then `sample` is asked for, unless that has been said already. */
  | { readonly name: 'lift'; readonly sample: Sample; readonly asked: boolean; readonly clearImages: number }
  | { readonly name: 'merge' }
  | { readonly name: 'read-index'; readonly indexPage: number; readonly used: readonly number[] }
  | { readonly name: 'store'; readonly page: number }
  | { readonly name: 'confirm'; readonly page: number }
  | { readonly name: 'ended' };

/** Pairs of samples that may differ before the enrolment is given up: then it is not one finger. */
const DIFFERING_PAIRS_MAX = 3;
/** Images without a finger before it counts as lifted. */
const CLEAR_IMAGES_MIN = 2;

export interface EnrolmentOptions {
  readonly enrolmentId: string;
  readonly moduleId: string;
  readonly inspection: Inspection;
}

export class EnrolmentMachine {
  readonly enrolmentId: string;
  readonly moduleId: string;
  private readonly options: EnrolmentOptions;
  private unconfirmed: number | undefined;
  private state: State = { name: 'lift', sample: 1, asked: false, clearImages: 0 };
  private differingPairs = 0;
  private garbled = 0;

  constructor(options: EnrolmentOptions) {
    this.enrolmentId = options.enrolmentId;
    this.moduleId = options.moduleId;
    this.options = options;
  }

  get hasEnded(): boolean {
    return this.state.name === 'ended';
  }

  /** A page that has been, or may have been, written without being confirmed; kept when the enrolment fails. */
  get unconfirmedPage(): number | undefined {
    return this.unconfirmed;
  }

  /** Waiting for the person: the module may be asked at leisure. */
  get isWaitingForFinger(): boolean {
    return this.state.name === 'press' || this.state.name === 'lift';
  }

  /** The next command; undefined when it has ended. */
  next(): ModuleCommand | undefined {
    const { state } = this;
    switch (state.name) {
      case 'press':
      case 'lift':
        return { name: 'GenImg' };
      case 'convert':
        return { name: 'Img2Tz', buffer: state.sample };
      case 'look-for-duplicate':
        return { name: 'Search', buffer: 1, startPage: 0, pageCount: this.options.inspection.capacity };
      case 'merge':
        return { name: 'RegModel' };
      case 'read-index':
        return { name: 'ReadIndexTable', indexPage: state.indexPage };
      case 'store':
        return { name: 'Store', buffer: 1, page: state.page };
      case 'confirm':
        return this.options.inspection.hasIndexTable
          ? { name: 'ReadIndexTable', indexPage: Math.floor(state.page / PAGES_PER_INDEX_PAGE) }
          : { name: 'LoadChar', buffer: 2, page: state.page };
      case 'ended':
        return undefined;
    }
  }

  take(reply: ModuleReply): readonly EnrolmentStep[] {
    const { state } = this;
    // The module heard noise instead of the command: it is asked again.
    if (reply.confirmation === 'packet-receive-error') {
      this.garbled += 1;
      return this.garbled < GARBLED_COMMANDS_MAX ? [] : this.fail('reader-lost');
    }
    switch (state.name) {
      case 'press':
        return this.afterPress(state.sample, reply.confirmation);
      case 'convert':
        return this.afterConversion(state.sample, reply.confirmation);
      case 'look-for-duplicate':
        return this.afterDuplicateSearch(reply.confirmation);
      case 'lift':
        return this.afterLift(state, reply.confirmation);
      case 'merge':
        return this.afterMerge(reply.confirmation);
      case 'read-index':
        return this.afterIndex(state.indexPage, state.used, reply);
      case 'store':
        return this.afterStore(state.page, reply.confirmation);
      case 'confirm':
        return this.afterConfirmation(state.page, reply);
      case 'ended':
        return [];
    }
  }

  /** Ends it from outside: timed out, cancelled, reader lost. */
  abort(reason: EnrolmentFailure): readonly EnrolmentStep[] {
    return this.hasEnded ? [] : this.fail(reason);
  }

  private afterPress(sample: Sample, confirmation: Confirmation | 'unknown'): readonly EnrolmentStep[] {
    if (confirmation === 'no-finger') return [];
    if (confirmation === 'ok') {
      this.state = { name: 'convert', sample };
      return [];
    }
    return isPoorImage(confirmation) ? this.again(sample, 'poor-image') : this.fail('reader-lost');
  }

  private afterConversion(sample: Sample, confirmation: Confirmation | 'unknown'): readonly EnrolmentStep[] {
    if (confirmation === 'ok') {
      this.state = sample === 1 ? { name: 'look-for-duplicate' } : { name: 'merge' };
      return [];
    }
    return isPoorImage(confirmation) ? this.again(sample, 'poor-image') : this.fail('reader-lost');
  }

  private afterDuplicateSearch(confirmation: Confirmation | 'unknown'): readonly EnrolmentStep[] {
    if (confirmation === 'ok') return this.fail('already-enrolled');
    if (confirmation !== 'not-found' && confirmation !== 'no-match' && confirmation !== 'library-empty') {
      return this.fail('reader-lost');
    }
    this.state = { name: 'lift', sample: 2, asked: false, clearImages: 0 };
    return [{ name: 'lift-finger', sample: 1 }];
  }

  private afterLift(
    state: Extract<State, { name: 'lift' }>,
    confirmation: Confirmation | 'unknown',
  ): readonly EnrolmentStep[] {
    const clearImages = confirmation === 'no-finger' ? state.clearImages + 1 : 0;
    if (clearImages < CLEAR_IMAGES_MIN) {
      this.state = { ...state, clearImages };
      return [];
    }
    this.state = { name: 'press', sample: state.sample };
    return state.asked ? [] : [{ name: 'press-finger', sample: state.sample }];
  }

  private afterMerge(confirmation: Confirmation | 'unknown'): readonly EnrolmentStep[] {
    if (confirmation === 'merge-failed') {
      this.differingPairs += 1;
      // Which of the two was the stray one cannot be told: both are taken anew.
      return this.differingPairs < DIFFERING_PAIRS_MAX ? this.again(1, 'differs') : this.fail('differs');
    }
    if (confirmation !== 'ok') return this.fail('reader-lost');
    if (!this.options.inspection.hasIndexTable) return this.choosePage(this.options.inspection.usedPages);
    this.state = { name: 'read-index', indexPage: 0, used: [] };
    return [];
  }

  private afterIndex(
    indexPage: number,
    used: readonly number[],
    reply: ModuleReply,
  ): readonly EnrolmentStep[] {
    if (reply.data?.kind !== 'occupied') return this.fail('reader-lost');
    const firstPage = indexPage * PAGES_PER_INDEX_PAGE;
    const all = [...used, ...reply.data.pages.map((page) => firstPage + page)];
    if (firstPage + PAGES_PER_INDEX_PAGE >= this.options.inspection.capacity) return this.choosePage(all);
    this.state = { name: 'read-index', indexPage: indexPage + 1, used: all };
    return [];
  }

  private choosePage(used: readonly number[]): readonly EnrolmentStep[] {
    const occupied = new Set(used);
    for (let page = 0; page < this.options.inspection.capacity; page += 1) {
      if (occupied.has(page)) continue;
      this.unconfirmed = page;
      this.state = { name: 'store', page };
      return [];
    }
    return this.fail('library-full');
  }

  private afterStore(page: number, confirmation: Confirmation | 'unknown'): readonly EnrolmentStep[] {
    if (confirmation === 'library-full') return this.fail('library-full');
    if (confirmation === 'finger-already-enrolled') return this.fail('already-enrolled');
    if (confirmation !== 'ok') return this.fail('reader-lost');
    this.state = { name: 'confirm', page };
    return [];
  }

  private afterConfirmation(page: number, { confirmation, data }: ModuleReply): readonly EnrolmentStep[] {
    const isThere =
      data?.kind === 'occupied' ? data.pages.includes(page % PAGES_PER_INDEX_PAGE) : confirmation === 'ok';
    if (!isThere) return this.fail('reader-lost');
    this.unconfirmed = undefined;
    this.state = { name: 'ended' };
    return [{ name: 'done-finger', moduleId: this.moduleId, page }];
  }

  private again(sample: Sample, because: 'poor-image' | 'differs'): readonly EnrolmentStep[] {
    this.state = { name: 'lift', sample, asked: true, clearImages: 0 };
    return [{ name: 'press-again', sample, because }];
  }

  private fail(reason: EnrolmentFailure): readonly EnrolmentStep[] {
    this.state = { name: 'ended' };
    return [{ name: 'failed', reason }];
  }
}

function isPoorImage(confirmation: Confirmation | 'unknown'): boolean {
  return (
    confirmation === 'image-failed' ||
    confirmation === 'image-too-messy' ||
    confirmation === 'too-few-features'
  );
}
