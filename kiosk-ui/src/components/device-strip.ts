/** What the foot of a screen says of its devices. Pure: words come from the component. */
import type { DeviceStripEntry } from '../../../server/contract/screens.ts';

export interface StripRoom {
  /** Named one by one, in the order of the service. */
  readonly named: readonly DeviceStripEntry[];
  /** Healthy ones there was no room for, told by their number; who is in trouble is always named. */
  readonly folded: readonly DeviceStripEntry[];
}

/**
 * Too many for the line: the last healthy ones are counted instead of named. While nothing is known (`live` false) all
 * are alike unknown, and the last ones are folded just so.
 */
export function fitStrip(devices: readonly DeviceStripEntry[], room: number, live: boolean): StripRoom {
  if (devices.length <= room) return { named: devices, folded: [] };
  const wellFree = (device: DeviceStripEntry): boolean => !live || device.lamp === 'online';
  const inTrouble = devices.filter((device) => !wellFree(device)).length;
  let well = Math.max(0, room - inTrouble - 1);
  const named = devices.filter((device) => !wellFree(device) || well-- > 0);
  return { named, folded: devices.filter((device) => !named.includes(device)) };
}

/** Devices whose lamp is another than before; what is seen for the first time is no change. */
export function changedDevices(
  before: ReadonlyMap<string, DeviceStripEntry['lamp']>,
  now: readonly DeviceStripEntry[],
): readonly DeviceStripEntry[] {
  return now.filter(({ deviceId, lamp }) => before.has(deviceId) && before.get(deviceId) !== lamp);
}
