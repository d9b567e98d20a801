/** The virtual telephone line: cadence to the millisecond, tolerance, ring trip, a caller who gives up (hardware notes 9). */
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../devices/virtual/seeded-random.ts';
import { RING_PATTERNS, RING_TRIP_MS, TelephoneLine } from '../../../devices/virtual/telephone-line.ts';
import { ManualClock } from '../../support/manual-clock.ts';

interface Subject {
  readonly clock: ManualClock;
  readonly line: TelephoneLine;
  /** Edges as the notes write them: `+0 -1000 F7200 N9000`. */
  readonly edges: string[];
}

function subject(options: { tolerance?: number; detectorLagMs?: number; seed?: number } = {}): Subject {
  const clock = new ManualClock();
  const edges: string[] = [];
  const line = new TelephoneLine({
    clock,
    random: seededRandom(options.seed ?? 1),
    tolerance: options.tolerance ?? 0,
    detectorLagMs: options.detectorLagMs ?? 0,
    onRingContact: (closed) => edges.push(`${closed ? '+' : '-'}${clock.monotonicMs()}`),
    onHookContact: (closed) => edges.push(`${closed ? 'F' : 'N'}${clock.monotonicMs()}`),
  });
  return { clock, line, edges };
}

describe('virtual telephone line', () => {
  it('cn: one second on, four off, and the caller gives up after the last ring', () => {
    const { clock, line, edges } = subject();
    expect(line.ring({ rings: 3 })).toBe(true);
    clock.advance(10_999);
    expect(line.ringing).toBe(true);
    clock.advance(60_000);
    expect(line.ringing).toBe(false);
    expect(edges).toEqual(['+0', '-1000', '+5000', '-6000', '+10000', '-11000']);
    expect(clock.pendingTimers).toBe(0);
  });

  it('uk: two bursts are one ring', () => {
    const { clock, line, edges } = subject();
    line.ring({ rings: 2, pattern: RING_PATTERNS.uk });
    clock.advance(60_000);
    expect(edges).toEqual(['+0', '-400', '+600', '-1000', '+3000', '-3400', '+3600', '-4000']);
  });

  it('us: two seconds on', () => {
    const { clock, line, edges } = subject();
    line.ring({ rings: 1, pattern: RING_PATTERNS.us });
    clock.advance(60_000);
    expect(edges).toEqual(['+0', '-2000']);
  });

  it('lifting in a burst trips the bell within 50 ms', () => {
    const { clock, line, edges } = subject();
    line.ring({ rings: 10 });
    clock.advance(5400);
    line.lift();
    clock.advance(60_000);
    expect(edges).toEqual(['+0', '-1000', '+5000', 'F5400', `-${5400 + RING_TRIP_MS}`]);
    expect(line.ringing).toBe(false);
  });

  it('lifting in a pause means that no further ring comes', () => {
    const { clock, line, edges } = subject();
    line.ring({ rings: 10 });
    clock.advance(7200);
    line.lift();
    clock.advance(60_000);
    line.hangUp();
    expect(edges).toEqual(['+0', '-1000', '+5000', '-6000', 'F7200', 'N67200']);
  });

  it('a line in use gives the caller the busy tone', () => {
    const { clock, line, edges } = subject();
    line.lift();
    expect(line.ring({ rings: 3 })).toBe(false);
    line.hangUp();
    expect(line.ring({ rings: 3 })).toBe(true);
    expect(line.ring({ rings: 3 })).toBe(false);
    clock.advance(1500);
    line.stopRinging();
    clock.advance(60_000);
    expect(edges).toEqual(['F0', 'N0', '+0', '-1000']);
    expect(line.ring({ rings: 1 })).toBe(true);
  });

  it('the detector is late by the same time at both edges', () => {
    const { clock, line, edges } = subject({ detectorLagMs: 100 });
    line.ring({ rings: 1 });
    clock.advance(60_000);
    expect(edges).toEqual(['+100', '-1100']);
  });

  it('every interval stays within ±10 %, and they are not all the same', () => {
    const firsts = new Set<string>();
    for (let seed = 1; seed <= 50; seed += 1) {
      const { clock, line, edges } = subject({ tolerance: 0.1, seed });
      line.ring({ rings: 3 });
      clock.advance(60_000);
      const moments = edges.map((edge) => Number(edge.slice(1)));
      const intervals = moments.slice(1).map((moment, at) => moment - (moments[at] ?? 0));
      expect(intervals).toHaveLength(5);
      intervals.forEach((interval, at) => {
        const nominal = at % 2 === 0 ? 1000 : 4000;
        expect(Math.abs(interval - nominal), `seed ${seed}`).toBeLessThanOrEqual(nominal * 0.1);
      });
      firsts.add(String(intervals[0]));
    }
    expect(firsts.size).toBeGreaterThan(40);
  });
});
