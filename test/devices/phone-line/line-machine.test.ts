/** The line machine on polled readings: vectors of the hardware notes §9 and §14, judged by ZB-1's count of starts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CADENCE_CHINA, type CadenceSettings } from '../../../devices/phone-line/cadence.ts';
import { LineStory } from './line-story.ts';
import { ringTrain, settingsOf } from './waveform.ts';

function facts(wave: string, untilMs: number, cadence: CadenceSettings = CADENCE_CHINA): readonly string[] {
  return new LineStory(cadence).quiet().play(wave, untilMs).told;
}

describe('ZB-1: rings are counted by their starts', () => {
  it('ZB-1 cn: off the hook at 7.2 s, in the pause after ring 2: two rings', () => {
    expect(facts('+0 -1000 +5000 -6000 F7200', 8000)).toEqual([
      'ring-started 1 @0 counted',
      'ring-stopped 1 @1000',
      'ring-started 2 @5000 counted',
      'ring-stopped 2 @6000',
      'call-answered rings 2 wait 7200 @7200 counted',
    ]);
  });

  it('ZB-1 cn: off the hook at 5.4 s, inside ring 2: two rings, and the ring stops there', () => {
    expect(facts('+0 -1000 +5000 F5400 -5450', 6000).slice(-3)).toEqual([
      'ring-started 2 @5000 counted',
      'ring-stopped 2 @5400',
      'call-answered rings 2 wait 5400 @5400 counted',
    ]);
  });

  it('ZB-1 cn: off the hook at 10.3 s: three rings', () => {
    expect(facts('+0 -1000 +5000 -6000 +10000 F10300', 11_000).at(-1)).toBe(
      'call-answered rings 3 wait 10300 @10300 counted',
    );
  });

  it('ZB-1 cn at −10 %: off the hook at 9.1 s: three rings, where a bound of 10.0 s would have passed it', () => {
    expect(facts('+0 -900 +4500 -5400 +9000 F9100', 9500).at(-1)).toBe(
      'call-answered rings 3 wait 9100 @9100 counted',
    );
  });

  it('ZB-1: off the hook one sample before ring 3 starts: two rings', () => {
    expect(facts('+0 -1000 +5000 -6000 F9980 +10000 -10060', 10_500).at(-1)).toBe(
      'call-answered rings 2 wait 9980 @9980 counted',
    );
  });

  it('ZB-1: ring 3 is told no later than its shortest burst and one sample after its start', () => {
    const story = new LineStory(CADENCE_CHINA).quiet().play('+0 -1000 +5000 -6000 +10000', 10_120);
    expect(story.told.at(-1)).toBe('ring-started 3 @10000 counted');
  });

  it('ZB-1 uk: four bursts, two rings, answered in time', () => {
    const told = facts('+0 -400 +600 -1000 +3000 -3400 +3600 -4000 F4500', 5000, settingsOf('uk'));
    expect(told.at(-1)).toBe('call-answered rings 2 wait 4500 @4500 counted');
  });

  it('ZB-1: where the handset does not give the first ring, the person hears one fewer', () => {
    const told = facts('+0 -1000 +5000 -6000 +10000 F10300', 11_000, {
      ...CADENCE_CHINA,
      firstRingSuppressed: true,
    });
    expect(told[0]).toBe('ring-started 1 @5000 counted');
    expect(told.at(-1)).toBe('call-answered rings 2 wait 5300 @10300 counted');
  });
});

describe('calls that nobody answers', () => {
  it('cn: a spike of 80 ms is nothing at all', () => {
    expect(facts('+0 -80', 9000)).toEqual([]);
  });

  it('us: one ring, given up; abandoned after 1.5 × 4000 ms of silence, at 8.0 s', () => {
    expect(facts('+0 -2000', 11_000, settingsOf('us'))).toEqual([
      'ring-started 1 @0 counted',
      'ring-stopped 1 @2000',
      'call-abandoned rings 1 rang 2000 @8000 counted',
    ]);
  });

  it('a train of 12 s that stops at the third ring is abandoned with three', () => {
    const told = facts('+0 -1000 +5000 -6000 +10000 -11000', 18_000);
    expect(told.at(-1)).toBe('call-abandoned rings 3 rang 11000 @17000 counted');
  });

  it('lifting after the call was given up answers nothing', () => {
    expect(facts('+0 -1000 F7500', 8000).slice(-2)).toEqual([
      'call-abandoned rings 1 rang 1000 @7000 counted',
      'handset-lifted @7500',
    ]);
  });

  it('lifting just before the silence is long enough is an answer', () => {
    expect(facts('+0 -1000 F6980', 8000).at(-1)).toBe('call-answered rings 1 wait 6980 @6980 counted');
  });
});

describe('the hook', () => {
  it('lifted on an idle line: an outgoing call, ended by hanging up', () => {
    expect(facts('F1000 N31000', 33_000)).toEqual([
      'handset-lifted @1000',
      'call-ended none talk 30000 @31000',
    ]);
  });

  it('a hook flash of 600 ms does not end the call', () => {
    expect(facts('+0 F500 -550 N8000 F8600 N20000', 22_000).slice(-2)).toEqual([
      'call-answered rings 1 wait 500 @500 counted',
      'call-ended call-1 talk 19500 @20000',
    ]);
  });

  it('a bounce of 20 ms lifts nothing', () => {
    expect(facts('F1000 N1020', 3000)).toEqual([]);
  });

  it('what rings while the handset is off is no call', () => {
    expect(facts('F0 +1000 -2000 N9000', 11_000)).toEqual([
      'handset-lifted @0',
      'call-ended none talk 9000 @9000',
    ]);
  });

  it('the next call after hanging up is counted from one, under a new id', () => {
    const told = facts('+0 F500 -550 N8000 +9000 -10000', 10_500);
    expect(told.slice(-1)).toEqual(['ring-started 1 @9000 counted']);
  });
});

describe('blindness', () => {
  it('starts unknown: blind from the start until the first reading', () => {
    const story = new LineStory(CADENCE_CHINA);
    expect(story.machine.stateName).toBe('unknown');
    story.play('+9000', 20);
    expect(story.told).toEqual(['line-seen idle since 0 @0']);
  });

  it('sight lost in a ringing call names the call, once, and the call is over for the count', () => {
    const story = new LineStory(CADENCE_CHINA).quiet().play('+0 -1000', 2000);
    story.lose('monitor-offline', 2000).lose('poll-gap', 2500);
    expect(story.told.at(-1)).toBe('line-blind monitor-offline call-1 @2000');
    expect(story.told.filter((fact) => fact.startsWith('line-blind'))).toHaveLength(1);
  });

  it('ringing found after blindness begins a new call whose evidence is timed', () => {
    const story = new LineStory(CADENCE_CHINA).quiet().play('+0 -1000', 2000).lose('monitor-offline', 2000);
    story.playFrom(5200, '+5000 -6000', 6500);
    expect(story.told.slice(-2)).toEqual([
      'line-seen ringing since 2000 @5200',
      'ring-started 1 @5200 timed',
    ]);
    expect(story.facts.at(-1)).toMatchObject({ callId: 'call-2' });
  });

  it('a ring within a pause and a half after sight came back is timed, a later one counted', () => {
    const early = new LineStory(CADENCE_CHINA).play('+5900 -6900', 7000);
    expect(early.told).toContain('ring-started 1 @5900 timed');
    const late = new LineStory(CADENCE_CHINA).play('+6000 -7000', 7100);
    expect(late.told).toContain('ring-started 1 @6000 counted');
  });

  it('a gap that can hide a burst makes the call timed; the fewest rings that the time allows stand in', () => {
    const story = new LineStory(CADENCE_CHINA).quiet().play('+0 -1000', 4800);
    story.gap(6200).playFrom(6200, '+10000 -11000', 10_500);
    expect(story.told.at(-1)).toBe('ring-started 3 @10000 timed');
  });

  it('after a gap that hid no ring, time never adds one', () => {
    const story = new LineStory(CADENCE_CHINA).quiet().play('+0 -1000', 1500);
    story.gap(2500).playFrom(2500, '+5500 -6600', 6000);
    expect(story.told.at(-1)).toBe('ring-started 2 @5500 timed');
  });

  it('a silence that was not looked at abandons nothing', () => {
    const story = new LineStory(CADENCE_CHINA).quiet().play('+0 -1000', 4500);
    story.gap(6000).playFrom(6000, '-6000', 9000);
    expect(story.told.some((fact) => fact.startsWith('call-abandoned'))).toBe(false);
  });

  it('a gap of 890 ms changes nothing: it hides no burst at −10 %', () => {
    const story = new LineStory(CADENCE_CHINA).quiet().play('+0 -1000', 2000);
    story.gap(2860).playFrom(2860, '+5000 -6000', 5500);
    expect(story.told.at(-1)).toBe('ring-started 2 @5000 counted');
  });

  it('a ring contact that never opens blinds the line until it does', () => {
    const story = new LineStory(CADENCE_CHINA).quiet().play('+0 -20000', 21_000);
    expect(story.told).toEqual([
      'ring-started 1 @0 counted',
      'line-blind monitor-offline call-1 @8000',
      'line-seen idle since 8000 @20000',
    ]);
  });
});

describe('settings', () => {
  it('new settings wait until the line is at rest', () => {
    const story = new LineStory(CADENCE_CHINA).quiet().play('+0 -1000', 2000);
    story.machine.configure({ ...CADENCE_CHINA, abandonFactor: 3 });
    story.playFrom(2020, '-2020', 7100);
    expect(story.told.at(-1)).toBe('call-abandoned rings 1 rang 1000 @7000 counted');
    story.playFrom(7120, '+20000 -21000', 30_000);
    expect(story.told.at(-1)).toBe('ring-stopped 1 @21000');
  });
});

describe('properties', () => {
  it('any train of any cadence, polled every 25 ms, is abandoned with exactly its rings', () => {
    fc.assert(
      fc.property(ringTrain, ({ country, rings, edges, endMs }) => {
        const cadence = settingsOf(country);
        const story = new LineStory(cadence, 25)
          .quiet()
          .playEdges(0, edges, endMs + 1.5 * cadence.offMs + 100);
        expect(story.rings).toBe(rings);
        expect(story.told.filter((fact) => fact.startsWith('call-abandoned'))).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });

  it('polled at any rate and phase: a spike of 84 ms is never a ring, a burst of 170 ms always is', () => {
    const polls = fc.record({
      pollMs: fc.integer({ min: 5, max: 50 }),
      phaseMs: fc.integer({ min: 0, max: 50 }),
    });
    fc.assert(
      fc.property(polls, ({ pollMs, phaseMs }) => {
        const wave = (lengthMs: number): string => `+${1000 + phaseMs} -${1000 + phaseMs + lengthMs}`;
        expect(new LineStory(CADENCE_CHINA, pollMs).quiet().play(wave(84), 3000).rings).toBe(0);
        expect(new LineStory(CADENCE_CHINA, pollMs).quiet().play(wave(170), 3000).rings).toBe(1);
      }),
    );
  });

  it('whatever the contacts do, a call ends once, and rings only rise', () => {
    const edge = fc.record({
      contact: fc.constantFrom<'ring' | 'hook'>('ring', 'hook'),
      closed: fc.boolean(),
      afterMs: fc.integer({ min: 10, max: 6000 }),
    });
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 25 }), (steps) => {
        let atMs = 0;
        const edges = steps.map(({ contact, closed, afterMs }) => ({
          contact,
          closed,
          atMs: (atMs += afterMs),
        }));
        const story = new LineStory(CADENCE_CHINA, 50).quiet().playEdges(0, edges, atMs + 20_000);
        for (const call of new Set(
          story.facts.flatMap((fact) => ('callId' in fact && fact.callId ? [fact.callId] : [])),
        )) {
          const own = story.facts.filter((fact) => 'callId' in fact && fact.callId === call);
          const ends = own.filter(
            ({ kind }) => kind === 'call-answered' || kind === 'call-abandoned' || kind === 'line-blind',
          );
          expect(ends.length).toBeLessThanOrEqual(1);
          const rings = own.flatMap((fact) => (fact.kind === 'ring-started' ? [fact.ring] : []));
          expect(rings).toEqual(rings.map((_, at) => at + 1));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('a step of the wall clock changes no duration', () => {
    const story = new LineStory(CADENCE_CHINA).quiet().play('+0 -1000', 2000);
    story.stepWall(-3_600_000).playFrom(2020, '+5000 -6000 F7200', 8000);
    expect(story.told.at(-1)).toBe('call-answered rings 2 wait 7200 @7200 counted');
  });
});
