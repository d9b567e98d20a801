/** Which frames are a card: whatever is heard, a single frame of an unknown number is nobody. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CardGate, type GateOutcome } from '../../../devices/sign-in-reader/card-gate.ts';
import { moment } from '../moment.ts';

/** Hardware notes §2.3 and §2.1: two alike within 200 ms; presented again within 10 s; the same card for 3 s. */
const REPEAT_MS = 200;
const SECOND_MS = 10_000;
const SAME_MS = 3000;
const NUMBERS = ['1F00644BB6', '0C000621A5', 'BC7DDFFDDF', '000000078F'] as const;

interface Heard {
  readonly cardNumber: string;
  readonly atMs: number;
}

const heard: fc.Arbitrary<readonly Heard[]> = fc
  .array(
    fc.record({
      cardNumber: fc.constantFrom(...NUMBERS),
      afterMs: fc.oneof(
        fc.integer({ min: 1, max: 210 }),
        fc.integer({ min: 211, max: 3100 }),
        fc.integer({ min: 3101, max: 12_000 }),
      ),
    }),
    { maxLength: 40 },
  )
  .map((frames) => {
    let atMs = 0;
    return frames.map(({ cardNumber, afterMs }) => ({ cardNumber, atMs: (atMs += afterMs) }));
  });

function play(
  frames: readonly Heard[],
  repeats: boolean,
  known: ReadonlySet<string>,
): readonly GateOutcome[] {
  const gate = new CardGate({ repeats, isKnownCard: (cardNumber) => known.has(cardNumber) });
  const outcomes = frames.flatMap(({ cardNumber, atMs }) => gate.push(cardNumber, moment(atMs)));
  return [...outcomes, ...gate.expire((frames.at(-1)?.atMs ?? 0) + 60_000)];
}

/** The first frame of the presentation, and the last time before it that the number was heard. */
function around(
  frames: readonly Heard[],
  { cardNumber, atMs }: Heard,
): { readonly before: readonly number[]; readonly next: number | undefined } {
  const own = frames.filter((frame) => frame.cardNumber === cardNumber).map((frame) => frame.atMs);
  return { before: own.filter((ms) => ms < atMs), next: own.find((ms) => ms > atMs) };
}

describe('card gate', () => {
  it.each([
    ['that repeats', true, REPEAT_MS],
    ['that sends once', false, SECOND_MS],
  ])(
    'a reader %s: an unknown number is confirmed in time, by itself, or is nobody',
    (_, repeats, windowMs) => {
      fc.assert(
        fc.property(heard, (frames) => {
          for (const outcome of play(frames, repeats, new Set())) {
            if (outcome.kind === 'ghost') continue;
            const atMs = outcome.at.monotonicMs;
            const { next } = around(frames, { cardNumber: outcome.cardNumber, atMs });
            expect((next ?? Infinity) - atMs).toBeLessThanOrEqual(windowMs);
          }
        }),
        { numRuns: 500 },
      );
    },
  );

  it.each([
    ['that repeats', true],
    ['that sends once', false],
  ])('a reader %s: a card that has just been seen is the same presentation', (_, repeats) => {
    fc.assert(
      fc.property(heard, (frames) => {
        const lastMs = new Map<string, number>();
        for (const outcome of play(frames, repeats, new Set(NUMBERS))) {
          if (outcome.kind === 'ghost') continue;
          const { cardNumber, at } = outcome;
          const before = lastMs.get(cardNumber);
          if (before !== undefined) expect(at.monotonicMs - before).toBeGreaterThanOrEqual(SAME_MS);
          lastMs.set(cardNumber, at.monotonicMs);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a reader that sends once: every presentation of a held card counts, at once and at its own moment', () => {
    fc.assert(
      fc.property(heard, (frames) => {
        const presented = play(frames, false, new Set(NUMBERS)).flatMap((outcome) =>
          outcome.kind === 'presented' ? [`${outcome.cardNumber} ${outcome.at.monotonicMs}`] : [],
        );
        const expected = frames.flatMap((frame) => {
          const seenMs = around(frames, frame).before.at(-1);
          const isNew = seenMs === undefined || frame.atMs - seenMs >= SAME_MS;
          return isNew ? [`${frame.cardNumber} ${frame.atMs}`] : [];
        });
        expect(presented).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('every frame that was not a card, nor of one that lies there, is told as a ghost, once', () => {
    fc.assert(
      fc.property(heard, fc.boolean(), (frames, repeats) => {
        const outcomes = play(frames, repeats, new Set());
        const moments = outcomes.map(({ at }) => at.monotonicMs);
        expect(new Set(moments).size).toBe(moments.length);
        for (const { cardNumber, atMs } of frames) {
          const { before } = around(frames, { cardNumber, atMs });
          // Heard for the first time: it is a card, or a ghost, and dated by this frame.
          if (before.length === 0) expect(moments).toContain(atMs);
        }
      }),
      { numRuns: 500 },
    );
  });
});
