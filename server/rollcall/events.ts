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

export type RollcallEvent = {
  readonly type: 'rollcall.judged';
  readonly data: ActivityJudged;
};
