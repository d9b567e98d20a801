/** Who is told of commits and notices. One listener that throws does not keep the others from hearing. */
import type { StationNotice } from './module.ts';
import type { OfficeTrouble } from './office-options.ts';
import type { RecordedEvent } from './recorded-event.ts';

export type CommitListener = (events: readonly RecordedEvent[]) => void;
export type NoticeListener = (stationId: string, notice: StationNotice) => void;

export class Listeners {
  readonly #commits = new Set<CommitListener>();
  readonly #notices = new Set<NoticeListener>();
  readonly #trouble: (trouble: OfficeTrouble) => void;

  constructor(trouble: (trouble: OfficeTrouble) => void) {
    this.#trouble = trouble;
  }

  onCommitted(listener: CommitListener): () => void {
    this.#commits.add(listener);
    return () => this.#commits.delete(listener);
  }

  onNotice(listener: NoticeListener): () => void {
    this.#notices.add(listener);
    return () => this.#notices.delete(listener);
  }

  committed(events: readonly RecordedEvent[]): void {
    for (const listener of this.#commits) this.#safely(() => listener(events));
  }

  notice(stationId: string, notice: StationNotice): void {
    for (const listener of this.#notices) this.#safely(() => listener(stationId, notice));
  }

  #safely(tell: () => void): void {
    try {
      tell();
    } catch (cause) {
      this.#trouble({ kind: 'defect', what: 'a listener of the journal threw', cause });
    }
  }
}
