/** Takes recorded events into the attendance state. Deterministic, from the event alone. */
import { daysBetween } from '../calendar/dates.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import type { BadgeFact } from '../people/events.ts';
import { dropOldProposals, evolveCorrections, putAway } from './corrections-evolve.ts';
import type { AttendanceEvent, Judgement, SignInContact } from './events.ts';
import { readKey } from './keys.ts';
import {
  CONTACTS_KEPT,
  DAYS_KEPT,
  OPEN_DAYS_KEPT,
  SETTLED_KEPT,
  dayOf,
  leaveIn,
  setStanding,
  type AttendanceState,
  type DayState,
  type ShownBadge,
  type Standing,
} from './state.ts';

export function evolveAttendance(state: AttendanceState, event: RecordedEvent): void {
  switch (event.type) {
    case 'people.badge-recorded':
      takeBadge(state, event.data, event);
      noteProof(state, event.data, event);
      return;
    case 'people.badge-unknown':
    case 'stations.device-proven':
      noteProof(state, event.data, event);
      return;
    case 'stations.device-health':
      if (event.data.health === 'online') noteProof(state, event.data, event);
      return;
    case 'system.started':
      state.firstDate ??= event.officeDate;
      return;
    case 'system.deadline-passed':
      passDeadline(state, event.data.key, event.data.dueAtMs);
      return;
    case 'leave.asked': {
      const { from, until } = event.data.span;
      state.undecided[event.data.leaveId] = { fromDate: from.date, untilDate: until.date };
      return;
    }
    case 'leave.decided':
    case 'leave.withdrawn':
      delete state.undecided[event.data.leaveId];
      return;
    case 'duty.signed-on':
      takeSigningOn(state, event.data, event.officeDate);
      return;
    default:
      if (event.type.startsWith('attendance.')) evolveVerdict(state, event);
  }
}

function evolveVerdict(state: AttendanceState, event: RecordedEvent): void {
  switch (event.type) {
    case 'attendance.signed-in': {
      const { personId, officeDate, atMs, by, stationId, deviceId, badgePosition } = event.data;
      const contact = { atMs, by, stationId, deviceId, badgePosition };
      setStanding(state, officeDate, personId, standingOf(event.data, contact));
      return;
    }
    case 'attendance.edge-judged':
      for (const judgement of event.data.judgements) {
        const { personId } = judgement;
        const contact = dayOf(state, event.data.officeDate).standing[personId]?.contact;
        setStanding(state, event.data.officeDate, personId, standingOf(judgement, contact));
      }
      return;
    case 'attendance.rejudged': {
      const { judgement, contact } = event.data;
      const { personId, officeDate } = judgement;
      setStanding(state, officeDate, personId, standingOf(judgement, contact));
      return;
    }
    case 'attendance.verdict-withdrawn':
      setStanding(state, event.data.officeDate, event.data.personId, undefined);
      return;
    case 'attendance.paper-confirmed': {
      const { officeDate, lines, stationId, deviceId } = event.data;
      for (const { personId, atMs } of lines) {
        const contact = { atMs, by: 'paper', stationId, deviceId, badgePosition: event.position } as const;
        putContact(state, officeDate, personId, contact, event.officeDate);
      }
      evolveCorrections(state, event);
      return;
    }
    case 'attendance.explained':
    case 'attendance.explanation-decided':
      takeExplanation(state, event, event.recordedAtMs);
      return;
    default:
      evolveCorrections(state, event);
  }
}

function standingOf(
  { verdict, ruleVersion, because }: Judgement,
  contact: SignInContact | undefined,
): Standing {
  return { verdict, ruleVersion, contact, leaveId: leaveIn(because) };
}

type ExplanationEvent = Extract<
  AttendanceEvent,
  { type: 'attendance.explained' | 'attendance.explanation-decided' }
>;

function takeExplanation(state: AttendanceState, event: ExplanationEvent, filedAtMs: number): void {
  const { explanations } = dayOf(state, event.data.officeDate);
  if (event.type === 'attendance.explained') {
    const { personId, text, filedBy } = event.data;
    explanations[personId] = { text, filedBy, filedAtMs, decision: undefined };
    return;
  }
  const { personId, accepted, decidedBy, remark } = event.data;
  const filed = explanations[personId];
  if (filed !== undefined) explanations[personId] = { ...filed, decision: { accepted, decidedBy, remark } };
}

function takeBadge(
  state: AttendanceState,
  badge: BadgeFact,
  { position, recordedAtMs, officeDate: today }: RecordedEvent,
): void {
  const { personId, stationId, deviceId, officeDate, atMs, by } = badge;
  const shown: ShownBadge = { position, deviceId, personId, officeDate, atMs, recordedAtMs, by };
  state.badges[stationId] = shown;
  const shownSince = state.boards[stationId]?.shownSince ?? position;
  state.boards[stationId] = { lastBadgeAtMs: recordedAtMs, shownSince };
  if (badge.countsForSignIn) addContact(state, stationId, shown, today);
}

/** KQ-1: a desk badge counts for who is signed on there; of the one that led to signing on it is known only now. */
function takeSigningOn(
  state: AttendanceState,
  { stationId, personId }: { readonly stationId: string; readonly personId: string },
  today: string,
): void {
  const badge = state.badges[stationId];
  if (badge?.personId === personId) addContact(state, stationId, badge, today);
}

function addContact(state: AttendanceState, stationId: string, badge: ShownBadge, today: string): void {
  const { position: badgePosition, deviceId, personId, officeDate, atMs, by } = badge;
  putContact(state, officeDate, personId, { atMs, by, stationId, deviceId, badgePosition }, today);
}

function putContact(
  state: AttendanceState,
  officeDate: string,
  personId: string,
  contact: SignInContact,
  today: string,
): void {
  // A fact that comes after its day has been settled and put away changes nothing here.
  if (state.settled.includes(officeDate) && officeDate < today) return;
  const { contacts } = dayOf(state, officeDate);
  const own = (contacts[personId] ??= []);
  if (own.some((other) => other.badgePosition === contact.badgePosition)) return;
  const at = own.findLastIndex((other) => other.atMs <= contact.atMs) + 1;
  own.splice(at, 0, contact);
  if (own.length > CONTACTS_KEPT) own.pop();
}

/** The first sign of life of a reader after an edge, on the day of the edge; later ones change nothing. */
function noteProof(
  state: AttendanceState,
  { deviceId, atMs }: { readonly deviceId: string; readonly atMs: number },
  { position, officeDate: today }: RecordedEvent,
): void {
  const day = state.watchedDate === today ? state.days[today] : undefined;
  if (day === undefined) return;
  if (day.lateEdge !== undefined && atMs >= day.lateEdge.dueAtMs) day.provenLate[deviceId] ??= position;
  if (day.absentEdge !== undefined && atMs >= day.absentEdge.dueAtMs) day.provenAbsent[deviceId] ??= position;
  for (const edge of Object.values(day.ownEdges))
    if (atMs >= edge.dueAtMs) edge.proven[deviceId] ??= position;
}

function passDeadline(state: AttendanceState, key: string, dueAtMs: number): void {
  const name = readKey(key);
  switch (name?.kind) {
    case 'late-edge':
      dayOf(state, name.officeDate).lateEdge = { key, dueAtMs };
      dayOf(state, name.officeDate).provenLate = {};
      state.watchedDate = later(state.watchedDate, name.officeDate);
      return;
    case 'absent-edge':
      dayOf(state, name.officeDate).absentEdge = { key, dueAtMs };
      dayOf(state, name.officeDate).provenAbsent = {};
      state.judgedThrough = later(state.judgedThrough, name.officeDate);
      state.watchedDate = later(state.watchedDate, name.officeDate);
      return;
    case 'proof-due':
      dayOf(state, name.officeDate).proofDue = { key, dueAtMs };
      return;
    case 'own-edge':
      dayOf(state, name.officeDate).ownEdges[name.time] = { dueAtMs, proofOverdue: false, proven: {} };
      return;
    case 'own-proof-due': {
      const edge = dayOf(state, name.officeDate).ownEdges[name.time];
      if (edge !== undefined) edge.proofOverdue = true;
      return;
    }
    case 'window-closes':
      dayOf(state, name.officeDate).closed = true;
      return;
    case 'board-lapses': {
      const board = state.boards[name.stationId];
      if (board?.lastBadgeAtMs === name.lastBadgeAtMs)
        state.boards[name.stationId] = { ...board, shownSince: undefined };
      return;
    }
    case 'day-begins':
      dropSettledDays(state, name.officeDate);
      return;
    case undefined:
      return;
  }
}

function later(one: string | undefined, other: string): string {
  return one !== undefined && one > other ? one : other;
}

function dropSettledDays(state: AttendanceState, today: string): void {
  for (const day of Object.values(state.days)) {
    const age = daysBetween(day.officeDate, today);
    if (age <= DAYS_KEPT && !(day.closed && age > 0 && !isAwaited(state, day, age))) continue;
    putAway(state.corrections, day);
    delete state.days[day.officeDate];
    state.settled = [...state.settled, day.officeDate].slice(-SETTLED_KEPT);
  }
  dropOldProposals(state, today);
}

/** Something may still be decided or signed that changes this day. */
function isAwaited(state: AttendanceState, day: DayState, age: number): boolean {
  const asked = Object.values(state.undecided);
  if (asked.some(({ fromDate, untilDate }) => fromDate <= day.officeDate && day.officeDate <= untilDate))
    return true;
  if (Object.values(day.explanations).some(({ decision }) => decision === undefined)) return true;
  if (age > OPEN_DAYS_KEPT) return false;
  const { lots, outages } = state.corrections;
  const isOfDay = ({ what }: { readonly what: { readonly officeDate: string } }): boolean =>
    what.officeDate === day.officeDate;
  if (Object.values(lots).some(isOfDay) || Object.values(outages).some(isOfDay)) return true;
  return Object.values(day.standing).some(({ verdict }) => verdict === 'open');
}
