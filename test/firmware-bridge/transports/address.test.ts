/** Device addresses: what is understood, and how each mistake is named. */
import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../../firmware-bridge/bridge-error.ts';
import { createTransport, parseAddress } from '../../../firmware-bridge/transports/address.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const plain = { baudRate: undefined, capturePath: undefined };

describe('addresses', () => {
  it.each([
    [
      'serial:///dev/ttyUSB0?baudRate=57600',
      { ...plain, scheme: 'serial', path: '/dev/ttyUSB0', baudRate: 57_600 },
    ],
    [
      'serial:///dev/serial/by-id/usb-1a86%20x',
      { ...plain, scheme: 'serial', path: '/dev/serial/by-id/usb-1a86 x' },
    ],
    ['tcp://192.168.1.20:4001', { ...plain, scheme: 'tcp', host: '192.168.1.20', port: 4001 }],
    ['tcp://box:4001?baudRate=9600', { ...plain, scheme: 'tcp', host: 'box', port: 4001, baudRate: 9_600 }],
    ['tcp://[::1]:4001/', { ...plain, scheme: 'tcp', host: '::1', port: 4001 }],
    [
      'hid://16c0:05df/SERIAL',
      {
        ...plain,
        scheme: 'hid',
        device: { by: 'ids', vendorId: 0x16c0, productId: 0x05df, serialNumber: 'SERIAL' },
      },
    ],
    [
      'hid://FFFF:0035',
      {
        ...plain,
        scheme: 'hid',
        device: { by: 'ids', vendorId: 0xffff, productId: 0x35, serialNumber: undefined },
      },
    ],
    ['hid:///dev/hidraw2', { ...plain, scheme: 'hid', device: { by: 'path', path: '/dev/hidraw2' } }],
    [
      'tcp://h:1?capture=/tmp/x.jsonl',
      { ...plain, scheme: 'tcp', host: 'h', port: 1, capturePath: '/tmp/x.jsonl' },
    ],
  ])('%s', (address, expected) => {
    expect(parseAddress(address)).toEqual(expected);
  });

  it.each([
    ['/dev/ttyUSB0', /no scheme/],
    ['', /no scheme/],
    ['virtual://r503', /virtual:\/\/ is not known/],
    ['http://host:80', /http:\/\/ is not known/],
    ['serial://', /names no port/],
    ['serial://dev/ttyUSB0', /three slashes/],
    ['serial:///dev/x?baudRate=fast', /baud rate fast/],
    ['serial:///dev/x?baudRate=299', /baud rate 299/],
    ['serial:///dev/x?baudRate=1000001', /baud rate 1000001/],
    ['serial:///dev/x?baudrate=9600', /option baudrate is not known/],
    ['serial:///dev/x?baudRate=9600&baudRate=57600', /given twice/],
    ['serial:///dev/%zz', /two hex digits/],
    ['tcp://host', /no port/],
    ['tcp://', /no host/],
    ['tcp://host:0', /port 0/],
    ['tcp://host:65536', /port 65536/],
    ['hid://16c0', /four hex digits/],
    ['hid://16c0:5df', /four hex digits/],
    ['hid://16c0:05df?baudRate=9600', /no baud rate/],
    ['tcp://h:1?capture=x.jsonl', /absolute path/],
  ])('%s is refused, naming the mistake', (address, mistake) => {
    const refused = ((): unknown => {
      try {
        return parseAddress(address);
      } catch (error) {
        return error;
      }
    })();
    expect(refused).toBeInstanceOf(BridgeError);
    expect(refused).toMatchObject({
      code: 'BRIDGE_ADDRESS_INVALID',
      message: expect.stringMatching(mistake),
    });
  });

  it('a serial port needs a baud rate, its own or the model’s', () => {
    const clock = new ManualClock();
    expect(() => createTransport('serial:///dev/x', clock)).toThrow(/no baud rate/);
    expect(createTransport('serial:///dev/x', clock, { defaultBaudRate: 9_600 }).baudRate).toBe(9_600);
    expect(
      createTransport('serial:///dev/x?baudRate=57600', clock, { defaultBaudRate: 9_600 }).baudRate,
    ).toBe(57_600);
    expect(createTransport('tcp://h:1', clock).baudRate).toBeUndefined();
    expect(createTransport('hid://ffff:0035', clock).address).toBe('hid://ffff:0035');
  });
});
