/**
 * Work of the engine that can wait: moving the WAL into the file and saving the states. Done when nothing has arrived
 * for a while, so that neither ever stands between a badge and its light; under lasting load a worker
 * takes the WAL over.
 */
import type { Clock } from '../../firmware-bridge/clock.ts';
import { checkpointWalInWorker } from '../journal/wal-in-worker.ts';
import { storageFaultOf } from '../journal/storage-error.ts';
import type { OfficeMemory } from './office-memory.ts';
import type { OfficeTrouble } from './office-options.ts';
import type { Storage } from './storage.ts';

const LOOK_EVERY_MS = 1_000;
const IDLE_AFTER_MS = 300;
/** Lines after which idle time is used: about 1,000 pages of WAL; some 30 ms of replay at a start. */
const WAL_LINES = 500;
const SAVE_LINES = 2_000;
/** Lines after which a worker does most of it while the work goes on: a WAL of some 50 MB. */
const WAL_LINES_WORKER = 10_000;

export interface HousekeepingOptions {
  readonly file: string;
  readonly clock: Clock;
  readonly storage: Storage;
  readonly memory: OfficeMemory;
  readonly mayWrite: () => boolean;
  readonly trouble: (trouble: OfficeTrouble) => void;
}

export class Housekeeping {
  readonly #options: HousekeepingOptions;
  #linesInWal = 0;
  #linesUnsaved = 0;
  #lastCommitMs = 0;
  #workerRuns = false;
  #stopped = false;
  #cancel: () => void = () => undefined;

  constructor(options: HousekeepingOptions) {
    this.#options = options;
  }

  start(): void {
    this.#cancel = this.#options.clock.setTimer(LOOK_EVERY_MS, () => {
      this.#look();
      this.start();
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  committed(lines: number): void {
    this.#linesInWal += lines;
    this.#linesUnsaved += lines;
    this.#lastCommitMs = this.#options.clock.monotonicMs();
    if (this.#linesInWal >= WAL_LINES_WORKER && !this.#workerRuns) void this.#checkpointInWorker();
  }

  /** States as of the head, so that the next start has nothing to replay. */
  saveStates(): void {
    const { memory, storage } = this.#options;
    this.#linesUnsaved = 0;
    storage.store.states.save(memory.states, storage.store.journal.head().position);
  }

  #look(): void {
    const idleMs = this.#options.clock.monotonicMs() - this.#lastCommitMs;
    if (idleMs < IDLE_AFTER_MS || !this.#options.mayWrite()) return;
    this.#attempt(() => {
      if (this.#linesUnsaved >= SAVE_LINES) this.saveStates();
      else if (this.#linesInWal >= WAL_LINES) this.#checkpointWal();
    });
  }

  #checkpointWal(): void {
    this.#linesInWal = 0;
    this.#options.storage.store.checkpointWal();
  }

  /** The worker moves what is there; what came meanwhile is little, and moving it lets the WAL start over. */
  async #checkpointInWorker(): Promise<void> {
    const { file, mayWrite, trouble } = this.#options;
    this.#workerRuns = true;
    this.#linesInWal = 0;
    try {
      await checkpointWalInWorker(file);
      if (mayWrite() && !this.#stopped) this.#attempt(() => this.#checkpointWal());
    } catch (cause) {
      trouble({ kind: 'storage', what: 'the WAL could not be moved into the file', cause });
    } finally {
      this.#workerRuns = false;
    }
  }

  /** Derived data and tidying: a failure is told and tried again later; the next commit meets the same disk. */
  #attempt(work: () => void): void {
    try {
      work();
    } catch (cause) {
      if (storageFaultOf(cause) === undefined) throw cause;
      this.#options.trouble({ kind: 'storage', what: 'idle-time work on the journal failed', cause });
    }
  }
}
