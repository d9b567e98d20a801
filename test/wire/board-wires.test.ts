/**
 * Board, line and cabinet drivers on the real bus over TCP, against the virtual board at 9600 baud: a three-ring call,
 * an opening, the cable out in mid-poll, and the adapter that drops out at the instant of the pulse.
 */
import { afterEach, describe, expect, it } from 'vitest';
import {
  createDeviceRegistry,
  type DeviceEvent,
  type DeviceRegistry,
  type DevicesConfiguration,
} from '../../devices/index.ts';
import type { FaultRates } from '../../devices/virtual/fault-plan.ts';
import type { VirtualHardware } from '../../devices/virtual/virtual-hardware.ts';
import { createVirtualHardware } from '../../devices/virtual/virtual-office.ts';
import { createModbusBus } from '../../firmware-bridge/protocols/modbus-rtu/create-modbus-bus.ts';
import { SystemClock } from '../../server/system-clock.ts';
import { until } from '../support/until.ts';

const ADDRESS = 'virtual://bus?baudRate=9600';
const CONFIGURATION: DevicesConfiguration = {
  readers: [],
  boards: [
    {
      id: 'board-1',
      name: '',
      model: 'waveshare-io-8ch',
      address: ADDRESS,
      unit: 1,
      pollMs: 25,
      mendOutputMode: true,
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
      coil: 'board-1/out/0',
      door: 'board-1/in/2',
      lock: 'board-1/in/3',
      slots: ['board-1/in/4', 'board-1/in/5'],
    },
  ],
};

type EventOf<Kind extends DeviceEvent['kind']> = Extract<DeviceEvent, { kind: Kind }>;

class Wires {
  readonly clock = new SystemClock();
  readonly events: DeviceEvent[] = [];
  readonly troubles: unknown[] = [];
  readonly hardware: VirtualHardware;
  readonly registry: DeviceRegistry;
  private calls = 0;

  private constructor(hardware: VirtualHardware) {
    this.hardware = hardware;
    this.registry = createDeviceRegistry(hardware.configuration(), {
      clock: this.clock,
      onEvent: (event) => this.events.push(event),
      onTrouble: (trouble) => this.troubles.push(trouble),
      createBus: (address) => createModbusBus(address, this.clock),
      createTransport: () => {
        throw new Error('no readers here');
      },
      createReader: () => {
        throw new Error('no readers here');
      },
      newCallId: () => `call-${(this.calls += 1)}`,
      randomBytes: (length) => new Uint8Array(length),
      isKnownCard: () => false,
      environment: () => undefined,
    });
  }

  static async open(faults: FaultRates = {}): Promise<Wires> {
    const clock = new SystemClock();
    const hardware = await createVirtualHardware(CONFIGURATION, {
      clock,
      seed: 7,
      faults: new Map([[ADDRESS, faults]]),
    });
    const wires = new Wires(hardware);
    await wires.registry.start();
    await wires.event('lock-changed', ({ lock }) => lock === 'locked');
    // The output modes are verified by the request after the first sample.
    await until('the board is polled', () => (wires.board()['polls'] ?? 0) > 5);
    return wires;
  }

  async close(): Promise<void> {
    await this.registry.stop();
    await this.hardware.stop();
  }

  board(): Readonly<Record<string, number>> {
    return this.registry.statuses().find(({ deviceId }) => deviceId === 'board-1')?.counters ?? {};
  }

  of<Kind extends DeviceEvent['kind']>(kind: Kind): readonly EventOf<Kind>[] {
    return this.events.filter((event): event is EventOf<Kind> => event.kind === kind);
  }

  async event<Kind extends DeviceEvent['kind']>(
    kind: Kind,
    matches: (event: EventOf<Kind>) => boolean = () => true,
  ): Promise<EventOf<Kind>> {
    await until(`${kind} is told`, () => this.of(kind).some(matches), 20_000);
    const found = this.of(kind).find(matches);
    if (found === undefined) throw new Error(`no ${kind}`);
    return found;
  }

  pulse(intentId: string): Promise<void> {
    const expiresAtMs = this.clock.monotonicMs() + 2000;
    return this.registry.execute('cabinet-1', { kind: 'pulse-lock', intentId, expiresAtMs });
  }
}

describe('the real bus and the virtual board', () => {
  let wires: Wires | undefined;
  afterEach(async () => {
    await wires?.close();
    wires = undefined;
  });

  it('ZB-1: a call of three rings is told ring by ring, then answered with three', async () => {
    wires = await Wires.open();
    const { bench } = wires.hardware;
    await bench.act({ act: 'ring', deviceId: 'line-1', lineId: 'line-1', number: '', rings: 5 });
    const third = await wires.event('ring-started', ({ ring }) => ring === 3);
    await bench.act({ act: 'lift', deviceId: 'line-1', lineId: 'line-1' });
    const answered = await wires.event('call-answered');
    expect(answered).toMatchObject({ callId: third.callId, ringsStarted: 3 });
    expect(wires.of('ring-started').map(({ ring }) => ring)).toEqual([1, 2, 3]);
    await bench.act({ act: 'hang-up', deviceId: 'line-1', lineId: 'line-1' });
    await wires.event('call-ended', ({ callId }) => callId === third.callId);
    expect(wires.troubles).toEqual([]);
  });

  it('YX-Y1: one opening from the pulse to the lock, under one intent', async () => {
    wires = await Wires.open();
    const { bench } = wires.hardware;
    await wires.pulse('i-1');
    expect(wires.of('pulse-settled')).toMatchObject([
      { intentId: 'i-1', outcome: { name: 'pulsed', confirmedBy: 'coil-read-back' } },
    ]);
    await until(
      'the bolt is drawn',
      () => bench.state().devices.some((device) => device.kind === 'cabinet' && !device.boltOut),
      5000,
    );
    await bench.act({ act: 'open-door', deviceId: 'cabinet-1' });
    await wires.event('lock-changed', ({ lock }) => lock === 'open');
    await bench.act({ act: 'take', deviceId: 'cabinet-1', slot: 2 });
    const taken = await wires.event('slot-changed', ({ slot, occupied }) => slot === 2 && occupied === false);
    expect(taken.behindClosedDoor).toBe(false);
    await bench.act({ act: 'put', deviceId: 'cabinet-1', slot: 2 });
    await wires.event(
      'slot-changed',
      ({ at, slot, occupied }) => slot === 2 && occupied === true && at.monotonicMs > taken.at.monotonicMs,
    );
    // A door closed while the coil still draws the bolt would not latch.
    await until('the pulse is over', () =>
      bench.state().devices.some((device) => device.kind === 'cabinet' && !device.coilOn),
    );
    await bench.act({ act: 'close-door', deviceId: 'cabinet-1' });
    await wires.event('lock-changed', ({ lock, intentId }) => lock === 'locked' && intentId === 'i-1');
    expect(wires.of('lock-changed').map(({ lock }) => lock)).toEqual([
      'locked',
      'unlocking',
      'open',
      'locked',
    ]);
    expect(wires.of('cabinet-fault')).toEqual([]);
  });

  it('the cable out in mid-poll and in again: offline, unknown, blind; then all as before', async () => {
    wires = await Wires.open();
    const { bench } = wires.hardware;
    await bench.act({ act: 'unplug', deviceId: 'board-1' });
    await wires.event(
      'health-changed',
      ({ deviceId, health }) => deviceId === 'board-1' && health === 'offline',
    );
    expect(wires.of('lock-changed').at(-1)).toMatchObject({ lock: 'unknown' });
    expect(wires.of('line-blind').at(-1)).toMatchObject({ reason: 'monitor-offline' });
    await wires.pulse('i-1');
    expect(wires.of('pulse-settled')).toMatchObject([
      { outcome: { name: 'refused', reason: 'board-offline' } },
    ]);
    const pluggedAtMs = wires.clock.monotonicMs();
    await bench.act({ act: 'plug', deviceId: 'board-1' });
    const seen = await wires.event('line-seen', ({ at }) => at.monotonicMs > pluggedAtMs);
    expect(seen.at.monotonicMs - pluggedAtMs).toBeLessThan(2000);
    await wires.event('lock-changed', ({ at, lock }) => lock === 'locked' && at.monotonicMs > pluggedAtMs);
  });

  it('YX-Y1: the adapter drops out at the instant of unlocking: one pulse, settled once, nothing forced', async () => {
    wires = await Wires.open({ dropOut: { probability: 1, forMs: 300 } });
    const { bench } = wires.hardware;
    await wires.pulse('i-1');
    await until(
      'the bolt is drawn',
      () => bench.state().devices.some((device) => device.kind === 'cabinet' && !device.boltOut),
      5000,
    );
    const settled = wires.of('pulse-settled');
    expect(settled).toHaveLength(1);
    expect(['pulsed', 'unknown']).toContain(settled[0]?.outcome.name);
    await wires.event('lock-changed', ({ lock }) => lock === 'did-not-open');
    expect(wires.board()['pulses']).toBe(1);
    expect(wires.of('lock-changed').map(({ lock }) => lock)).not.toContain('forced');
  });
});
