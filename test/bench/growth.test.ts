/** The judgement of the soak: steady and noisy figures are flat, a slow leak is not, and a short run judges nothing. */
import { describe, expect, it } from 'vitest';
import { growthOf, type Look } from './growth.ts';

const LOOKS = 56;
/** Half a day in fifteen minutes, as `npm run soak` goes. */
const DAYS = 0.5;

/** What comes and goes: sometimes a card, sometimes a board, by no pattern that the stretches could share. */
function looks(valueAt: (days: number, look: number) => number): readonly Look[] {
  return Array.from({ length: LOOKS }, (_, look) => {
    const days = (look / LOOKS) * DAYS;
    return { days, value: valueAt(days, look) };
  });
}
const comesAndGoes = (look: number): number => ((look * 7919) % 13) / 13;

describe('the growth of a figure', () => {
  it('is none where it only comes and goes', () => {
    const { inMonth, inMonthAtMost } = growthOf(looks((_days, look) => 100 + comesAndGoes(look)));
    // Thirty days from a quarter of one: a scatter of one percent must be allowed to look like a doubling.
    expect(Math.abs(inMonth)).toBeLessThan(inMonthAtMost);
    expect(inMonthAtMost).toBeLessThan(100);
  });

  it('leaves out what the start adds', () => {
    const { inMonthAtMost } = growthOf(looks((days) => 100 + Math.min(days, DAYS / 2) * 1000));
    expect(inMonthAtMost).toBeCloseTo(0);
  });

  it('is found under what comes and goes', () => {
    const { inMonth, inMonthAtMost } = growthOf(
      looks((days, look) => 100 + 50 * days + 2 * comesAndGoes(look)),
    );
    expect(inMonth).toBeGreaterThan(1200);
    expect(inMonthAtMost).toBeGreaterThan(inMonth);
  });

  it('is not judged by a few looks', () => {
    expect(() => growthOf(looks(() => 1).slice(0, 12))).toThrow(/too few/);
  });
});
