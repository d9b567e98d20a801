/** The ring counter on exact edges: vectors of the hardware notes §9 and trains of every listed cadence. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CADENCE_CHINA, type CadenceSettings } from '../../../devices/phone-line/cadence.ts';
import { RingCounter, type RingSignal } from '../../../devices/phone-line/ring-counter.ts';
import { moment } from '../moment.ts';
import { parseWave, ringTrain, settingsOf } from './waveform.ts';

function run(wave: string, untilMs: number, cadence: CadenceSettings = CADENCE_CHINA): readonly string[] {
  const counter = new RingCounter(cadence);
  const signals = parseWave(wave).flatMap((edge) => counter.edge(edge.closed, moment(edge.atMs)));
  return [...signals, ...counter.tick(moment(untilMs))].flatMap(ringsIn);
}

/** A spike is told as well, so that the line can weigh what was not seen around it; here only rings are looked at. */
function ringsIn(signal: RingSignal): readonly string[] {
  if (signal.kind === 'burst-disbelieved') return [];
  const mark = signal.kind === 'ring-started' ? 'ring' : 'stop';
  return [`${mark} ${signal.ring} @${signal.at.monotonicMs}`];
}

describe('ring counter', () => {
  it('cn: two bursts are two rings, each at its own start', () => {
    expect(run('+0 -1000 +5000 -6000', 7200)).toEqual([
      'ring 1 @0',
      'stop 1 @1000',
      'ring 2 @5000',
      'stop 2 @6000',
    ]);
  });

  it('cn at −10 %: the third start counts although it comes before the nominal 10.0 s', () => {
    expect(run('+0 -900 +4500 -5400 +9000', 9100).at(-1)).toBe('ring 3 @9000');
  });

  it('uk: a double burst is one ring', () => {
    const rings = run('+0 -400 +600 -1000 +3000 -3400 +3600 -4000', 4900, settingsOf('uk'));
    expect(rings).toEqual(['ring 1 @0', 'stop 1 @1000', 'ring 2 @3000', 'stop 2 @4000']);
  });

  it('au distinctive: four bursts with gaps up to 400 ms are one ring', () => {
    const rings = run('+0 -400 +600 -800 +1000 -1400', 2300, settingsOf('uk'));
    expect(rings).toEqual(['ring 1 @0', 'stop 1 @1400']);
  });

  it('a spike of 80 ms is no ring', () => {
    expect(run('+0 -80', 8000)).toEqual([]);
  });

  it('a burst of 99 ms is a spike and one of 100 ms is a ring', () => {
    expect(run('+0 -99', 2000)).toEqual([]);
    expect(run('+0 -100', 2000)).toEqual(['ring 1 @0', 'stop 1 @100']);
  });

  it('a spike between two bursts parts nothing and joins nothing', () => {
    expect(run('+0 -1000 +2000 -2080 +5000 -6000', 6000)).toEqual([
      'ring 1 @0',
      'stop 1 @1000',
      'ring 2 @5000',
    ]);
  });

  it('bursts 899 ms apart are one ring, 900 ms apart two', () => {
    expect(run('+0 -400 +1299 -1700', 1700)).toEqual(['ring 1 @0']);
    expect(run('+0 -400 +1300 -1700', 1700)).toEqual(['ring 1 @0', 'stop 1 @400', 'ring 2 @1300']);
  });

  it('a ring is told while the burst still runs, as soon as it has lasted 100 ms', () => {
    const counter = new RingCounter(CADENCE_CHINA);
    counter.edge(true, moment(0));
    expect(counter.tick(moment(99))).toEqual([]);
    expect(counter.tick(moment(100))).toEqual([{ kind: 'ring-started', ring: 1, at: moment(0) }]);
    expect(counter.tick(moment(200))).toEqual([]);
  });

  it('polled: a spike that spans two samples does not grow into a ring by the time of the sample after', () => {
    const counter = new RingCounter(CADENCE_CHINA);
    counter.edge(true, moment(0));
    counter.tick(moment(50));
    expect(counter.edge(false, moment(100), { heldUntil: moment(50) })).toEqual([
      { kind: 'burst-disbelieved', start: moment(0) },
    ]);
    expect(counter.spikes).toBe(1);
  });

  it('a spike is told as disbelieved, with when it was first seen', () => {
    const counter = new RingCounter(CADENCE_CHINA);
    counter.edge(true, moment(500));
    expect(counter.edge(false, moment(580))).toEqual([{ kind: 'burst-disbelieved', start: moment(500) }]);
    expect(counter.spikes).toBe(1);
  });

  it('a ring train of 12 s that stops at the third ring has three', () => {
    expect(
      run('+0 -1000 +5000 -6000 +10000 -11000', 12_000).filter((signal) => signal.startsWith('ring')),
    ).toHaveLength(3);
  });

  it('property, whatever the train of a listed cadence: at ±10 % it gives the right count, each ring started and stopped once', () => {
    fc.assert(
      fc.property(ringTrain, ({ country, rings, edges, endMs }) => {
        const counter = new RingCounter(settingsOf(country));
        const signals = edges.flatMap((edge) => counter.edge(edge.closed, moment(edge.atMs)));
        signals.push(...counter.tick(moment(endMs + 900)));
        const order = signals.map((signal) => `${signal.kind} ${'ring' in signal ? signal.ring : ''}`);
        const expected = Array.from({ length: rings }, (_, at) => [
          `ring-started ${at + 1}`,
          `ring-stopped ${at + 1}`,
        ]);
        expect(order).toEqual(expected.flat());
      }),
      { numRuns: 300 },
    );
  });

  it('property: spikes anywhere in the pauses change no count', () => {
    fc.assert(
      fc.property(ringTrain, fc.integer({ min: 1, max: 99 }), ({ country, rings, edges, endMs }, spikeMs) => {
        const counter = new RingCounter(settingsOf(country));
        for (const edge of edges) {
          counter.edge(edge.closed, moment(edge.atMs));
          if (edge.closed) continue;
          counter.edge(true, moment(edge.atMs + 50));
          counter.edge(false, moment(edge.atMs + 50 + spikeMs));
        }
        counter.tick(moment(endMs + 1000));
        expect(counter.rings).toBe(rings);
      }),
    );
  });
});
