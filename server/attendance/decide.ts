/**
 * What attendance makes of an input. A badge concerns one person; an edge, a sign of life, a blindness or a changed
 * rule concerns a day. Each is answered by judging again what it may have changed. Pure.
 */
import type { Context } from '../engine/context.ts';
import type { Input } from '../engine/input.ts';
import { NO_DECISION, type Decision } from '../engine/module.ts';
import type { OfficeEvent, RecordedEvent } from '../engine/recorded-event.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { decideCorrectionRequest } from './corrections.ts';
import { decideExplanation, explain } from './explanations.ts';
import { judgeDay, judgePeople, judgePerson } from './judge.ts';
import { readKey, type AttendanceKey } from './keys.ts';
import { decideOutageRequest } from './outages.ts';
import { DecideExplanationBody, ExplainBody } from './requests.ts';
import type { AttendanceState, DayState } from './state.ts';

export function decideAttendance(state: Readonly<AttendanceState>, input: Input, context: Context): Decision {
  if (input.kind === 'request') {
    const { type, body } = input.request;
    if (type === 'attendance.explain')
      return explain(state, readBody(ExplainBody, body), input.principal, context);
    if (type === 'attendance.decide-explanation') {
      return decideExplanation(state, readBody(DecideExplanationBody, body), input.principal, context);
    }
    const { principal, request } = input;
    return (
      decideCorrectionRequest(state, request, principal, context) ??
      decideOutageRequest(state, request, principal, context) ??
      NO_DECISION
    );
  }
  if (input.kind !== 'recorded') return NO_DECISION;
  const events = reactTo(state, input.event, context);
  return events.length === 0 ? NO_DECISION : { events };
}

function reactTo(
  state: Readonly<AttendanceState>,
  event: RecordedEvent,
  context: Context,
): readonly OfficeEvent[] {
  switch (event.type) {
    case 'people.badge-recorded': {
      const { personId, officeDate, countsForSignIn } = event.data;
      const own = countsForSignIn ? judgePerson(state, officeDate, personId, 'late-fact', context) : [];
      return [...own, ...afterProof(state, event, event.data.deviceId, own, context)];
    }
    case 'people.badge-unknown':
    case 'stations.device-proven':
      return afterProof(state, event, event.data.deviceId, [], context);
    case 'duty.signed-on': {
      const { personId, stationId } = event.data;
      const badge = state.badges[stationId];
      if (badge?.personId !== personId) return [];
      return judgePerson(state, badge.officeDate, personId, 'late-fact', context);
    }
    case 'attendance.explained':
      return judgePerson(state, event.data.officeDate, event.data.personId, 'explained', context);
    case 'attendance.explanation-decided':
      return judgePerson(state, event.data.officeDate, event.data.personId, 'explanation-decided', context);
    case 'leave.asked':
    case 'leave.decided':
    case 'leave.withdrawn':
    case 'leave.returned': {
      const { personId, span } = event.data;
      return judgeSpans(
        state,
        personId,
        [{ fromDate: span.from.date, untilDate: span.until.date }],
        event,
        context,
      );
    }
    case 'leave.arrangement-confirmed': {
      const { arrangement, replaced } = event.data;
      const spans = replaced === undefined ? [arrangement] : [arrangement, replaced];
      return judgeSpans(state, arrangement.personId, spans, event, context);
    }
    case 'attendance.outage-declared': {
      const { officeDate } = event.data;
      const standing = Object.keys(state.days[officeDate]?.standing ?? {});
      return judgePeople(state, officeDate, standing, 'outage-declared', context);
    }
    case 'attendance.paper-confirmed': {
      const { officeDate, lines } = event.data;
      const named = lines.map(({ personId }) => personId);
      return judgePeople(state, officeDate, named, 'paper-sheet', context);
    }
    case 'people.person-recorded':
      return openDays(state).flatMap(({ officeDate }) =>
        judgePerson(state, officeDate, event.data.personId, 'person-changed', context),
      );
    default:
      return reactWithDays(state, event, context);
  }
}

interface DateSpan {
  readonly fromDate: string;
  readonly untilDate: string | undefined;
}

/** One person's mornings within the spans, closed ones too: a decision may come after the window. */
function judgeSpans(
  state: Readonly<AttendanceState>,
  personId: string,
  spans: readonly DateSpan[],
  { type }: RecordedEvent,
  context: Context,
): readonly OfficeEvent[] {
  const isConcerned = (date: string): boolean =>
    spans.some(
      ({ fromDate, untilDate }) => fromDate <= date && (untilDate === undefined || date <= untilDate),
    );
  return Object.keys(state.days)
    .filter(isConcerned)
    .toSorted()
    .flatMap((date) => judgePerson(state, date, personId, type, context));
}

const JUDGING_KEYS: ReadonlySet<string> = new Set([
  'absent-edge',
  'proof-due',
  'own-edge',
  'own-proof-due',
  'window-closes',
] satisfies AttendanceKey['kind'][]);

/** Whole days, for what happens seldom. */
function reactWithDays(
  state: Readonly<AttendanceState>,
  event: RecordedEvent,
  context: Context,
): readonly OfficeEvent[] {
  const from = (fromMs: number, reason: string): readonly OfficeEvent[] =>
    judgeFrom(state, context.time.dateOf(Math.max(0, fromMs)), reason, context);
  switch (event.type) {
    case 'system.deadline-passed': {
      const name = readKey(event.data.key);
      const judges = name !== undefined && 'officeDate' in name && JUDGING_KEYS.has(name.kind);
      return judges ? judgeDay(state, name.officeDate, name.kind, context) : [];
    }
    case 'stations.device-health': {
      const { deviceId, unprovenSinceMs, atMs } = event.data;
      const counts = context.stations.device(deviceId)?.countsForSignIn === true;
      return counts ? from(Math.min(unprovenSinceMs, atMs), 'reader-health') : [];
    }
    case 'system.journal-blind':
      return from(event.data.fromMs, 'journal-blind');
    case 'system.clock-stepped':
      return from(Math.min(event.data.fromMs, event.data.toMs), 'clock-stepped');
    case 'system.started':
      return from(event.data.blindSinceMs ?? event.recordedAtMs, 'service-stopped');
    case 'system.clock-confirmed':
      return judgeFrom(state, '', 'clock-confirmed', context);
    case 'calendar.year-published':
      return judgeFrom(state, '', 'calendar-changed', context);
    case 'calendar.day-changed':
      return judgeIfJudged(state, event.data.day.date, 'calendar-changed', context);
    case 'settings.confirmed':
      return event.data.key.startsWith('attendance.')
        ? judgeFrom(state, event.data.effectiveFrom, 'rule-changed', context)
        : [];
    default:
      return [];
  }
}

/** A reader's first sign of life after an edge settles who was waiting for it. */
function afterProof(
  state: Readonly<AttendanceState>,
  event: RecordedEvent,
  deviceId: string,
  already: readonly OfficeEvent[],
  context: Context,
): readonly OfficeEvent[] {
  const day = state.watchedDate === undefined ? undefined : state.days[state.watchedDate];
  const isFirst =
    day !== undefined &&
    [day.provenLate, day.provenAbsent, ...Object.values(day.ownEdges).map(({ proven }) => proven)].some(
      (proven) => proven[deviceId] === event.position,
    );
  if (day === undefined || !isFirst || context.stations.device(deviceId)?.countsForSignIn !== true) return [];
  // The holder of this very badge has been judged by it already; a day's judgement would say it twice.
  const told = new Set(already.map(personOf));
  return judgeDay(state, day.officeDate, 'reader-proven', context).filter((one) => {
    const about = personOf(one);
    return about === undefined || !told.has(about);
  });
}

function personOf(event: OfficeEvent): string | undefined {
  switch (event.type) {
    case 'attendance.signed-in':
    case 'attendance.verdict-withdrawn':
      return event.data.personId;
    case 'attendance.rejudged':
      return event.data.judgement.personId;
    default:
      return undefined;
  }
}

/** Every open day from a date on, judged as it stands; only what would change. */
export function judgeFrom(
  state: Readonly<AttendanceState>,
  fromDate: string,
  reason: string,
  context: Context,
): readonly OfficeEvent[] {
  return openDays(state)
    .filter(({ officeDate }) => officeDate >= fromDate)
    .flatMap(({ officeDate }) => judgeIfJudged(state, officeDate, reason, context));
}

/** A day on which nobody signed in and no edge has passed has nothing to be judged again. */
function judgeIfJudged(
  state: Readonly<AttendanceState>,
  officeDate: string,
  reason: string,
  context: Context,
): readonly OfficeEvent[] {
  const day = state.days[officeDate];
  const isBegun = day !== undefined && (day.absentEdge !== undefined || Object.keys(day.contacts).length > 0);
  return isBegun ? judgeDay(state, officeDate, reason, context) : [];
}

/** Days on which something may still change by itself; a closed day changes only person by person. */
function openDays(state: Readonly<AttendanceState>): readonly DayState[] {
  return Object.values(state.days)
    .filter(({ closed }) => !closed)
    .toSorted((a, b) => (a.officeDate < b.officeDate ? -1 : 1));
}
