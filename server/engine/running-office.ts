/** The opened office as the rest of the service sees it: the port, and what `main.ts` and the command line need. */
import type { DeviceEvent } from '../../devices/device-event.ts';
import { stampOf, type Clock, type Stamp } from '../../firmware-bridge/clock.ts';
import type { Principal } from '../access/principal.ts';
import { backupInWorker } from '../journal/backup-in-worker.ts';
import { openReader } from '../journal/database.ts';
import type { BackupManifest } from '../journal/manifest.ts';
import { verifyInWorker } from '../journal/verify-in-worker.ts';
import type { VerifyReport } from '../journal/verify.ts';
import type { Checkpointer } from './checkpointer.ts';
import type { Context } from './context.ts';
import type { Engine } from './engine.ts';
import type { Housekeeping } from './housekeeping.ts';
import type { OfficeRequest } from './input.ts';
import type { Submitted } from './job.ts';
import type { CommitListener, Listeners, NoticeListener } from './listeners.ts';
import type { EngineCounters, EngineMetrics } from './metrics.ts';
import type { OfficeModule, RegisterReader } from './module.ts';
import type { OfficeMemory } from './office-memory.ts';
import type { Office, OfficeVerifyOptions } from './office-options.ts';
import { FAULT_WORDS } from './outage.ts';
import { compareWithRebuild, type RebuildReport } from './rebuild.ts';
import type { RecordedEvent } from './recorded-event.ts';
import type { Storage } from './storage.ts';

/** Lines handed out at once, whatever was asked for. */
const LINES_MAX = 1_000;

export interface RunningOfficeOptions {
  readonly file: string;
  readonly clock: Clock;
  readonly memory: OfficeMemory;
  readonly storage: Storage;
  readonly engine: Engine;
  readonly counters: EngineCounters;
  readonly listeners: Listeners;
  readonly checkpointer: Checkpointer;
  readonly housekeeping: Housekeeping;
  readonly contextAt: (now: Stamp) => Context;
  readonly clockDoubted: () => boolean;
  readonly stopTimers: () => void;
}

export class RunningOffice implements Office {
  readonly modules: readonly OfficeModule[];
  readonly registers: RegisterReader;
  readonly verifierKey: string;
  readonly #options: RunningOfficeOptions;
  #closing: Promise<void> | undefined;

  constructor(options: RunningOfficeOptions) {
    const { memory, storage } = options;
    this.#options = options;
    this.modules = memory.modules;
    // Always of the connection in use: it changes after an I/O error.
    this.registers = { all: (sql, ...params) => storage.store.registers.all(sql, ...params) };
    this.verifierKey = storage.signer.verifier.text;
  }

  request(principal: Principal, request: OfficeRequest): Promise<Submitted> {
    return this.#options.engine.request(principal, request);
  }

  submit(event: DeviceEvent): void {
    this.#options.engine.submit(event);
  }

  position(): number {
    return this.#options.engine.position;
  }

  context(): Context {
    return this.#options.contextAt(stampOf(this.#options.clock));
  }

  stateOf(moduleName: string): unknown {
    return this.#options.memory.stateOf(moduleName);
  }

  onCommitted(listener: CommitListener): () => void {
    return this.#options.listeners.onCommitted(listener);
  }

  onNotice(listener: NoticeListener): () => void {
    return this.#options.listeners.onNotice(listener);
  }

  journalHealth(): { readonly writable: boolean; readonly reason: string | undefined } {
    const { outage } = this.#options.engine;
    return {
      writable: outage === undefined,
      reason: outage === undefined ? undefined : FAULT_WORDS[outage.fault],
    };
  }

  clockHealth(): { readonly believed: boolean; readonly reason: string | undefined } {
    const doubted = this.#options.clockDoubted();
    return {
      believed: !doubted,
      reason: doubted ? '时钟早于最后一条原始记录' : undefined,
    };
  }

  readJournal(fromPosition: number, limit: number): readonly RecordedEvent[] {
    return this.#options.storage.store.journal.readFrom(fromPosition, Math.min(limit, LINES_MAX));
  }

  metrics(): EngineMetrics {
    const { counters, engine } = this.#options;
    return { ...counters, position: engine.position, inboxLength: engine.waiting };
  }

  checkpoint(): Promise<string | undefined> {
    return this.#options.checkpointer.checkpoint();
  }

  latestCheckpoint(): string | undefined {
    return this.#options.storage.store.ledger.latest?.note;
  }

  verify(options: OfficeVerifyOptions = {}): Promise<VerifyReport> {
    const { onProgress, signal, witnessed = [] } = options;
    return verifyInWorker(
      { file: this.#options.file, witnessed },
      {
        ...(onProgress === undefined
          ? {}
          : { onProgress: ({ checked, total }) => onProgress(checked, total) }),
        ...(signal === undefined ? {} : { signal }),
      },
    );
  }

  async backup(directory: string): Promise<BackupManifest> {
    const { clock, file } = this.#options;
    await this.checkpoint();
    return backupInWorker({ file, directory, createdAtMs: clock.epochMs() });
  }

  rebuildAndCompare(): RebuildReport {
    const { file, memory } = this.#options;
    const reader = openReader(file);
    try {
      return compareWithRebuild(memory.modules, memory.states, reader);
    } finally {
      reader.close();
    }
  }

  close(reason: string): Promise<void> {
    this.#closing ??= this.#close(reason);
    return this.#closing;
  }

  async #close(reason: string): Promise<void> {
    const { checkpointer, engine, housekeeping, stopTimers, storage } = this.#options;
    stopTimers();
    engine.close({ type: 'system.stopped', data: { reason } });
    try {
      if (engine.outage === undefined) {
        await checkpointer.last();
        housekeeping.saveStates();
      }
    } finally {
      storage.close();
    }
  }
}
