/** The morning's ruler at its edges, second by second. */
import { describe, expect, it } from 'vitest';
import { bandAt, spokenEdgeMs } from '../../kiosk-ui/src/screens/entrance/band.ts';
import type { EdgesValue } from '../../server/contract/screens.ts';

const at = (time: string): number => Date.parse(`2026-11-23T${time}+08:00`);
const edges: EdgesValue = {
  signInOpensMs: at('06:30:00'),
  bandFromMs: at('07:20:00'),
  lateFromMs: at('07:50:00'),
  absentFromMs: at('08:00:01'),
  lateFrom: '07:50:00',
  absentFrom: '08:00:01',
  judged: true,
};

describe('the band of the morning', () => {
  it.each([
    ['06:29:59', 'before-opening'],
    ['06:30:00', 'before-late'],
    ['07:49:59', 'before-late'],
    ['07:50:00', 'late'],
    ['08:00:00', 'late'],
    ['08:00:01', 'past'],
  ])('KQ-2: at %s it is %s', (time, phase) => {
    expect(bandAt(edges, at(time)).phase).toBe(phase);
  });

  it('KQ-2: counts down to 7:50 and then to 8:00 as they are spoken of', () => {
    expect(bandAt(edges, at('07:42:13')).leftMs).toBe(467_000);
    expect(bandAt(edges, at('07:53:20')).leftMs).toBe(400_000);
    expect(bandAt(edges, at('08:00:00')).leftMs).toBe(0);
    expect(spokenEdgeMs(edges.absentFromMs)).toBe(at('08:00:00'));
  });

  it('stands at its ends outside the band', () => {
    expect(bandAt(edges, at('06:00:00')).part).toBe(0);
    expect(bandAt(edges, at('07:40:00')).part).toBeCloseTo(0.5);
    expect(bandAt(edges, at('12:00:00')).part).toBe(1);
    expect(bandAt(edges, at('07:20:00')).latePart).toBeCloseTo(0.75);
  });

  it('has ticks of whole steps before the late edge, however the office sets it', () => {
    expect(bandAt(edges, at('07:20:00')).ticks.map(({ atMs }) => atMs)).toEqual([
      at('07:20:00'),
      at('07:30:00'),
      at('07:40:00'),
    ]);
    const short = { ...edges, bandFromMs: at('07:47:00') };
    expect(bandAt(short, at('07:47:00')).ticks).toHaveLength(3);
    const odd = { ...edges, lateFromMs: at('07:19:00') };
    expect(bandAt(odd, at('07:20:00')).ticks).toHaveLength(1);
  });

  it('KQ-2: judges nobody on a day that is not judged', () => {
    expect(bandAt({ ...edges, judged: false }, at('07:55:00')).phase).toBe('not-judged');
  });
});
