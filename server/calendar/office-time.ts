/** The one place that turns an instant into an office date and an office time into an instant. */
export interface OfficeTime {
  /** IANA zone, e.g. `Asia/Shanghai`. */
  readonly zone: string;
  /** `2026-11-23` */
  dateOf(epochMs: number): string;
  /** Wall time of day, `07:49:59`. Whole seconds: the seconds of the displayed clock decide. */
  timeOf(epochMs: number): string;
  /** The instant of a wall time on an office date; `time` is `HH:MM` or `HH:MM:SS`. */
  instantOf(date: string, time: string): number;
  /** 1 = Monday … 7 = Sunday */
  weekdayOf(date: string): number;
  addDays(date: string, days: number): string;
  /** ISO 8601 with offset and milliseconds, for the journal and exports. */
  isoOf(epochMs: number): string;
}

export { createOfficeTime } from './zoned-time.ts';
