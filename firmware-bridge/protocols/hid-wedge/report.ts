/**
 * Boot reports of a USB keyboard (hardware notes §2.1, HID usage tables, page 07):
 *
 *   offset  size  field
 *   0       1     modifier keys, one bit each
 *   1       1     reserved, 0
 *   2       6     usages of the keys held down, 0 where none; 01 in all six: too many keys
 *
 * hidraw gives whole reports. Over a socket they come in any chunking: eight bytes are a report when the reserved byte
 * is 0 and the usages are possible; a silence ends a report that was cut short.
 */
import type { Examination, FrameShape } from '../../framing/scanning-deframer.ts';

export const REPORT_LENGTH = 8;
const RESERVED_OFFSET = 1;
const USAGES_OFFSET = 2;
/** E0–E7 are modifiers and live in byte 0; A5–AF and beyond E7 are not assigned. */
const USAGE_MAX = 0xe7;
/** Readers send a report every 4 to 16 ms; longer inside one is a loss. */
const BYTE_GAP_MS = 40;

export interface BootReport {
  readonly modifiers: number;
  /** Usages held down, in the order of the report. */
  readonly usages: readonly number[];
}

export const BOOT_REPORT_SHAPE: FrameShape = { lengthMax: REPORT_LENGTH, byteGapMs: BYTE_GAP_MS, examine };

/** Undefined unless it is a boot report. */
export function decodeBootReport(bytes: Uint8Array): BootReport | undefined {
  if (bytes.length !== REPORT_LENGTH || examine(bytes).kind !== 'frame') return undefined;
  return {
    modifiers: bytes[0] ?? 0,
    usages: [...bytes.subarray(USAGES_OFFSET)].filter((usage) => usage !== 0),
  };
}

/** What a keyboard sends. Throws RangeError for more than six keys. */
export function encodeBootReport(report: BootReport): Uint8Array {
  if (report.usages.length > REPORT_LENGTH - USAGES_OFFSET)
    throw new RangeError('a boot report holds six keys');
  const bytes = new Uint8Array(REPORT_LENGTH);
  bytes[0] = report.modifiers;
  bytes.set(report.usages, USAGES_OFFSET);
  return bytes;
}

function examine(bytes: Uint8Array): Examination {
  const reserved = bytes[RESERVED_OFFSET];
  if (reserved !== undefined && reserved !== 0) return { kind: 'reject', reason: 'bad-field' };
  for (let offset = USAGES_OFFSET; offset < Math.min(bytes.length, REPORT_LENGTH); offset += 1) {
    if ((bytes[offset] ?? 0) > USAGE_MAX) return { kind: 'reject', reason: 'bad-field' };
  }
  return bytes.length < REPORT_LENGTH ? { kind: 'need-more' } : { kind: 'frame', length: REPORT_LENGTH };
}
