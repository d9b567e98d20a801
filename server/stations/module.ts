/** Stations as the engine sees them. */
import { Type } from 'typebox';
import type { OfficeModule, ViewDefinition } from '../engine/module.ts';
import { decideStations } from './decide.ts';
import { STATIONS_REQUESTS } from './requests.ts';
import { STATIONS_SCREENS } from './screens.ts';
import { evolveStations, initialStations, type StationsState } from './state.ts';

export { createStationsView } from './stations-view.ts';
export type { StationsState } from './state.ts';

const devicesView: ViewDefinition<StationsState> = {
  name: 'stations.devices',
  summary: 'Stations, devices with their health, recent blind intervals and paired screens',
  query: Type.Object({}, { additionalProperties: false }),
  allow: ['person', 'token:read-status'],
  read: (state) => ({
    stations: state.stations,
    devices: state.devices,
    blind: state.blind,
    pairings: Object.entries(state.pairings).map(([pairingId, pairing]) => ({ pairingId, ...pairing })),
  }),
};

export const stationsModule: OfficeModule<StationsState> = {
  name: 'stations',
  version: 4,
  initial: initialStations,
  decide: decideStations,
  evolve: evolveStations,
  deadlines: () => [],
  registers: [],
  requests: STATIONS_REQUESTS,
  views: [devicesView],
  screens: STATIONS_SCREENS,
};
