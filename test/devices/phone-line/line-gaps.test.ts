/** ZB-1: what a line tells of a call that it did not look at all the time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineStory } from './line-story.ts';
import { CADENCES, ringTrain, settingsOf, type RingTrain } from './waveform.ts';

const POLL_MS = 20;

/** Moments at which a ring of the train begins. */
function ringStarts({ country, edges }: RingTrain): readonly number[] {
  const bursts = CADENCES[country]?.length ?? 1;
  return edges.filter(({ closed }) => closed).flatMap(({ atMs }, at) => (at % bursts === 0 ? [atMs] : []));
}

/** The train as it is seen when nobody looks in the gaps, `[from, length]` each, ms. */
function watch(train: RingTrain, gaps: readonly (readonly [number, number])[]): LineStory {
  const cadence = settingsOf(train.country);
  const story = new LineStory(cadence, POLL_MS).quiet();
  const endMs = train.endMs + 3 * cadence.offMs;
  let fromMs = 0;
  let told = 0;
  const until = (untilMs: number): void => {
    const lastPollMs = fromMs + Math.floor((untilMs - fromMs) / POLL_MS) * POLL_MS;
    const edges = train.edges.slice(told).filter(({ atMs }) => atMs <= lastPollMs);
    told += edges.length;
    story.playEdges(fromMs, edges, untilMs);
  };
  for (const [startMs, lengthMs] of gaps) {
    if (startMs < fromMs + POLL_MS || startMs > endMs) continue;
    until(startMs);
    fromMs = startMs + lengthMs;
  }
  until(Math.max(endMs, fromMs));
  return story;
}

describe('ZB-1: gaps', () => {
  it('ZB-1 cn: the bell was heard before and after the gap, a pause lay in it: ring 3 is ring 3, timed', () => {
    const wave = [0, 5000, 10_000].flatMap((atMs) => [
      { contact: 'ring', closed: true, atMs } as const,
      { contact: 'ring', closed: false, atMs: atMs + 1000 } as const,
    ]);
    const story = watch({ country: 'cn', rings: 3, edges: wave, endMs: 11_000 }, [[900, 4200]]);
    expect(story.told).toContain('ring-started 3 @10000 timed');
  });

  it.each([
    [
      'the end of the burst',
      'be',
      [
        [0, 900],
        [4600, 900],
        [9200, 900],
      ],
      [[4670, 830]],
    ],
    [
      'both ends of the burst',
      'jp',
      [
        [0, 1000],
        [2900, 950],
        [5850, 1000],
      ],
      [
        [2880, 745],
        [3724, 127],
      ],
    ],
  ] as const)(
    'ZB-1: a burst of which gaps left too little to believe it makes the call timed: %s',
    (_what, country, bursts, gaps) => {
      const edges = bursts.flatMap(([atMs, lengthMs]) => [
        { contact: 'ring', closed: true, atMs } as const,
        { contact: 'ring', closed: false, atMs: atMs + lengthMs } as const,
      ]);
      const [lastMs = 0, lastLengthMs = 0] = bursts.at(-1) ?? [];
      const story = watch({ country, rings: 3, edges, endMs: lastMs + lastLengthMs }, gaps);
      const abandoned = story.facts.find(({ kind }) => kind === 'call-abandoned');
      expect(abandoned).toMatchObject({ evidence: 'timed' });
    },
  );

  it('ZB-1: whatever was not seen, no ring is told that was not there, and a hidden one makes the call timed', () => {
    const gap = fc.tuple(fc.integer({ min: 20, max: 30_000 }), fc.integer({ min: 20, max: 4400 }));
    fc.assert(
      fc.property(ringTrain, fc.array(gap, { maxLength: 4 }), (train, drawn) => {
        const { onMs, offMs } = settingsOf(train.country);
        const blindAfterMs = 0.9 * (onMs + offMs);
        const gaps = drawn
          .map(([fromMs, lengthMs]) => [fromMs, Math.min(lengthMs, blindAfterMs - POLL_MS)] as const)
          .toSorted(([one], [other]) => one - other);
        const story = watch(train, gaps);
        const starts = ringStarts(train);
        let last = 0;
        for (const fact of story.facts) {
          if (fact.kind !== 'ring-started') continue;
          const atMs = fact.at.monotonicMs - 60_000;
          expect(fact.ring).toBeLessThanOrEqual(starts.filter((start) => start <= atMs).length);
          expect(fact.ring).toBeGreaterThan(last);
          last = fact.ring;
        }
        const [abandoned, ...more] = story.facts.filter(({ kind }) => kind === 'call-abandoned');
        expect(more).toEqual([]);
        if (abandoned?.kind === 'call-abandoned' && abandoned.evidence === 'counted')
          expect(abandoned.ringsStarted).toBe(train.rings);
      }),
      { numRuns: 400 },
    );
  });
});
