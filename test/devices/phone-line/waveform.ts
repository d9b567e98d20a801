/** Ring and hook as in the hardware notes, §9: `+0 -1000 +5000 F7200` (on, off, handset off; N: handset on). */
import fc from 'fast-check';
import type { CadenceSettings } from '../../../devices/phone-line/cadence.ts';

export interface WaveEdge {
  readonly contact: 'ring' | 'hook';
  readonly closed: boolean;
  readonly atMs: number;
}

export function parseWave(text: string): readonly WaveEdge[] {
  return text.split(' ').map((token): WaveEdge => {
    const atMs = Number(token.slice(1));
    const mark = token[0];
    if (mark === '+' || mark === '-') return { contact: 'ring', closed: mark === '+', atMs };
    if (mark === 'F' || mark === 'N') return { contact: 'hook', closed: mark === 'F', atMs };
    throw new Error(`not an edge: ${token}`);
  });
}

/** Bursts and pauses of one ring, ms; the last pause parts it from the next. Hardware notes §9. */
export const CADENCES: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  cn: [[1000, 4000]],
  us: [[2000, 4000]],
  uk: [
    [400, 200],
    [400, 2000],
  ],
  fr: [[1500, 3500]],
  es: [[1500, 3000]],
  jp: [[1000, 2000]],
  be: [[1000, 3000]],
  at: [[1000, 5000]],
  hu: [[1250, 3750]],
};

export function settingsOf(country: string): CadenceSettings {
  const pattern = CADENCES[country] ?? [];
  const [onMs = 0] = pattern[0] ?? [];
  const [, offMs = 0] = pattern.at(-1) ?? [];
  return { onMs, offMs, mergeGapMs: 900, burstMinMs: 100, abandonFactor: 1.5, firstRingSuppressed: false };
}

export interface RingTrain {
  readonly country: string;
  readonly rings: number;
  readonly edges: readonly WaveEdge[];
  readonly endMs: number;
}

/** A train of one to eight rings of some country, every interval up to 10 % longer or shorter. */
export const ringTrain: fc.Arbitrary<RingTrain> = fc
  .record({
    country: fc.constantFrom(...Object.keys(CADENCES)),
    rings: fc.integer({ min: 1, max: 8 }),
    stretch: fc.array(fc.integer({ min: 90, max: 110 }), { minLength: 32, maxLength: 32 }),
  })
  .map(({ country, rings, stretch }) => {
    const pattern = CADENCES[country] ?? [];
    const edges: WaveEdge[] = [];
    let atMs = 0;
    let endMs = 0;
    let interval = 0;
    const next = (nominalMs: number): number =>
      (nominalMs * (stretch[interval++ % stretch.length] ?? 100)) / 100;
    for (let ring = 0; ring < rings; ring += 1) {
      for (const [onMs, offMs] of pattern) {
        edges.push({ contact: 'ring', closed: true, atMs });
        endMs = atMs + next(onMs);
        edges.push({ contact: 'ring', closed: false, atMs: endMs });
        atMs = endMs + next(offMs);
      }
    }
    return { country, rings, edges, endMs };
  });
