/**
 * The one deframer: a bounded buffer that asks a protocol's `FrameShape` what begins at its first byte. Everything that
 * differs between protocols is in the shape, which is a pure function over bytes.
 */
import type { Deframed, Deframer, DiscardReason } from './deframer.ts';

export type Examination =
  /** A whole, checked frame of this many bytes begins here. */
  | { readonly kind: 'frame'; readonly length: number }
  /** It may become one. Never answered for `lengthMax` bytes or more. */
  | { readonly kind: 'need-more' }
  /** No frame begins here. */
  | { readonly kind: 'reject'; readonly reason: DiscardReason };

export interface FrameShape {
  /** Longest frame, bytes; bounds the buffer. */
  readonly lengthMax: number;
  /** Longest silence inside a frame, ms; generous, because adapters and sockets deliver in lumps. */
  readonly byteGapMs: number;
  /** Looks at bytes[0]…; `bytes` is never empty and is only lent. */
  examine(bytes: Uint8Array): Examination;
}

/** A run of discarded bytes is reported in pieces of at most this length. */
const DISCARD_RUN_MAX = 1_024;

export class ScanningDeframer implements Deframer {
  private readonly shape: FrameShape;
  private readonly buffer: Uint8Array;
  private start = 0;
  private end = 0;
  /** Where each chunk still in the buffer began, oldest first. */
  private chunks: { readonly offset: number; readonly atMs: number }[] = [];
  private lastByteAtMs = 0;

  constructor(shape: FrameShape) {
    this.shape = shape;
    this.buffer = new Uint8Array(shape.lengthMax * 4);
  }

  get pending(): number {
    return this.end - this.start;
  }

  get expiresAtMs(): number | undefined {
    return this.pending === 0 ? undefined : this.lastByteAtMs + this.shape.byteGapMs;
  }

  push(bytes: Uint8Array, atMs: number): readonly Deframed[] {
    const found = [...this.expire(atMs)];
    for (let taken = 0; taken < bytes.length;) {
      this.compact();
      const piece = bytes.subarray(taken, taken + this.buffer.length - this.end);
      this.chunks.push({ offset: this.end, atMs });
      this.buffer.set(piece, this.end);
      this.end += piece.length;
      taken += piece.length;
      this.scan(found, false);
    }
    if (bytes.length > 0) this.lastByteAtMs = atMs;
    return found;
  }

  expire(nowMs: number): readonly Deframed[] {
    return this.expiresAtMs !== undefined && nowMs > this.expiresAtMs ? this.flush() : [];
  }

  flush(): readonly Deframed[] {
    const found: Deframed[] = [];
    this.scan(found, true);
    return found;
  }

  /** Takes all that can be told from the front of the buffer. `final`: what is incomplete will not be completed. */
  private scan(found: Deframed[], final: boolean): void {
    let runReason: DiscardReason | undefined;
    let runStart = this.start;
    const endRun = (): void => {
      if (runReason === undefined || this.start === runStart) return;
      found.push({ kind: 'discarded', reason: runReason, bytes: this.buffer.slice(runStart, this.start) });
      runReason = undefined;
    };
    while (this.start < this.end) {
      const examined = this.shape.examine(this.buffer.subarray(this.start, this.end));
      if (examined.kind === 'need-more' && !final) break;
      if (examined.kind === 'frame') {
        endRun();
        const atMs = this.arrivalOf(this.start);
        const next = this.start + examined.length;
        found.push({ kind: 'frame', bytes: this.buffer.slice(this.start, next), atMs });
        this.start = next;
        runStart = next;
        continue;
      }
      const reason = examined.kind === 'reject' ? examined.reason : 'truncated';
      // A failed frame names the run it opens; plain noise that follows inside it is part of the same debris.
      if (runReason === undefined || (reason !== runReason && reason !== 'noise')) {
        endRun();
        runReason = reason;
        runStart = this.start;
      }
      this.start += 1;
      if (this.start - runStart >= DISCARD_RUN_MAX) {
        endRun();
        runStart = this.start;
      }
    }
    endRun();
  }

  private arrivalOf(offset: number): number {
    let atMs = this.lastByteAtMs;
    for (const chunk of this.chunks) {
      if (chunk.offset > offset) break;
      atMs = chunk.atMs;
    }
    return atMs;
  }

  /** Moves what is pending to the front, so that there is always room for at least one whole frame. */
  private compact(): void {
    if (this.start === this.end) {
      this.chunks = [];
      this.start = 0;
      this.end = 0;
      return;
    }
    if (this.buffer.length - this.end >= this.shape.lengthMax) return;
    const firstAtMs = this.arrivalOf(this.start);
    this.chunks = [
      { offset: 0, atMs: firstAtMs },
      ...this.chunks
        .filter((chunk) => chunk.offset > this.start)
        .map((chunk) => ({ offset: chunk.offset - this.start, atMs: chunk.atMs })),
    ];
    this.buffer.copyWithin(0, this.start, this.end);
    this.end -= this.start;
    this.start = 0;
  }
}
