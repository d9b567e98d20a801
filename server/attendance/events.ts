import type { CorrectionEvent } from './correction-events.ts';

/** 考勤. Facts and verdicts of the morning; a verdict names its clause and rule version and can be opened to its why. */
export type AttendanceVerdict =
  | 'on-time'
  | 'late'
  /** Arrived after the absent edge: recorded, not on time any more. */
  | 'after-edge'
  /** The fact at 08:00:01: "8:00 未签到". 缺勤 only after the explanation window. */
  | 'not-signed-in'
  | 'absent'
  /** 待核: evidence incomplete, or an explanation is undecided. */
  | 'open'
  /** The reason given was accepted by the director (KQ-1). */
  | 'explained'
  | 'on-leave'
  | 'away-on-duty'
  | 'not-expected';

export interface Judgement {
  readonly personId: string;
  readonly officeDate: string;
  readonly verdict: AttendanceVerdict;
  readonly clause: 'KQ-1' | 'KQ-2' | 'KQ-3';
  /** Version of `attendance.edges` it was judged by. */
  readonly ruleVersion: number;
  /** Why, in order: badge positions, blind intervals, calendar entry, leave, correction. */
  readonly because: readonly string[];
}

/** The contact that a verdict rests on. */
export interface SignInContact {
  /** First contact with the reader, wall clock. */
  readonly atMs: number;
  readonly by: 'finger' | 'card' | 'paper';
  readonly stationId: string;
  /** The reader; itself proven alive by this contact. */
  readonly deviceId: string;
  readonly badgePosition: number;
}

export type AttendanceEvent =
  | CorrectionEvent
  | {
      readonly type: 'attendance.signed-in';
      readonly data: Judgement & SignInContact;
    }
  /** At 08:00:01, in lots of at most 500 people. */
  | {
      readonly type: 'attendance.edge-judged';
      readonly data: {
        readonly officeDate: string;
        readonly edge: 'absent' | 'explanation-closed';
        readonly judgements: readonly Judgement[];
      };
    }
  /** A late fact, a calendar change or a decision changed an earlier verdict; both stay visible. */
  | {
      readonly type: 'attendance.rejudged';
      readonly data: {
        readonly previous: AttendanceVerdict | undefined;
        readonly judgement: Judgement;
        /** The contact it now rests on, if any. */
        readonly contact: SignInContact | undefined;
        readonly reason: string;
      };
    }
  /** A verdict is no verdict any more: the edges were set anew, the day turned out not to be judged. */
  | {
      readonly type: 'attendance.verdict-withdrawn';
      readonly data: {
        readonly personId: string;
        readonly officeDate: string;
        readonly previous: AttendanceVerdict;
        readonly reason: string;
      };
    }
  | {
      readonly type: 'attendance.explained';
      readonly data: {
        readonly personId: string;
        readonly officeDate: string;
        readonly text: string;
        readonly filedBy: string;
      };
    }
  | {
      readonly type: 'attendance.explanation-decided';
      readonly data: {
        readonly personId: string;
        readonly officeDate: string;
        readonly accepted: boolean;
        readonly decidedBy: string;
        readonly remark: string;
      };
    };
