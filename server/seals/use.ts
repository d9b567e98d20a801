/**
 * After the door: registering the use (YX-Y1, YX-Y4) against the authority, confirming the return of each item, and
 * acknowledging alarms. Copies and spoiled sheets beyond what was approved are registered only once the person has seen
 * how many: a slip of the finger is refused, what happened is not.
 */
import type { Principal } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import type { Decision } from '../engine/module.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { stageAfter } from '../mechanisms/request.ts';
import { cabinetAt, endsByItself, personAt, requireCabinet } from './cabinet-of.ts';
import { keeps } from './custody.ts';
import type { SealEvent } from './events.ts';
import { atCabinet } from './identify.ts';
import { ACKNOWLEDGE_WITHIN_MS } from './limits.ts';
import { sealRefusal } from './refusals.ts';
import { ACKNOWLEDGE_ALARM, CONFIRM_RETURN, REGISTER_USE } from './requests.ts';
import type { CabinetTrack, ItemTrack, RequestTrack, SealsState } from './state.ts';
import { copiesLeft, itemsOf, requireRequest, titleOf } from './use-request.ts';

export function registerUse(
  state: Readonly<SealsState>,
  principal: Principal,
  body: unknown,
  context: Context,
): Decision {
  const {
    requestId,
    itemId,
    copies,
    spoiled,
    remark = '',
    excess: confirmed = 0,
  } = readBody(REGISTER_USE, body);
  const request = requireRequest(state, requestId);
  const item = requireItem(state, itemId);
  const custodianId = requireKeeper(state, principal, item, context);
  if (request.unregistered[itemId] !== true) throw sealRefusal('SEALS_NOT_TAKEN');
  const left = copiesLeft(request, itemId);
  const asked = copies + spoiled;
  const excess = Math.max(0, asked - left);
  if (excess > 0 && excess !== confirmed) throw sealRefusal('SEALS_COPIES_EXCEED', { asked, left, excess });
  if (asked === 0 && remark.trim() === '') throw sealRefusal('SEALS_UNUSED_REMARK');
  const useId = context.newId('sealing');
  const registered: SealEvent = {
    type: 'seals.use-registered',
    data: {
      useId,
      requestId,
      itemId,
      itemName: item.name,
      title: titleOf(request),
      unit: request.unit,
      handledBy: request.handledBy,
      approvedBy: request.decidedBy ?? '',
      copies,
      spoiled,
      remark,
      custodianId,
      atMs: context.now.epochMs,
      usedInAll: (request.used[itemId] ?? 0) + asked,
      approvedCopies: request.copies,
    },
  };
  const usedUp = isUsedUpBy(request, itemId, asked);
  return {
    events: usedUp ? [registered, { type: 'seals.request-used-up', data: { requestId } }] : [registered],
    answer: { useId, left: Math.max(0, left - asked) },
  };
}

export function confirmReturn(
  state: Readonly<SealsState>,
  principal: Principal,
  body: unknown,
  context: Context,
): Decision {
  const { itemId, slot } = readBody(CONFIRM_RETURN, body);
  const cabinet = requireCabinet(state, principal);
  const item = requireItem(state, itemId);
  const custodianId = requireKeeper(state, principal, item, context);
  if (item.cabinetId !== cabinet.cabinetId) throw sealRefusal('SEALS_ITEM_UNKNOWN');
  if (slot !== item.slot) throw sealRefusal('SEALS_WRONG_SLOT', { item: item.name, slot: item.slot });
  if (item.place !== 'placed' || cabinet.slots[slot]?.occupied !== true)
    throw sealRefusal('SEALS_NOT_BACK', { slot });
  const data = { ...atCabinet(cabinet, context.now.epochMs), itemId, slot, custodianId };
  return { events: [{ type: 'seals.return-confirmed', data }] };
}

/**
 * One alarm, the one that was read: what was raised meanwhile waits for a reader of its own. At the cabinet by whoever
 * badged in the last minute; from the desk by the person signed in.
 */
export function acknowledgeAlarm(
  state: Readonly<SealsState>,
  principal: Principal,
  body: unknown,
  context: Context,
): Decision {
  const { alarmId } = readBody(ACKNOWLEDGE_ALARM, body);
  const cabinets =
    principal.kind === 'station' ? [requireCabinet(state, principal)] : Object.values(state.cabinets);
  const cabinet = cabinets.find(({ alarms }) =>
    alarms.some((alarm) => alarm.alarmId === alarmId && !endsByItself(alarm)),
  );
  if (cabinet === undefined) throw sealRefusal('SEALS_NO_ALARM');
  const by = principal.kind === 'person' ? principal.personId : badgedHere(state, principal, context);
  const data = { alarmId, cabinetId: cabinet.cabinetId, by, atMs: context.now.epochMs };
  return { events: [{ type: 'seals.alarm-acknowledged', data }] };
}

function badgedHere(state: Readonly<SealsState>, principal: Principal, context: Context): string {
  const badge = principal.kind === 'station' ? state.lastBadges[principal.stationId] : undefined;
  if (badge === undefined || context.now.monotonicMs - badge.monotonicMs > ACKNOWLEDGE_WITHIN_MS) {
    throw sealRefusal('SEALS_ACKNOWLEDGE_BADGE');
  }
  return badge.personId;
}

function requireItem(state: Readonly<SealsState>, itemId: string): ItemTrack {
  const [item] = itemsOf(state, [itemId]);
  if (item === undefined) throw sealRefusal('SEALS_ITEM_UNKNOWN');
  return item;
}

/** Throws SEALS_KEEPER_NEEDED unless a keeper of the item asks: identified at the cabinet, or signed in at the desk. */
function requireKeeper(
  state: Readonly<SealsState>,
  principal: Principal,
  item: ItemTrack,
  context: Context,
): string {
  const personId = askerOf(state, principal, context);
  if (personId === undefined || !keeps(state, item, personId, context))
    throw sealRefusal('SEALS_KEEPER_NEEDED');
  return personId;
}

function askerOf(state: Readonly<SealsState>, principal: Principal, context: Context): string | undefined {
  if (principal.kind === 'person') return principal.personId;
  const cabinet: CabinetTrack | undefined =
    principal.kind === 'station' ? cabinetAt(state, principal.stationId) : undefined;
  return cabinet === undefined ? undefined : personAt(state, cabinet, context);
}

function isUsedUpBy(request: RequestTrack, itemId: string, asked: number): boolean {
  // What has expired or was withdrawn meanwhile stays so.
  if (stageAfter(request.stage, 'use-up') === undefined) return false;
  return request.itemIds.every((id) => copiesLeft(request, id) <= (id === itemId ? asked : 0));
}
