/** Guards of the views of leave (KQ-1); only the fields that the pages show. */
import { isFlag, isNumber, isText, listOf, oneOf, orNothing, shapeOf } from '../../connection/shape.ts';

export const LEAVE_KINDS = [
  'personal',
  'sick',
  'annual',
  'marriage',
  'maternity',
  'bereavement',
  'away',
  'countryside',
  'study',
  'time-off',
] as const;
export type LeaveKind = (typeof LEAVE_KINDS)[number];
export type Half = 'morning' | 'afternoon';
export interface HalfDay {
  readonly date: string;
  readonly half: Half;
}
export interface LeaveSpan {
  readonly from: HalfDay;
  readonly until: HalfDay;
}
export type LeaveStage = 'undecided' | 'granted' | 'refused' | 'withdrawn';
export type LeaveAct = 'withdraw' | 'return' | 'extend';
export interface Conflict {
  readonly code: string;
  readonly date: string;
  /** The service's own words, where the page knows none of its own. */
  readonly words: string;
}
export interface KindTaken {
  readonly kind: LeaveKind;
  readonly halves: number;
}
export interface Grounds {
  readonly kind: LeaveKind | undefined;
  readonly reason: string;
  readonly filedBy: string;
  readonly filedByName: string | undefined;
  readonly word: { readonly by: string; readonly spokenBy: string; readonly atMs: number } | undefined;
  readonly conflicts: readonly Conflict[];
  readonly decidedByName: string | undefined;
  readonly decidedAtMs: number | undefined;
  readonly delegationId: string | undefined;
  readonly leaderName: string | undefined;
  readonly remark: string | undefined;
}
export interface LeaveLine {
  readonly leaveId: string;
  readonly personId: string;
  readonly name: string | undefined;
  readonly sectionName: string | undefined;
  /** The kind in Chinese as far as the reader may know it. */
  readonly words: string;
  readonly away: boolean;
  readonly span: LeaveSpan;
  readonly lastHalf: HalfDay;
  readonly halves: number;
  readonly unknownFrom: string | undefined;
  readonly stage: LeaveStage | undefined;
  readonly isLate: boolean;
  readonly askedAtMs: number;
  readonly back: HalfDay | undefined;
  readonly overdueOn: string | undefined;
  readonly extendsId: string | undefined;
  readonly acts: readonly LeaveAct[];
  readonly grounds: Grounds | undefined;
}

const isKind = oneOf(...LEAVE_KINDS);
export const isLeaveKind = (value: string): value is LeaveKind => isKind(value);
const isHalfDay = shapeOf<HalfDay>({ date: isText, half: oneOf('morning', 'afternoon') });
const isSpan = shapeOf<LeaveSpan>({ from: isHalfDay, until: isHalfDay });
const isConflict = shapeOf<Conflict>({ code: isText, date: isText, words: isText });
const isKindTaken = shapeOf<KindTaken>({ kind: isKind, halves: isNumber });
const LINE = {
  leaveId: isText,
  personId: isText,
  name: orNothing(isText),
  sectionName: orNothing(isText),
  words: isText,
  away: isFlag,
  span: isSpan,
  lastHalf: isHalfDay,
  halves: isNumber,
  unknownFrom: orNothing(isText),
  stage: orNothing(oneOf('undecided', 'granted', 'refused', 'withdrawn')),
  isLate: isFlag,
  askedAtMs: isNumber,
  back: orNothing(isHalfDay),
  overdueOn: orNothing(isText),
  extendsId: orNothing(isText),
  acts: listOf(oneOf('withdraw', 'return', 'extend')),
  grounds: orNothing(
    shapeOf<Grounds>({
      kind: orNothing(isKind),
      reason: isText,
      filedBy: isText,
      filedByName: orNothing(isText),
      word: orNothing(shapeOf({ by: isText, spokenBy: isText, atMs: isNumber })),
      conflicts: listOf(isConflict),
      decidedByName: orNothing(isText),
      decidedAtMs: orNothing(isNumber),
      delegationId: orNothing(isText),
      leaderName: orNothing(isText),
      remark: orNothing(isText),
    }),
  ),
};

export interface OwnArrangement {
  readonly arrangementId: string;
  readonly words: string;
  readonly fromDate: string;
  readonly untilDate: string | undefined;
  readonly signIn: { readonly lateFrom: string } | undefined;
  readonly stage: string;
}
export interface OwnLeave {
  readonly year: string;
  readonly leaves: readonly LeaveLine[];
  readonly taken: readonly KindTaken[];
  readonly arrangements: readonly OwnArrangement[];
}
export const isOwnLeave = shapeOf<OwnLeave>({
  year: isText,
  leaves: listOf(shapeOf<LeaveLine>(LINE)),
  taken: listOf(isKindTaken),
  arrangements: listOf(
    shapeOf<OwnArrangement>({
      arrangementId: isText,
      words: isText,
      fromDate: isText,
      untilDate: orNothing(isText),
      signIn: orNothing(shapeOf({ lateFrom: isText })),
      stage: isText,
    }),
  ),
});

export interface LeaveStep {
  readonly position: number;
  readonly step: string;
  readonly byName: string | undefined;
  readonly remark: string | undefined;
  readonly atMs: number;
}
export interface WholeLeave extends LeaveLine {
  readonly steps: readonly LeaveStep[];
  readonly extendedBy: readonly LeaveLine[];
}
export const isWholeLeave = shapeOf<WholeLeave>({
  ...LINE,
  steps: listOf(
    shapeOf<LeaveStep>({
      position: isNumber,
      step: isText,
      byName: orNothing(isText),
      remark: orNothing(isText),
      atMs: isNumber,
    }),
  ),
  extendedBy: listOf(shapeOf<LeaveLine>(LINE)),
});

export interface LeavePreview {
  readonly halves: number;
  readonly unknownFrom: string | undefined;
  readonly isLate: boolean;
  readonly conflicts: readonly Conflict[];
  readonly refusal: { readonly code: string; readonly message: string } | undefined;
}
export const isLeavePreview = shapeOf<LeavePreview>({
  halves: isNumber,
  unknownFrom: orNothing(isText),
  isLate: isFlag,
  conflicts: listOf(isConflict),
  refusal: orNothing(shapeOf({ code: isText, message: isText })),
});

export interface WaitingLeave extends LeaveLine {
  /** A city leader decides it; the decision is entered with that leader's name. */
  readonly needsLeaderName: boolean;
  readonly conflictsNow: readonly Conflict[];
  readonly taken: readonly KindTaken[];
}
export interface WaitingLeaves {
  readonly year: string | undefined;
  readonly leaves: readonly WaitingLeave[];
  /** 委托代行 that one decides under. */
  readonly delegation: { readonly by: string; readonly untilDate: string } | undefined;
}
export const isWaitingLeaves = shapeOf<WaitingLeaves>({
  year: orNothing(isText),
  leaves: listOf(
    shapeOf<WaitingLeave>({
      ...LINE,
      needsLeaderName: isFlag,
      conflictsNow: listOf(isConflict),
      taken: listOf(isKindTaken),
    }),
  ),
  delegation: orNothing(shapeOf({ by: isText, untilDate: isText })),
});

export interface Decided {
  readonly decided: readonly string[];
  readonly refused: readonly { readonly id: string; readonly message: string }[];
}
export const isDecided = shapeOf<Decided>({
  decided: listOf(isText),
  refused: listOf(shapeOf({ id: isText, message: isText })),
});

export interface LeaveList {
  readonly leaves: readonly LeaveLine[];
  /** How many more there are. */
  readonly leftOut: number;
}
export const isLeaveList = shapeOf<LeaveList>({
  leaves: listOf(shapeOf<LeaveLine>(LINE)),
  leftOut: isNumber,
});
