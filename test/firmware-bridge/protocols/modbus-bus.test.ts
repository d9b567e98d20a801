/** The Modbus bus over a wire in memory: vectors, echoes, late replies, exceptions, order, withdrawal. */
import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../../firmware-bridge/bridge-error.ts';
import { modbusCrc } from '../../../firmware-bridge/protocols/modbus-rtu/frame.ts';
import { ModbusRtuBus } from '../../../firmware-bridge/protocols/modbus-rtu/modbus-rtu-bus.ts';
import { bytesOf, hexOf } from '../../support/hex.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryTransport } from '../../support/memory-transport.ts';
import vectors from '../../vectors/modbus-rtu.json' with { type: 'json' };

const READ_INPUTS = '01 02 00 00 00 08 79 CC';
const READ_COILS = '01 01 00 00 00 08 3D CC';
const PROBE = '01 01 00 00 00 01 FD CA';

interface Bench {
  readonly clock: ManualClock;
  readonly wire: MemoryTransport;
  readonly bus: ModbusRtuBus;
  readonly ups: string[];
}
async function bench(address = 'serial:///dev/memory'): Promise<Bench> {
  const clock = new ManualClock();
  const wire = new MemoryTransport(clock, { address, baudRate: 9_600 });
  const bus = new ModbusRtuBus({ transport: wire, clock });
  const ups: string[] = [];
  bus.start({ onUp: () => ups.push('up'), onDown: () => ups.push('down') });
  await clock.flush();
  return { clock, wire, bus, ups };
}

function withCrc(...bytes: readonly number[]): Uint8Array {
  const crc = modbusCrc(Uint8Array.from(bytes));
  return Uint8Array.of(...bytes, crc & 0xff, crc >> 8);
}
function inputsReply(bits: number): Uint8Array {
  return withCrc(1, 2, 1, bits);
}
/** Coil or input probe of unit 1, answered. */
const PROBE_REPLY = withCrc(1, 1, 1, 0);

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof BridgeError ? error.code : String(error);
}

/** Calls the named method as the vector says. */
function invoke(bus: ModbusRtuBus, call: string, args: readonly unknown[]): Promise<unknown> {
  const [unit, first, value] = args;
  if (typeof unit !== 'number' || typeof first !== 'number')
    throw new Error('vector without unit and address');
  const list = Array.isArray(value) ? value : [];
  switch (call) {
    case 'writeCoil':
      return bus.writeCoil(unit, first, value === true);
    case 'flashCoil':
      return bus.flashCoil(unit, first, Number(value), () => true);
    case 'readCoils':
      return bus.readCoils(unit, first, Number(value));
    case 'readDiscreteInputs':
      return bus.readDiscreteInputs(unit, first, Number(value));
    case 'writeCoils':
      return bus.writeCoils(
        unit,
        first,
        list.map((item) => item === true),
      );
    case 'writeRegisters':
      return bus.writeRegisters(unit, first, list.map(Number));
    default:
      throw new Error(`no call ${call}`);
  }
}

describe('Modbus vectors', () => {
  it.each(vectors.calls)('$meaning', async ({ call, args, request, reply, result }) => {
    const { clock, wire, bus } = await bench();
    const answered = invoke(bus, call, args);
    await clock.flush();
    expect(wire.written.map(hexOf)).toEqual([request.trim()]);
    wire.deliver(bytesOf(reply));
    await expect(answered).resolves.toEqual(result ?? undefined);
  });

  it.each([...vectors.frames, ...vectors.calls.map(({ request, meaning }) => ({ hex: request, meaning }))])(
    'the check of $meaning holds',
    ({ hex }) => {
      const bytes = bytesOf(hex);
      expect(hexOf(withCrc(...bytes.subarray(0, -2)))).toBe(hexOf(bytes));
    },
  );

  it.each(vectors.exceptions)(
    'exception to $call is a refusal with its code',
    async ({ call, args, reply, exception }) => {
      const { clock, wire, bus } = await bench();
      const answered = invoke(bus, call, args).catch((error: unknown) => error);
      await clock.flush();
      wire.deliver(bytesOf(reply));
      const error = await answered;
      expect(error).toBeInstanceOf(BridgeError);
      expect(error instanceof BridgeError && [error.code, error.context['exception']]).toEqual([
        'BRIDGE_REFUSED',
        exception,
      ]);
      expect(bus.counters['exceptions']).toBe(1);
    },
  );

  it('FC03 reads registers; FC06 writes one', async () => {
    const { clock, wire, bus } = await bench();
    const read = bus.readHoldingRegisters(1, 0x1000, 8);
    await clock.flush();
    expect(hexOf(wire.written[0] ?? new Uint8Array())).toBe(hexOf(withCrc(1, 3, 0x10, 0, 0, 8)));
    wire.deliver(withCrc(1, 3, 16, 0, 1, ...new Uint8Array(14)));
    await expect(read).resolves.toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
    const written = bus.writeRegister(1, 0x1000, 0);
    await clock.flush();
    wire.deliver(withCrc(1, 6, 0x10, 0, 0, 0));
    await expect(written).resolves.toBeUndefined();
  });
});

describe('an echoing adapter', () => {
  const { request, onTheWire, result } = vectors.echo;

  it('its echo is not the reply (eModbus/eModbus#326)', async () => {
    const { clock, wire, bus } = await bench();
    const answered = bus.readDiscreteInputs(2, 0, 8);
    await clock.flush();
    expect(hexOf(wire.written[0] ?? new Uint8Array())).toBe(request);
    wire.deliver(bytesOf(onTheWire));
    await expect(answered).resolves.toEqual(result);
    expect(bus.counters['echoes']).toBe(1);
  });

  it('an echo whose third byte looks like a length is not waited for', async () => {
    const { clock, wire, bus } = await bench();
    const answered = bus.readHoldingRegisters(1, 0x1000, 1);
    await clock.flush();
    for (const byte of wire.written[0] ?? []) wire.deliver(Uint8Array.of(byte));
    wire.deliver(withCrc(1, 3, 2, 0, 0));
    await expect(answered).resolves.toEqual([0]);
    expect(bus.counters['echoes']).toBe(1);
  });

  it('an echo alone is no reply to a read', async () => {
    const { clock, wire, bus } = await bench();
    const answered = codeOf(bus.readDiscreteInputs(1, 0, 8));
    await clock.flush();
    wire.deliver(bytesOf(READ_INPUTS));
    await clock.advanceAsync(1_000);
    await expect(answered).resolves.toBe('BRIDGE_REPLY_TIMEOUT');
  });
});

describe('late replies', () => {
  it('are never taken for the next request of the same kind', async () => {
    const { clock, wire, bus } = await bench();
    const first = codeOf(bus.readDiscreteInputs(1, 0, 8));
    await clock.advanceAsync(300);
    await expect(first).resolves.toBe('BRIDGE_REPLY_TIMEOUT');
    const second = bus.readDiscreteInputs(1, 0, 8);
    await clock.advanceAsync(50);
    // The board answers in order: the late one first, then the probe, then the request.
    expect(wire.written.map(hexOf)).toEqual([READ_INPUTS, PROBE]);
    wire.deliver(inputsReply(0b0000_0001));
    await clock.flush();
    wire.deliver(PROBE_REPLY);
    await clock.flush();
    expect(wire.written.map(hexOf)).toEqual([READ_INPUTS, PROBE, READ_INPUTS]);
    wire.deliver(inputsReply(0b0000_0100));
    await expect(second).resolves.toEqual([false, false, true, false, false, false, false, false]);
    expect(bus.counters['late-replies']).toBe(1);
  });

  it('a lost reply costs one timeout and one probe, then the bus goes on', async () => {
    const { clock, wire, bus } = await bench();
    const first = codeOf(bus.readDiscreteInputs(1, 0, 8));
    await clock.advanceAsync(300);
    await first;
    for (const bits of [1, 2, 3]) {
      const answered = bus.readDiscreteInputs(1, 0, 8);
      await clock.flush();
      if (hexOf(wire.written.at(-1) ?? new Uint8Array()) === PROBE) wire.deliver(PROBE_REPLY);
      await clock.flush();
      wire.deliver(inputsReply(bits));
      await expect(answered).resolves.toHaveLength(8);
    }
    expect(bus.counters).toMatchObject({ probes: 1, timeouts: 1 });
  });

  it('a disturbance that swallowed a poll and a look at the coils costs no request after it', async () => {
    const { clock, wire, bus } = await bench();
    const lost = [codeOf(bus.readDiscreteInputs(1, 0, 8)), codeOf(bus.readCoils(1, 0, 8))];
    await clock.advanceAsync(500);
    await expect(Promise.all(lost)).resolves.toEqual(['BRIDGE_REPLY_TIMEOUT', 'BRIDGE_REPLY_TIMEOUT']);
    // A probe of either kind would be taken for the lost request of that kind; this board has no registers.
    const replies = new Map([
      [1, withCrc(1, 1, 1, 0b10)],
      [2, inputsReply(0b100)],
      [3, withCrc(1, 0x83, 2)],
    ]);
    wire.onWrite = (request) => wire.deliver(replies.get(request[1] ?? 0) ?? new Uint8Array());
    const [coils, inputs] = [bus.readCoils(1, 0, 8), bus.readDiscreteInputs(1, 0, 8)];
    await clock.flush();
    expect((await coils).indexOf(true)).toBe(1);
    expect((await inputs).indexOf(true)).toBe(2);
    expect(bus.counters).toMatchObject({ timeouts: 2, probes: 1 });
  });

  it('a cabinet write is not held up by a lost poll, and a late poll reply does not answer it', async () => {
    const { clock, wire, bus } = await bench();
    const poll = codeOf(bus.readDiscreteInputs(1, 0, 8));
    await clock.advanceAsync(300);
    await poll;
    const pulse = bus.flashCoil(1, 0, 5, () => true);
    await clock.flush();
    expect(hexOf(wire.written.at(-1) ?? new Uint8Array())).toBe('01 05 02 00 00 05 0C 71');
    wire.deliver(inputsReply(0xff));
    wire.deliver(bytesOf('01 05 02 00 00 05 0C 71'));
    await expect(pulse).resolves.toBeUndefined();
  });

  it('the late reply to one pulse does not confirm the next pulse', async () => {
    const { clock, wire, bus } = await bench();
    const first = codeOf(bus.flashCoil(1, 0, 5, () => true));
    await clock.advanceAsync(300);
    await expect(first).resolves.toBe('BRIDGE_REPLY_TIMEOUT');
    const second = codeOf(bus.flashCoil(1, 0, 5, () => true));
    await clock.flush();
    wire.deliver(bytesOf('01 05 02 00 00 05 0C 71'));
    await clock.flush();
    expect(wire.written.map(hexOf).at(-1)).toBe(PROBE);
    wire.deliver(PROBE_REPLY);
    await clock.advanceAsync(300);
    await expect(second).resolves.toBe('BRIDGE_REPLY_TIMEOUT');
    expect(bus.counters['late-replies']).toBe(1);
  });

  it('a reply that repeats another address or value is none', async () => {
    const { clock, wire, bus } = await bench();
    const answered = codeOf(bus.writeCoil(1, 3, true));
    await clock.flush();
    wire.deliver(withCrc(1, 5, 0, 2, 0xff, 0));
    wire.deliver(withCrc(1, 5, 0, 3, 0, 0));
    await clock.advanceAsync(1_000);
    await expect(answered).resolves.toBe('BRIDGE_REPLY_TIMEOUT');
  });

  it('a dead board does not slow its neighbour on the same bus', async () => {
    const { clock, wire, bus } = await bench();
    const dead = codeOf(bus.readDiscreteInputs(7, 0, 8));
    await clock.advanceAsync(300);
    await dead;
    const alive = bus.readDiscreteInputs(1, 0, 8);
    await clock.flush();
    expect(hexOf(wire.written.at(-1) ?? new Uint8Array())).toBe(READ_INPUTS);
    wire.deliver(inputsReply(0));
    await expect(alive).resolves.toHaveLength(8);
  });

  it('a board that comes back after a long silence is read again with at most one more lost request', async () => {
    const { clock, wire, bus } = await bench();
    for (let poll = 0; poll < 30; poll += 1) {
      const lost = codeOf(bus.readDiscreteInputs(1, 0, 8));
      await clock.advanceAsync(500);
      await expect(lost).resolves.toBe('BRIDGE_REPLY_TIMEOUT');
    }
    wire.onWrite = (bytes) => wire.deliver(bytes[1] === 1 ? PROBE_REPLY : inputsReply(1));
    const outcomes: string[] = [];
    for (let poll = 0; poll < 3; poll += 1) {
      const next = bus.readDiscreteInputs(1, 0, 8).then(
        () => 'read',
        () => 'lost',
      );
      await clock.advanceAsync(500);
      outcomes.push(await next);
    }
    expect(outcomes.slice(1)).toEqual(['read', 'read']);
  });
});

describe('order and withdrawal', () => {
  it('one request at a time; writes and urgent reads before polls', async () => {
    const { clock, wire, bus } = await bench();
    const order: string[] = [];
    const polls = [1, 2].map((bits) =>
      bus.readDiscreteInputs(1, 0, 8).then(() => order.push(`poll ${bits}`)),
    );
    const readBack = bus.readCoils(1, 0, 8, true).then(() => order.push('read back'));
    await clock.flush();
    expect(wire.written.map(hexOf)).toEqual([READ_INPUTS]);
    wire.deliver(inputsReply(0));
    await clock.flush();
    expect(wire.written.map(hexOf)).toEqual([READ_INPUTS, READ_COILS]);
    wire.deliver(withCrc(1, 1, 1, 0));
    await clock.flush();
    wire.deliver(inputsReply(0));
    await Promise.all([...polls, readBack]);
    expect(order).toEqual(['poll 1', 'read back', 'poll 2']);
  });

  it('mayStillSend is asked once, just before the bytes; no means that nothing is sent', async () => {
    const { clock, wire, bus } = await bench();
    const poll = bus.readDiscreteInputs(1, 0, 8);
    let asked = 0;
    const pulse = codeOf(
      bus.flashCoil(1, 0, 5, () => {
        asked += 1;
        return false;
      }),
    );
    await clock.flush();
    expect(asked).toBe(0);
    wire.deliver(inputsReply(0));
    await poll;
    await expect(pulse).resolves.toBe('BRIDGE_WITHDRAWN');
    expect(asked).toBe(1);
    expect(wire.written.map(hexOf)).toEqual([READ_INPUTS]);
  });

  it('a pulse is never sent twice, whatever is lost', async () => {
    const { clock, wire, bus } = await bench();
    const pulse = codeOf(bus.flashCoil(1, 0, 5, () => true));
    await clock.advanceAsync(5_000);
    await expect(pulse).resolves.toBe('BRIDGE_REPLY_TIMEOUT');
    expect(wire.written).toHaveLength(1);
  });

  it('refuses a pulse that the board could not time', async () => {
    const { bus } = await bench();
    await expect(bus.flashCoil(1, 0, 0, () => true)).rejects.toThrow(RangeError);
    await expect(bus.flashCoil(1, 0, 0x8000, () => true)).rejects.toThrow(RangeError);
  });

  it('an address that no frame can carry is refused before anything is sent', async () => {
    const { clock, wire, bus } = await bench();
    await expect(bus.writeRegister(1, 0x10000, 0)).rejects.toThrow(RangeError);
    await expect(bus.readCoils(1, -1, 8)).rejects.toThrow(RangeError);
    await clock.flush();
    expect(wire.written).toEqual([]);
  });

  it('YX-Y1: a network that fell silent under a pulse is given up with it, before it can deliver it late', async () => {
    const { clock, wire, bus, ups } = await bench('tcp://192.168.1.20:4001');
    const poll = bus.readDiscreteInputs(1, 0, 8);
    await clock.flush();
    wire.deliver(inputsReply(0));
    await poll;
    const pulse = codeOf(bus.flashCoil(1, 0, 5, () => true));
    const readBacks = [1, 2].map(() => codeOf(bus.readCoils(1, 0, 8, true)));
    await clock.advanceAsync(1_000);
    await expect(pulse).resolves.toBe('BRIDGE_REPLY_TIMEOUT');
    await expect(Promise.all(readBacks)).resolves.toEqual(['BRIDGE_REPLY_TIMEOUT', 'BRIDGE_REPLY_TIMEOUT']);
    expect(ups).toEqual(['up', 'down', 'up']);
    expect(bus.counters).toMatchObject({ silences: 1, openings: 2 });
    expect(wire.written.filter((frame) => frame[1] === 5)).toHaveLength(1);
  });

  it('the queue is bounded', async () => {
    const { bus } = await bench();
    const waiting = Array.from({ length: 40 }, () => codeOf(bus.readDiscreteInputs(1, 0, 8)));
    await expect(waiting.at(-1)).resolves.toBe('BRIDGE_BUSY');
    await bus.stop();
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['BRIDGE_NOT_OPEN', 'BRIDGE_BUSY']));
  });

  it('the timeout counts the bytes of request and reply at the baud rate', async () => {
    const { clock, wire, bus } = await bench();
    const answered = codeOf(bus.readDiscreteInputs(1, 0, 8));
    // 200 ms and 8 + 6 bytes of 10 bits at 9600 baud: 214.6 ms.
    await clock.advanceAsync(214);
    expect(wire.written).toHaveLength(1);
    expect(bus.counters['timeouts']).toBeUndefined();
    await clock.advanceAsync(1);
    await expect(answered).resolves.toBe('BRIDGE_REPLY_TIMEOUT');
  });

  it('unplugged in mid-frame: what was asked is refused at once, and it is usable within 1 s of plugging in', async () => {
    const { clock, wire, bus, ups } = await bench();
    const answered = codeOf(bus.readDiscreteInputs(1, 0, 8));
    await clock.flush();
    wire.deliver(inputsReply(5).subarray(0, 3));
    wire.unplug();
    await expect(answered).resolves.toBe('BRIDGE_DISCONNECTED');
    await expect(codeOf(bus.readDiscreteInputs(1, 0, 8))).resolves.toBe('BRIDGE_NOT_OPEN');
    await clock.advanceAsync(7_000);
    wire.plug();
    await clock.advanceAsync(500);
    expect(ups).toEqual(['up', 'down', 'up']);
    const again = bus.readDiscreteInputs(1, 0, 8);
    await clock.flush();
    wire.deliver(inputsReply(5));
    await expect(again).resolves.toEqual([true, false, true, false, false, false, false, false]);
  });

  it('stopped, it leaves no timer behind', async () => {
    const { clock, bus } = await bench();
    const answered = codeOf(bus.readDiscreteInputs(1, 0, 8));
    await clock.flush();
    await bus.stop();
    await expect(answered).resolves.toBe('BRIDGE_NOT_OPEN');
    expect(clock.pendingTimers).toBe(0);
  });
});
