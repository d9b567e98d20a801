/** The virtual wire as a cable: one host at a time, unplugged, plugged in again, without power, disturbed. */
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Wire, type WireDevice } from '../../devices/virtual/wire.ts';
import { SystemClock } from '../../server/system-clock.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { until } from '../support/until.ts';

/** Sends back what it hears and notes what happens to its power. */
class Parrot implements WireDevice {
  readonly notes: string[] = [];
  readonly #wire: Wire;

  constructor(wire: Wire) {
    this.#wire = wire;
  }
  receive(bytes: Uint8Array): void {
    this.#wire.send(bytes);
  }
  powerOn(): void {
    this.notes.push('on');
  }
  powerOff(): void {
    this.notes.push('off');
  }
}

interface Host {
  readonly socket: Socket;
  text(): string;
  closed(): boolean;
}

const hosts: Socket[] = [];
let wire: Wire;
let parrot: Parrot;

beforeEach(async () => {
  wire = new Wire({ clock: new SystemClock(), baudRate: 9600, paced: false });
  parrot = new Parrot(wire);
  wire.attach(parrot);
  await wire.plug();
});
afterEach(() => {
  for (const host of hosts.splice(0)) host.destroy();
  wire.unplug();
});

/** Rejects when the connection is refused. */
function host(): Promise<Host> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: wire.port, noDelay: true });
    let text = '';
    let closed = false;
    hosts.push(socket);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (text += chunk));
    socket.on('close', () => (closed = true));
    socket.once('error', reject);
    socket.once('connect', () => resolve({ socket, text: () => text, closed: () => closed }));
  });
}

describe('virtual wire', () => {
  it('carries bytes both ways', async () => {
    const one = await host();
    one.socket.write('hello');
    await until('it comes back', () => one.text() === 'hello');
    expect(wire.hostConnected).toBe(true);
  });

  it('gives the line to the newest host and drops the one before', async () => {
    const one = await host();
    await until('it is there', () => wire.hostConnected);
    const two = await host();
    await until('the first is dropped', () => one.closed());
    two.socket.write('mine');
    await until('the second has the line', () => two.text() === 'mine');
    expect(one.text()).toBe('');
  });

  it('unplugged it drops the host, refuses others, and takes the power with it', async () => {
    const one = await host();
    await until('it is there', () => wire.hostConnected);
    wire.unplug();
    await until('the host is dropped', () => one.closed());
    await expect(host()).rejects.toThrow('ECONNREFUSED');
    expect(parrot.notes).toEqual(['on', 'off']);
  });

  it('plugged in again it is on the same port', async () => {
    const { port } = wire;
    wire.unplug();
    await wire.plug();
    expect(wire.port).toBe(port);
    const one = await host();
    one.socket.write('again');
    await until('it works', () => one.text() === 'again');
    expect(parrot.notes).toEqual(['on', 'off', 'on']);
  });

  it('plugging and unplugging twice is as good as once, and unplugging wins over a plug under way', async () => {
    await wire.plug();
    wire.unplug();
    wire.unplug();
    const plugging = wire.plug();
    wire.unplug();
    await plugging;
    expect(wire.plugged).toBe(false);
    await expect(host()).rejects.toThrow('ECONNREFUSED');
    expect(parrot.notes).toEqual(['on', 'off']);
  });

  it('without power the connection stays and nothing is heard', async () => {
    const one = await host();
    wire.setPower(false);
    one.socket.write('lost');
    wire.send(Uint8Array.of(0x21));
    await until('the bytes are there and gone', () => one.socket.bytesWritten === 4);
    wire.setPower(true);
    one.socket.write('heard');
    await until('it hears again', () => one.text().endsWith('heard'));
    expect(one.closed()).toBe(false);
  });

  it('there is no power without a cable', async () => {
    wire.unplug();
    wire.setPower(true);
    expect(parrot.notes).toEqual(['on', 'off']);
    await wire.plug();
    expect(parrot.notes).toEqual(['on', 'off', 'on']);
  });

  it('a host that resets its connection leaves the line free', async () => {
    const one = await host();
    await until('it is there', () => wire.hostConnected);
    one.socket.resetAndDestroy();
    await until('the line is free', () => !wire.hostConnected);
    const two = await host();
    two.socket.write('next');
    await until('the next works', () => two.text() === 'next');
  });

  it('disturbed, nothing gets through until the time is over', async () => {
    const clock = new ManualClock();
    const disturbed = new Wire({ clock, baudRate: 9600, paced: false });
    disturbed.attach(new Parrot(disturbed));
    await disturbed.plug();
    wire.unplug();
    wire = disturbed;
    const one = await host();
    await until('it is there', () => disturbed.hostConnected);
    disturbed.disturb(100);
    disturbed.send(Buffer.from('a'));
    clock.advance(99);
    disturbed.send(Buffer.from('b'));
    clock.advance(1);
    disturbed.send(Buffer.from('c'));
    await until('the line is clear', () => one.text() !== '');
    expect(one.text()).toBe('c');
  });
});
