/**
 * Device events that say how things stand now, and not only that something passed: a lock, a slot, a device's health,
 * what became of a pulse, what a telephone line does. They find room where others are turned away, so that the screens
 * do not go on showing what is no longer so.
 */
import type { DeviceEvent } from '../../devices/device-event.ts';

export function isStandingFact(event: DeviceEvent): boolean {
  switch (event.kind) {
    case 'pulse-settled':
    case 'lock-changed':
    case 'slot-changed':
    case 'cabinet-fault':
    case 'health-changed':
    case 'module-inspected':
    case 'line-blind':
    case 'line-seen':
    case 'ring-started':
    case 'caller-number-known':
    case 'call-answered':
    case 'call-abandoned':
    case 'call-ended':
    case 'handset-lifted':
      return true;
    default:
      return false;
  }
}
