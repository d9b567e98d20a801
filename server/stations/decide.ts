/**
 * What devices' reports come to. Proofs of life arrive every ten seconds and are journaled only where a verdict can
 * rest on them: the first one after an office edge. So whether a reader was alive after 08:00:01 is known to a pure
 * decision and to a rebuild, and the journal does not fill with heartbeats.
 */
import { Value } from 'typebox/value';
import type { IntakeDeviceEvent, Input, OfficeRequest } from '../engine/input.ts';
import { NO_DECISION, type Decision } from '../engine/module.ts';
import type { OfficeEvent } from '../engine/recorded-event.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { ConfigureBody, PairingBody, UnpairingBody } from './requests.ts';
import { stationsRefusal } from './refusals.ts';
import { provesAnything, type StationsState } from './state.ts';
import type { StationDevice } from './view.ts';
import type { Installation } from './installation.ts';

export function decideStations(state: Readonly<StationsState>, input: Input): Decision {
  if (input.kind === 'device') return decideDevice(state, input.event);
  if (input.kind === 'request') return decideRequest(state, input.request);
  return NO_DECISION;
}

function decideDevice(state: Readonly<StationsState>, event: IntakeDeviceEvent): Decision {
  const device = state.devices.find(({ deviceId }) => deviceId === event.deviceId);
  if (device === undefined) return NO_DECISION;
  switch (event.kind) {
    case 'health-changed':
      return { events: healthEvents(state, device, event) };
    case 'module-inspected': {
      const { moduleId, asExpected, capacity, usedPages } = event;
      const data = { deviceId: device.deviceId, moduleId, asExpected, capacity, used: usedPages.length };
      return {
        events: [{ type: 'stations.module-inspected', data }, ...proofOf(state, device, event.at.epochMs)],
      };
    }
    case 'line-blind':
    case 'line-seen':
      return NO_DECISION;
    default:
      // Whatever a device says, it was alive when it said it.
      return { events: proofOf(state, device, event.at.epochMs) };
  }
}

type HealthChanged = Extract<IntakeDeviceEvent, { kind: 'health-changed' }>;

function healthEvents(
  state: Readonly<StationsState>,
  device: StationDevice,
  event: HealthChanged,
): readonly OfficeEvent[] {
  const { health, reason, at, lastProvenAt } = event;
  const { deviceId } = device;
  if (device.health === health && device.reason === reason) {
    return health === 'online' ? proofOf(state, device, at.epochMs) : [];
  }
  const unprovenSinceMs = lastProvenAt?.epochMs ?? device.lastProvenMs ?? at.epochMs;
  return [
    { type: 'stations.device-health', data: { deviceId, health, reason, atMs: at.epochMs, unprovenSinceMs } },
  ];
}

function proofOf(
  state: Readonly<StationsState>,
  device: StationDevice,
  atMs: number,
): readonly OfficeEvent[] {
  if (!provesAnything(state, device, atMs)) return [];
  return [{ type: 'stations.device-proven', data: { deviceId: device.deviceId, atMs } }];
}

function decideRequest(state: Readonly<StationsState>, request: OfficeRequest): Decision {
  switch (request.type) {
    case 'stations.configure': {
      const data = readBody(ConfigureBody, request.body);
      return isKnown(state, data) ? NO_DECISION : { events: [{ type: 'stations.configured', data }] };
    }
    case 'stations.record-pairing': {
      const data = readBody(PairingBody, request.body);
      if (!state.stations.some(({ stationId }) => stationId === data.stationId)) {
        throw stationsRefusal('STATIONS_STATION_UNKNOWN', { stationId: data.stationId });
      }
      return { events: [{ type: 'stations.screen-paired', data }] };
    }
    case 'stations.record-unpairing': {
      const data = readBody(UnpairingBody, request.body);
      if (state.pairings[data.pairingId] === undefined) throw stationsRefusal('STATIONS_PAIRING_UNKNOWN');
      return { events: [{ type: 'stations.screen-unpaired', data }] };
    }
    default:
      return NO_DECISION;
  }
}

function isKnown(state: Readonly<StationsState>, data: Installation): boolean {
  const known: Installation | undefined = state.office && {
    office: state.office,
    stations: state.stations,
    devices: state.devices.map(
      ({ health: _h, reason: _r, sinceMs: _s, lastProvenMs: _l, moduleId: _m, ...device }) => device,
    ),
  };
  return known !== undefined && Value.Equal(canonical(known), canonical(data));
}

/** Without fields that are only there as `undefined`. */
function canonical(data: Installation): unknown {
  return JSON.parse(JSON.stringify(data));
}
