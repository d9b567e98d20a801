/**
 * SoftRst: starts the module anew. It acknowledges, then sends one raw 55 when it is ready. R503 manual.
 *
 *   command  3D
 *   reply    confirmation
 */
import { decodePlain, type Ef01Codec, type PlainReply } from './codec.ts';

export const SOFT_RST: Ef01Codec<void, PlainReply> = {
  name: 'SoftRst',
  opcode: 0x3d,
  replyLengthMax: 1,
  replyTimeoutMs: 1_000,
  idempotent: false,
  encode: () => Uint8Array.of(0x3d),
  decode: decodePlain,
};
