/** What a `virtual://` address says: which wire, and how fast it is. */
import type { DeviceAddress } from '../configuration.ts';

/** The wire itself, without its parameters. */
export function wireOf(address: DeviceAddress): string {
  return address.split('?')[0] ?? address;
}

/** Bits per second as the address states it, or the model's. */
export function baudRateOf(address: DeviceAddress, baudRateDefault: number): number {
  const stated = Number(new URLSearchParams(address.split('?')[1] ?? '').get('baudRate'));
  return Number.isInteger(stated) && stated > 0 ? stated : baudRateDefault;
}
