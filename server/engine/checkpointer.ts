/**
 * Signs the journal's head every five minutes, at each opening and closing of the cabinet and when asked, and files the
 * note beside the database. Nothing is signed where nothing but the last checkpoint is new, and never a head that is
 * not committed.
 */
import type { Clock } from '../../firmware-bridge/clock.ts';
import type { OfficeTime } from '../calendar/office-time.ts';
import { checkpointFolderOf, fileCheckpoint, thinOut } from '../journal/checkpoint-folder.ts';
import type { SignedHead } from '../journal/checkpoint-ledger.ts';
import type { Engine } from './engine.ts';
import type { EngineCounters } from './metrics.ts';
import type { OfficeTrouble } from './office-options.ts';
import type { RecordedEvent } from './recorded-event.ts';
import type { Storage } from './storage.ts';

/** "at most every 5 minutes": the promised window of exposure towards a second machine. */
export const CHECKPOINT_EVERY_MS = 5 * 60_000;

export interface CheckpointerOptions {
  readonly file: string;
  readonly clock: Clock;
  readonly time: OfficeTime;
  readonly storage: Storage;
  readonly engine: Engine;
  readonly counters: EngineCounters;
  readonly trouble: (trouble: OfficeTrouble) => void;
}

export class Checkpointer {
  readonly #options: CheckpointerOptions;
  #signing: Promise<string | undefined> | undefined;
  /** Something other than a checkpoint has been recorded since the last one. */
  #anythingNew: boolean;
  #askedAgain = false;
  #cancel: () => void = () => undefined;

  constructor(options: CheckpointerOptions) {
    const { ledger, journal } = options.storage.store;
    this.#options = options;
    this.#anythingNew = journal.head().position > (ledger.latest?.size ?? 0);
    options.counters.checkpointSize = ledger.latest?.size ?? 0;
  }

  start(): void {
    this.#cancel = this.#options.clock.setTimer(CHECKPOINT_EVERY_MS, () => {
      this.#inBackground();
      this.start();
    });
  }

  stop(): void {
    this.#cancel();
  }

  seen(events: readonly RecordedEvent[]): void {
    if (events.some(({ type }) => type !== 'system.checkpointed')) this.#anythingNew = true;
    if (events.some(movesTheDoor)) this.#inBackground();
  }

  /** Note of the new checkpoint, on disk and filed; undefined where nothing is new. Rejects where it cannot be kept. */
  checkpoint(): Promise<string | undefined> {
    if (this.#signing !== undefined) return this.#signing;
    const signing = this.#sign().finally(() => {
      this.#signing = undefined;
    });
    this.#signing = signing;
    return signing;
  }

  /** The last one of a run covers its very last line, so it is kept without a line of its own. */
  async last(): Promise<void> {
    this.stop();
    await this.#signing?.catch(() => undefined);
    const { clock, storage } = this.#options;
    const { store } = storage;
    const head = store.ledger.sign(store.journal.tree());
    if (head === undefined) return;
    store.begin();
    store.ledger.keep(head, clock.epochMs());
    store.commit();
    await this.#file(head);
  }

  async #sign(): Promise<string | undefined> {
    const { clock, storage, engine } = this.#options;
    if (!this.#anythingNew || engine.outage !== undefined) return undefined;
    const head = storage.store.ledger.sign(storage.store.journal.tree());
    if (head === undefined) return undefined;
    this.#anythingNew = false;
    try {
      const data = { size: head.size, root: head.root.toString('base64') };
      await engine.record([{ type: 'system.checkpointed', data }], (store) => {
        store.ledger.keep(head, clock.epochMs());
      });
    } catch (cause) {
      this.#anythingNew = true;
      throw cause;
    }
    await this.#file(head);
    return head.note;
  }

  async #file(head: SignedHead): Promise<void> {
    const { clock, counters, file, storage, time } = this.#options;
    storage.store.ledger.kept(head);
    counters.checkpointSize = head.size;
    const folder = checkpointFolderOf(file);
    const isFirst = await fileCheckpoint(folder, head.note, head.size, time.dateOf(clock.epochMs()));
    if (isFirst) await this.#thinOut(folder);
  }

  /** What cannot be cleared away stays until the next day; the checkpoint itself is kept and filed. */
  async #thinOut(folder: string): Promise<void> {
    try {
      await thinOut(folder);
    } catch (cause) {
      this.#options.trouble({ kind: 'storage', what: 'old checkpoint notes were not cleared away', cause });
    }
  }

  /** One that is asked for while another is being filed comes right after it. */
  #inBackground(): void {
    if (this.#signing !== undefined) {
      this.#askedAgain = true;
      return;
    }
    this.checkpoint()
      .catch((cause: unknown) =>
        this.#options.trouble({ kind: 'storage', what: 'no checkpoint could be kept', cause }),
      )
      .finally(() => {
        if (!this.#askedAgain) return;
        this.#askedAgain = false;
        this.#inBackground();
      });
  }
}

/** An opening by force most of all: whoever did it may go for the journal next. */
const DOOR_MOVED: readonly string[] = ['open', 'forced', 'locked'];

function movesTheDoor(event: RecordedEvent): boolean {
  return event.type === 'seals.lock-changed' && DOOR_MOVED.includes(event.data.lock);
}
