/**
 * A raw TCP socket as a transport: ser2net in raw mode, a serial server, or virtual hardware. The baud rate is set at
 * the other end; `baudRate` of the address only says what it is, for the timeouts. Unauthenticated: local networks only.
 */
import { connect, type Socket } from 'node:net';
import { BridgeError } from '../bridge-error.ts';
import type { Clock } from '../clock.ts';
import { disconnected, OpenWire, openFailed } from './open-wire.ts';
import type { Transport, TransportListener } from './transport.ts';

/** A box in the same building answers within milliseconds; beyond this it is not there. */
const CONNECT_TIMEOUT_MS = 3_000;
/** First keep-alive probe after this silence, so that a box that lost power is noticed although it says nothing. */
const KEEP_ALIVE_AFTER_MS = 5_000;

export interface TcpTransportOptions {
  readonly address: string;
  readonly host: string;
  readonly port: number;
  readonly baudRate: number | undefined;
  readonly clock: Clock;
}

export class TcpTransport implements Transport {
  readonly address: string;
  readonly baudRate: number | undefined;
  private readonly host: string;
  private readonly port: number;
  private readonly clock: Clock;
  private socket: Socket | undefined;
  private wire: OpenWire | undefined;

  constructor(options: TcpTransportOptions) {
    this.address = options.address;
    this.baudRate = options.baudRate;
    this.host = options.host;
    this.port = options.port;
    this.clock = options.clock;
  }

  async open(listener: TransportListener): Promise<void> {
    const socket = await this.connect();
    // Not `destroy`: the kernel would go on delivering what has not left yet, a pulse among it, when nobody waits for it.
    const wire = new OpenWire(listener, this.clock, () => socket.resetAndDestroy());
    this.socket = socket;
    this.wire = wire;
    socket.on('data', (bytes: Uint8Array) => wire.receive(bytes));
    socket.on('end', () => wire.end(disconnected(this.address, 'the other end closed the connection')));
    socket.on('close', () => wire.end(disconnected(this.address, 'the connection is closed')));
    socket.removeAllListeners('error');
    socket.on('error', (error) => wire.end(disconnected(this.address, error.message)));
  }

  async write(bytes: Uint8Array): Promise<void> {
    const { socket, wire } = this;
    if (socket === undefined || wire === undefined)
      throw new BridgeError('BRIDGE_NOT_OPEN', `${this.address} is not open`);
    await wire.write((done) => socket.write(bytes, done));
  }

  close(): Promise<void> {
    this.wire?.end(undefined);
    return Promise.resolve();
  }

  private connect(): Promise<Socket> {
    return new Promise<Socket>((resolve, reject) => {
      const socket = connect({ host: this.host, port: this.port, noDelay: true });
      const cancel = this.clock.setTimer(CONNECT_TIMEOUT_MS, () => {
        socket.destroy();
        reject(openFailed(this.address, new Error(`no connection within ${CONNECT_TIMEOUT_MS} ms`)));
      });
      socket.on('error', (error) => {
        cancel();
        reject(openFailed(this.address, error));
      });
      socket.once('connect', () => {
        cancel();
        socket.setKeepAlive(true, KEEP_ALIVE_AFTER_MS);
        resolve(socket);
      });
    });
  }
}
