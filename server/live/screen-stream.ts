/**
 * The pushes of one screen, shared by every socket that shows it: numbered, each naming the one before, with the last
 * few kept so that a screen that was away for a moment gets what it missed instead of everything.
 */
import type { Delta, ScreenName, Snapshot } from '../contract/socket.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import type { Change, ScreenDocumentKeeper } from './screen-document.ts';

/** Pushes kept for resuming; beyond that a snapshot is cheaper anyway. */
export const DELTAS_KEPT_MAX = 256;

export interface StreamListener {
  delta(delta: Delta): void;
}

export class ScreenStream {
  readonly screen: ScreenName;
  readonly #keeper: ScreenDocumentKeeper;
  readonly #kept: Delta[] = [];
  readonly #listeners = new Set<StreamListener>();
  #position: number;

  /**
   * `firstPosition` must be beyond every position that an earlier process gave to this screen, so that a screen that
   * was away over a restart is never taken for up to date.
   */
  constructor(screen: ScreenName, keeper: ScreenDocumentKeeper, firstPosition: number) {
    this.screen = screen;
    this.#keeper = keeper;
    this.#position = firstPosition;
  }

  get position(): number {
    return this.#position;
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }

  /** Joins; what is missing since `held` comes as deltas, or as undefined where only a snapshot will do. */
  join(listener: StreamListener, held: number | undefined): readonly Delta[] | undefined {
    this.#listeners.add(listener);
    if (held === undefined) return undefined;
    if (held === this.#position) return [];
    const at = this.#kept.findIndex((delta) => delta.after === held);
    return at < 0 ? undefined : this.#kept.slice(at);
  }

  leave(listener: StreamListener): void {
    this.#listeners.delete(listener);
  }

  snapshot(): Snapshot {
    return { screen: this.screen, position: this.#position, document: this.#keeper.document() };
  }

  committed(events: readonly RecordedEvent[]): void {
    this.#push(this.#keeper.take(events));
  }

  refresh(): void {
    this.#push(this.#keeper.refresh());
  }

  #push(change: Change | undefined): void {
    if (change === undefined) return;
    const delta: Delta = {
      screen: this.screen,
      after: this.#position,
      position: this.#position + 1,
      set: change.set,
      remove: change.remove,
    };
    this.#position = delta.position;
    this.#kept.push(delta);
    if (this.#kept.length > DELTAS_KEPT_MAX) this.#kept.shift();
    for (const listener of this.#listeners) listener.delta(delta);
  }
}
