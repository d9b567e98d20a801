/**
 * 补卡 and the reader that was down: facts that people state afterwards, each by one and decided or confirmed by another.
 * What stood before always stays readable beside it.
 */
import type { AttendanceVerdict, Judgement } from './events.ts';

/** What is claimed: a time of signing in, or the verdict itself. */
export type CorrectionClaim =
  /** Wall time of the office date, `07:45` or `07:45:30`. */
  | { readonly kind: 'signed-in'; readonly at: string }
  | {
      readonly kind: 'verdict';
      readonly verdict: Extract<
        AttendanceVerdict,
        'on-time' | 'late' | 'absent' | 'explained' | 'on-leave' | 'away-on-duty'
      >;
    };

/** A span in which a reader was down, as two people say; within one office date. */
export interface DeclaredOutage {
  readonly outageId: string;
  readonly deviceId: string;
  readonly stationId: string;
  readonly officeDate: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** True: who is 待核 because of it is excused by the declaration. False: settled person by person from the paper sheet. */
  readonly settles: boolean;
  readonly reason: string;
  readonly proposedBy: string;
}

/** One line of the paper sheet. */
export interface PaperLine {
  readonly personId: string;
  /** The written time as an instant. */
  readonly atMs: number;
}
/** Lines of one paper sheet, keyed together. A sheet may be keyed in several lots. */
export interface PaperLot {
  readonly sheetId: string;
  readonly lotId: string;
  /** The reader that was down while the sheet lay out. */
  readonly deviceId: string;
  readonly stationId: string;
  readonly officeDate: string;
  readonly lines: readonly PaperLine[];
  readonly enteredBy: string;
}

export type CorrectionEvent =
  | {
      readonly type: 'attendance.correction-asked';
      readonly data: {
        readonly correctionId: string;
        readonly personId: string;
        readonly officeDate: string;
        readonly claim: CorrectionClaim;
        readonly reason: string;
        readonly witnessIds: readonly string[];
        readonly askedBy: string;
        /** Entered by the clerk after the deadline or beyond the month's quota: the decider sees it. */
        readonly beyond: 'none' | 'deadline' | 'quota';
      };
    }
  | {
      readonly type: 'attendance.correction-withdrawn';
      readonly data: {
        readonly correctionId: string;
        readonly personId: string;
        readonly officeDate: string;
        readonly by: string;
      };
    }
  | {
      readonly type: 'attendance.correction-decided';
      readonly data: {
        readonly correctionId: string;
        readonly personId: string;
        readonly officeDate: string;
        readonly accepted: boolean;
        readonly decidedBy: string;
        readonly remark: string;
      };
    }
  /** What an accepted correction made of a morning, of this week or of years back. It stands from here on. */
  | {
      readonly type: 'attendance.corrected';
      readonly data: {
        readonly correctionId: string;
        /** Undefined where nothing stood, or where a day put away long ago was on time: neither is counted anywhere. */
        readonly previous: AttendanceVerdict | undefined;
        readonly judgement: Judgement;
        readonly reason: string;
      };
    }
  | { readonly type: 'attendance.outage-proposed'; readonly data: DeclaredOutage }
  | {
      readonly type: 'attendance.outage-withdrawn';
      readonly data: { readonly outageId: string; readonly officeDate: string; readonly by: string };
    }
  | {
      readonly type: 'attendance.outage-declared';
      readonly data: DeclaredOutage & { readonly confirmedBy: string };
    }
  | { readonly type: 'attendance.paper-entered'; readonly data: PaperLot }
  | {
      readonly type: 'attendance.paper-withdrawn';
      readonly data: { readonly lotId: string; readonly officeDate: string; readonly by: string };
    }
  /** The second signature, under these lines; those of the lot that are left out still wait for another's. */
  | {
      readonly type: 'attendance.paper-confirmed';
      readonly data: PaperLot & { readonly confirmedBy: string };
    };
