/**
 * ReadSysPara: what the module is set to; its library size is the capacity. R308 refuses. Manual ZFM-20 §ReadSysPara.
 *
 *   command  0F
 *   reply    confirmation | status 2 | system id 2 | library size 2 | security 2 | address 4 | packet size 2 | baud 2
 */
import { decodeWithData, type Ef01Codec, type RefusedReply } from './codec.ts';

export interface SystemParameters {
  /** Bit 0 busy, 1 finger matched, 2 password shown, 3 image buffer valid. */
  readonly status: number;
  readonly systemId: number;
  readonly librarySize: number;
  /** 1–5. */
  readonly securityLevel: number;
  readonly moduleAddress: number;
  /** Bytes of data in one data packet: 32, 64, 128 or 256. */
  readonly packetLength: number;
  readonly baudRate: number;
}
export type ReadSysParaReply = ({ readonly confirmation: 'ok' } & SystemParameters) | RefusedReply;

const DATA_LENGTH = 16;
const PACKET_LENGTH_BASE = 32;
/** Two bits of the packet-size code are defined. */
const PACKET_SIZE_MASK = 3;
const BAUD_UNIT = 9_600;

export const READ_SYS_PARA: Ef01Codec<void, ReadSysParaReply> = {
  name: 'ReadSysPara',
  opcode: 0x0f,
  replyLengthMax: 1 + DATA_LENGTH,
  replyTimeoutMs: 500,
  idempotent: true,
  encode: () => Uint8Array.of(0x0f),
  decode: (payload) =>
    decodeWithData(payload, DATA_LENGTH, (data) => ({
      status: data.getUint16(0),
      systemId: data.getUint16(2),
      librarySize: data.getUint16(4),
      securityLevel: data.getUint16(6),
      moduleAddress: data.getUint32(8),
      packetLength: PACKET_LENGTH_BASE << (data.getUint16(12) & PACKET_SIZE_MASK),
      baudRate: data.getUint16(14) * BAUD_UNIT,
    })),
};
