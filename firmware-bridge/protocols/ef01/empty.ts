/**
 * Empty: deletes every template. Flash is erased in blocks, hence the longer time. Manual ZFM-20 §Empty.
 *
 *   command  0D
 *   reply    confirmation
 */
import { decodePlain, type Ef01Codec, type PlainReply } from './codec.ts';

export const EMPTY: Ef01Codec<void, PlainReply> = {
  name: 'Empty',
  opcode: 0x0d,
  replyLengthMax: 1,
  replyTimeoutMs: 2_000,
  idempotent: true,
  encode: () => Uint8Array.of(0x0d),
  decode: decodePlain,
};
