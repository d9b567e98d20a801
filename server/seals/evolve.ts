/** Takes recorded events into the state of the seals, in place, from the event alone. */
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { deadlineName } from '../mechanisms/deadline.ts';
import { clockMove, waitAfter } from '../mechanisms/wait.ts';
import { evolveCabinet } from './evolve-cabinet.ts';
import type { ItemDefinition } from './events.ts';
import { evolveRequest } from './evolve-request.ts';
import type { SealsState } from './state.ts';

type Of<Type extends RecordedEvent['type']> = Extract<RecordedEvent, { readonly type: Type }>;

export function evolveSeals(state: SealsState, event: RecordedEvent): void {
  switch (event.type) {
    case 'system.started':
      // The monotonic clock began anew: no badge from before counts for anything.
      state.lastBadges = {};
      restart(state, event);
      moveWaits(state, event);
      return;
    case 'system.clock-confirmed':
      moveWaits(state, event);
      return;
    case 'system.clock-stepped':
      // What a stopped session shows until some wall time would otherwise stand for as long as the clock went back.
      for (const [cabinetId, session] of Object.entries(state.sessions))
        if (session.stage === 'stopped') delete state.sessions[cabinetId];
      moveWaits(state, event);
      return;
    case 'system.deadline-passed':
      deadlinePassed(state, event.data.key);
      return;
    case 'stations.configured':
      configured(state, event);
      return;
    case 'people.badge-recorded':
      state.lastBadges[event.data.stationId] = {
        personId: event.data.personId,
        monotonicMs: event.data.monotonicMs,
      };
      return;
    case 'people.person-recorded': {
      const { personId, roles } = event.data;
      state.rolesOf[personId] = [...roles];
      return;
    }
    case 'people.credential-changed': {
      const { personId, credential, cabinetFromMs } = event.data;
      if (credential === 'pin') state.pinFromMs[personId] = cabinetFromMs;
      return;
    }
    case 'people.identity-wait-waived':
      delete state.barredUntilMs[event.data.personId];
      delete state.pinFromMs[event.data.personId];
      return;
    default:
      evolveCustody(state, event);
  }
}

/** What is left of a bar stays what it was, wherever the clock is set. */
function moveWaits(state: SealsState, event: RecordedEvent): void {
  const move = clockMove(state.clock, event);
  if (move === undefined) return;
  for (const waits of [state.barredUntilMs, state.pinFromMs])
    for (const [personId, untilMs] of Object.entries(waits)) waits[personId] = waitAfter(untilMs, move);
}

function evolveCustody(state: SealsState, event: RecordedEvent): void {
  switch (event.type) {
    case 'seals.item-defined': {
      const { confirmedBy: _, ...definition } = event.data;
      const standing = state.items[definition.itemId];
      state.items[definition.itemId] = {
        ...definition,
        place: standing?.place ?? 'in',
        ruledSince:
          standing !== undefined && isSameRule(standing, definition) ? standing.ruledSince : event.position,
        taken: standing?.taken,
      };
      for (const [proposalId, proposal] of Object.entries(state.proposals)) {
        if (proposal.itemId === definition.itemId) delete state.proposals[proposalId];
      }
      return;
    }
    case 'seals.item-proposed': {
      const { proposalId, ...proposal } = event.data;
      state.proposals[proposalId] = { ...proposal, proposedAtMs: event.recordedAtMs };
      return;
    }
    case 'seals.deputy-appointed': {
      const { delegationId, deputyId, itemIds, fromDate, untilDate } = event.data;
      state.deputies[delegationId] = { delegationId, deputyId, itemIds: [...itemIds], fromDate, untilDate };
      for (const [id, deputy] of Object.entries(state.deputies)) {
        if (deputy.untilDate < event.officeDate) delete state.deputies[id];
      }
      return;
    }
    case 'seals.deputy-ended':
      delete state.deputies[event.data.delegationId];
      return;
    case 'seals.keeper-barred':
      state.barredUntilMs[event.data.personId] = Math.max(
        state.barredUntilMs[event.data.personId] ?? 0,
        event.data.untilMs,
      );
      return;
    default:
      // The cabinet first: a paper is forgotten only once its items are known to be back.
      evolveCabinet(state, event);
      evolveRequest(state, event);
  }
}

/** An approval is of this seal by these offices; where it stands and who keeps it may change meanwhile. */
function isSameRule(one: ItemDefinition, other: ItemDefinition): boolean {
  const roles = ({ approverRoles }: ItemDefinition): string => approverRoles.toSorted().join();
  return one.name === other.name && one.unloanable === other.unloanable && roles(one) === roles(other);
}

/** Contacts have to be read again; an opening under way is nobody's any more. What is out stays out. */
function restart(state: SealsState, event: Of<'system.started'>): void {
  for (const cabinet of Object.values(state.cabinets)) {
    cabinet.lock = 'unknown';
    cabinet.door = 'unknown';
    cabinet.bolt = 'unknown';
    cabinet.sinceMs = event.recordedAtMs;
    for (const slot of Object.values(cabinet.slots)) {
      // What was out of sight before stays so since then.
      if (slot.occupied !== undefined) slot.sinceMs = event.recordedAtMs;
      slot.occupied = undefined;
    }
  }
  for (const [cabinetId, session] of Object.entries(state.sessions)) {
    // First factors and identifications are ended by a recorded voiding of their own.
    if (session.stage === 'opening' || session.stage === 'open' || session.stage === 'stopped') {
      delete state.sessions[cabinetId];
    }
  }
}

function configured(state: SealsState, event: Of<'stations.configured'>): void {
  const known = state.cabinets;
  state.cabinets = {};
  for (const device of event.data.devices) {
    if (device.kind !== 'seal-cabinet') continue;
    const standing = known[device.deviceId];
    state.cabinets[device.deviceId] = {
      cabinetId: device.deviceId,
      stationId: device.stationId,
      name: device.name,
      slotCount: device.slotCount,
      lock: standing?.lock ?? 'unknown',
      door: standing?.door ?? 'unknown',
      bolt: standing?.bolt ?? 'unknown',
      sinceMs: standing?.sinceMs ?? event.recordedAtMs,
      lockedSinceMs: standing?.lockedSinceMs,
      slots: standing?.slots ?? {},
      alarms: standing?.alarms ?? [],
    };
  }
}

function deadlinePassed(state: SealsState, key: string): void {
  const { kind, parts } = deadlineName(key);
  const [id = '', position = ''] = parts;
  if (kind === 'seals.stopped' && String(state.sessions[id]?.position) === position)
    delete state.sessions[id];
  if (kind === 'seals.register-due') {
    const due = state.requests[id]?.registerDue[position];
    if (due !== undefined && String(due.position) === parts[2]) due.passed = true;
  }
  if (kind === 'seals.item-out') {
    const taken = state.items[id]?.taken;
    if (taken !== undefined && String(taken.position) === position) taken.reminded = true;
  }
}
