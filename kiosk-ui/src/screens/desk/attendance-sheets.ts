/** Guards of the lists of attendance that people look through: month, late book, year, spread of sign-in times. */
import {
  isFlag,
  isNumber,
  isRecord,
  isText,
  listOf,
  orNothing,
  shapeOf,
  type Guard,
} from '../../connection/shape.ts';

export interface SheetPerson {
  readonly personId: string;
  readonly name: string;
  readonly sectionId: string;
  readonly sectionName: string | undefined;
}
const PERSON = { personId: isText, name: isText, sectionId: isText, sectionName: orNothing(isText) };

export interface AttendanceMonth {
  readonly month: string;
  readonly days: readonly { readonly date: string; readonly working: boolean | undefined }[];
  /** Verdict of each sign. */
  readonly marks: Readonly<Record<string, { readonly verdict: string }>>;
  /** One sign a day in `marks`; `-` where nothing stands. */
  readonly people: readonly (SheetPerson & { readonly marks: string })[];
}
const isSigns: Guard<AttendanceMonth['marks']> = (value): value is AttendanceMonth['marks'] =>
  isRecord(value) && Object.values(value).every((sign) => isRecord(sign) && isText(sign['verdict']));
export const isAttendanceMonth = shapeOf<AttendanceMonth>({
  month: isText,
  days: listOf(shapeOf<AttendanceMonth['days'][number]>({ date: isText, working: orNothing(isFlag) })),
  marks: isSigns,
  people: listOf(shapeOf<AttendanceMonth['people'][number]>({ ...PERSON, marks: isText })),
});

export interface LateEntry extends SheetPerson {
  readonly officeDate: string;
  readonly time: string;
  readonly words: string;
  readonly explanation:
    | {
        readonly withheld: boolean | undefined;
        readonly text: string | undefined;
        readonly accepted: boolean | undefined;
        readonly remark: string | undefined;
      }
    | undefined;
}
export interface LateBook {
  readonly entries: readonly LateEntry[];
}
export const isLateBook = shapeOf<LateBook>({
  entries: listOf(
    shapeOf<LateEntry>({
      ...PERSON,
      officeDate: isText,
      time: isText,
      words: isText,
      explanation: orNothing(
        shapeOf<NonNullable<LateEntry['explanation']>>({
          withheld: orNothing(isFlag),
          text: orNothing(isText),
          accepted: orNothing(isFlag),
          remark: orNothing(isText),
        }),
      ),
    }),
  ),
});

export interface YearLine extends SheetPerson {
  readonly lates: number;
  readonly mornings: number;
  readonly activities: number;
  readonly duties: number;
  readonly converted: number;
  readonly remainder: number;
  readonly absences: number;
  readonly eligibilityWords: string;
  readonly lateDates: readonly string[];
  readonly morningDates: readonly string[];
  readonly undecidedDates: readonly string[];
  readonly otherAbsences: readonly {
    readonly kind: string;
    readonly officeDate: string;
    readonly title: string;
  }[];
}
export interface YearList {
  readonly year: string;
  readonly until: string;
  /** KQ-5 as the settings have it for that year. */
  readonly rule: { readonly latesPerAbsence: number; readonly absencesAllowed: number };
  readonly people: readonly YearLine[];
}
export const isYearList = shapeOf<YearList>({
  year: isText,
  until: isText,
  rule: shapeOf<YearList['rule']>({ latesPerAbsence: isNumber, absencesAllowed: isNumber }),
  people: listOf(
    shapeOf<YearLine>({
      ...PERSON,
      lates: isNumber,
      mornings: isNumber,
      activities: isNumber,
      duties: isNumber,
      converted: isNumber,
      remainder: isNumber,
      absences: isNumber,
      eligibilityWords: isText,
      lateDates: listOf(isText),
      morningDates: listOf(isText),
      undecidedDates: listOf(isText),
      otherAbsences: listOf(
        shapeOf<YearLine['otherAbsences'][number]>({ kind: isText, officeDate: isText, title: isText }),
      ),
    }),
  ),
});

export interface SignInTimes {
  /** Too few people: a spread would tell of one of them. */
  readonly withheld: boolean;
  readonly lateFrom: string | undefined;
  readonly absentFrom: string | undefined;
  readonly classes:
    readonly { readonly from: string; readonly to: string; readonly people: number }[] | undefined;
  readonly onTime: number | undefined;
  readonly late: number | undefined;
  readonly after: number | undefined;
}
export const isSignInTimes = shapeOf<SignInTimes>({
  withheld: isFlag,
  lateFrom: orNothing(isText),
  absentFrom: orNothing(isText),
  classes: orNothing(
    listOf(
      shapeOf<NonNullable<SignInTimes['classes']>[number]>({ from: isText, to: isText, people: isNumber }),
    ),
  ),
  onTime: orNothing(isNumber),
  late: orNothing(isNumber),
  after: orNothing(isNumber),
});
