/** The fingerprint reader against a module at the byte level, on a manual clock: presses, identity, faults, lights. */
import { describe, expect, it } from 'vitest';
import {
  eventsOf,
  MODULE_ID,
  moduleBench,
  NEW_MODULE_ID,
  readerBench,
  type ModuleBench,
} from './reader-bench.ts';

/** Lays a finger on the glass, holds it and lifts it. */
async function press(
  { clock, module }: ModuleBench,
  print: string,
  heldMs = 400,
  flaw?: number,
): Promise<void> {
  module.finger = flaw === undefined ? { print } : { print, flaw };
  await clock.advanceAsync(heldMs);
  module.finger = undefined;
  await clock.advanceAsync(300);
}

describe('one press, one event', () => {
  it('an enrolled finger is identified with module, page and the moment of its image', async () => {
    const bench = await moduleBench();
    const beforeMs = bench.clock.monotonicMs();
    await press(bench, 'wang');
    const [event, ...others] = eventsOf(bench.events, 'finger-identified');
    expect(others).toEqual([]);
    expect(event).toMatchObject({ moduleId: MODULE_ID, page: 3, score: 96, stationId: 'entrance-1' });
    expect(event?.firstPressAt).toEqual(event?.at);
    // The image is asked for within 50 ms and answered within 5 more; what is looked up afterwards does not count.
    expect((event?.at.monotonicMs ?? 0) - beforeMs).toBeLessThanOrEqual(60);
    expect(eventsOf(bench.events, 'finger-not-identified')).toEqual([]);
  });

  it('a finger held for 30 s signs in once', async () => {
    const bench = await moduleBench();
    await press(bench, 'wang', 30_000);
    expect(eventsOf(bench.events, 'finger-identified')).toHaveLength(1);
    await press(bench, 'wang');
    expect(eventsOf(bench.events, 'finger-identified')).toHaveLength(2);
  });

  it('a finger that seems gone for a single image has not left', async () => {
    const bench = await moduleBench();
    let images = 0;
    bench.module.intercept = (opcode) => {
      if (opcode !== 0x01) return undefined;
      images += 1;
      return images % 3 === 0 ? 0x02 : undefined;
    };
    bench.module.finger = { print: 'wang' };
    await bench.clock.advanceAsync(3_000);
    expect(eventsOf(bench.events, 'finger-identified')).toHaveLength(1);
  });

  it('an unknown finger is not identified, once, and the junk page of the R503 means nothing', async () => {
    const bench = await moduleBench();
    await press(bench, 'stranger', 2_000);
    expect(eventsOf(bench.events, 'finger-not-identified').map(({ reason }) => reason)).toEqual([
      'not-found',
    ]);
    expect(eventsOf(bench.events, 'finger-identified')).toEqual([]);
  });

  it('a wet finger is too poor after three images, and says so once', async () => {
    const bench = await moduleBench();
    await press(bench, 'wang', 2_000, 0x06);
    expect(eventsOf(bench.events, 'finger-not-identified').map(({ reason }) => reason)).toEqual([
      'poor-image',
    ]);
  });

  it('a finger that settles is identified at its first contact', async () => {
    const bench = await moduleBench();
    const { clock, module, events } = bench;
    const laidAtMs = clock.monotonicMs();
    module.finger = { print: 'wang', flaw: 0x07 };
    await clock.advanceAsync(80);
    module.finger = { print: 'wang' };
    await clock.advanceAsync(300);
    const [event] = eventsOf(events, 'finger-identified');
    expect((event?.at.monotonicMs ?? 0) - laidAtMs).toBeLessThanOrEqual(60);
    expect(eventsOf(events, 'finger-not-identified')).toEqual([]);
  });

  it('a press that has begun when an enrolment is started comes to its own end first', async () => {
    const bench = await moduleBench();
    const { module, reader, events } = bench;
    module.intercept = (opcode) => {
      if (opcode !== 0x02) return undefined;
      module.intercept = () => undefined;
      void reader.execute({ kind: 'start-finger-enrolment', enrolmentId: 'e', timeoutMs: 5_000 });
      return undefined;
    };
    await press(bench, 'wang');
    expect(eventsOf(events, 'finger-identified')).toMatchObject([{ page: 3 }]);
    expect(eventsOf(events, 'enrolment-advanced').map(({ step }) => step.name)).toEqual(['press-finger']);
  });

  it('the image is not taken again between Img2Tz and Search', async () => {
    const bench = await moduleBench();
    await press(bench, 'wang');
    const { opcodes } = bench.module;
    for (const [at, opcode] of opcodes.entries()) if (opcode === 0x02) expect(opcodes[at + 1]).toBe(0x04);
    expect(opcodes).not.toContain(0x1b);
  });
});

describe('KQ-2: the first contact with the reader counts', () => {
  it('KQ-2: a failed press 59 s before leads up to the success', async () => {
    const bench = await moduleBench();
    await press(bench, 'wang', 400, 0x06);
    const [failed] = eventsOf(bench.events, 'finger-not-identified');
    await bench.clock.advanceAsync(58_000);
    await press(bench, 'wang');
    const [success] = eventsOf(bench.events, 'finger-identified');
    expect(success?.firstPressAt).toEqual(failed?.at);
    expect((success?.at.monotonicMs ?? 0) - (failed?.at.monotonicMs ?? 0)).toBeLessThanOrEqual(60_000);
  });

  it('KQ-2: a failed press more than 60 s before does not', async () => {
    const bench = await moduleBench();
    await press(bench, 'wang', 400, 0x06);
    await bench.clock.advanceAsync(60_000);
    await press(bench, 'wang');
    const [success] = eventsOf(bench.events, 'finger-identified');
    expect(success?.firstPressAt).toEqual(success?.at);
  });

  it('KQ-2: what led up to one success does not lead up to the next', async () => {
    const bench = await moduleBench();
    await press(bench, 'wang', 400, 0x06);
    await press(bench, 'wang');
    await press(bench, 'li');
    const [, second] = eventsOf(bench.events, 'finger-identified');
    expect(second?.page).toBe(7);
    expect(second?.firstPressAt).toEqual(second?.at);
  });
});

describe('which module it is', () => {
  it('tells capacity and occupied pages at each connect', async () => {
    const bench = await moduleBench();
    expect(eventsOf(bench.events, 'module-inspected')).toMatchObject([
      { moduleId: MODULE_ID, asExpected: true, capacity: 200, usedPages: [3, 7] },
    ]);
    bench.wire.unplug();
    bench.wire.plug();
    await bench.clock.advanceAsync(500);
    expect(eventsOf(bench.events, 'module-inspected')).toHaveLength(2);
  });

  it('a module without an id is adopted and given one', async () => {
    const bench = await moduleBench((module) => {
      module.notepad.clear();
      module.library.clear();
    });
    expect(eventsOf(bench.events, 'module-inspected')).toMatchObject([
      { moduleId: NEW_MODULE_ID, asExpected: true },
    ]);
    await press(bench, 'wang');
    expect(eventsOf(bench.events, 'finger-not-identified')).toMatchObject([{ moduleId: NEW_MODULE_ID }]);
  });

  it.each([
    ['another id', { moduleId: 'ff'.repeat(16), pages: [3, 7] }],
    ['a page too few', { moduleId: MODULE_ID, pages: [3, 7, 9] }],
    ['a page too many', { moduleId: MODULE_ID, pages: [3] }],
  ])('%s than expected: degraded, its slots are disabled, nobody is identified', async (_, expected) => {
    const bench = await moduleBench();
    await bench.reader.execute({ kind: 'expect-module', ...expected });
    expect(eventsOf(bench.events, 'module-inspected').at(-1)).toMatchObject({ asExpected: false });
    expect(bench.reader.status()).toMatchObject({ health: 'degraded', reason: 'module-mismatch' });
    await press(bench, 'wang');
    expect(eventsOf(bench.events, 'finger-identified')).toEqual([]);
    expect(eventsOf(bench.events, 'finger-not-identified').map(({ reason }) => reason)).toEqual([
      'slot-disabled',
    ]);
  });

  it('the module that was expected makes it well again; the same expectation twice is told once', async () => {
    const bench = await moduleBench();
    await bench.reader.execute({ kind: 'expect-module', moduleId: MODULE_ID, pages: [] });
    await bench.reader.execute({ kind: 'expect-module', moduleId: MODULE_ID, pages: [7, 3] });
    await bench.reader.execute({ kind: 'expect-module', moduleId: MODULE_ID, pages: [3, 7] });
    expect(eventsOf(bench.events, 'module-inspected').map(({ asExpected }) => asExpected)).toEqual([
      true,
      false,
      true,
    ]);
    expect(bench.reader.status()).toMatchObject({ health: 'online', reason: 'ok' });
  });

  it('a blank module where another is expected is not adopted until told to', async () => {
    const bench = readerBench('r503');
    const { FakeModule } = await import('./fake-module.ts');
    const module = new FakeModule(bench.wire, bench.clock);
    await bench.reader.execute({ kind: 'expect-module', moduleId: MODULE_ID, pages: [3] });
    await bench.reader.start();
    await bench.clock.advanceAsync(500);
    expect(module.notepad.size).toBe(0);
    expect(eventsOf(bench.events, 'module-inspected')).toMatchObject([{ moduleId: '', asExpected: false }]);
    await bench.reader.execute({ kind: 'expect-module', moduleId: undefined, pages: [] });
    await bench.clock.advanceAsync(500);
    expect(eventsOf(bench.events, 'module-inspected').at(-1)).toMatchObject({
      moduleId: NEW_MODULE_ID,
      asExpected: true,
    });
  });

  it('a full library is told; fingers are identified all the same', async () => {
    const bench = await moduleBench((module) => {
      module.capacity = 8;
      for (let page = 0; page < 8; page += 1) module.library.set(page, `print-${page}`);
    });
    expect(bench.reader.status()).toMatchObject({ health: 'degraded', reason: 'library-full' });
    await press(bench, 'print-5');
    expect(eventsOf(bench.events, 'finger-identified')).toMatchObject([{ page: 5 }]);
  });

  it('a module that refuses its parameters and has no index is searched page by page', async () => {
    const bench = await moduleBench((module) => {
      module.hasParameters = false;
      module.hasIndexTable = false;
    }, 'zfm-20');
    await bench.clock.advanceAsync(3_000);
    expect(eventsOf(bench.events, 'module-inspected')).toMatchObject([{ capacity: 162, usedPages: [3, 7] }]);
    await press(bench, 'li');
    expect(eventsOf(bench.events, 'finger-identified')).toMatchObject([{ page: 7 }]);
  });

  it('a module without a notepad cannot be told from its replacement: degraded, nobody is identified', async () => {
    const bench = await moduleBench((module) => {
      module.hasNotepad = false;
    });
    expect(bench.reader.status()).toMatchObject({ health: 'degraded', reason: 'notepad-refused' });
    await press(bench, 'wang');
    expect(eventsOf(bench.events, 'finger-identified')).toEqual([]);
  });
});

describe('lights', () => {
  it('shows ready, then the answer, then ready again; ring models only', async () => {
    const bench = await moduleBench();
    await bench.reader.execute({ kind: 'show-reader-light', light: 'granted' });
    await bench.clock.advanceAsync(100);
    await bench.clock.advanceAsync(2_100);
    expect(bench.module.lights).toEqual(['1.100.2.0', '3.0.4.0', '1.100.2.0']);
    const plain = await moduleBench(undefined, 'as608');
    await plain.reader.execute({ kind: 'show-reader-light', light: 'refused' });
    await plain.clock.advanceAsync(500);
    expect(plain.module.lights).toEqual([]);
  });

  it('a light that the module heard as noise is told again, and green stays green', async () => {
    const bench = await moduleBench();
    let lights = 0;
    bench.module.intercept = (opcode) => (opcode === 0x35 && (lights += 1) === 1 ? 0x01 : undefined);
    await bench.reader.execute({ kind: 'show-reader-light', light: 'granted' });
    await bench.clock.advanceAsync(200);
    expect(bench.module.lights.at(-1)).toBe('3.0.4.0');
  });

  it('old firmware without green shows blue instead, and is asked for green once', async () => {
    const bench = await moduleBench((module) => {
      module.knowsGreen = false;
    });
    for (let badge = 0; badge < 2; badge += 1) {
      await bench.reader.execute({ kind: 'show-reader-light', light: 'granted' });
      await bench.clock.advanceAsync(100);
    }
    expect(bench.module.lights.filter((light) => light === '3.0.4.0')).toHaveLength(1);
    expect(bench.module.lights.filter((light) => light === '3.0.2.0')).toHaveLength(2);
  });
});
