/** Dates and times as people type them, and the days that the keys of a calendar lead to. */
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  dayByKey,
  presetSpan,
  weeksOf,
} from '../../kiosk-ui/src/components/pick/calendar-days.ts';
import { addMinutes, readDate, readTime } from '../../kiosk-ui/src/components/pick/typed-values.ts';

const TODAY = '2026-11-23';

describe('a typed date', () => {
  it.each([
    ['20261123', '2026-11-23'],
    ['２０２６１１２３', '2026-11-23'],
    ['261123', '2026-11-23'],
    ['1123', '2026-11-23'],
    ['2026-11-23', '2026-11-23'],
    ['2026/1/3', '2026-01-03'],
    ['2026.11.23', '2026-11-23'],
    ['2026年11月23日', '2026-11-23'],
    ['2026 年 1 月 3 日 星期六', '2026-01-03'],
    ['11月23日', '2026-11-23'],
    ['11-23', '2026-11-23'],
    ['23 November 2026', '2026-11-23'],
    ['Monday, 23 November 2026', '2026-11-23'],
    ['nov 23, 2026', '2026-11-23'],
    ['23 Nov', '2026-11-23'],
    ['今天', '2026-11-23'],
    ['昨天', '2026-11-22'],
    ['tomorrow', '2026-11-24'],
    ['2028-02-29', '2028-02-29'],
    ['2026-02-29', undefined],
    ['20261301', undefined],
    ['31 Foo 2026', undefined],
    ['下周', undefined],
    ['2026', undefined],
    ['00010101', undefined],
  ])('%s', (typed, date) => {
    expect(readDate(typed, TODAY)).toBe(date);
  });
  it('needs its year where today is not known', () => {
    expect(readDate('11-23', undefined)).toBeUndefined();
    expect(readDate('今天', undefined)).toBeUndefined();
    expect(readDate('2026-11-23', undefined)).toBe('2026-11-23');
  });
});

describe('a typed time', () => {
  it.each([
    ['0750', '07:50'],
    ['750', '07:50'],
    ['7:50', '07:50'],
    ['7：50', '07:50'],
    ['７点５０分', '07:50'],
    ['7', '07:00'],
    ['23:59', '23:59'],
    ['24:00', undefined],
    ['7:60', undefined],
    ['7:50:30', undefined],
    ['早上', undefined],
  ])('%s', (typed, time) => {
    expect(readTime(typed, false)).toBe(time);
  });
  it.each([
    ['075030', '07:50:30'],
    ['7:50:05', '07:50:05'],
    ['7时50分30秒', '07:50:30'],
    ['0750', '07:50:00'],
  ])('%s with seconds', (typed, time) => {
    expect(readTime(typed, true)).toBe(time);
  });
  it('steps round the end of the day', () => {
    expect(addMinutes('23:59', 1)).toBe('00:00');
    expect(addMinutes('00:10:30', -60)).toBe('23:10:30');
  });
});

describe('the days of a calendar', () => {
  it('begin their weeks on Monday and always fill six', () => {
    const weeks = weeksOf('2026-11');
    expect(weeks).toHaveLength(6);
    expect(weeks[0]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      '2026-11-01',
    ]);
    expect(weeks[4]?.[0]).toBe('2026-11-23');
  });
  it('keep to the end of a shorter month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2028-02-29', 12)).toBe('2029-02-28');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  });
  it.each([
    ['ArrowLeft', false, '2026-11-22'],
    ['ArrowDown', false, '2026-11-30'],
    ['Home', false, '2026-11-23'],
    ['End', false, '2026-11-29'],
    ['PageDown', false, '2026-12-23'],
    ['PageUp', true, '2025-11-23'],
    ['a', false, undefined],
  ])('%s leads on', (key, shift, date) => {
    expect(dayByKey(key, shift, TODAY)).toBe(date);
  });
  it('make the spans that are named by today', () => {
    expect(presetSpan('this-month', TODAY)).toEqual({ from: '2026-11-01', to: '2026-11-30' });
    expect(presetSpan('last-month', '2026-01-05')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
    expect(presetSpan('this-year', TODAY)).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  });
});
