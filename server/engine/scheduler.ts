/**
 * Office edges and due times. Modules say what they wait for; here it is waited for. A deadline fires when the wall
 * clock has reached it, once for ever: after a restart the past ones fire late, after a step back they do not fire
 * again. Looks at the clock every second, so that a step moves the timer too.
 */
import type { Clock } from '../../firmware-bridge/clock.ts';
import type { Deadline } from './input.ts';

const LOOK_EVERY_MS = 1_000;
/** Deadlines are asked for at most this often under load; one set meanwhile is late by no more. */
const COLLECT_EVERY_MS = 100;
/** How long a deadline at which a module threw is left alone. */
const AGAIN_AFTER_MS = 60_000;

export interface SchedulerPort {
  /** All deadlines now pending, in any order. */
  collect(): readonly Deadline[];
  hasPassed(key: string): boolean;
  /** Whether deadlines may fire: the clock is believed, the journal can be written. */
  mayFire(): boolean;
  /** Takes a deadline that is due. Told once a key until it is given back. */
  due(deadline: Deadline): void;
  /** Every second and before each timer: the place to look for clock steps. */
  look(): void;
}

export class Scheduler {
  readonly #clock: Clock;
  readonly #wallRate: number;
  readonly #port: SchedulerPort;
  readonly #inFlight = new Set<string>();
  /** In flight for now, because a module threw at them: from when (monotonic) they are due again. */
  readonly #failed = new Map<string, number>();
  #pending: readonly Deadline[] = [];
  #collectedAtMs = -Infinity;
  #stale = false;
  #running = false;
  #cancel: () => void = () => undefined;

  constructor(clock: Clock, wallRate: number, port: SchedulerPort) {
    this.#clock = clock;
    this.#wallRate = wallRate;
    this.#port = port;
  }

  start(): void {
    this.#running = true;
    this.changed();
  }

  stop(): void {
    this.#running = false;
    this.#cancel();
  }

  /** Something was committed: what the modules wait for may have changed. */
  changed(): void {
    this.#stale = true;
    if (!this.#running) return;
    if (this.#clock.monotonicMs() - this.#collectedAtMs >= COLLECT_EVERY_MS) this.#collect();
    this.#arm();
  }

  /** The deadline could not be recorded; it is due again. */
  giveBack(key: string): void {
    this.#inFlight.delete(key);
  }

  /** A module threw at the deadline: it is due again in a minute, not at once, so that a defect does not spin. */
  giveBackLater(key: string): void {
    this.#failed.set(key, this.#clock.monotonicMs() + AGAIN_AFTER_MS);
  }

  /** The deadline is in the journal. */
  passed(key: string): void {
    this.#inFlight.delete(key);
    this.#pending = this.#pending.filter((deadline) => deadline.key !== key);
  }

  #collect(): void {
    this.#stale = false;
    this.#collectedAtMs = this.#clock.monotonicMs();
    this.#pending = this.#port
      .collect()
      .filter(({ key }) => !this.#inFlight.has(key) && !this.#port.hasPassed(key))
      .toSorted((one, other) => one.dueAtMs - other.dueAtMs || (one.key < other.key ? -1 : 1));
  }

  #arm(): void {
    this.#cancel();
    const wallMs = this.#clock.epochMs();
    const nextMs = this.#pending.find(({ key }) => !this.#inFlight.has(key))?.dueAtMs ?? Infinity;
    const untilDueMs = Math.max(0, (nextMs - wallMs) / this.#wallRate);
    const untilCollectMs = this.#stale ? COLLECT_EVERY_MS : Infinity;
    const waitMs = this.#port.mayFire() ? Math.min(untilDueMs, untilCollectMs, LOOK_EVERY_MS) : LOOK_EVERY_MS;
    this.#cancel = this.#clock.setTimer(Math.ceil(waitMs), () => this.#wake());
  }

  #takeBackFailed(): void {
    for (const [key, fromMs] of this.#failed) {
      if (this.#clock.monotonicMs() < fromMs) continue;
      this.#failed.delete(key);
      this.#inFlight.delete(key);
      this.#stale = true;
    }
  }

  #wake(): void {
    this.#port.look();
    this.#takeBackFailed();
    if (this.#stale) this.#collect();
    if (this.#port.mayFire()) this.#fire();
    this.#arm();
  }

  #fire(): void {
    const wallMs = this.#clock.epochMs();
    for (const deadline of this.#pending) {
      if (deadline.dueAtMs > wallMs) break;
      if (this.#inFlight.has(deadline.key)) continue;
      this.#inFlight.add(deadline.key);
      this.#port.due(deadline);
    }
  }
}
