/** What has arrived and is not yet decided, in the order of arrival, with a limit. */
import { JournalError } from '../errors.ts';
import type { Job } from './job.ts';
import { isStandingFact } from './standing-facts.ts';

/** About three seconds of the fastest sustained load. */
export const INBOX_MAX = 10_000;

export interface Overload {
  readonly fromMs: number;
  readonly refused: number;
}

export class Inbox {
  readonly #jobs: Job[] = [];
  #taken = 0;
  #overload: Overload | undefined;

  get length(): number {
    return this.#jobs.length - this.#taken;
  }

  /** Standing facts, the service's own and deadlines always find room: they are few, and nobody repeats them. */
  put(job: Job, nowMs: number): void {
    const bounded = job.kind === 'request' || (job.kind === 'device' && !isStandingFact(job.event));
    if (!bounded || this.length < INBOX_MAX) {
      this.#jobs.push(job);
      return;
    }
    this.#overload = { fromMs: this.#overload?.fromMs ?? nowMs, refused: (this.#overload?.refused ?? 0) + 1 };
    if (job.kind === 'request') job.settle.reject(overloaded());
  }

  /** Before all that waits: what arrived earlier is recorded after it. */
  putFirst(job: Job): void {
    this.#jobs.splice(this.#taken, 0, job);
  }

  next(): Job | undefined {
    const job = this.#jobs[this.#taken];
    if (job === undefined) return undefined;
    this.#taken += 1;
    if (this.#taken === this.#jobs.length || this.#taken > INBOX_MAX) {
      this.#jobs.splice(0, this.#taken);
      this.#taken = 0;
    }
    return job;
  }

  /** What did not fit since the last call, to be recorded as a blind interval. */
  takeOverload(): Overload | undefined {
    const overload = this.#overload;
    this.#overload = undefined;
    return overload;
  }
}

function overloaded(): JournalError {
  return new JournalError('JOURNAL_OVERLOADED', '请求过多，本次未办理、未登记。请稍候片刻后重新办理。', {
    retryable: true,
  });
}
