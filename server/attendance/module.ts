/** 考勤 as the engine sees it: KQ-1 and KQ-2 with *evidence incomplete*. */
import type { OfficeModule } from '../engine/module.ts';
import { isBoardUp } from './board.ts';
import { CORRECTION_REQUESTS } from './correction-requests.ts';
import { CORRECTIONS_INBOX } from './corrections-inbox.ts';
import { CARDS_REGISTER, CORRECTIONS_REGISTER } from './corrections-register.ts';
import { CORRECTION_VIEWS } from './corrections-views.ts';
import { decideAttendance } from './decide.ts';
import { attendanceDeadlines } from './edges.ts';
import { evolveAttendance } from './evolve.ts';
import { ATTENDANCE_INBOX } from './inbox.ts';
import { ownEdgeDeadlines } from './own-edges.ts';
import { ATTENDANCE_REGISTER } from './register.ts';
import { ATTENDANCE_REQUESTS } from './requests.ts';
import { ENTRANCE_SCREEN } from './screens.ts';
import { initialAttendance, type AttendanceState } from './state.ts';
import { SETTING_PREVIEW } from './setting-preview.ts';
import type { AttendanceView } from './view.ts';
import { ATTENDANCE_VIEWS } from './views.ts';

export type { AttendanceState } from './state.ts';

export const attendanceModule: OfficeModule<AttendanceState> = {
  name: 'attendance',
  version: 6,
  initial: initialAttendance,
  decide: decideAttendance,
  evolve: evolveAttendance,
  deadlines: (state, context) => [
    ...attendanceDeadlines(state, context),
    ...ownEdgeDeadlines(state, context),
  ],
  registers: [ATTENDANCE_REGISTER, CORRECTIONS_REGISTER, CARDS_REGISTER],
  requests: [...ATTENDANCE_REQUESTS, ...CORRECTION_REQUESTS],
  views: [...ATTENDANCE_VIEWS, ...CORRECTION_VIEWS, SETTING_PREVIEW],
  screens: [ENTRANCE_SCREEN, ATTENDANCE_INBOX, CORRECTIONS_INBOX],
};

export function createAttendanceView(state: Readonly<AttendanceState>): AttendanceView {
  return {
    verdict: (personId, officeDate) => state.days[officeDate]?.standing[personId]?.verdict,
    contactsOf: (personId, officeDate) => state.days[officeDate]?.contacts[personId] ?? [],
    mayShowNames: (viewing) => isBoardUp(state, viewing),
  };
}
