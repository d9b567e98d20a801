/** The state of cabinets, openings and items, from the events alone. */
import type { RecordedEvent } from '../engine/recorded-event.ts';
import type { SealEvent } from './events.ts';
import { lastIntent } from './intent-of.ts';
import { STOPPED_SHOWN_MS, WRITTEN_OFF_KEPT } from './limits.ts';
import type { IntentTrack, OpeningSession, SealsState, StopProblem } from './state.ts';

type DataOf<Type extends SealEvent['type']> = Extract<SealEvent, { readonly type: Type }>['data'];

export function evolveCabinet(state: SealsState, event: RecordedEvent): void {
  switch (event.type) {
    case 'seals.factor-shown':
      factorShown(state, event.data, event.position);
      return;
    case 'seals.identification-voided':
      stop(state, event.data.cabinetId, {
        position: event.position,
        personId: event.data.personId,
        problem: event.data.reason,
        params:
          event.data.cabinetFromMs === undefined ? {} : { cabinetFromMs: String(event.data.cabinetFromMs) },
        atMs: event.data.atMs,
      });
      return;
    case 'seals.pin-refused': {
      const session = state.sessions[event.data.cabinetId];
      if (session?.stage === 'first-factor') session.pinProblem = pinProblem(event.data.outcome);
      return;
    }
    case 'seals.requests-chosen': {
      const session = state.sessions[event.data.cabinetId];
      if (session?.stage === 'identified') session.chosen = [...event.data.requestIds];
      return;
    }
    case 'seals.opening-intended':
      intended(state, event.data, event.position);
      return;
    case 'seals.opening-settled':
      settled(state, event.data, event.position, event.recordedAtMs);
      return;
    case 'seals.lock-changed':
      lockChanged(state, event.data, event.position);
      return;
    case 'seals.session-ended':
      delete state.sessions[event.data.cabinetId];
      return;
    default:
      evolveContents(state, event);
  }
}

function evolveContents(state: SealsState, event: RecordedEvent): void {
  switch (event.type) {
    case 'seals.slot-changed':
      slotChanged(state, event.data);
      return;
    case 'seals.item-taken': {
      const item = state.items[event.data.itemId];
      if (item === undefined) return;
      noteTaken(state, event.data);
      item.place = 'out';
      item.taken = {
        position: event.position,
        atMs: event.data.atMs,
        dueMs: event.data.dueMs,
        reminded: false,
        intentId: event.data.intentId,
        custodianId: event.data.custodianId,
        requestIds: [...event.data.requestIds],
      };
      return;
    }
    case 'seals.item-placed': {
      const item = state.items[event.data.itemId];
      if (item !== undefined) item.place = 'placed';
      return;
    }
    case 'seals.return-confirmed': {
      const item = state.items[event.data.itemId];
      if (item === undefined) return;
      item.place = 'in';
      item.taken = undefined;
      return;
    }
    case 'seals.alarm-raised':
      state.cabinets[event.data.cabinetId]?.alarms.push({
        alarmId: event.data.alarmId,
        kind: event.data.kind,
        slot: event.data.slot,
        sinceMs: event.data.atMs,
      });
      return;
    case 'seals.alarm-acknowledged':
    case 'seals.alarm-ended': {
      const cabinet = state.cabinets[event.data.cabinetId];
      const { alarmId } = event.data;
      if (cabinet !== undefined) cabinet.alarms = cabinet.alarms.filter((alarm) => alarm.alarmId !== alarmId);
      return;
    }
    default:
  }
}

function noteTaken(state: SealsState, { cabinetId, intentId }: DataOf<'seals.item-taken'>): void {
  const session = state.sessions[cabinetId];
  const isOpening = session?.stage === 'opening' || session?.stage === 'open';
  if (isOpening && session.intentId === intentId) session.taken = true;
}

function factorShown(state: SealsState, data: DataOf<'seals.factor-shown'>, position: number): void {
  const { cabinetId, personId, factor, monotonicMs, lapsesMs, lapsesMonotonicMs } = data;
  const before = state.sessions[cabinetId];
  if (!data.identifies) {
    state.sessions[cabinetId] = {
      stage: 'first-factor',
      position,
      personId,
      shown: { factor, monotonicMs },
      lapsesMs,
      lapsesMonotonicMs,
      pinProblem: undefined,
    };
    return;
  }
  const first = before?.stage === 'first-factor' ? [before.shown.factor] : [];
  state.sessions[cabinetId] = {
    stage: 'identified',
    position,
    personId,
    factors: [...first, factor],
    lapsesMs,
    lapsesMonotonicMs,
    chosen: [],
  };
}

function pinProblem(
  outcome: 'wrong' | 'locked' | 'none' | 'too-new',
): 'pin-wrong' | 'pin-none' | 'pin-too-new' {
  if (outcome === 'none') return 'pin-none';
  return outcome === 'too-new' ? 'pin-too-new' : 'pin-wrong';
}

interface Stopping {
  readonly position: number;
  readonly personId: string | undefined;
  readonly problem: StopProblem;
  readonly params: Record<string, string>;
  readonly atMs: number;
}
function stop(state: SealsState, cabinetId: string, { atMs, ...stopping }: Stopping): void {
  state.sessions[cabinetId] = { stage: 'stopped', ...stopping, clearsMs: atMs + STOPPED_SHOWN_MS };
}

/** From here on the identification is consumed. Earlier intents of this cabinet are over. */
function intended(state: SealsState, data: DataOf<'seals.opening-intended'>, position: number): void {
  const { intentId, cabinetId, atMs, custodianId, ground, authority, itemIds } = data;
  const before = state.sessions[cabinetId];
  for (const old of Object.values(state.intents)) {
    if (old.cabinetId !== cabinetId) continue;
    delete state.intents[old.intentId];
    if (old.outcome?.name === 'unknown')
      state.writtenOff = [...state.writtenOff, old.intentId].slice(-WRITTEN_OFF_KEPT);
  }
  const intent = (state.intents[intentId] = {
    intentId,
    cabinetId,
    atMs,
    personId: custodianId,
    factors: before?.stage === 'identified' ? before.factors : [],
    ground,
    requestIds: [...authority],
    itemIds: [...itemIds],
    outcome: undefined,
    openedMs: undefined,
    overMs: undefined,
  });
  state.sessions[cabinetId] = sessionOf(intent, 'opening', position);
}

function sessionOf(intent: IntentTrack, stage: OpeningSession['stage'], position: number): OpeningSession {
  const { intentId, personId, factors, ground, requestIds, itemIds } = intent;
  return { stage, position, intentId, personId, factors, ground, requestIds, itemIds, taken: false };
}

function settled(
  state: SealsState,
  data: DataOf<'seals.opening-settled'>,
  position: number,
  atMs: number,
): void {
  if (data.outcome.name !== 'unknown')
    state.writtenOff = state.writtenOff.filter((intentId) => intentId !== data.intentId);
  const intent = state.intents[data.intentId];
  if (intent === undefined) return;
  intent.outcome = data.outcome;
  const { outcome } = data;
  const session = state.sessions[intent.cabinetId];
  if (session?.stage !== 'opening' || session.intentId !== data.intentId || outcome.name === 'pulsed') return;
  stop(state, intent.cabinetId, {
    position,
    personId: session.personId,
    problem: outcome.name === 'refused' ? 'pulse-refused' : 'pulse-unknown',
    params: { reason: outcome.reason },
    atMs,
  });
}

function lockChanged(state: SealsState, data: DataOf<'seals.lock-changed'>, position: number): void {
  const cabinet = state.cabinets[data.cabinetId];
  if (cabinet === undefined) return;
  followDoor(state, data);
  cabinet.lock = data.lock;
  cabinet.door = data.doorContact;
  cabinet.bolt = data.lockContact;
  cabinet.sinceMs = data.atMs;
  if (data.lock === 'locked') cabinet.lockedSinceMs = data.atMs;
  else if (data.lock !== 'unknown' && data.lock !== 'did-not-open') cabinet.lockedSinceMs = undefined;
  const session = state.sessions[data.cabinetId];
  if (data.lock === 'open' || data.lock === 'held') {
    const intent = data.intentId === undefined ? undefined : state.intents[data.intentId];
    // Also after "unknown": the device layer says that this door opened by this intent.
    if (intent !== undefined && session?.stage !== 'open') {
      state.sessions[data.cabinetId] = sessionOf(intent, 'open', position);
    }
    return;
  }
  if (session?.stage !== 'opening') return;
  const problem = endOfUnopened(data);
  if (problem === undefined) return;
  stop(state, data.cabinetId, { position, personId: session.personId, problem, params: {}, atMs: data.atMs });
}

/** Between which moments the door stood open by an intent, as far as was seen. */
function followDoor(state: SealsState, data: DataOf<'seals.lock-changed'>): void {
  const { cabinetId, intentId, lock, previous, atMs } = data;
  const intent = intentId === undefined ? lastIntent(state, cabinetId) : state.intents[intentId];
  if (intent === undefined) return;
  if (lock === 'locked' || lock === 'forced') intent.overMs ??= atMs;
  if (lock !== 'open' && lock !== 'held') return;
  // A device layer that has just started names no intent: found open, it may have been this one.
  const mayBe = previous === 'unknown' && intent.overMs === undefined && intent.outcome?.name !== 'refused';
  if (intentId !== undefined || mayBe) intent.openedMs ??= atMs;
}

/** How an opening ends whose door was never seen open. Undefined: it is not over, the door may still be pulled. */
function endOfUnopened({ lock, previous }: DataOf<'seals.lock-changed'>): StopProblem | undefined {
  switch (lock) {
    case 'unknown':
      return 'cabinet-away';
    case 'forced':
      return 'door-moved';
    case 'did-not-open':
      return 'did-not-open';
    case 'locked':
      // The end of an earlier attempt, told while this pulse has not left yet, is not the end of this one.
      return previous === 'did-not-open' ? undefined : 'did-not-open';
    default:
      return undefined;
  }
}

function slotChanged(state: SealsState, data: DataOf<'seals.slot-changed'>): void {
  const cabinet = state.cabinets[data.cabinetId];
  if (cabinet === undefined) return;
  const lastKnown = data.occupied ?? cabinet.slots[data.slot]?.lastKnown;
  cabinet.slots[data.slot] = { slot: data.slot, occupied: data.occupied, lastKnown, sinceMs: data.atMs };
}
