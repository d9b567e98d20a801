/** Guards of the view `calendar.year`; only the fields that the desk shows. */
import type { DayValue } from '../../../../server/contract/screens.ts';
import {
  isFlag,
  isNumber,
  isText,
  listOf,
  oneOf,
  orNothing,
  shapeOf,
  type Guard,
} from '../../connection/shape.ts';

/** `not-published` stands only for a day of a year without a notice; nobody can choose it. */
export type DayKind = Exclude<DayValue['kind'], 'not-published'>;
export const isDayKind: Guard<DayKind> = oneOf('workday', 'rest-day', 'holiday', 'make-up-workday');

export interface YearDay {
  readonly date: string;
  readonly published: boolean;
  readonly kind: DayKind | undefined;
  readonly name: string | undefined;
  /** The next year's notice may still change it. */
  readonly provisional: boolean | undefined;
}
const isYearDay = shapeOf<YearDay>({
  date: isText,
  published: isFlag,
  kind: orNothing(isDayKind),
  name: orNothing(isText),
  provisional: orNothing(isFlag),
});

/** The days alone, for whoever asks what kind of day one is. */
export const isYearDays = shapeOf<Pick<CalendarYear, 'days'>>({ days: listOf(isYearDay) });

const isNamedDay = shapeOf<NamedDay>({ date: isText, kind: isDayKind, name: orNothing(isText) });
export interface NamedDay {
  readonly date: string;
  readonly kind: DayKind;
  readonly name: string | undefined;
}
export interface DayProposal {
  readonly proposalId: string;
  readonly day: NamedDay;
  readonly reason: string;
  readonly by: string;
  readonly byName: string | undefined;
  readonly atMs: number;
  /** People whose verdict of that day would be judged again. */
  readonly rejudges: number;
}
export interface YearProposal {
  readonly proposalId: string;
  readonly source: string;
  readonly days: readonly NamedDay[];
  readonly by: string;
  readonly byName: string | undefined;
  readonly atMs: number;
}
export interface CalendarYear {
  readonly year: number;
  /** Of the notice, 国办发明电…; none where the year is not published. */
  readonly source: string | undefined;
  readonly days: readonly YearDay[];
  readonly proposals: readonly DayProposal[];
  readonly yearProposals: readonly YearProposal[];
  readonly publishedYears: readonly number[];
}
export const isCalendarYear = shapeOf<CalendarYear>({
  year: isNumber,
  source: orNothing(isText),
  days: listOf(isYearDay),
  proposals: listOf(
    shapeOf<DayProposal>({
      proposalId: isText,
      day: isNamedDay,
      reason: isText,
      by: isText,
      byName: orNothing(isText),
      atMs: isNumber,
      rejudges: isNumber,
    }),
  ),
  yearProposals: listOf(
    shapeOf<YearProposal>({
      proposalId: isText,
      source: isText,
      days: listOf(isNamedDay),
      by: isText,
      byName: orNothing(isText),
      atMs: isNumber,
    }),
  ),
  publishedYears: listOf(isNumber),
});
