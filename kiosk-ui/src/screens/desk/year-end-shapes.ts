/** Guards of 考勤情况（供考核参考） (KH-1). */
import { isNumber, isText, listOf, orNothing, shapeOf } from '../../connection/shape.ts';

export interface YearEndLine {
  readonly personId: string;
  readonly name: string;
  readonly sectionId: string;
  readonly sectionName: string;
  /** 借调, 编外 and the like; empty for officials. */
  readonly standingWords: string;
  readonly joinedOn: string;
  readonly leftOn: string | undefined;
  readonly lateDates: readonly string[];
  readonly morningDates: readonly string[];
  readonly others: readonly { readonly officeDate: string; readonly title: string; readonly kind: string }[];
  readonly undecidedDates: readonly string[];
  /** From 1 January to the closing date. */
  readonly sinceJanuary: {
    readonly lates: number;
    readonly converted: number;
    readonly absences: number;
  };
  /** KQ-5 in the service's words. */
  readonly eligibility: string;
}
export interface YearEnd {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly closingDate: string;
  readonly people: readonly YearEndLine[];
}
export const isYearEnd = shapeOf<YearEnd>({
  title: isText,
  from: isText,
  to: isText,
  closingDate: isText,
  people: listOf(
    shapeOf<YearEndLine>({
      personId: isText,
      name: isText,
      sectionId: isText,
      sectionName: isText,
      standingWords: isText,
      joinedOn: isText,
      leftOn: orNothing(isText),
      lateDates: listOf(isText),
      morningDates: listOf(isText),
      others: listOf(
        shapeOf<YearEndLine['others'][number]>({ officeDate: isText, title: isText, kind: isText }),
      ),
      undecidedDates: listOf(isText),
      sinceJanuary: shapeOf<YearEndLine['sinceJanuary']>({
        lates: isNumber,
        converted: isNumber,
        absences: isNumber,
      }),
      eligibility: isText,
    }),
  ),
});
