/** Views of an office where nothing is known: for the engine's tests, which bring modules of their own. */
import { createCountingView } from '../../server/attendance/counting/counting-view.ts';
import { initialCounting } from '../../server/attendance/counting/state.ts';
import type { AttendanceView } from '../../server/attendance/view.ts';
import type { CalendarView } from '../../server/calendar/view.ts';
import type { DutyView } from '../../server/duty/view.ts';
import type { LeaveView } from '../../server/leave/view.ts';
import type { PeopleView } from '../../server/people/view.ts';
import type { SealsView } from '../../server/seals/view.ts';
import { createSettingsView } from '../../server/settings/settings-view.ts';
import { initialSettings } from '../../server/settings/state.ts';
import type { SettingsView } from '../../server/settings/view.ts';
import type { StationDevice, StationsView } from '../../server/stations/view.ts';

export const NO_ATTENDANCE: AttendanceView = {
  verdict: () => undefined,
  contactsOf: () => [],
  mayShowNames: () => false,
};

export const NO_LEAVE: LeaveView = {
  revision: () => 0,
  coverOf: () => undefined,
  coveredOn: () => new Map(),
  delegatorsOf: () => [],
  signInOf: () => undefined,
  signInTimes: () => [],
  isExempt: () => false,
};

export const NO_COUNTING = createCountingView(initialCounting());

export const NO_CALENDAR: CalendarView = {
  dayOf: (date) => ({ published: false, date }),
  isWorkingDay: () => undefined,
  workingDayAfter: () => undefined,
  publishedYears: () => [],
};

export const NO_DUTY: DutyView = {
  isRosteredOn: () => false,
  dutyIn: () => undefined,
  signedOn: () => [],
  tonight: () => undefined,
};

export const NO_SEALS: SealsView = {
  isCustodianOrApprover: () => false,
  barredUntilMs: () => 0,
  pinExpectedOf: () => undefined,
};

export function peopleHolding(cards: ReadonlyMap<string, string>): PeopleView {
  return {
    revision: () => 0,
    person: () => undefined,
    section: () => undefined,
    sections: () => [],
    employedOn: () => [],
    employedBetween: () => [],
    hasRole: () => false,
    withRole: () => [],
    credentials: () => ({ cardRefs: [], fingerModules: [], hasPin: false }),
    approvesFromMs: () => 0,
    holderOfCard: (cardRef) => cards.get(cardRef),
    search: () => [],
    spelled: () => '',
  };
}

export function stationsWith(devices: readonly StationDevice[]): StationsView {
  return {
    revision: () => 0,
    devices: () => devices,
    station: () => undefined,
    stationsOf: () => [],
    device: (deviceId) => devices.find((device) => device.deviceId === deviceId),
    devicesAt: (stationId) => devices.filter((device) => device.stationId === stationId),
    blindIn: () => [],
  };
}

export function defaultSettings(): SettingsView {
  return createSettingsView(initialSettings());
}
