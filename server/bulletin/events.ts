/**
 * 考勤通报 (KQ-4). A draft's lines are in the journal as they were drafted, so that what was checked, reviewed and signed
 * is what is issued, and the issued text can be written again from the journal alone.
 */
import type { LeaveKind, PostingKind } from '../leave/events.ts';
import type { PersonRecord } from '../people/events.ts';

export type BulletinLeaveKind = LeaveKind | PostingKind;

/** An activity or a shift that was missed. */
export interface MissedOther {
  readonly kind: 'activity' | 'duty';
  readonly officeDate: string;
  readonly source: string;
  readonly title: string;
}

/** One person's month as it is printed. */
export interface BulletinLine {
  readonly personId: string;
  readonly name: string;
  readonly sectionId: string;
  readonly sectionName: string;
  readonly standing: PersonRecord['standing'];
  /** Office dates, in order. */
  readonly lates: readonly string[];
  readonly mornings: readonly string[];
  readonly others: readonly MissedOther[];
  /** 待核 */
  readonly undecided: readonly string[];
  /** Half working days by kind; a total only, never its grounds. */
  readonly leave: Readonly<Partial<Record<BulletinLeaveKind, number>>>;
}

/** What a morning, an activity or a shift was printed as; undefined: nothing was printed, or nothing stands now. */
export type PrintedAs = 'late' | 'absent' | 'undecided';

/** 更正: what an issued bulletin said, and what stands now. */
export interface BulletinCorrection {
  readonly personId: string;
  readonly name: string;
  readonly sectionId: string;
  readonly sectionName: string;
  readonly officeDate: string;
  /** `morning`, or the activity or shift. */
  readonly source: string;
  readonly title: string;
  readonly printed: PrintedAs | undefined;
  readonly now: PrintedAs | undefined;
}

/** The journal's head as a step found it: the line and the chain's hash, in hex. */
export interface BulletinHead {
  readonly position: number;
  readonly hash: string;
}

export type BulletinEvent =
  /** Lines of a draft, before `bulletin.drafted` of the same version. */
  | {
      readonly type: 'bulletin.page-drafted';
      readonly data: {
        readonly month: string;
        readonly version: number;
        /** From 1. */
        readonly page: number;
        readonly lines: readonly BulletinLine[];
        readonly corrections: readonly BulletinCorrection[];
      };
    }
  | {
      readonly type: 'bulletin.drafted';
      readonly data: {
        readonly month: string;
        /** From 1; a draft that was made again counts on. */
        readonly version: number;
        readonly pages: number;
        readonly people: number;
        readonly corrections: number;
        /** Of the canonical CSV. */
        readonly sha256: string;
        /** How the canonical CSV is laid out (`layout.ts`). */
        readonly layout: number;
        readonly draftedBy: string;
        /** Persons and sections check until then; a draft made again does not begin the days anew. */
        readonly checkUntilMs: number;
      };
    }
  | {
      readonly type: 'bulletin.sheet-confirmed';
      readonly data: { readonly month: string; readonly version: number; readonly personId: string };
    }
  | {
      readonly type: 'bulletin.objected';
      readonly data: {
        readonly objectionId: string;
        readonly month: string;
        readonly version: number;
        /** Whose line; undefined: the section's as a whole. */
        readonly personId: string | undefined;
        readonly sectionId: string;
        readonly text: string;
        readonly by: string;
      };
    }
  | {
      readonly type: 'bulletin.objection-answered';
      readonly data: {
        readonly objectionId: string;
        readonly month: string;
        readonly accepted: boolean;
        readonly text: string;
        readonly by: string;
      };
    }
  /** 审核 */
  | { readonly type: 'bulletin.reviewed'; readonly data: BulletinDecision }
  /** 签发 */
  | { readonly type: 'bulletin.signed'; readonly data: BulletinDecision }
  /** 印发: frozen from here on. */
  | {
      readonly type: 'bulletin.issued';
      readonly data: {
        readonly month: string;
        readonly version: number;
        /** Counted within the calendar year of issue. */
        readonly number: number;
        readonly issuedBy: string;
        readonly sha256: string;
        readonly layout: number;
        /** Undefined only where nothing is chained. */
        readonly head: BulletinHead | undefined;
      };
    };

export interface BulletinDecision {
  readonly month: string;
  readonly version: number;
  /** False: 退回修改. */
  readonly approved: boolean;
  readonly remark: string;
  readonly by: string;
}
