/** One year's notice of the State Council on holidays and make-up working days: what differs from the plain week. */
import type { CalendarDay } from '../events.ts';

export interface PublishedYear {
  readonly year: number;
  /** Where the days come from, with the version; shown beside each verdict's calendar entry. */
  readonly source: string;
  /** Days off (holidays and the days off around them) and make-up working days, in order of date. */
  readonly days: readonly CalendarDay[];
}
