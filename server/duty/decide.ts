/** Offers each input to the part of the duty desk that it concerns. */
import type { Context } from '../engine/context.ts';
import type { Input } from '../engine/input.ts';
import { type Decision, NO_DECISION } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { MINUTE_MS } from '../mechanisms/durations.ts';
import { entryOf } from '../mechanisms/entry.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { decideDutyDeadline } from './edges.ts';
import type { DutyEvent } from './events.ts';
import { decideLineFact, lostCall } from './line-facts.ts';
import { callBackMade, dismissCall, logCall, logVisit, takeCall } from './log.ts';
import { dutyRefusal } from './refusals.ts';
import { ACKNOWLEDGE_WORD, ANNOUNCE_TEST } from './requests.ts';
import { publishRoster } from './roster.ts';
import { comeBack, receiveVisitor, signOff, signOn, stepAway } from './sign-on.ts';
import type { DutyState } from './state.ts';

type RequestInput = Extract<Input, { readonly kind: 'request' }>;
type AtDesk = (state: Readonly<DutyState>, stationId: string, body: unknown, context: Context) => Decision;

/** Requests that only a duty desk station can make. */
const AT_DESK: Readonly<Record<string, AtDesk>> = {
  'duty.sign-on': signOn,
  'duty.sign-off': signOff,
  'duty.step-away': stepAway,
  'duty.receive-visitor': receiveVisitor,
  'duty.back': comeBack,
  'duty.log-call': logCall,
  'duty.dismiss-call': dismissCall,
  'duty.log-visit': logVisit,
  'duty.called-back': callBackMade,
  'duty.take-call': takeCall,
};

export function decideDuty(state: Readonly<DutyState>, input: Input, context: Context): Decision {
  switch (input.kind) {
    case 'badge':
      return NO_DECISION;
    case 'device':
      return decideLineFact(state, input, context);
    case 'deadline':
      return decideDutyDeadline(state, input.deadline, context);
    case 'recorded':
      return decideRecorded(state, input.event, context);
    case 'request':
      return decideRequest(state, input, context);
  }
}

function decideRequest(state: Readonly<DutyState>, input: RequestInput, context: Context): Decision {
  const { principal, request } = input;
  const atDesk = Object.hasOwn(AT_DESK, request.type) ? AT_DESK[request.type] : undefined;
  if (atDesk !== undefined) {
    if (principal.kind !== 'station' || principal.station !== 'duty') throw dutyRefusal('DUTY_AT_DESK_ONLY');
    return atDesk(state, principal.stationId, request.body, context);
  }
  switch (request.type) {
    case 'duty.publish-roster':
      return publishRoster(state, principal, request.body, context);
    case 'duty.announce-test':
      return announceTest(state, input, context);
    case 'duty.acknowledge-word':
      return acknowledgeWord(state, input);
    default:
      return NO_DECISION;
  }
}

function announceTest(
  state: Readonly<DutyState>,
  { principal, request }: RequestInput,
  context: Context,
): Decision {
  const { lineId, minutes, reason } = readBody(ANNOUNCE_TEST, request.body);
  if (entryOf(state.lines, lineId) === undefined) throw dutyRefusal('DUTY_LINE_UNKNOWN');
  const fromMs = context.now.epochMs;
  const by = principal.kind === 'person' ? principal.personId : principal.kind;
  const data = { lineId, fromMs, untilMs: fromMs + minutes * MINUTE_MS, reason, by };
  return { events: [{ type: 'duty.test-announced', data }] };
}

function acknowledgeWord(state: Readonly<DutyState>, { principal, request }: RequestInput): Decision {
  const { wordId } = readBody(ACKNOWLEDGE_WORD, request.body);
  const word = entryOf(state.words, wordId);
  const by = principal.kind === 'person' ? principal.personId : undefined;
  if (word === undefined || word.acknowledged || by === undefined || !word.leaderIds.includes(by)) {
    throw dutyRefusal('DUTY_WORD_UNKNOWN');
  }
  return { events: [{ type: 'duty.word-acknowledged', data: { wordId, by } }] };
}

function decideRecorded(state: Readonly<DutyState>, event: RecordedEvent, context: Context): Decision {
  switch (event.type) {
    case 'system.started':
      return { events: restarted(state, event.recordedAtMs, context) };
    case 'system.loop-lagged':
      return { events: evidenceLowered(state, event.data.fromMs, event.data.lagMs) };
    default:
      return NO_DECISION;
  }
}

/** The service stopped while it rang: nobody saw how it ended. What the lines do now, the monitor says itself. */
function restarted(state: Readonly<DutyState>, atMs: number, context: Context): readonly DutyEvent[] {
  const lost = Object.values(state.calls)
    .filter((call) => call.verdict === undefined)
    .flatMap((call) => lostCall(state, call.callId, atMs, context));
  const blind = Object.values(state.lines).map((line): DutyEvent => ({
    type: 'duty.line-changed',
    data: {
      lineId: line.lineId,
      stationId: line.stationId,
      atMs,
      line: 'blind',
      callId: undefined,
      reason: 'start',
      blindSinceMs: undefined,
      talkMs: undefined,
    },
  }));
  return [...lost, ...blind];
}

/** A delay that is told after the verdict lowers the evidence of what it overlapped. */
function evidenceLowered(
  state: Readonly<DutyState>,
  laggedFromMs: number,
  lagMs: number,
): readonly DutyEvent[] {
  return Object.values(state.calls)
    .filter((call) => call.evidence === 'counted' && call.verdict !== undefined)
    .filter(
      (call) => laggedFromMs <= (call.verdict?.endedAtMs ?? 0) && laggedFromMs + lagMs >= call.startedAtMs,
    )
    .map((call) => ({
      type: 'duty.evidence-lowered',
      data: { callId: call.callId, evidence: 'timed', laggedFromMs, lagMs },
    }));
}
