/**
 * GenImg: takes an image of what lies on the glass; 02 where nothing does. There is no other way to notice a finger
 * without the touch pin: the host polls. Manual ZFM-20 §GenImg; 1000 ms as in the Adafruit library.
 *
 *   command  01
 *   reply    confirmation
 */
import { decodePlain, type Ef01Codec, type PlainReply } from './codec.ts';

export const GEN_IMG: Ef01Codec<void, PlainReply> = {
  name: 'GenImg',
  opcode: 0x01,
  replyLengthMax: 1,
  replyTimeoutMs: 1_000,
  idempotent: true,
  encode: () => Uint8Array.of(0x01),
  decode: decodePlain,
};
