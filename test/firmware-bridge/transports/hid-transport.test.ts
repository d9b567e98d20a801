/** The HID transport on a stand-in for node-hid: choosing the device, reports, errors, unplugging. */
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTransport } from '../../../firmware-bridge/index.ts';
import {
  choosePath,
  HidTransport,
  type HidDevice,
  type HidHandle,
} from '../../../firmware-bridge/transports/hid-transport.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { until } from '../../support/until.ts';

class FakeHandle extends EventEmitter implements HidHandle {
  readonly written: Uint8Array[] = [];
  closed = false;

  write(bytes: Buffer): Promise<number> {
    this.written.push(bytes);
    return Promise.resolve(bytes.length);
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
}

const KEYBOARD: HidDevice = {
  vendorId: 0xffff,
  productId: 0x35,
  path: '/dev/hidraw0',
  usagePage: 1,
  usage: 6,
};
const WRITER: HidDevice = {
  vendorId: 0xffff,
  productId: 0x35,
  path: '/dev/hidraw9',
  usagePage: 0xff00,
  usage: 1,
};
const WANTED = { by: 'ids', vendorId: 0xffff, productId: 0x35, serialNumber: undefined } as const;

it('the bridge and a transport that is not opened leave node-hid alone: a bare PC lacks its libraries', () => {
  createTransport('hid://ffff:0035', new ManualClock());
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  expect(loaded.some((path) => path.includes('/serialport/'))).toBe(true);
  expect(loaded.filter((path) => path.includes('/node-hid/'))).toEqual([]);
});

describe('which HID device is meant', () => {
  it('the keyboard, not the card writer with the same vendor and product', () => {
    expect(choosePath([WRITER, KEYBOARD], WANTED)).toBe('/dev/hidraw0');
    expect(choosePath([WRITER], WANTED)).toBe('/dev/hidraw9');
  });

  it('the one with the serial number, where one is given', () => {
    const other = { ...KEYBOARD, path: '/dev/hidraw1', serialNumber: 'B' };
    const devices = [{ ...KEYBOARD, serialNumber: 'A' }, other];
    expect(choosePath(devices, { ...WANTED, serialNumber: 'B' })).toBe('/dev/hidraw1');
    expect(() => choosePath(devices, { ...WANTED, serialNumber: 'C' })).toThrow(/no such device/);
  });

  it('two readers alike are not guessed between', () => {
    const devices = [KEYBOARD, KEYBOARD, { ...KEYBOARD, path: '/dev/hidraw1' }];
    expect(() => choosePath(devices, WANTED)).toThrow(/\/dev\/hidraw0, \/dev\/hidraw1/);
    expect(choosePath([KEYBOARD, KEYBOARD], WANTED)).toBe('/dev/hidraw0');
  });
});

describe('the transport', () => {
  let folder: string;
  let node: string;
  let clock: ManualClock;
  let handle: FakeHandle;
  let loads: number;
  let transport: HidTransport;
  let told: string[];
  const listener = {
    onBytes: (bytes: Uint8Array) => void told.push(Buffer.from(bytes).toString('hex')),
    onClosed: (reason: Error | undefined) =>
      void told.push(`closed ${reason === undefined ? 'by us' : 'gone'}`),
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dianmao-hid-'));
    node = join(folder, 'hidraw0');
    writeFileSync(node, '');
    clock = new ManualClock();
    handle = new FakeHandle();
    loads = 0;
    told = [];
    transport = new HidTransport({
      address: `hid://${node}`,
      device: { by: 'path', path: node },
      clock,
      loadLibrary: () => {
        loads += 1;
        return Promise.resolve({
          devicesAsync: () => Promise.resolve([KEYBOARD]),
          HIDAsync: {
            open: (path: string) =>
              path === node ? Promise.resolve(handle) : Promise.reject(new Error('cannot open')),
          },
        });
      },
    });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('loads node-hid only when it is opened; passes whole reports on', async () => {
    expect(loads).toBe(0);
    await transport.open(listener);
    expect(loads).toBe(1);
    handle.emit('data', Buffer.from('00001e0000000000', 'hex'));
    expect(told).toEqual(['00001e0000000000']);
    await transport.write(Uint8Array.of(1, 2));
    expect(handle.written).toEqual([Buffer.from([1, 2])]);
    await transport.close();
    await transport.close();
    expect(told.at(-1)).toBe('closed by us');
    expect(told).toHaveLength(2);
    await expect(transport.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'BRIDGE_NOT_OPEN' });
    expect(handle.closed).toBe(true);
  });

  it('an error of the library closes it once', async () => {
    await transport.open(listener);
    handle.emit('error', new Error('could not read from HID device'));
    handle.emit('error', new Error('again'));
    expect(told).toEqual(['closed gone']);
  });

  it('no word from the library when the cable is pulled: the vanished node tells', async () => {
    await transport.open(listener);
    rmSync(node);
    await until('the vanished node is noticed', () => {
      clock.advance(250);
      return told.length > 0;
    });
    expect(told).toEqual(['closed gone']);
    expect(handle.closed).toBe(true);
    await expect(transport.open(listener)).rejects.toMatchObject({
      code: 'BRIDGE_OPEN_FAILED',
      retryable: true,
    });
  });

  it('a device that is not there is a retryable refusal', async () => {
    const absent = new HidTransport({
      address: 'hid://1234:5678',
      device: { by: 'ids', vendorId: 0x1234, productId: 0x5678, serialNumber: undefined },
      clock,
      loadLibrary: () =>
        Promise.resolve({
          devicesAsync: () => Promise.resolve([KEYBOARD]),
          HIDAsync: { open: () => Promise.resolve(handle) },
        }),
    });
    await expect(absent.open(listener)).rejects.toMatchObject({
      code: 'BRIDGE_OPEN_FAILED',
      retryable: true,
    });
  });
});
