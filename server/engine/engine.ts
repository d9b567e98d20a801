/**
 * The office's heart: takes what has arrived in one turn of the event loop through one transaction, and only after its
 * COMMIT does what was decided, answers those who wait and tells the screens. Order of arrival is kept. When the
 * journal cannot be written nothing is acknowledged until it can be again.
 */
import type { DeviceEvent } from '../../devices/device-event.ts';
import { stampOf } from '../../firmware-bridge/clock.ts';
import type { Principal } from '../access/principal.ts';
import { JournalError, RuleViolation } from '../errors.ts';
import { describeStorageError, diagnoseStorage, storageFaultOf } from '../journal/storage-error.ts';
import type { EffectRunner } from './effects.ts';
import { GroupCommit, GroupFailed, type GroupCommitOptions } from './group-commit.ts';
import { Inbox } from './inbox.ts';
import type { Deadline, OfficeRequest } from './input.ts';
import type { Job, JobOutcome, Submitted } from './job.ts';
import type { OfficeTrouble } from './office-options.ts';
import type { OfficeStore } from './office-store.ts';
import { FAULT_WORDS, Outage } from './outage.ts';
import type { OfficeEvent, RecordedEvent } from './recorded-event.ts';

/**
 * Inputs that share a commit, and the time after which a group is closed: nobody waits long for a large one. A slow
 * disk gets larger groups, so that at least half of the time goes into work and a backlog shrinks.
 */
const GROUP_MAX = 1_000;
const GROUP_BUDGET_MS = 4;
const GROUP_BUDGET_MS_MAX = 40;
/** How often it is tried whether the journal can be written again. */
const PROBE_EVERY_MS = 2_000;

/** In the journal; not taken in an outage; or rolled back because a module threw at it. */
export type DeadlineOutcome = 'recorded' | 'turned-away' | 'failed';

export interface EngineOptions extends GroupCommitOptions {
  readonly file: string;
  readonly nextTurn: (action: () => void) => void;
  readonly effects: EffectRunner;
  readonly trouble: (trouble: OfficeTrouble) => void;
  /** Facts that stand at the start of every run: `system.started`. */
  readonly startFacts: () => readonly OfficeEvent[];
  readonly onCommitted: (events: readonly RecordedEvent[]) => void;
  readonly onDeadlineSettled: (deadline: Deadline, how: DeadlineOutcome) => void;
  /** Before each group: the place to look at the clock. */
  readonly onTurn: () => void;
}

export class Engine {
  readonly #options: EngineOptions;
  readonly #inbox = new Inbox();
  readonly #group: GroupCommit;
  #turnWanted = false;
  #outage: Outage | undefined;
  #cancelProbe: () => void = () => undefined;
  #started = false;
  #closed = false;
  #position: number;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#group = new GroupCommit(options);
    this.#position = options.storage.store.journal.head().position;
  }

  /** Journal position of the last commit that has been told. */
  get position(): number {
    return this.#position;
  }

  get outage(): Outage | undefined {
    return this.#outage;
  }

  /** The start is in the journal, and intents of an earlier life have been settled. */
  get started(): boolean {
    return this.#started;
  }

  get waiting(): number {
    return this.#inbox.length;
  }

  /** Records the start, at once; in an outage it is recorded when that ends. Throws what a module threw at it. */
  start(): void {
    if (!this.#hasReserve()) return;
    try {
      this.#state(this.#options.startFacts(), () => {
        this.#started = true;
      });
    } catch (cause) {
      if (!(cause instanceof GroupFailed)) throw cause;
      this.#fail(cause.cause, []);
    }
  }

  /** Without its reserve the disk counts as full: a restart would otherwise use up the room for the next alarm. */
  #hasReserve(): boolean {
    try {
      this.#options.storage.reserve.allocate();
      return true;
    } catch (cause) {
      if (storageFaultOf(cause) === undefined) throw cause;
      this.#fail(cause, []);
      return false;
    }
  }

  submit(event: DeviceEvent): void {
    this.#options.effects.seen(event);
    this.#take({ kind: 'device', event });
  }

  request(principal: Principal, request: OfficeRequest): Promise<Submitted> {
    const arrivedAt = stampOf(this.#options.clock);
    return new Promise((resolve, reject) => {
      this.#take({ kind: 'request', principal, request, arrivedAt, settle: { resolve, reject } });
    });
  }

  deadline(deadline: Deadline): void {
    this.#take({ kind: 'deadline', deadline });
  }

  /** Facts of the service itself; rejects where they could not be recorded. */
  record(events: readonly OfficeEvent[], alongside: (store: OfficeStore) => void): Promise<Submitted> {
    return new Promise((resolve, reject) => {
      this.#take({ kind: 'facts', events, alongside, settle: { resolve, reject } });
    });
  }

  /** As `record`, with nobody waiting, and before all that waits; kept over an outage. */
  note(event: OfficeEvent): void {
    if (this.#closed) return;
    this.#inbox.putFirst({ kind: 'facts', events: [event] });
    this.#wantTurn();
  }

  /** Commits all that has arrived, then `last`, and takes nothing more. */
  close(last: OfficeEvent): void {
    while (this.#outage === undefined && this.#inbox.length > 0) this.#drain();
    if (this.#outage === undefined) this.#commitGroup([{ kind: 'facts', events: [last] }]);
    this.#closed = true;
    this.#cancelProbe();
    this.#turnAwayWaiting(this.#outage ?? new Outage('io', this.#options.clock.epochMs(), 'closed'));
  }

  /** Facts that must stand before anything else happens; `then` comes after the commit, before it is told. */
  #state(events: readonly OfficeEvent[], then: () => void): void {
    const outcomes = this.#group.run([{ kind: 'facts', events }], []);
    const [outcome] = outcomes;
    if (outcome?.outcome === 'rolled-back') throw outcome.error;
    then();
    this.#afterCommit(outcomes);
  }

  #take(job: Job): void {
    if (this.#closed) {
      if ('settle' in job) job.settle?.reject(stopping());
      return;
    }
    this.#inbox.put(job, this.#options.clock.epochMs());
    this.#wantTurn();
  }

  #wantTurn(): void {
    if (this.#turnWanted) return;
    this.#turnWanted = true;
    this.#options.nextTurn(() => {
      this.#turnWanted = false;
      if (!this.#closed) this.#drain();
      if (this.#inbox.length > 0) this.#wantTurn();
    });
  }

  #drain(): void {
    const { clock, counters, onTurn } = this.#options;
    onTurn();
    if (this.#outage !== undefined) {
      this.#turnAwayWaiting(this.#outage);
      return;
    }
    const overload = this.#inbox.takeOverload();
    if (overload !== undefined) {
      counters.turnedAway += overload.refused;
      const data = { ...overload, toMs: clock.epochMs(), reason: 'overload' };
      this.#inbox.put({ kind: 'facts', events: [{ type: 'system.journal-blind', data }] }, clock.epochMs());
    }
    this.#commitGroup(this.#waitingJobs());
  }

  *#waitingJobs(): Generator<Job> {
    const { clock } = this.#options;
    const budgetMs = Math.min(Math.max(GROUP_BUDGET_MS, this.#group.flushMs), GROUP_BUDGET_MS_MAX);
    const untilMs = clock.monotonicMs() + budgetMs;
    for (let count = 0; count < GROUP_MAX && (count === 0 || clock.monotonicMs() < untilMs); count += 1) {
      const job = this.#inbox.next();
      if (job === undefined) return;
      yield job;
    }
  }

  #commitGroup(jobs: Iterable<Job>): void {
    const taken: Job[] = [];
    try {
      this.#afterCommit(this.#group.run(jobs, taken));
    } catch (cause) {
      if (!(cause instanceof GroupFailed)) throw cause;
      this.#fail(cause.cause, taken);
    }
  }

  /** The lock first, then those who wait, then the screens. */
  #afterCommit(outcomes: readonly JobOutcome[]): void {
    const { clock, counters, effects } = this.#options;
    const committedAtMs = clock.monotonicMs();
    counters.inputs += outcomes.length;
    for (const outcome of outcomes) {
      if (outcome.outcome === 'processed') effects.run(outcome.processed.effects, committedAtMs);
    }
    for (const outcome of outcomes) this.#settle(outcome);
    this.#publish(outcomes);
  }

  #settle(outcome: JobOutcome): void {
    const { counters, onDeadlineSettled, trouble } = this.#options;
    const { job } = outcome;
    if (outcome.outcome === 'processed') {
      const { events, answer } = outcome.processed;
      if (job.kind === 'deadline') onDeadlineSettled(job.deadline, 'recorded');
      if ('settle' in job)
        job.settle?.resolve({ position: events.at(-1)?.position ?? this.#headPosition(), answer });
      return;
    }
    if (outcome.error instanceof RuleViolation) counters.refused += 1;
    else {
      counters.defects += 1;
      trouble({ kind: 'defect', what: `an input (${describe(job)}) was rolled back`, cause: outcome.error });
    }
    if (job.kind === 'deadline') onDeadlineSettled(job.deadline, 'failed');
    if ('settle' in job) job.settle?.reject(outcome.error);
  }

  /** Lines that an earlier, doubtful commit left behind after all are told here too, so that no position is missing. */
  #publish(outcomes: readonly JobOutcome[]): void {
    const { storage, onCommitted } = this.#options;
    let events = outcomes.flatMap((outcome) =>
      outcome.outcome === 'processed' ? outcome.processed.events : [],
    );
    const head = this.#headPosition();
    if (head === this.#position) return;
    if (events[0]?.position !== this.#position + 1) {
      events = [...storage.store.journal.readFrom(this.#position + 1, head - this.#position)];
    }
    this.#position = head;
    onCommitted(events);
  }

  // ---- when the journal cannot be written ----------------------------------------------------------------------

  #fail(cause: unknown, taken: readonly Job[]): void {
    const { clock, file, storage, trouble } = this.#options;
    const fault = diagnoseStorage(cause, file);
    const outage = new Outage(fault ?? 'io', clock.epochMs(), describeStorageError(cause));
    this.#outage = outage;
    for (const job of taken) this.#turnAway(outage, job);
    trouble({ kind: 'storage', what: `the journal cannot be written: ${FAULT_WORDS[outage.fault]}`, cause });
    if (fault === undefined || fault === 'corrupt' || !this.#group.readStatesAgain()) {
      trouble({ kind: 'fatal', what: 'the journal can neither be written nor read again', cause });
      return;
    }
    if (fault === 'disk-full') {
      this.#raiseAlarm(outage);
      this.#probeLater();
    } else {
      // After a failed flush nothing is tried again on that connection: the kernel may have dropped the pages.
      storage.store.giveUpWriting();
      this.#tryToReturn(outage);
    }
  }

  /** Room for the alarm comes from the reserve. Where even that does not help, a file beside the journal says so. */
  #raiseAlarm(outage: Outage): void {
    const { storage } = this.#options;
    const data = { alarm: 'disk-full', detail: outage.detail } as const;
    try {
      storage.reserve.release();
      this.#state([{ type: 'system.alarm-raised', data }], () => {
        outage.alarmRecorded = true;
      });
    } catch (cause) {
      this.#stillBroken(outage, cause);
    }
  }

  #probeLater(): void {
    this.#cancelProbe = this.#options.clock.setTimer(PROBE_EVERY_MS, () => {
      if (this.#outage !== undefined && !this.#closed) this.#tryToReturn(this.#outage);
    });
  }

  /**
   * Space again, or a connection that can write again: says what was missed, then takes up what stood still. The devices
   * went on meanwhile and say nothing a second time, so this is no new start: what is known of them still holds, and
   * what they have said since is recorded now, before anything newer.
   */
  #tryToReturn(outage: Outage): void {
    const { clock, storage, startFacts } = this.#options;
    try {
      if (outage.needsConnection) this.#group.reopen();
      storage.reserve.allocate();
      const events = [...outage.factsOnReturn(clock.epochMs()), ...(this.#started ? [] : startFacts())];
      this.#state(events, () => {
        this.#outage = undefined;
        this.#started = true;
      });
      for (const event of outage.keptFacts().toReversed()) this.#inbox.putFirst({ kind: 'device', event });
      this.#wantTurn();
      storage.removeAlarm();
    } catch (cause) {
      this.#stillBroken(outage, cause);
      this.#probeLater();
    }
  }

  /** Anything but a lack of space costs the connection: nothing is tried on it a second time. */
  #stillBroken(outage: Outage, cause: unknown): void {
    const { file, storage, trouble } = this.#options;
    const reason = cause instanceof GroupFailed ? cause.cause : cause;
    trouble({ kind: 'storage', what: 'the journal still cannot be written', cause: reason });
    if (diagnoseStorage(reason, file) !== 'disk-full' && !outage.needsConnection) {
      outage.needsConnection = true;
      storage.store.giveUpWriting();
    }
    this.#group.readStatesAgain();
    if (!outage.alarmRecorded) storage.placeAlarm(`${FAULT_WORDS[outage.fault]}：${outage.detail}`);
  }

  #turnAwayWaiting(outage: Outage): void {
    for (let job = this.#inbox.next(); job !== undefined; job = this.#inbox.next())
      this.#turnAway(outage, job);
  }

  #turnAway(outage: Outage, job: Job): void {
    outage.turnAway(job);
    this.#options.counters.turnedAway += 1;
    if (job.kind === 'deadline') this.#options.onDeadlineSettled(job.deadline, 'turned-away');
  }

  #headPosition(): number {
    return this.#options.storage.store.journal.head().position;
  }
}

function describe(job: Job): string {
  switch (job.kind) {
    case 'device':
      return job.event.kind;
    case 'request':
      return job.request.type;
    case 'deadline':
      return job.deadline.key;
    case 'facts':
      return job.events.map(({ type }) => type).join(' ');
  }
}

function stopping(): JournalError {
  return new JournalError(
    'JOURNAL_UNWRITABLE',
    '服务正在停止，本次未办理、未登记。请在服务重新启动后办理。',
    {
      retryable: true,
    },
  );
}
