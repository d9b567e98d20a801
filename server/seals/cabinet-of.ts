/** Small questions about a cabinet that several rules ask. */
import type { Principal } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import { liveIdentification } from './identification.ts';
import { sealRefusal } from './refusals.ts';
import type { AlarmTrack, CabinetTrack, ItemTrack, SealsState } from './state.ts';

/** Alarms that end by themselves once the door is closed and locked; the others wait for someone to come. */
const SELF_ENDING: readonly AlarmTrack['kind'][] = ['held', 'did-not-relock'];

/** The cabinet of a station; a station has one. */
export function cabinetAt(state: Readonly<SealsState>, stationId: string): CabinetTrack | undefined {
  return Object.values(state.cabinets).find((cabinet) => cabinet.stationId === stationId);
}

/** Throws SEALS_AT_CABINET_ONLY or SEALS_CABINET_UNKNOWN. */
export function requireCabinet(state: Readonly<SealsState>, principal: Principal): CabinetTrack {
  if (principal.kind !== 'station' || principal.station !== 'cabinet')
    throw sealRefusal('SEALS_AT_CABINET_ONLY');
  const cabinet = cabinetAt(state, principal.stationId);
  if (cabinet === undefined) throw sealRefusal('SEALS_CABINET_UNKNOWN');
  return cabinet;
}

/** Who is known to stand at the cabinet: identified and in time, or in an opening of their own. */
export function personAt(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  context: Context,
): string | undefined {
  const session = state.sessions[cabinet.cabinetId];
  if (session?.stage === 'open') return session.personId;
  const live = liveIdentification(session, context.now.monotonicMs);
  return live?.stage === 'identified' ? live.personId : undefined;
}

export function itemsIn(state: Readonly<SealsState>, cabinetId: string): readonly ItemTrack[] {
  return Object.values(state.items)
    .filter((item) => item.cabinetId === cabinetId)
    .toSorted((one, other) => one.slot - other.slot);
}

export function itemAtSlot(
  state: Readonly<SealsState>,
  cabinetId: string,
  slot: number,
): ItemTrack | undefined {
  return Object.values(state.items).find((item) => item.cabinetId === cabinetId && item.slot === slot);
}

/** Confirmed in place, and the contact says so too. */
export function isInPlace(cabinet: CabinetTrack, item: ItemTrack): boolean {
  return item.place === 'in' && cabinet.slots[item.slot]?.occupied === true;
}

export function endsByItself(alarm: AlarmTrack): boolean {
  return SELF_ENDING.includes(alarm.kind);
}
