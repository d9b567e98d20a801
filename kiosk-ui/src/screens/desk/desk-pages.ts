/**
 * The pages of the desk and what stands under them: which concern whom, and how they stand together. The service decides
 * what anybody may read or do; this only keeps pages out of the way that would open on a refusal. Pure. How a page is
 * added: docs/architecture.md, *Pages of the desk*.
 */
import type { TextKey } from '../../text/dictionary.ts';

export const DESK_PAGES = [
  'inbox',
  'attendance',
  'leave',
  'rollcall',
  'bulletin',
  'duty',
  'seals',
  'people',
  'calendar',
  'settings',
  'devices',
  'journal',
  'account',
] as const;
export type DeskPage = (typeof DESK_PAGES)[number];

const LEADERS = ['director', 'deputy-director'];
const SECRETARIES = ['seal-custodian', 'secretary-staff'];

/** Readers of a day's attendance of others: all of them, or a head's own section. */
const ATTENDANCE_READERS = [...LEADERS, 'attendance-clerk', 'auditor', 'section-head'];
/** Decide leave, or enter what a city leader decided. */
const LEAVE_DECIDERS = [...LEADERS, ...SECRETARIES, 'city-leader'];
const LEAVE_ENTERERS = ['director', 'attendance-clerk', ...SECRETARIES, 'section-head'];
const LEAVE_READERS = [...LEADERS, 'attendance-clerk', ...SECRETARIES, 'auditor'];
/** KH-1: who prepares the appraisal, and who looks into it. */
const APPRAISAL_READERS = [...LEADERS, 'party-secretary', 'attendance-clerk', 'auditor'];
/** Who states that a reader was down, keys the paper sheet, and signs beside another. */
const SECOND_PERSONS = [...LEADERS, ...SECRETARIES, 'attendance-clerk'];
const ROLLCALL_READERS = [...LEADERS, ...SECRETARIES, 'attendance-clerk', 'section-head', 'auditor'];
const CALL_READERS = [...LEADERS, ...SECRETARIES, 'auditor'];
const REGISTER_READERS = [...LEADERS, ...SECRETARIES, 'auditor'];

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
  leave: 'desk.leave',
  bulletin: 'desk.bulletin',
  rollcall: 'desk.rollcall',
  duty: 'desk.duty',
  seals: 'desk.seals',
  people: 'desk.people',
  calendar: 'desk.calendar',
  settings: 'desk.settings',
  devices: 'desk.devices',
  journal: 'desk.journal',
  account: 'desk.account',
} as const satisfies Record<DeskPage, TextKey>;

/** A page under a page: `#attendance/mine`. */
export interface SubPage {
  /** What stands in the address; no id of anything may be written so. */
  readonly name: string;
  readonly word: TextKey;
  /** Whom it concerns; everybody where it is left out. */
  readonly roles?: readonly string[];
  /** What stands below it in the address is a page of its own, with its own heading: one person of the staff. */
  readonly detailStandsAlone?: boolean;
}

/** In the order in which they stand; the first that somebody may open is what the page's plain address opens. */
export const SUB_PAGES = {
  attendance: [
    { name: 'day', word: 'attendance.others', roles: ATTENDANCE_READERS },
    { name: 'mine', word: 'attendance.mine' },
    { name: 'month', word: 'attendance.month', roles: ATTENDANCE_READERS },
    { name: 'late-book', word: 'attendance.lateBook', roles: ATTENDANCE_READERS },
    { name: 'year', word: 'attendance.year', roles: ATTENDANCE_READERS },
    { name: 'times', word: 'attendance.times' },
    { name: 'corrections', word: 'correction.title' },
    { name: 'outages', word: 'outage.title', roles: SECOND_PERSONS },
    { name: 'card-spots', word: 'spots.title', roles: ATTENDANCE_READERS },
  ],
  rollcall: [
    { name: 'list', word: 'rollcall.list', roles: ROLLCALL_READERS, detailStandsAlone: true },
    { name: 'mine', word: 'rollcall.mine' },
  ],
  leave: [
    { name: 'mine', word: 'leave.mine' },
    { name: 'waiting', word: 'leave.waiting', roles: LEAVE_DECIDERS },
    { name: 'whereabouts', word: 'leave.whereabouts' },
    { name: 'morning', word: 'leave.morningPage', roles: [...LEADERS, 'attendance-clerk'] },
    { name: 'enter', word: 'leave.enter', roles: LEAVE_ENTERERS },
    { name: 'delegation', word: 'leave.delegation', roles: [...LEADERS, 'attendance-clerk', 'auditor'] },
    { name: 'list', word: 'leave.list', roles: [...LEAVE_READERS, 'section-head'] },
  ],
  bulletin: [
    { name: 'months', word: 'bulletin.months', detailStandsAlone: true },
    { name: 'mine', word: 'bulletin.mine' },
    { name: 'year-end', word: 'bulletin.yearEnd', roles: APPRAISAL_READERS },
  ],
  duty: [
    { name: 'calls', word: 'calls.title', roles: CALL_READERS },
    { name: 'roster', word: 'roster.title' },
  ],
  seals: [
    { name: 'requests', word: 'seal.papers' },
    { name: 'register', word: 'seal.register', roles: REGISTER_READERS },
  ],
  people: [
    { name: 'staff', word: 'people.staff', detailStandsAlone: true },
    { name: 'import', word: 'import.title', roles: ['system-admin'] },
  ],
} as const satisfies Partial<Record<DeskPage, readonly SubPage[]>>;

type SubPages = typeof SUB_PAGES;
/** Every part that is fetched by itself: `inbox`, `attendance/mine`. */
export type PageKey =
  | Exclude<DeskPage, keyof SubPages>
  | { [Page in keyof SubPages]: `${Page}/${SubPages[Page][number]['name']}` }[keyof SubPages];

const UNDER: Readonly<Partial<Record<DeskPage, readonly SubPage[]>>> = SUB_PAGES;

export interface PageGroup {
  readonly word: TextKey;
  readonly pages: readonly DeskPage[];
}
const GROUPS: readonly PageGroup[] = [
  { word: 'nav.work', pages: ['inbox', 'attendance', 'leave', 'rollcall', 'bulletin', 'duty', 'seals'] },
  { word: 'nav.office', pages: ['people', 'calendar', 'settings', 'devices', 'journal'] },
  { word: 'nav.own', pages: ['account'] },
];

function concerns(roles: readonly string[], wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || roles.some((role) => wanted.includes(role));
}

export function pagesFor(roles: readonly string[]): readonly DeskPage[] {
  return DESK_PAGES.filter((page) => concerns(roles, PAGE_ROLES[page]));
}
/** What these roles may open under a page; empty where nothing stands under it. */
export function subPagesFor(page: DeskPage, roles: readonly string[]): readonly SubPage[] {
  return (UNDER[page] ?? []).filter((sub) => concerns(roles, sub.roles));
}
export function hasSubPages(page: DeskPage): boolean {
  return UNDER[page] !== undefined;
}
export function isSubPage(page: DeskPage, name: string | undefined): boolean {
  return UNDER[page]?.some((sub) => sub.name === name) === true;
}
/** What is open under a page: what the address names, or the first where that is not for these roles. */
export function openSubPage(
  page: DeskPage,
  wanted: string | undefined,
  roles: readonly string[],
): SubPage | undefined {
  const open = subPagesFor(page, roles);
  return open.find(({ name }) => name === wanted) ?? open[0];
}
/** The groups of the navigation with what these roles may open; a group of nothing is left out. */
export function groupsFor(roles: readonly string[]): readonly PageGroup[] {
  const open = pagesFor(roles);
  return GROUPS.map(({ word, pages }) => ({
    word,
    pages: pages.filter((page) => open.includes(page)),
  })).filter(({ pages }) => pages.length > 0);
}
/** Who reads the attendance of all; the head of a section reads the own one. */
export function readsAttendanceOfAll(roles: readonly string[]): boolean {
  return concerns(roles, [...LEADERS, 'attendance-clerk', 'auditor']);
}
/** Who plans what the office itself organises (KQ-3). */
export function organisesForOffice(roles: readonly string[]): boolean {
  return concerns(roles, SECOND_PERSONS);
}
/** Heads of sections plan activities as well, which count for nobody's attendance. */
export function plansRollcall(roles: readonly string[]): boolean {
  return organisesForOffice(roles) || roles.includes('section-head');
}
/** Leave and explanations: the 分工主任 or the director; of these themselves the secretary section enters a leader's word. */
export function decidesRollcall(roles: readonly string[]): boolean {
  return concerns(roles, [...LEADERS, ...SECRETARIES, 'city-leader']);
}
/** Keepers of the calendar propose and confirm; the administrator, who answers for nothing in it, only proposes. */
export function confirmsCalendar(roles: readonly string[]): boolean {
  return concerns(roles, [...LEADERS, ...SECRETARIES, 'attendance-clerk']);
}
export function changesCalendar(roles: readonly string[]): boolean {
  return confirmsCalendar(roles) || roles.includes('system-admin');
}
/** A head of section enters leave for the own section alone. */
export function entersForAll(roles: readonly string[]): boolean {
  return concerns(roles, ['director', 'attendance-clerk', ...SECRETARIES]);
}
/** Enters what a city leader decided about the director or a deputy. */
export function entersLeadersDecision(roles: readonly string[]): boolean {
  return concerns(roles, SECRETARIES);
}
/** A head of section reads the register of the own section alone. */
export function readsAllLeave(roles: readonly string[]): boolean {
  return concerns(roles, LEAVE_READERS);
}
