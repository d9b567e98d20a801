import type { CalendarDay } from './events.ts';

export type DayAnswer =
  | (CalendarDay & { readonly published: true; readonly provisional: boolean })
  | { readonly published: false; readonly date: string };

export interface CalendarView {
  dayOf(date: string): DayAnswer;
  /** Published and a workday or make-up workday; undefined where nobody knows. */
  isWorkingDay(date: string): boolean | undefined;
  /** The date `count` working days after `date`, or undefined where the calendar ends. */
  workingDayAfter(date: string, count: number): string | undefined;
  publishedYears(): readonly number[];
}
