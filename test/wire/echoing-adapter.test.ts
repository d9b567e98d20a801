/**
 * An RS-485 adapter that repeats what it is told (hardware notes §5): the right answer to FC05 is the request itself, so
 * that with no board at all every pulse looks as if it had been obeyed.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { createDeviceRegistry, type DeviceEvent, type DeviceRegistry } from '../../devices/index.ts';
import { ModbusBoard } from '../../devices/virtual/modbus-board.ts';
import { ModbusBusDevice } from '../../devices/virtual/modbus-bus-device.ts';
import { seededRandom } from '../../devices/virtual/seeded-random.ts';
import { VirtualPort } from '../../devices/virtual/virtual-port.ts';
import { createModbusBus } from '../../firmware-bridge/protocols/modbus-rtu/create-modbus-bus.ts';
import { SystemClock } from '../../server/system-clock.ts';
import { until } from '../support/until.ts';

const BAUD_RATE = 9600;

class EchoingBus {
  readonly clock = new SystemClock();
  readonly board = new ModbusBoard({ clock: this.clock, onFlash: () => (this.flashes += 1) });
  readonly boards = new Map([[1, this.board]]);
  readonly events: DeviceEvent[] = [];
  flashes = 0;
  private readonly port = new VirtualPort({
    clock: this.clock,
    random: seededRandom(1),
    baudRate: BAUD_RATE,
    paced: true,
    rates: {},
    onChange: () => undefined,
  });
  private registry: DeviceRegistry | undefined;

  async open(): Promise<void> {
    for (const closed of [0, 1, 2]) this.board.setInput(closed, true);
    this.port.attach(
      new ModbusBusDevice({
        clock: this.clock,
        baudRate: BAUD_RATE,
        send: (bytes) => this.port.send(bytes),
        boards: this.boards,
        echoing: true,
      }),
    );
    await this.port.plug();
    this.registry = createDeviceRegistry(
      {
        readers: [],
        lines: [],
        boards: [
          {
            id: 'board-1',
            name: '',
            model: 'waveshare-io-8ch',
            address: this.port.address,
            unit: 1,
            pollMs: 20,
            mendOutputMode: false,
          },
        ],
        cabinets: [
          {
            id: 'cabinet-1',
            station: 'cabinet',
            name: '',
            coil: 'board-1/out/0',
            door: 'board-1/in/0',
            lock: 'board-1/in/1',
            slots: ['board-1/in/2'],
          },
        ],
      },
      {
        clock: this.clock,
        onEvent: (event) => this.events.push(event),
        onTrouble: (trouble) => {
          throw trouble;
        },
        createBus: (address) => createModbusBus(address, this.clock),
        createTransport: () => {
          throw new Error('no readers here');
        },
        createReader: () => {
          throw new Error('no readers here');
        },
        newCallId: () => 'call',
        randomBytes: (length) => new Uint8Array(length),
        isKnownCard: () => false,
        environment: () => undefined,
      },
    );
    await this.registry.start();
  }

  async close(): Promise<void> {
    await this.registry?.stop();
    this.port.stop();
  }

  async pulse(intentId: string): Promise<unknown> {
    const expiresAtMs = this.clock.monotonicMs() + 2000;
    await this.registry?.execute('cabinet-1', { kind: 'pulse-lock', intentId, expiresAtMs });
    return this.events.flatMap((event) =>
      event.kind === 'pulse-settled' && event.intentId === intentId ? [event.outcome] : [],
    );
  }

  async locked(): Promise<void> {
    await until(
      'the cabinet is seen locked and its adapter is known',
      () => this.has('lock-changed') && this.has('cabinet-fault'),
    );
  }

  has(kind: DeviceEvent['kind']): boolean {
    return this.events.some((event) => event.kind === kind);
  }
}

describe('an echoing adapter', () => {
  let bus: EchoingBus | undefined;
  afterEach(async () => {
    await bus?.close();
    bus = undefined;
  });

  it('is seen through: inputs are read, the fault is told once, the pulse is proven by the coil', async () => {
    bus = new EchoingBus();
    await bus.open();
    await bus.locked();
    expect(await bus.pulse('i-1')).toEqual([{ name: 'pulsed', confirmedBy: 'coil-read-back' }]);
    expect(bus.flashes).toBe(1);
    const faults = bus.events.flatMap((event) => (event.kind === 'cabinet-fault' ? [event.fault] : []));
    expect(faults).toEqual(['echoing-adapter']);
  });

  it('YX-Y1: the board is taken away under a pulse: the echo alone is never an opening', async () => {
    bus = new EchoingBus();
    await bus.open();
    await bus.locked();
    bus.boards.clear();
    expect(await bus.pulse('i-1')).toMatchObject([{ name: 'unknown' }]);
    expect(bus.flashes).toBe(0);
  });

  it('YX-Y1: with no board from the start every pulse is refused', async () => {
    bus = new EchoingBus();
    bus.boards.clear();
    await bus.open();
    await until('the board is told offline', () => bus?.has('health-changed') === true);
    expect(await bus.pulse('i-1')).toEqual([{ name: 'refused', reason: 'board-offline' }]);
  });
});
