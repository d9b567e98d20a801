/** All lines of all screens: key → [zh-CN, en]. A test finds keys that no screen uses. */
import { STATION_WORDS } from './station-words.ts';
import { dataDisplayText } from './words/data-display.ts';
import { pickText } from './words/pick.ts';
import { benchText } from './words/bench.ts';
import { deskText } from './words/desk.ts';
import { deskAttendanceText } from './words/desk-attendance.ts';
import { deskBulletinText } from './words/desk-bulletin.ts';
import { deskCalendarText } from './words/desk-calendar.ts';
import { deskCorrectionsText } from './words/desk-corrections.ts';
import { deskLeaveText } from './words/desk-leave.ts';
import { deskRegistersText } from './words/desk-registers.ts';
import { deskRollcallText } from './words/desk-rollcall.ts';
import { deskSettingsText } from './words/desk-settings.ts';
import { deskShellText } from './words/desk-shell.ts';
import { deskStaffText } from './words/desk-staff.ts';
import { fingerConsentText } from './words/finger-consent.ts';
import { journalEventsText } from './words/journal-events.ts';

/** Chinese first, English beside it. */
export type Line = readonly [chinese: string, english: string];

export const DICTIONARY = {
  ...STATION_WORDS,
  ...dataDisplayText,
  ...pickText,
  ...deskText,
  ...deskAttendanceText,
  ...deskBulletinText,
  ...deskCalendarText,
  ...deskCorrectionsText,
  ...deskLeaveText,
  ...deskRegistersText,
  ...deskRollcallText,
  ...deskSettingsText,
  ...deskShellText,
  ...deskStaffText,
  ...fingerConsentText,
  ...journalEventsText,
  ...benchText,
};
export type TextKey = keyof typeof DICTIONARY;

export type Language = 'zh-CN' | 'en';
export type TextParams = Readonly<Record<string, string | number>>;
