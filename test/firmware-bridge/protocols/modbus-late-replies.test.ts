/** The Modbus bus and replies that come late or not at all: never taken for another request's. */
import { describe, expect, it } from 'vitest';
import { bytesOf, hexOf } from '../../support/hex.ts';
import { READ_INPUTS, PROBE, PROBE_REPLY, bench, withCrc, inputsReply, codeOf } from './modbus-bench.ts';

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
