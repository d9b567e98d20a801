/**
 * Records what passes over a transport. A capture is a text file of JSON lines, oldest first:
 *
 *   {"event":"open","atMs":12.5,"address":"serial:///dev/ttyUSB0?baudRate=57600","baudRate":57600}
 *   {"event":"out","atMs":13.1,"hex":"EF01FFFFFFFF010003010005"}
 *   {"event":"in","atMs":15.4,"hex":"EF01FFFFFFFF07000302000C"}
 *   {"event":"closed","atMs":99.0,"reason":"… is gone: its device node has vanished"}
 *
 * `atMs` is monotonic; `in` and `out` keep the chunking of the wire. A password of the protocol is concealed by whoever
 * opens the wire and knows it. A capture of a card reader holds card numbers: the file is readable by its owner only.
 * A capture that was forgotten must not fill the disk: at its greatest size it ends with {"event":"full"}.
 */
import { appendFile, open } from 'node:fs/promises';
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
  | { readonly event: 'closed'; readonly atMs: number; readonly reason: string }
  /** The last line of a capture that has reached its greatest size. */
  | { readonly event: 'full'; readonly atMs: number };

/** Takes each line; must not throw. */
export type CaptureSink = (line: CaptureLine) => void;

/** What is kept of a frame that is written: itself, or one that says the same without its secret. */
export type Conceal = (written: Uint8Array) => Uint8Array;

export class RecordingTransport implements Transport {
  private readonly inner: Transport;
  private readonly clock: Clock;
  private readonly sink: CaptureSink;
  private readonly conceal: Conceal;

  constructor(inner: Transport, clock: Clock, sink: CaptureSink, conceal: Conceal = (written) => written) {
    this.inner = inner;
    this.clock = clock;
    this.sink = sink;
    this.conceal = conceal;
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
    this.sink({ event: 'out', atMs: this.clock.monotonicMs(), hex: hexOf(this.conceal(bytes)) });
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
/** A day or so of a fingerprint module that is asked for an image every 50 ms; the journal needs the rest of the disk. */
const CAPTURE_BYTES_MAX = 256 * 1_024 * 1_024;

/** Appends to a file, in order, without keeping anyone waiting. A disk that refuses ends the capture, not the device. */
export function captureToFile(path: string, bytesMax: number = CAPTURE_BYTES_MAX): CaptureSink {
  let waiting: string[] = [];
  let writing = false;
  /** Bytes; unknown until the file has been looked at. */
  let room: number | undefined;
  let lastAtMs = 0;
  const drain = async (): Promise<void> => {
    writing = true;
    room ??= bytesMax - (await prepare(path));
    while (waiting.length > 0 && room > 0) {
      const lines = waiting.join('');
      waiting = [];
      room -= Buffer.byteLength(lines);
      const end = room > 0 ? '' : textOf({ event: 'full', atMs: lastAtMs });
      await appendFile(path, lines + end, { mode: 0o600 }).catch(() => undefined);
    }
    waiting = [];
    writing = false;
  };
  return (line) => {
    if (room !== undefined && room <= 0) return;
    lastAtMs = line.atMs;
    if (waiting.length < WAITING_LINES_MAX) waiting.push(textOf(line));
    if (!writing) void drain();
  };
}

/** Makes the file its owner's only, also one that was there; its size. A disk that refuses has nothing on it. */
async function prepare(path: string): Promise<number> {
  try {
    const file = await open(path, 'a', 0o600);
    try {
      await file.chmod(0o600);
      return (await file.stat()).size;
    } finally {
      await file.close();
    }
  } catch {
    return 0;
  }
}

function textOf(line: CaptureLine): string {
  return `${JSON.stringify(line)}\n`;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}
