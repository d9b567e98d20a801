/**
 * The machine's own clock, and the only place of the service that reads it or sets a timer. Everyone else is given a
 * `Clock`.
 */
import type { Clock } from '../firmware-bridge/clock.ts';

/** Node fires timers beyond 2^31-1 ms at once; longer waits are split into steps of this length. */
const TIMER_STEP_MAX_MS = 2 ** 31 - 1;

export class SystemClock implements Clock {
  monotonicMs(): number {
    return performance.now();
  }

  epochMs(): number {
    return Date.now();
  }

  setTimer(delayMs: number, action: () => void): () => void {
    let timer: NodeJS.Timeout | undefined;
    const arm = (leftMs: number): void => {
      const stepMs = Math.min(Math.max(leftMs, 0), TIMER_STEP_MAX_MS);
      timer = setTimeout(() => (leftMs > stepMs ? arm(leftMs - stepMs) : action()), stepMs);
    };
    arm(delayMs);
    return () => clearTimeout(timer);
  }
}
