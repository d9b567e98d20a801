import type { Health } from '../../devices/device-event.ts';
import type { StationKind } from '../access/principal.ts';

export interface StationDevice {
  readonly deviceId: string;
  readonly stationId: string;
  readonly kind: string;
  readonly model: string;
  readonly name: string;
  readonly silentWhenDead: boolean;
  readonly countsForSignIn: boolean;
  readonly health: Health;
  readonly reason: string;
  readonly sinceMs: number;
  readonly lastProvenMs: number | undefined;
  readonly moduleId: string | undefined;
  readonly lineNumber?: string;
  readonly slotCount?: number;
}
/** From `fromMs` to `toMs` (undefined: still) a device, or the whole service (`deviceId` undefined), saw nothing. */
export interface BlindInterval {
  readonly deviceId: string | undefined;
  readonly fromMs: number;
  readonly toMs: number | undefined;
  readonly reason: string;
}
export interface StationsView {
  /** Raised whenever anything here changes; lets readers keep what they worked out. */
  revision(): number;
  /** Every device, in the order configured. */
  devices(): readonly StationDevice[];
  station(
    stationId: string,
  ): { readonly stationId: string; readonly station: StationKind; readonly name: string } | undefined;
  stationsOf(kind: StationKind): readonly { readonly stationId: string; readonly name: string }[];
  device(deviceId: string): StationDevice | undefined;
  devicesAt(stationId: string): readonly StationDevice[];
  /** Blind intervals of a device (and of the service) that overlap the span. */
  blindIn(deviceId: string, fromMs: number, toMs: number): readonly BlindInterval[];
}
