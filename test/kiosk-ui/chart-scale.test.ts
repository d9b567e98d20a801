/** Scales of drawings, and dates in 汉字. */
import { describe, expect, it } from 'vitest';
import { along, columnBoxes, labelEvery, niceTicks } from '../../kiosk-ui/src/components/chart/scale.ts';
import { hanDate } from '../../kiosk-ui/src/components/print/han-date.ts';

describe('scales', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [64, [0, 20, 40, 60, 80]],
    [298, [0, 100, 200, 300]],
    [300, [0, 100, 200, 300]],
    [Number.NaN, [0, 1]],
  ])('up to %d count in steps that people count in', (max, ticks) => {
    expect(niceTicks(max)).toEqual(ticks);
  });

  it('end at or above the greatest, in whole numbers, with few steps', () => {
    for (let max = 1; max < 5000; max += 7) {
      const ticks = niceTicks(max);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.every(Number.isInteger)).toBe(true);
    }
  });

  it('place values between their ends, upwards as on paper', () => {
    expect(along(0, 80, 200, 20)).toBe(200);
    expect(along(80, 80, 200, 20)).toBe(20);
    expect(along(40, 80, 200, 20)).toBe(110);
  });

  it('put columns side by side, no wider than the widest', () => {
    expect(columnBoxes(4, 400, 64).map(({ x }) => x)).toEqual([0, 64, 128, 192]);
    expect(columnBoxes(10, 400, 64)[9]).toEqual({ x: 360, width: 40 });
    expect(columnBoxes(0, 400, 64)).toEqual([]);
    expect(columnBoxes(1, -42, 64)).toEqual([{ x: 0, width: 0 }]);
  });

  it('label as many columns as have room, at round steps', () => {
    expect(labelEvery(10, 100, 56)).toBe(1);
    expect(labelEvery(24, 15, 56)).toBe(6);
    expect(labelEvery(60, 2, 56)).toBe(28);
  });
});

describe('a date in 汉字', () => {
  it.each([
    ['2026-11-25', '二〇二六年十一月二十五日'],
    ['2030-10-10', '二〇三〇年十月十日'],
    ['2026-01-01', '二〇二六年一月一日'],
    ['昨天', '昨天'],
  ])('%s', (iso, words) => {
    expect(hanDate(iso)).toBe(words);
  });
});
