/**
 * One serial cable with an ID-12 reader at the far end and, behind the program under test, a socket that hears of the
 * badges. Both ends are in this process, so one monotonic clock sees a frame go in and the event come out.
 */
import { closeSync, constants, createWriteStream, openSync, type WriteStream, writeSync } from 'node:fs';
import { until } from '../support/until.ts';
import { cardOf } from './large-office.ts';

/** Everything that was fed must have been told within this, else the program has lost badges. */
const TOLD_LIMIT_MS = 30_000;

export class BadgeWire {
  readonly #fd: number;
  readonly #stream: WriteStream;
  readonly #fedAtMs: number[] = [];
  readonly #toldAtMs: number[] = [];
  #misorderedCount = 0;

  /** `device`: the reader's end of the cable. */
  constructor(device: string) {
    this.#fd = openSync(device, constants.O_RDWR | constants.O_NOCTTY);
    this.#stream = createWriteStream(device, { flags: 'r+' });
  }

  get fed(): number {
    return this.#fedAtMs.length;
  }
  get told(): number {
    return this.#toldAtMs.length;
  }
  /** Badges that were told of when another one was due. */
  get misordered(): number {
    return this.#misorderedCount;
  }

  /** The next card, written before this returns. */
  feedOne(): void {
    const frame = idTwelveFrame(cardOf(this.fed));
    this.#fedAtMs.push(performance.now());
    writeSync(this.#fd, frame);
  }

  /** The next cards at once; a cable that is full holds none of us up. */
  feed(count: number): void {
    if (count === 0) return;
    const frames = Array.from({ length: count }, (_, at) => idTwelveFrame(cardOf(this.fed + at)));
    const nowMs = performance.now();
    for (let at = 0; at < count; at += 1) this.#fedAtMs.push(nowMs);
    this.#stream.write(Buffer.concat(frames));
  }

  /** The socket has heard of so many badges in all; `inOrder` where the last of them is the one that was fed there. */
  heard(told: number, inOrder: (number: number) => boolean): void {
    const nowMs = performance.now();
    while (this.told < told) this.#toldAtMs.push(nowMs);
    if (told > this.fed || !inOrder(told - 1)) this.#misorderedCount += 1;
  }

  async allTold(): Promise<void> {
    await until(`all of ${this.fed} badges are told`, () => this.told >= this.fed, TOLD_LIMIT_MS);
  }

  /** From feeding to telling, ms, of the badges from number `from` on. */
  latencies(from: number): readonly number[] {
    return this.#toldAtMs.slice(from).map((toldMs, at) => toldMs - (this.#fedAtMs[from + at] ?? toldMs));
  }

  /** ms from feeding the first of these to telling the last. */
  spanMs(from: number): number {
    return (this.#toldAtMs.at(-1) ?? 0) - (this.#fedAtMs[from] ?? 0);
  }

  async close(): Promise<void> {
    closeSync(this.#fd);
    await new Promise<void>((resolve) => this.#stream.end(() => resolve()));
  }
}

/** STX, ten hex digits, the exclusive-or of their five bytes as two more, CR, LF, ETX. */
export function idTwelveFrame(card: string): Buffer {
  const check = Buffer.from(card, 'hex').reduce((sum, byte) => sum ^ byte, 0);
  const digits = check.toString(16).toUpperCase().padStart(2, '0');
  return Buffer.from(`\u0002${card}${digits}\r\n\u0003`, 'latin1');
}
