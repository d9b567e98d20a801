/** When a device can take nothing, and what a blind interval is called: shared with those who judge by it. */
import type { Health } from '../../devices/device-event.ts';

/** Reason of a blind interval that came from a step of the clock: an edge inside it is never judged. */
export const CLOCK_STEP = 'clock-step';

/** Nothing can be taken by a device in this health. A silent reader that is connected is unproven, not blind. */
export function isBlind(health: Health, reason: string): boolean {
  if (health === 'offline') return true;
  if (health === 'unknown') return reason !== 'unproven';
  return health === 'degraded' && reason === 'module-mismatch';
}
