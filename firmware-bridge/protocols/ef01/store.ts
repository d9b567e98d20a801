/**
 * Store: writes the template of a character buffer to a page of the library, whatever was there. The same template on
 * the same page twice is the same library. Manual ZFM-20 §Store.
 *
 *   command  06 | buffer 1 | page 2
 *   reply    confirmation
 */
import {
  checkRange,
  decodePlain,
  PAGE_MAX,
  word,
  type BufferId,
  type Ef01Codec,
  type PlainReply,
} from './codec.ts';

export interface StoreCommand {
  readonly buffer: BufferId;
  readonly page: number;
}

export const STORE: Ef01Codec<StoreCommand, PlainReply> = {
  name: 'Store',
  opcode: 0x06,
  replyLengthMax: 1,
  replyTimeoutMs: 1_500,
  idempotent: true,
  encode: ({ buffer, page }) => Uint8Array.of(0x06, buffer, ...word(checkRange('page', page, 0, PAGE_MAX))),
  decode: decodePlain,
};
