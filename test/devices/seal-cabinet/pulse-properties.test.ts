/** YX-Y1: whatever bus, board and hands do meanwhile, each command is settled once and no pulse leaves twice. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BenchDesk } from '../bench-desk.ts';

const FAULTS = ['lost', 'cut', 'refused', 'not-open'] as const;

const step = fc.record({
  act: fc.constantFrom(
    'pulse',
    'pulse',
    'again',
    'door',
    'bolt',
    'unplug',
    'plug',
    'silent',
    'heard',
    'slow',
  ),
  fault: fc.option(fc.constantFrom(...FAULTS), { nil: undefined, freq: 3 }),
  obeys: fc.boolean(),
  closed: fc.boolean(),
  afterMs: fc.integer({ min: 0, max: 5000 }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

class Story {
  readonly desk = new BenchDesk();
  readonly commands: { readonly intentId: string; readonly expiresAtMs: number }[] = [];

  async act({ act, fault, obeys, closed }: Step): Promise<void> {
    const { bus, board } = this.desk;
    board.coilObeys = obeys;
    bus.replyMs = act === 'slow' ? 1500 : 20;
    if (act === 'pulse' || act === 'again') {
      bus.flashFaults.splice(0, Infinity, ...(fault === undefined ? [] : [fault]));
      this.command(act === 'again' ? Math.max(1, this.commands.length) : this.commands.length + 1);
    } else if (act === 'door') await this.desk.set('door', closed);
    else if (act === 'bolt') await this.desk.set('lock', closed);
    else if (act === 'unplug') bus.unplug();
    else if (act === 'plug') bus.plug();
    else board.answers = act !== 'silent';
  }

  private command(number: number): void {
    const expiresAtMs = this.desk.clock.monotonicMs() + 2000;
    const intentId = `i-${number}`;
    this.commands.push({ intentId, expiresAtMs });
    void this.desk.cabinet.execute({ kind: 'pulse-lock', intentId, expiresAtMs });
  }
}

describe('properties of the pulse', () => {
  it('YX-Y1: one outcome for each command, one pulse at most for each intent, rest and budget kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
        const story = new Story();
        const { desk, commands } = story;
        await desk.start(1000);
        for (const next of steps) {
          await story.act(next);
          await desk.clock.advanceAsync(next.afterMs);
        }
        await desk.clock.advanceAsync(20_000);
        const settled = desk.of('pulse-settled');
        expect(settled.map(({ intentId }) => intentId).toSorted()).toEqual(
          commands.map(({ intentId }) => intentId).toSorted(),
        );
        const named = (name: string): number => settled.filter(({ outcome }) => outcome.name === name).length;
        const { flashes } = desk.bus;
        expect(flashes.length).toBeLessThanOrEqual(named('pulsed') + named('unknown'));
        expect(flashes.length).toBeGreaterThanOrEqual(named('pulsed'));
        const sent = settled.filter(({ outcome }) => outcome.name !== 'refused');
        expect(new Set(sent.map(({ intentId }) => intentId)).size).toBe(sent.length);
        for (const [at, { atMs, tenths }] of flashes.entries()) {
          expect(commands.some(({ expiresAtMs }) => atMs <= expiresAtMs && atMs >= expiresAtMs - 2000)).toBe(
            true,
          );
          const before = flashes[at - 1];
          if (before !== undefined) expect(atMs - before.atMs).toBeGreaterThanOrEqual(600 * tenths);
          expect(
            flashes.filter((other) => other.atMs > atMs - 60_000 && other.atMs <= atMs).length,
          ).toBeLessThanOrEqual(6);
        }
        await desk.stop();
        expect(desk.clock.pendingTimers).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
