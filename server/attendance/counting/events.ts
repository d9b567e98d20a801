/** Private words of KQ-5, given before it happens: to the person alone, the clerk sees the list. */
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
  | {
      readonly type: 'attendance.count-warning-seen';
      readonly data: { readonly personId: string; readonly year: string; readonly about: CountWarning };
    };
export type CountWarning = 'lates' | 'absences';
