/** Times and spans in words, in both languages and in the office's zone whatever the machine's. */
import { describe, expect, it } from 'vitest';
import {
  ageOnStrip,
  dayAndTime,
  daySpan,
  isoDate,
  longDate,
  longSpan,
  setName,
  shortTime,
  shownSpanMs,
  spanInWords,
  tenthsInWords,
  timeOfDay,
  weekday,
} from '../../kiosk-ui/src/text/moments.ts';

const ZONE = 'Asia/Shanghai';
const at = Date.parse('2026-11-23T07:42:13+08:00');

describe('moments', () => {
  it('say a long span without its seconds', () => {
    const spans = [20_000, 24 * 60_000, 7_680_000, 50 * 3_600_000, 48 * 3_600_000];
    expect(spans.map((span) => longSpan(span, 'zh-CN'))).toEqual([
      '不到 1 分',
      '24 分',
      '2 小时 8 分',
      '2 天 2 小时',
      '2 天',
    ]);
    expect(longSpan(7_680_000, 'en')).toBe('2 h 8 min');
  });
  it('are told in the office zone', () => {
    expect(timeOfDay(at, ZONE)).toBe('07:42:13');
    expect(timeOfDay(Date.parse('2026-11-23T00:00:00+08:00'), ZONE)).toBe('00:00:00');
    expect(shortTime(at, ZONE)).toBe('7:42');
    expect(isoDate(Date.parse('2026-11-22T23:30:00Z'), ZONE)).toBe('2026-11-23');
    expect(dayAndTime(at, ZONE, 'zh-CN')).toBe('11月23日 07:42');
    expect(dayAndTime(at, ZONE, 'en')).toBe('23 Nov 07:42');
  });

  it('have dates and weekdays in words', () => {
    expect(longDate('2026-11-23', 'zh-CN')).toBe('2026年11月23日');
    expect(longDate('2026-11-23', 'en')).toBe('23 November 2026');
    expect(weekday('2026-11-23', 'zh-CN')).toBe('星期一');
    expect(weekday('2026-11-23', 'en')).toBe('Monday');
    expect(weekday('not a date', 'en')).toBe('');
  });
});

describe('spans', () => {
  it('are counted between the seconds that the clock shows', () => {
    expect(shownSpanMs(at, at + 30_700)).toBe(30_000);
    expect(shownSpanMs(at, at + 999)).toBe(0);
    expect(shownSpanMs(at, at - 1)).toBe(-1000);
  });

  it.each([
    [467_000, '7 分 47 秒'],
    [427_000, '7 分 07 秒'],
    [48_000, '48 秒'],
    [6_128_000, '1 小时 42 分 08 秒'],
    [90_000_000, '1 天 1 小时'],
    [1, '1 秒'],
    [0, '0 秒'],
    [-5000, '0 秒'],
  ])('%i ms is %s', (span, words) => {
    expect(spanInWords(span, 'zh-CN')).toBe(words);
  });

  it('are told in English too, and in tenths where they are short', () => {
    expect(spanInWords(467_000, 'en')).toBe('7 min 47 s');
    expect(tenthsInWords(3_760, 'zh-CN')).toBe('3.8 秒');
    expect(tenthsInWords(-1, 'en')).toBe('0.0 s');
  });

  it('stand short on the device strip', () => {
    expect(ageOnStrip(192_000, 'zh-CN')).toBe('03:12');
    expect(ageOnStrip(3_792_000, 'zh-CN')).toBe('1:03:12');
    expect(ageOnStrip(172_800_000, 'zh-CN')).toBe('2 天');
    expect(ageOnStrip(-1, 'en')).toBe('00:00');
  });
});

describe('days in a row', () => {
  it('are said once, as a notice writes them', () => {
    expect(daySpan('2026-10-01', '2026-10-07', 'zh-CN')).toBe('10月1日至7日');
    expect(daySpan('2026-01-31', '2026-02-02', 'zh-CN')).toBe('1月31日至2月2日');
    expect(daySpan('2026-05-09', '2026-05-09', 'zh-CN')).toBe('5月9日');
    expect(daySpan('2026-10-01', '2026-10-07', 'en')).toBe('1–7 Oct');
    expect(daySpan('2026-01-31', '2026-02-02', 'en')).toBe('31 Jan–2 Feb');
  });
});

describe('names', () => {
  it('of two signs stand as wide as those of three', () => {
    expect(setName('赵明')).toBe('赵　明');
    expect(setName('王建国')).toBe('王建国');
    expect(setName('𬱖㛃')).toBe('𬱖　㛃');
    expect(setName('Al')).toBe('Al');
  });
});
