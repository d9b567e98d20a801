/** Numbers as people type them in Chinese. */
import { describe, expect, it } from 'vitest';
import { halfWidth, readNumber, stepNumber } from '../../kiosk-ui/src/components/form/number-text.ts';

describe('a number as typed', () => {
  it.each([
    ['１２', '12'],
    ['－３．５', '-3.5'],
    ['　８ ', '8'],
  ])('%s is read as %s', (typed, read) => expect(halfWidth(typed)).toBe(read));

  it.each([
    ['', undefined, undefined],
    ['十二', undefined, 'not-number'],
    ['1e3', undefined, 'not-number'],
    ['1.5', 1.5, 'not-whole'],
    ['０', 0, 'too-small'],
    ['1000', 1000, 'too-large'],
    ['１２', 12, undefined],
  ])('%j: %s, %s', (typed, value, fault) =>
    expect(readNumber(typed, { min: 1, max: 999 })).toEqual({ value, fault }),
  );

  it('takes as many decimals as it is allowed, and no more', () => {
    expect(readNumber('2.55', { places: 2 }).fault).toBeUndefined();
    expect(readNumber('2.555', { places: 2 }).fault).toBe('not-number');
  });

  it('steps within its limits', () => {
    expect(stepNumber(undefined, 1, { min: 1 })).toBe(1);
    expect(stepNumber(9, 1, { max: 9 })).toBe(9);
    expect(stepNumber(0, -1, {})).toBe(-1);
  });
});
