/**
 * 请假、公出、补休 and long postings (KQ-1). Each line about a leave repeats whose it is, its kind and what was asked for,
 * so that whoever judges by it needs no earlier line.
 */
import type { SignInTime } from './view.ts';

export type Half = 'morning' | 'afternoon';
/** Half a working day of the office. */
export interface HalfDay {
  readonly date: string;
  readonly half: Half;
}
/** From the first half day to the last, both included; rest days and holidays inside are allowed and do not count. */
export interface LeaveSpan {
  readonly from: HalfDay;
  readonly until: HalfDay;
}

export type LeaveKind =
  /** 事假 */
  | 'personal'
  /** 病假 */
  | 'sick'
  /** 年休假 */
  | 'annual'
  /** 婚假 */
  | 'marriage'
  /** 产假 */
  | 'maternity'
  /** 丧假 */
  | 'bereavement'
  /** 公出 */
  | 'away'
  /** 下乡 */
  | 'countryside'
  /** 学习 */
  | 'study'
  /** 补休: worked last night, off this morning, with the director's word. */
  | 'time-off';
/** 驻村, 党校, 借调 (to another unit) */
export type PostingKind = 'village' | 'party-school' | 'secondment';

/** What speaks against a leave: named when it is asked for and when it is decided, and never refused for it. */
export interface LeaveConflict {
  readonly code:
    /** Another leave of the same person covers part of it. */
    | 'overlapping-leave'
    /** Rostered that day: 当晚值班未安排替班. */
    | 'on-duty'
    /** Signed in on a morning that it covers. */
    | 'signed-in'
    | 'not-employed'
    /** No working day in it at all. */
    | 'no-working-day'
    | 'calendar-not-published';
  /** First office date that it concerns. */
  readonly date: string;
  /** The other leave. */
  readonly leaveId: string | undefined;
}

/** Word that came otherwise than through the system: who spoke or signed, and when. */
export interface GivenWord {
  readonly by: 'telephone' | 'paper';
  readonly spokenBy: string;
  readonly atMs: number;
}

export interface ConcernedLeave {
  readonly leaveId: string;
  readonly personId: string;
  readonly kind: LeaveKind;
  /** As asked for; what ended it early is in its own line. */
  readonly span: LeaveSpan;
}

export interface Arrangement {
  readonly personId: string;
  /** `sign-in-time`: 哺乳 and the like, signs in by a time of one's own; `exempt`: 退居二线, does not sign in. */
  readonly kind: PostingKind | 'sign-in-time' | 'exempt';
  readonly fromDate: string;
  /** Last day; undefined: until it is changed. */
  readonly untilDate: string | undefined;
  readonly signIn: SignInTime | undefined;
}

export type LeaveEvent =
  | {
      readonly type: 'leave.asked';
      readonly data: ConcernedLeave & {
        readonly reason: string;
        /** The person, or who entered it for the person. */
        readonly filedBy: string;
        readonly word: GivenWord | undefined;
        /** Filed only when its first half day had begun, and no word had been given before. */
        readonly isLate: boolean;
        readonly conflicts: readonly LeaveConflict[];
        /** 续假: the leave that it goes on from. */
        readonly extendsId: string | undefined;
      };
    }
  | {
      readonly type: 'leave.decided';
      readonly data: ConcernedLeave & {
        readonly granted: boolean;
        /** Who decided, or who entered a city leader's decision. */
        readonly decidedBy: string;
        /** 委托代行: the delegation that it was decided under. */
        readonly delegationId: string | undefined;
        /** The city leader who decided on paper. */
        readonly leaderName: string | undefined;
        readonly remark: string;
        /** As they stood when it was decided. */
        readonly conflicts: readonly LeaveConflict[];
      };
    }
  | {
      readonly type: 'leave.withdrawn';
      readonly data: ConcernedLeave & { readonly by: string; readonly reason: string };
    }
  /** 销假. Of several the earliest counts. */
  | {
      readonly type: 'leave.returned';
      readonly data: ConcernedLeave & {
        /** The first half day at work again. */
        readonly back: HalfDay;
        /** The badge that said so; undefined where somebody reported it. */
        readonly badge:
          { readonly position: number; readonly atMs: number; readonly stationId: string } | undefined;
        readonly recordedBy: string | undefined;
      };
    }
  /** 逾期未销假: over, and on this working day not signed in by the absent edge. */
  | { readonly type: 'leave.overdue'; readonly data: ConcernedLeave & { readonly officeDate: string } }
  /** Told and seen: the decision by who asked, the overdue leave by the head of the section. */
  | {
      readonly type: 'leave.acknowledged';
      readonly data: {
        readonly leaveId: string;
        readonly personId: string;
        readonly about: 'decision' | 'overdue';
        readonly by: string;
      };
    }
  /** 委托代行: a deputy decides for the director, from the first to the last date, both included. */
  | {
      readonly type: 'leave.delegated';
      readonly data: {
        readonly delegationId: string;
        readonly by: string;
        readonly to: string;
        readonly fromDate: string;
        readonly untilDate: string;
        readonly reason: string;
      };
    }
  | {
      readonly type: 'leave.delegation-ended';
      readonly data: { readonly delegationId: string; readonly by: string };
    }
  /** A long posting, a sign-in time of one's own or an exemption: proposed by one, confirmed by another. */
  | {
      readonly type: 'leave.arrangement-proposed';
      readonly data: {
        readonly arrangementId: string;
        readonly arrangement: Arrangement;
        readonly reason: string;
        /** The standing arrangement that this one takes the place of. */
        readonly replacesId: string | undefined;
        readonly by: string;
      };
    }
  | {
      readonly type: 'leave.arrangement-confirmed';
      readonly data: {
        readonly arrangementId: string;
        readonly arrangement: Arrangement;
        readonly replacesId: string | undefined;
        readonly replaced: Arrangement | undefined;
        readonly confirmedBy: string;
      };
    }
  | {
      readonly type: 'leave.arrangement-withdrawn';
      readonly data: { readonly arrangementId: string; readonly by: string };
    };
