/** The registry: one failing device keeps nobody from starting, and no listener stops a driver. */
import { describe, expect, it } from 'vitest';
import type { DevicesConfiguration, ReaderConfiguration } from '../../devices/configuration.ts';
import type { DeviceCommand } from '../../devices/device-command.ts';
import { BridgeError } from '../../firmware-bridge/index.ts';
import {
  createDeviceRegistry,
  stationOfBoard,
  type Device,
  type DeviceEvent,
  type DeviceRegistry,
  type DeviceStatus,
} from '../../devices/index.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { FakeBoard, FakeBus } from './io-board/fake-bus.ts';

const CONFIGURATION: DevicesConfiguration = {
  readers: [
    {
      id: 'reader-1',
      station: 'entrance',
      name: '',
      model: 'r503',
      address: 'tcp://127.0.0.1:1',
      countsForSignIn: true,
    },
    {
      id: 'reader-2',
      station: 'duty',
      name: '',
      model: 'rdm6300',
      address: 'tcp://127.0.0.1:2',
      countsForSignIn: false,
    },
  ],
  boards: [
    {
      id: 'board-1',
      name: '',
      model: 'waveshare-io-8ch',
      address: 'tcp://127.0.0.1:3?baudRate=9600',
      unit: 1,
      pollMs: 25,
      mendOutputMode: false,
    },
    {
      id: 'board-2',
      name: '',
      model: 'waveshare-relay-8ch-d',
      address: 'tcp://127.0.0.1:3',
      unit: 2,
      pollMs: 25,
      mendOutputMode: false,
    },
  ],
  lines: [
    { id: 'line-1', station: 'duty', name: '', number: '3321', ring: 'board-1/in/0', hook: 'board-1/in/1' },
  ],
  cabinets: [
    {
      id: 'cabinet-1',
      station: 'cabinet',
      name: '',
      coil: 'board-2/out/0',
      door: 'board-2/in/0',
      lock: 'board-2/in/1',
      slots: ['board-2/in/2'],
    },
  ],
};

class HandReader implements Device {
  readonly kind = 'card-reader';
  readonly deviceId: string;
  readonly stationId: string;
  readonly commands: DeviceCommand[] = [];
  started = 0;
  stopped = 0;
  private readonly fails: boolean;

  constructor(configuration: ReaderConfiguration, fails: boolean) {
    this.deviceId = configuration.id;
    this.stationId = configuration.station;
    this.fails = fails;
  }

  start(): Promise<void> {
    this.started += 1;
    return this.fails ? Promise.reject(new Error('no such wire')) : Promise.resolve();
  }

  stop(): Promise<void> {
    this.stopped += 1;
    return this.fails ? Promise.reject(new Error('cannot stop')) : Promise.resolve();
  }

  status(): DeviceStatus {
    const { deviceId, stationId, kind } = this;
    return {
      deviceId,
      stationId,
      kind,
      model: 'r503',
      address: '',
      health: 'unknown',
      reason: '',
      sinceEpochMs: 0,
      counters: {},
    };
  }

  execute(command: DeviceCommand): Promise<void> {
    this.commands.push(command);
    return Promise.resolve();
  }
}

interface Bench {
  readonly registry: DeviceRegistry;
  readonly clock: ManualClock;
  readonly buses: FakeBus[];
  readonly readers: HandReader[];
  readonly events: DeviceEvent[];
  readonly troubles: unknown[];
}

function bench(
  configuration: DevicesConfiguration,
  options: {
    readonly failing?: readonly string[];
    readonly listenerThrows?: boolean;
    readonly busThrows?: boolean;
  } = {},
): Bench {
  const clock = new ManualClock();
  const buses: FakeBus[] = [];
  const readers: HandReader[] = [];
  const events: DeviceEvent[] = [];
  const troubles: unknown[] = [];
  const registry = createDeviceRegistry(configuration, {
    clock,
    onEvent: (event) => {
      events.push(event);
      if (options.listenerThrows) throw new Error('listener');
    },
    onTrouble: (trouble) => troubles.push(trouble),
    createTransport: () => {
      throw new BridgeError('BRIDGE_ADDRESS_INVALID', 'not in this test');
    },
    createBus: () => {
      if (options.busThrows) throw new BridgeError('BRIDGE_ADDRESS_INVALID', 'not an address');
      const units = new Map([1, 2].map((unit) => [unit, new FakeBoard()]));
      units.get(2)?.inputs.fill(true);
      const bus = new FakeBus(clock, units);
      buses.push(bus);
      return bus;
    },
    createReader: (reader) => {
      if (reader.model === 'no-such') throw new Error('no such model');
      const made = new HandReader(reader, options.failing?.includes(reader.id) ?? false);
      readers.push(made);
      return made;
    },
    newCallId: () => 'call',
    randomBytes: (length) => new Uint8Array(length),
    isKnownCard: () => false,
    environment: () => undefined,
  });
  return { registry, clock, buses, readers, events, troubles };
}

describe('registry', () => {
  it('builds everything in order; boards on one wire share one bus', async () => {
    const { registry, clock, buses } = bench(CONFIGURATION);
    await registry.start();
    await clock.advanceAsync(1000);
    expect(registry.statuses().map(({ deviceId }) => deviceId)).toEqual([
      'reader-1',
      'reader-2',
      'line-1',
      'cabinet-1',
      'board-1',
      'board-2',
    ]);
    expect(buses).toHaveLength(1);
    expect(buses[0]?.mostInFlight).toBe(1);
    const healths = registry.statuses().map(({ health }) => health);
    expect(healths.slice(2)).toEqual(['online', 'online', 'online', 'online']);
    await registry.stop();
    expect(clock.pendingTimers).toBe(0);
  });

  it('knows the devices of a station; a board belongs to whoever uses it', () => {
    const { registry } = bench(CONFIGURATION);
    expect(registry.devicesAt('duty').map(({ deviceId }) => deviceId)).toEqual([
      'reader-2',
      'line-1',
      'board-1',
    ]);
    expect(registry.devicesAt('cabinet').map(({ deviceId }) => deviceId)).toEqual(['cabinet-1', 'board-2']);
    expect(stationOfBoard(CONFIGURATION, 'board-9')).toBe('');
  });

  it('passes commands on, and knows no strangers', async () => {
    const { registry, readers } = bench(CONFIGURATION);
    await registry.execute('reader-1', { kind: 'show-reader-light', light: 'ready' });
    expect(readers[0]?.commands).toEqual([{ kind: 'show-reader-light', light: 'ready' }]);
    await expect(
      registry.execute('nobody', { kind: 'show-reader-light', light: 'ready' }),
    ).rejects.toMatchObject({
      code: 'DEVICE_UNKNOWN',
    });
  });

  it('a reader that cannot start is offline, told once, and the rest runs', async () => {
    const { registry, clock, events, troubles, readers } = bench(CONFIGURATION, { failing: ['reader-1'] });
    await registry.start();
    await clock.advanceAsync(1000);
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: 'health-changed',
        deviceId: 'reader-1',
        health: 'offline',
        reason: 'start-failed',
      }),
    );
    expect(troubles).toHaveLength(1);
    expect(readers[1]?.started).toBe(1);
    const [failed] = registry.devicesAt('entrance');
    expect(failed).toMatchObject({ health: 'offline', reason: 'start-failed' });
    expect(registry.devicesAt('cabinet').every(({ health }) => health === 'online')).toBe(true);
    await registry.stop();
    expect(readers.map(({ stopped }) => stopped)).toEqual([1, 1]);
  });

  it('what cannot be built is there as offline, with the reason', async () => {
    const [line] = CONFIGURATION.lines;
    const [cabinet] = CONFIGURATION.cabinets;
    const [board] = CONFIGURATION.boards;
    const [reader] = CONFIGURATION.readers;
    if (!line || !cabinet || !board || !reader) throw new Error('the configuration lost its devices');
    const { registry, events, troubles } = bench({
      readers: [{ ...reader, model: 'no-such' }],
      boards: [board, { ...board, id: 'board-2', unit: 2, model: 'no-such' }],
      lines: [{ ...line, ring: 'board-1/in/8' }],
      cabinets: [cabinet],
    });
    await registry.start();
    expect(registry.statuses().map(({ deviceId, health, reason }) => [deviceId, health, reason])).toEqual([
      ['reader-1', 'offline', 'configuration-invalid'],
      ['line-1', 'offline', 'point-unknown'],
      ['cabinet-1', 'offline', 'point-unknown'],
      ['board-1', 'unknown', 'start'],
      ['board-2', 'offline', 'model-unknown'],
    ]);
    expect(events.filter(({ kind }) => kind === 'health-changed')).toHaveLength(4);
    expect(troubles).toHaveLength(4);
    await expect(
      registry.execute('cabinet-1', { kind: 'pulse-lock', intentId: 'i', expiresAtMs: 0 }),
    ).rejects.toMatchObject({
      code: 'DEVICE_OFFLINE',
    });
  });

  it('a bus whose address is wrong takes its lines and cabinets with it, and no more', async () => {
    const { registry, readers } = bench(CONFIGURATION, { busThrows: true });
    await registry.start();
    expect(readers.map(({ started }) => started)).toEqual([1, 1]);
    expect(
      registry
        .statuses()
        .slice(2)
        .map(({ reason }) => reason),
    ).toEqual(['board-missing', 'board-missing', 'address-invalid', 'address-invalid']);
  });

  it('a listener that throws stops no driver', async () => {
    const { registry, clock, events, troubles } = bench(CONFIGURATION, { listenerThrows: true });
    await registry.start();
    await clock.advanceAsync(25_000);
    expect(
      registry
        .statuses()
        .slice(2)
        .every(({ health }) => health === 'online'),
    ).toBe(true);
    expect(troubles).toHaveLength(events.length);
    expect(events.filter(({ kind }) => kind === 'device-proven').length).toBeGreaterThan(8);
  });

  it('nothing is reported after the stop', async () => {
    const { registry, clock, events } = bench(CONFIGURATION);
    await registry.start();
    await clock.advanceAsync(1000);
    await registry.stop();
    const count = events.length;
    await clock.advanceAsync(60_000);
    expect(events).toHaveLength(count);
  });
});
