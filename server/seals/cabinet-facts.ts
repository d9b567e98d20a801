/**
 * What the cabinet reports: pulses settled, door and lock, slots, faults. Turns them into recorded facts and into what
 * follows: an item taken or placed, an opening at its end, an alarm. Decides nothing that moves anything.
 */
import type { CabinetFault, LockChanged, PulseSettled, SlotChanged } from '../../devices/device-event.ts';
import type { Context } from '../engine/context.ts';
import type { Input } from '../engine/input.ts';
import { type Decision, NO_DECISION } from '../engine/module.ts';
import { MINUTE_MS } from '../mechanisms/durations.ts';
import { endsByItself, itemAtSlot, itemsIn } from './cabinet-of.ts';
import type { AlarmKind, SealEvent } from './events.ts';
import { atCabinet, voided } from './identify.ts';
import { openingAt, openingOfSlot } from './intent-of.ts';
import type { CabinetTrack, IntentTrack, ItemTrack, SealsState } from './state.ts';
import { copiesLeft } from './use-request.ts';

export function decideCabinetFact(
  state: Readonly<SealsState>,
  { event }: Extract<Input, { kind: 'device' }>,
  context: Context,
): Decision {
  const cabinet = state.cabinets[event.deviceId];
  if (cabinet === undefined) return NO_DECISION;
  switch (event.kind) {
    case 'pulse-settled':
      return { events: pulseSettled(state, event) };
    case 'lock-changed':
      return { events: lockChanged(state, cabinet, event, context) };
    case 'slot-changed':
      return { events: slotChanged(state, cabinet, event, context) };
    case 'cabinet-fault':
      return { events: faulted(cabinet, event, context) };
    default:
      return NO_DECISION;
  }
}

/** One outcome an intent; what was written off as unknown may still be told truly later, after the next intent too. */
function pulseSettled(
  state: Readonly<SealsState>,
  { intentId, outcome }: PulseSettled,
): readonly SealEvent[] {
  const intent = state.intents[intentId];
  const isOpen =
    intent === undefined
      ? state.writtenOff.includes(intentId) && outcome.name !== 'unknown'
      : intent.outcome === undefined || intent.outcome.name === 'unknown';
  if (!isOpen) return [];
  return [{ type: 'seals.opening-settled', data: { intentId, outcome } }];
}

function lockChanged(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  event: LockChanged,
  context: Context,
): readonly SealEvent[] {
  const atMs = event.at.epochMs;
  const changed: SealEvent = {
    type: 'seals.lock-changed',
    data: {
      cabinetId: cabinet.cabinetId,
      lock: event.lock,
      previous: event.previous,
      intentId: event.intentId,
      atMs,
      doorContact: event.doorContact,
      lockContact: event.lockContact,
    },
  };
  // The identification ends first: what the door does then may begin an opening, which nothing here must end.
  const ended = voidedByLock(state, cabinet, event);
  switch (event.lock) {
    case 'locked':
      return [
        ...ended,
        changed,
        ...alarmsEnded(cabinet, atMs),
        ...openingEnded(state, cabinet, atMs, context),
      ];
    case 'forced':
      return [...ended, changed, ...alarm(cabinet, 'forced', atMs, context)];
    case 'held':
    case 'did-not-relock':
      return [...ended, changed, ...alarm(cabinet, event.lock, atMs, context)];
    case 'open': {
      const unseen = openedUnseen(state, cabinet, event);
      return [...ended, changed, ...(unseen ? alarm(cabinet, 'forced', atMs, context) : [])];
    }
    case 'unknown':
    case 'unlocking':
    case 'did-not-open':
      return [...ended, changed];
  }
}

/** Any move of the door ends an identification, its closing too; not that it stands open long, or was never opened. */
function voidedByLock(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  { lock, previous, at }: LockChanged,
): readonly SealEvent[] {
  if (lock === 'held' || (lock === 'locked' && previous === 'did-not-open')) return [];
  return voided(state, cabinet, lock === 'unknown' ? 'cabinet-away' : 'door-moved', at.epochMs);
}

/**
 * Found open at first sight, locked when it was last seen, and nothing intended since: opened while nobody looked. The
 * device layer that has just started cannot know that.
 */
function openedUnseen(
  state: Readonly<SealsState>,
  { cabinetId, lockedSinceMs }: CabinetTrack,
  { previous, intentId }: LockChanged,
): boolean {
  if (previous !== 'unknown' || intentId !== undefined || lockedSinceMs === undefined) return false;
  return !Object.values(state.intents).some(
    (intent) =>
      intent.cabinetId === cabinetId && intent.atMs >= lockedSinceMs && intent.outcome?.name !== 'refused',
  );
}

function alarmsEnded(cabinet: CabinetTrack, atMs: number): readonly SealEvent[] {
  return cabinet.alarms
    .filter((one) => endsByItself(one))
    .map(({ alarmId }) => ({
      type: 'seals.alarm-ended',
      data: { alarmId, cabinetId: cabinet.cabinetId, atMs },
    }));
}

/** Closed and locked after an opening: what is out without approval is an alarm, what else is open is said. */
function openingEnded(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  atMs: number,
  context: Context,
): readonly SealEvent[] {
  const session = state.sessions[cabinet.cabinetId];
  if (session?.stage !== 'open') return [];
  const items = itemsIn(state, cabinet.cabinetId);
  return [
    {
      type: 'seals.session-ended',
      data: {
        ...atCabinet(cabinet, atMs),
        intentId: session.intentId,
        custodianId: session.personId,
        itemsOut: items.filter((item) => item.place === 'out').map((item) => item.itemId),
        itemsUnconfirmed: items.filter((item) => item.place === 'placed').map((item) => item.itemId),
        usesUnregistered: unregisteredOf(state, session.requestIds),
      },
    },
    ...unapprovedOut(state, cabinet, session.intentId, atMs, context),
  ];
}

/** Out without approval, and the opening in which they could have been put back is over: an alarm each. */
export function unapprovedOut(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  intentId: string,
  atMs: number,
  context: Context,
): readonly SealEvent[] {
  return itemsIn(state, cabinet.cabinetId)
    .filter(
      ({ place, taken }) => place === 'out' && taken?.intentId === intentId && taken.requestIds.length === 0,
    )
    .flatMap(({ slot }) => alarm(cabinet, 'taken-without-authority', atMs, context, slot));
}

/** Uses under these papers that are still to be registered. */
export function unregisteredOf(
  state: Readonly<SealsState>,
  requestIds: readonly string[],
): readonly { readonly requestId: string; readonly itemId: string }[] {
  return requestIds.flatMap((requestId) =>
    Object.entries(state.requests[requestId]?.unregistered ?? {})
      .filter(([, waiting]) => waiting)
      .map(([itemId]) => ({ requestId, itemId })),
  );
}

function slotChanged(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  event: SlotChanged,
  context: Context,
): readonly SealEvent[] {
  const { slot, occupied, behindClosedDoor } = event;
  const atMs = event.at.epochMs;
  const known = cabinet.slots[slot]?.lastKnown;
  const changed: SealEvent = {
    type: 'seals.slot-changed',
    data: { cabinetId: cabinet.cabinetId, slot, occupied, behindClosedDoor, atMs },
  };
  // The first word of a contact ever is how things stand, not a change.
  if (occupied === undefined || known === undefined || occupied === known) return [changed];
  if (behindClosedDoor) return [changed, ...alarm(cabinet, 'slot-behind-door', atMs, context, slot)];
  const item = itemAtSlot(state, cabinet.cabinetId, slot);
  if (item === undefined) return [changed];
  return [
    changed,
    ...(occupied ? placed(state, cabinet, item, atMs) : taken(state, cabinet, item, atMs, context)),
  ];
}

function taken(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  item: ItemTrack,
  atMs: number,
  context: Context,
): readonly SealEvent[] {
  if (item.place === 'out') return [];
  const opening = openingOfSlot(state, cabinet, item.slot);
  const requestIds = opening === undefined ? [] : papersFor(state, opening, item.itemId);
  const expected = requestIds.length > 0;
  const { itemOutMinutes } = context.settings.at('seals.opening', context.officeDate);
  const event: SealEvent = {
    type: 'seals.item-taken',
    data: {
      ...atCabinet(cabinet, atMs),
      itemId: item.itemId,
      slot: item.slot,
      intentId: opening?.intentId,
      custodianId: opening?.personId,
      requestIds,
      expected,
      dueMs: atMs + itemOutMinutes * MINUTE_MS,
    },
  };
  // A wrong one taken in an opening is said and can be put back until the door closes; otherwise it is an alarm.
  return expected || openingAt(state, cabinet) !== undefined
    ? [event]
    : [event, ...alarm(cabinet, 'taken-without-authority', atMs, context, item.slot)];
}

/**
 * The papers of the opening that still cover a use of this item; an opening asked for in time is by right until its end,
 * though the paper expires meanwhile. None: it is taken without approval (YX-Y1).
 */
function papersFor(state: Readonly<SealsState>, opening: IntentTrack, itemId: string): readonly string[] {
  if (opening.ground !== 'use' || !opening.itemIds.includes(itemId)) return [];
  return opening.requestIds.filter((requestId) => {
    const request = state.requests[requestId];
    return request !== undefined && request.stage !== 'withdrawn' && copiesLeft(request, itemId) > 0;
  });
}

function placed(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  item: ItemTrack,
  atMs: number,
): readonly SealEvent[] {
  if (item.place !== 'out') return [];
  const intentId = openingOfSlot(state, cabinet, item.slot)?.intentId;
  const data = { ...atCabinet(cabinet, atMs), itemId: item.itemId, slot: item.slot, intentId };
  return [{ type: 'seals.item-placed', data }];
}

function faulted(cabinet: CabinetTrack, event: CabinetFault, context: Context): readonly SealEvent[] {
  // An echoing adapter is unmasked and lived with; the device's own state says so.
  return event.fault === 'echoing-adapter' ? [] : alarm(cabinet, event.fault, event.at.epochMs, context);
}

/** One alarm of a kind (and slot) at a time. */
function alarm(
  cabinet: CabinetTrack,
  kind: AlarmKind,
  atMs: number,
  context: Context,
  slot?: number,
): readonly SealEvent[] {
  if (cabinet.alarms.some((one) => one.kind === kind && one.slot === slot)) return [];
  return [
    {
      type: 'seals.alarm-raised',
      data: { ...atCabinet(cabinet, atMs), alarmId: context.newId('alarm'), kind, slot },
    },
  ];
}
