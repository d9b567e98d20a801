/**
 * Which pages of the desk concern whom, and how they stand together. The service decides what anybody may read or do;
 * this only keeps pages out of the way that would open on a refusal. Pure.
 */
import type { TextKey } from '../../text/dictionary.ts';
import { DESK_PAGES, type DeskPage } from './route.svelte.ts';

const LEADERS = ['director', 'deputy-director'];
const SECRETARIES = ['seal-custodian', 'secretary-staff'];

/** Readers of a day's attendance of others: all of them, or a head's own section. */
const ATTENDANCE_READERS = [...LEADERS, 'attendance-clerk', 'auditor', 'section-head'];
const CALL_READERS = [...LEADERS, ...SECRETARIES, 'auditor'];

/** A page that is not named here is everybody's. */
const PAGE_ROLES: Readonly<Partial<Record<DeskPage, readonly string[]>>> = {
  people: [...LEADERS, ...SECRETARIES, 'attendance-clerk', 'section-head', 'auditor', 'system-admin'],
  settings: [...LEADERS, ...SECRETARIES, 'attendance-clerk', 'auditor', 'system-admin'],
  devices: [...LEADERS, ...SECRETARIES, 'attendance-clerk', 'auditor', 'system-admin'],
  journal: ['director', 'auditor', 'system-admin'],
};

export const PAGE_WORDS = {
  inbox: 'desk.inbox',
  attendance: 'desk.attendance',
  duty: 'desk.duty',
  seals: 'desk.seals',
  people: 'desk.people',
  calendar: 'desk.calendar',
  settings: 'desk.settings',
  devices: 'desk.devices',
  journal: 'desk.journal',
  account: 'desk.account',
} as const satisfies Record<DeskPage, TextKey>;

export interface PageGroup {
  readonly word: TextKey;
  readonly pages: readonly DeskPage[];
}
const GROUPS: readonly PageGroup[] = [
  { word: 'nav.work', pages: ['inbox', 'attendance', 'duty', 'seals'] },
  { word: 'nav.office', pages: ['people', 'calendar', 'settings', 'devices', 'journal'] },
  { word: 'nav.own', pages: ['account'] },
];

function holdsOne(roles: readonly string[], wanted: readonly string[]): boolean {
  return roles.some((role) => wanted.includes(role));
}

export function pagesFor(roles: readonly string[]): readonly DeskPage[] {
  return DESK_PAGES.filter((page) => {
    const wanted = PAGE_ROLES[page];
    return wanted === undefined || holdsOne(roles, wanted);
  });
}
/** The groups of the navigation with what these roles may open; a group of nothing is left out. */
export function groupsFor(roles: readonly string[]): readonly PageGroup[] {
  const open = pagesFor(roles);
  return GROUPS.map(({ word, pages }) => ({
    word,
    pages: pages.filter((page) => open.includes(page)),
  })).filter(({ pages }) => pages.length > 0);
}
/** Keepers of the calendar propose and confirm; the administrator, who answers for nothing in it, only proposes. */
export function confirmsCalendar(roles: readonly string[]): boolean {
  return holdsOne(roles, [...LEADERS, ...SECRETARIES, 'attendance-clerk']);
}
export function changesCalendar(roles: readonly string[]): boolean {
  return confirmsCalendar(roles) || roles.includes('system-admin');
}
export function readsAttendanceOfOthers(roles: readonly string[]): boolean {
  return holdsOne(roles, ATTENDANCE_READERS);
}
export function readsCalls(roles: readonly string[]): boolean {
  return holdsOne(roles, CALL_READERS);
}
