/** Enrolment of fingers against a module at the byte level: guidance, duplicates, full library, faults. */
import { describe, expect, it } from 'vitest';
import type { EnrolmentStep } from '../../../devices/device-event.ts';
import { eventsOf, MODULE_ID, moduleBench, type ModuleBench } from './reader-bench.ts';

const PRESS_1: EnrolmentStep = { name: 'press-finger', sample: 1 };
const LIFT_1: EnrolmentStep = { name: 'lift-finger', sample: 1 };
const PRESS_2: EnrolmentStep = { name: 'press-finger', sample: 2 };

function stepsOf({ events }: ModuleBench, enrolmentId = 'enrolment-1'): readonly EnrolmentStep[] {
  return eventsOf(events, 'enrolment-advanced').flatMap((event) =>
    event.enrolmentId === enrolmentId ? [event.step] : [],
  );
}
async function start(
  { clock, reader }: ModuleBench,
  enrolmentId = 'enrolment-1',
  timeoutMs = 60_000,
): Promise<void> {
  await reader.execute({ kind: 'start-finger-enrolment', enrolmentId, timeoutMs });
  await clock.advanceAsync(300);
}
async function hold({ clock, module }: ModuleBench, print: string, flaw?: number): Promise<void> {
  module.finger = flaw === undefined ? { print } : { print, flaw };
  await clock.advanceAsync(400);
}
async function lift({ clock, module }: ModuleBench): Promise<void> {
  module.finger = undefined;
  await clock.advanceAsync(400);
}

describe('finger enrolment', () => {
  it('two samples of a new finger are stored on the first free page and found there', async () => {
    const bench = await moduleBench((module) => void module.library.set(0, 'zhao'));
    await start(bench);
    await hold(bench, 'chen');
    await lift(bench);
    await hold(bench, 'chen');
    expect(stepsOf(bench)).toEqual([
      PRESS_1,
      LIFT_1,
      PRESS_2,
      { name: 'done-finger', moduleId: MODULE_ID, page: 1 },
    ]);
    expect(bench.module.library.get(1)).toBe('chen');
    expect(eventsOf(bench.events, 'module-inspected').at(-1)).toMatchObject({
      usedPages: [0, 1, 3, 7],
      asExpected: true,
    });
  });

  it('the finger still on the glass afterwards is no badge; the next press is', async () => {
    const bench = await moduleBench();
    await start(bench);
    await hold(bench, 'chen');
    await lift(bench);
    await hold(bench, 'chen');
    await bench.clock.advanceAsync(5_000);
    expect(eventsOf(bench.events, 'finger-identified')).toEqual([]);
    await lift(bench);
    await hold(bench, 'chen');
    expect(eventsOf(bench.events, 'finger-identified')).toMatchObject([{ page: 0 }]);
  });

  it('what the register expects grows with the finger enrolled', async () => {
    const bench = await moduleBench();
    await bench.reader.execute({ kind: 'expect-module', moduleId: MODULE_ID, pages: [3, 7] });
    await start(bench);
    await hold(bench, 'chen');
    await lift(bench);
    await hold(bench, 'chen');
    bench.module.powerCycle();
    await lift(bench);
    expect(bench.reader.status()).toMatchObject({ health: 'online' });
  });

  it('a finger that lies there already must be lifted before the first sample', async () => {
    const bench = await moduleBench();
    bench.module.finger = { print: 'stranger' };
    await bench.clock.advanceAsync(400);
    await start(bench);
    expect(stepsOf(bench)).toEqual([]);
    await lift(bench);
    expect(stepsOf(bench)).toEqual([PRESS_1]);
  });

  it('a finger that is enrolled already is refused, and nothing is stored', async () => {
    const bench = await moduleBench();
    await start(bench);
    await hold(bench, 'wang');
    expect(stepsOf(bench)).toEqual([PRESS_1, { name: 'failed', reason: 'already-enrolled' }]);
    expect(bench.module.library.size).toBe(2);
    expect(bench.module.opcodes).not.toContain(0x06);
  });

  it('a poor image is asked for again, once per press', async () => {
    const bench = await moduleBench();
    await start(bench);
    await hold(bench, 'chen', 0x06);
    await bench.clock.advanceAsync(3_000);
    await lift(bench);
    await hold(bench, 'chen');
    await lift(bench);
    await hold(bench, 'chen');
    expect(stepsOf(bench)).toEqual([
      PRESS_1,
      { name: 'press-again', sample: 1, because: 'poor-image' },
      LIFT_1,
      PRESS_2,
      { name: 'done-finger', moduleId: MODULE_ID, page: 0 },
    ]);
  });

  it('two different fingers are taken anew from the first sample, three times at most', async () => {
    const bench = await moduleBench();
    await start(bench);
    for (let pair = 0; pair < 3; pair += 1) {
      await hold(bench, 'left');
      await lift(bench);
      await hold(bench, 'right');
      await lift(bench);
    }
    const differs: EnrolmentStep = { name: 'press-again', sample: 1, because: 'differs' };
    const pairs: readonly (readonly EnrolmentStep[])[] = [
      [PRESS_1, LIFT_1, PRESS_2, differs],
      [LIFT_1, PRESS_2, differs],
      [LIFT_1, PRESS_2, { name: 'failed', reason: 'differs' }],
    ];
    expect(stepsOf(bench)).toEqual(pairs.flat());
    expect(bench.module.library.size).toBe(2);
  });

  it('a full library is said so, and no page is overwritten', async () => {
    const bench = await moduleBench((module) => {
      module.capacity = 4;
      module.library.clear();
      for (let page = 0; page < 4; page += 1) module.library.set(page, `print-${page}`);
    });
    await start(bench);
    await hold(bench, 'chen');
    await lift(bench);
    await hold(bench, 'chen');
    expect(stepsOf(bench).at(-1)).toEqual({ name: 'failed', reason: 'library-full' });
    expect([...bench.module.library.values()]).not.toContain('chen');
  });

  it('the last free page of a library of several index pages is found', async () => {
    const bench = await moduleBench((module) => {
      module.capacity = 600;
      module.library.clear();
      for (let page = 0; page < 599; page += 1) module.library.set(page, `print-${page}`);
    }, 'r30x');
    await start(bench);
    await hold(bench, 'chen');
    await lift(bench);
    await hold(bench, 'chen');
    expect(stepsOf(bench).at(-1)).toEqual({ name: 'done-finger', moduleId: MODULE_ID, page: 599 });
  });

  it('times out, is cancelled, and makes way for a newer one', async () => {
    const bench = await moduleBench();
    await start(bench, 'slow', 2_000);
    await bench.clock.advanceAsync(2_000);
    expect(stepsOf(bench, 'slow')).toEqual([PRESS_1, { name: 'failed', reason: 'timed-out' }]);
    await start(bench, 'unwanted');
    await bench.reader.execute({ kind: 'cancel-enrolment', enrolmentId: 'somebody-else' });
    await bench.reader.execute({ kind: 'cancel-enrolment', enrolmentId: 'unwanted' });
    expect(stepsOf(bench, 'unwanted')).toEqual([PRESS_1, { name: 'failed', reason: 'cancelled' }]);
    await start(bench, 'older');
    await start(bench, 'newer');
    expect(stepsOf(bench, 'older').at(-1)).toEqual({ name: 'failed', reason: 'cancelled' });
    expect(stepsOf(bench, 'newer')).toEqual([PRESS_1]);
  });

  it('nobody is identified while it runs', async () => {
    const bench = await moduleBench();
    await start(bench);
    await hold(bench, 'chen');
    await lift(bench);
    await hold(bench, 'wang');
    expect(eventsOf(bench.events, 'finger-identified')).toEqual([]);
  });

  it.each([
    ['unplugged', (bench: ModuleBench) => bench.wire.unplug()],
    ['power cycled', (bench: ModuleBench) => bench.module.powerCycle()],
  ])('the reader is %s in the middle: reader-lost', async (_, lose) => {
    const bench = await moduleBench();
    await start(bench);
    await hold(bench, 'chen');
    lose(bench);
    await bench.clock.advanceAsync(500);
    expect(stepsOf(bench).at(-1)).toEqual({ name: 'failed', reason: 'reader-lost' });
  });

  it('a template stored while the wire was lost is deleted again: nobody was told of it', async () => {
    const bench = await moduleBench();
    await start(bench);
    await hold(bench, 'chen');
    await lift(bench);
    bench.module.intercept = (opcode, parameters) => {
      if (opcode !== 0x06) return undefined;
      bench.module.library.set(new DataView(parameters.buffer).getUint16(1), 'chen');
      bench.wire.unplug();
      return 'silent';
    };
    await hold(bench, 'chen');
    expect(stepsOf(bench).at(-1)).toEqual({ name: 'failed', reason: 'reader-lost' });
    bench.module.intercept = () => undefined;
    bench.wire.plug();
    await bench.clock.advanceAsync(1_000);
    expect([...bench.module.library.keys()]).toEqual([3, 7]);
    expect(eventsOf(bench.events, 'module-inspected').at(-1)).toMatchObject({
      usedPages: [3, 7],
      asExpected: true,
    });
  });

  it('a template stored and not found there is deleted at once: the module stays the one that is expected', async () => {
    const bench = await moduleBench();
    await bench.reader.execute({ kind: 'expect-module', moduleId: MODULE_ID, pages: [3, 7] });
    await start(bench);
    await hold(bench, 'chen');
    await lift(bench);
    let confirmations = 0;
    bench.module.intercept = (opcode) => {
      if (opcode !== 0x1f || !bench.module.library.has(0)) return undefined;
      confirmations += 1;
      return confirmations === 1 ? 0x18 : undefined;
    };
    await hold(bench, 'chen');
    expect(stepsOf(bench).at(-1)).toEqual({ name: 'failed', reason: 'reader-lost' });
    await bench.clock.advanceAsync(300);
    expect([...bench.module.library.keys()]).toEqual([3, 7]);
    expect(bench.reader.status()).toMatchObject({ health: 'online', reason: 'ok' });
  });

  it('a page that an enrolment was cancelled before writing may be given to the next, and stays', async () => {
    const bench = await moduleBench();
    await start(bench);
    await hold(bench, 'chen');
    await lift(bench);
    bench.module.intercept = (opcode) => {
      if (opcode !== 0x06) return undefined;
      void bench.reader.execute({ kind: 'cancel-enrolment', enrolmentId: 'enrolment-1' });
      return 0xfe;
    };
    await hold(bench, 'chen');
    bench.module.intercept = () => undefined;
    await lift(bench);
    await start(bench, 'enrolment-2');
    await hold(bench, 'chen');
    await lift(bench);
    await hold(bench, 'chen');
    expect(stepsOf(bench, 'enrolment-2').at(-1)).toMatchObject({ name: 'done-finger', page: 0 });
    bench.wire.unplug();
    bench.wire.plug();
    await bench.clock.advanceAsync(1_000);
    expect([...bench.module.library.keys()].toSorted((a, b) => a - b)).toEqual([0, 3, 7]);
  });

  it('a reader that is away, or holds another module, says so at once', async () => {
    const away = await moduleBench();
    away.wire.unplug();
    await start(away);
    expect(stepsOf(away)).toEqual([{ name: 'failed', reason: 'reader-lost' }]);
    const foreign = await moduleBench();
    await foreign.reader.execute({ kind: 'expect-module', moduleId: 'ff'.repeat(16), pages: [] });
    await start(foreign);
    expect(stepsOf(foreign)).toEqual([{ name: 'failed', reason: 'reader-lost' }]);
  });
});
