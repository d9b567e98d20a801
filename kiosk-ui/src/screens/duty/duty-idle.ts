/** Whether the duty desk may blink: no line rings or is in a call, and nobody has just badged. */
import { isOffer, isLine } from '../../connection/contract-shapes.ts';
import type { ScreenPort } from '../../connection/screen-port.ts';

const BUSY: readonly string[] = ['ring-1', 'ring-2', 'past-limit', 'in-call'];

export function isDutyIdle(screen: Pick<ScreenPort, 'all' | 'value'>): boolean {
  return (
    screen.value('offer', isOffer) === undefined &&
    screen.all('line/', isLine).every(({ state }) => !BUSY.includes(state))
  );
}
