/** The installation file as `stations.configure` wants it. Called once at the start, by whoever has read the file. */
import type { DevicesConfiguration } from '../../devices/configuration.ts';
import type { StationKind } from '../access/principal.ts';
import type { StationEvent } from './events.ts';

export type Installation = Extract<StationEvent, { type: 'stations.configured' }>['data'];
type InstalledDevice = Installation['devices'][number];

export interface InstallationSource {
  readonly office: { readonly name: string; readonly zone: string };
  readonly virtual: boolean;
  readonly stations: readonly { readonly id: string; readonly kind: StationKind; readonly name: string }[];
  readonly devices: DevicesConfiguration;
}

/** `modelOf` is the devices' catalogue. Boards belong to no station: what hangs on their points does. */
export function installationOf(
  { office, virtual, stations, devices }: InstallationSource,
  modelOf: (model: string) => { readonly kind: string; readonly silentWhenDead: boolean },
): Installation {
  const plain = { silentWhenDead: false, countsForSignIn: false };
  const readers = devices.readers.map((reader): InstalledDevice => {
    const { kind, silentWhenDead } = modelOf(reader.model);
    const { id: deviceId, station: stationId, model, name, countsForSignIn } = reader;
    return { deviceId, stationId, kind, model, name, silentWhenDead, countsForSignIn };
  });
  const lines = devices.lines.map(({ id, station, name, number }): InstalledDevice => ({
    ...plain,
    deviceId: id,
    stationId: station,
    kind: 'phone-line-monitor',
    model: 'contacts',
    name,
    lineNumber: number,
  }));
  const cabinets = devices.cabinets.map(({ id, station, name, slots }): InstalledDevice => ({
    ...plain,
    deviceId: id,
    stationId: station,
    kind: 'seal-cabinet',
    model: 'contacts',
    name,
    slotCount: slots.length,
  }));
  return {
    office: { name: office.name, zone: office.zone, virtualHardware: virtual },
    stations: stations.map(({ id, kind, name }) => ({ stationId: id, station: kind, name })),
    devices: [...readers, ...lines, ...cabinets],
  };
}
