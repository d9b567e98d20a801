/**
 * Modbus RTU replies as they come on the wire (hardware notes §5):
 *
 *   offset  size  field
 *   0       1     unit 1..247
 *   1       1     function; with bit 7 set: an exception, code follows
 *   2       n     data: byte count and bytes (01..04), echo of address and value or count (05, 06, 0F, 10)
 *   2+n     2     CRC-16 (polynomial A001 reflected, start FFFF), low byte first
 *
 * There is no start byte: a reply is known by a function whose length is known, and by its check.
 */
import type { Examination, FrameShape } from '../../framing/scanning-deframer.ts';

const UNIT_MAX = 247;
const CRC_LENGTH = 2;
const EXCEPTION_LENGTH = 5;
const WRITE_REPLY_LENGTH = 8;
const READ_OVERHEAD = 3 + CRC_LENGTH;
/** 125 registers (FC03) are the most that the standard allows in one reply. */
const BYTE_COUNT_MAX = 250;
const FRAME_LENGTH_MAX = 256;
/**
 * Far more than the standard's 1.5 characters: USB adapters hold bytes back for 16 ms, serial servers for longer. It
 * only decides how soon a false start is given up.
 */
const BYTE_GAP_MS = 50;

/** CRC-16/MODBUS of `bytes`. */
export function modbusCrc(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}

/** Whether the last two bytes are the CRC of the rest. */
export function hasGoodCrc(frame: Uint8Array): boolean {
  const crc = modbusCrc(frame.subarray(0, frame.length - CRC_LENGTH));
  return frame[frame.length - 2] === (crc & 0xff) && frame[frame.length - 1] === crc >> 8;
}

/** Replies, and the echo of the request now on the wire where an adapter returns it. */
export class ModbusReplyShape implements FrameShape {
  readonly lengthMax = FRAME_LENGTH_MAX;
  readonly byteGapMs = BYTE_GAP_MS;
  private request: Uint8Array = new Uint8Array();

  /** The request whose echo may come back before the reply. */
  sent(request: Uint8Array): void {
    this.request = request;
  }

  examine(bytes: Uint8Array): Examination {
    const echo = this.examineEcho(bytes);
    return echo ?? examineReply(bytes);
  }

  private examineEcho(bytes: Uint8Array): Examination | undefined {
    const { request } = this;
    const compared = Math.min(bytes.length, request.length);
    // Two bytes, unit and function, begin every reply too; a third tells more.
    if (compared < 3) return undefined;
    for (let index = 0; index < compared; index += 1) if (bytes[index] !== request[index]) return undefined;
    if (compared === request.length) return { kind: 'frame', length: request.length };
    const asReply = examineReply(bytes);
    return asReply.kind === 'reject' ? { kind: 'need-more' } : asReply;
  }
}

function examineReply(bytes: Uint8Array): Examination {
  const [unit, code, third] = bytes;
  if (unit === undefined || unit < 1 || unit > UNIT_MAX) return { kind: 'reject', reason: 'noise' };
  if (code === undefined) return { kind: 'need-more' };
  const length = replyLength(code, third);
  if (length === undefined) return { kind: 'reject', reason: 'noise' };
  if (length === 'need-more' || bytes.length < length) return { kind: 'need-more' };
  return hasGoodCrc(bytes.subarray(0, length))
    ? { kind: 'frame', length }
    : { kind: 'reject', reason: 'bad-check' };
}

function replyLength(code: number, byteCount: number | undefined): number | 'need-more' | undefined {
  switch (code) {
    case 0x01:
    case 0x02:
    case 0x03:
      if (byteCount === undefined) return 'need-more';
      return byteCount >= 1 && byteCount <= BYTE_COUNT_MAX ? READ_OVERHEAD + byteCount : undefined;
    case 0x05:
    case 0x06:
    case 0x0f:
    case 0x10:
      return WRITE_REPLY_LENGTH;
    case 0x81:
    case 0x82:
    case 0x83:
    case 0x85:
    case 0x86:
    case 0x8f:
    case 0x90:
      return EXCEPTION_LENGTH;
    default:
      return undefined;
  }
}
