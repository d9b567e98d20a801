/**
 * The packet of GROW/ZhianTec fingerprint modules (hardware notes §1.1, ZFM-20 manual v2.0):
 *
 *   offset  size  field
 *   0       2     header EF 01
 *   2       4     module address, big-endian, default FF FF FF FF
 *   6       1     packet id: 01 command, 02 data, 07 acknowledgement, 08 last data
 *   7       2     length of what follows (payload + checksum), big-endian
 *   9       n     payload: instruction and parameters, or confirmation code and data; n ≤ 256
 *   9+n     2     checksum: sum of bytes 6..8+n, big-endian, carry dropped
 */
import type { Examination, FrameShape } from '../../framing/scanning-deframer.ts';

export const DEFAULT_MODULE_ADDRESS = 0xffffffff;
export const PACKET_ID = { command: 0x01, data: 0x02, acknowledgement: 0x07, lastData: 0x08 } as const;
export type PacketId = (typeof PACKET_ID)[keyof typeof PACKET_ID];

const HEADER = [0xef, 0x01] as const;
const PACKET_ID_OFFSET = 6;
const LENGTH_OFFSET = 7;
const PAYLOAD_OFFSET = 9;
const CHECKSUM_LENGTH = 2;
const PAYLOAD_LENGTH_MAX = 256;
/** Length of a frame with `payloadLength` bytes of payload. */
export const FRAME_OVERHEAD = PAYLOAD_OFFSET + CHECKSUM_LENGTH;
/** Adapters hold bytes back for up to 16 ms and sockets for longer; only decides when a false start is given up. */
const BYTE_GAP_MS = 50;

export interface Ef01Packet {
  readonly address: number;
  readonly packetId: PacketId;
  readonly payload: Uint8Array;
}

export const EF01_SHAPE: FrameShape = {
  lengthMax: FRAME_OVERHEAD + PAYLOAD_LENGTH_MAX,
  byteGapMs: BYTE_GAP_MS,
  examine: examineEf01,
};

/** Throws RangeError for a payload that does not fit: the caller made it. */
export function encodePacket(packet: Ef01Packet): Uint8Array {
  const { payload } = packet;
  if (payload.length === 0 || payload.length > PAYLOAD_LENGTH_MAX) {
    throw new RangeError(`a payload has 1 to ${PAYLOAD_LENGTH_MAX} bytes, not ${payload.length}`);
  }
  const frame = new Uint8Array(FRAME_OVERHEAD + payload.length);
  const view = new DataView(frame.buffer);
  frame.set(HEADER);
  view.setUint32(HEADER.length, packet.address);
  view.setUint8(PACKET_ID_OFFSET, packet.packetId);
  view.setUint16(LENGTH_OFFSET, payload.length + CHECKSUM_LENGTH);
  frame.set(payload, PAYLOAD_OFFSET);
  view.setUint16(frame.length - CHECKSUM_LENGTH, checksumOf(frame));
  return frame;
}

/** Takes a whole frame, as the deframer gives it, apart. Undefined where it is none. */
export function decodePacket(frame: Uint8Array): Ef01Packet | undefined {
  const examined = examineEf01(frame);
  if (examined.kind !== 'frame' || examined.length !== frame.length) return undefined;
  const packetId = knownPacketId(frame[PACKET_ID_OFFSET]);
  if (packetId === undefined) return undefined;
  return {
    address: viewOf(frame).getUint32(HEADER.length),
    packetId,
    payload: frame.slice(PAYLOAD_OFFSET, frame.length - CHECKSUM_LENGTH),
  };
}

function examineEf01(bytes: Uint8Array): Examination {
  if (bytes[0] !== HEADER[0]) return { kind: 'reject', reason: 'noise' };
  if (bytes.length < 2) return { kind: 'need-more' };
  if (bytes[1] !== HEADER[1]) return { kind: 'reject', reason: 'noise' };
  if (bytes.length <= PACKET_ID_OFFSET) return { kind: 'need-more' };
  if (knownPacketId(bytes[PACKET_ID_OFFSET]) === undefined) return { kind: 'reject', reason: 'bad-field' };
  if (bytes.length < PAYLOAD_OFFSET) return { kind: 'need-more' };
  const view = viewOf(bytes);
  const payloadLength = view.getUint16(LENGTH_OFFSET) - CHECKSUM_LENGTH;
  if (payloadLength < 1 || payloadLength > PAYLOAD_LENGTH_MAX) return { kind: 'reject', reason: 'bad-field' };
  const length = FRAME_OVERHEAD + payloadLength;
  if (bytes.length < length) return { kind: 'need-more' };
  const good = view.getUint16(length - CHECKSUM_LENGTH) === checksumOf(bytes.subarray(0, length));
  return good ? { kind: 'frame', length } : { kind: 'reject', reason: 'bad-check' };
}

function checksumOf(frame: Uint8Array): number {
  let sum = 0;
  for (const byte of frame.subarray(PACKET_ID_OFFSET, frame.length - CHECKSUM_LENGTH)) sum += byte;
  return sum & 0xffff;
}

function knownPacketId(byte: number | undefined): PacketId | undefined {
  return Object.values(PACKET_ID).find((known) => known === byte);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
