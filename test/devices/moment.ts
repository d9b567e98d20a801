/** Moments for tests: milliseconds since the start of the story, on both clocks. */
import type { Stamp } from '../../firmware-bridge/index.ts';

export function moment(ms: number): Stamp {
  return { monotonicMs: ms, epochMs: 1_763_855_100_000 + ms };
}
