/**
 * What telephone lines and cabinets see of a board: samples of its inputs, and one way to fire a coil. Raw: neither
 * debounced nor inverted, that is the consumer's work.
 */
import type { Stamp } from '../../firmware-bridge/index.ts';

export interface BoardSample {
  /** The reply was complete. The inputs were as given at some moment between `askedAtMs` and this one. */
  readonly at: Stamp;
  /** The request left, monotonic ms. */
  readonly askedAtMs: number;
  /** Longest standstill of this process since the sample before, ms; 0 when there was none. */
  readonly hostPausedMs: number;
  readonly inputs: readonly boolean[];
}

export interface BoardListener {
  onSample(sample: BoardSample): void;
  /** Nothing is known from now on; the next sample says that it is over. */
  onOffline(): void;
  /** An output that somebody relies on is trusted or not any more, or the wire repeats what we say. Told on change. */
  onConcern(concern: BoardConcern): void;
}

export type BoardConcern =
  | { readonly name: 'output-mode'; readonly coil: number; readonly wrong: boolean }
  | { readonly name: 'echoing-adapter' };

/** What became of one pulse. */
export type FlashOutcome =
  /** No byte left. `withdrawn`: `mayStillSend` said no. */
  | { readonly name: 'not-sent'; readonly reason: 'withdrawn' | 'board-offline' | 'output-mode-wrong' }
  /** FC01 read the coil energised while the pulse ran. The reply to FC05 alone never counts: an echo looks the same. */
  | { readonly name: 'seen-on' }
  /** Sent, and the coil was not seen on. `reason`: `coil-not-seen-on`, or the bridge's word for the failed write. */
  | { readonly name: 'not-seen'; readonly reason: string };

export interface BoardPort {
  readonly boardId: string;
  /** Returns the function that ends the subscription. */
  subscribe(listener: BoardListener): () => void;
  /**
   * Fires the coil once for `tenths` × 100 ms by the board's own timer. `mayStillSend` is asked at most once, when the
   * bytes are about to leave. Never sends twice, never rejects.
   */
  flash(coil: number, tenths: number, mayStillSend: () => boolean): Promise<FlashOutcome>;
}
