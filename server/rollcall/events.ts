/**
 * Roll call (KQ-3, HX-4, WS-5): an activity, its sign-ins at a chosen reader, leave, and what each participant comes to.
 * Only activities organised by the office itself count as absences (KQ-3); the others are kept and decide nothing.
 */

/** 会议, 学习, 卫生日, 其他. */
export type ActivityKind = 'meeting' | 'study' | 'cleaning' | 'other';

/** 参加 or 列席 (DZ, ZR). Both are called; only 参加 is expected to stay for the whole. */
export type ParticipantMark = 'attends' | 'sits-in';

export interface Participant {
  readonly personId: string;
  readonly mark: ParticipantMark;
}

/** What an activity is, as planned. Times are office wall times of `officeDate`. */
export interface ActivityPlan {
  readonly title: string;
  readonly kind: ActivityKind;
  /** 组织单位 as written; `counts` says whether it is 办公室组织. */
  readonly organiser: string;
  /** KQ-3: organised by the office; a miss without a reason is an absence. */
  readonly counts: boolean;
  readonly officeDate: string;
  /** `14:30` */
  readonly from: string;
  /** `16:00`; the roll call closes by itself then at the latest. */
  readonly to: string;
  readonly place: string;
  /** Sections called as a whole, as of the moment the roll call opens. */
  readonly sectionIds: readonly string[];
  /** People called by name, with their mark. */
  readonly people: readonly Participant[];
  /** WS-5: officials (干部) only; service staff called by section are left out, who is called by name stays. */
  readonly officialsOnly: boolean;
  /** The station whose readers take the roll; undefined until one is chosen at the opening. */
  readonly stationId: string | undefined;
}

export type ActivityVerdict =
  | 'present'
  /** On duty then (KQ-3). */
  | 'excused-duty'
  /** 公出 then. */
  | 'excused-away'
  /** On leave then, or let off by the 分工主任 (HX-4). */
  | 'excused-leave'
  /** At closing: 未签到·待说明. */
  | 'to-explain'
  /** The reason was accepted. */
  | 'explained'
  /** The window passed without an accepted reason: one absence. */
  | 'absent';

export interface ActivityJudgement {
  readonly personId: string;
  readonly verdict: ActivityVerdict;
  /** Why, in order: `badge:<position>`, `duty:<shift>`, `leave:<id>`, `explanation:accepted` … */
  readonly because: readonly string[];
}

/** In lots of at most 500 people. Written again with the new verdict whenever one changes; the last one stands. */
export interface ActivityJudged {
  readonly activityId: string;
  readonly officeDate: string;
  readonly title: string;
  /** KQ-3: only 办公室组织 counts. */
  readonly counts: boolean;
  readonly judgements: readonly ActivityJudgement[];
  readonly reason: string;
}

export type RollcallEvent =
  /** WS-5: the cleaning day of the first Saturday, proposed by itself; nothing until somebody adopts it. */
  | {
      readonly type: 'rollcall.drafted';
      readonly data: { readonly activityId: string; readonly month: string; readonly plan: ActivityPlan };
    }
  | {
      readonly type: 'rollcall.planned';
      readonly data: { readonly activityId: string; readonly plan: ActivityPlan; readonly by: string };
    }
  /** The whole plan anew; only before the roll call opens. */
  | {
      readonly type: 'rollcall.changed';
      readonly data: {
        readonly activityId: string;
        readonly plan: ActivityPlan;
        readonly reason: string;
        readonly by: string;
      };
    }
  | {
      readonly type: 'rollcall.cancelled';
      readonly data: { readonly activityId: string; readonly reason: string; readonly by: string };
    }
  /** The station's readers take the roll from here on. */
  | {
      readonly type: 'rollcall.opened';
      readonly data: {
        readonly activityId: string;
        readonly stationId: string;
        readonly atMs: number;
        readonly by: string;
      };
    }
  /** Who is called, as of the opening, in lots of at most 500 people. */
  | {
      readonly type: 'rollcall.called';
      readonly data: { readonly activityId: string; readonly participants: readonly Participant[] };
    }
  /** The first badge of a participant while the roll call is open: 签到, once. */
  | {
      readonly type: 'rollcall.signed';
      readonly data: {
        readonly activityId: string;
        readonly personId: string;
        readonly atMs: number;
        readonly by: 'finger' | 'card';
        readonly deviceId: string;
        readonly badgePosition: number;
      };
    }
  | {
      readonly type: 'rollcall.closed';
      readonly data: {
        readonly activityId: string;
        readonly atMs: number;
        /** `system` where the end of the activity had come. */
        readonly by: string;
        /** Participants who were on duty then, with the shift: a fact of this moment (KQ-3). */
        readonly onDuty: readonly { readonly personId: string; readonly shift: string }[];
        /** The readers could not take badges for part of the time: nobody becomes absent by itself. */
        readonly blind: string | undefined;
      };
    }
  | {
      readonly type: 'rollcall.leave-asked';
      readonly data: {
        readonly activityId: string;
        readonly personId: string;
        readonly reason: string;
        readonly askedBy: string;
      };
    }
  | {
      readonly type: 'rollcall.leave-decided';
      readonly data: {
        readonly activityId: string;
        readonly personId: string;
        readonly accepted: boolean;
        readonly decidedBy: string;
        readonly remark: string;
      };
    }
  | {
      readonly type: 'rollcall.explained';
      readonly data: {
        readonly activityId: string;
        readonly personId: string;
        readonly text: string;
        readonly filedBy: string;
      };
    }
  | {
      readonly type: 'rollcall.explanation-decided';
      readonly data: {
        readonly activityId: string;
        readonly personId: string;
        readonly accepted: boolean;
        readonly decidedBy: string;
        readonly remark: string;
      };
    }
  | { readonly type: 'rollcall.judged'; readonly data: ActivityJudged };
