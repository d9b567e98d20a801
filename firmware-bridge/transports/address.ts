/**
 * Device addresses: one URL says which wire, where it is and how fast.
 *
 *   serial:///dev/ttyUSB0?baudRate=57600          a serial port (8N1)
 *   tcp://192.168.1.20:4001?baudRate=9600         a raw socket: ser2net, a serial server, virtual hardware
 *   hid://ffff:0035/08FF20140315                  a USB HID device by vendor:product and, where needed, serial number
 *   hid:///dev/hidraw2                            a USB HID device by its node
 *
 * `capture=/var/log/reader.jsonl` on any of them records every byte (see recording-transport.ts).
 */
import type { Clock } from '../clock.ts';
import { BridgeError } from '../bridge-error.ts';
import { HidTransport } from './hid-transport.ts';
import { captureToFile, RecordingTransport, type Conceal } from './recording-transport.ts';
import { SerialTransport } from './serial-transport.ts';
import { TcpTransport } from './tcp-transport.ts';
import type { Transport } from './transport.ts';

interface AddressOptions {
  readonly baudRate: number | undefined;
  readonly capturePath: string | undefined;
}
export type WireAddress =
  | ({ readonly scheme: 'serial'; readonly path: string } & AddressOptions)
  | ({ readonly scheme: 'tcp'; readonly host: string; readonly port: number } & AddressOptions)
  | ({ readonly scheme: 'hid'; readonly device: HidAddress } & AddressOptions);

export type HidAddress =
  | { readonly by: 'path'; readonly path: string }
  | {
      readonly by: 'ids';
      readonly vendorId: number;
      readonly productId: number;
      readonly serialNumber: string | undefined;
    };

export interface CreateTransportOptions {
  /** Stands in where the address names no baud rate. */
  readonly defaultBaudRate?: number | undefined;
  /** Keeps a secret of the protocol out of a capture. */
  readonly conceal?: Conceal;
}

const BAUD_RATE_MIN = 300;
const BAUD_RATE_MAX = 1_000_000;
const OPTION_NAMES = ['baudRate', 'capture'];

/** Makes the transport of an address, unopened. Throws `BridgeError` BRIDGE_ADDRESS_INVALID naming the mistake. */
export function createTransport(
  address: string,
  clock: Clock,
  options: CreateTransportOptions = {},
): Transport {
  const wire = parseAddress(address);
  const transport = bareTransport(address, wire, clock, options);
  if (wire.capturePath === undefined) return transport;
  return new RecordingTransport(transport, clock, captureToFile(wire.capturePath), options.conceal);
}

function bareTransport(
  address: string,
  wire: WireAddress,
  clock: Clock,
  options: CreateTransportOptions,
): Transport {
  const baudRate = wire.baudRate ?? options.defaultBaudRate;
  switch (wire.scheme) {
    case 'serial':
      if (baudRate === undefined) throw invalid(address, 'it names no baud rate; add ?baudRate=57600');
      return new SerialTransport({ address, path: wire.path, baudRate, clock });
    case 'tcp':
      return new TcpTransport({ address, host: wire.host, port: wire.port, baudRate, clock });
    case 'hid':
      return new HidTransport({ address, device: wire.device, clock });
  }
}

/** Understands an address or throws `BridgeError` BRIDGE_ADDRESS_INVALID whose message names the mistake. */
export function parseAddress(address: string): WireAddress {
  const [, scheme, rest] = /^([a-z][a-z0-9]*):\/\/(.*)$/.exec(address) ?? [];
  if (scheme === undefined || rest === undefined) {
    throw invalid(address, 'it has no scheme; use serial://, tcp:// or hid://');
  }
  const question = rest.indexOf('?');
  const place = question < 0 ? rest : rest.slice(0, question);
  const options = parseOptions(address, question < 0 ? '' : rest.slice(question + 1));
  switch (scheme) {
    case 'serial':
      return { scheme, path: parseSerialPath(address, place), ...options };
    case 'tcp':
      return { scheme, ...parseHostAndPort(address, place), ...options };
    case 'hid':
      if (options.baudRate !== undefined) throw invalid(address, 'a HID device has no baud rate');
      return { scheme, device: parseHid(address, place), ...options };
    default:
      throw invalid(address, `the scheme ${scheme}:// is not known; use serial://, tcp:// or hid://`);
  }
}

function parseOptions(address: string, query: string): AddressOptions {
  const parameters = new URLSearchParams(query);
  for (const name of parameters.keys()) {
    if (!OPTION_NAMES.includes(name))
      throw invalid(address, `the option ${name} is not known; there are ${OPTION_NAMES.join(', ')}`);
    if (parameters.getAll(name).length > 1) throw invalid(address, `the option ${name} is given twice`);
  }
  const baud = parameters.get('baudRate');
  const capture = parameters.get('capture');
  if (capture !== null && !capture.startsWith('/'))
    throw invalid(address, 'capture must be an absolute path');
  return {
    baudRate: baud === null ? undefined : parseBaudRate(address, baud),
    capturePath: capture ?? undefined,
  };
}

function parseBaudRate(address: string, text: string): number {
  const baudRate = /^\d{3,7}$/.test(text) ? Number(text) : Number.NaN;
  if (!(baudRate >= BAUD_RATE_MIN && baudRate <= BAUD_RATE_MAX)) {
    throw invalid(
      address,
      `the baud rate ${text} is not a whole number from ${BAUD_RATE_MIN} to ${BAUD_RATE_MAX}`,
    );
  }
  return baudRate;
}

function parseSerialPath(address: string, place: string): string {
  if (place === '') throw invalid(address, 'it names no port; write serial:///dev/ttyUSB0?baudRate=57600');
  if (!place.startsWith('/'))
    throw invalid(address, 'the port must be an absolute path: three slashes, serial:///dev/…');
  return decode(address, place);
}

function parseHostAndPort(address: string, place: string): { readonly host: string; readonly port: number } {
  const [, bracketed, plain, portText] =
    /^(?:\[([0-9a-fA-F:.]+)\]|([^:/[\]]+))(?::(\d+))?\/?$/.exec(place) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined) throw invalid(address, 'it names no host and port; write tcp://192.168.1.20:4001');
  if (portText === undefined) throw invalid(address, 'it names no port; write tcp://192.168.1.20:4001');
  const port = Number(portText);
  if (port < 1 || port > 65_535) throw invalid(address, `the port ${portText} is not between 1 and 65535`);
  return { host, port };
}

function parseHid(address: string, place: string): HidAddress {
  if (place.startsWith('/')) return { by: 'path', path: decode(address, place) };
  const [, vendor, product, serial] = /^([0-9a-fA-F]{4}):([0-9a-fA-F]{4})(?:\/(.*))?$/.exec(place) ?? [];
  if (vendor === undefined || product === undefined) {
    throw invalid(
      address,
      'a HID device is vendor:product in four hex digits each (hid://ffff:0035) or a node (hid:///dev/hidraw0)',
    );
  }
  return {
    by: 'ids',
    vendorId: Number.parseInt(vendor, 16),
    productId: Number.parseInt(product, 16),
    serialNumber: serial === undefined || serial === '' ? undefined : decode(address, serial),
  };
}

function decode(address: string, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw invalid(address, 'a % must be followed by two hex digits', cause);
  }
}

function invalid(address: string, mistake: string, cause?: unknown): BridgeError {
  return new BridgeError('BRIDGE_ADDRESS_INVALID', `device address ${JSON.stringify(address)}: ${mistake}`, {
    cause,
    context: { address, mistake },
  });
}
