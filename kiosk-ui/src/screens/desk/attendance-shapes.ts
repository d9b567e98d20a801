/** Guards of a day's attendance: who was expected, what stands for each, and the chain of why behind it. */
import { isFlag, isNumber, isText, listOf, oneOf, orNothing, shapeOf } from '../../connection/shape.ts';
import type { MarkShape } from '../../components/marks.ts';
import type { TextKey } from '../../text/dictionary.ts';

export type Verdict =
  | 'on-time'
  | 'late'
  | 'after-edge'
  | 'not-signed-in'
  | 'absent'
  | 'open'
  | 'explained'
  | 'on-leave'
  | 'away-on-duty'
  | 'not-expected';
export const isVerdict = oneOf<Verdict>(
  'on-time',
  'late',
  'after-edge',
  'not-signed-in',
  'absent',
  'open',
  'explained',
  'on-leave',
  'away-on-duty',
  'not-expected',
);
export interface AttendanceRow {
  readonly personId: string;
  readonly name: string;
  readonly sectionId: string;
  readonly sectionName: string | undefined;
  readonly expected: boolean;
  readonly verdict: Verdict | undefined;
  readonly clause: string | undefined;
  readonly ruleVersion: number | undefined;
  readonly time: string | undefined;
  readonly by: string | undefined;
  readonly position: number | undefined;
  readonly why: readonly string[] | undefined;
}
export interface AttendanceDay {
  readonly date: string;
  readonly people: readonly AttendanceRow[];
}
export const isAttendanceDay = shapeOf<AttendanceDay>({
  date: isText,
  people: listOf(
    shapeOf<AttendanceRow>({
      personId: isText,
      name: isText,
      sectionId: isText,
      sectionName: orNothing(isText),
      expected: isFlag,
      verdict: orNothing(isVerdict),
      clause: orNothing(isText),
      ruleVersion: orNothing(isNumber),
      time: orNothing(isText),
      by: orNothing(isText),
      position: orNothing(isNumber),
      why: orNothing(listOf(isText)),
    }),
  ),
});

export interface AttendanceYear {
  readonly days: readonly {
    readonly officeDate: string;
    readonly verdict: Verdict;
    readonly time: string | undefined;
    readonly why: readonly string[];
  }[];
  readonly explanations: readonly {
    readonly officeDate: string;
    readonly text: string;
    readonly accepted: boolean | undefined;
    readonly remark: string | undefined;
  }[];
}
export const isAttendanceYear = shapeOf<AttendanceYear>({
  days: listOf(
    shapeOf<AttendanceYear['days'][number]>({
      officeDate: isText,
      verdict: isVerdict,
      time: orNothing(isText),
      why: listOf(isText),
    }),
  ),
  explanations: listOf(
    shapeOf<AttendanceYear['explanations'][number]>({
      officeDate: isText,
      text: isText,
      accepted: orNothing(isFlag),
      remark: orNothing(isText),
    }),
  ),
});

/** The desk names the edge by the default's own words; the chain of why gives the edge that was in force. */
export const VERDICTS = {
  'on-time': { shape: 'good', word: 'board.onTime' },
  late: { shape: 'late', word: 'board.late' },
  'after-edge': { shape: 'gone', word: 'board.afterEdge' },
  'not-signed-in': { shape: 'gone', word: 'board.notSignedIn' },
  absent: { shape: 'gone', word: 'attendance.absent' },
  open: { shape: 'open', word: 'board.open' },
  explained: { shape: 'good', word: 'board.explained' },
  'on-leave': { shape: 'leave', word: 'board.onLeave' },
  'away-on-duty': { shape: 'out', word: 'board.awayOnDuty' },
  'not-expected': { shape: 'none', word: 'board.notExpected' },
} as const satisfies Record<Verdict, { shape: MarkShape; word: TextKey }>;
