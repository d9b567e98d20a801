/**
 * Simulators and peers against each other, so that a mistake in one of them surfaces: the Python peers answer the
 * manual's own bytes, and pymodbus and python3-serial as hosts work our virtual board and module through a PTY.
 */
import { connect } from 'node:net';
import { SerialPort } from 'serialport';
import { afterEach, describe, expect, it } from 'vitest';
import type { VirtualHardware } from '../../devices/virtual/virtual-hardware.ts';
import { createVirtualHardware } from '../../devices/virtual/virtual-office.ts';
import { SystemClock } from '../../server/system-clock.ts';
import { BOARD_EXCHANGES, FINGERPRINT_EXCHANGES } from '../devices/virtual/exchanges.ts';
import { VIRTUAL_DEVICES } from '../devices/virtual/virtual-devices.ts';
import { bytesOf, hexOf } from '../support/hex.ts';
import { startPeer, type Peer, type PeerName } from '../support/peer.ts';
import { openPtyPair, ptyToTcp } from '../support/pty.ts';
import { until } from '../support/until.ts';

const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

interface PeerOverTcp {
  readonly peer: Peer;
  /** Sends bytes and waits for as many bytes as `expected` has. */
  exchange(sent: string, expected: string): Promise<string>;
  /** All that has come and was not yet taken by `exchange`. */
  received(): string;
  /** Sends bytes, forgets what has come, and waits for nothing. */
  send(hex: string): void;
}

async function peerOverTcp(name: PeerName, args: readonly string[]): Promise<PeerOverTcp> {
  const peer = await startPeer(name, ['--listen', '0', ...args]);
  endings.push(() => peer.stop());
  const { listening } = await peer.fact('listening');
  const socket = connect({ host: '127.0.0.1', port: Number(listening), noDelay: true });
  endings.push(() => void socket.destroy());
  let received = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => (received = Buffer.concat([received, bytes])));
  await peer.fact('ready');
  return {
    peer,
    received: () => hexOf(received),
    send: (hex) => {
      received = Buffer.alloc(0);
      socket.write(bytesOf(hex));
    },
    exchange: async (sent, expected) => {
      received = Buffer.alloc(0);
      socket.write(bytesOf(sent));
      await until(`${name} answers ${sent}`, () => received.length >= bytesOf(expected).length);
      return hexOf(received);
    },
  };
}

describe('Python peers against the bytes of the manual', () => {
  it('the I/O board answers every vector, times its flash and counts it', async () => {
    const { peer, exchange } = await peerOverTcp('io_board', []);
    peer.send({ input: 0, closed: true });
    peer.send({ input: 2, closed: true });
    await peer.ask({ count: true }, 'pulses');
    for (const { name, sent, received } of BOARD_EXCHANGES)
      expect(await exchange(sent, received), name).toBe(received);
    expect(await peer.fact('pulse')).toMatchObject({ pulse: 1, coil: 0, tenths: 5 });
    // All outputs were switched on since, which ended that pulse; the next one falls by itself.
    const flash = '01 05 02 01 00 08 9C 74';
    expect(await exchange(flash, flash)).toBe(flash);
    const [on, off] = [
      await peer.fact('pulse', (count) => count === 2),
      await peer.fact('coil', (coil, fact) => coil === 1 && fact['on'] === false),
    ];
    expect(Number(off['at']) - Number(on['at'])).toBeGreaterThanOrEqual(790);
  });

  it('the I/O board rings, lifts and moves its door at the inputs it was told', async () => {
    const args = ['--ring', '0', '--hook', '1', '--door', '2', '--lock', '3', '--slots', '4,5'];
    const { peer, exchange } = await peerOverTcp('io_board', args);
    const inputs = async (): Promise<string> =>
      (await exchange('01 02 00 00 00 08 79 CC', '01 02 01 00 00 00')).slice(9, 11);
    expect(await inputs()).toBe('3C');
    peer.send({ slot: 2, occupied: false });
    peer.send({ lift: true });
    await until('the handset is off', async () => (await inputs()) === '1E');
    peer.send({ lift: false });
    peer.send({ ring: 2, on: 100, off: 100 });
    await peer.fact('bell', (_, fact) => fact['ring'] === 2);
    await until('the caller has given up', async () => (await inputs()) === '1C');
    peer.send({ door: 'open' });
    await until('the door is open', async () => (await inputs()) === '18');
  });

  it('the I/O board forgets half a request, and answers nothing while its pulse disturbs the bus', async () => {
    const { peer, received, send } = await peerOverTcp('io_board', []);
    send('01 02 00');
    await peer.ask({ count: true }, 'requests');
    const answers = (): boolean => {
      if (received() !== '') return true;
      send('01 02 00 00 00 08 79 CC');
      return false;
    };
    await until('it answers again', answers);
    peer.send({ dropout: 300 });
    await peer.ask({ count: true }, 'requests');
    send('01 05 02 00 00 01 0D B2');
    await peer.fact('pulse');
    await peer.fact('coil', (_, fact) => fact['on'] === false);
    expect(received()).not.toContain('01 05');
    await until('it answers again', answers);
    expect(await peer.ask({ count: true }, 'pulses')).toMatchObject({ pulses: 1 });
  });

  it('the fingerprint module answers every vector', async () => {
    const { peer, exchange, received } = await peerOverTcp('fingerprint_module', ['--pages', '5']);
    await until('it has started', () => received() === '00 55');
    peer.send({ press: 5, hold: 60_000 });
    await peer.ask({ count: true }, 'commands');
    for (const { name, sent, received: expected } of FINGERPRINT_EXCHANGES) {
      expect(await exchange(sent, expected), name).toBe(expected);
    }
    expect(await peer.fact('stored')).toMatchObject({ stored: 5 });
  });

  it('the card reader sends the frames of the notes through a PTY, cut and restored in between', async () => {
    const pair = await openPtyPair();
    endings.push(() => pair.stop());
    const peer = await startPeer('card_reader', ['--port', pair.device, '--model', 'em4100-raw-checksum']);
    endings.push(() => peer.stop());
    const frame = '02 30 31 31 34 41 45 33 42 42 43 3C 03';
    expect(await frameFrom(pair.host, () => peer.send({ card: '0114AE3BBC' }))).toBe(frame);
    await pair.cut();
    await peer.fact('lost');
    const before = peer.facts.length;
    await pair.restore();
    await peer.fact('ready', () => true, before);
    expect(await frameFrom(pair.host, () => peer.send({ card: '0114AE3BBC' }))).toBe(frame);
  });
});

/** What the serial driver reads in answer to `act`, 13 bytes of it. */
async function frameFrom(path: string, act: () => void): Promise<string> {
  const port = new SerialPort({ path, baudRate: 9600, autoOpen: false });
  await new Promise<void>((resolve, reject) =>
    port.open((error) => (error === null ? resolve() : reject(error))),
  );
  let received = Buffer.alloc(0);
  port.on('data', (bytes: Buffer) => (received = Buffer.concat([received, bytes])));
  act();
  await until('a frame has come', () => received.length >= 13);
  await new Promise<void>((resolve) => port.close(() => resolve()));
  return hexOf(received);
}

describe('independent hosts against our simulators', () => {
  async function office(): Promise<VirtualHardware> {
    const hardware = await createVirtualHardware(VIRTUAL_DEVICES, { clock: new SystemClock(), seed: 1 });
    endings.push(() => hardware.stop());
    return hardware;
  }

  async function hostOf(name: PeerName, hardware: VirtualHardware, address: string): Promise<Peer> {
    const pty = await ptyToTcp(Number(new URL(hardware.addressOf(address)).port));
    endings.push(() => pty.stop());
    const peer = await startPeer(name, ['--port', pty.path]);
    endings.push(() => peer.stop());
    return peer;
  }

  it('pymodbus reads the inputs, the coils and the modes of the cabinet board, and is refused what is not there', async () => {
    const hardware = await office();
    const host = await hostOf('board_client', hardware, 'virtual://board-cabinet');
    const inputs = await host.ask({ call: 'read_discrete_inputs', with: [0, 8] }, 'bits');
    expect(inputs['bits']).toEqual([true, true, true, true, true, true, true, true]);
    expect((await host.ask({ call: 'read_coils', with: [0, 8] }, 'bits'))['bits']).toEqual(
      Array(8).fill(false),
    );
    expect(
      (await host.ask({ call: 'read_holding_registers', with: [0x1000, 8] }, 'registers'))['registers'],
    ).toEqual(Array(8).fill(0));
    expect(await host.ask({ call: 'read_discrete_inputs', with: [4, 8] }, 'exception')).toMatchObject({
      exception: 2,
    });
    expect(await host.ask({ call: 'write_register', with: [0x1000, 9] }, 'exception')).toMatchObject({
      exception: 3,
    });
    expect(await host.ask({ call: 'read_input_registers', with: [0, 1] }, 'exception')).toMatchObject({
      exception: 1,
    });
  });

  it('pymodbus draws the bolt, and the door can be opened by hand', async () => {
    const hardware = await office();
    const host = await hostOf('board_client', hardware, 'virtual://board-cabinet');
    await host.ask({ call: 'write_coil', with: [0, true] }, 'written');
    const bolt = async (): Promise<unknown> => {
      const { bits } = await host.ask({ call: 'read_discrete_inputs', with: [0, 8] }, 'bits');
      return Array.isArray(bits) ? bits[1] : undefined;
    };
    await until('the bolt is drawn', async () => (await bolt()) === false);
    await host.ask({ call: 'write_coils', with: [0, [false]] }, 'written');
    await hardware.bench.act({ act: 'open-door', deviceId: 'seal-cabinet-1' });
    await until('the door contact is open', async () => {
      const { bits } = await host.ask({ call: 'read_discrete_inputs', with: [0, 8] }, 'bits');
      return Array.isArray(bits) && bits[0] === false;
    });
  });

  it('python3-serial finds an enrolled finger in the virtual module and no other', async () => {
    const hardware = await office();
    hardware.bench.loadPrints('entrance-finger', [{ print: 'zhang', page: 5 }]);
    const host = await hostOf('fingerprint_client', hardware, 'virtual://entrance-finger');
    const command = (instruction: number, parameters = ''): Promise<Readonly<Record<string, unknown>>> =>
      host.ask({ instruction, parameters }, 'code');
    expect(await command(0x13, '00000000')).toMatchObject({ code: 0 });
    expect(await command(0x01)).toMatchObject({ code: 2 });
    await hardware.bench.act({
      act: 'press-finger',
      deviceId: 'entrance-finger',
      print: 'zhang',
      holdMs: 10_000,
    });
    expect(await command(0x01)).toMatchObject({ code: 0 });
    expect(await command(0x02, '01')).toMatchObject({ code: 0 });
    expect((await command(0x04, '01000000c8'))['data']).toMatch(/^0005/);
    await hardware.bench.act({
      act: 'press-finger',
      deviceId: 'entrance-finger',
      print: 'unknown',
      holdMs: 10_000,
    });
    // The glass stays empty for a moment between two fingers.
    await until('the other finger lies there', async () => (await command(0x01))['code'] === 0);
    expect(await command(0x02, '01')).toMatchObject({ code: 0 });
    expect(await command(0x04, '01000000c8')).toMatchObject({ code: 9, data: '01ee0000' });
    await hardware.bench.act({ act: 'power-cycle', deviceId: 'entrance-finger' });
    await until('it is deaf', async () => (await command(0x40))['code'] === null);
    await until('it is back', async () => (await command(0x40))['code'] === 0);
    expect(host.facts.some((fact) => 'stray' in fact && String(fact['stray']).includes('55'))).toBe(true);
  });
});
