/**
 * The entrance while its readers take a roll call, and at the desk how an open one stands. Counts, one's own card, and
 * who has not signed yet only while the hall may see names at all.
 */
import type { RollcallBadgeValue, RollcallValue, RowValue } from '../contract/screens.ts';
import type { ScreenPart, Viewing } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { isOrganiser } from './planning.ts';
import type { Activity, RollcallState } from './state.ts';
import { standsNow, tallyOf } from './tally.ts';

const DESK = 'rollcall/';
const ROW = 'rollcall-row/';

export const ENTRANCE_ROLLCALL: ScreenPart<RollcallState> = {
  screen: 'entrance',
  owns: ['rollcall', 'rollcall-badge', ROW],
  keys(state, viewing) {
    const activity = openHere(state, viewing);
    const named =
      activity === undefined || !viewing.context.attendance.mayShowNames(viewing)
        ? []
        : Object.keys(activity.participants);
    return ['rollcall', 'rollcall-badge', ...named.map((personId) => `${ROW}${personId}`)];
  },
  read(state, key, viewing): RollcallValue | RollcallBadgeValue | RowValue | undefined {
    const activity = openHere(state, viewing);
    if (activity === undefined) return undefined;
    if (key.startsWith(ROW)) return missingRow(activity, key.slice(ROW.length), viewing);
    return key === 'rollcall' ? valueOf(activity, viewing) : badgeOf(state, activity, viewing);
  },
  touched(state, events, viewing) {
    const isOpen = openHere(state, viewing) !== undefined;
    return events.some((event) => (isOpen ? mayChange(event) || mayShowOrHide(event) : isOwn(event)))
      ? 'all'
      : [];
  },
};

/** The hall's names come up with a badge, and go when their minute is over or the office sets it so. */
function mayShowOrHide({ type }: RecordedEvent): boolean {
  return ['system.deadline-passed', 'settings.confirmed', 'system.started', 'system.clock-stepped'].includes(
    type,
  );
}

/** Called, neither signed nor excused, and no leader: those appear in the hall only as 在岗 or 公出. */
function missingRow(activity: Activity, personId: string, viewing: Viewing): RowValue | undefined {
  const { context } = viewing;
  const person = context.people.person(personId);
  if (person === undefined || person.leader || activity.participants[personId] === undefined)
    return undefined;
  if (!context.attendance.mayShowNames(viewing)) return undefined;
  if (standsNow(activity, personId, context) !== 'to-explain') return undefined;
  const { name, sectionId, rank } = person;
  return { personId, name, sectionId, rank, state: 'not-yet', time: undefined };
}

export const DESK_ROLLCALL: ScreenPart<RollcallState> = {
  screen: 'desk',
  owns: [DESK],
  keys: (state, viewing) => openOnes(state, viewing).map(({ activityId }) => `${DESK}${activityId}`),
  read(state, key, viewing): RollcallValue | undefined {
    const found = openOnes(state, viewing).find(({ activityId }) => `${DESK}${activityId}` === key);
    return found && valueOf(found, viewing);
  },
  touched(state, events, viewing) {
    if (events.some(isOwn)) return 'all';
    return events.some(mayChange)
      ? openOnes(state, viewing).map(({ activityId }) => `${DESK}${activityId}`)
      : [];
  },
};

/** Opening, closing and the like; a single sign-in changes counts only. */
function isOwn({ type }: RecordedEvent): boolean {
  return type.startsWith('rollcall.') && type !== 'rollcall.signed';
}

/** What may change who is present or excused while a roll call is open. */
function mayChange({ type }: RecordedEvent): boolean {
  return (
    /^(rollcall|leave)\./.test(type) ||
    [
      'people.badge-recorded',
      'people.person-recorded',
      'duty.signed-on',
      'duty.signed-off',
      'duty.sign-on-lapsed',
      'duty.roster-published',
    ].includes(type)
  );
}

function openHere(state: Readonly<RollcallState>, { stationId }: Viewing): Activity | undefined {
  const activityId = stationId === undefined ? undefined : state.openAt[stationId];
  return activityId === undefined ? undefined : state.activities[activityId];
}

function openOnes(state: Readonly<RollcallState>, { principal }: Viewing): readonly Activity[] {
  if (principal.kind !== 'person') return [];
  return Object.values(state.activities).filter(
    ({ stage, by }) => stage === 'open' && (by === principal.personId || isOrganiser(principal)),
  );
}

function valueOf(activity: Activity, { context }: Viewing): RollcallValue {
  const { activityId, plan, openedAtMs } = activity;
  const { title, kind, place, from, to, officeDate } = plan;
  return {
    activityId,
    title,
    kind,
    place,
    from,
    to,
    openedAtMs: openedAtMs ?? 0,
    closesAtMs: context.time.instantOf(officeDate, to),
    ...tallyOf(activity, context),
  };
}

/** Name, time and what it counted for, to the one who has just badged; nothing of anybody else. */
function badgeOf(
  state: Readonly<RollcallState>,
  activity: Activity,
  { stationId, context }: Viewing,
): RollcallBadgeValue | undefined {
  const badge = stationId === undefined ? undefined : state.badges[stationId];
  const name = badge && context.people.person(badge.personId)?.name;
  if (badge === undefined || name === undefined || badge.activityId !== activity.activityId) return undefined;
  const { personId, position, atMs } = badge;
  const signed = activity.signed[personId];
  const isCalled = activity.participants[personId] !== undefined;
  const counted = signed?.badgePosition === position ? 'signed' : 'already-signed';
  return {
    id: String(position),
    name,
    time: context.time.timeOf(atMs),
    atMs,
    state: isCalled ? (signed === undefined ? 'not-counted' : counted) : 'not-called',
    excused: isCalled && signed === undefined && standsNow(activity, personId, context).startsWith('excused'),
  };
}
