/**
 * Img2Tz: finds the features of the image and puts them into a character buffer; 06 and 07 where the image is too poor.
 * Manual ZFM-20 §Img2Tz.
 *
 *   command  02 | buffer 1
 *   reply    confirmation
 */
import { decodePlain, type BufferId, type Ef01Codec, type PlainReply } from './codec.ts';

export interface Img2TzCommand {
  readonly buffer: BufferId;
}

export const IMG2TZ: Ef01Codec<Img2TzCommand, PlainReply> = {
  name: 'Img2Tz',
  opcode: 0x02,
  replyLengthMax: 1,
  replyTimeoutMs: 1_500,
  idempotent: true,
  encode: ({ buffer }) => Uint8Array.of(0x02, buffer),
  decode: decodePlain,
};
