/** Which sound for which change of a station's screen; each of them can be seen as well. */
import { describe, expect, it } from 'vitest';
import { soundOf, TONES, type Heard } from '../../kiosk-ui/src/sound/station-sound.ts';

const still: Heard = { badgeId: 'b-1', noticeMs: 1, step: 'idle', forced: false, rings: 0 };
const after = (change: Partial<Heard>): ReturnType<typeof soundOf> =>
  soundOf(still, { ...still, ...change }, false);

describe('the sounds of a station', () => {
  it('confirms a new card, whatever its verdict, and each step at the cabinet', () => {
    expect(after({ badgeId: 'b-2' })).toBe('confirm');
    expect(after({ step: 'first-factor' })).toBe('confirm');
    expect(soundOf({ ...still, step: 'first-factor' }, { ...still, step: 'choose' }, false)).toBe('confirm');
  });
  it('refuses with a passing word and with 办理中止', () => {
    expect(after({ noticeMs: 2 })).toBe('refuse');
    expect(after({ step: 'stopped' })).toBe('refuse');
    expect(after({ step: 'stopped', badgeId: 'b-2' })).toBe('refuse');
  });
  it('is silent where nothing changed, where a card or a word goes away, and at an end that nobody waits for', () => {
    expect(after({})).toBeUndefined();
    expect(after({ badgeId: undefined })).toBeUndefined();
    expect(after({ noticeMs: undefined })).toBeUndefined();
    expect(soundOf({ ...still, step: 'close' }, still, false)).toBeUndefined();
  });
  it('says nothing of what stood there when the screen came up or its link came back', () => {
    expect(soundOf(undefined, still, true)).toBeUndefined();
    expect(soundOf(undefined, { ...still, step: 'stopped', rings: 3 }, true)).toBeUndefined();
  });
  it('YX-Y1: a forced door goes before everything, also for a screen that comes up in front of it', () => {
    expect(after({ forced: true, badgeId: 'b-2', noticeMs: 2 })).toBe('alarm');
    expect(soundOf(undefined, { ...still, forced: true }, false)).toBe('alarm');
    expect(soundOf({ ...still, forced: true }, { ...still, forced: true }, false)).toBeUndefined();
  });
  it('ZB-1: rings are seen only, unless the office wants them heard', () => {
    expect(after({ rings: 2 })).toBeUndefined();
    expect(soundOf(still, { ...still, rings: 2 }, true)).toBe('ring');
    expect(soundOf({ ...still, rings: 2 }, { ...still, rings: 3 }, true)).toBe('ring');
    expect(soundOf({ ...still, rings: 3 }, { ...still, rings: 0 }, true)).toBeUndefined();
  });
  it('no two sounds are alike: a refusal is lower than a confirmation, the alarm the longest', () => {
    const lengthOf = (name: keyof typeof TONES): number =>
      Math.max(...TONES[name].map(({ atS, lengthS }) => atS + lengthS));
    const highest = (name: keyof typeof TONES): number => Math.max(...TONES[name].map(({ hertz }) => hertz));
    expect(highest('refuse')).toBeLessThan(highest('confirm') / 2);
    expect(lengthOf('confirm')).toBeLessThan(0.15);
    expect(lengthOf('alarm')).toBeGreaterThan(1);
  });
});
