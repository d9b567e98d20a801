/** ZB-1 on the ruler: from the first ring to where the third is expected. Pure. */
import type { LineValue } from '../../../../server/contract/screens.ts';

export interface RingRuler {
  /** Where the second ring began and where the hand is, 0 to 1 of the way to the third ring. */
  readonly secondPart: number | undefined;
  readonly handPart: number;
  readonly leftMs: number;
}

/** Undefined where the line is not ringing or nobody can say when the third ring comes. */
export function ringRulerAt(line: LineValue, nowMs: number): RingRuler | undefined {
  const { firstRingMs, limitRingExpectedMs } = line;
  if (line.state !== 'ring-1' && line.state !== 'ring-2') return undefined;
  if (firstRingMs === undefined || limitRingExpectedMs === undefined || limitRingExpectedMs <= firstRingMs)
    return undefined;
  const partOf = (atMs: number): number =>
    Math.min(1, Math.max(0, (atMs - firstRingMs) / (limitRingExpectedMs - firstRingMs)));
  return {
    secondPart: line.state === 'ring-2' ? partOf(line.sinceMs) : undefined,
    handPart: partOf(nowMs),
    leftMs: Math.max(0, limitRingExpectedMs - nowMs),
  };
}
