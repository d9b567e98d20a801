/** The Modbus bus over a wire in memory: vectors, echoes, exceptions, order, withdrawal. */
import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../../firmware-bridge/bridge-error.ts';
import type { ModbusRtuBus } from '../../../firmware-bridge/protocols/modbus-rtu/modbus-rtu-bus.ts';
import { bytesOf, hexOf } from '../../support/hex.ts';
import vectors from '../../vectors/modbus-rtu.json' with { type: 'json' };
import { READ_INPUTS, READ_COILS, bench, withCrc, inputsReply, codeOf } from './modbus-bench.ts';

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
