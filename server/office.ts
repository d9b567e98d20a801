/** What the office is made of. A new regulation is one more line here, and nothing elsewhere in the engine. */
import { countingModule, createCountingView } from './attendance/counting/module.ts';
import { attendanceModule, createAttendanceView } from './attendance/module.ts';
import { bulletinModule, createBulletinView } from './bulletin/module.ts';
import { createCalendarView } from './calendar/calendar-view.ts';
import { calendarModule } from './calendar/module.ts';
import { createDutyView, dutyModule } from './duty/module.ts';
import type { OfficeParts } from './engine/parts.ts';
import { createLeaveView, leaveModule } from './leave/module.ts';
import { peopleModule } from './people/module.ts';
import { createPeopleView } from './people/people-view.ts';
import { createRollcallView, rollcallModule } from './rollcall/module.ts';
import { createSealsView, sealsModule } from './seals/module.ts';
import { settingsModule } from './settings/module.ts';
import { createSettingsView } from './settings/settings-view.ts';
import { stationsModule } from './stations/module.ts';
import { createStationsView } from './stations/stations-view.ts';

export const OFFICE_PARTS: OfficeParts = {
  people: { module: peopleModule, createView: createPeopleView },
  calendar: { module: calendarModule, createView: createCalendarView },
  settings: { module: settingsModule, createView: createSettingsView },
  stations: { module: stationsModule, createView: createStationsView },
  leave: { module: leaveModule, createView: createLeaveView },
  attendance: { module: attendanceModule, createView: createAttendanceView },
  counting: { module: countingModule, createView: createCountingView },
  bulletin: { module: bulletinModule, createView: createBulletinView },
  rollcall: { module: rollcallModule, createView: createRollcallView },
  duty: { module: dutyModule, createView: createDutyView },
  seals: { module: sealsModule, createView: createSealsView },
};
