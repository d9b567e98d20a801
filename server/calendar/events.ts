/** The office's own calendar: one row a date. A year without a notice is *not published*: it judges nobody. */
export type DayKind = 'workday' | 'rest-day' | 'holiday' | 'make-up-workday';
export interface CalendarDay {
  readonly date: string;
  readonly kind: DayKind;
  /** Name of the holiday or of the one it makes up for, e.g. `国庆节`. */
  readonly name: string | undefined;
}
export type CalendarEvent =
  /** A year's notice has been loaded; 25–31 December stay provisional until the next year's. */
  | {
      readonly type: 'calendar.year-published';
      readonly data: {
        readonly year: number;
        readonly source: string;
        readonly days: readonly CalendarDay[];
        /** Of a notice that a person loaded and another confirmed; neither for one that came with the service. */
        readonly proposalId?: string;
        readonly proposedBy?: string;
        readonly confirmedBy?: string;
      };
    }
  /** A year's notice as one person read it off the paper; it counts for nothing until another has compared it. */
  | {
      readonly type: 'calendar.year-proposed';
      readonly data: {
        readonly proposalId: string;
        readonly year: number;
        readonly source: string;
        readonly days: readonly CalendarDay[];
        readonly by: string;
      };
    }
  | {
      readonly type: 'calendar.year-withdrawn';
      readonly data: { readonly proposalId: string; readonly by: string };
    }
  /** A single day otherwise than the notice says: proposed by one, confirmed by another. */
  | {
      readonly type: 'calendar.day-proposed';
      readonly data: {
        readonly proposalId: string;
        readonly day: CalendarDay;
        readonly reason: string;
        readonly by: string;
      };
    }
  | {
      readonly type: 'calendar.day-withdrawn';
      readonly data: { readonly proposalId: string; readonly by: string };
    }
  | {
      readonly type: 'calendar.day-changed';
      readonly data: {
        readonly proposalId: string;
        readonly day: CalendarDay;
        readonly reason: string;
        readonly confirmedBy: string;
      };
    };
