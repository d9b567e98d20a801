/** The strip of devices at the foot of every screen, the office's name, and whether people can badge here at all. */
import type {
  DeviceLamp,
  DeviceStripEntry,
  DevicesValue,
  OfficeValue,
  ReaderValue,
} from '../contract/screens.ts';
import type { ScreenName, ScreenPart, Viewing } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { isBlind } from './blindness.ts';
import type { StationsState } from './state.ts';
import type { StationDevice } from './view.ts';

const SCREENS: readonly ScreenName[] = ['entrance', 'duty', 'cabinet', 'desk'];

export const STATIONS_SCREENS: readonly ScreenPart<StationsState>[] = [
  ...SCREENS.map((screen): ScreenPart<StationsState> => ({
    screen,
    owns: ['office', 'devices'],
    keys: () => ['office', 'devices'],
    read: (state, key, viewing) =>
      key === 'office' ? officeValue(state, viewing) : devicesValue(state, viewing),
    touched: (_state, events) => touched(events, ['office', 'devices']),
  })),
  {
    screen: 'entrance',
    owns: ['reader'],
    keys: () => ['reader'],
    read: (state, _key, viewing) => readerValue(shown(state, viewing.stationId)),
    touched: (_state, events) => touched(events, ['reader']),
  },
];

function officeValue(state: Readonly<StationsState>, { stationId }: Viewing): OfficeValue {
  return {
    officeName: state.office?.name ?? '',
    stationName: state.stations.find((station) => station.stationId === stationId)?.name ?? '',
    zone: state.office?.zone ?? '',
    version: state.version,
    virtualHardware: state.office?.virtualHardware ?? false,
  };
}

function devicesValue(state: Readonly<StationsState>, { stationId }: Viewing): DevicesValue {
  return shown(state, stationId).map(({ deviceId, name, health, reason, sinceMs }): DeviceStripEntry => ({
    deviceId,
    name,
    lamp: lampOf(health),
    reason,
    sinceMs,
  }));
}

function lampOf(health: StationDevice['health']): DeviceLamp {
  return health;
}

/** A station shows its own devices, the desk all of them. */
function shown(state: Readonly<StationsState>, stationId: string | undefined): readonly StationDevice[] {
  return stationId === undefined
    ? state.devices
    : state.devices.filter((device) => device.stationId === stationId);
}

/** "签到机故障，请签纸质簿" where nothing here can take a badge. */
export function readerValue(devices: readonly StationDevice[]): ReaderValue {
  const readers = devices.filter(({ kind }) => kind === 'fingerprint-reader' || kind === 'card-reader');
  const working = readers.filter(({ health, reason }) => !isBlind(health, reason));
  if (working.length === 0) return { state: 'down' };
  if (working.every(({ health }) => health === 'unknown')) return { state: 'unproven' };
  const has = (kind: string): boolean => working.some((reader) => reader.kind === kind);
  const missing = (kind: string): boolean => readers.some((reader) => reader.kind === kind) && !has(kind);
  if (missing('card-reader')) return { state: 'finger-only' };
  if (missing('fingerprint-reader')) return { state: 'card-only' };
  return { state: 'ready' };
}

function touched(events: readonly RecordedEvent[], keys: readonly string[]): readonly string[] {
  const changed = events.some(
    ({ type }) =>
      type === 'stations.configured' || type === 'stations.device-health' || type === 'system.started',
  );
  return changed ? keys : [];
}
