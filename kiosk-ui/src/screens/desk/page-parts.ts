/** Each page of the desk is a part of its own, fetched when it is first opened; the inbox comes with the desk. */
import type { Component } from 'svelte';
import type { PageKey } from './desk-pages.ts';
import InboxPage from './InboxPage.svelte';

type Part = Promise<{ readonly default: Component }>;

const PAGE_PARTS: Readonly<Record<PageKey, () => Part>> = {
  inbox: () => Promise.resolve({ default: InboxPage }),
  'attendance/day': () => import('./AttendanceDay.svelte'),
  'attendance/mine': () => import('./OwnAttendance.svelte'),
  'attendance/month': () => import('./AttendanceMonth.svelte'),
  'attendance/late-book': () => import('./LateBookPage.svelte'),
  'attendance/year': () => import('./AttendanceYearPage.svelte'),
  'attendance/times': () => import('./SignInTimesPage.svelte'),
  'attendance/corrections': () => import('./CorrectionsPage.svelte'),
  'leave/mine': () => import('./OwnLeave.svelte'),
  'leave/waiting': () => import('./LeaveWaiting.svelte'),
  'leave/whereabouts': () => import('./Whereabouts.svelte'),
  'leave/morning': () => import('./MorningPage.svelte'),
  'leave/enter': () => import('./LeaveEnter.svelte'),
  'leave/delegation': () => import('./Delegations.svelte'),
  'leave/list': () => import('./LeaveList.svelte'),
  'bulletin/months': () => import('./BulletinList.svelte'),
  'bulletin/mine': () => import('./OwnSheet.svelte'),
  'bulletin/year-end': () => import('./YearEndPage.svelte'),
  'attendance/outages': () => import('./OutagesPage.svelte'),
  'attendance/card-spots': () => import('./CardSpotsPage.svelte'),
  'rollcall/list': () => import('./RollcallPage.svelte'),
  'rollcall/mine': () => import('./OwnRollcalls.svelte'),
  'duty/calls': () => import('./CallsPage.svelte'),
  'duty/roster': () => import('./RosterPage.svelte'),
  'seals/requests': () => import('./SealsPage.svelte'),
  'seals/register': () => import('./SealRegister.svelte'),
  'people/staff': () => import('./PeoplePage.svelte'),
  'people/import': () => import('./StaffImport.svelte'),
  calendar: () => import('./CalendarPage.svelte'),
  settings: () => import('./SettingsPage.svelte'),
  devices: () => import('./DevicesPage.svelte'),
  journal: () => import('./JournalPage.svelte'),
  account: () => import('./AccountPage.svelte'),
};

function isPageKey(key: string): key is PageKey {
  return Object.hasOwn(PAGE_PARTS, key);
}
/** The part of a page, or of what is open under it. */
export function fetchPart(key: string): Part {
  return isPageKey(key) ? PAGE_PARTS[key]() : Promise.reject(new Error(`the desk has no part ${key}`));
}
