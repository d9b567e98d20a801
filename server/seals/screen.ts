/** The cabinet's screen: keys lock, session, alarm, slot/<n>, request/<id>. */
import type { CabinetAlarmValue, CabinetRequestValue, LockValue, SlotValue } from '../contract/screens.ts';
import type { Context } from '../engine/context.ts';
import type { ScreenPart, Viewing } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { deadlineName } from '../mechanisms/deadline.ts';
import { SECOND_MS } from '../mechanisms/durations.ts';
import { cabinetAt, endsByItself, itemAtSlot, itemsIn } from './cabinet-of.ts';
import { ALARM_WORDS } from './screen-words.ts';
import { sessionValue } from './session-value.ts';
import type { CabinetTrack, ItemTrack, SealsState } from './state.ts';
import { titleOf } from './use-request.ts';

export const CABINET_SCREEN: ScreenPart<SealsState> = {
  screen: 'cabinet',
  owns: ['lock', 'session', 'alarm', 'slot/', 'request/'],
  keys(state, viewing) {
    const cabinet = cabinetOf(state, viewing);
    if (cabinet === undefined) return [];
    return [
      'lock',
      'session',
      'alarm',
      ...slotNumbers(state, cabinet).map((slot) => `slot/${slot}`),
      ...Object.values(state.requests)
        .filter((request) => request.cabinetId === cabinet.cabinetId && request.stage === 'approved')
        .map((request) => `request/${request.requestId}`),
    ];
  },
  read(state, key, viewing) {
    const cabinet = cabinetOf(state, viewing);
    if (cabinet === undefined) return undefined;
    const [name = '', id = ''] = key.split('/');
    switch (name) {
      case 'lock':
        return lockValue(cabinet, viewing.context);
      case 'session':
        return sessionValue(state, cabinet, viewing.context);
      case 'alarm':
        return alarmValue(cabinet);
      case 'slot':
        return slotValue(state, cabinet, Number(id), viewing.context);
      case 'request':
        return requestValue(state, cabinet, id, viewing.context);
      default:
        return undefined;
    }
  },
  touched(state, events, viewing) {
    const cabinet = cabinetOf(state, viewing);
    if (cabinet === undefined) return [];
    const keys = new Set<string>();
    for (const event of events) {
      const touched = touchedBy(state, event);
      if (touched === 'all') return 'all';
      for (const key of touched) keys.add(key);
    }
    return [...keys];
  },
};

function touchedBy(state: Readonly<SealsState>, event: RecordedEvent): readonly string[] | 'all' {
  switch (event.type) {
    case 'system.started':
    case 'system.clock-stepped':
    case 'stations.configured':
    case 'settings.confirmed':
    case 'people.person-recorded':
    case 'seals.item-defined':
      return 'all';
    case 'system.deadline-passed':
      return touchedByDeadline(state, event.data.key);
    case 'seals.lock-changed':
      return ['lock', 'session'];
    case 'seals.slot-changed':
      return [`slot/${event.data.slot}`];
    case 'seals.item-taken':
    case 'seals.item-placed':
    case 'seals.return-confirmed':
      return [`slot/${event.data.slot}`, 'session'];
    case 'seals.alarm-raised':
    case 'seals.alarm-acknowledged':
    case 'seals.alarm-ended':
      return ['alarm'];
    case 'seals.request-decided':
    case 'seals.request-withdrawn':
    case 'seals.request-expired':
    case 'seals.request-used-up':
    case 'seals.use-registered':
      return [`request/${event.data.requestId}`, 'session'];
    case 'seals.factor-shown':
    case 'seals.identification-voided':
    case 'seals.pin-refused':
    case 'seals.requests-chosen':
    case 'seals.opening-intended':
    case 'seals.opening-settled':
    case 'seals.session-ended':
      return ['session'];
    default:
      return [];
  }
}

function touchedByDeadline(state: Readonly<SealsState>, key: string): readonly string[] {
  const { kind, parts } = deadlineName(key);
  if (kind === 'seals.stopped') return ['session'];
  const slot = kind === 'seals.item-out' ? state.items[parts[0] ?? '']?.slot : undefined;
  return slot === undefined ? [] : [`slot/${slot}`];
}

function cabinetOf(state: Readonly<SealsState>, { stationId }: Viewing): CabinetTrack | undefined {
  return stationId === undefined ? undefined : cabinetAt(state, stationId);
}

/** All slots the cabinet has, or as many as items and contacts have shown. */
function slotNumbers(state: Readonly<SealsState>, cabinet: CabinetTrack): readonly number[] {
  const seen = [
    ...Object.values(cabinet.slots).map(({ slot }) => slot),
    ...itemsIn(state, cabinet.cabinetId).map(({ slot }) => slot),
  ];
  const count = cabinet.slotCount ?? Math.max(0, ...seen);
  return Array.from({ length: count }, (_, index) => index + 1);
}

function lockValue(cabinet: CabinetTrack, context: Context): LockValue {
  const { doorOpenS } = context.settings.at('seals.opening', context.officeDate);
  return {
    state: cabinet.lock,
    door: cabinet.door,
    lock: cabinet.bolt,
    sinceMs: cabinet.sinceMs,
    doorDueMs: cabinet.lock === 'open' ? cabinet.sinceMs + doorOpenS * SECOND_MS : undefined,
  };
}

function alarmValue(cabinet: CabinetTrack): CabinetAlarmValue | undefined {
  const alarm = cabinet.alarms.find((one) => !endsByItself(one)) ?? cabinet.alarms[0];
  if (alarm === undefined) return undefined;
  const { title, whatToDo } = ALARM_WORDS[alarm.kind];
  const where = alarm.slot === undefined ? '' : `（${alarm.slot} 号位）`;
  return {
    alarmId: alarm.alarmId,
    kind: alarm.kind,
    sinceMs: alarm.sinceMs,
    title: `${title}${where}`,
    whatToDo,
    acknowledge: !endsByItself(alarm),
  };
}

function slotValue(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  slot: number,
  context: Context,
): SlotValue | undefined {
  if (!slotNumbers(state, cabinet).includes(slot)) return undefined;
  const item = itemAtSlot(state, cabinet.cabinetId, slot);
  const occupied = cabinet.slots[slot]?.occupied;
  const holder = item?.taken?.custodianId;
  return {
    slot,
    itemId: item?.itemId,
    itemName: item?.name ?? '空位',
    state: slotState(item, occupied),
    outSinceMs: item?.place === 'in' ? undefined : item?.taken?.atMs,
    dueMs: item?.place === 'out' ? item.taken?.dueMs : undefined,
    holder: holder === undefined ? undefined : context.people.person(holder)?.name,
  };
}

/** What cannot be known is said: a contact that contradicts the record shows `unknown`, never a guess. */
function slotState(item: ItemTrack | undefined, occupied: boolean | undefined): SlotValue['state'] {
  if (item === undefined) return occupied === true ? 'wrong' : occupied === false ? 'out' : 'unknown';
  if (item.place === 'out') return 'out';
  return occupied === true ? 'in' : 'unknown';
}

function requestValue(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  requestId: string,
  context: Context,
): CabinetRequestValue | undefined {
  const request = state.requests[requestId];
  if (request?.stage !== 'approved' || request.cabinetId !== cabinet.cabinetId) return undefined;
  const approver = request.decidedBy === undefined ? undefined : context.people.person(request.decidedBy);
  return {
    requestId,
    itemIds: request.itemIds,
    itemNames: request.itemIds.map((itemId) => state.items[itemId]?.name ?? itemId),
    title: titleOf(request),
    copies: request.copies,
    unit: request.unit,
    lane: 'b',
    approvedBy: approver?.name ?? '',
    approvedAtMs: request.decidedAtMs ?? 0,
    expiresAtMs: request.expiresAtMs ?? 0,
  };
}
