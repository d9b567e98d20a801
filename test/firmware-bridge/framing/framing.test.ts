/** Framing properties, over every vector of every serial protocol (style: level 2 of the pyramid). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Deframed } from '../../../firmware-bridge/framing/deframer.ts';
import { concat, deframerOf, PROTOCOLS } from './protocol-frames.ts';

const LONG_AFTER_MS = 10_000;

function framesIn(found: readonly Deframed[]): readonly Uint8Array[] {
  return found.flatMap((item) => (item.kind === 'frame' ? [item.bytes] : []));
}
function byteCount(found: readonly Deframed[]): number {
  return found.reduce((sum, item) => sum + item.bytes.length, 0);
}

describe.each(PROTOCOLS)('framing $name', (protocol) => {
  const { frames } = protocol;

  it('has vectors', () => {
    expect(frames.length).toBeGreaterThan(0);
  });

  it('finds every frame at every split point', () => {
    for (const frame of frames) {
      for (let split = 0; split <= frame.length; split += 1) {
        const deframer = deframerOf(protocol);
        const found = [
          ...deframer.push(frame.subarray(0, split), 1),
          ...deframer.push(frame.subarray(split), 2),
        ];
        expect(found).toEqual([{ kind: 'frame', bytes: frame, atMs: split === 0 ? 2 : 1 }]);
        expect(deframer.pending).toBe(0);
      }
    }
  });

  it('finds a frame that comes one byte at a time, dated by its first byte', () => {
    for (const frame of frames) {
      const deframer = deframerOf(protocol);
      const found = [...frame].flatMap((byte, index) => [...deframer.push(Uint8Array.of(byte), 100 + index)]);
      expect(found).toEqual([{ kind: 'frame', bytes: frame, atMs: 100 }]);
    }
  });

  it('finds two frames in one chunk', () => {
    for (const [index, frame] of frames.entries()) {
      const next = frames[(index + 1) % frames.length] ?? frame;
      expect(framesIn(deframerOf(protocol).push(concat(frame, next), 0))).toEqual([frame, next]);
    }
  });

  it('finds frames after, between and before noise', () => {
    const noise = fc
      .uint8Array({ maxLength: 40 })
      .filter((bytes) => framesIn(deframerOf(protocol).push(bytes, 0)).length === 0);
    const frame = fc.constantFrom(...frames);
    fc.assert(
      fc.property(noise, frame, noise, frame, noise, (before, first, between, second, after) => {
        const deframer = deframerOf(protocol);
        const found = [
          ...deframer.push(concat(before, first, between, second, after), 0),
          ...deframer.expire(LONG_AFTER_MS),
        ];
        const read = framesIn(found).map((bytes) => bytes.join());
        expect(read).toContain(first.join());
        expect(read).toContain(second.join());
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('never takes a truncated frame for one, and says so when the rest stays away', () => {
    for (const frame of frames) {
      for (let length = 1; length < frame.length; length += 1) {
        const deframer = deframerOf(protocol);
        const found = [...deframer.push(frame.subarray(0, length), 0), ...deframer.expire(LONG_AFTER_MS)];
        expect(framesIn(found)).toEqual([]);
        expect(byteCount(found)).toBe(length);
        expect(deframer.pending).toBe(0);
      }
    }
  });

  it('never takes a frame with one flipped bit for the frame it was', () => {
    for (const frame of frames) {
      for (let bit = 0; bit < frame.length * 8; bit += 1) {
        const flipped = Uint8Array.from(frame);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const deframer = deframerOf(protocol);
        const found = [
          ...deframer.push(flipped, 0),
          ...deframer.push(frame, 1),
          ...deframer.expire(LONG_AFTER_MS),
        ];
        // The good one behind it is still read, whatever the flip made of the first.
        expect(framesIn(found).at(-1)).toEqual(frame);
      }
    }
  });

  it('bytes in = frames + discarded + pending, in any chunking, whatever comes', () => {
    const chunk = fc.oneof(fc.uint8Array({ maxLength: 600 }), fc.constantFrom(...frames));
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 12 }), fc.boolean(), (chunks, flush) => {
        const deframer = deframerOf(protocol);
        const found = chunks.flatMap((bytes, index) => [...deframer.push(bytes, index)]);
        const rest = flush ? deframer.flush() : [];
        const given = concat(...chunks);
        expect(byteCount(found) + byteCount(rest) + deframer.pending).toBe(given.length);
        const told = concat(...[...found, ...rest].map(({ bytes }) => bytes));
        expect(told).toEqual(given.subarray(0, told.length));
        expect(deframer.pending).toBeLessThan(protocol.shape().lengthMax);
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  it('keeps its buffer bounded and its reading in order over a chunk far larger than the buffer', () => {
    const many = Array.from({ length: 400 }, (_, index) => frames[index % frames.length] ?? new Uint8Array());
    expect(framesIn(deframerOf(protocol).push(concat(...many), 5))).toEqual(many);
  });
});

describe('framing details', () => {
  it('an EF01 false start that swallows a good frame gives it back when the rest stays away', () => {
    const ef01 = PROTOCOLS.find(({ name }) => name === 'EF01');
    const [frame] = ef01?.frames ?? [];
    if (ef01 === undefined || frame === undefined) throw new Error('no EF01 vectors');
    const deframer = deframerOf(ef01);
    const falseStart = Uint8Array.of(0xef, 0x01, 0xff, 0xff, 0xff, 0xff, 0x07, 0x00, 0xf0);
    expect(deframer.push(concat(falseStart, frame), 0)).toEqual([]);
    expect(deframer.expiresAtMs).toBe(50);
    const found = deframer.expire(51);
    expect(framesIn(found)).toEqual([frame]);
    expect(found[0]).toEqual({ kind: 'discarded', reason: 'truncated', bytes: falseStart });
  });

  it('the R503 wake byte and a spurious 00 before the first frame are discarded, not hidden', () => {
    const ef01 = PROTOCOLS.find(({ name }) => name === 'EF01');
    const [frame] = ef01?.frames ?? [];
    if (ef01 === undefined || frame === undefined) throw new Error('no EF01 vectors');
    expect(deframerOf(ef01).push(concat(Uint8Array.of(0x00, 0x55), frame), 0)).toEqual([
      { kind: 'discarded', reason: 'noise', bytes: Uint8Array.of(0x00, 0x55) },
      { kind: 'frame', bytes: frame, atMs: 0 },
    ]);
  });

  it('a wrong checksum is named, and the discarded bytes are told in bounded pieces', () => {
    const ef01 = PROTOCOLS.find(({ name }) => name === 'EF01');
    if (ef01 === undefined) throw new Error('no EF01 vectors');
    const bad = Uint8Array.from([0xef, 0x01, 0xff, 0xff, 0xff, 0xff, 0x07, 0x00, 0x03, 0x00, 0x00, 0x0b]);
    expect(deframerOf(ef01).push(bad, 0)).toEqual([{ kind: 'discarded', reason: 'bad-check', bytes: bad }]);
    const pieces = deframerOf(ef01).push(new Uint8Array(5_000), 0);
    expect(Math.max(...pieces.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(1_100);
    expect(byteCount(pieces)).toBe(5_000);
  });
});
