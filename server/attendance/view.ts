import type { AttendanceVerdict } from './events.ts';

export interface AttendanceView {
  /** The verdict standing for a person and date, if any is kept in memory. */
  verdict(personId: string, officeDate: string): AttendanceVerdict | undefined;
}
