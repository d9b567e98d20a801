/** Values of the screens' documents, by key. The keys of each screen are listed with its interface. */

export type DeviceLamp = 'online' | 'offline' | 'unknown' | 'degraded';
export interface DeviceStripEntry {
  readonly deviceId: string;
  readonly name: string;
  readonly lamp: DeviceLamp;
  readonly reason: string;
  readonly sinceMs: number;
}
/** key `office`, on every screen */
export interface OfficeValue {
  readonly officeName: string;
  readonly stationName: string;
  readonly zone: string;
  readonly version: string;
  readonly virtualHardware: boolean;
}
/** key `day`, on every screen */
export interface DayValue {
  readonly officeDate: string;
  readonly kind: 'workday' | 'make-up-workday' | 'rest-day' | 'holiday' | 'not-published';
  readonly holidayName: string | undefined;
}
/** key `sound`, on the three stations */
export interface SoundValue {
  /** Per cent; 0 is off. */
  readonly volume: number;
  /** The second and later rings are heard here as well as seen. */
  readonly ring: boolean;
}
/** key `devices`, on every screen */
export type DevicesValue = readonly DeviceStripEntry[];

// ---- entrance: office, day, devices, edges, totals, badge, board, tally, tonight, notices, reader, section/<id>,
// row/<personId>, rollcall, rollcall-badge, rollcall-row/<personId>
export interface EdgesValue {
  readonly signInOpensMs: number;
  readonly bandFromMs: number;
  readonly lateFromMs: number;
  readonly absentFromMs: number;
  /** As set, `07:50:00`. */
  readonly lateFrom: string;
  readonly absentFrom: string;
  /** False on days that judge nobody. */
  readonly judged: boolean;
}
export interface TotalsValue {
  readonly expected: number;
  readonly signed: number;
  /** Not signed in, and on leave (of whatever kind) or 公出 this morning. */
  readonly onLeave: number;
  readonly away: number;
  readonly notSigned: number;
}
export type BoardState =
  | 'not-yet'
  | 'on-time'
  | 'late'
  | 'after-edge'
  | 'not-signed-in'
  | 'on-leave'
  | 'away-on-duty'
  | 'on-duty-shift'
  /** The reason given was accepted (KQ-1): 已说明. */
  | 'explained'
  | 'open'
  | 'not-expected'
  /** Leaders outside the staff pages are only 在岗 or 公出. */
  | 'at-post';
/** `badge`: the last card raised here; shown for 2.5 s from `shownAtMs`. */
export interface BadgeValue {
  /** Changes with every badge, also of the same person. */
  readonly id: string;
  readonly name: string;
  /** `07:42:13`: first contact with the reader. */
  readonly time: string;
  readonly atMs: number;
  readonly by: 'finger' | 'card';
  readonly state: BoardState | 'already-signed' | 'recorded';
  /** Set where the evidence is not complete, the day is not judged and the like. */
  readonly remark: string | undefined;
}
export interface BoardValue {
  readonly shown: 'never' | 'after-badge' | 'always';
  /** Names are shown until then (office clock); they are only sent while shown. */
  readonly visibleUntilMs: number | undefined;
}
export interface SectionValue {
  readonly sectionId: string;
  readonly name: string;
  readonly order: number;
}
export interface RowValue {
  readonly personId: string;
  readonly name: string;
  readonly sectionId: string;
  readonly rank: number;
  readonly state: BoardState;
  /** `07:42`, only where the state has one. */
  readonly time: string | undefined;
}
/** key `tally`: own figures, to the person who badged twice within five seconds; gone at `visibleUntilMs`. */
export interface TallyValue {
  readonly name: string;
  readonly monthLates: number;
  readonly monthAbsences: number;
  /** 待核 */
  readonly monthUndecided: number;
  readonly yearLates: number;
  /** Of all kinds, converted lates among them (KQ-5). */
  readonly yearAbsences: number;
  /** "再迟到 1 次折合缺勤 1 次" */
  readonly nextLate: string;
  readonly visibleUntilMs: number;
}
/** key `tonight`: tonight's duty without telephone numbers. */
export interface TonightValue {
  readonly from: string;
  readonly to: string;
  readonly rows: readonly {
    readonly role: 'leader' | 'officer' | 'driver';
    readonly name: string;
    readonly remark: string;
  }[];
}
/** key `notices`: what the hall should know of the coming days. `text` is ready to show. */
export type NoticesValue = readonly {
  readonly code: 'holiday-ahead' | 'make-up-workday-ahead' | 'year-not-published';
  readonly params: Readonly<Record<string, string | number>>;
  readonly text: string;
}[];
/** key `reader`: can people badge here at all? `down`: "签到机故障，请签纸质簿" */
export interface ReaderValue {
  readonly state: 'ready' | 'finger-only' | 'card-only' | 'down' | 'unproven';
}

/**
 * Entrance key `rollcall` while this station's readers take a roll call; desk key `rollcall/<activityId>` for who runs
 * it. Who has not signed yet is a `RowValue` under `rollcall-row/<personId>`, sent only while names may be seen.
 */
export interface RollcallValue {
  readonly activityId: string;
  readonly title: string;
  readonly kind: 'meeting' | 'study' | 'cleaning' | 'other';
  readonly place: string;
  /** `14:30` */
  readonly from: string;
  readonly to: string;
  readonly openedAtMs: number;
  /** It closes by itself then at the latest. */
  readonly closesAtMs: number;
  readonly called: number;
  readonly present: number;
  /** On duty, 公出, on leave, or let off by the 分工主任. */
  readonly excused: number;
  readonly missing: number;
}
/** Entrance key `rollcall-badge`: what the last badge counted for in the roll call. `badge` still tells of the morning. */
export interface RollcallBadgeValue {
  readonly id: string;
  readonly name: string;
  readonly time: string;
  readonly atMs: number;
  readonly state: 'signed' | 'already-signed' | 'not-called' | 'not-counted';
  /** Called, but excused already: being there is no matter. */
  readonly excused: boolean;
}

// ---- duty: office, day, devices, on-duty, offer, figures, line/<id>, call/<id>, call-back/<id>, log/<id>, next
export type LineState =
  'idle' | 'ring-1' | 'ring-2' | 'past-limit' | 'in-call' | 'off-hook' | 'unknown' | 'blind';
export interface LineValue {
  readonly lineId: string;
  readonly name: string;
  readonly number: string;
  readonly state: LineState;
  readonly ring: number;
  readonly callId: string | undefined;
  readonly callerNumber: string | undefined;
  /** Office clock: start of the state, of ring 1, and when ring 3 is expected. */
  readonly sinceMs: number;
  readonly firstRingMs: number | undefined;
  readonly limitRingExpectedMs: number | undefined;
}
export interface CallValue {
  readonly callId: string;
  readonly lineId: string;
  readonly lineName: string;
  readonly startedAtMs: number;
  readonly time: string;
  readonly callerNumber: string | undefined;
  readonly rings: number;
  readonly waitMs: number | undefined;
  readonly answeredBy: string | undefined;
  readonly class: string;
  readonly apart: string | undefined;
  readonly evidence: 'counted' | 'timed' | 'recovered';
  /** `open`: the log entry is still to be written; `logged`; `not-needed` (无需登记). */
  readonly log: 'open' | 'logged' | 'not-needed';
  readonly matter: string | undefined;
  /** In words, where there is something to say: "未签到，有人接听", "无人签到", "服务迟滞，按时限推定". */
  readonly remark: string | undefined;
}
/** `call-back/<callId>`: 待回电 until called back. */
export interface CallBackValue {
  readonly callId: string;
  readonly lineName: string;
  readonly callerNumber: string | undefined;
  readonly time: string;
  readonly missedAtMs: number;
  readonly dueMs: number;
  /** The leader has been told. */
  readonly leaderTold: boolean;
}
/** `log/<id>`: one line of today's duty log, a call or a visit. */
export interface LogValue {
  readonly id: string;
  readonly kind: 'call' | 'visit';
  readonly atMs: number;
  readonly time: string;
  readonly from: string | undefined;
  readonly matter: string;
  readonly passedTo: string | undefined;
  readonly done: boolean;
  readonly by: readonly string[];
}
/** `next`: the shift after the one now running. */
export interface NextShiftValue {
  readonly label: string;
  readonly fromMs: number;
  readonly names: readonly string[];
}
export interface OnDutyValue {
  readonly shiftName: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly signedOn: readonly {
    readonly personId: string;
    readonly name: string;
    readonly sectionName: string;
    readonly sinceMs: number;
    readonly rostered: boolean;
  }[];
  readonly rosteredNotHere: readonly { readonly personId: string; readonly name: string }[];
  readonly leader: string | undefined;
  readonly driver: string | undefined;
  readonly next: { readonly label: string; readonly names: readonly string[] } | undefined;
  readonly away:
    | {
        readonly personId: string;
        readonly name: string;
        readonly sinceMs: number;
        readonly expectedMinutes: number;
      }
    | undefined;
  /** 正在接待 */
  readonly receiving:
    { readonly personId: string; readonly name: string; readonly sinceMs: number } | undefined;
}
/** After a badge at the desk: what is offered. A badge never toggles; signing off needs a touch. */
export interface DutyOfferValue {
  readonly personId: string;
  readonly name: string;
  readonly offers: readonly ('sign-on' | 'sign-off' | 'take-call')[];
  readonly validUntilMs: number;
}
/** "两声内接听 17 / 18 个来电"; `counted` 0 is said in words, never 100 %. */
export interface FiguresValue {
  readonly inTime: number;
  readonly counted: number;
  readonly apart: readonly { readonly reason: string; readonly count: number }[];
}

// ---- cabinet: office, day, devices, lock, session, alarm, slot/<n>, request/<id>
export interface LockValue {
  readonly state:
    'unknown' | 'locked' | 'unlocking' | 'open' | 'held' | 'forced' | 'did-not-open' | 'did-not-relock';
  readonly door: 'closed' | 'open' | 'unknown';
  readonly lock: 'closed' | 'open' | 'unknown';
  readonly sinceMs: number;
  readonly doorDueMs: number | undefined;
}
export interface SlotValue {
  readonly slot: number;
  readonly itemId: string | undefined;
  readonly itemName: string;
  readonly state: 'in' | 'out' | 'wrong' | 'unknown';
  readonly outSinceMs: number | undefined;
  readonly dueMs: number | undefined;
  readonly holder: string | undefined;
}
export type CabinetStep =
  'idle' | 'first-factor' | 'choose' | 'opening' | 'take' | 'register' | 'return' | 'close' | 'stopped';
/** Where the person at the cabinet stands. */
export interface CabinetSessionValue {
  readonly step: CabinetStep;
  readonly personName: string | undefined;
  readonly personId: string | undefined;
  /** Factors shown so far: `card`, `finger`, `pin`. */
  readonly factors: readonly string[];
  /** The moment this step lapses (office clock). */
  readonly lapsesMs: number | undefined;
  readonly chosenRequestIds: readonly string[];
  readonly ground: string | undefined;
  readonly intentId: string | undefined;
  /** Still to be registered: request and item, copies approved. */
  readonly toRegister: readonly {
    readonly requestId: string;
    readonly itemId: string;
    readonly itemName: string;
    readonly title: string;
    readonly copies: number;
  }[];
  readonly toReturn: readonly { readonly itemId: string; readonly itemName: string; readonly slot: number }[];
  /** Why it stopped or was refused: code and values for the text. */
  readonly problem: { readonly code: string; readonly title: string } | undefined;
}
export interface CabinetAlarmValue {
  /** Named in the acknowledgement, so that nobody acknowledges what was not on the screen yet. */
  readonly alarmId: string;
  readonly kind: string;
  readonly sinceMs: number;
  readonly title: string;
  readonly whatToDo: string;
  /** A badge of someone present and a touch are asked for (`seals.acknowledge-alarm`); otherwise it ends by itself. */
  readonly acknowledge: boolean;
}
export interface CabinetRequestValue {
  readonly requestId: string;
  readonly itemIds: readonly string[];
  readonly itemNames: readonly string[];
  readonly title: string;
  readonly copies: number;
  readonly unit: string;
  readonly lane: string;
  readonly approvedBy: string;
  readonly approvedAtMs: number;
  readonly expiresAtMs: number;
}

// ---- desk: office, day, devices, me, inbox, enrolment/<id>, inbox/<id>
export interface MeValue {
  readonly personId: string;
  readonly name: string;
  readonly roles: readonly string[];
}
export interface EnrolmentValue {
  readonly enrolmentId: string;
  readonly personId: string;
  readonly personName: string;
  readonly credential: 'finger' | 'card';
  readonly step: string;
  readonly sample: number | undefined;
  readonly because: string | undefined;
  readonly outcome: 'running' | 'done' | 'failed' | 'cancelled' | 'awaiting-second-person';
  readonly reason: string | undefined;
}
export interface InboxItemValue {
  readonly id: string;
  readonly kind:
    | 'seal-use'
    | 'explanation'
    /** 补签 */
    | 'correction'
    /** A reader declared down, or lines of the paper sheet, for a second person. */
    | 'outage'
    /** 活动: a draft, leave from it, a missed one. */
    | 'activity'
    | 'setting'
    | 'enrolment'
    | 'call-unanswered'
    | 'alarm'
    | 'leave'
    | 'count-warning'
    | 'bulletin';
  readonly title: string;
  readonly detail: string;
  readonly sinceMs: number;
  readonly actions: readonly string[];
}
