/** 去向板: where everybody is now. Leaders outside the staff pages are 在岗 or 公出, or not shown. */
import type { Reading } from '../engine/module.ts';
import type { PersonRecord } from '../people/events.ts';
import { isExpected } from '../people/people-view.ts';
import { mayReadGrounds } from './competence.ts';
import type { Half } from './events.ts';
import { halfAt, opensMs } from './hours.ts';
import { kindShown } from './rows.ts';
import type { LeaveState } from './state.ts';
import type { LeaveCover } from './view.ts';

export type Whereabouts =
  | 'on-duty'
  | 'away'
  | 'countryside'
  | 'on-leave'
  | 'at-post'
  /** Asked for leave, not decided. */
  | 'open'
  | 'not-signed-in'
  | 'not-expected';

const WORDS: Readonly<Record<Whereabouts, string>> = {
  'on-duty': '值班',
  away: '公出',
  countryside: '下乡',
  'on-leave': '请假',
  'at-post': '在岗',
  open: '待核',
  'not-signed-in': '未签到',
  'not-expected': '不作要求',
};

export interface WhereaboutsLine {
  readonly personId: string;
  readonly name: string;
  readonly post: string;
  readonly leader: boolean;
  readonly sectionId: string;
  readonly sectionName: string | undefined;
  readonly where: Whereabouts;
  readonly words: string;
  /** `病假`, only for who may read the grounds; `下乡`, `学习` for all staff. */
  readonly kindWords: string | undefined;
  /** First contact of the day that counts, `07:42`; staff pages only. */
  readonly time: string | undefined;
}

export function whereaboutsNow(state: Readonly<LeaveState>, reading: Reading): object {
  const { context, principal } = reading;
  const { officeDate, now } = context;
  const half = halfAt(now.epochMs, officeDate, context);
  const lines = context.people
    .employedOn(officeDate)
    .map((person) => lineOf(state, person, half, reading))
    .filter((line) => principal.kind === 'person' || isShownOutside(line));
  const counts: Partial<Record<Whereabouts, number>> = {};
  for (const { where } of lines) counts[where] = (counts[where] ?? 0) + 1;
  return {
    date: officeDate,
    half,
    working: context.calendar.isWorkingDay(officeDate),
    counts,
    people: lines,
  };
}

function isShownOutside({ leader, where }: WhereaboutsLine): boolean {
  return !leader || where === 'at-post' || where === 'away';
}

function lineOf(
  state: Readonly<LeaveState>,
  person: PersonRecord,
  half: Half,
  { context, principal }: Reading,
): WhereaboutsLine {
  const { officeDate, people, leave, attendance, time } = context;
  const { personId, name, post, leader, sectionId } = person;
  const cover = leave.coverOf(personId, officeDate, half);
  const fromMs = opensMs(officeDate, context);
  const firstMs = attendance.contactsOf(personId, officeDate).find(({ atMs }) => atMs >= fromMs)?.atMs;
  const isStaffPage = principal.kind === 'person';
  const found = placeOf(person, cover, firstMs, context);
  // Outside the staff pages a leader is 公出 wherever the business is.
  const where = !isStaffPage && leader && found === 'countryside' ? 'away' : found;
  const isOpen = isStaffPage && (cover?.away === true || mayReadGrounds(state, personId, principal, context));
  const isCovered = where === 'away' || where === 'countryside' || where === 'on-leave';
  return {
    personId,
    name,
    post,
    leader,
    sectionId,
    sectionName: people.section(sectionId)?.name,
    where,
    words: WORDS[where],
    kindWords: isCovered && isStaffPage ? kindShown(cover?.kind, isOpen) : undefined,
    time: firstMs === undefined || !isStaffPage ? undefined : time.timeOf(firstMs).slice(0, 5),
  };
}

function placeOf(
  person: PersonRecord,
  cover: LeaveCover | undefined,
  firstMs: number | undefined,
  { duty, calendar, leave, officeDate }: Reading['context'],
): Whereabouts {
  if (duty.signedOn().includes(person.personId)) return 'on-duty';
  if (cover?.state === 'granted') {
    if (!cover.away) return 'on-leave';
    return cover.kind === 'countryside' || cover.kind === 'village' ? 'countryside' : 'away';
  }
  if (firstMs !== undefined) return 'at-post';
  const isExempt = leave.isExempt(person.personId, officeDate);
  if (calendar.isWorkingDay(officeDate) !== true || isExempt || !isExpected(person, officeDate))
    return 'not-expected';
  return cover === undefined ? 'not-signed-in' : 'open';
}
