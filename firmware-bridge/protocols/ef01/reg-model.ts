/**
 * RegModel: makes one template of both character buffers; 0A where they are not of one finger. Both buffers then hold
 * the template, so that doing it again is another thing. Manual ZFM-20 §RegModel.
 *
 *   command  05
 *   reply    confirmation
 */
import { decodePlain, type Ef01Codec, type PlainReply } from './codec.ts';

export const REG_MODEL: Ef01Codec<void, PlainReply> = {
  name: 'RegModel',
  opcode: 0x05,
  replyLengthMax: 1,
  replyTimeoutMs: 1_500,
  idempotent: false,
  encode: () => Uint8Array.of(0x05),
  decode: decodePlain,
};
