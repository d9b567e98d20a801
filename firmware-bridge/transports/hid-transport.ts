/**
 * A USB HID device as a transport, through `node-hid` on Linux's hidraw: one input report is one `onBytes`, one `write`
 * is one output report (report id first). node-hid is loaded only when such a device is opened: its binary links
 * libusb and libudev, and a bare PC would not start.
 */
import { BridgeError } from '../bridge-error.ts';
import type { Clock } from '../clock.ts';
import type { HidAddress } from './address.ts';
import { identifyNode, watchNode } from './node-watch.ts';
import { asError, disconnected, OpenWire, openFailed } from './open-wire.ts';
import type { Transport, TransportListener } from './transport.ts';

/** HID usage page 01 usage 06: a keyboard. Tells a wedge reader from a writer with the same vendor and product. */
const USAGE_PAGE_DESKTOP = 1;
const USAGE_KEYBOARD = 6;

/** The parts of node-hid that are used; tests put a stand-in here. */
export interface HidDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly path?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly usagePage?: number | undefined;
  readonly usage?: number | undefined;
}
export interface HidHandle {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  removeAllListeners(): unknown;
  write(bytes: Buffer): Promise<number>;
  close(): Promise<void>;
}
export interface HidLibrary {
  devicesAsync(): Promise<readonly HidDevice[]>;
  readonly HIDAsync: { open(path: string): Promise<HidHandle> };
}

export interface HidTransportOptions {
  readonly address: string;
  readonly device: HidAddress;
  readonly clock: Clock;
  readonly loadLibrary?: () => Promise<HidLibrary>;
}

export class HidTransport implements Transport {
  readonly address: string;
  readonly baudRate = undefined;
  private readonly device: HidAddress;
  private readonly clock: Clock;
  private readonly loadLibrary: () => Promise<HidLibrary>;
  private handle: HidHandle | undefined;
  private wire: OpenWire | undefined;

  constructor(options: HidTransportOptions) {
    this.address = options.address;
    this.device = options.device;
    this.clock = options.clock;
    this.loadLibrary = options.loadLibrary ?? (() => import('node-hid'));
  }

  async open(listener: TransportListener): Promise<void> {
    const { handle, path } = await this.openHandle();
    const identity = await identifyNode(path);
    if (identity === undefined) {
      closeHandle(handle);
      throw openFailed(this.address, new Error(`${path} has vanished`));
    }
    const stopWatching = watchNode(path, identity, this.clock, () =>
      wire.end(disconnected(this.address, `its node ${path} has vanished`)),
    );
    const wire = new OpenWire(listener, this.clock, () => {
      stopWatching();
      closeHandle(handle);
    });
    this.handle = handle;
    this.wire = wire;
    handle.on('data', (report: Uint8Array) => wire.receive(report));
    handle.on('error', (error: unknown) => wire.end(disconnected(this.address, asError(error).message)));
  }

  async write(bytes: Uint8Array): Promise<void> {
    const { handle, wire } = this;
    if (handle === undefined || wire === undefined)
      throw new BridgeError('BRIDGE_NOT_OPEN', `${this.address} is not open`);
    await wire.write((done) => {
      handle.write(Buffer.from(bytes)).then(
        () => done(undefined),
        (error: unknown) => done(asError(error)),
      );
    });
  }

  close(): Promise<void> {
    this.wire?.end(undefined);
    return Promise.resolve();
  }

  private async openHandle(): Promise<{ readonly handle: HidHandle; readonly path: string }> {
    try {
      const library = await this.loadLibrary();
      const path =
        this.device.by === 'path' ? this.device.path : choosePath(await library.devicesAsync(), this.device);
      return { handle: await library.HIDAsync.open(path), path };
    } catch (error) {
      throw openFailed(this.address, error);
    }
  }
}

/** The node of the device meant. Throws when there is none, or more than one: guessing would mix up two readers. */
export function choosePath(
  devices: readonly HidDevice[],
  wanted: Extract<HidAddress, { by: 'ids' }>,
): string {
  const alike = devices.filter(
    (device) =>
      device.vendorId === wanted.vendorId &&
      device.productId === wanted.productId &&
      (wanted.serialNumber === undefined || device.serialNumber === wanted.serialNumber),
  );
  const keyboards = alike.filter(
    (device) => device.usagePage === USAGE_PAGE_DESKTOP && device.usage === USAGE_KEYBOARD,
  );
  const candidates = keyboards.length > 0 ? keyboards : alike;
  const paths = [
    ...new Set(candidates.flatMap((device) => (device.path === undefined ? [] : [device.path]))),
  ];
  const [path] = paths;
  if (path === undefined) throw new Error('no such device is plugged in');
  if (paths.length > 1) throw new Error(`several match: ${paths.join(', ')}; name one as hid://${path}`);
  return path;
}

/** A handle whose device is gone may refuse to close; the kernel frees it with the descriptor. */
function closeHandle(handle: HidHandle): void {
  handle.removeAllListeners();
  handle.on('error', () => undefined);
  handle.close().catch(() => undefined);
}
