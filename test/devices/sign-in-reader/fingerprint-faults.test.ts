/** What the fingerprint reader makes of lost power, lost wires, lost replies and modules that are not well. */
import { describe, expect, it } from 'vitest';
import { createSignInReader } from '../../../devices/sign-in-reader/create-sign-in-reader.ts';
import { eventsOf, MODULE_ID, moduleBench, readerBench, type ModuleBench } from './reader-bench.ts';

function power(on: boolean): (bench: ModuleBench) => void {
  return ({ module }) => {
    module.powered = on;
  };
}

describe('power and wire', () => {
  it('power lost between Img2Tz and Search: no verdict, and the finger that stayed is identified at its first image', async () => {
    const { clock, module, events } = await moduleBench();
    const laidAtMs = clock.monotonicMs();
    let cut = false;
    module.intercept = (opcode) => {
      if (opcode !== 0x04 || cut) return undefined;
      cut = true;
      clock.setTimer(60, () => module.powerCycle());
      return 'silent';
    };
    module.finger = { print: 'wang' };
    await clock.advanceAsync(4_000);
    expect(eventsOf(events, 'finger-not-identified')).toEqual([]);
    const [event, ...more] = eventsOf(events, 'finger-identified');
    expect(more).toEqual([]);
    expect((event?.at.monotonicMs ?? 0) - laidAtMs).toBeLessThanOrEqual(60);
    expect(module.opcodes.filter((opcode) => opcode === 0x13).length).toBeGreaterThan(1);
  });

  it('power lost unseen between Img2Tz and Search: an empty buffer after a repetition is no "not found"', async () => {
    const { clock, module, events } = await moduleBench();
    let searches = 0;
    module.intercept = (opcode) => {
      if (opcode !== 0x04) return undefined;
      searches += 1;
      if (searches === 1) return 'silent';
      return searches === 2 ? 0x09 : undefined;
    };
    module.finger = { print: 'wang' };
    await clock.advanceAsync(5_000);
    expect(eventsOf(events, 'finger-not-identified')).toEqual([]);
    expect(eventsOf(events, 'finger-identified')).toHaveLength(1);
  });

  it('the finger left while the power was away: nothing is invented', async () => {
    const { clock, module, events } = await moduleBench();
    module.intercept = (opcode) => {
      if (opcode !== 0x04) return undefined;
      module.finger = undefined;
      clock.setTimer(50, () => module.powerCycle());
      return 'silent';
    };
    module.finger = { print: 'wang' };
    await clock.advanceAsync(5_000);
    expect([...eventsOf(events, 'finger-not-identified'), ...eventsOf(events, 'finger-identified')]).toEqual(
      [],
    );
  });

  it.each([
    ['pulled out', (bench: ModuleBench) => bench.wire.unplug(), (bench: ModuleBench) => bench.wire.plug()],
    ['without power', power(false), power(true)],
  ])(
    'KQ-2: %s for minutes in mid-press: the next finger gets no moment of that press',
    async (_, lose, find) => {
      const bench = await moduleBench();
      const { clock, module, events } = bench;
      module.intercept = (opcode) => {
        if (opcode !== 0x04) return undefined;
        module.finger = undefined;
        lose(bench);
        return 'silent';
      };
      module.finger = { print: 'li' };
      await clock.advanceAsync(200);
      module.intercept = () => undefined;
      await clock.advanceAsync(180_000);
      const backAtMs = clock.monotonicMs();
      module.finger = { print: 'wang' };
      find(bench);
      await clock.advanceAsync(5_000);
      const [event, ...more] = eventsOf(events, 'finger-identified');
      expect(more).toEqual([]);
      expect(event?.page).toBe(3);
      expect(event?.firstPressAt.monotonicMs).toBeGreaterThanOrEqual(backAtMs);
    },
  );

  it('the wake byte makes it show the password and inspect again', async () => {
    const { clock, module, events } = await moduleBench();
    module.powerCycle();
    await clock.advanceAsync(300);
    expect(module.opcodes.filter((opcode) => opcode === 0x13)).toHaveLength(2);
    expect(eventsOf(events, 'module-inspected')).toHaveLength(2);
    expect(eventsOf(events, 'health-changed').map(({ health }) => health)).toEqual(['online']);
  });

  it('unplugged in mid-frame: offline at once; plugged in again: online within a second, nothing invented', async () => {
    const { clock, wire, module, events, reader } = await moduleBench();
    wire.deliver(Uint8Array.of(0xef, 0x01, 0xff, 0xff));
    wire.unplug();
    await clock.flush();
    expect(reader.status()).toMatchObject({ health: 'offline', reason: 'unplugged' });
    await clock.advanceAsync(30_000);
    wire.plug();
    await clock.advanceAsync(1_000);
    expect(reader.status()).toMatchObject({ health: 'online', reason: 'ok' });
    expect(eventsOf(events, 'health-changed').map(({ health }) => health)).toEqual([
      'online',
      'offline',
      'online',
    ]);
    module.finger = { print: 'li' };
    await clock.advanceAsync(300);
    expect(eventsOf(events, 'finger-identified')).toMatchObject([{ page: 7 }]);
  });

  it('a module that falls silent is offline with a reason, and is found again', async () => {
    const { clock, module, reader } = await moduleBench();
    module.powered = false;
    await clock.advanceAsync(2_600);
    expect(reader.status()).toMatchObject({ health: 'offline', reason: 'no-reply' });
    await clock.advanceAsync(20_000);
    module.powered = true;
    await clock.advanceAsync(2_500);
    expect(reader.status()).toMatchObject({ health: 'online', reason: 'ok' });
  });

  it('one lost reply is noise: nobody notices', async () => {
    const { clock, module, events } = await moduleBench();
    let images = 0;
    module.intercept = (opcode) => (opcode === 0x01 && (images += 1) === 3 ? 'silent' : undefined);
    await clock.advanceAsync(5_000);
    expect(eventsOf(events, 'health-changed').map(({ health }) => health)).toEqual(['online']);
  });
});

describe('health', () => {
  it('is unknown before anything was heard, and proof of life comes at most every 10 s', async () => {
    const bench = readerBench('r503');
    expect(bench.reader.status()).toMatchObject({
      health: 'unknown',
      kind: 'fingerprint-reader',
      model: 'r503',
    });
    const { clock, events } = await moduleBench();
    await clock.advanceAsync(60_000);
    const proofs = eventsOf(events, 'device-proven').map(({ at }) => at.monotonicMs);
    expect(proofs.length).toBeGreaterThanOrEqual(6);
    for (const [index, at] of proofs.entries()) {
      if (index > 0) expect(at - (proofs[index - 1] ?? 0)).toBeGreaterThanOrEqual(10_000);
    }
  });

  it('a module that nobody can use proves nothing', async () => {
    const { clock, reader, events } = await moduleBench();
    await reader.execute({ kind: 'expect-module', moduleId: 'ff'.repeat(16), pages: [] });
    const before = eventsOf(events, 'device-proven').length;
    await clock.advanceAsync(60_000);
    expect(eventsOf(events, 'device-proven')).toHaveLength(before);
  });

  it('a wrong password is told and not guessed at', async () => {
    const { clock, module, reader } = await moduleBench((prepared) => {
      prepared.password = 0x12345678;
    });
    expect(reader.status()).toMatchObject({ health: 'degraded', reason: 'wrong-password' });
    await clock.advanceAsync(60_000);
    expect(module.opcodes.filter((opcode) => opcode === 0x13).length).toBeLessThanOrEqual(8);
    expect(module.opcodes).not.toContain(0x01);
  });

  it('a sensor that reports a fault is degraded until it is well', async () => {
    const { clock, module, reader, events } = await moduleBench();
    module.intercept = (opcode) => (opcode === 0x01 ? 0x29 : undefined);
    await clock.advanceAsync(5_000);
    expect(reader.status()).toMatchObject({ health: 'degraded', reason: 'sensor-hardware-error' });
    module.intercept = () => undefined;
    await clock.advanceAsync(2_500);
    expect(reader.status()).toMatchObject({ health: 'online', reason: 'ok' });
    // Inspecting it again and again does not make it look well in between.
    expect(eventsOf(events, 'health-changed').map(({ health }) => health)).toEqual([
      'online',
      'degraded',
      'online',
    ]);
  });

  it('a code that nobody has named does not stop it or flood the wire', async () => {
    const { clock, module, reader } = await moduleBench();
    const before = module.opcodes.length;
    module.intercept = (opcode) => (opcode === 0x01 ? 0x77 : undefined);
    await clock.advanceAsync(10_000);
    expect(reader.status()).toMatchObject({ health: 'degraded', reason: 'unknown' });
    expect(module.opcodes.length - before).toBeLessThan(150);
  });
});

describe('commands', () => {
  it('refuses what it cannot do', async () => {
    const { reader } = await moduleBench();
    await expect(
      reader.execute({ kind: 'start-card-enrolment', enrolmentId: 'e', timeoutMs: 1 }),
    ).rejects.toMatchObject({ code: 'DEVICE_COMMAND_UNSUPPORTED' });
  });

  it('deletes pages, and done is what the index says', async () => {
    const { clock, reader, module, events } = await moduleBench();
    await reader.execute({ kind: 'expect-module', moduleId: MODULE_ID, pages: [3, 7] });
    const deleted = reader.execute({ kind: 'delete-finger-pages', moduleId: MODULE_ID, pages: [7, 150] });
    await clock.advanceAsync(500);
    await deleted;
    expect([...module.library.keys()]).toEqual([3]);
    expect(eventsOf(events, 'module-inspected').at(-1)).toMatchObject({ usedPages: [3], asExpected: true });
  });

  it('pages that the module kept, another module and an absent one are refusals', async () => {
    const { clock, wire, reader, module } = await moduleBench();
    module.intercept = (opcode) => (opcode === 0x0c ? 0x10 : undefined);
    const kept = reader
      .execute({ kind: 'delete-finger-pages', moduleId: MODULE_ID, pages: [7] })
      .catch((error: unknown) => error);
    await clock.advanceAsync(500);
    await expect(kept).resolves.toMatchObject({ code: 'DEVICE_BUSY' });
    await expect(
      reader.execute({ kind: 'delete-finger-pages', moduleId: 'ff'.repeat(16), pages: [7] }),
    ).rejects.toMatchObject({ code: 'DEVICE_COMMAND_UNSUPPORTED' });
    const interrupted = reader
      .execute({ kind: 'delete-finger-pages', moduleId: MODULE_ID, pages: [7] })
      .catch((error: unknown) => error);
    wire.unplug();
    await clock.advanceAsync(100);
    await expect(interrupted).resolves.toMatchObject({ code: 'DEVICE_OFFLINE' });
    await expect(
      reader.execute({ kind: 'delete-finger-pages', moduleId: MODULE_ID, pages: [7] }),
    ).rejects.toMatchObject({ code: 'DEVICE_OFFLINE' });
  });

  it('pages to be deleted when the wire was lost are deleted when it is back, unless the register has them again', async () => {
    const { clock, wire, reader, module, events } = await moduleBench();
    await reader.execute({ kind: 'expect-module', moduleId: MODULE_ID, pages: [3, 7] });
    wire.unplug();
    for (const page of [3, 7]) {
      await expect(
        reader.execute({ kind: 'delete-finger-pages', moduleId: MODULE_ID, pages: [page] }),
      ).rejects.toMatchObject({ code: 'DEVICE_OFFLINE' });
    }
    await reader.execute({ kind: 'expect-module', moduleId: MODULE_ID, pages: [3] });
    wire.plug();
    await clock.advanceAsync(1_000);
    expect([...module.library.keys()]).toEqual([3]);
    expect(eventsOf(events, 'module-inspected').at(-1)).toMatchObject({ usedPages: [3], asExpected: true });
    expect(reader.status().health).toBe('online');
  });

  it('a module that hears nothing but noise is told as such, and the wire is not flooded', async () => {
    const { clock, reader, module } = await moduleBench((prepared) => {
      prepared.intercept = () => 0x01;
    });
    await clock.advanceAsync(10_000);
    expect(reader.status()).toMatchObject({ health: 'degraded', reason: 'wire-garbled' });
    expect(module.opcodes.length).toBeLessThan(150);
  });

  it('stopped, it leaves no timer behind and says nothing more', async () => {
    const { clock, reader, events } = await moduleBench();
    await reader.stop();
    await clock.advanceAsync(10);
    const told = events.length;
    expect(clock.pendingTimers).toBe(0);
    await clock.advanceAsync(10_000);
    expect(events).toHaveLength(told);
  });

  it('an unknown model and a missing password are refused when it is made', () => {
    const configuration = {
      id: 'r',
      station: 's',
      name: 'n',
      address: 'serial:///dev/x',
      countsForSignIn: true,
    };
    const bench = readerBench('r503');
    const dependencies = {
      clock: bench.clock,
      emit: () => undefined,
      createTransport: () => bench.wire,
      randomBytes: (length: number) => new Uint8Array(length),
      isKnownCard: () => false,
      environment: () => undefined,
    };
    expect(() => createSignInReader({ ...configuration, model: 'r999' }, dependencies)).toThrow(/r999/);
    expect(() =>
      createSignInReader({ ...configuration, model: 'r503', passwordEnv: 'SECRET' }, dependencies),
    ).toThrow(/SECRET/);
  });
});
