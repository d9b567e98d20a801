/** Whether the cabinet's panel may blink: locked, nobody identified, no alarm to be read. */
import { isAlarm, isLock, isSession } from '../../connection/cabinet-shapes.ts';
import type { ScreenPort } from '../../connection/screen-port.ts';

export function isCabinetIdle(screen: Pick<ScreenPort, 'value'>): boolean {
  const lock = screen.value('lock', isLock);
  const step = screen.value('session', isSession)?.step ?? 'idle';
  return (
    step === 'idle' &&
    screen.value('alarm', isAlarm) === undefined &&
    (lock === undefined || (lock.state === 'locked' && lock.door === 'closed'))
  );
}
