/** What is left of a limit, how it is said and when it is read out. */
import { describe, expect, it } from 'vitest';
import { momentPassed, timeLeft } from '../../kiosk-ui/src/components/time-left.ts';
import { clampPart, passedPart, percentOf } from '../../kiosk-ui/src/components/ruler-marks.ts';

const END = Date.parse('2026-11-23T07:50:00+08:00');
const left = (beforeEndMs: number, tenths = false): string => {
  const { over, span } = timeLeft(END, END - beforeEndMs, tenths, 'zh-CN');
  return `${over ? '已超' : '还有'} ${span}`;
};

describe('what is left', () => {
  it.each([
    [6_128_000, '还有 1 小时 42 分 08 秒'],
    [467_000, '还有 7 分 47 秒'],
    [60_000, '还有 1 分 00 秒'],
    [48_000, '还有 48 秒'],
    [3000, '还有 3 秒'],
    [0, '还有 0 秒'],
    [-1000, '已超 1 秒'],
    [-750_000, '已超 12 分 30 秒'],
  ])('%i ms before the end it says %s', (beforeEndMs, words) => {
    expect(left(beforeEndMs)).toBe(words);
  });

  it('says tenths under ten seconds, where they are asked for', () => {
    expect(left(3800, true)).toBe('还有 3.8 秒');
    expect(left(10_000, true)).toBe('还有 10 秒');
    expect(left(9900, true)).toBe('还有 9.9 秒');
    expect(left(0, true)).toBe('还有 0 秒');
    expect(timeLeft(END, END - 3800, true, 'en').span).toBe('3.8 s');
  });

  it('is read out when a moment is passed, the nearest one only, and never twice', () => {
    const moments = [300, 60, 10, 0];
    expect(momentPassed(61_000, 60_000, moments)).toBe(60);
    expect(momentPassed(60_000, 59_000, moments)).toBeUndefined();
    expect(momentPassed(70_000, 9000, moments)).toBe(10);
    expect(momentPassed(1000, 0, moments)).toBe(0);
    expect(momentPassed(-1000, -2000, moments)).toBeUndefined();
    expect(momentPassed(5000, 65_000, moments)).toBeUndefined();
  });
});

describe('parts of a ruler', () => {
  it('stay between nothing and all', () => {
    expect([-1, 0.5, 2, Number.NaN].map(clampPart)).toEqual([0, 0.5, 1, 0]);
    expect(percentOf(0.123_46)).toBe(12.3);
  });
  it('are all passed where a limit has no length', () => {
    expect(passedPart(10, 20, 15)).toBe(0.5);
    expect(passedPart(20, 20, 20)).toBe(1);
    expect(passedPart(20, 10, 0)).toBe(1);
  });
});
