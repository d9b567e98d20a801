/** Private words of KQ-5, given before it happens: to the person alone, the clerk sees the list. */
import type { AttendanceVerdict } from '../events.ts';

export type CountingEvent =
  | {
      readonly type: 'attendance.count-warned';
      readonly data: {
        readonly personId: string;
        readonly year: string;
        /** One late more converts; or: one absence more is the last that still qualifies. */
        readonly about: CountWarning;
        readonly lates: number;
        readonly absences: number;
        readonly clause: 'KQ-5';
        /** Version of `attendance.counting` it was counted by. */
        readonly ruleVersion: number;
      };
    }
  /** Mornings from before this system, at most 500 a line; they stand where nothing stood. */
  | {
      readonly type: 'attendance.history-imported';
      readonly data: {
        readonly source: string;
        readonly by: string;
        readonly days: readonly HistoryDay[];
      };
    }
  | {
      readonly type: 'attendance.count-warning-seen';
      readonly data: { readonly personId: string; readonly year: string; readonly about: CountWarning };
    };
/** A morning as another system kept it; only what was final there. */
export interface HistoryDay {
  readonly personId: string;
  readonly officeDate: string;
  readonly verdict: (typeof HISTORY_VERDICTS)[number];
  /** First contact, where the other system knew it. */
  readonly atMs: number | undefined;
}
export const HISTORY_VERDICTS = [
  'on-time',
  'late',
  'absent',
  'on-leave',
  'away-on-duty',
  'explained',
  'not-expected',
] as const satisfies readonly AttendanceVerdict[];
export type CountWarning = 'lates' | 'absences';
