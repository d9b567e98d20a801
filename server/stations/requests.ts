/** What the service itself reports of its places: the installation file as read at the start, and paired screens. */
import { Type } from 'typebox';
import type { RequestDefinition } from '../engine/module.ts';

const STRICT = { additionalProperties: false };
const Id = Type.String({ minLength: 1, maxLength: 60 });
const Name = Type.String({ minLength: 1, maxLength: 60 });

export const ConfigureBody = Type.Object(
  {
    office: Type.Object({ name: Name, zone: Type.String(), virtualHardware: Type.Boolean() }, STRICT),
    stations: Type.Array(
      Type.Object({ stationId: Id, station: Type.Enum(['entrance', 'duty', 'cabinet']), name: Name }, STRICT),
      { maxItems: 100 },
    ),
    devices: Type.Array(
      Type.Object(
        {
          deviceId: Id,
          stationId: Id,
          kind: Type.String(),
          model: Type.String(),
          name: Name,
          silentWhenDead: Type.Boolean(),
          countsForSignIn: Type.Boolean(),
          lineNumber: Type.Optional(Type.String()),
          slotCount: Type.Optional(Type.Integer({ minimum: 0 })),
        },
        STRICT,
      ),
      { maxItems: 500 },
    ),
  },
  STRICT,
);
export const PairingBody = Type.Object({ stationId: Id, pairingId: Id, by: Id }, STRICT);
export const UnpairingBody = Type.Object({ pairingId: Id, by: Id }, STRICT);

export const STATIONS_REQUESTS: readonly RequestDefinition[] = [
  {
    type: 'stations.configure',
    summary: 'The installation as read at the start; recorded where it differs from what is known',
    body: ConfigureBody,
    allow: ['system'],
  },
  {
    type: 'stations.record-pairing',
    summary: 'A screen was paired with a station',
    body: PairingBody,
    allow: ['system'],
  },
  {
    type: 'stations.record-unpairing',
    summary: 'A pairing was ended',
    body: UnpairingBody,
    allow: ['system'],
  },
];
