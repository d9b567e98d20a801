import type { Viewing } from '../engine/module.ts';
import type { AttendanceVerdict, SignInContact } from './events.ts';

export interface AttendanceView {
  /** The verdict standing for a person and date, if any is kept in memory. */
  verdict(personId: string, officeDate: string): AttendanceVerdict | undefined;
  /** Badges of that date that count for sign-in, earliest first, kept as long as the verdict. */
  contactsOf(personId: string, officeDate: string): readonly SignInContact[];
  /** Whether a station's screen may show names at this moment (`entrance.board`): a hall where visitors stand. */
  mayShowNames(viewing: Pick<Viewing, 'context' | 'stationId'>): boolean;
}
