import type { CountingRule, OtherAbsence, Tally } from './tally.ts';

/** What counts, of any year: for the bulletin, the kiosk's second badge and whoever warns. */
export interface CountingView {
  /** The signs of a person's mornings of a year, `2026` (see `marks.ts`); none stand where nothing is known. */
  marks(personId: string, year: string): string;
  /** Absences from activities and duty in a year. */
  others(personId: string, year: string): readonly OtherAbsence[];
  /** KQ-5 for a calendar year. */
  tally(personId: string, year: string, rule: CountingRule): Tally;
}
