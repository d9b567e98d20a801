/**
 * A wire on which the device speaks and nobody asks: card readers. Hands on whole frames and counts what was not one.
 */
import type { Clock } from '../clock.ts';
import type { Deframed, Deframer } from '../framing/deframer.ts';
import type { Transport } from '../transports/transport.ts';
import { Connection } from './connection.ts';
import { SILENCE_LOOK_MS, SILENCE_LOOKS } from './limits.ts';

export interface ReportLinkListener {
  onUp(): void;
  onDown(reason: string): void;
  /** A whole, checked frame; `atMs`: its first byte, monotonic. */
  onFrame(frame: Uint8Array, atMs: number): void;
}

export interface ReportLinkOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly deframer: Deframer;
  readonly listener: ReportLinkListener;
}

export class ReportLink {
  private readonly clock: Clock;
  private readonly deframer: Deframer;
  private readonly listener: ReportLinkListener;
  private readonly connection: Connection;
  private readonly counts = new Map<string, number>();
  private cancelExpiry: (() => void) | undefined;

  constructor(options: ReportLinkOptions) {
    this.clock = options.clock;
    this.deframer = options.deframer;
    this.listener = options.listener;
    this.connection = new Connection(options.transport, options.clock, {
      onUp: () => {
        this.deframer.flush();
        this.listener.onUp();
      },
      onDown: (reason) => this.down(reason),
      onBytes: (bytes, atMs) => this.receive(bytes, atMs),
    });
  }

  get isUp(): boolean {
    return this.connection.isUp;
  }

  get counters(): Readonly<Record<string, number>> {
    return { ...Object.fromEntries(this.counts), openings: this.connection.openingCount };
  }

  start(): void {
    this.connection.start();
  }

  async stop(): Promise<void> {
    this.cancelExpiry?.();
    this.cancelExpiry = undefined;
    await this.connection.stop();
  }

  /** Bytes that are read before a silence has been believed may have come within it: they are taken as if they had. */
  private receive(bytes: Uint8Array, atMs: number): void {
    const { expiresAtMs } = this.deframer;
    const inTimeMs =
      this.cancelExpiry === undefined || expiresAtMs === undefined ? atMs : Math.min(atMs, expiresAtMs);
    const found = this.deframer.push(bytes, inTimeMs);
    // What began with these bytes began when they were read; only the silence before them is in doubt.
    this.take(
      found.map((item) => (item.kind === 'frame' && item.atMs === inTimeMs ? { ...item, atMs } : item)),
    );
    if (this.cancelExpiry !== undefined || this.deframer.expiresAtMs === undefined) return;
    this.armExpiry(this.deframer.expiresAtMs - atMs + 1, SILENCE_LOOKS);
  }

  /**
   * One timer at a time, moved on when bytes have come meanwhile: frames that arrive whole set none. A process that was
   * held up runs its timers before it reads, so a silence is believed only at the last of some looks: no card may be
   * lost because everyone was being judged just then.
   */
  private armExpiry(delayMs: number, looks: number): void {
    this.cancelExpiry = this.clock.setTimer(delayMs, () => {
      const nowMs = this.clock.monotonicMs();
      const { expiresAtMs } = this.deframer;
      this.cancelExpiry = undefined;
      if (expiresAtMs === undefined) return;
      if (nowMs <= expiresAtMs) this.armExpiry(expiresAtMs - nowMs + 1, SILENCE_LOOKS);
      else if (looks > 1) this.armExpiry(SILENCE_LOOK_MS, looks - 1);
      else this.take(this.deframer.expire(nowMs));
    });
  }

  private down(reason: string): void {
    this.cancelExpiry?.();
    this.cancelExpiry = undefined;
    this.take(this.deframer.flush());
    this.listener.onDown(reason);
  }

  private take(found: readonly Deframed[]): void {
    for (const item of found) {
      if (item.kind === 'discarded') {
        this.count(`discarded-${item.reason}`, item.bytes.length);
        continue;
      }
      this.count('frames');
      this.listener.onFrame(item.bytes, item.atMs);
    }
  }

  private count(name: string, by = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + by);
  }
}
