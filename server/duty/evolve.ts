/** Takes recorded events into the duty desk's state, in place, from the event alone. */
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { deadlineName } from '../mechanisms/deadline.ts';
import { DAY_MS, MINUTE_MS } from '../mechanisms/durations.ts';
import { excuseFor, onDutyAt } from './availability.ts';
import type { DutyEvent } from './events.ts';
import { DAY_BEGINS, FIRED_KEPT_DAYS, LAG_KEPT_MS, ROSTER_KEPT_DAYS } from './limits.ts';
import { rosterKey } from './shifts.ts';
import type { Away, DutyState, LineTrack } from './state.ts';
import { weakerEvidence } from './verdict.ts';

type Of<Type extends RecordedEvent['type']> = Extract<RecordedEvent, { readonly type: Type }>;
type DataOf<Type extends DutyEvent['type']> = Extract<DutyEvent, { readonly type: Type }>['data'];

export function evolveDuty(state: DutyState, event: RecordedEvent): void {
  switch (event.type) {
    case 'system.started':
      state.observedFromMs ??= event.recordedAtMs;
      // The monotonic clock began anew: no badge before this start can be offered anything.
      state.offers = {};
      return;
    case 'system.loop-lagged':
      state.lags = state.lags.filter((lag) => lag.fromMs + lag.lagMs >= event.data.fromMs - LAG_KEPT_MS);
      state.lags.push({ fromMs: event.data.fromMs, lagMs: event.data.lagMs });
      return;
    case 'system.journal-blind':
      state.outages = state.outages.filter((outage) => outage.toMs >= event.data.fromMs - LAG_KEPT_MS);
      state.outages.push({ fromMs: event.data.fromMs, toMs: event.data.toMs });
      return;
    case 'system.deadline-passed':
      deadlinePassed(state, event);
      return;
    case 'stations.configured':
      configured(state, event);
      return;
    case 'people.badge-recorded':
      badged(state, event);
      return;
    default:
      evolveDesk(state, event);
  }
}

function evolveDesk(state: DutyState, event: RecordedEvent): void {
  switch (event.type) {
    case 'duty.roster-published':
      state.rosterVersion = event.data.version;
      for (const row of event.data.rows) state.roster[rosterKey(row)] = row;
      return;
    case 'duty.signed-on':
      state.signedOn.push({
        personId: event.data.personId,
        stationId: event.data.stationId,
        sinceMs: event.data.atMs,
        rostered: event.data.rostered,
        shift: event.data.shift,
        away: undefined,
      });
      delete state.offers[event.data.stationId];
      return;
    case 'duty.signed-off':
      delete state.offers[event.data.stationId];
      removeSignOn(state, event.data.personId);
      return;
    case 'duty.sign-on-lapsed':
      removeSignOn(state, event.data.personId);
      return;
    case 'duty.stepped-away':
      setAway(state, event.data.personId, {
        kind: 'stepped-away',
        sinceMs: event.data.atMs,
        untilMs: event.data.atMs + event.data.expectedMinutes * MINUTE_MS,
        expectedMinutes: event.data.expectedMinutes,
      });
      return;
    case 'duty.visitor-received':
      setAway(state, event.data.personId, {
        kind: 'receiving-visitor',
        sinceMs: event.data.atMs,
        untilMs: undefined,
        expectedMinutes: 0,
      });
      return;
    case 'duty.came-back':
      setAway(state, event.data.personId, undefined);
      return;
    case 'duty.test-announced':
      state.tests = state.tests.filter((test) => test.untilMs >= event.data.fromMs);
      state.tests.push({ lineId: event.data.lineId, fromMs: event.data.fromMs, untilMs: event.data.untilMs });
      return;
    default:
      evolveCalls(state, event);
  }
}

function evolveCalls(state: DutyState, event: RecordedEvent): void {
  switch (event.type) {
    case 'duty.ring-started':
      ringStarted(state, event.data);
      return;
    case 'duty.rang-past-limit': {
      const call = state.calls[event.data.callId];
      if (call !== undefined) call.pastLimit = true;
      return;
    }
    case 'duty.caller-known': {
      const call = state.calls[event.data.callId];
      if (call !== undefined) call.number = event.data.number;
      return;
    }
    case 'duty.line-changed':
      lineChanged(state, event.data);
      return;
    case 'duty.call-judged':
      judged(state, event.data);
      return;
    case 'duty.evidence-lowered': {
      const call = state.calls[event.data.callId];
      if (call !== undefined) call.evidence = event.data.evidence;
      return;
    }
    default:
      evolveLog(state, event);
  }
}

function evolveLog(state: DutyState, event: RecordedEvent): void {
  switch (event.type) {
    case 'duty.call-taken': {
      const call = state.calls[event.data.callId];
      if (call !== undefined) call.answeredBy = event.data.personId;
      return;
    }
    case 'duty.call-logged': {
      const call = state.calls[event.data.callId];
      if (call !== undefined) {
        call.log = 'logged';
        call.matter = event.data.matter;
      }
      state.log.push({ id: event.data.callId, kind: 'call', ...event.data, by: [...event.data.by] });
      return;
    }
    case 'duty.call-dismissed': {
      const call = state.calls[event.data.callId];
      if (call !== undefined) call.log = 'not-needed';
      return;
    }
    case 'duty.visit-logged':
      state.log.push({
        id: event.data.visitId,
        kind: 'visit',
        done: true,
        ...event.data,
        by: [...event.data.by],
      });
      return;
    case 'duty.called-back': {
      const call = state.calls[event.data.callId];
      if (call?.callBack !== undefined) call.callBack.made = true;
      return;
    }
    case 'duty.leader-told': {
      const call = event.data.callId === undefined ? undefined : state.calls[event.data.callId];
      if (call?.callBack !== undefined) call.callBack.leaderTold = true;
      state.words[event.data.wordId] = {
        wordId: event.data.wordId,
        about: event.data.about,
        leaderIds: [...event.data.leaderIds],
        callId: event.data.callId,
        shiftName: event.data.shiftName,
        atMs: event.data.atMs,
        acknowledged: false,
      };
      return;
    }
    case 'duty.word-acknowledged': {
      const word = state.words[event.data.wordId];
      if (word !== undefined) word.acknowledged = true;
      return;
    }
    default:
  }
}

function configured(state: DutyState, event: Of<'stations.configured'>): void {
  const { stations, devices } = event.data;
  state.stations = Object.fromEntries(
    stations.filter(({ station }) => station === 'duty').map(({ stationId, name }) => [stationId, name]),
  );
  const known = state.lines;
  state.lines = {};
  for (const device of devices) {
    if (device.kind !== 'phone-line-monitor') continue;
    const line = known[device.deviceId] ?? unknownLine(device.deviceId, device.stationId, event.recordedAtMs);
    state.lines[device.deviceId] = {
      ...line,
      stationId: device.stationId,
      name: device.name,
      number: device.lineNumber ?? '',
    };
  }
}

function unknownLine(lineId: string, stationId: string, sinceMs: number): LineTrack {
  return {
    lineId,
    deviceId: lineId,
    stationId,
    name: lineId,
    number: '',
    fact: 'unknown',
    sinceMs,
    callId: undefined,
    beganUnseen: false,
  };
}

function badged(state: DutyState, event: Of<'people.badge-recorded'>): void {
  const { stationId, personId, monotonicMs } = event.data;
  if (state.stations[stationId] === undefined) return;
  // The badge's own wall time is its first contact, which wet fingers put up to a minute back.
  const atMs = event.recordedAtMs;
  state.offers[stationId] = { position: event.position, personId, atMs, monotonicMs };
}

function deadlinePassed(state: DutyState, event: Of<'system.deadline-passed'>): void {
  const { kind, parts } = deadlineName(event.data.key);
  if (kind === DAY_BEGINS) dayBegins(state, event.data.dueAtMs);
  if (!kind.startsWith('duty.')) return;
  if (kind === 'duty.offer') {
    const [stationId = '', position = ''] = parts;
    if (String(state.offers[stationId]?.position) === position) delete state.offers[stationId];
    return;
  }
  if (kind === 'duty.call-back') return;
  state.fired[event.data.key] = event.data.dueAtMs;
}

/** By the midnight before where that was earlier: a clock that is ahead for a while makes nothing forgotten. */
function dayBegins(state: DutyState, midnightMs: number): void {
  if (state.dayBegunMs !== undefined) forgetBefore(state, Math.min(midnightMs, state.dayBegunMs));
  state.dayBegunMs = midnightMs;
}

/** The calls of the day before that midnight stay at hand, older ones are in the register. */
function forgetBefore(state: DutyState, midnightMs: number): void {
  const yesterdayMs = midnightMs - DAY_MS;
  state.calls = keep(state.calls, (call) => call.verdict === undefined || call.startedAtMs >= yesterdayMs);
  state.log = state.log.filter((entry) => entry.atMs >= yesterdayMs);
  state.words = keep(
    state.words,
    (word) => !word.acknowledged && word.atMs >= midnightMs - FIRED_KEPT_DAYS * DAY_MS,
  );
  state.fired = keep(state.fired, (dueMs) => dueMs >= midnightMs - FIRED_KEPT_DAYS * DAY_MS);
  state.roster = keep(state.roster, (row) => row.toMs >= midnightMs - ROSTER_KEPT_DAYS * DAY_MS);
}

function keep<Value>(all: Record<string, Value>, wanted: (value: Value) => boolean): Record<string, Value> {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => wanted(value)));
}

function removeSignOn(state: DutyState, personId: string): void {
  state.signedOn = state.signedOn.filter((signOn) => signOn.personId !== personId);
}

function setAway(state: DutyState, personId: string, away: Away | undefined): void {
  for (const signOn of state.signedOn) if (signOn.personId === personId) signOn.away = away;
}

function lineOf(state: DutyState, lineId: string, stationId: string, atMs: number): LineTrack {
  return (state.lines[lineId] ??= unknownLine(lineId, stationId, atMs));
}

function ringStarted(state: DutyState, data: DataOf<'duty.ring-started'>): void {
  const line = lineOf(state, data.lineId, data.stationId, data.atMs);
  const ringing = { lineId: data.lineId, stationId: data.stationId, startedAtMs: data.atMs };
  const call = (state.calls[data.callId] ??= {
    callId: data.callId,
    lineId: data.lineId,
    stationId: data.stationId,
    startedAtMs: data.atMs,
    rings: 0,
    evidence: data.evidence,
    number: undefined,
    pastLimit: false,
    beganUnseen: line.beganUnseen,
    onDutyAtStart: onDutyAt(state, data.stationId).map((signOn) => signOn.personId),
    excuse: undefined,
    verdict: undefined,
    answeredBy: undefined,
    log: 'open',
    matter: undefined,
    callBack: undefined,
  });
  if (call.verdict === undefined) {
    call.rings = Math.max(call.rings, data.ring);
    call.evidence = weakerEvidence(call.evidence, data.evidence);
    // Looked at anew with each ring up to the one past the limit, that one included; afterwards it is too late.
    if (!call.pastLimit)
      call.excuse ??= excuseFor(state, { ...ringing, startedAtMs: call.startedAtMs }, data.atMs);
  }
  line.fact = 'ringing';
  line.callId = data.callId;
  line.sinceMs = data.atMs;
}

function lineChanged(state: DutyState, data: DataOf<'duty.line-changed'>): void {
  const line = lineOf(state, data.lineId, data.stationId, data.atMs);
  line.fact = data.line;
  line.sinceMs = data.atMs;
  line.callId = data.line === 'in-call' ? data.callId : undefined;
  line.beganUnseen = data.line === 'ringing' && data.blindSinceMs !== undefined;
}

function judged(state: DutyState, data: DataOf<'duty.call-judged'>): void {
  const known = state.calls[data.callId];
  state.calls[data.callId] = {
    callId: data.callId,
    lineId: data.lineId,
    stationId: data.stationId,
    startedAtMs: data.startedAtMs,
    rings: data.ringsStarted,
    evidence: data.evidence,
    number: data.number,
    pastLimit: known?.pastLimit ?? false,
    beganUnseen: known?.beganUnseen ?? false,
    onDutyAtStart: known?.onDutyAtStart ?? [...data.onDuty],
    excuse: known?.excuse,
    verdict: {
      class: data.class,
      apart: data.apart,
      answered: data.answered,
      waitMs: data.waitMs,
      endedAtMs: data.endedAtMs,
      onDuty: [...data.onDuty],
    },
    answeredBy: data.answeredBy,
    log: 'open',
    matter: undefined,
    callBack:
      data.callBackDueMs === undefined
        ? undefined
        : { dueMs: data.callBackDueMs, made: false, leaderTold: false },
  };
}
