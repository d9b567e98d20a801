/** A holiday notice as it is written, turned into days. */
import { describe, expect, it } from 'vitest';
import { daysOff, daysOfNotice, runsOf } from '../../kiosk-ui/src/screens/desk/notice-days.ts';

const line = (from: string, to: string, makeUp: readonly string[] = []) => ({
  name: '春节',
  from,
  to,
  makeUp,
});

describe('KQ-2: a line of the notice', () => {
  it('makes every day from the first to the last, over the end of a month, and the days worked in return', () => {
    const days = daysOfNotice([line('2027-01-30', '2027-02-02', ['2027-02-06', ''])]);
    expect(days.map(({ date, kind }) => `${date} ${kind}`)).toEqual([
      '2027-01-30 holiday',
      '2027-01-31 holiday',
      '2027-02-01 holiday',
      '2027-02-02 holiday',
      '2027-02-06 make-up-workday',
    ]);
  });

  it('counts days off as the paper does, and none where an end is missing or the span is a slip', () => {
    expect(daysOff(line('2027-02-05', '2027-02-12'))).toBe(8);
    expect(daysOff(line('2027-06-09', '2027-06-09'))).toBe(1);
    expect(daysOff(line('', '2027-02-12'))).toBe(0);
    expect(daysOff(line('2027-02-12', '2027-02-05'))).toBe(0);
    expect(daysOff(line('2027-02-05', '2072-02-12'))).toBe(0);
  });

  it('gathers days that follow each other, as the paper has them', () => {
    expect(
      runsOf(['2026-01-02', '2026-01-01', '2026-01-03', '2026-02-28', '2026-03-01', '2026-05-09']),
    ).toEqual([
      ['2026-01-01', '2026-01-03'],
      ['2026-02-28', '2026-03-01'],
      ['2026-05-09', '2026-05-09'],
    ]);
    expect(runsOf([])).toEqual([]);
  });
});
