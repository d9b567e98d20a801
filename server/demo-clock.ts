/**
 * The office clock of a demonstration: wall time starts at a chosen office moment and runs at a chosen speed. Only
 * with virtual hardware. Monotonic time and timers stay real, because the virtual wires are real sockets: cadence,
 * pulses and reply timeouts take their true length at any speed. Only office edges come sooner.
 */
import type { Clock } from '../firmware-bridge/clock.ts';

/** Slowest and fastest office clock; faster than this an edge would be seen late by more than a minute of office time. */
export const DEMO_SPEED_MIN = 1;
export const DEMO_SPEED_MAX = 60;

export interface DemoClockStart {
  /** Office moment at which the clock starts, epoch ms. */
  readonly startEpochMs: number;
  /** Office seconds for each real second, 1–60. */
  readonly speed: number;
}

export class DemoClock implements Clock {
  readonly speed: number;
  readonly #base: Clock;
  readonly #startEpochMs: number;
  readonly #startMonotonicMs: number;

  /** Throws a `RangeError` for a speed outside 1–60. */
  constructor(base: Clock, start: DemoClockStart) {
    if (!(start.speed >= DEMO_SPEED_MIN && start.speed <= DEMO_SPEED_MAX)) {
      throw new RangeError(`demo clock speed ${start.speed} is outside ${DEMO_SPEED_MIN}–${DEMO_SPEED_MAX}`);
    }
    this.#base = base;
    this.#startEpochMs = start.startEpochMs;
    this.#startMonotonicMs = base.monotonicMs();
    this.speed = start.speed;
  }

  monotonicMs(): number {
    return this.#base.monotonicMs();
  }

  epochMs(): number {
    const passedMs = this.#base.monotonicMs() - this.#startMonotonicMs;
    return Math.floor(this.#startEpochMs + passedMs * this.speed);
  }

  setTimer(delayMs: number, action: () => void): () => void {
    return this.#base.setTimer(delayMs, action);
  }
}

/**
 * Where a demonstration goes on: at the chosen start the first time, afterwards one second after the journal's last
 * line, so that the office clock is never behind what has already been recorded.
 */
export function demoStartMs(chosenMs: number, journalHeadMs: number | undefined): number {
  return journalHeadMs === undefined ? chosenMs : Math.max(chosenMs, journalHeadMs + 1000);
}

/** A day that the calendar has and a time that a clock shows. */
export function isMoment(date: string, time: string): boolean {
  const epochMs = Date.parse(`${date}T${time}Z`);
  return !Number.isNaN(epochMs) && new Date(epochMs).toISOString().startsWith(date);
}

/** `2026-11-20T07:45/1x` → office date, time and speed; undefined where it is not of that form. */
export function parseDemoClock(
  text: string,
): { readonly date: string; readonly time: string; readonly speed: number } | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)(?:\/(\d+(?:\.\d+)?)x)?$/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  const speed = Number(match[3] ?? '1');
  if (speed < DEMO_SPEED_MIN || speed > DEMO_SPEED_MAX || !isMoment(match[1], match[2])) return undefined;
  return { date: match[1], time: match[2], speed };
}
