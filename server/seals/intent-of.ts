/**
 * Which opening a fact of the cabinet belongs to. While it is under way that is plain; after a restart or a lost link the
 * contacts tell late what happened meanwhile, and it is worked out from what was last seen.
 */
import type { CabinetTrack, IntentTrack, OpeningSession, SealsState } from './state.ts';

/** Somebody's opening that is under way. */
export function openingAt(state: Readonly<SealsState>, cabinet: CabinetTrack): OpeningSession | undefined {
  const session = state.sessions[cabinet.cabinetId];
  return session?.stage === 'opening' || session?.stage === 'open' ? session : undefined;
}

/**
 * The opening in which a slot changed: the one under way; else the last one, while its door has not been seen locked,
 * or where the slot was out of sight from within it until now.
 */
export function openingOfSlot(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  slot: number,
): IntentTrack | undefined {
  const session = openingAt(state, cabinet);
  if (session !== undefined) return state.intents[session.intentId];
  const last = lastIntent(state, cabinet.cabinetId);
  if (last?.openedMs === undefined) return undefined;
  if (last.overMs === undefined) return last;
  const track = cabinet.slots[slot];
  if (track === undefined || track.occupied !== undefined) return undefined;
  return last.openedMs <= track.sinceMs && track.sinceMs <= last.overMs ? last : undefined;
}

/** A cabinet keeps its last intent only. */
export function lastIntent(state: Readonly<SealsState>, cabinetId: string): IntentTrack | undefined {
  return Object.values(state.intents).find((intent) => intent.cabinetId === cabinetId);
}
