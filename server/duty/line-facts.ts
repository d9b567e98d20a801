/**
 * ZB-1 from the wire: turns what the line monitor reports into recorded facts and, when a ringing is over, a verdict.
 * A ringing is judged once: at the answer, when it is given up, or when sight of it is lost.
 */
import type {
  CallAbandoned,
  CallAnswered,
  DeviceEvent,
  LineBlind,
  LineSeen,
  RingEvidence,
  RingStarted,
} from '../../devices/device-event.ts';
import type { Context } from '../engine/context.ts';
import type { Input } from '../engine/input.ts';
import { type Decision, NO_DECISION } from '../engine/module.ts';
import { MINUTE_MS } from '../mechanisms/durations.ts';
import { excuseFor, onDutyAt } from './availability.ts';
import type { ApartReason, DutyEvent, LineFact } from './events.ts';
import { shiftAt } from './shifts.ts';
import type { CallTrack, DutyState } from './state.ts';
import { evidenceUnderLag, judgeCall, limitRing, weakerEvidence } from './verdict.ts';

type LineEvent = Extract<DeviceEvent, { readonly lineId: string }>;
type JudgedEvent = Extract<DutyEvent, { readonly type: 'duty.call-judged' }>;

export function decideLineFact(
  state: Readonly<DutyState>,
  input: Extract<Input, { kind: 'device' }>,
  context: Context,
): Decision {
  const { event } = input;
  switch (event.kind) {
    case 'ring-started':
      return { events: ringStarted(state, event, context) };
    case 'caller-number-known':
      return {
        events: [
          {
            type: 'duty.caller-known',
            data: { ...origin(event), callId: event.callId, number: event.number },
          },
        ],
      };
    case 'call-answered':
      return {
        events: [...answered(state, event, context), lineChanged(event, 'in-call', { callId: event.callId })],
      };
    case 'call-abandoned':
      return { events: [...abandoned(state, event, context), lineChanged(event, 'idle')] };
    case 'call-ended':
      return { events: [lineChanged(event, 'idle', { callId: event.callId, talkMs: event.talkMs })] };
    case 'handset-lifted':
      return { events: [lineChanged(event, 'off-hook')] };
    case 'line-blind':
      return { events: blind(state, event, context) };
    case 'line-seen':
      return { events: [seen(event)] };
    default:
      return NO_DECISION;
  }
}

function origin(event: LineEvent): {
  readonly lineId: string;
  readonly stationId: string;
  readonly atMs: number;
} {
  return { lineId: event.lineId, stationId: event.stationId, atMs: event.at.epochMs };
}

function ringStarted(state: Readonly<DutyState>, event: RingStarted, context: Context): readonly DutyEvent[] {
  const started: DutyEvent = {
    type: 'duty.ring-started',
    data: { ...origin(event), callId: event.callId, ring: event.ring, evidence: event.evidence },
  };
  const call = state.calls[event.callId];
  if (event.ring < limitRingOn(context) || call?.pastLimit === true || call?.verdict !== undefined)
    return [started];
  const onDuty = onDutyAt(state, event.stationId).map((signOn) => signOn.personId);
  return [
    started,
    {
      type: 'duty.rang-past-limit',
      data: { ...origin(event), callId: event.callId, ring: event.ring, onDuty },
    },
  ];
}

function answered(state: Readonly<DutyState>, event: CallAnswered, context: Context): readonly DutyEvent[] {
  return judgedOnce(
    state,
    event.callId,
    {
      ...origin(event),
      callId: event.callId,
      startedAtMs: state.calls[event.callId]?.startedAtMs ?? event.at.epochMs - event.waitMs,
      endedAtMs: event.at.epochMs,
      answered: true,
      ringsStarted: event.ringsStarted,
      waitMs: event.waitMs,
      evidence: event.evidence,
      blind: false,
    },
    context,
  );
}

function abandoned(state: Readonly<DutyState>, event: CallAbandoned, context: Context): readonly DutyEvent[] {
  const startedAtMs = state.calls[event.callId]?.startedAtMs ?? event.at.epochMs - event.rangForMs;
  return judgedOnce(
    state,
    event.callId,
    {
      ...origin(event),
      callId: event.callId,
      startedAtMs,
      endedAtMs: startedAtMs + event.rangForMs,
      answered: false,
      ringsStarted: event.ringsStarted,
      waitMs: event.rangForMs,
      evidence: event.evidence,
      blind: false,
    },
    context,
  );
}

function blind(state: Readonly<DutyState>, event: LineBlind, context: Context): readonly DutyEvent[] {
  const callId = event.callId ?? state.lines[event.lineId]?.callId;
  const lost = callId === undefined ? [] : lostCall(state, callId, event.at.epochMs, context);
  return [...lost, lineChanged(event, 'blind', { reason: event.reason, callId: event.callId })];
}

function seen(event: LineSeen): DutyEvent {
  return lineChanged(event, event.found, { blindSinceMs: event.blindSince.epochMs });
}

/** A ringing that nobody could follow to its end: apart, blind. Nothing when it is judged already. */
export function lostCall(
  state: Readonly<DutyState>,
  callId: string,
  atMs: number,
  context: Context,
): readonly DutyEvent[] {
  const call = state.calls[callId];
  if (call === undefined) return [];
  return judgedOnce(
    state,
    callId,
    {
      lineId: call.lineId,
      stationId: call.stationId,
      callId,
      startedAtMs: call.startedAtMs,
      endedAtMs: atMs,
      answered: false,
      ringsStarted: call.rings,
      waitMs: undefined,
      evidence: call.evidence,
      blind: true,
    },
    context,
  );
}

interface Ended {
  readonly callId: string;
  readonly lineId: string;
  readonly stationId: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly answered: boolean;
  readonly ringsStarted: number;
  readonly waitMs: number | undefined;
  readonly evidence: RingEvidence;
  readonly blind: boolean;
}

function judgedOnce(
  state: Readonly<DutyState>,
  callId: string,
  ended: Ended,
  context: Context,
): readonly DutyEvent[] {
  return state.calls[callId]?.verdict === undefined ? [judged(state, ended, context)] : [];
}

function judged(state: Readonly<DutyState>, ended: Ended, context: Context): JudgedEvent {
  const call = state.calls[ended.callId];
  const shift = shiftAt(state, context, ended.startedAtMs);
  const verdict = judgeCall({
    answered: ended.answered,
    ringsStarted: ended.ringsStarted,
    limitRing: limitRingOn(context),
    inShift: shift !== undefined,
    test: isTest(state, ended),
    blind: isBlind(state, ended, context),
    excuse: call === undefined ? excuseFor(state, ended, ended.endedAtMs) : call.excuse,
  });
  const onDuty = ended.answered
    ? onDutyAt(state, ended.stationId).map((signOn) => signOn.personId)
    : (call?.onDutyAtStart ?? []);
  const { callBackMinutes } = context.settings.at('duty.rings', context.officeDate);
  return {
    type: 'duty.call-judged',
    data: {
      callId: ended.callId,
      lineId: ended.lineId,
      stationId: ended.stationId,
      startedAtMs: ended.startedAtMs,
      endedAtMs: ended.endedAtMs,
      ...verdict,
      answered: ended.answered,
      ringsStarted: ended.ringsStarted,
      waitMs: ended.waitMs,
      evidence: evidenceOf(state, ended, call),
      answeredBy: ended.answered ? onlyOne(onDutyPresent(state, ended)) : undefined,
      onDuty,
      number: call?.number,
      shift: shift?.ref,
      callBackDueMs: owesCallBack(verdict.class, verdict.apart, ended.answered)
        ? ended.endedAtMs + callBackMinutes * MINUTE_MS
        : undefined,
      clause: verdict.class === 'out-of-hours' ? 'ZB-2' : 'ZB-1',
      ruleVersion: context.settings.versionAt('duty.rings', context.officeDate),
    },
  };
}

/**
 * Not seen from beginning to end; or rung while nothing could be recorded, so that nobody could sign on or step away;
 * or with the clock in doubt, so that whose shift it was is not known.
 */
function isBlind(state: Readonly<DutyState>, ended: Ended, context: Context): boolean {
  const beganUnseen = state.calls[ended.callId]?.beganUnseen ?? state.lines[ended.lineId]?.beganUnseen;
  const unwritten = state.outages.some(
    ({ fromMs, toMs }) => fromMs <= ended.endedAtMs && toMs >= ended.startedAtMs,
  );
  return ended.blind || beganUnseen === true || unwritten || !context.mayAct;
}

function evidenceOf(state: Readonly<DutyState>, ended: Ended, call: CallTrack | undefined): RingEvidence {
  const weakest = call === undefined ? ended.evidence : weakerEvidence(ended.evidence, call.evidence);
  return evidenceUnderLag(weakest, { fromMs: ended.startedAtMs, toMs: ended.endedAtMs }, state.lags);
}

/** Who may have answered: signed on and not stepped away from the desk. */
function onDutyPresent(state: Readonly<DutyState>, ended: Ended): readonly string[] {
  return onDutyAt(state, ended.stationId)
    .filter((signOn) => signOn.away?.kind !== 'stepped-away')
    .map((signOn) => signOn.personId);
}

function onlyOne(personIds: readonly string[]): string | undefined {
  return personIds.length === 1 ? personIds[0] : undefined;
}

/** 待回电: rang past the limit unanswered while somebody should have come; not for tests and blind times. */
function owesCallBack(klass: string, apart: ApartReason | undefined, isAnswered: boolean): boolean {
  if (isAnswered) return false;
  return klass === 'missed' || (klass === 'apart' && apart !== 'test' && apart !== 'blind');
}

function isTest(state: Readonly<DutyState>, ended: Ended): boolean {
  return state.tests.some(
    (test) =>
      test.lineId === ended.lineId && test.fromMs <= ended.startedAtMs && ended.startedAtMs < test.untilMs,
  );
}

function limitRingOn(context: Context): number {
  const { answeredWithinRings } = context.settings.at('duty.rings', context.officeDate);
  return limitRing(answeredWithinRings);
}

interface LineExtras {
  readonly callId?: string | undefined;
  readonly reason?: string;
  readonly blindSinceMs?: number;
  readonly talkMs?: number;
}
function lineChanged(event: LineEvent, line: LineFact, extras: LineExtras = {}): DutyEvent {
  return {
    type: 'duty.line-changed',
    data: {
      ...origin(event),
      line,
      callId: extras.callId,
      reason: extras.reason,
      blindSinceMs: extras.blindSinceMs,
      talkMs: extras.talkMs,
    },
  };
}
