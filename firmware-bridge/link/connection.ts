/**
 * Keeps one wire open: opens it, reopens it with back-off when it is lost, and tells its owner about bytes, ups and
 * downs. An unplugged cable is normal. All links stand on this.
 */
import { BridgeError } from '../bridge-error.ts';
import type { Clock } from '../clock.ts';
import type { Transport } from '../transports/transport.ts';
import { REOPEN_CAP_MS, REOPEN_CAP_NETWORK_MS, REOPEN_FIRST_MS } from './limits.ts';

export interface ConnectionListener {
  /** The wire is open. */
  onUp(): void;
  /** The wire is gone, or could not be opened at the first attempt. Alternates with `onUp`. */
  onDown(reason: string): void;
  onBytes(bytes: Uint8Array, atMs: number): void;
}

export class Connection {
  readonly address: string;
  private readonly transport: Transport;
  private readonly clock: Clock;
  private readonly listener: ConnectionListener;
  private state: 'stopped' | 'opening' | 'up' | 'waiting' = 'stopped';
  private cancelRetry: () => void = () => undefined;
  private retryMs = REOPEN_FIRST_MS;
  private told: 'nothing' | 'up' | 'down' = 'nothing';
  private openings = 0;

  constructor(transport: Transport, clock: Clock, listener: ConnectionListener) {
    this.address = transport.address;
    this.transport = transport;
    this.clock = clock;
    this.listener = listener;
  }

  get isUp(): boolean {
    return this.state === 'up';
  }

  /** The wire leads over a network, which may hold bytes back and deliver them much later. */
  get isNetwork(): boolean {
    return this.transport.address.startsWith('tcp:');
  }

  /** Successful openings so far. */
  get openingCount(): number {
    return this.openings;
  }

  start(): void {
    if (this.state !== 'stopped') return;
    this.retryMs = REOPEN_FIRST_MS;
    this.told = 'nothing';
    this.attempt();
  }

  /** Closes for good; nothing is reported afterwards. */
  async stop(): Promise<void> {
    this.state = 'stopped';
    this.cancelRetry();
    await this.transport.close();
  }

  /** Closes and opens again: for a device that is there but has lost its senses. */
  restart(): Promise<void> {
    return this.state === 'up' ? this.transport.close() : Promise.resolve();
  }

  /** Resolves when the bytes have left. Rejects with BRIDGE_NOT_OPEN or BRIDGE_WRITE_FAILED. */
  write(bytes: Uint8Array): Promise<void> {
    if (this.state !== 'up')
      return Promise.reject(new BridgeError('BRIDGE_NOT_OPEN', `${this.address} is not open`));
    return this.transport.write(bytes);
  }

  private attempt(): void {
    this.state = 'opening';
    this.transport
      .open({
        onBytes: (bytes, atMs) => {
          if (this.state === 'up') this.listener.onBytes(bytes, atMs);
        },
        onClosed: (reason) => this.closed(reason?.message ?? 'closed'),
      })
      .then(
        () => this.opened(),
        (error: unknown) => this.closed(error instanceof Error ? error.message : String(error)),
      );
  }

  private opened(): void {
    if (this.state === 'stopped') {
      void this.transport.close();
      return;
    }
    if (this.state !== 'opening') return;
    this.state = 'up';
    this.openings += 1;
    this.retryMs = REOPEN_FIRST_MS;
    this.told = 'up';
    this.listener.onUp();
  }

  private closed(reason: string): void {
    if (this.state === 'stopped' || this.state === 'waiting') return;
    this.state = 'waiting';
    this.cancelRetry = this.clock.setTimer(this.retryMs, () => this.attempt());
    const capMs = this.isNetwork ? REOPEN_CAP_NETWORK_MS : REOPEN_CAP_MS;
    this.retryMs = Math.min(this.retryMs * 2, capMs);
    if (this.told === 'down') return;
    this.told = 'down';
    this.listener.onDown(reason);
  }
}
