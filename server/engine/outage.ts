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

/**
 * Standing facts kept over an outage. Beyond this the oldest of those go that a newer one has overtaken: each device's
 * newest word stays, because it says nothing a second time.
 */
const KEPT_MAX = 1_000;
/** Facts of the service itself kept over an outage; beyond this the oldest go. */
const FACTS_MAX = 1_000;

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
  #facts: OfficeEvent[] = [];

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
        if (job.settle === undefined) this.#facts = [...this.#facts, ...job.events].slice(-FACTS_MAX);
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
    if (this.#kept.length <= KEPT_MAX) return;
    const newest = new Set(new Map(this.#kept.map((kept) => [subjectOf(kept), kept])).values());
    const overtaken = this.#kept.findIndex((kept) => !newest.has(kept));
    // With a subject for each of them it ends by itself: only so many are installed.
    if (overtaken < 0) return;
    this.#kept.splice(overtaken, 1);
    this.#refused += 1;
  }
}

/** What a standing fact is about: a newer one about the same says how things stand. */
function subjectOf(event: DeviceEvent): string {
  const { kind, deviceId } = event;
  if (kind === 'slot-changed') return `${deviceId} slot ${event.slot}`;
  if (kind === 'cabinet-fault') return `${deviceId} fault ${event.fault}`;
  if (kind === 'pulse-settled') return `${deviceId} pulse ${event.intentId}`;
  return 'lineId' in event ? `${deviceId} line` : `${deviceId} ${kind}`;
}
