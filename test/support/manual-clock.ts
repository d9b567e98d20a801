/**
 * The tests' clock: time passes only when told to. Timers run in the order in which they are due, those set meanwhile
 * included. `advance` is for pure code, `advanceAsync` lets promises settle between timers, `stall` is a host that
 * stopped (SIGSTOP, a long collection): time has passed and the timers are late.
 */
import type { Clock } from '../../firmware-bridge/clock.ts';

interface PendingTimer {
  readonly dueMs: number;
  readonly order: number;
  readonly action: () => void;
}

/** Turns of the microtask queue after each timer; promise chains in the drivers are shorter than this. */
const FLUSH_TURNS = 32;

export class ManualClock implements Clock {
  private nowMs = 0;
  private wallMs: number;
  private timersSet = 0;
  private readonly timers = new Set<PendingTimer>();

  /** `epochMs`: wall clock at the start; default 2026-11-23 07:45 in Shanghai. */
  constructor(epochMs: number = Date.UTC(2026, 10, 22, 23, 45)) {
    this.wallMs = epochMs;
  }

  monotonicMs(): number {
    return this.nowMs;
  }

  epochMs(): number {
    return this.wallMs;
  }

  setTimer(delayMs: number, action: () => void): () => void {
    const timer: PendingTimer = { dueMs: this.nowMs + Math.max(0, delayMs), order: this.timersSet, action };
    this.timersSet += 1;
    this.timers.add(timer);
    return () => {
      this.timers.delete(timer);
    };
  }

  /** Timers waiting; a stopped driver leaves none. */
  get pendingTimers(): number {
    return this.timers.size;
  }

  /** Runs everything due within `ms`, each at its own moment. */
  advance(ms: number): void {
    const untilMs = this.nowMs + ms;
    for (let next = this.nextDue(untilMs); next !== undefined; next = this.nextDue(untilMs)) this.run(next);
    this.moveTo(untilMs);
  }

  /** As `advance`, and promises settle before, between and after the timers. */
  async advanceAsync(ms: number): Promise<void> {
    const untilMs = this.nowMs + ms;
    await this.flush();
    for (let next = this.nextDue(untilMs); next !== undefined; next = this.nextDue(untilMs)) {
      this.run(next);
      await this.flush();
    }
    this.moveTo(untilMs);
    await this.flush();
  }

  /** Lets promises settle without time passing. */
  async flush(): Promise<void> {
    for (let turn = 0; turn < FLUSH_TURNS; turn += 1) await Promise.resolve();
  }

  /** The process stood still for `ms`: both clocks went on, and what was due runs late with the next `advance`. */
  stall(ms: number): void {
    this.moveTo(this.nowMs + ms);
  }

  /** The wall clock is set by someone; durations do not notice. */
  stepWall(ms: number): void {
    this.wallMs += ms;
  }

  private nextDue(untilMs: number): PendingTimer | undefined {
    let next: PendingTimer | undefined;
    for (const timer of this.timers) {
      if (timer.dueMs > untilMs) continue;
      if (
        next === undefined ||
        timer.dueMs < next.dueMs ||
        (timer.dueMs === next.dueMs && timer.order < next.order)
      ) {
        next = timer;
      }
    }
    return next;
  }

  private run(timer: PendingTimer): void {
    this.timers.delete(timer);
    this.moveTo(Math.max(this.nowMs, timer.dueMs));
    timer.action();
  }

  private moveTo(nowMs: number): void {
    if (nowMs <= this.nowMs) return;
    this.wallMs += nowMs - this.nowMs;
    this.nowMs = nowMs;
  }
}
