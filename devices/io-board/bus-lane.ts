/**
 * One bus, one request at a time: cabinet writes go before polls, polls in the order in which they are due. The boards
 * of a bus share one lane. It also notices when the whole process stood still, which a poll alone cannot tell from a
 * slow board.
 */
import { stampOf, type Clock, type ModbusBus, type Stamp } from '../../firmware-bridge/index.ts';
import { DeviceError } from '../device-error.ts';
import { HEARTBEAT_LATE_MS, HEARTBEAT_MS } from './limits.ts';

export interface LaneMember {
  /** Monotonic moment of its next poll; always moves on after `poll`. */
  readonly dueAtMs: number;
  /** One request. Deals with its own failures: never rejects. */
  poll(): Promise<void>;
  onBusUp(): void;
  onBusDown(reason: string, at: Stamp): void;
}

interface UrgentJob {
  readonly run: () => Promise<void>;
  readonly refuse: (error: DeviceError) => void;
}

export class BusLane {
  readonly bus: ModbusBus;
  private readonly clock: Clock;
  private readonly members = new Set<LaneMember>();
  private readonly urgentJobs: UrgentJob[] = [];
  private up = false;
  private busy = false;
  private pause: { readonly endedAtMs: number; readonly lateMs: number } | undefined;
  private beatDueMs = Number.POSITIVE_INFINITY;
  private cancelWake: (() => void) | undefined;
  private cancelBeat: (() => void) | undefined;

  constructor(bus: ModbusBus, clock: Clock) {
    this.bus = bus;
    this.clock = clock;
  }

  /** The first member opens the bus. */
  join(member: LaneMember): void {
    const first = this.members.size === 0;
    this.members.add(member);
    if (!first) {
      if (this.up) member.onBusUp();
      this.pump();
      return;
    }
    this.beat();
    this.bus.start({ onUp: () => this.wentUp(), onDown: (reason) => this.wentDown(reason) });
  }

  /** The last member to leave closes the bus. */
  async leave(member: LaneMember): Promise<void> {
    if (!this.members.delete(member) || this.members.size > 0) return;
    this.cancelBeat?.();
    this.cancelWake?.();
    this.up = false;
    this.refuseWaiting('the bus is being closed');
    await this.bus.stop();
  }

  /**
   * Runs one request before all polls, after the request in flight. Rejects with DEVICE_OFFLINE, nothing sent, when the
   * wire is not there; never waits for it to come back.
   */
  urgent<Reply>(request: () => Promise<Reply>): Promise<Reply> {
    if (!this.up) return Promise.reject(offline('the bus is not open'));
    return new Promise<Reply>((resolve, reject) => {
      const run = async (): Promise<void> => {
        try {
          resolve(await request());
        } catch (error) {
          reject(error);
        }
      };
      this.urgentJobs.push({ run, refuse: reject });
      this.pump();
    });
  }

  /** How long the process stood still, if it did at or after that monotonic moment; otherwise 0. */
  pausedSince(monotonicMs: number): number {
    this.noticePause();
    return this.pause !== undefined && this.pause.endedAtMs >= monotonicMs ? this.pause.lateMs : 0;
  }

  private wentUp(): void {
    this.up = true;
    for (const member of this.members) member.onBusUp();
    this.pump();
  }

  private wentDown(reason: string): void {
    this.up = false;
    this.refuseWaiting(reason);
    const at = stampOf(this.clock);
    for (const member of this.members) member.onBusDown(reason, at);
  }

  private refuseWaiting(reason: string): void {
    for (const job of this.urgentJobs.splice(0)) job.refuse(offline(reason));
  }

  private pump(): void {
    if (this.busy || !this.up) return;
    this.cancelWake?.();
    this.cancelWake = undefined;
    const job = this.urgentJobs.shift()?.run ?? this.duePoll();
    if (job === undefined) return;
    this.busy = true;
    void job().finally(() => {
      this.busy = false;
      this.pump();
    });
  }

  /** The poll that is due; otherwise sleeps until one is. */
  private duePoll(): (() => Promise<void>) | undefined {
    let next: LaneMember | undefined;
    for (const member of this.members) if (next === undefined || member.dueAtMs < next.dueAtMs) next = member;
    if (next === undefined) return undefined;
    const member = next;
    const waitMs = member.dueAtMs - this.clock.monotonicMs();
    if (waitMs <= 0) return () => member.poll();
    this.cancelWake = this.clock.setTimer(waitMs, () => this.pump());
    return undefined;
  }

  private beat(): void {
    this.beatDueMs = this.clock.monotonicMs() + HEARTBEAT_MS;
    this.cancelBeat = this.clock.setTimer(HEARTBEAT_MS, () => {
      this.noticePause();
      this.beat();
    });
  }

  /** The beat is overdue. After a standstill replies may be handled before timers, so both ask. */
  private noticePause(): void {
    const endedAtMs = this.clock.monotonicMs();
    const lateMs = endedAtMs - this.beatDueMs;
    if (lateMs > HEARTBEAT_LATE_MS) this.pause = { endedAtMs, lateMs };
  }
}

function offline(reason: string): DeviceError {
  return new DeviceError('DEVICE_OFFLINE', `nothing was sent: ${reason}`, { retryable: true });
}
