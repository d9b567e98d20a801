/** What others may ask of places and devices. */
import type { StationsState } from './state.ts';
import type { BlindInterval, StationDevice, StationsView } from './view.ts';

interface Index {
  readonly devices: readonly StationDevice[];
  readonly byId: ReadonlyMap<string, StationDevice>;
  readonly byStation: ReadonlyMap<string, readonly StationDevice[]>;
}

export function createStationsView(state: Readonly<StationsState>): StationsView {
  // `state.devices` is replaced, never edited, so its identity says whether the index still holds.
  let index: Index = indexOf(state.devices);
  const current = (): Index => {
    if (index.devices !== state.devices) index = indexOf(state.devices);
    return index;
  };
  return {
    revision: () => state.revision,
    devices: () => state.devices,
    station: (stationId) => state.stations.find((station) => station.stationId === stationId),
    stationsOf: (kind) => state.stations.filter(({ station }) => station === kind),
    device: (deviceId) => current().byId.get(deviceId),
    devicesAt: (stationId) => current().byStation.get(stationId) ?? [],
    blindIn: (deviceId, fromMs, toMs) =>
      state.blind.filter((interval) => isOf(interval, deviceId) && overlaps(interval, fromMs, toMs)),
  };
}

function indexOf(devices: readonly StationDevice[]): Index {
  const byStation = new Map<string, StationDevice[]>();
  for (const device of devices) {
    const there = byStation.get(device.stationId);
    if (there === undefined) byStation.set(device.stationId, [device]);
    else there.push(device);
  }
  return { devices, byId: new Map(devices.map((device) => [device.deviceId, device])), byStation };
}

function isOf(interval: BlindInterval, deviceId: string): boolean {
  return interval.deviceId === undefined || interval.deviceId === deviceId;
}

function overlaps({ fromMs, toMs }: BlindInterval, spanFromMs: number, spanToMs: number): boolean {
  return fromMs < spanToMs && (toMs === undefined || toMs > spanFromMs);
}
