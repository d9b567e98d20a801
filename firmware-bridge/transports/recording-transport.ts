/**
 * Records what passes over a transport. A capture is a text file of JSON lines, oldest first:
 *
 *   {"event":"open","atMs":12.5,"address":"serial:///dev/ttyUSB0?baudRate=57600","baudRate":57600}
 *   {"event":"out","atMs":13.1,"hex":"EF01FFFFFFFF010003010005"}
 *   {"event":"in","atMs":15.4,"hex":"EF01FFFFFFFF0700030200"}
 *   {"event":"closed","atMs":99.0,"reason":"… is gone: its device node has vanished"}
 *
 * `atMs` is monotonic; `in` and `out` keep the chunking of the wire. A capture of a card reader holds card numbers:
 * the file is readable by its owner only.
 */
import { appendFile } from 'node:fs/promises';
import type { Clock } from '../clock.ts';
import type { Transport, TransportListener } from './transport.ts';

export type CaptureLine =
  | {
      readonly event: 'open';
      readonly atMs: number;
      readonly address: string;
      readonly baudRate: number | undefined;
    }
  | { readonly event: 'in' | 'out'; readonly atMs: number; readonly hex: string }
  | { readonly event: 'closed'; readonly atMs: number; readonly reason: string };

/** Takes each line; must not throw. */
export type CaptureSink = (line: CaptureLine) => void;

export class RecordingTransport implements Transport {
  private readonly inner: Transport;
  private readonly clock: Clock;
  private readonly sink: CaptureSink;

  constructor(inner: Transport, clock: Clock, sink: CaptureSink) {
    this.inner = inner;
    this.clock = clock;
    this.sink = sink;
  }

  get address(): string {
    return this.inner.address;
  }

  get baudRate(): number | undefined {
    return this.inner.baudRate;
  }

  async open(listener: TransportListener): Promise<void> {
    this.sink({
      event: 'open',
      atMs: this.clock.monotonicMs(),
      address: this.address,
      baudRate: this.baudRate,
    });
    try {
      await this.inner.open({
        onBytes: (bytes, atMs) => {
          this.sink({ event: 'in', atMs, hex: hexOf(bytes) });
          listener.onBytes(bytes, atMs);
        },
        onClosed: (reason) => {
          this.closed(reason?.message ?? 'closed by us');
          listener.onClosed(reason);
        },
      });
    } catch (error) {
      this.closed(error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  write(bytes: Uint8Array): Promise<void> {
    this.sink({ event: 'out', atMs: this.clock.monotonicMs(), hex: hexOf(bytes) });
    return this.inner.write(bytes);
  }

  close(): Promise<void> {
    return this.inner.close();
  }

  private closed(reason: string): void {
    this.sink({ event: 'closed', atMs: this.clock.monotonicMs(), reason });
  }
}

/** Beyond this many lines waiting for the disk, further lines are left out: a capture must not eat the memory. */
const WAITING_LINES_MAX = 10_000;

/** Appends to a file, in order, without keeping anyone waiting. A disk that refuses ends the capture, not the device. */
export function captureToFile(path: string): CaptureSink {
  let waiting: string[] = [];
  let writing = false;
  const drain = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      const lines = waiting.join('');
      waiting = [];
      await appendFile(path, lines, { mode: 0o600 }).catch(() => undefined);
    }
    writing = false;
  };
  return (line) => {
    if (waiting.length < WAITING_LINES_MAX) waiting.push(`${JSON.stringify(line)}\n`);
    if (!writing) void drain();
  };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}
