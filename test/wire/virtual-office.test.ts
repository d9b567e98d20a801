/** The virtual office whole: a wire for each address, lines and cabinets on points, the bench's hands, its memory. */
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { DevicesConfiguration } from '../../devices/configuration.ts';
import type { VirtualHardware, VirtualHardwareOptions } from '../../devices/virtual/virtual-hardware.ts';
import { createVirtualHardware } from '../../devices/virtual/virtual-office.ts';
import { parseVirtualState } from '../../devices/virtual/virtual-state.ts';
import type { BenchDevice } from '../../server/contract/bench.ts';
import { SystemClock } from '../../server/system-clock.ts';
import { VIRTUAL_DEVICES } from '../devices/virtual/virtual-devices.ts';
import { bytesOf, hexOf } from '../support/hex.ts';
import { until } from '../support/until.ts';

const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

async function office(
  devices: DevicesConfiguration = VIRTUAL_DEVICES,
  options: Partial<VirtualHardwareOptions> = {},
): Promise<VirtualHardware> {
  const hardware = await createVirtualHardware(devices, {
    clock: new SystemClock(),
    seed: 1,
    paced: false,
    ...options,
  });
  endings.push(() => hardware.stop());
  return hardware;
}

interface Host {
  ask(hex: string, answerLength: number): Promise<string>;
  received(): string;
  send(hex: string): void;
}

async function hostOn(hardware: VirtualHardware, address: string): Promise<Host> {
  const socket: Socket = connect({
    host: '127.0.0.1',
    port: Number(new URL(hardware.addressOf(address)).port),
    noDelay: true,
  });
  endings.push(() => void socket.destroy());
  let received = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => (received = Buffer.concat([received, bytes])));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return {
    received: () => hexOf(received),
    send: (hex) => {
      received = Buffer.alloc(0);
      socket.write(bytesOf(hex));
    },
    ask: async (hex, answerLength) => {
      received = Buffer.alloc(0);
      socket.write(bytesOf(hex));
      await until(`an answer to ${hex}`, () => received.length >= answerLength);
      return hexOf(received);
    },
  };
}

function device<K extends BenchDevice['kind']>(
  hardware: VirtualHardware,
  kind: K,
): Extract<BenchDevice, { kind: K }> {
  const found = hardware.bench
    .state()
    .devices.find((one): one is Extract<BenchDevice, { kind: K }> => one.kind === kind);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
}

async function inputs(host: Host): Promise<string> {
  return (await host.ask('01 02 00 00 00 08 79 CC', 6)).slice(9, 11);
}

describe('virtual office: addresses', () => {
  it('gives each virtual address a port of its own, with the baud rate of its model', async () => {
    const hardware = await office();
    const addresses = [...VIRTUAL_DEVICES.readers, ...VIRTUAL_DEVICES.boards].map(({ address }) =>
      hardware.addressOf(address),
    );
    expect(new Set(addresses).size).toBe(4);
    expect(addresses[0]).toMatch(/^tcp:\/\/127\.0\.0\.1:\d+\?baudRate=57600$/);
    expect(addresses[1]).toMatch(/\?baudRate=9600$/);
    expect(hardware.configuration().boards[1]).toMatchObject({ id: 'board-cabinet', address: addresses[3] });
    expect(() => hardware.addressOf('virtual://nowhere')).toThrow('no virtual wire');
  });

  it('boards that share an address share a bus, and a stated baud rate is kept', async () => {
    const address = 'virtual://bus?baudRate=19200';
    const boards = VIRTUAL_DEVICES.boards.map((board, at) => ({ ...board, address, unit: at + 1 }));
    const hardware = await office({ ...VIRTUAL_DEVICES, boards });
    expect(hardware.addressOf(address)).toMatch(/\?baudRate=19200$/);
    const host = await hostOn(hardware, address);
    expect(await host.ask('01 02 00 00 00 08 79 CC', 6)).toBe('01 02 01 02 20 49');
    expect((await host.ask('02 02 00 00 00 08 79 FF', 6)).slice(0, 11)).toBe('02 02 01 FF');
  });

  it.each([
    [
      'a wedge reader',
      { readers: [{ ...VIRTUAL_DEVICES.readers[0], model: 'wedge' }] },
      'DEVICE_MODEL_UNKNOWN',
    ],
    [
      'a real address',
      { readers: [{ ...VIRTUAL_DEVICES.readers[0], address: 'tcp://127.0.0.1:1' }] },
      'DEVICE_UNKNOWN',
    ],
    [
      'one wire for two readers',
      { readers: [VIRTUAL_DEVICES.readers[0], VIRTUAL_DEVICES.readers[0]] },
      'DEVICE_UNKNOWN',
    ],
    [
      'a point that no board has',
      { lines: [{ ...VIRTUAL_DEVICES.lines[0], ring: 'board-duty/in/8' }] },
      'DEVICE_UNKNOWN',
    ],
    [
      'an output for a ring',
      { lines: [{ ...VIRTUAL_DEVICES.lines[0], ring: 'board-duty/out/1' }] },
      'DEVICE_UNKNOWN',
    ],
  ])('refuses %s', async (_, change, code) => {
    const devices: DevicesConfiguration = Object.assign({}, VIRTUAL_DEVICES, change);
    await expect(office(devices)).rejects.toMatchObject({ code });
  });
});

describe('virtual office: the hands of the bench', () => {
  it('a swiped card is heard on its wire, and a number of another length is refused', async () => {
    const hardware = await office();
    const host = await hostOn(hardware, 'virtual://entrance-card');
    const frame = '02 31 46 30 30 36 34 34 42 42 36 38 36 03';
    await until('a frame', async () => {
      if (host.received() === '')
        await hardware.bench.act({ act: 'swipe-card', deviceId: 'entrance-card', cardNumber: '1f00644bb6' });
      return host.received().startsWith(frame);
    });
    await expect(
      hardware.bench.act({ act: 'swipe-card', deviceId: 'entrance-card', cardNumber: '12' }),
    ).rejects.toMatchObject({
      code: 'DEVICE_COMMAND_UNSUPPORTED',
    });
  });

  it('a ringing line closes its ring input; the hook is wired the other way round', async () => {
    const hardware = await office();
    const host = await hostOn(hardware, 'virtual://board-duty');
    const ring = { act: 'ring', deviceId: 'line-1', lineId: 'line-1', number: '3310001', rings: 9 } as const;
    expect(await inputs(host)).toBe('02');
    await hardware.bench.act(ring);
    await until('the bell', async () => (await inputs(host)) === '03');
    expect(device(hardware, 'line')).toMatchObject({ ringing: true, offHook: false });
    await expect(hardware.bench.act(ring)).rejects.toMatchObject({ code: 'DEVICE_BUSY' });
    await hardware.bench.act({ act: 'lift', deviceId: 'line-1', lineId: 'line-1' });
    await until('bell off, handset off', async () => (await inputs(host)) === '00');
    expect(device(hardware, 'line')).toMatchObject({ ringing: false, offHook: true });
    await hardware.bench.act({ act: 'hang-up', deviceId: 'line-1', lineId: 'line-1' });
    await until('on the hook again', async () => (await inputs(host)) === '02');
  });

  it('the cabinet opens after the pulse only, and the bench says why not', async () => {
    const hardware = await office();
    const host = await hostOn(hardware, 'virtual://board-cabinet');
    const act = (name: 'open-door' | 'close-door'): Promise<void> =>
      hardware.bench.act({ act: name, deviceId: 'seal-cabinet-1' });
    await expect(act('open-door')).rejects.toThrow('柜门锁着，未打开');
    await expect(hardware.bench.act({ act: 'take', deviceId: 'seal-cabinet-1', slot: 1 })).rejects.toThrow(
      '请先开门',
    );
    await host.ask('01 05 02 00 00 05 0C 71', 8);
    expect(device(hardware, 'cabinet').coilOn).toBe(true);
    await until('the bolt is drawn', () => !device(hardware, 'cabinet').boltOut);
    await act('open-door');
    await hardware.bench.act({ act: 'take', deviceId: 'seal-cabinet-1', slot: 1 });
    await until('contacts tell', async () => (await inputs(host)) === 'F8');
    await until('the pulse is over', () => !device(hardware, 'cabinet').coilOn);
    await act('close-door');
    await until('locked again', () => device(hardware, 'cabinet').boltOut);
    await until('contacts tell', async () => (await inputs(host)) === 'FB');
  });

  it('a pulled cable of a line is the cable of its board', async () => {
    const hardware = await office();
    await hardware.bench.act({ act: 'unplug', deviceId: 'line-1' });
    expect(device(hardware, 'line').plugged).toBe(false);
    expect(device(hardware, 'cabinet').plugged).toBe(true);
    await expect(hostOn(hardware, 'virtual://board-duty')).rejects.toThrow('ECONNREFUSED');
    await hardware.bench.act({ act: 'plug', deviceId: 'board-duty' });
    expect(device(hardware, 'line').plugged).toBe(true);
    await hostOn(hardware, 'virtual://board-duty');
  });

  it('refuses devices that are not there and acts that they have no part for', async () => {
    const { bench } = await office();
    await expect(bench.act({ act: 'unplug', deviceId: 'nothing' })).rejects.toMatchObject({
      code: 'DEVICE_UNKNOWN',
    });
    await expect(bench.act({ act: 'open-door', deviceId: 'line-1' })).rejects.toMatchObject({
      code: 'DEVICE_COMMAND_UNSUPPORTED',
    });
    expect(() => bench.loadPrints('entrance-card', [])).toThrow('不是指纹模块');
  });

  it('tells of every change, and of none after the listener has left', async () => {
    const hardware = await office();
    let told = 0;
    const leave = hardware.bench.onChange(() => (told += 1));
    hardware.bench.setPeople([{ personId: 'p1', name: '张三', section: '秘书科', fingers: [], cards: [] }]);
    expect(told).toBe(1);
    expect(hardware.bench.state().people).toHaveLength(1);
    leave();
    await hardware.bench.act({ act: 'force-door', deviceId: 'seal-cabinet-1' });
    expect(told).toBe(1);
  });
});

describe('virtual office: memory and faults', () => {
  it('keeps libraries, notepads, modes and slots across a restart', async () => {
    const first = await office();
    let changes = 0;
    first.onStateChange(() => (changes += 1));
    first.bench.loadPrints('entrance-finger', [{ print: 'zhang', page: 0 }]);
    first.bench.setNotepad('entrance-finger', 0, bytesOf('44 4D'));
    first.bench.setSlots('seal-cabinet-1', [true, true, true, true, true]);
    const host = await hostOn(first, 'virtual://board-duty');
    await host.ask('01 06 10 03 00 02 FC CB', 8);
    await first.bench.act({ act: 'force-door', deviceId: 'seal-cabinet-1' });
    await first.bench.act({ act: 'take', deviceId: 'seal-cabinet-1', slot: 2 });
    expect(changes).toBe(4);
    const state = parseVirtualState(JSON.parse(JSON.stringify(first.exportState())));
    const second = await office(VIRTUAL_DEVICES, { state });
    expect(second.exportState()).toEqual(first.exportState());
    expect(second.bench.printsOf('entrance-finger')).toEqual([{ print: 'zhang', page: 0 }]);
    expect(device(second, 'cabinet').slots[1]).toEqual({ slot: 2, occupied: false });
    expect(await inputs(await hostOn(second, 'virtual://board-cabinet'))).toBe('F7');
  });

  it('a cabinet can be laid out before anyone looks', async () => {
    const hardware = await office();
    hardware.bench.setSlots('seal-cabinet-1', [true, false, true, false]);
    expect(device(hardware, 'cabinet').slots.map(({ occupied }) => occupied)).toEqual([
      true,
      false,
      true,
      false,
      true,
      true,
    ]);
    await until(
      'contacts tell',
      async () => (await inputs(await hostOn(hardware, 'virtual://board-cabinet'))) === 'D7',
    );
  });

  it('a solenoid that disturbs the bus swallows the answer, and the board pulses all the same', async () => {
    const faults = new Map([['virtual://board-cabinet', { dropOut: { probability: 1, forMs: 200 } }]]);
    const hardware = await office(VIRTUAL_DEVICES, { faults });
    const host = await hostOn(hardware, 'virtual://board-cabinet');
    expect(await inputs(host)).toBe('FF');
    host.send('01 05 02 00 00 05 0C 71');
    await until('the bolt is drawn', () => !device(hardware, 'cabinet').boltOut);
    expect(host.received()).toBe('');
    await until('it answers again', () => {
      if (host.received() !== '') return true;
      host.send('01 02 00 00 00 08 79 CC');
      return false;
    });
    expect(host.received()).toMatch(/^01 02 01 FD/);
  });

  it('an echoing adapter returns a command that no board obeys', async () => {
    const faults = new Map([['virtual://board-duty', { echo: true }]]);
    const hardware = await office(VIRTUAL_DEVICES, { faults });
    const host = await hostOn(hardware, 'virtual://board-duty');
    expect(await host.ask('02 02 00 00 00 08 79 FF', 8)).toBe('02 02 00 00 00 08 79 FF');
    expect(await host.ask('01 02 00 00 00 08 79 CC', 14)).toBe('01 02 00 00 00 08 79 CC 01 02 01 02 20 49');
  });

  it('stop ends every wire', async () => {
    const hardware = await office();
    await hardware.stop();
    await hardware.stop();
    await expect(hostOn(hardware, 'virtual://entrance-card')).rejects.toThrow('ECONNREFUSED');
  });
});
