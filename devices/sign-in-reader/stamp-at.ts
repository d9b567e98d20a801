/** Both clocks at a moment of the monotonic one that has just passed; the wall clock in whole milliseconds. */
import type { Clock, Stamp } from '../../firmware-bridge/index.ts';

export function stampAt(clock: Clock, monotonicMs: number): Stamp {
  return { monotonicMs, epochMs: Math.round(clock.epochMs() - (clock.monotonicMs() - monotonicMs)) };
}
