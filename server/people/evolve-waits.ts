/** Identity waits follow the clock when it is set: neither shorter nor longer by it, and none begins again. */
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { HOUR_MS } from '../mechanisms/durations.ts';
import { clockMove, LONGEST_WAIT_HOURS, waitAfter } from '../mechanisms/wait.ts';
import type { PeopleState } from './state.ts';

const LONGEST_WAIT_MS = LONGEST_WAIT_HOURS * HOUR_MS;

export function evolveWaits(state: PeopleState, event: RecordedEvent): void {
  const move = clockMove(state.clock, event);
  if (move === undefined) return;
  for (const held of [...Object.values(state.cards), ...Object.values(state.fingers)])
    held.cabinetFromMs = waitAfter(held.cabinetFromMs, move);
  for (const held of Object.values(state.credentials)) {
    held.barredUntilMs = waitAfter(held.barredUntilMs, move);
    held.approvesFromMs = waitAfter(held.approvesFromMs, move);
    // The wait is counted from here; how long it is, only the settings say.
    if (held.passwordByOtherAtMs !== undefined)
      held.passwordByOtherAtMs =
        waitAfter(held.passwordByOtherAtMs + LONGEST_WAIT_MS, move) - LONGEST_WAIT_MS;
  }
}
