/**
 * One transaction over a group of jobs, a savepoint each, and the way back when it fails: the journal's head rewound,
 * the states read again, if need be over a new connection.
 */
import type { Clock, Stamp } from '../../firmware-bridge/clock.ts';
import type { OfficeTime } from '../calendar/office-time.ts';
import type { Context } from './context.ts';
import { JobRunner } from './job-runner.ts';
import type { Job, JobOutcome } from './job.ts';
import type { EngineCounters } from './metrics.ts';
import type { OfficeMemory } from './office-memory.ts';
import type { Storage } from './storage.ts';

export interface GroupCommitOptions {
  readonly clock: Clock;
  readonly time: OfficeTime;
  readonly memory: OfficeMemory;
  readonly storage: Storage;
  readonly counters: EngineCounters;
  readonly contextAt: (now: Stamp) => Context;
}

/** The transaction was rolled back as a whole; `cause` says why. The states may have run ahead of the disk. */
export class GroupFailed extends Error {
  override readonly name = 'GroupFailed';

  constructor(cause: unknown) {
    super('the group was rolled back', { cause });
  }
}

export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #runner: JobRunner;
  #flushMs = 0;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
    this.#runner = this.#newRunner();
  }

  /** How long the last COMMIT took, ms: mostly the flush of the disk. */
  get flushMs(): number {
    return this.#flushMs;
  }

  /** `taken` receives the jobs that were begun. Throws `GroupFailed` after rolling back. */
  run(jobs: Iterable<Job>, taken: Job[]): readonly JobOutcome[] {
    const { clock, counters, time } = this.#options;
    const { store } = this.#options.storage;
    const startedMs = clock.monotonicMs();
    const recordedAtMs = clock.epochMs();
    const group = { recordedAtMs, officeDate: time.dateOf(recordedAtMs) };
    const mark = store.journal.mark();
    const outcomes: JobOutcome[] = [];
    const rebuilds = this.#runner.rebuilds;
    try {
      store.begin();
      for (const job of jobs) {
        taken.push(job);
        outcomes.push(this.#runner.run(job, group));
      }
      const flushFromMs = clock.monotonicMs();
      store.commit();
      this.#flushMs = clock.monotonicMs() - flushFromMs;
    } catch (cause) {
      counters.commitsFailed += 1;
      store.rollback();
      store.journal.rewind(mark);
      throw new GroupFailed(cause);
    }
    counters.rebuilds += this.#runner.rebuilds - rebuilds;
    const lines = store.journal.head().position - mark.head.position;
    counters.committed(outcomes.length, lines, clock.monotonicMs() - startedMs);
    return outcomes;
  }

  /** A new connection, and the states as they are on disk. Throws where it cannot be opened or read. */
  reopen(): void {
    this.#options.storage.reopen();
    this.#runner = this.#newRunner();
    this.#readStates();
  }

  /** The states as they are on disk; false where they cannot be read. */
  readStatesAgain(): boolean {
    try {
      this.#readStates();
      return true;
    } catch {
      return false;
    }
  }

  #readStates(): void {
    const { counters, memory, storage } = this.#options;
    memory.replace(storage.store.states.load());
    counters.rebuilds += 1;
  }

  #newRunner(): JobRunner {
    const { clock, memory, storage, contextAt } = this.#options;
    return new JobRunner({ clock, memory, store: storage.store, contextAt });
  }
}
