/**
 * 印信·用印. Items, authority, identification, openings, use. Nothing opens without an intent recorded here first, and
 * an intent is settled by exactly one outcome. No classified title ever enters (密件 carry a register number only).
 */
import type { ContactState, LockState, PulseOutcome } from '../../devices/device-event.ts';
import type { Role } from '../access/principal.ts';

/** The closed list of grounds on which the cabinet may be opened. */
export const OPENING_GROUNDS = {
  use: '用印',
  'take-back': '还印入柜',
  'loan-out': '借出',
  'loan-return': '借印归还',
  emergency: '紧急开柜',
  'stock-check': '清点',
  service: '检修',
} as const;
export type OpeningGround = keyof typeof OPENING_GROUNDS;

export type Factor = 'card' | 'finger' | 'pin';
export type UseDecision = 'approve' | 'refuse' | 'return';

/** 用印审批单, as asked for. `secret`: no title and no unit's content, only a register number. */
export interface UseApplication {
  readonly itemIds: readonly string[];
  readonly cabinetId: string;
  readonly title: string;
  /** Kind of paper: 公文, 证明, 协议 … */
  readonly kind: string;
  /** 份数 for each item (YX-Y4). */
  readonly copies: number;
  readonly unit: string;
  readonly handledBy: string;
  readonly phone: string;
  readonly secret: boolean;
  readonly registerNumber: string | undefined;
}

/** Why an identification at the cabinet ended without an opening. */
export type VoidReason =
  | 'lapsed'
  | 'another-person'
  | 'unknown-badge'
  | 'not-entitled'
  | 'identity-wait'
  | 'entitlement-ended'
  | 'identity-changed'
  | 'pin-locked'
  | 'door-moved'
  | 'cabinet-away'
  | 'restart'
  | 'journal-blind'
  | 'clock-stepped'
  | 'cancelled';

export type AlarmKind =
  | 'forced'
  | 'held'
  | 'did-not-relock'
  | 'contacts-disagree'
  | 'tamper'
  | 'output-mode'
  | 'slot-behind-door'
  | 'taken-without-authority';

interface AtCabinet {
  readonly cabinetId: string;
  readonly stationId: string;
  readonly atMs: number;
}

export interface ItemDefinition {
  readonly itemId: string;
  readonly name: string;
  readonly cabinetId: string;
  readonly slot: number;
  /** Empty: whoever holds the office of seal custodian (YX-Y1, 秘书科长). */
  readonly custodianIds: readonly string[];
  readonly approverRoles: readonly Role[];
  /** False only for the printing plate (印模), which leaves by YX-Y3 and by nothing else. */
  readonly unloanable: boolean;
  readonly clause: string;
}

export type SealEvent =
  | { readonly type: 'seals.item-defined'; readonly data: ItemDefinition & { readonly confirmedBy: string } }
  /** By the system administrator; the director's word makes it count. */
  | {
      readonly type: 'seals.item-proposed';
      readonly data: ItemDefinition & { readonly proposalId: string; readonly by: string };
    }
  /** 委托代行: a deputy (AB 岗) for dated days, by the director's order. */
  | {
      readonly type: 'seals.deputy-appointed';
      readonly data: {
        readonly delegationId: string;
        readonly deputyId: string;
        readonly itemIds: readonly string[];
        readonly fromDate: string;
        readonly untilDate: string;
        readonly reason: string;
        readonly by: string;
      };
    }
  | {
      readonly type: 'seals.deputy-ended';
      readonly data: { readonly delegationId: string; readonly by: string };
    }
  /** Custody was just given to somebody: no cabinet use for a while (24 h), unless two waive it. */
  | {
      readonly type: 'seals.keeper-barred';
      readonly data: {
        readonly personId: string;
        readonly untilMs: number;
        /** Undefined: named as a custodian in an item's definition. */
        readonly delegationId: string | undefined;
      };
    }
  // ---- authority, lane (b): 用印审批单 -------------------------------------------------------------------------
  | {
      readonly type: 'seals.use-requested';
      readonly data: UseApplication & {
        readonly requestId: string;
        readonly applicantId: string;
        readonly atMs: number;
        /** Given again after 退回修改. */
        readonly again: boolean;
      };
    }
  | {
      readonly type: 'seals.request-decided';
      readonly data: {
        readonly requestId: string;
        readonly decision: UseDecision;
        readonly decidedBy: string;
        readonly remark: string;
        readonly atMs: number;
        /** Only for approvals: unused after this instant it expires. */
        readonly expiresAtMs: number | undefined;
        readonly clause: 'YX-Y1';
        readonly ruleVersion: number;
      };
    }
  | {
      readonly type: 'seals.request-withdrawn';
      readonly data: { readonly requestId: string; readonly by: string };
    }
  | { readonly type: 'seals.request-expired'; readonly data: { readonly requestId: string } }
  /** Every approved copy of every item is used. */
  | { readonly type: 'seals.request-used-up'; readonly data: { readonly requestId: string } }
  // ---- identification at the cabinet ---------------------------------------------------------------------------
  | {
      readonly type: 'seals.factor-shown';
      readonly data: AtCabinet & {
        readonly personId: string;
        readonly factor: Factor;
        readonly monotonicMs: number;
        /** The second of the pair: the person is identified and may open until this lapses. */
        readonly identifies: boolean;
        /** The end of this step, on both clocks. */
        readonly lapsesMs: number;
        readonly lapsesMonotonicMs: number;
      };
    }
  | {
      readonly type: 'seals.identification-voided';
      readonly data: AtCabinet & {
        readonly personId: string | undefined;
        readonly reason: VoidReason;
        /** For `identity-wait`: from when the credential counts here. */
        readonly cabinetFromMs: number | undefined;
      };
    }
  | {
      readonly type: 'seals.pin-refused';
      readonly data: AtCabinet & {
        readonly personId: string;
        readonly outcome: 'wrong' | 'locked' | 'none' | 'too-new';
      };
    }
  | {
      readonly type: 'seals.requests-chosen';
      readonly data: AtCabinet & { readonly personId: string; readonly requestIds: readonly string[] };
    }
  // ---- opening -------------------------------------------------------------------------------------------------
  | {
      readonly type: 'seals.opening-intended';
      readonly data: {
        readonly intentId: string;
        readonly cabinetId: string;
        readonly stationId: string;
        readonly ground: OpeningGround;
        /** Requests that carry it; for 还印入柜 those under which the items went out. */
        readonly authority: readonly string[];
        readonly custodianId: string;
        readonly factors: readonly string[];
        readonly itemIds: readonly string[];
        readonly atMs: number;
      };
    }
  | {
      readonly type: 'seals.opening-settled';
      readonly data: { readonly intentId: string; readonly outcome: PulseOutcome };
    }
  | {
      readonly type: 'seals.lock-changed';
      readonly data: {
        readonly cabinetId: string;
        readonly lock: LockState;
        readonly previous: LockState;
        readonly intentId: string | undefined;
        readonly atMs: number;
        readonly doorContact: ContactState;
        readonly lockContact: ContactState;
      };
    }
  | {
      readonly type: 'seals.slot-changed';
      readonly data: {
        readonly cabinetId: string;
        readonly slot: number;
        readonly occupied: boolean | undefined;
        readonly behindClosedDoor: boolean;
        readonly atMs: number;
      };
    }
  | {
      readonly type: 'seals.item-taken';
      readonly data: AtCabinet & {
        readonly itemId: string;
        readonly slot: number;
        /** The opening it was taken in; undefined behind a forced door. */
        readonly intentId: string | undefined;
        readonly custodianId: string | undefined;
        /** Requests of that opening that name this item and still have copies of it. */
        readonly requestIds: readonly string[];
        /** False: none of them; taken without approval, by mistake (取错印) or not. */
        readonly expected: boolean;
        readonly dueMs: number;
      };
    }
  /** Its slot is occupied again. A contact proves presence, not which seal: the custodian still confirms. */
  | {
      readonly type: 'seals.item-placed';
      readonly data: AtCabinet & {
        readonly itemId: string;
        readonly slot: number;
        readonly intentId: string | undefined;
      };
    }
  | {
      readonly type: 'seals.return-confirmed';
      readonly data: AtCabinet & {
        readonly itemId: string;
        readonly slot: number;
        readonly custodianId: string;
      };
    }
  /** 用印登记 (YX-Y1, YX-Y4). Carries what the register prints, so that it can be rebuilt from this line alone. */
  | {
      readonly type: 'seals.use-registered';
      readonly data: {
        readonly useId: string;
        readonly requestId: string;
        readonly itemId: string;
        readonly itemName: string;
        readonly title: string;
        readonly unit: string;
        readonly handledBy: string;
        readonly approvedBy: string;
        readonly copies: number;
        readonly spoiled: number;
        readonly remark: string;
        readonly custodianId: string;
        readonly atMs: number;
        /**
         * Copies and spoiled sheets of this item under this authority, this entry included, and what was approved. More
         * than that: the person registering has seen and confirmed it.
         */
        readonly usedInAll: number;
        readonly approvedCopies: number;
      };
    }
  /** More was used than approved, and the director has read of it. */
  | {
      readonly type: 'seals.excess-noted';
      readonly data: { readonly useId: string; readonly by: string; readonly atMs: number };
    }
  /** Door closed and locked after an opening. What is still open is said, never smoothed over. */
  | {
      readonly type: 'seals.session-ended';
      readonly data: AtCabinet & {
        readonly intentId: string;
        readonly custodianId: string;
        readonly itemsOut: readonly string[];
        readonly itemsUnconfirmed: readonly string[];
        readonly usesUnregistered: readonly { readonly requestId: string; readonly itemId: string }[];
      };
    }
  // ---- faults --------------------------------------------------------------------------------------------------
  | {
      readonly type: 'seals.alarm-raised';
      readonly data: AtCabinet & {
        readonly alarmId: string;
        readonly kind: AlarmKind;
        readonly slot: number | undefined;
      };
    }
  | {
      readonly type: 'seals.alarm-acknowledged';
      readonly data: {
        readonly alarmId: string;
        readonly cabinetId: string;
        readonly by: string;
        readonly atMs: number;
      };
    }
  /** The cause is gone (door closed, bolt out). Only alarms that end by themselves. */
  | {
      readonly type: 'seals.alarm-ended';
      readonly data: { readonly alarmId: string; readonly cabinetId: string; readonly atMs: number };
    };
