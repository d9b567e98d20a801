/**
 * What the entrance shows of people: the board by section, the card of the last badge, the totals. Outside the staff
 * pages leaders are only 在岗, kinds of leave never appear, and names are sent only while the board is up.
 */
import type {
  BadgeValue,
  BoardState,
  BoardValue,
  RowValue,
  TonightValue,
  TotalsValue,
} from '../contract/screens.ts';
import type { Viewing } from '../engine/module.ts';
import type { PersonRecord } from '../people/events.ts';
import { edgesOf } from './edges.ts';
import type { AttendanceVerdict } from './events.ts';
import { EvidenceBook } from './evidence.ts';
import { contactOf, isAwaited } from './judge.ts';
import { ownEdgesOf } from './own-edges.ts';
import type { AttendanceState, ShownBadge } from './state.ts';

/** A hall board cannot show more names than this; in a larger office it stays with the totals. */
export const BOARD_ROWS_MAX = 500;

const BOARD_OF_VERDICT: Readonly<Record<AttendanceVerdict, BoardState>> = {
  'on-time': 'on-time',
  late: 'late',
  'after-edge': 'after-edge',
  'not-signed-in': 'not-signed-in',
  // 缺勤 is the register's word, after the window; the board keeps to the fact of the morning.
  absent: 'not-signed-in',
  open: 'open',
  explained: 'explained',
  'on-leave': 'on-leave',
  'away-on-duty': 'away-on-duty',
  'not-expected': 'not-expected',
};

export function boardValue(
  state: Readonly<AttendanceState>,
  { context, stationId }: Pick<Viewing, 'context' | 'stationId'>,
): BoardValue {
  const { shown, seconds } = context.settings.at('entrance.board', context.officeDate);
  const board = stationId === undefined ? undefined : state.boards[stationId];
  const isUp = shown === 'after-badge' && board?.shownSince !== undefined;
  return { shown, visibleUntilMs: isUp ? board.lastBadgeAtMs + seconds * 1000 : undefined };
}

/** Names are sent. */
export function isBoardUp(
  state: Readonly<AttendanceState>,
  viewing: Pick<Viewing, 'context' | 'stationId'>,
): boolean {
  const { shown, visibleUntilMs } = boardValue(state, viewing);
  const { people, officeDate } = viewing.context;
  if (shown === 'never' || (shown === 'after-badge' && visibleUntilMs === undefined)) return false;
  return people.employedOn(officeDate).length <= BOARD_ROWS_MAX;
}

/** Undefined for who does not appear: leaders who have not come, and who does not sign in. */
export function rowValue(
  state: Readonly<AttendanceState>,
  person: PersonRecord,
  { context }: Viewing,
): RowValue | undefined {
  const { personId, name, sectionId, rank, leader } = person;
  const stands = boardStateOf(state, person, { context });
  if (stands === undefined) return undefined;
  const contactMs = state.days[context.officeDate]?.standing[personId]?.contact?.atMs;
  const time = leader || contactMs === undefined ? undefined : context.time.timeOf(contactMs).slice(0, 5);
  return { personId, name, sectionId, rank, state: stands, time };
}

function boardStateOf(
  state: Readonly<AttendanceState>,
  person: PersonRecord,
  { context }: Pick<Viewing, 'context'>,
): BoardState | undefined {
  const { officeDate } = context;
  const { personId } = person;
  const day = state.days[officeDate];
  const hasCome = (day?.contacts[personId]?.length ?? 0) > 0;
  const cover = context.leave.coverOf(personId, officeDate, 'morning');
  if (person.leader) {
    if (hasCome) return 'at-post';
    return cover?.state === 'granted' && cover.away ? 'away-on-duty' : undefined;
  }
  const standing = day?.standing[personId];
  if (standing !== undefined) return BOARD_OF_VERDICT[standing.verdict];
  if (context.duty.signedOn().includes(personId)) return 'on-duty-shift';
  if (context.calendar.isWorkingDay(officeDate) !== true || !isAwaited(person, officeDate, context)) {
    return isAwaited(person, officeDate, context) ? 'not-expected' : undefined;
  }
  if (cover?.state === 'granted') return cover.away ? 'away-on-duty' : 'on-leave';
  const office = edgesOf(officeDate, context);
  const own = ownEdgesOf(personId, office, day, context);
  const edgePassed =
    own?.edgePassed ?? (day?.absentEdge !== undefined && day.absentEdge.dueAtMs >= office.absentMs);
  if (!edgePassed) return 'not-yet';
  // The edge has passed and a sign of life of the readers is awaited for some seconds.
  const book = own?.evidence ?? new EvidenceBook(office, day, context);
  const evidence = book.of(personId, 'absent', undefined);
  return evidence.kind === 'incomplete' || (evidence.kind === 'awaited' && evidence.silent)
    ? 'open'
    : 'not-signed-in';
}

export function totalsValue(state: Readonly<AttendanceState>, { context }: Viewing): TotalsValue {
  const { officeDate } = context;
  if (context.calendar.isWorkingDay(officeDate) !== true)
    return { expected: 0, signed: 0, onLeave: 0, away: 0, notSigned: 0 };
  const expected = expectedCount(context);
  const signed = state.days[officeDate]?.signed ?? 0;
  const { onLeave, away } = excusedCount(state, context);
  return { expected, signed, onLeave, away, notSigned: Math.max(0, expected - signed - onLeave - away) };
}

/** Who is on leave or 公出 this morning and has not come all the same. */
function excusedCount(
  state: Readonly<AttendanceState>,
  context: Viewing['context'],
): { readonly onLeave: number; readonly away: number } {
  const { leave, people, officeDate } = context;
  const standing = state.days[officeDate]?.standing;
  let [onLeave, away] = [0, 0];
  for (const [personId, cover] of leave.coveredOn(officeDate, 'morning')) {
    const person = people.person(personId);
    if (person === undefined || !isAwaited(person, officeDate, context)) continue;
    if (standing?.[personId]?.contact !== undefined) continue;
    if (cover.away) away += 1;
    else onLeave += 1;
  }
  return { onLeave, away };
}

const counted = new WeakMap<object, { readonly key: string; readonly count: number }>();

/** Kept until the register of staff or leave changes: totals are read after every badge. */
function expectedCount(context: Viewing['context']): number {
  const { people, leave, officeDate } = context;
  const key = `${people.revision()} ${leave.revision()} ${officeDate}`;
  const known = counted.get(people);
  if (known?.key === key) return known.count;
  const count = people
    .employedOn(officeDate)
    .filter((person) => isAwaited(person, officeDate, context)).length;
  counted.set(people, { key, count });
  return count;
}

/** Name, time, own verdict, nothing else; figures only when asked for by badging twice (`tally`, counting). */
export function badgeValue(
  state: Readonly<AttendanceState>,
  { context, stationId }: Viewing,
): BadgeValue | undefined {
  const badge = stationId === undefined ? undefined : state.badges[stationId];
  const person = badge && context.people.person(badge.personId);
  if (badge === undefined || person === undefined || badge.officeDate !== context.officeDate)
    return undefined;
  const { position, atMs, by } = badge;
  const shown = stateOfBadge(state, badge, person, context);
  return { id: String(position), name: person.name, time: context.time.timeOf(atMs), atMs, by, ...shown };
}

function stateOfBadge(
  state: Readonly<AttendanceState>,
  { position, personId, officeDate, atMs }: ShownBadge,
  person: PersonRecord,
  context: Viewing['context'],
): Pick<BadgeValue, 'state' | 'remark'> {
  const calendarDay = context.calendar.dayOf(officeDate);
  if (person.leader) return { state: 'at-post', remark: undefined };
  if (!calendarDay.published) return { state: 'recorded', remark: '日历未公布，暂不判定' };
  if (context.calendar.isWorkingDay(officeDate) !== true)
    return { state: 'recorded', remark: '今日不作签到要求' };
  if (!isAwaited(person, officeDate, context)) return { state: 'recorded', remark: undefined };
  const edges = edgesOf(officeDate, context);
  if (atMs < edges.opensMs) {
    const opens = context.time.timeOf(edges.opensMs).slice(0, 5);
    return { state: 'recorded', remark: `${opens} 起签到，此次不计` };
  }
  const day = state.days[officeDate];
  const standing = day?.standing[personId];
  if (standing === undefined) return { state: 'recorded', remark: '已记录，待判定' };
  const first = contactOf(day, personId, edges);
  if (first !== undefined && first.badgePosition !== position)
    return { state: 'already-signed', remark: `今日已于 ${context.time.timeOf(first.atMs)} 签到` };
  const remark = standing.verdict === 'open' ? '签到机曾中断，待核' : undefined;
  return { state: BOARD_OF_VERDICT[standing.verdict], remark };
}

/** Tonight's duty by name and role; never a telephone number. */
export function tonightValue({ context }: Viewing): TonightValue | undefined {
  const tonight = context.duty.tonight(context.officeDate);
  if (tonight === undefined) return undefined;
  const row = (
    role: TonightValue['rows'][number]['role'],
    personId: string | undefined,
  ): TonightValue['rows'] => {
    const name = personId === undefined ? undefined : context.people.person(personId)?.name;
    return name === undefined ? [] : [{ role, name, remark: '' }];
  };
  return {
    from: context.time.timeOf(tonight.fromMs).slice(0, 5),
    to: context.time.timeOf(tonight.toMs).slice(0, 5),
    rows: [
      ...row('leader', tonight.leaderId),
      ...tonight.officerIds.flatMap((officerId) => row('officer', officerId)),
      ...row('driver', tonight.driverId),
    ],
  };
}
