/**
 * What is left of a limit and how it is said: in units, so that it cannot be taken for a time of day (还有 7 分 47 秒);
 * in tenths under ten seconds where tenths matter; past the limit by how much (已超 2 分 10 秒). Pure.
 */
import type { Language } from '../text/dictionary.ts';
import { shownSpanMs, spanInWords, tenthsInWords } from '../text/moments.ts';

const SECOND_MS = 1000;
const TENTHS_BELOW_MS = 10_000;

export interface TimeLeft {
  readonly over: boolean;
  /** `7 分 47 秒`, without a sign: how long still, or how long over. */
  readonly span: string;
}

/** Are tenths shown? Only then need anything run faster than once a second. */
export function inTenths(leftMs: number, tenths: boolean): boolean {
  return tenths && leftMs > 0 && leftMs < TENTHS_BELOW_MS;
}

/** Of a limit that ends at `endMs`; at its last second it is not over yet, one second later it is. */
export function timeLeft(endMs: number, nowMs: number, tenths: boolean, language: Language): TimeLeft {
  const leftMs = endMs - nowMs;
  if (inTenths(leftMs, tenths)) return { over: false, span: tenthsInWords(leftMs, language) };
  const shownMs = shownSpanMs(nowMs, endMs);
  return { over: shownMs < 0, span: spanInWords(Math.abs(shownMs), language) };
}

/**
 * The moment to speak of, in seconds, when what is left falls from one second to the next: the smallest of `moments`
 * that was passed. Undefined where none was, or where time is given back (a new limit).
 */
export function momentPassed(
  beforeMs: number,
  nowLeftMs: number,
  moments: readonly number[],
): number | undefined {
  if (nowLeftMs >= beforeMs) return undefined;
  return moments
    .filter((seconds) => beforeMs > seconds * SECOND_MS && nowLeftMs <= seconds * SECOND_MS)
    .toSorted((one, other) => one - other)[0];
}
