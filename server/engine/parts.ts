/**
 * What the office is made of: one part a module, each with the view that the others see of it. `main.ts` lists them;
 * the engine builds the views anew whenever a state is read again, so nobody may keep one across commits.
 */
import type { CountingView } from '../attendance/counting/view.ts';
import type { AttendanceView } from '../attendance/view.ts';
import type { CalendarView } from '../calendar/view.ts';
import type { DutyView } from '../duty/view.ts';
import type { LeaveView } from '../leave/view.ts';
import type { PeopleView } from '../people/view.ts';
import type { SealsView } from '../seals/view.ts';
import type { SettingsView } from '../settings/view.ts';
import type { StationsView } from '../stations/view.ts';
import type { OfficeModule } from './module.ts';

/** `{ module: peopleModule, createView: createPeopleView }`. States are plain data: objects, arrays, Map, Set. */
export interface OfficePart<View> {
  readonly module: OfficeModule;
  createView(state: unknown): View;
}

export interface OfficeParts {
  readonly people: OfficePart<PeopleView>;
  readonly calendar: OfficePart<CalendarView>;
  readonly settings: OfficePart<SettingsView>;
  readonly stations: OfficePart<StationsView>;
  readonly leave: OfficePart<LeaveView>;
  readonly attendance: OfficePart<AttendanceView>;
  readonly counting: OfficePart<CountingView>;
  /** Asked by nobody. */
  readonly bulletin: OfficePart<object>;
  /** Asked by nobody. */
  readonly rollcall: OfficePart<object>;
  readonly duty: OfficePart<DutyView>;
  readonly seals: OfficePart<SealsView>;
}

export interface OfficeViews {
  readonly people: PeopleView;
  readonly calendar: CalendarView;
  readonly settings: SettingsView;
  readonly stations: StationsView;
  readonly leave: LeaveView;
  readonly attendance: AttendanceView;
  readonly counting: CountingView;
  readonly duty: DutyView;
  readonly seals: SealsView;
}
