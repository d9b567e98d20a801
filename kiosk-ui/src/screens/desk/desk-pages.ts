/**
 * Which pages of the desk concern whom. The service decides what anybody may read or do; this only keeps pages out of
 * the way that would open on a refusal. Pure.
 */
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

function holdsOne(roles: readonly string[], wanted: readonly string[]): boolean {
  return roles.some((role) => wanted.includes(role));
}

export function pagesFor(roles: readonly string[]): readonly DeskPage[] {
  return DESK_PAGES.filter((page) => {
    const wanted = PAGE_ROLES[page];
    return wanted === undefined || holdsOne(roles, wanted);
  });
}
export function readsAttendanceOfOthers(roles: readonly string[]): boolean {
  return holdsOne(roles, ATTENDANCE_READERS);
}
export function readsCalls(roles: readonly string[]): boolean {
  return holdsOne(roles, CALL_READERS);
}
