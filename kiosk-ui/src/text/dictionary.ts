/** All lines of all screens: key → [zh-CN, en]. A test finds keys that no screen uses. */
import { benchText } from './words/bench.ts';
import { cabinetText } from './words/cabinet.ts';
import { dataDisplayText } from './words/data-display.ts';
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
import { dutyText } from './words/duty.ts';
import { entranceText } from './words/entrance.ts';
import { entranceRollcallText } from './words/entrance-rollcall.ts';
import { fieldsText } from './words/fields.ts';
import { journalEventsText } from './words/journal-events.ts';
import { pickText } from './words/pick.ts';
import { linkText } from './words/link.ts';
import { partsText } from './words/parts.ts';
import { shellText } from './words/shell.ts';
import { statesText } from './words/states.ts';

/** Chinese first, English beside it. */
export type Line = readonly [chinese: string, english: string];

export const DICTIONARY = {
  ...shellText,
  ...statesText,
  ...linkText,
  ...partsText,
  ...fieldsText,
  ...entranceText,
  ...entranceRollcallText,
  ...dutyText,
  ...cabinetText,
  ...dataDisplayText,
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
  ...pickText,
};
export type TextKey = keyof typeof DICTIONARY;

export type Language = 'zh-CN' | 'en';
export type TextParams = Readonly<Record<string, string | number>>;

/** Fills `{name}`; what has no value stays visible as it is, so that a slip is seen and not hidden. */
export function fill(line: string, params: TextParams): string {
  return line.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : String(value);
  });
}
