/** Takes recorded events into the state of the people. Deterministic, from the event alone. */
import type { RecordedEvent } from '../engine/recorded-event.ts';
import type { FailedPress, PeopleEvent } from './events.ts';
import { evolveWaits } from './evolve-waits.ts';
import { hasSensitiveRole } from './sensitive-roles.ts';
import {
  CHANGES_KEPT,
  ENROLMENTS_KEPT,
  ERASURES_KEPT,
  FAILED_PRESSES_KEPT,
  FORMER_KEPT,
  entry,
  owedBy,
  slotKey,
  type Credentials,
  type Enrolment,
  type Erasure,
  type FormerWay,
  type IdentityChange,
  type PeopleState,
} from './state.ts';

export function evolvePeople(state: PeopleState, event: RecordedEvent): void {
  switch (event.type) {
    case 'people.badge-recorded':
      if (entry(state.failedPresses, event.data.stationId) !== undefined)
        delete state.failedPresses[event.data.stationId];
      return;
    case 'people.badge-unknown': {
      const { by, reason, stationId, deviceId, atMs } = event.data;
      if (by === 'finger' && (reason === 'unknown' || reason === 'slot-disabled'))
        noteFailedPress(state, { stationId, deviceId, atMs });
      return;
    }
    case 'people.press-unread':
      noteFailedPress(state, event.data);
      return;
    case 'system.started':
    case 'system.clock-stepped':
    case 'system.clock-confirmed':
      evolveWaits(state, event);
      return;
    case 'stations.module-inspected': {
      const { deviceId, moduleId, asExpected, used } = event.data;
      if (used === 0) delete state.adopted[deviceId];
      // A reader that has just come up takes any module until it is told which one the register knows: its word alone
      // does not put another module in the place of the known one. Only `people.module-adopted` does.
      const known = entry(state.moduleOf, deviceId);
      if (asExpected && (known === undefined || known === moduleId)) {
        state.moduleOf[deviceId] = moduleId;
        delete state.disabledModules[moduleId];
      } else state.disabledModules[moduleId] = true;
      state.revision += 1;
      return;
    }
    case 'people.enrolment-started':
    case 'people.enrolment-advanced':
    case 'people.enrolment-captured':
    case 'people.enrolment-witnessed':
    case 'people.enrolment-ended':
      evolveEnrolment(state, event, event.recordedAtMs);
      return;
    default:
      if (evolveRegister(state, event)) state.revision += 1;
  }
}

function noteFailedPress(state: PeopleState, press: FailedPress): void {
  const known = entry(state.failedPresses, press.stationId) ?? [];
  state.failedPresses[press.stationId] = [...known, press].slice(-FAILED_PRESSES_KEPT);
}

/** True where the register of people or of what they hold has changed. */
function evolveRegister(state: PeopleState, event: RecordedEvent): boolean {
  switch (event.type) {
    case 'people.section-recorded':
      state.sections[event.data.sectionId] = event.data;
      return true;
    case 'people.person-recorded':
      state.people[event.data.personId] = event.data;
      noteSetUp(state, event.data.personId);
      return true;
    case 'people.person-proposed': {
      const { proposalId, person, by } = event.data;
      state.proposals[proposalId] = { proposalId, person, by, atMs: event.recordedAtMs };
      return true;
    }
    case 'people.proposal-ended':
      endProposal(state, event.data, event.recordedAtMs);
      return true;
    case 'people.finger-enrolled':
    case 'people.card-enrolled':
      enrol(state, event, event.recordedAtMs);
      return true;
    case 'people.card-stopped':
      stopCard(state, event.data, event.recordedAtMs);
      return true;
    case 'people.finger-removed':
      giveUpFinger(
        state,
        slotKey(event.data.moduleId, event.data.page),
        event.data.reason,
        event.recordedAtMs,
      );
      return true;
    case 'people.credential-changed':
      changeSecret(state, event.data, event.recordedAtMs);
      return true;
    case 'people.finger-erased':
      erase(state, event.data);
      return true;
    case 'people.finger-consent-given': {
      const { personId, by, formNumber } = event.data;
      state.consents[personId] = { givenAtMs: event.recordedAtMs, by, formNumber };
      return true;
    }
    case 'people.finger-consent-withdrawn':
      delete state.consents[event.data.personId];
      return true;
    case 'people.module-adopted':
      adopt(state, event.data, event.recordedAtMs);
      return true;
    case 'people.identity-wait-waiver-asked':
      state.waivers[event.data.personId] = event.data;
      return true;
    case 'people.identity-wait-waived':
      waive(state, event.data.personId);
      return true;
    default:
      return false;
  }
}

type SecretChanged = Extract<PeopleEvent, { type: 'people.credential-changed' }>['data'];

function changeSecret(state: PeopleState, change: SecretChanged, atMs: number): void {
  const { personId, credential, changedBy, witnessedBy, cabinetFromMs } = change;
  const held = holding(state, personId);
  if (credential === 'pin') held.hasPin = true;
  else {
    // An account opened during the first set-up, or before a witness, is no reset.
    const isOpened = !held.hasPassword && (witnessedBy !== undefined || !state.isSetUp);
    if (changedBy !== personId && !isOpened) held.passwordByOtherAtMs = atMs;
    held.hasPassword = true;
    noteSetUp(state, personId);
  }
  held.barredUntilMs = Math.max(held.barredUntilMs, cabinetFromMs);
  // A PIN is shown at the cabinet only; nobody approves with it.
  if (credential === 'password') held.approvesFromMs = Math.max(held.approvesFromMs, cabinetFromMs);
  noteChange(held, { atMs, what: credential, by: changedBy, witnessedBy });
}

/** The first set-up ends with the first custodian or approver who can sign in. */
function noteSetUp(state: PeopleState, personId: string): void {
  const person = entry(state.people, personId);
  if (person === undefined || !hasSensitiveRole(person)) return;
  if (entry(state.credentials, personId)?.hasPassword === true) state.isSetUp = true;
}

type EnrolmentEvent = Extract<
  PeopleEvent,
  {
    type:
      | 'people.enrolment-started'
      | 'people.enrolment-advanced'
      | 'people.enrolment-captured'
      | 'people.enrolment-witnessed'
      | 'people.enrolment-ended';
  }
>;

function evolveEnrolment(state: PeopleState, event: EnrolmentEvent, recordedAtMs: number): void {
  switch (event.type) {
    case 'people.enrolment-started': {
      const { atMs: startedAtMs, ...started } = event.data;
      state.enrolments[started.enrolmentId] = {
        ...started,
        startedAtMs,
        step: 'starting',
        sample: undefined,
        because: undefined,
        outcome: 'running',
        reason: undefined,
        slot: undefined,
        card: undefined,
        capturedAtMs: undefined,
        witnessedBy: undefined,
      };
      dropOldEnrolments(state);
      return;
    }
    case 'people.enrolment-advanced': {
      const { step, sample, because } = event.data;
      change(state, event.data.enrolmentId, { step, sample, because });
      return;
    }
    case 'people.enrolment-captured': {
      const { slot, card, atMs } = event.data;
      const captured = { slot, card, capturedAtMs: atMs, sample: undefined, because: undefined };
      change(state, event.data.enrolmentId, {
        ...captured,
        step: 'captured',
        outcome: 'awaiting-second-person',
      });
      return;
    }
    case 'people.enrolment-witnessed':
      change(state, event.data.enrolmentId, { witnessedBy: event.data.by });
      return;
    case 'people.enrolment-ended': {
      const { outcome, reason } = event.data;
      if (outcome !== 'done') oweCaptured(state, event.data.enrolmentId, recordedAtMs);
      change(state, event.data.enrolmentId, {
        step: outcome,
        sample: undefined,
        because: undefined,
        outcome,
        reason,
      });
      return;
    }
  }
}

/** A finger that was captured and never counted: its template has to go as well. */
function oweCaptured(state: PeopleState, enrolmentId: string, removedAtMs: number): void {
  const enrolment = entry(state.enrolments, enrolmentId);
  if (enrolment?.slot === undefined) return;
  const { personId, slot, finger = '' } = enrolment;
  const reason = '登记未完成';
  oweErasure(state, { personId, ...slot, finger, reason, removedAtMs, erasedAtMs: undefined });
}

function change(state: PeopleState, enrolmentId: string, to: Partial<Enrolment>): void {
  const enrolment = entry(state.enrolments, enrolmentId);
  if (enrolment !== undefined) Object.assign(enrolment, to);
}

function dropOldEnrolments(state: PeopleState): void {
  const ended = Object.values(state.enrolments).filter(
    ({ outcome }) => outcome !== 'running' && outcome !== 'awaiting-second-person',
  );
  for (const { enrolmentId } of ended.slice(0, Math.max(0, ended.length - ENROLMENTS_KEPT))) {
    delete state.enrolments[enrolmentId];
  }
}

type Enrolled = Extract<PeopleEvent, { type: 'people.finger-enrolled' | 'people.card-enrolled' }>;

function enrol(state: PeopleState, event: Enrolled, enrolledAtMs: number): void {
  const { personId, enrolledBy, witnessedBy, cabinetFromMs } = event.data;
  const held = holding(state, personId);
  if (event.type === 'people.finger-enrolled') {
    const { moduleId, page, finger } = event.data;
    const slot = slotKey(moduleId, page);
    removeFinger(state, slot, enrolledAtMs);
    // Written over: what was there is gone.
    erase(state, { moduleId, page, atMs: enrolledAtMs });
    state.fingers[slot] = { personId, moduleId, page, finger, enrolledAtMs, cabinetFromMs };
    held.fingers.push(slot);
  } else {
    const { cardRef, format, temporary } = event.data;
    const former = entry(state.cards, cardRef);
    if (former !== undefined) {
      const formerHolder = holding(state, former.personId);
      if (former.stopped === undefined)
        noteFormer(formerHolder, { cardRef, moduleId: undefined, fromMs: former.enrolledAtMs }, enrolledAtMs);
      formerHolder.cards = formerHolder.cards.filter((ref) => ref !== cardRef);
    }
    state.cards[cardRef] = { personId, format, temporary, enrolledAtMs, cabinetFromMs, stopped: undefined };
    held.cards.push(cardRef);
  }
  const what = event.type === 'people.finger-enrolled' ? 'finger' : 'card';
  noteChange(held, { atMs: enrolledAtMs, what, by: enrolledBy, witnessedBy });
}

type ProposalEnded = Extract<PeopleEvent, { type: 'people.proposal-ended' }>['data'];

function endProposal(
  state: PeopleState,
  { proposalId, outcome, by, cabinetFromMs }: ProposalEnded,
  atMs: number,
): void {
  const proposal = entry(state.proposals, proposalId);
  delete state.proposals[proposalId];
  if (proposal === undefined || outcome !== 'confirmed') return;
  const held = holding(state, proposal.person.personId);
  held.barredUntilMs = Math.max(held.barredUntilMs, cabinetFromMs);
  held.approvesFromMs = Math.max(held.approvesFromMs, cabinetFromMs);
  noteChange(held, { atMs, what: 'role', by: proposal.by, witnessedBy: by });
}

type Adopted = Extract<PeopleEvent, { type: 'people.module-adopted' }>['data'];

function adopt(state: PeopleState, { deviceId, previousModuleId, reason }: Adopted, atMs: number): void {
  delete state.moduleOf[deviceId];
  state.adopted[deviceId] = true;
  if (previousModuleId === undefined) return;
  delete state.disabledModules[previousModuleId];
  const slots = Object.entries(state.fingers).filter(([, { moduleId }]) => moduleId === previousModuleId);
  for (const [slot] of slots) giveUpFinger(state, slot, reason, atMs);
}

function waive(state: PeopleState, personId: string): void {
  delete state.waivers[personId];
  const held = holding(state, personId);
  held.barredUntilMs = 0;
  held.approvesFromMs = 0;
  for (const cardRef of held.cards) {
    const card = entry(state.cards, cardRef);
    if (card !== undefined) card.cabinetFromMs = 0;
  }
  for (const slot of held.fingers) {
    const finger = entry(state.fingers, slot);
    if (finger !== undefined) finger.cabinetFromMs = 0;
  }
}

type CardStopped = Extract<PeopleEvent, { type: 'people.card-stopped' }>['data'];

function stopCard(state: PeopleState, { cardRef, reason }: CardStopped, atMs: number): void {
  const card = entry(state.cards, cardRef);
  if (card === undefined) return;
  if (card.stopped === undefined) {
    const ended = { cardRef, moduleId: undefined, fromMs: card.enrolledAtMs };
    noteFormer(holding(state, card.personId), ended, atMs);
  }
  card.stopped = reason;
}

/** Counts no more, and its template is owed. */
function giveUpFinger(state: PeopleState, slot: string, reason: string, removedAtMs: number): void {
  const held = entry(state.fingers, slot);
  if (held === undefined) return;
  const { personId, moduleId, page, finger } = held;
  oweErasure(state, { personId, moduleId, page, finger, reason, removedAtMs, erasedAtMs: undefined });
  removeFinger(state, slot, removedAtMs);
}

function oweErasure(state: PeopleState, owed: Erasure): void {
  const kept = [...state.erasures, owed];
  const spare = kept.filter(({ erasedAtMs }) => erasedAtMs !== undefined).slice(0, -ERASURES_KEPT);
  state.erasures = kept.filter((one) => !spare.includes(one));
}

function erase(
  state: PeopleState,
  { moduleId, page, atMs }: { readonly moduleId: string; readonly page: number; readonly atMs: number },
): void {
  for (const one of owedBy(state, moduleId)) if (one.page === page) one.erasedAtMs = atMs;
}

function removeFinger(state: PeopleState, slot: string, atMs: number): void {
  const finger = entry(state.fingers, slot);
  if (finger === undefined) return;
  delete state.fingers[slot];
  const held = holding(state, finger.personId);
  const { moduleId, enrolledAtMs } = finger;
  noteFormer(held, { cardRef: undefined, moduleId, fromMs: enrolledAtMs }, atMs);
  held.fingers = held.fingers.filter((key) => key !== slot);
}

function holding(state: PeopleState, personId: string): Credentials {
  const known = entry(state.credentials, personId);
  if (known !== undefined) return known;
  const fresh: Credentials = {
    cards: [],
    fingers: [],
    hasPin: false,
    hasPassword: false,
    barredUntilMs: 0,
    approvesFromMs: 0,
    changes: [],
    former: [],
    passwordByOtherAtMs: undefined,
  };
  state.credentials[personId] = fresh;
  return fresh;
}

function noteChange(held: Credentials, made: IdentityChange): void {
  held.changes = [...held.changes, made].slice(-CHANGES_KEPT);
}

function noteFormer(held: Credentials, ended: Omit<FormerWay, 'untilMs'>, untilMs: number): void {
  held.former = [...held.former, { ...ended, untilMs }].slice(-FORMER_KEPT);
}
