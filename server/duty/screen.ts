/** The duty desk's screen: keys on-duty, next, offer, figures, line/<id>, call/<id>, call-back/<id>, log/<id>. */
import type {
  CallBackValue,
  CallValue,
  DutyOfferValue,
  FiguresValue,
  LineState,
  LineValue,
  LogValue,
} from '../contract/screens.ts';
import type { ScreenPart, Viewing } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { deadlineName } from '../mechanisms/deadline.ts';
import { DAY_BEGINS, OFFER_VALID_MS } from './limits.ts';
import { nextShiftValue, onDutyValue } from './on-duty-value.ts';
import type { CallTrack, DutyState, LineTrack } from './state.ts';
import { limitRing, limitRingExpectedMs } from './verdict.ts';

export const DUTY_SCREEN: ScreenPart<DutyState> = {
  screen: 'duty',
  owns: ['on-duty', 'next', 'offer', 'figures', 'line/', 'call/', 'call-back/', 'log/'],
  keys(state, viewing) {
    return [
      'on-duty',
      'next',
      'offer',
      'figures',
      ...linesHere(state, viewing).map((line) => `line/${line.lineId}`),
      ...callsToday(state, viewing).map((call) => `call/${call.callId}`),
      ...Object.values(state.calls)
        .filter((call) => isHere(call, viewing) && owesCallBack(call))
        .map((call) => `call-back/${call.callId}`),
      ...logToday(state, viewing).map((entry) => `log/${entry.id}`),
    ];
  },
  read(state, key, viewing) {
    const [name = '', id = ''] = key.split('/');
    switch (name) {
      case 'on-duty':
        return onDutyValue(state, viewing);
      case 'next':
        return nextShiftValue(state, viewing);
      case 'offer':
        return offerValue(state, viewing);
      case 'figures':
        return figuresValue(callsToday(state, viewing));
      case 'line':
        return lineValue(state, id, viewing);
      case 'call':
        return callValue(state, id, viewing);
      case 'call-back':
        return callBackValue(state, id, viewing);
      case 'log':
        return logValue(state, id, viewing);
      default:
        return undefined;
    }
  },
  touched(_state, events) {
    const keys = new Set<string>();
    for (const event of events) {
      const touched = touchedBy(event);
      if (touched === 'all') return 'all';
      for (const key of touched) keys.add(key);
    }
    return [...keys];
  },
};

function touchedBy(event: RecordedEvent): readonly string[] | 'all' {
  switch (event.type) {
    case 'system.started':
    // The day may be another one.
    case 'system.clock-stepped':
    case 'stations.configured':
    case 'settings.confirmed':
    case 'people.person-recorded':
    case 'duty.roster-published':
      return 'all';
    case 'system.deadline-passed':
      return touchedByDeadline(event.data.key);
    case 'people.badge-recorded':
      return ['offer'];
    case 'duty.signed-on':
    case 'duty.signed-off':
    case 'duty.sign-on-lapsed':
      return ['on-duty', 'offer'];
    case 'duty.stepped-away':
    case 'duty.visitor-received':
    case 'duty.came-back':
      return ['on-duty'];
    case 'duty.ring-started':
    case 'duty.rang-past-limit':
    case 'duty.caller-known':
      return [`line/${event.data.lineId}`, `call/${event.data.callId}`];
    case 'duty.line-changed':
      return [`line/${event.data.lineId}`];
    case 'duty.call-judged':
      return callKeys(event.data.callId);
    case 'duty.evidence-lowered':
    case 'duty.call-taken':
    case 'duty.call-dismissed':
    case 'duty.called-back':
      return callKeys(event.data.callId);
    case 'duty.call-logged':
      return [...callKeys(event.data.callId), `log/${event.data.callId}`];
    case 'duty.visit-logged':
      return [`log/${event.data.visitId}`];
    case 'duty.leader-told':
      return event.data.callId === undefined ? [] : callKeys(event.data.callId);
    default:
      return [];
  }
}

function callKeys(callId: string): readonly string[] {
  return [`call/${callId}`, `call-back/${callId}`, 'figures', 'offer'];
}

function touchedByDeadline(key: string): readonly string[] | 'all' {
  const { kind } = deadlineName(key);
  if (kind === DAY_BEGINS) return 'all';
  if (kind === 'duty.offer') return ['offer'];
  return kind.startsWith('duty.') ? ['on-duty', 'next'] : [];
}

function isHere(thing: { readonly stationId: string }, viewing: Viewing): boolean {
  return viewing.stationId === undefined || thing.stationId === viewing.stationId;
}

function linesHere(state: Readonly<DutyState>, viewing: Viewing): readonly LineTrack[] {
  return Object.values(state.lines).filter((line) => isHere(line, viewing));
}

function callsToday(state: Readonly<DutyState>, viewing: Viewing): readonly CallTrack[] {
  const { time, officeDate } = viewing.context;
  return Object.values(state.calls).filter(
    (call) =>
      call.verdict !== undefined && isHere(call, viewing) && time.dateOf(call.startedAtMs) === officeDate,
  );
}

/** A line of the log says the time alone. */
function logToday(state: Readonly<DutyState>, viewing: Viewing): DutyState['log'] {
  const { time, officeDate } = viewing.context;
  return state.log.filter((entry) => isHere(entry, viewing) && time.dateOf(entry.atMs) === officeDate);
}

function owesCallBack(call: CallTrack): boolean {
  return call.callBack !== undefined && !call.callBack.made;
}

function offerValue(state: Readonly<DutyState>, viewing: Viewing): DutyOfferValue | undefined {
  const { stationId, context } = viewing;
  const offer = stationId === undefined ? undefined : state.offers[stationId];
  if (stationId === undefined || offer === undefined) return undefined;
  const signedOn = state.signedOn.find((one) => one.personId === offer.personId);
  const untaken = callsToday(state, viewing).some(
    ({ verdict, answeredBy }) =>
      verdict?.answered === true && answeredBy === undefined && verdict.onDuty.includes(offer.personId),
  );
  const offers: DutyOfferValue['offers'] =
    signedOn === undefined ? ['sign-on'] : signedOn.stationId === stationId ? ['sign-off'] : [];
  return {
    personId: offer.personId,
    name: context.people.person(offer.personId)?.name ?? offer.personId,
    offers: untaken && signedOn?.stationId === stationId ? ['take-call', ...offers] : offers,
    validUntilMs: offer.atMs + OFFER_VALID_MS,
  };
}

/** "两声内接听 17 / 18 个来电；不计 2 个": what is apart is named, never folded in. */
function figuresValue(calls: readonly CallTrack[]): FiguresValue {
  const apart = new Map<string, number>();
  let inTime = 0;
  let counted = 0;
  for (const { verdict } of calls) {
    if (verdict === undefined) continue;
    if (verdict.class === 'answered-in-time') inTime += 1;
    if (
      verdict.class === 'answered-in-time' ||
      verdict.class === 'answered-late' ||
      verdict.class === 'missed'
    ) {
      counted += 1;
    } else {
      const reason = verdict.apart ?? verdict.class;
      apart.set(reason, (apart.get(reason) ?? 0) + 1);
    }
  }
  return { inTime, counted, apart: [...apart].map(([reason, count]) => ({ reason, count })) };
}

function lineValue(state: Readonly<DutyState>, lineId: string, viewing: Viewing): LineValue | undefined {
  const line = state.lines[lineId];
  if (line === undefined || !isHere(line, viewing)) return undefined;
  const call = line.callId === undefined ? undefined : state.calls[line.callId];
  const ringing =
    line.fact === 'ringing' && call !== undefined && call.verdict === undefined ? call : undefined;
  const { settings, officeDate } = viewing.context;
  const cadence = settings.at('duty.cadence', officeDate);
  const { answeredWithinRings } = settings.at('duty.rings', officeDate);
  return {
    lineId,
    name: line.name,
    number: line.number,
    state: lineState(line, ringing, limitRing(answeredWithinRings)),
    ring: ringing?.rings ?? 0,
    callId: line.callId,
    callerNumber: call?.number,
    sinceMs: line.sinceMs,
    firstRingMs: ringing?.startedAtMs,
    limitRingExpectedMs:
      ringing === undefined
        ? undefined
        : limitRingExpectedMs(ringing.startedAtMs, answeredWithinRings, cadence),
  };
}

function lineState(line: LineTrack, ringing: CallTrack | undefined, limit: number): LineState {
  if (line.fact !== 'ringing') return line.fact;
  // It rings, but the beginning was not seen: no count is shown.
  if (ringing === undefined || ringing.beganUnseen) return 'unknown';
  if (ringing.pastLimit || ringing.rings >= limit) return 'past-limit';
  return ringing.rings >= limit - 1 ? 'ring-2' : 'ring-1';
}

function callValue(state: Readonly<DutyState>, callId: string, viewing: Viewing): CallValue | undefined {
  const call = callsToday(state, viewing).find((one) => one.callId === callId);
  if (call?.verdict === undefined) return undefined;
  const { context } = viewing;
  return {
    callId,
    lineId: call.lineId,
    lineName: state.lines[call.lineId]?.name ?? call.lineId,
    startedAtMs: call.startedAtMs,
    time: context.time.timeOf(call.startedAtMs),
    callerNumber: call.number,
    rings: call.rings,
    waitMs: call.verdict.waitMs,
    answeredBy: call.answeredBy === undefined ? undefined : context.people.person(call.answeredBy)?.name,
    class: call.verdict.class,
    apart: call.verdict.apart,
    evidence: call.evidence,
    log: call.log,
    matter: call.matter,
    remark: remarkOf(call),
  };
}

/** ZB-1: nobody signed on is said as it was, with and without an answer. */
function remarkOf({ verdict, evidence }: CallTrack): string | undefined {
  if (verdict === undefined) return undefined;
  const inShift = verdict.class !== 'out-of-hours';
  if (inShift && verdict.onDuty.length === 0) return verdict.answered ? '未签到，有人接听' : '无人签到';
  if (evidence === 'timed') return '按时限推定，未逐声计数';
  return evidence === 'recovered' ? '据监测设备存储补录' : undefined;
}

function callBackValue(
  state: Readonly<DutyState>,
  callId: string,
  viewing: Viewing,
): CallBackValue | undefined {
  const call = state.calls[callId];
  if (call?.callBack === undefined || call.callBack.made || !isHere(call, viewing)) return undefined;
  return {
    callId,
    lineName: state.lines[call.lineId]?.name ?? call.lineId,
    callerNumber: call.number,
    time: viewing.context.time.timeOf(call.startedAtMs),
    missedAtMs: call.verdict?.endedAtMs ?? call.startedAtMs,
    dueMs: call.callBack.dueMs,
    leaderTold: call.callBack.leaderTold,
  };
}

function logValue(state: Readonly<DutyState>, id: string, viewing: Viewing): LogValue | undefined {
  const entry = logToday(state, viewing).findLast((one) => one.id === id);
  if (entry === undefined) return undefined;
  const { context } = viewing;
  return {
    id,
    kind: entry.kind,
    atMs: entry.atMs,
    time: context.time.timeOf(entry.atMs),
    from: entry.from,
    matter: entry.matter,
    passedTo: entry.passedTo,
    done: entry.done,
    by: entry.by.map((personId) => context.people.person(personId)?.name ?? personId),
  };
}
