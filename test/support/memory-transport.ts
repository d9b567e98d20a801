/**
 * A wire in memory: what is written goes to `onWrite`, what the device says is given to `deliver`. It can be unplugged in
 * mid-frame and plugged in again; while unplugged it cannot be opened.
 */
import { BridgeError } from '../../firmware-bridge/bridge-error.ts';
import type { Clock } from '../../firmware-bridge/clock.ts';
import type { Transport, TransportListener } from '../../firmware-bridge/transports/transport.ts';

export class MemoryTransport implements Transport {
  readonly address: string;
  readonly baudRate: number | undefined;
  /** Everything written, oldest first. */
  readonly written: Uint8Array[] = [];
  /** The device's ear. */
  onWrite: (bytes: Uint8Array) => void = () => undefined;
  openings = 0;
  private readonly clock: Clock;
  private listener: TransportListener | undefined;
  private plugged = true;

  constructor(clock: Clock, options: { readonly address?: string; readonly baudRate?: number } = {}) {
    this.clock = clock;
    this.address = options.address ?? 'serial:///dev/memory';
    this.baudRate = options.baudRate ?? 57_600;
  }

  get isOpen(): boolean {
    return this.listener !== undefined;
  }

  open(listener: TransportListener): Promise<void> {
    if (!this.plugged) {
      return Promise.reject(
        new BridgeError('BRIDGE_OPEN_FAILED', `${this.address} is not there`, { retryable: true }),
      );
    }
    this.openings += 1;
    this.listener = listener;
    return Promise.resolve();
  }

  write(bytes: Uint8Array): Promise<void> {
    if (this.listener === undefined) return Promise.reject(new BridgeError('BRIDGE_NOT_OPEN', 'not open'));
    this.written.push(Uint8Array.from(bytes));
    this.onWrite(Uint8Array.from(bytes));
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.end(undefined);
    return Promise.resolve();
  }

  /** The device says these bytes now. Lost while nobody has opened the wire. */
  deliver(bytes: Uint8Array): void {
    this.listener?.onBytes(Uint8Array.from(bytes), this.clock.monotonicMs());
  }

  unplug(): void {
    this.plugged = false;
    this.end(new BridgeError('BRIDGE_DISCONNECTED', `${this.address} is gone`));
  }

  plug(): void {
    this.plugged = true;
  }

  private end(reason: Error | undefined): void {
    const { listener } = this;
    this.listener = undefined;
    listener?.onClosed(reason);
  }
}
