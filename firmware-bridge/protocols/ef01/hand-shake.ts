/**
 * HandShake: is anybody there. Confirmation 00; some firmware answers 55, which decodes as unknown and shows life as
 * well. R503 manual, FPM.
 *
 *   command  40
 *   reply    confirmation
 */
import { decodePlain, type Ef01Codec, type PlainReply } from './codec.ts';

export const HAND_SHAKE: Ef01Codec<void, PlainReply> = {
  name: 'HandShake',
  opcode: 0x40,
  replyLengthMax: 1,
  replyTimeoutMs: 500,
  idempotent: true,
  encode: () => Uint8Array.of(0x40),
  decode: decodePlain,
};
