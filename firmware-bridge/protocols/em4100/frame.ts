/**
 * Serial readers of EM4100 cards: three frames, one content (hardware notes §2.3).
 *
 *   RDM6300, 14 bytes       02 | 10 hex digits | 2 hex digits of checksum | 03
 *   ID-12, 16 bytes         02 | 10 hex digits | 2 hex digits of checksum | 0D 0A | 03
 *   raw checksum, 13 bytes  02 | 10 hex digits | 1 byte of checksum       | 03
 *
 * The digits are 5 bytes: version (customer), then the 32-bit id. The checksum is the XOR of all five, version included
 * (leaving it out rejects every card whose version is not 0). The raw checksum may itself be 02 or 03: frames are found
 * by length, never by looking for 03. All send at 9600 8N1.
 */
import type { Examination, FrameShape } from '../../framing/scanning-deframer.ts';

export type Em4100Variant = 'rdm6300' | 'id-12' | 'raw-checksum';

const START = 0x02;
const DIGITS = 10;
const CHECK_OFFSET = 1 + DIGITS;
/** A frame takes 17 ms at 9600 baud; adapters hold back up to 16 ms more. */
const BYTE_GAP_MS = 50;

interface Layout {
  readonly checkLength: 1 | 2;
  readonly trailer: readonly number[];
}
const LAYOUTS: Readonly<Record<Em4100Variant, Layout>> = {
  rdm6300: { checkLength: 2, trailer: [0x03] },
  'id-12': { checkLength: 2, trailer: [0x0d, 0x0a, 0x03] },
  'raw-checksum': { checkLength: 1, trailer: [0x03] },
};

export function em4100Shape(variant: Em4100Variant): FrameShape {
  const layout = LAYOUTS[variant];
  const length = CHECK_OFFSET + layout.checkLength + layout.trailer.length;
  return { lengthMax: length, byteGapMs: BYTE_GAP_MS, examine: (bytes) => examine(bytes, layout, length) };
}

/** The frame for a card; what a reader sends. Throws RangeError unless the number has ten upper-case hex digits. */
export function encodeEm4100(variant: Em4100Variant, cardNumber: string): Uint8Array {
  if (!/^[0-9A-F]{10}$/.test(cardNumber)) throw new RangeError('a card number has ten upper-case hex digits');
  const { checkLength, trailer } = LAYOUTS[variant];
  const checksum = Buffer.from(cardNumber, 'hex').reduce((sum, byte) => sum ^ byte, 0);
  const check =
    checkLength === 1 ? [checksum] : [...Buffer.from(checksum.toString(16).toUpperCase().padStart(2, '0'))];
  return Uint8Array.of(START, ...Buffer.from(cardNumber, 'latin1'), ...check, ...trailer);
}

/** The card number in a frame that the deframer gave: ten upper-case hex digits, version first. */
export function decodeEm4100(frame: Uint8Array): string {
  return Buffer.from(frame.subarray(1, CHECK_OFFSET)).toString('latin1').toUpperCase();
}

function examine(bytes: Uint8Array, layout: Layout, length: number): Examination {
  if (bytes[0] !== START) return { kind: 'reject', reason: 'noise' };
  const { checkLength, trailer } = layout;
  const digitsEnd = checkLength === 2 ? CHECK_OFFSET + 2 : CHECK_OFFSET;
  for (let offset = 1; offset < Math.min(bytes.length, digitsEnd); offset += 1) {
    if (hexValue(bytes[offset]) === undefined) return { kind: 'reject', reason: 'bad-field' };
  }
  for (let offset = length - trailer.length; offset < Math.min(bytes.length, length); offset += 1) {
    if (bytes[offset] !== trailer[offset - length + trailer.length])
      return { kind: 'reject', reason: 'bad-field' };
  }
  if (bytes.length < length) return { kind: 'need-more' };
  let checksum = 0;
  for (let offset = 1; offset < CHECK_OFFSET; offset += 2) checksum ^= byteAt(bytes, offset);
  const expected = checkLength === 2 ? byteAt(bytes, CHECK_OFFSET) : bytes[CHECK_OFFSET];
  return checksum === expected ? { kind: 'frame', length } : { kind: 'reject', reason: 'bad-check' };
}

/** The byte that two hex digits stand for; they have been looked at before. */
function byteAt(bytes: Uint8Array, offset: number): number {
  return ((hexValue(bytes[offset]) ?? 0) << 4) | (hexValue(bytes[offset + 1]) ?? 0);
}

function hexValue(byte: number | undefined): number | undefined {
  if (byte === undefined) return undefined;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37;
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57;
  return undefined;
}
