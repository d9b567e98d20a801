/** The port between the office and its devices. The registry owns the devices; the server sees only this. */
import type { DeviceCommand } from './device-command.ts';
import type { DeviceEvent, Health } from './device-event.ts';

export type DeviceKind =
  'fingerprint-reader' | 'card-reader' | 'phone-line-monitor' | 'seal-cabinet' | 'io-board';

/** What the foot of every screen and the service page show. */
export interface DeviceStatus {
  readonly deviceId: string;
  readonly stationId: string;
  readonly kind: DeviceKind;
  /** Catalogue id, e.g. `r503`, `rdm6300`, `wedge`, `waveshare-8ch`. */
  readonly model: string;
  readonly address: string;
  readonly health: Health;
  readonly reason: string;
  readonly sinceEpochMs: number;
  readonly counters: Readonly<Record<string, number>>;
}

export interface Device {
  readonly deviceId: string;
  readonly stationId: string;
  readonly kind: DeviceKind;
  /** Starts and keeps trying; never rejects because the device is away. */
  start(): Promise<void>;
  stop(): Promise<void>;
  status(): DeviceStatus;
  /** Rejects with `DeviceError` when this device cannot do that kind of command. */
  execute(command: DeviceCommand): Promise<void>;
}

export type DeviceEventListener = (event: DeviceEvent) => void;
