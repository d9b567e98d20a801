/**
 * The cable of one simulated device: a byte server on loopback TCP with one host at a time, like a serial adapter
 * behind ser2net. It paces both directions at the baud rate and can be pulled out: then the host's connection is
 * dropped and new ones are refused. It knows nothing of what the bytes mean.
 */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Clock } from '../../firmware-bridge/index.ts';
import { DeviceError } from '../device-error.ts';
import { BytePacer } from './byte-pacer.ts';

/** The device at the end of a wire. */
export interface WireDevice {
  /** Bytes from the host, in any chunking; `goesOn`: more follow without a gap. Never called while the power is off. */
  receive(bytes: Uint8Array, goesOn?: boolean): void;
  powerOn(): void;
  powerOff(): void;
}

export interface WireOptions {
  readonly clock: Clock;
  readonly baudRate: number;
  readonly paced: boolean;
  /** TCP port on loopback; 0 (default) takes a free one and keeps it across unplugging. */
  readonly port?: number;
}

const HOST = '127.0.0.1';
/** Bytes that may wait in the host's socket; a host that does not read loses the rest, as with a real UART. */
const UNREAD_BYTES_MAX = 65_536;
/** While the cable is out another process may take the port: tries before plugging in is given up. */
const LISTEN_ATTEMPTS_MAX = 50;
const LISTEN_RETRY_MS = 100;

export class Wire {
  readonly #clock: Clock;
  readonly #toHost: BytePacer;
  readonly #toDevice: BytePacer;
  #port: number;
  #device: WireDevice | undefined;
  #server: Server | undefined;
  #host: Socket | undefined;
  #plugged = false;
  #powered = false;
  #disturbedUntilMs = -Infinity;

  constructor(options: WireOptions) {
    this.#clock = options.clock;
    this.#port = options.port ?? 0;
    const pace = { clock: options.clock, baudRate: options.baudRate, paced: options.paced };
    this.#toHost = new BytePacer({ ...pace, deliver: (bytes) => this.#writeToHost(bytes) });
    this.#toDevice = new BytePacer({
      ...pace,
      deliver: (bytes, goesOn) => this.#device?.receive(bytes, goesOn),
    });
  }

  /** 0 until the first `plug`. */
  get port(): number {
    return this.#port;
  }
  get plugged(): boolean {
    return this.#plugged;
  }
  get hostConnected(): boolean {
    return this.#host !== undefined;
  }

  /** Puts the device at the far end. Once, before `plug`. */
  attach(device: WireDevice): void {
    this.#device = device;
  }

  /**
   * Puts the cable in: listens, and powers the device. Does nothing when it is in. Rejects with `DeviceError`
   * DEVICE_OFFLINE (retryable) when the port stays taken by another process.
   */
  async plug(): Promise<void> {
    if (this.#plugged) return;
    this.#plugged = true;
    for (let attempt = 1; this.#plugged; attempt += 1) {
      const failure = await this.#listen();
      if (failure === undefined) break;
      if (attempt < LISTEN_ATTEMPTS_MAX) {
        await new Promise<void>((resolve) => this.#clock.setTimer(LISTEN_RETRY_MS, resolve));
        continue;
      }
      this.#plugged = false;
      throw new DeviceError('DEVICE_OFFLINE', `virtual wire: port ${this.#port} is taken`, {
        retryable: true,
        cause: failure,
      });
    }
    if (this.#plugged) this.setPower(true);
  }

  /** Pulls the cable out, in the middle of a byte if need be. The device loses its power with it. */
  unplug(): void {
    this.#plugged = false;
    this.setPower(false);
    this.#server?.close();
    this.#server = undefined;
    this.#dropHost();
  }

  /** Power of the device alone; the cable and the host's connection stay. Without a cable there is no power. */
  setPower(on: boolean): void {
    if (on === this.#powered || this.#device === undefined || (on && !this.#plugged)) return;
    this.#powered = on;
    this.#toHost.clear();
    this.#toDevice.clear();
    if (on) this.#device.powerOn();
    else this.#device.powerOff();
  }

  /** Nothing gets through in either direction for `forMs`; nobody is told. */
  disturb(forMs: number): void {
    this.#disturbedUntilMs = this.#clock.monotonicMs() + forMs;
  }

  /** Bytes from the device. Lost while nobody listens. */
  send(bytes: Uint8Array): void {
    if (this.#powered && !this.#isDisturbed()) this.#toHost.push(bytes);
  }

  #listen(): Promise<Error | undefined> {
    return new Promise((resolve) => {
      const server = createServer({ noDelay: true }, (socket) => this.#accept(socket));
      server.once('error', (error) => resolve(error));
      server.listen({ host: HOST, port: this.#port }, () => {
        const address = server.address();
        if (isInternetAddress(address)) this.#port = address.port;
        if (this.#plugged) this.#server = server;
        else server.close();
        resolve(undefined);
      });
    });
  }

  /** The newest host has the line, as with ser2net's `kickolduser`: a host that reconnects is never locked out by itself. */
  #accept(socket: Socket): void {
    this.#dropHost();
    this.#host = socket;
    socket.on('data', (bytes: Buffer) => {
      if (this.#host === socket && this.#powered && !this.#isDisturbed()) this.#toDevice.push(bytes);
    });
    // A reset connection is the host's way of unplugging; `close` follows.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (this.#host === socket) this.#host = undefined;
    });
  }

  #dropHost(): void {
    const host = this.#host;
    this.#host = undefined;
    host?.destroy();
  }

  #writeToHost(bytes: Uint8Array): void {
    if (this.#host === undefined || this.#isDisturbed()) return;
    if (this.#host.writableLength <= UNREAD_BYTES_MAX) this.#host.write(bytes);
  }

  #isDisturbed(): boolean {
    return this.#clock.monotonicMs() < this.#disturbedUntilMs;
  }
}

function isInternetAddress(address: AddressInfo | string | null): address is AddressInfo {
  return address !== null && typeof address !== 'string';
}
