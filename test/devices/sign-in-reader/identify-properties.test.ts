/** Whatever fingers, wires and power do: one event for each press, and never one of a finger that was not there. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventsOf, moduleBench, type ModuleBench } from './reader-bench.ts';

/** An interrupted press goes on within this; beyond, the next finger is a press of its own. */
const INTERRUPTION_MS = 5_000;
/** Between two images, and the reply to one. */
const IMAGE_MS = 60;
const PAGES: Readonly<Record<string, number>> = { wang: 3, li: 7 };
const PRINTS = ['wang', 'li', 'stranger'] as const;

interface Lying {
  readonly print: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

const calm = fc.record({
  print: fc.constantFrom(...PRINTS),
  flaw: fc.option(fc.constantFrom(0x06, 0x07), { nil: undefined, freq: 4 }),
  holdMs: fc.integer({ min: 400, max: 3_000 }),
  pauseMs: fc.integer({ min: 250, max: 2_000 }),
});
const rough = fc.record({
  print: fc.constantFrom(...PRINTS),
  holdMs: fc.oneof(fc.integer({ min: 20, max: 400 }), fc.integer({ min: 400, max: 15_000 })),
  pauseMs: fc.integer({ min: 20, max: 10_000 }),
  trouble: fc.constantFrom('none', 'unplug', 'power-cycle', 'dark', 'lost-reply'),
  /** It strikes when the module is next told this: an image, its conversion, the search. */
  at: fc.constantFrom(0x01, 0x02, 0x04),
  awayMs: fc.integer({ min: 50, max: 15_000 }),
});
type Rough = typeof rough extends fc.Arbitrary<infer Value> ? Value : never;

function arm(bench: ModuleBench, step: Rough): void {
  const { module } = bench;
  module.intercept = (opcode) => {
    if (opcode !== step.at || step.trouble === 'none') return undefined;
    module.intercept = () => undefined;
    strike(bench, step);
    return 'silent';
  };
}

function strike({ clock, wire, module }: ModuleBench, { trouble, awayMs }: Rough): void {
  if (trouble === 'unplug') {
    wire.unplug();
    clock.setTimer(awayMs, () => wire.plug());
  } else if (trouble === 'power-cycle') module.powerCycle();
  else if (trouble === 'dark') {
    module.powered = false;
    clock.setTimer(awayMs, () => (module.powered = true));
  }
}

describe('presses', () => {
  it('a press on a sound wire gives exactly one event, of that press', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(calm, { minLength: 1, maxLength: 8 }), async (presses) => {
        const { clock, module, events } = await moduleBench();
        for (const { print, flaw, holdMs, pauseMs } of presses) {
          const laidAtMs = clock.monotonicMs();
          const before = events.length;
          module.finger = flaw === undefined ? { print } : { print, flaw };
          await clock.advanceAsync(holdMs);
          module.finger = undefined;
          await clock.advanceAsync(pauseMs);
          const told = events.slice(before);
          const outcomes = [
            ...eventsOf(told, 'finger-identified'),
            ...eventsOf(told, 'finger-not-identified'),
          ];
          expect(outcomes).toHaveLength(1);
          const page = flaw === undefined ? PAGES[print] : undefined;
          expect(outcomes[0]).toMatchObject(
            page === undefined ? { kind: 'finger-not-identified' } : { kind: 'finger-identified', page },
          );
          const at = outcomes[0]?.at.monotonicMs ?? 0;
          expect(at).toBeGreaterThanOrEqual(laidAtMs);
          expect(at - laidAtMs).toBeLessThanOrEqual(IMAGE_MS);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('on a wire that breaks, nobody is identified twice for one press, or without one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rough, { minLength: 1, maxLength: 8 }), async (steps) => {
        const bench = await moduleBench();
        const { clock, module, events } = bench;
        const lying: Lying[] = [];
        for (const step of steps) {
          arm(bench, step);
          const fromMs = clock.monotonicMs();
          module.finger = { print: step.print };
          await clock.advanceAsync(step.holdMs);
          module.finger = undefined;
          lying.push({ print: step.print, fromMs, untilMs: clock.monotonicMs() });
          await clock.advanceAsync(step.pauseMs);
        }
        await clock.advanceAsync(20_000);
        const free = new Set(lying);
        for (const { at, page } of eventsOf(events, 'finger-identified')) {
          const press = [...free].find(
            ({ print, fromMs, untilMs }) =>
              PAGES[print] === page &&
              at.monotonicMs <= untilMs + IMAGE_MS &&
              at.monotonicMs >= fromMs - INTERRUPTION_MS - IMAGE_MS,
          );
          expect(press).toBeDefined();
          if (press !== undefined) free.delete(press);
        }
      }),
      { numRuns: 150 },
    );
  });
});
