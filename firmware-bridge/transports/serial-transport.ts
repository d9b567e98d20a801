/**
 * A serial port as a transport, through `serialport`. Small on purpose: opening, bytes, noticing that it is gone.
 * Reconnecting is the link's work.
 */
import { SerialPort } from 'serialport';
import { BridgeError } from '../bridge-error.ts';
import type { Clock } from '../clock.ts';
import { identifyNode, watchNode } from './node-watch.ts';
import { asError, disconnected, OpenWire, openFailed } from './open-wire.ts';
import type { Transport, TransportListener } from './transport.ts';

export interface SerialTransportOptions {
  readonly address: string;
  readonly path: string;
  readonly baudRate: number;
  readonly clock: Clock;
}

export class SerialTransport implements Transport {
  readonly address: string;
  readonly baudRate: number;
  private readonly path: string;
  private readonly clock: Clock;
  private port: SerialPort | undefined;
  private wire: OpenWire | undefined;
  private portClosed: Promise<void> = Promise.resolve();

  constructor(options: SerialTransportOptions) {
    this.address = options.address;
    this.baudRate = options.baudRate;
    this.path = options.path;
    this.clock = options.clock;
  }

  async open(listener: TransportListener): Promise<void> {
    const identity = await identifyNode(this.path);
    if (identity === undefined) throw openFailed(this.address, new Error(`there is no ${this.path}`));
    const port = new SerialPort({
      path: this.path,
      baudRate: this.baudRate,
      dataBits: 8,
      parity: 'none',
      stopBits: 1,
      autoOpen: false,
      // Two programs on one port steal each other's replies; the second is refused instead.
      lock: true,
      // With hang-up-on-close the next opening drops DTR/RTS, which resets boards that have them wired to reset.
      hupcl: false,
    });
    await openPort(port, this.address);
    const stopWatching = watchNode(this.path, identity, this.clock, () =>
      wire.end(disconnected(this.address, 'its device node has vanished')),
    );
    const wire = new OpenWire(listener, this.clock, () => {
      stopWatching();
      this.portClosed = closePort(port);
    });
    this.port = port;
    this.wire = wire;
    port.on('data', (bytes: Uint8Array) => wire.receive(bytes));
    port.on('error', (error) => wire.end(error));
    port.on('close', (error: unknown) =>
      wire.end(
        disconnected(this.address, error === null || error === undefined ? 'closed' : asError(error).message),
      ),
    );
  }

  async write(bytes: Uint8Array): Promise<void> {
    const { port, wire } = this;
    if (port === undefined || wire === undefined)
      throw new BridgeError('BRIDGE_NOT_OPEN', `${this.address} is not open`);
    await wire.write((done) => port.write(bytes, done));
  }

  async close(): Promise<void> {
    this.wire?.end(undefined);
    await this.portClosed;
  }
}

function openPort(port: SerialPort, address: string): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    port.open((error) => {
      if (error === null) resolve();
      else reject(openFailed(address, error));
    });
  });
}

/** Resolves when the port is closed or has refused to: one whose device is gone may, which changes nothing. */
function closePort(port: SerialPort): Promise<void> {
  return new Promise<void>((resolve) => {
    if (port.isOpen && !port.closing) port.close(() => resolve());
    else resolve();
  });
}
