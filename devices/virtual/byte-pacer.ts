/**
 * One direction of a serial line: bytes leave it no faster than the baud rate allows, in the chunks that the clock's
 * timers happen to make, as a real adapter does. Unpaced it is a plain call.
 */
import type { Clock } from '../../firmware-bridge/index.ts';

/** Start bit, eight data bits, stop bit (8N1). */
const BITS_PER_BYTE = 10;
/** Bytes that may wait for the line; what comes beyond is lost, as in the overrun of a UART. */
export const BACKLOG_BYTES_MAX = 4096;

/** Time of one byte on the wire, ms. 9600 baud: 1.04 ms; 57600 baud: 0.17 ms. */
export function byteTimeMs(baudRate: number): number {
  return (BITS_PER_BYTE * 1000) / baudRate;
}

export interface BytePacerOptions {
  readonly clock: Clock;
  readonly baudRate: number;
  readonly paced: boolean;
  /**
   * `goesOn`: the next byte follows on the line without a gap. Whoever reads a silence as the end of a frame must not
   * take the process's own standstill for one.
   */
  readonly deliver: (bytes: Uint8Array, goesOn: boolean) => void;
}

export class BytePacer {
  readonly #clock: Clock;
  readonly #byteMs: number;
  readonly #deliver: BytePacerOptions['deliver'];
  #waiting: { readonly byte: number; readonly dueMs: number }[] = [];
  #lineFreeAtMs = 0;
  #cancelTimer: (() => void) | undefined;
  #overrunBytes = 0;

  constructor(options: BytePacerOptions) {
    this.#clock = options.clock;
    this.#byteMs = options.paced ? byteTimeMs(options.baudRate) : 0;
    this.#deliver = options.deliver;
  }

  /** Bytes lost because more were sent than the line could carry. */
  get overrunBytes(): number {
    return this.#overrunBytes;
  }

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.#byteMs === 0) {
      this.#deliver(bytes.slice(), false);
      return;
    }
    const room = Math.max(0, BACKLOG_BYTES_MAX - this.#waiting.length);
    this.#overrunBytes += Math.max(0, bytes.length - room);
    this.#lineFreeAtMs = Math.max(this.#lineFreeAtMs, this.#clock.monotonicMs());
    for (const byte of bytes.subarray(0, room)) {
      this.#lineFreeAtMs += this.#byteMs;
      this.#waiting.push({ byte, dueMs: this.#lineFreeAtMs });
    }
    this.#arm();
  }

  /** Forgets what is on the way: the cable came out or the power went. */
  clear(): void {
    this.#waiting = [];
    this.#lineFreeAtMs = 0;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #arm(): void {
    const next = this.#waiting[0];
    if (next === undefined || this.#cancelTimer !== undefined) return;
    this.#cancelTimer = this.#clock.setTimer(Math.max(0, next.dueMs - this.#clock.monotonicMs()), () => {
      this.#cancelTimer = undefined;
      this.#release();
    });
  }

  #release(): void {
    const nowMs = this.#clock.monotonicMs();
    const later = this.#waiting.findIndex(({ dueMs }) => dueMs > nowMs);
    const count = later === -1 ? this.#waiting.length : later;
    const due = this.#waiting.splice(0, count);
    this.#arm();
    if (due.length > 0)
      this.#deliver(
        Uint8Array.from(due, ({ byte }) => byte),
        this.#waiting.length > 0,
      );
  }
}
