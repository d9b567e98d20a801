/** Answers from what counts. */
import { EMPTY_YEAR } from './marks.ts';
import type { CountingState } from './state.ts';
import { tallyOf, type CountingRule, type OtherAbsence, type Tally } from './tally.ts';
import type { CountingView } from './view.ts';

export function createCountingView(state: Readonly<CountingState>): CountingView {
  return {
    marks: (personId, year) => marksOf(state, personId, year),
    others: (personId, year) => othersOf(state, personId, year),
    tally: (personId, year, rule) => yearTally(state, personId, year, rule),
  };
}

export function marksOf(state: Readonly<CountingState>, personId: string, year: string): string {
  return state.marks[year]?.[personId] ?? EMPTY_YEAR;
}

export function othersOf(
  state: Readonly<CountingState>,
  personId: string,
  year: string,
): readonly OtherAbsence[] {
  return state.others[personId]?.filter(({ officeDate }) => officeDate.startsWith(year)) ?? NONE;
}
const NONE: readonly OtherAbsence[] = [];

export function yearTally(
  state: Readonly<CountingState>,
  personId: string,
  year: string,
  rule: CountingRule,
): Tally {
  return tallyOf(marksOf(state, personId, year), othersOf(state, personId, year), rule);
}
