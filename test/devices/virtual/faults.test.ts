/** The fault plan: data, the same for the same seed; what each fault does to a frame; who carries it out. */
import { describe, expect, it } from 'vitest';
import { FaultInjector } from '../../../devices/virtual/fault-injector.ts';
import {
  planFrame,
  type FaultName,
  type FaultRates,
  type FramePlan,
} from '../../../devices/virtual/fault-plan.ts';
import { forkRandom, seededRandom } from '../../../devices/virtual/seeded-random.ts';
import { hexOf } from '../../support/hex.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const FRAME = Uint8Array.from([0xef, 0x01, 0x02, 0x03, 0x04, 0x05]);
const ALL: FaultRates = {
  delay: { probability: 0.2, maxMs: 50 },
  lostReply: { probability: 0.1 },
  flippedBit: { probability: 0.2 },
  noise: { probability: 0.2, bytesMax: 5 },
  duplicate: { probability: 0.1 },
  lateReply: { probability: 0.1, afterMs: 2000 },
  unplug: { probability: 0.05, forMs: 100 },
  powerCycle: { probability: 0.05, forMs: 100 },
};

function plans(rates: FaultRates, seed: number, count: number): readonly FramePlan[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => planFrame(rates, random, FRAME));
}

/** The plan of the first frame that has just this fault. */
function planWith(name: FaultName, rates: FaultRates): FramePlan {
  const found = plans(rates, 1, 1000).find(({ faults }) => faults.length === 1 && faults[0] === name);
  if (found === undefined) throw new Error(`no ${name} in 1000 frames`);
  return found;
}

function sentBytes(plan: FramePlan): readonly Uint8Array[] {
  return plan.steps.flatMap((step) => (step.step === 'send' ? [step.bytes] : []));
}

describe('fault plan', () => {
  it('the same seed gives the same faults, another seed others', () => {
    expect(plans(ALL, 42, 500)).toEqual(plans(ALL, 42, 500));
    expect(plans(ALL, 43, 500)).not.toEqual(plans(ALL, 42, 500));
  });

  it('streams of one seed are independent of each other and of their order', () => {
    const draw = (name: string): readonly number[] => {
      const random = forkRandom(7, name);
      return Array.from({ length: 8 }, () => random());
    };
    expect(draw('reader-1')).toEqual(draw('reader-1'));
    expect(draw('reader-1')).not.toEqual(draw('reader-2'));
    expect(draw('reader-1').every((value) => value >= 0 && value < 1)).toBe(true);
  });

  it('without rates every frame goes as it is', () => {
    expect(plans({}, 1, 100).every(({ steps, faults }) => steps.length === 1 && faults.length === 0)).toBe(
      true,
    );
  });

  it('every fault happens about as often as asked for', () => {
    const count = 20_000;
    const seen = new Map<FaultName, number>();
    for (const { faults } of plans(ALL, 5, count))
      for (const fault of faults) seen.set(fault, (seen.get(fault) ?? 0) + 1);
    const rate = (name: FaultName): number => (seen.get(name) ?? 0) / count;
    expect(rate('unplug')).toBeCloseTo(0.05, 2);
    expect(rate('power-cycle')).toBeCloseTo(0.05, 2);
    expect(rate('lost-reply')).toBeCloseTo(0.09, 2);
    expect(rate('flipped-bit')).toBeCloseTo(0.16, 1);
    expect(rate('duplicate')).toBeCloseTo(0.08, 2);
  });

  it('a flipped bit is one bit of one byte', () => {
    const [bytes] = sentBytes(planWith('flipped-bit', ALL));
    const different = [...FRAME].flatMap((byte, at) =>
      bytes?.[at] === byte ? [] : [byte ^ (bytes?.[at] ?? 0)],
    );
    expect(bytes).toHaveLength(FRAME.length);
    expect(different).toHaveLength(1);
    expect(Math.log2(different[0] ?? 0) % 1).toBe(0);
  });

  it('noise leaves the frame whole', () => {
    for (const plan of plans({ noise: { probability: 1, bytesMax: 5 } }, 9, 200)) {
      const [bytes] = sentBytes(plan);
      expect(bytes?.length).toBeGreaterThan(FRAME.length);
      expect(bytes?.length).toBeLessThanOrEqual(FRAME.length + 10);
      expect(hexOf(bytes ?? new Uint8Array())).toContain(hexOf(FRAME));
    }
  });

  it('a duplicate comes twice, a lost reply never, an unplugged one breaks off', () => {
    expect(sentBytes(planWith('duplicate', ALL)).map(hexOf)).toEqual([hexOf(FRAME), hexOf(FRAME)]);
    expect(planWith('lost-reply', ALL).steps).toEqual([]);
    for (const name of ['unplug', 'power-cycle'] as const) {
      const plan = planWith(name, ALL);
      expect(plan.steps.at(-1)).toEqual({ step: name, forMs: 100 });
      expect(sentBytes(plan)[0]?.length).toBeLessThan(FRAME.length);
    }
  });
});

describe('fault injector', () => {
  function subject(rates: FaultRates): { clock: ManualClock; injector: FaultInjector; done: string[] } {
    const clock = new ManualClock();
    const done: string[] = [];
    const at = (what: string): void => void done.push(`${what} ${clock.monotonicMs()}`);
    const injector = new FaultInjector({
      clock,
      random: seededRandom(1),
      rates,
      target: {
        send: (bytes) => at(`send ${bytes.length}`),
        unplug: () => at('unplug'),
        plug: async () => at('plug'),
        setPower: (on) => at(`power ${on ? 'on' : 'off'}`),
      },
    });
    return { clock, injector, done };
  }

  it('a late reply comes behind what was sent meanwhile', () => {
    const { clock, injector, done } = subject({
      lateReply: { probability: 1, afterMs: 500 },
      faultCountMax: 1,
    });
    injector.send(FRAME);
    clock.advance(100);
    injector.send(FRAME.subarray(0, 3));
    clock.advance(1000);
    expect(done).toEqual(['send 3 100', 'send 6 500']);
    expect(injector.counters.get('late-reply')).toBe(1);
  });

  it('the cable comes back after its time, the power after its own', () => {
    const cable = subject({ unplug: { probability: 1, forMs: 300 }, faultCountMax: 1 });
    cable.injector.send(FRAME);
    cable.clock.advance(1000);
    expect(cable.done.slice(-2)).toEqual(['unplug 0', 'plug 300']);
    const power = subject({ powerCycle: { probability: 1, forMs: 300 }, faultCountMax: 1 });
    power.injector.send(FRAME);
    power.clock.advance(1000);
    expect(power.done.slice(-2)).toEqual(['power off 0', 'power on 300']);
  });

  it('a device whose frame broke off says nothing more until its cable is out', () => {
    const { clock, injector, done } = subject({ unplug: { probability: 1, forMs: 300 }, faultCountMax: 1 });
    injector.send(FRAME);
    injector.send(FRAME);
    expect(done.filter((what) => what.startsWith('send')).length).toBeLessThanOrEqual(1);
    expect(done).not.toContain('unplug 0');
    clock.advance(0);
    expect(done).toContain('unplug 0');
    injector.send(FRAME);
    expect(done.at(-1)).toBe('send 6 0');
  });

  it('after the last fault the wire is sound, and stopped it does nothing more', () => {
    const { clock, injector, done } = subject({ delay: { probability: 1, maxMs: 10 }, faultCountMax: 2 });
    for (let frame = 0; frame < 5; frame += 1) injector.send(FRAME);
    expect(done).toEqual(['send 6 0', 'send 6 0', 'send 6 0']);
    injector.stop();
    clock.advance(1000);
    expect(done).toHaveLength(3);
    injector.setRates({ lostReply: { probability: 1 } });
    injector.send(FRAME);
    expect(done).toHaveLength(3);
  });
});
