/**
 * 值班. Calls, who answered, who was signed on, the roster, the log. Every verdict names its clause and rule version
 * and carries what it rests on (evidence, who was on duty, why it is apart), so that it can be opened to its why.
 */
import type { RingEvidence } from '../../devices/device-event.ts';

export type CallClass =
  'answered-in-time' | 'answered-late' | 'missed' | 'abandoned-early' | 'out-of-hours' | 'apart';

/** Why a call is not counted against the officer (ZB-1). */
export type ApartReason = 'other-line' | 'receiving-visitor' | 'stepped-away' | 'blind' | 'test';

export interface RosterRow {
  /** Office date of the shift's start: a shift belongs to that date. */
  readonly officeDate: string;
  /** Office date of its end, where that is another: a shift over midnight. */
  readonly untilDate?: string;
  readonly shiftId: string;
  readonly shiftName: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly leaderId: string | undefined;
  readonly officerIds: readonly string[];
  readonly driverId: string | undefined;
}

/** The shift that a fact belongs to; `officeDate` is that of its start. */
export interface ShiftRef {
  readonly officeDate: string;
  readonly shiftId: string;
}

/** A telephone line as last known; follows the device's facts, never guesses. */
export type LineFact = 'idle' | 'off-hook' | 'in-call' | 'ringing' | 'blind';

interface LineOrigin {
  readonly lineId: string;
  readonly stationId: string;
  readonly atMs: number;
}

export type DutyEvent =
  | {
      readonly type: 'duty.roster-published';
      readonly data: { readonly version: number; readonly rows: readonly RosterRow[]; readonly by: string };
    }
  | {
      readonly type: 'duty.signed-on';
      readonly data: {
        readonly personId: string;
        readonly stationId: string;
        readonly atMs: number;
        readonly rostered: boolean;
        /** Undefined outside every shift. */
        readonly shift: ShiftRef | undefined;
      };
    }
  | {
      readonly type: 'duty.signed-off';
      readonly data: {
        readonly personId: string;
        readonly stationId: string;
        readonly atMs: number;
        readonly remark: string;
      };
    }
  /** Never signed off: ended when the next shift began. A fact for the leader's appraisal, nothing more. */
  | {
      readonly type: 'duty.sign-on-lapsed';
      readonly data: { readonly personId: string; readonly stationId: string; readonly atMs: number };
    }
  /** 暂离, with the minutes that were announced; after them the leave no longer excuses. */
  | {
      readonly type: 'duty.stepped-away';
      readonly data: {
        readonly personId: string;
        readonly stationId: string;
        readonly atMs: number;
        readonly expectedMinutes: number;
        readonly colleague: string | undefined;
      };
    }
  /** 正在接待 (ZB-1): someone who came in is being received. */
  | {
      readonly type: 'duty.visitor-received';
      readonly data: { readonly personId: string; readonly stationId: string; readonly atMs: number };
    }
  /** Back at the desk, from 暂离 or from a visitor. */
  | {
      readonly type: 'duty.came-back';
      readonly data: { readonly personId: string; readonly stationId: string; readonly atMs: number };
    }
  /** Test calls are announced beforehand; calls of that span are apart. */
  | {
      readonly type: 'duty.test-announced';
      readonly data: {
        readonly lineId: string;
        readonly fromMs: number;
        readonly untilMs: number;
        readonly reason: string;
        readonly by: string;
      };
    }
  | {
      readonly type: 'duty.ring-started';
      readonly data: LineOrigin & {
        readonly callId: string;
        readonly ring: number;
        readonly evidence: RingEvidence;
      };
    }
  /** 铃响超过两声, at the start of ring 3 (ZB-1), recorded then. */
  | {
      readonly type: 'duty.rang-past-limit';
      readonly data: LineOrigin & {
        readonly callId: string;
        readonly ring: number;
        readonly onDuty: readonly string[];
      };
    }
  | {
      readonly type: 'duty.caller-known';
      readonly data: LineOrigin & { readonly callId: string; readonly number: string };
    }
  /** What the line does now, apart from ringing. `blind` counts neither for nor against anyone. */
  | {
      readonly type: 'duty.line-changed';
      readonly data: LineOrigin & {
        readonly line: LineFact;
        readonly callId: string | undefined;
        /** Set while blind: `monitor-offline`, `poll-gap`, `host-paused`, `start`. */
        readonly reason: string | undefined;
        /** Set when sight came back: since when nothing was seen. */
        readonly blindSinceMs: number | undefined;
        /** Set when a call ended: how long they talked. */
        readonly talkMs: number | undefined;
      };
    }
  | {
      readonly type: 'duty.call-judged';
      readonly data: {
        readonly callId: string;
        readonly lineId: string;
        readonly stationId: string;
        readonly startedAtMs: number;
        readonly endedAtMs: number;
        readonly class: CallClass;
        readonly apart: ApartReason | undefined;
        readonly answered: boolean;
        readonly ringsStarted: number;
        /** From the first ring to the answer, or how long it rang. */
        readonly waitMs: number | undefined;
        readonly evidence: RingEvidence;
        readonly answeredBy: string | undefined;
        /** Signed on at that desk then; empty: 未签到，有人接听 or 无人签到. */
        readonly onDuty: readonly string[];
        readonly number: string | undefined;
        readonly shift: ShiftRef | undefined;
        /** 待回电 until then; undefined where no call back is owed. */
        readonly callBackDueMs: number | undefined;
        readonly clause: 'ZB-1' | 'ZB-2';
        readonly ruleVersion: number;
      };
    }
  /** The service itself was late while it rang: what was counted is now only timed. */
  | {
      readonly type: 'duty.evidence-lowered';
      readonly data: {
        readonly callId: string;
        readonly evidence: 'timed';
        readonly laggedFromMs: number;
        readonly lagMs: number;
      };
    }
  /** Two were on duty: who took it, by one key. */
  | {
      readonly type: 'duty.call-taken';
      readonly data: { readonly callId: string; readonly personId: string };
    }
  | {
      readonly type: 'duty.call-logged';
      readonly data: {
        readonly callId: string;
        readonly lineId: string;
        readonly stationId: string;
        readonly atMs: number;
        readonly from: string | undefined;
        readonly matter: string;
        readonly passedTo: string | undefined;
        readonly done: boolean;
        readonly by: readonly string[];
      };
    }
  /** 无需登记: wrong number, sales, private. */
  | {
      readonly type: 'duty.call-dismissed';
      readonly data: {
        readonly callId: string;
        readonly stationId: string;
        readonly atMs: number;
        readonly by: readonly string[];
      };
    }
  | {
      readonly type: 'duty.visit-logged';
      readonly data: {
        readonly visitId: string;
        readonly stationId: string;
        readonly atMs: number;
        readonly from: string;
        readonly matter: string;
        readonly passedTo: string | undefined;
        readonly by: readonly string[];
      };
    }
  | {
      readonly type: 'duty.called-back';
      readonly data: {
        readonly callId: string;
        readonly stationId: string;
        readonly atMs: number;
        readonly remark: string;
        readonly by: readonly string[];
      };
    }
  /** ZB-3: the leader's appraisal makes a shift that somebody did not come to 视为缺勤. Nothing else does. */
  | {
      readonly type: 'duty.default-confirmed';
      readonly data: {
        readonly shiftId: string;
        readonly personId: string;
        /** Of the shift's start. */
        readonly officeDate: string;
        readonly confirmedBy: string;
        /** The leader's words. */
        readonly ground: string;
      };
    }
  /** The leader hears only of a call not called back (ZB-1) and of a shift that nobody began (ZB-3). */
  | {
      readonly type: 'duty.leader-told';
      readonly data: {
        readonly wordId: string;
        readonly about: 'call-not-called-back' | 'shift-unattended';
        readonly leaderIds: readonly string[];
        readonly callId: string | undefined;
        readonly shift: ShiftRef | undefined;
        readonly shiftName: string | undefined;
        readonly atMs: number;
        readonly clause: 'ZB-1' | 'ZB-3';
      };
    }
  | {
      readonly type: 'duty.word-acknowledged';
      readonly data: { readonly wordId: string; readonly by: string };
    };
