/**
 * Taking a finger or card into the register: start at a reader, guidance step by step, captured, witnessed where the
 * holder opens the cabinet or approves, enrolled. Nothing counts before the event that enrols it is recorded.
 */
import type { Static } from 'typebox';
import type { Principal } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import type { Deadline, IntakeDeviceEvent } from '../engine/input.ts';
import { NO_DECISION, type Decision, type Effect } from '../engine/module.ts';
import { isBlind } from '../stations/blindness.ts';
import type { PeopleEvent } from './events.ts';
import { askerOf, cabinetFromMs, checkSecondPerson, isSensitive, knownPerson } from './identity.ts';
import { deletion, expectation } from './modules.ts';
import { checkConsent } from './finger-privacy.ts';
import { peopleRefusal } from './refusals.ts';
import type { StartEnrolmentBody } from './requests.ts';
import { entry, type Enrolment, type PeopleState } from './state.ts';

/** For each step at the reader; then the reader gives up by itself. */
const STEP_TIMEOUT_MS = 60_000;
/** A reader that has said nothing by then is lost. */
const ENROLMENT_LAPSES_MS = 5 * 60_000;
/** The second person has to come by then; what was captured is deleted otherwise. */
const WITNESS_LAPSES_MS = 10 * 60_000;
export const ENROLMENT_LAPSES = 'people.enrolment-lapses/';
export const WITNESS_LAPSES = 'people.witness-lapses/';
const WORDS = { finger: '指纹', card: '卡' } as const;

export function startEnrolment(
  state: Readonly<PeopleState>,
  body: Static<typeof StartEnrolmentBody>,
  principal: Principal,
  context: Context,
): Decision {
  const { personId, credential, deviceId, finger, temporary } = body;
  const person = knownPerson(state, personId, context);
  if (credential === 'finger') checkConsent(state, personId, person.name);
  const device = context.stations.device(deviceId);
  const wanted = credential === 'finger' ? 'fingerprint-reader' : 'card-reader';
  if (device?.kind !== wanted)
    throw peopleRefusal('PEOPLE_READER_UNFIT', { deviceId, credential: WORDS[credential] });
  if (isBlind(device.health, device.reason)) throw peopleRefusal('PEOPLE_READER_AWAY', { deviceId });
  const busy = Object.values(state.enrolments).some(
    (other) => other.deviceId === deviceId && other.outcome === 'running',
  );
  if (busy) throw peopleRefusal('PEOPLE_READER_BUSY', { deviceId });
  const enrolmentId = context.newId('enrolment');
  const started: PeopleEvent = {
    type: 'people.enrolment-started',
    data: {
      enrolmentId,
      personId,
      credential,
      deviceId,
      finger: credential === 'finger' ? (finger ?? '右手食指') : undefined,
      temporary: temporary ?? false,
      startedBy: askerOf(principal),
      atMs: context.now.epochMs,
      needsWitness: isSensitive(person, context),
    },
  };
  const kind = credential === 'finger' ? 'start-finger-enrolment' : 'start-card-enrolment';
  return {
    events: [started],
    effects: [{ kind: 'device', deviceId, command: { kind, enrolmentId, timeoutMs: STEP_TIMEOUT_MS } }],
    answer: { enrolmentId },
  };
}

/** Ends what still runs or waits for a finger of this person. */
export function endFingerEnrolments(state: Readonly<PeopleState>, personId: string): Decision {
  const open = Object.values(state.enrolments).filter(
    (one) =>
      one.personId === personId &&
      one.credential === 'finger' &&
      (one.outcome === 'running' || one.outcome === 'awaiting-second-person'),
  );
  const ends = open.map((enrolment) => end(state, enrolment, 'cancelled', undefined));
  return {
    events: ends.flatMap(({ events }) => events),
    effects: ends.flatMap(({ effects }) => effects ?? []),
  };
}

export function cancelEnrolment(state: Readonly<PeopleState>, enrolmentId: string): Decision {
  const enrolment = openEnrolment(state, enrolmentId);
  return end(state, enrolment, 'cancelled', undefined);
}

/** By a second person (see `checkSecondPerson`). Before or after the reader is done. */
export function witnessEnrolment(
  state: Readonly<PeopleState>,
  enrolmentId: string,
  principal: Principal,
  context: Context,
): Decision {
  const enrolment = openEnrolment(state, enrolmentId);
  const by = askerOf(principal);
  if (!enrolment.needsWitness || enrolment.witnessedBy !== undefined)
    throw peopleRefusal('PEOPLE_WITNESS_NOT_NEEDED');
  const { startedBy: firstId, personId: subjectId } = enrolment;
  checkSecondPerson(state, { secondId: by, firstId, subjectId }, context);
  const witnessed: PeopleEvent = { type: 'people.enrolment-witnessed', data: { enrolmentId, by } };
  if (enrolment.outcome === 'running') return { events: [witnessed] };
  const done = complete(state, enrolment, { ...enrolment, witnessedBy: by }, context);
  return { ...done, events: [witnessed, ...done.events] };
}

type Advanced = Extract<IntakeDeviceEvent, { kind: 'enrolment-advanced' | 'card-enrolled' }>;

export function advanceEnrolment(state: Readonly<PeopleState>, event: Advanced, context: Context): Decision {
  const enrolment = entry(state.enrolments, event.enrolmentId);
  if (enrolment?.outcome !== 'running') return NO_DECISION;
  const { enrolmentId } = enrolment;
  if (event.kind === 'card-enrolled') {
    const { cardRef, format } = event;
    const card = entry(state.cards, cardRef);
    if (card !== undefined && card.stopped === undefined) {
      const reason = card.personId === enrolment.personId ? 'already-enrolled' : 'held-by-another';
      return { events: [ended(enrolmentId, 'failed', reason)] };
    }
    return captured(state, enrolment, { slot: undefined, card: { cardRef, format } }, context);
  }
  const { step } = event;
  switch (step.name) {
    case 'done-finger':
      return captured(
        state,
        enrolment,
        { slot: { moduleId: step.moduleId, page: step.page }, card: undefined },
        context,
      );
    case 'done-card':
      // Intake has put a card reference in its place; a number as such never comes this far.
      return NO_DECISION;
    case 'failed': {
      const outcome = step.reason === 'cancelled' ? 'cancelled' : 'failed';
      return { events: [ended(enrolmentId, outcome, step.reason)] };
    }
    case 'present-card':
    case 'present-card-again':
      return advanced(enrolmentId, step.name, undefined, undefined);
    case 'press-finger':
    case 'lift-finger':
      return advanced(enrolmentId, step.name, step.sample, undefined);
    case 'press-again':
      return advanced(enrolmentId, step.name, step.sample, step.because);
  }
}

export function enrolmentDeadlines(state: Readonly<PeopleState>): readonly Deadline[] {
  return Object.values(state.enrolments).flatMap(
    ({ enrolmentId, outcome, startedAtMs, capturedAtMs }): Deadline[] => {
      if (outcome === 'running')
        return [{ key: `${ENROLMENT_LAPSES}${enrolmentId}`, dueAtMs: startedAtMs + ENROLMENT_LAPSES_MS }];
      if (outcome !== 'awaiting-second-person' || capturedAtMs === undefined) return [];
      return [{ key: `${WITNESS_LAPSES}${enrolmentId}`, dueAtMs: capturedAtMs + WITNESS_LAPSES_MS }];
    },
  );
}

export function lapseEnrolment(state: Readonly<PeopleState>, key: string): Decision {
  const isWitness = key.startsWith(WITNESS_LAPSES);
  const enrolment = entry(
    state.enrolments,
    key.slice((isWitness ? WITNESS_LAPSES : ENROLMENT_LAPSES).length),
  );
  const due = isWitness ? 'awaiting-second-person' : 'running';
  if (enrolment?.outcome !== due) return NO_DECISION;
  return end(state, enrolment, 'failed', isWitness ? 'no-second-person' : 'timed-out');
}

interface Capture {
  readonly slot: Enrolment['slot'];
  readonly card: Enrolment['card'];
}

function captured(
  state: Readonly<PeopleState>,
  enrolment: Enrolment,
  capture: Capture,
  context: Context,
): Decision {
  const { enrolmentId, needsWitness, witnessedBy, deviceId } = enrolment;
  if (!needsWitness || witnessedBy !== undefined)
    return complete(state, enrolment, { ...enrolment, ...capture }, context);
  const { slot } = capture;
  const effects =
    slot === undefined ? [] : [expectation(state, deviceId, { moduleId: slot.moduleId, besides: slot.page })];
  return {
    events: [
      { type: 'people.enrolment-captured', data: { enrolmentId, ...capture, atMs: context.now.epochMs } },
    ],
    effects,
  };
}

function complete(
  state: Readonly<PeopleState>,
  before: Enrolment,
  now: Enrolment,
  context: Context,
): Decision {
  const { enrolmentId, personId, startedBy, witnessedBy, slot, card, deviceId } = now;
  const common = {
    personId,
    enrolledBy: startedBy,
    witnessedBy,
    cabinetFromMs: cabinetFromMs(before.needsWitness, context),
  };
  const done = ended(enrolmentId, 'done', undefined);
  if (slot !== undefined) {
    const event: PeopleEvent = {
      type: 'people.finger-enrolled',
      data: { ...common, ...slot, finger: now.finger ?? '右手食指' },
    };
    const effect = expectation(state, deviceId, { moduleId: slot.moduleId, besides: slot.page });
    return { events: [event, done], effects: [effect] };
  }
  if (card !== undefined) {
    const event: PeopleEvent = {
      type: 'people.card-enrolled',
      data: { ...common, ...card, temporary: now.temporary },
    };
    return { events: [event, done] };
  }
  return NO_DECISION;
}

/** Ends an enrolment before its time: the reader is told, and what it took already is deleted. */
function end(
  state: Readonly<PeopleState>,
  { enrolmentId, deviceId, outcome, slot }: Enrolment,
  how: 'failed' | 'cancelled',
  reason: string | undefined,
): Decision {
  const stop: Effect = { kind: 'device', deviceId, command: { kind: 'cancel-enrolment', enrolmentId } };
  const undo = slot === undefined ? [] : deletion(state, slot.moduleId, [slot.page]);
  return { events: [ended(enrolmentId, how, reason)], effects: outcome === 'running' ? [stop] : undo };
}

function ended(
  enrolmentId: string,
  outcome: 'done' | 'failed' | 'cancelled',
  reason: string | undefined,
): PeopleEvent {
  return { type: 'people.enrolment-ended', data: { enrolmentId, outcome, reason } };
}

function advanced(
  enrolmentId: string,
  step: string,
  sample: number | undefined,
  because: string | undefined,
): Decision {
  return { events: [{ type: 'people.enrolment-advanced', data: { enrolmentId, step, sample, because } }] };
}

function openEnrolment(state: Readonly<PeopleState>, enrolmentId: string): Enrolment {
  const enrolment = entry(state.enrolments, enrolmentId);
  if (enrolment?.outcome !== 'running' && enrolment?.outcome !== 'awaiting-second-person') {
    throw peopleRefusal('PEOPLE_ENROLMENT_UNKNOWN');
  }
  return enrolment;
}
