/** What a decision may know besides its own state. All read-only; no clock, no I/O. */
import type { Stamp } from '../../firmware-bridge/clock.ts';
import type { CountingView } from '../attendance/counting/view.ts';
import type { AttendanceView } from '../attendance/view.ts';
import type { OfficeTime } from '../calendar/office-time.ts';
import type { CalendarView } from '../calendar/view.ts';
import type { DutyView } from '../duty/view.ts';
import type { LeaveView } from '../leave/view.ts';
import type { PeopleView } from '../people/view.ts';
import type { SealsView } from '../seals/view.ts';
import type { SettingsView } from '../settings/view.ts';
import type { StationsView } from '../stations/view.ts';

export interface Context {
  /** The moment being decided about: an input's own time for device facts, its arrival for requests. */
  readonly now: Stamp;
  /** Office date of `now`, `2026-11-23`. */
  readonly officeDate: string;
  /** Zone arithmetic; the only way from an instant to an office date and back. */
  readonly time: OfficeTime;
  readonly people: PeopleView;
  readonly calendar: CalendarView;
  readonly settings: SettingsView;
  readonly stations: StationsView;
  readonly leave: LeaveView;
  readonly attendance: AttendanceView;
  readonly counting: CountingView;
  readonly duty: DutyView;
  readonly seals: SealsView;
  /** The journal's last line and the chain's hash there, in hex; undefined where nothing is chained (a rehearsal). */
  journalHead(): { readonly position: number; readonly hash: string } | undefined;
  /** The journal can be written, the clock is believed and the service is past recovery. */
  readonly mayAct: boolean;
  /** Random id with a prefix, `call-7f3a…`. Seeded in tests. */
  newId(prefix: string): string;
}
