/** Stands in for a device that could not be built from its configuration: offline, with the reason, refusing all. */
import { stampOf, type Clock } from '../firmware-bridge/index.ts';
import { DeviceError } from './device-error.ts';
import type { Device, DeviceEventListener, DeviceKind, DeviceStatus } from './device.ts';

export interface UnbuiltDeviceOptions {
  readonly deviceId: string;
  readonly stationId: string;
  readonly kind: DeviceKind;
  readonly model: string;
  readonly address: string;
  readonly reason: string;
  readonly clock: Clock;
  readonly onEvent: DeviceEventListener;
}

export class UnbuiltDevice implements Device {
  readonly deviceId: string;
  readonly stationId: string;
  readonly kind: DeviceKind;
  private readonly options: UnbuiltDeviceOptions;
  private readonly sinceEpochMs: number;

  constructor(options: UnbuiltDeviceOptions) {
    this.options = options;
    this.deviceId = options.deviceId;
    this.stationId = options.stationId;
    this.kind = options.kind;
    this.sinceEpochMs = options.clock.epochMs();
  }

  start(): Promise<void> {
    const { deviceId, stationId, reason, clock } = this.options;
    const at = stampOf(clock);
    this.options.onEvent({
      kind: 'health-changed',
      deviceId,
      stationId,
      at,
      health: 'offline',
      reason,
      lastProvenAt: undefined,
    });
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  status(): DeviceStatus {
    const { deviceId, stationId, kind, model, address, reason } = this.options;
    const { sinceEpochMs } = this;
    return {
      deviceId,
      stationId,
      kind,
      model,
      address,
      health: 'offline',
      reason,
      sinceEpochMs,
      counters: {},
    };
  }

  execute(): Promise<void> {
    const message = `device ${this.deviceId} could not be built: ${this.options.reason}`;
    return Promise.reject(new DeviceError('DEVICE_OFFLINE', message));
  }
}
