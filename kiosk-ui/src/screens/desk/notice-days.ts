/**
 * A holiday notice as it is written (元旦：1 月 1 日至 3 日放假，1 月 4 日上班) turned into its days. The service checks
 * the whole; here only what a hand may have missed is told at its line. Pure.
 */
import { addDays } from '../../components/pick/calendar-days.ts';
import type { NamedDay } from './calendar-shapes.ts';

/** The seven holidays of the whole country, in the order of a notice. */
export const HOLIDAYS = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'] as const;

export interface NoticeLine {
  readonly name: string;
  /** First and last day off, ISO dates; '' where not yet entered. */
  readonly from: string;
  readonly to: string;
  /** Days on which one works in return, ISO dates. */
  readonly makeUp: readonly string[];
}

export function daysOfNotice(lines: readonly NoticeLine[]): readonly NamedDay[] {
  return lines.flatMap(({ name, from, to, makeUp }) => [
    ...datesBetween(from, to).map((date): NamedDay => ({ date, kind: 'holiday', name })),
    ...makeUp
      .filter((date) => date !== '')
      .map((date): NamedDay => ({ date, kind: 'make-up-workday', name })),
  ]);
}

/** Days off of a line, for the eye to compare with the paper (共 8 天). */
export function daysOff({ from, to }: NoticeLine): number {
  return datesBetween(from, to).length;
}

/** Runs of days that follow each other, as first and last ISO date, in order: 1 to 3 January is one. */
export function runsOf(dates: readonly string[]): readonly (readonly [first: string, last: string])[] {
  const runs: [string, string][] = [];
  for (const date of dates.toSorted()) {
    const run = runs.at(-1);
    if (run !== undefined && addDays(run[1], 1) === date) run[1] = date;
    else if (run?.[1] !== date) runs.push([date, date]);
  }
  return runs;
}

/** A break is never longer; a longer span is a slip of the hand and makes no days. */
const SPAN_MAX = 31;

function datesBetween(from: string, to: string): readonly string[] {
  if (from === '' || to === '' || to < from) return [];
  const dates: string[] = [];
  for (let date = from; date <= to && dates.length < SPAN_MAX; date = addDays(date, 1)) dates.push(date);
  return dates.length < SPAN_MAX ? dates : [];
}
