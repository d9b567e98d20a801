/**
 * A time in which the journal cannot be written. Nothing is acknowledged and nothing acted upon; what was turned away
 * is counted. Standing facts are kept and recorded afterwards under their own time.
 */
import type { DeviceEvent } from '../../devices/device-event.ts';
import { JournalError } from '../errors.ts';
import type { StorageFault } from '../journal/storage-error.ts';
import type { Job } from './job.ts';
import type { OfficeEvent } from './recorded-event.ts';
import { isStandingFact } from './standing-facts.ts';

/** Standing facts kept over an outage; beyond this the oldest go, and the devices' next words set things right. */
const KEPT_MAX = 1_000;

export const FAULT_WORDS: Readonly<Record<StorageFault, string>> = {
  'disk-full': '磁盘已满',
  'read-only': '磁盘只读',
  io: '磁盘读写出错',
  corrupt: '台账文件损坏',
};

export class Outage {
  readonly fault: StorageFault;
  readonly fromMs: number;
  readonly detail: string;
  /** The alarm stands in the journal, written from the reserve. */
  alarmRecorded = false;
  /** The connection has failed otherwise than for lack of space and is not used for writing any more. */
  needsConnection: boolean;
  #refused = 0;
  #kept: DeviceEvent[] = [];
  readonly #facts: OfficeEvent[] = [];

  constructor(fault: StorageFault, fromMs: number, detail: string) {
    this.fault = fault;
    this.fromMs = fromMs;
    this.detail = detail;
    this.needsConnection = fault !== 'disk-full';
  }

  get refused(): number {
    return this.#refused;
  }

  /** Not done, and whoever waits is told so. */
  turnAway(job: Job): void {
    switch (job.kind) {
      case 'device':
        if (isStandingFact(job.event)) this.#keep(job.event);
        else this.#refused += 1;
        break;
      case 'request':
        this.#refused += 1;
        job.settle.reject(this.refusal());
        break;
      case 'deadline':
        break;
      case 'facts':
        if (job.settle === undefined) this.#facts.push(...job.events);
        else job.settle.reject(this.refusal());
        break;
    }
  }

  refusal(): JournalError {
    return new JournalError(
      'JOURNAL_UNWRITABLE',
      `台账无法写入（${FAULT_WORDS[this.fault]}），本次未办理、未登记，柜门保持锁闭。请通知系统管理员，恢复后重新办理。`,
      { retryable: true },
    );
  }

  /** What is recorded first when writing is possible again. */
  factsOnReturn(toMs: number): readonly OfficeEvent[] {
    const { fault, fromMs, detail } = this;
    const blind: OfficeEvent = {
      type: 'system.journal-blind',
      data: { fromMs, toMs, reason: fault, refused: this.#refused },
    };
    if (fault !== 'disk-full' && fault !== 'read-only') return [blind, ...this.#facts];
    const raised: OfficeEvent = { type: 'system.alarm-raised', data: { alarm: fault, detail } };
    const cleared: OfficeEvent = { type: 'system.alarm-cleared', data: { alarm: fault } };
    return [...(this.alarmRecorded ? [] : [raised]), blind, cleared, ...this.#facts];
  }

  /** Standing facts in the order in which they came. */
  keptFacts(): readonly DeviceEvent[] {
    return this.#kept;
  }

  #keep(event: DeviceEvent): void {
    this.#kept.push(event);
    if (this.#kept.length > KEPT_MAX) this.#kept = this.#kept.slice(-KEPT_MAX);
  }
}
