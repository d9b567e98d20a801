/**
 * Owns the devices of an installation: starts, stops, tells their state, passes commands on. A device that fails to
 * start keeps nobody else from starting, and a listener that throws stops no driver.
 */
import { stampOf } from '../firmware-bridge/index.ts';
import { buildDevices, type DeviceBuilding } from './build-devices.ts';
import type { DevicesConfiguration } from './configuration.ts';
import type { DeviceCommand } from './device-command.ts';
import { DeviceError } from './device-error.ts';
import type { DeviceEvent } from './device-event.ts';
import type { Device, DeviceEventListener, DeviceStatus } from './device.ts';

const START_FAILED = 'start-failed';

export interface DeviceRegistryDependencies extends Omit<DeviceBuilding, 'onEvent'> {
  /** Gets every event of every device, in the order in which they happen at a device. */
  readonly onEvent: DeviceEventListener;
  /** A device could not be built, or a listener or a driver threw what it should not: to be logged. Must not throw. */
  readonly onTrouble: (trouble: unknown) => void;
}

export interface DeviceRegistry {
  /** Starts every device; resolves when all have been told to, whether they are there or not. */
  start(): Promise<void>;
  /** Stops every device and closes every wire; nothing is reported afterwards. */
  stop(): Promise<void>;
  /** Readers, lines, cabinets, boards, each in the order of the configuration. */
  statuses(): readonly DeviceStatus[];
  /** As `statuses`, of one station. */
  devicesAt(stationId: string): readonly DeviceStatus[];
  /** Rejects with DEVICE_UNKNOWN, or with what the device says. */
  execute(deviceId: string, command: DeviceCommand): Promise<void>;
}

export function createDeviceRegistry(
  configuration: DevicesConfiguration,
  dependencies: DeviceRegistryDependencies,
): DeviceRegistry {
  return new Registry(configuration, dependencies);
}

class Registry implements DeviceRegistry {
  private readonly dependencies: DeviceRegistryDependencies;
  private readonly devices: readonly Device[];
  /** Devices whose start failed: since when they are off line, until they say something else of their health. */
  private readonly failedSince = new Map<string, number>();
  private reporting = true;

  constructor(configuration: DevicesConfiguration, dependencies: DeviceRegistryDependencies) {
    this.dependencies = dependencies;
    const onEvent = (event: DeviceEvent): void => this.pass(event);
    this.devices = buildDevices(configuration, { ...dependencies, onEvent });
  }

  async start(): Promise<void> {
    this.reporting = true;
    this.failedSince.clear();
    await Promise.all(this.devices.map((device) => this.startOne(device)));
  }

  async stop(): Promise<void> {
    const stopping = await Promise.allSettled(this.devices.map((device) => device.stop()));
    this.reporting = false;
    for (const result of stopping)
      if (result.status === 'rejected') this.dependencies.onTrouble(result.reason);
  }

  statuses(): readonly DeviceStatus[] {
    return this.devices.map((device) => this.statusOf(device));
  }

  devicesAt(stationId: string): readonly DeviceStatus[] {
    return this.statuses().filter((status) => status.stationId === stationId);
  }

  async execute(deviceId: string, command: DeviceCommand): Promise<void> {
    const device = this.devices.find((candidate) => candidate.deviceId === deviceId);
    if (device === undefined) throw new DeviceError('DEVICE_UNKNOWN', `no device ${deviceId} is configured`);
    await device.execute(command);
  }

  private statusOf(device: Device): DeviceStatus {
    const sinceEpochMs = this.failedSince.get(device.deviceId);
    const status = device.status();
    return sinceEpochMs === undefined
      ? status
      : { ...status, health: 'offline', reason: START_FAILED, sinceEpochMs };
  }

  private async startOne(device: Device): Promise<void> {
    try {
      await device.start();
    } catch (trouble) {
      this.dependencies.onTrouble(trouble);
      const { deviceId, stationId } = device;
      const at = stampOf(this.dependencies.clock);
      const health = { health: 'offline', reason: START_FAILED, lastProvenAt: undefined } as const;
      this.pass({ kind: 'health-changed', deviceId, stationId, at, ...health });
      this.failedSince.set(deviceId, at.epochMs);
    }
  }

  private pass(event: DeviceEvent): void {
    if (!this.reporting) return;
    if (event.kind === 'health-changed') this.failedSince.delete(event.deviceId);
    try {
      this.dependencies.onEvent(event);
    } catch (trouble) {
      this.dependencies.onTrouble(trouble);
    }
  }
}
