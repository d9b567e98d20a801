/**
 * The fingerprint driver against the virtual module on a wire in memory that loses, garbles, delays, doubles and breaks:
 * hundreds of presses on a manual clock, the same for the same seed. Whoever is told pressed; nobody is told twice.
 */
import { describe, expect, it } from 'vitest';
import type { DeviceEvent } from '../../../devices/device-event.ts';
import { createSignInReader } from '../../../devices/sign-in-reader/create-sign-in-reader.ts';
import { FaultInjector } from '../../../devices/virtual/fault-injector.ts';
import type { FaultRates } from '../../../devices/virtual/fault-plan.ts';
import { FINGERPRINT_MODELS } from '../../../devices/virtual/fingerprint-models.ts';
import { FingerprintModule } from '../../../devices/virtual/fingerprint-module.ts';
import { forkRandom } from '../../../devices/virtual/seeded-random.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryTransport } from '../../support/memory-transport.ts';

const DEVICE = 'entrance-finger';
const PEOPLE = ['zhang', 'li', 'wang'];
const NOISY: FaultRates = {
  lostReply: { probability: 0.02 },
  flippedBit: { probability: 0.02 },
  noise: { probability: 0.05, bytesMax: 20 },
  duplicate: { probability: 0.02 },
  delay: { probability: 0.05, maxMs: 40 },
  lateReply: { probability: 0.02, afterMs: 700 },
};
const BREAKING: FaultRates = {
  unplug: { probability: 0.01, forMs: 150 },
  powerCycle: { probability: 0.01, forMs: 150 },
};
/** A press long enough for several attempts, and time for every retry to end before the next person. */
const HOLD_MS = 4000;
const NEXT_PERSON_MS = 12_000;

interface Told {
  readonly pressed: string | undefined;
  readonly identified: readonly number[];
  readonly refused: number;
}

/** Presses one finger after another and says what was told of each. */
async function attend(
  model: string,
  rates: FaultRates,
  seed: number,
  presses: readonly (string | undefined)[],
): Promise<readonly Told[]> {
  const clock = new ManualClock();
  const transport = new MemoryTransport(clock);
  const random = forkRandom(seed, 'people');
  const facts = FINGERPRINT_MODELS[model];
  if (facts === undefined) throw new Error(`no model ${model}`);
  const injector: FaultInjector = new FaultInjector({
    clock,
    random: forkRandom(seed, 'wire'),
    rates: {},
    target: {
      send: (bytes) => transport.deliver(bytes),
      unplug: () => {
        transport.unplug();
        module.powerOff();
      },
      plug: async () => {
        transport.plug();
        module.powerOn();
      },
      setPower: (on) => (on ? module.powerOn() : module.powerOff()),
    },
  });
  const module: FingerprintModule = new FingerprintModule({
    model: facts,
    clock,
    random,
    baudRate: 57_600,
    send: (bytes) => injector.send(bytes),
  });
  transport.onWrite = (bytes) => module.receive(bytes);
  module.powerOn();
  await clock.advanceAsync(1000);
  const events: DeviceEvent[] = [];
  const reader = createSignInReader(
    {
      id: DEVICE,
      station: 'entrance-1',
      name: '指纹机',
      model,
      address: 'serial:///dev/memory',
      countsForSignIn: true,
    },
    {
      clock,
      emit: (event) => events.push(event),
      createTransport: () => transport,
      randomBytes: (length) => Uint8Array.from({ length }, () => Math.floor(random() * 256)),
      isKnownCard: () => true,
      environment: () => undefined,
    },
  );
  module.load(PEOPLE.map((print, page) => ({ print, page })));
  await reader.start();
  await clock.advanceAsync(2000);
  const [found] = events.filter((event) => event.kind === 'module-inspected');
  await reader.execute({
    kind: 'expect-module',
    moduleId: found?.moduleId,
    pages: PEOPLE.map((_, page) => page),
  });
  injector.setRates(rates);
  const told: Told[] = [];
  for (const pressed of presses) {
    const before = events.length;
    if (pressed !== undefined) module.press(pressed, HOLD_MS);
    await clock.advanceAsync(NEXT_PERSON_MS);
    const since = events.slice(before);
    told.push({
      pressed,
      identified: since.flatMap((event) => (event.kind === 'finger-identified' ? [event.page] : [])),
      refused: since.filter(({ kind }) => kind === 'finger-not-identified').length,
    });
  }
  await reader.stop();
  injector.stop();
  module.powerOff();
  module.lift();
  expect(clock.pendingTimers, `seed ${seed}`).toBe(0);
  return told;
}

/** Staff, a stranger and nobody, in an order that follows from the seed. */
function crowd(seed: number, count: number): readonly (string | undefined)[] {
  const random = forkRandom(seed, 'crowd');
  const choices = [...PEOPLE, 'stranger', undefined];
  return Array.from({ length: count }, () => choices[Math.floor(random() * choices.length)]);
}

describe.each(['r503', 'zfm-20'])('fingerprint driver and virtual %s', (model) => {
  it('on a sound wire every press is told once and at its first image', async () => {
    for (const { pressed, identified, refused } of await attend(model, {}, 1, crowd(1, 25))) {
      const page = PEOPLE.indexOf(pressed ?? '');
      expect(identified, pressed ?? 'nobody').toEqual(page === -1 ? [] : [page]);
      expect(refused, pressed ?? 'nobody').toBe(pressed === 'stranger' ? 1 : 0);
    }
  });

  it.each([11, 12, 13])(
    'on a noisy wire nobody is told twice or as somebody else (seed %i)',
    async (seed) => {
      const told = await attend(model, NOISY, seed, crowd(seed, 40));
      for (const { pressed, identified } of told) {
        const page = PEOPLE.indexOf(pressed ?? '');
        expect(page === -1 ? [] : [page], `seed ${seed}, ${pressed ?? 'nobody'}`).toEqual(
          expect.arrayContaining([...identified]),
        );
        expect(identified.length, `seed ${seed}, ${pressed ?? 'nobody'}`).toBeLessThanOrEqual(1);
      }
      const staff = told.filter(({ pressed }) => pressed !== undefined && pressed !== 'stranger');
      const missed = staff.filter(({ identified }) => identified.length === 0).length;
      expect(missed / staff.length, `seed ${seed}`).toBeLessThanOrEqual(0.05);
    },
  );

  it.each([21, 22, 23])(
    'on a wire and a power that break nobody is invented, and the next press counts (seed %i)',
    async (seed) => {
      const told = await attend(model, BREAKING, seed, crowd(seed, 40));
      for (const { pressed, identified } of told) {
        const page = PEOPLE.indexOf(pressed ?? '');
        expect(
          identified.every((found) => found === page),
          `seed ${seed}, ${pressed ?? 'nobody'}`,
        ).toBe(true);
      }
      const staff = told.filter(({ pressed }) => pressed !== undefined && pressed !== 'stranger');
      expect(staff.filter(({ identified }) => identified.length > 0).length, `seed ${seed}`).toBeGreaterThan(
        staff.length / 2,
      );
    },
  );

  it('the same seed gives the same day', async () => {
    const rates = { ...NOISY, ...BREAKING };
    expect(await attend(model, rates, 31, crowd(31, 15))).toEqual(
      await attend(model, rates, 31, crowd(31, 15)),
    );
  });
});
