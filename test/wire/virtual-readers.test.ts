/**
 * The reader drivers on real TCP against the virtual module and card reader at their own baud rates: presses, cards,
 * enrolment by hand, ghosts, and wires that lose, garble, delay and break.
 */
import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createDeviceRegistry, type DeviceEvent, type DeviceRegistry } from '../../devices/index.ts';
import { createSignInReader } from '../../devices/sign-in-reader/create-sign-in-reader.ts';
import { createModbusBus } from '../../firmware-bridge/protocols/modbus-rtu/create-modbus-bus.ts';
import { createTransport } from '../../firmware-bridge/transports/address.ts';
import type { FaultRates } from '../../devices/virtual/fault-plan.ts';
import type { StoredPrint, VirtualHardware } from '../../devices/virtual/virtual-hardware.ts';
import { createVirtualHardware } from '../../devices/virtual/virtual-office.ts';
import { SystemClock } from '../../server/system-clock.ts';
import { VIRTUAL_DEVICES } from '../devices/virtual/virtual-devices.ts';
import { until } from '../support/until.ts';

const FINGER = 'entrance-finger';
const CARD = 'entrance-card';
const READERS_ONLY = { ...VIRTUAL_DEVICES, boards: [], lines: [], cabinets: [] };

type EventOf<Kind extends DeviceEvent['kind']> = Extract<DeviceEvent, { kind: Kind }>;

interface Wires {
  readonly hardware: VirtualHardware;
  readonly registry: DeviceRegistry;
  readonly events: readonly DeviceEvent[];
  of<Kind extends DeviceEvent['kind']>(kind: Kind): readonly EventOf<Kind>[];
  press(print: string, holdMs?: number): Promise<void>;
  swipe(cardNumber: string): Promise<void>;
  health(deviceId: string): string | undefined;
}

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

async function wires(
  options: { seed?: number; card?: FaultRates; prints?: readonly StoredPrint[] } = {},
): Promise<Wires> {
  const clock = new SystemClock();
  const faults = new Map<string, FaultRates>([[`virtual://${CARD}`, options.card ?? {}]]);
  const hardware = await createVirtualHardware(READERS_ONLY, { clock, seed: options.seed ?? 1, faults });
  endings.push(() => hardware.stop());
  hardware.bench.loadPrints(FINGER, options.prints ?? [{ print: 'zhang', page: 5 }]);
  const events: DeviceEvent[] = [];
  const troubles: unknown[] = [];
  const registry = createDeviceRegistry(hardware.configuration(), {
    clock,
    onEvent: (event) => events.push(event),
    onTrouble: (trouble) => troubles.push(trouble),
    createReader: createSignInReader,
    createBus: (address) => createModbusBus(address, clock),
    createTransport,
    newCallId: () => 'call',
    randomBytes: (length) => Uint8Array.from(randomBytes(length)),
    isKnownCard: () => true,
    environment: () => undefined,
  });
  await registry.start();
  endings.push(async () => {
    await registry.stop();
    expect(troubles).toEqual([]);
  });
  const made: Wires = {
    hardware,
    registry,
    events,
    of: <Kind extends DeviceEvent['kind']>(kind: Kind) =>
      events.filter((event): event is EventOf<Kind> => event.kind === kind),
    press: (print, holdMs = 700) =>
      hardware.bench.act({ act: 'press-finger', deviceId: FINGER, print, holdMs }),
    swipe: (cardNumber) => hardware.bench.act({ act: 'swipe-card', deviceId: CARD, cardNumber }),
    health: (deviceId) => registry.statuses().find((status) => status.deviceId === deviceId)?.health,
  };
  return made;
}

/** The module is adopted with what it holds, and known from now on. Returns its id. */
async function adopted(made: Wires, pages: readonly number[]): Promise<string> {
  await until('the module is adopted', () =>
    made.of('module-inspected').some(({ asExpected }) => asExpected),
  );
  const { moduleId, usedPages } = made.of('module-inspected').find(({ asExpected }) => asExpected) ?? {};
  expect(usedPages).toEqual(pages);
  await made.registry.execute(FINGER, { kind: 'expect-module', moduleId, pages });
  return moduleId ?? '';
}

describe('fingerprint reader on the virtual module', () => {
  it('one event for one press, however long the finger lies there; a stranger and a wet finger are told apart', async () => {
    const made = await wires();
    const moduleId = await adopted(made, [5]);
    await made.press('zhang', 2500);
    await until('zhang is identified', () => made.of('finger-identified').length === 1);
    expect(made.of('finger-identified')[0]).toMatchObject({ moduleId, page: 5 });
    await made.press('unknown');
    await until('the stranger is refused', () => made.of('finger-not-identified').length === 1);
    expect(made.of('finger-not-identified')[0]).toMatchObject({ reason: 'not-found' });
    await made.press('wet');
    await until('the wet finger is refused', () => made.of('finger-not-identified').length === 2);
    expect(made.of('finger-not-identified')[1]).toMatchObject({ reason: 'poor-image' });
    expect(made.of('finger-identified')).toHaveLength(1);
  });

  it('a module that starts again under a finger identifies it all the same', async () => {
    const made = await wires();
    const moduleId = await adopted(made, [5]);
    await made.hardware.bench.act({ act: 'power-cycle', deviceId: FINGER });
    await made.press('zhang', 10_000);
    await until('zhang is identified', () => made.of('finger-identified').length === 1);
    expect(made.of('finger-identified')[0]).toMatchObject({ moduleId, page: 5 });
  });

  it('unplugged it is off line, nothing is invented, plugged in again it is the same module', async () => {
    const made = await wires();
    const moduleId = await adopted(made, [5]);
    await made.hardware.bench.act({ act: 'unplug', deviceId: FINGER });
    await until('it is off line', () => made.health(FINGER) === 'offline');
    await made.press('zhang', 100);
    await made.hardware.bench.act({ act: 'plug', deviceId: FINGER });
    await until('it is back', () => made.health(FINGER) === 'online');
    expect(made.of('finger-identified')).toEqual([]);
    await made.press('zhang');
    await until('zhang is identified', () => made.of('finger-identified').length === 1);
    expect(made.of('finger-identified')[0]).toMatchObject({ moduleId, page: 5 });
  });

  it('a finger is enrolled by hand: two presses that match, then it is known', async () => {
    const made = await wires({ prints: [] });
    await adopted(made, []);
    await made.registry.execute(FINGER, {
      kind: 'start-finger-enrolment',
      enrolmentId: 'e1',
      timeoutMs: 60_000,
    });
    const step = (): string | undefined => made.of('enrolment-advanced').at(-1)?.step.name;
    await until('a finger is asked for', () => step() === 'press-finger');
    await made.press('li');
    await until(
      'it is to be lifted and pressed again',
      () => made.of('enrolment-advanced').filter((event) => event.step.name === 'press-finger').length === 2,
    );
    await made.press('li');
    await until('it is done', () => step() === 'done-finger');
    expect(made.hardware.bench.printsOf(FINGER)).toEqual([{ print: 'li', page: 0 }]);
    await made.press('li');
    await until('it is known', () => made.of('finger-identified').length === 1);
  });
});

describe('card reader on the virtual reader', () => {
  it('one event for one card, however often it repeats', async () => {
    const made = await wires();
    await made.swipe('1F00644BB6');
    await until('the card is told', () => made.of('card-presented').length === 1);
    await made.swipe('0F0184F07A');
    await until('the other card is told', () => made.of('card-presented').length === 2);
    expect(made.of('card-presented').map(({ cardNumber }) => cardNumber)).toEqual([
      '1F00644BB6',
      '0F0184F07A',
    ]);
  });

  it('a cable that breaks in mid-frame again and again invents nobody', async () => {
    const seed = 7;
    const made = await wires({ seed, card: { unplug: { probability: 0.5, forMs: 60 }, faultCountMax: 4 } });
    await until('the cable has broken four times and a card has been told', async () => {
      await made.swipe('1F00644BB6');
      return made.of('card-presented').length > 0;
    });
    expect(new Set(made.of('card-presented').map(({ cardNumber }) => cardNumber)), `seed ${seed}`).toEqual(
      new Set(['1F00644BB6']),
    );
  });

  it('ghosts are counted and are nobody', async () => {
    const made = await wires({ seed: 3, card: { ghosts: { meanMs: 400 } } });
    await until('five ghosts have come', () => made.of('card-ghost').length >= 5);
    expect(made.of('card-presented')).toEqual([]);
  });
});
