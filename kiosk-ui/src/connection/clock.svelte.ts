/**
 * The office's clock on a screen, and the only place of the screens that reads the machine's clock or sets a timer.
 * Heartbeats say what time the office has and, between two of them, how fast it runs (a demo clock may run faster);
 * the machine's monotonic clock fills in. The machine's own wall clock is never shown.
 */
import type { Heartbeat } from '../../../server/contract/socket.ts';
import type { ClockPort } from './screen-port.ts';

const TENTH_MS = 100;
/** A heartbeat this far off is a step of the clock, not jitter of the line. */
const STEP_MS = 250;
const DEFAULT_ZONE = 'Asia/Shanghai';

interface Anchor {
  readonly officeMs: number;
  readonly monotonicMs: number;
}

export class OfficeClock implements ClockPort {
  #anchor: Anchor | undefined;
  #lastBeat: Anchor | undefined;
  #rate = 1;
  #known = $state.raw(false);
  #nowMs = $state.raw(0);
  #tenthMs = $state.raw(0);
  #zone = $state.raw(DEFAULT_ZONE);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get known(): boolean {
    return this.#known;
  }
  get nowMs(): number {
    return this.#nowMs;
  }
  get tenthMs(): number {
    return this.#tenthMs;
  }
  get zone(): string {
    return this.#zone;
  }

  useZone(zone: string): void {
    this.#zone = zone;
  }

  /** Milliseconds since the page was opened; never steps. */
  monotonicMs(): number {
    return performance.now();
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  }

  every(periodMs: number, run: () => void): () => void {
    const timer = setInterval(run, periodMs);
    return () => clearInterval(timer);
  }

  takeHeartbeat(beat: Heartbeat): void {
    const seen: Anchor = { officeMs: beat.officeEpochMs, monotonicMs: this.monotonicMs() };
    this.#rate = beat.demoClock ? this.#measuredRate(seen) : 1;
    this.#lastBeat = seen;
    const expected = this.#officeMs(seen.monotonicMs);
    // A late heartbeat shows an earlier time than it is; keep the anchor unless the clock itself has moved.
    if (
      expected === undefined ||
      Math.abs(expected - seen.officeMs) > STEP_MS * this.#rate ||
      seen.officeMs > expected
    ) {
      this.#anchor = seen;
    }
    this.#known = true;
    if (this.#timer === undefined) this.#step();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Whole factors only: between heartbeats a real-speed clock must not wander with the line's delays. */
  #measuredRate(seen: Anchor): number {
    if (this.#lastBeat === undefined) return 1;
    const passed = seen.monotonicMs - this.#lastBeat.monotonicMs;
    if (passed < TENTH_MS) return this.#rate;
    return Math.max(0, Math.round((seen.officeMs - this.#lastBeat.officeMs) / passed));
  }

  #officeMs(monotonicMs: number): number | undefined {
    if (this.#anchor === undefined) return undefined;
    return this.#anchor.officeMs + (monotonicMs - this.#anchor.monotonicMs) * this.#rate;
  }

  #step(): void {
    const officeMs = this.#officeMs(this.monotonicMs());
    if (officeMs === undefined) return;
    this.#tenthMs = Math.floor(officeMs / TENTH_MS) * TENTH_MS;
    const second = Math.floor(officeMs / 1000) * 1000;
    if (second !== this.#nowMs) this.#nowMs = second;
    this.#timer = setTimeout(() => this.#step(), TENTH_MS - (officeMs % TENTH_MS));
  }
}
