/**
 * LoadChar: reads a page of the library into a character buffer; 0C where the page is empty. The template stays inside
 * the module. Manual ZFM-20 §LoadChar.
 *
 *   command  07 | buffer 1 | page 2
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

export interface LoadCharCommand {
  readonly buffer: BufferId;
  readonly page: number;
}

export const LOAD_CHAR: Ef01Codec<LoadCharCommand, PlainReply> = {
  name: 'LoadChar',
  opcode: 0x07,
  replyLengthMax: 1,
  replyTimeoutMs: 1_000,
  idempotent: true,
  encode: ({ buffer, page }) => Uint8Array.of(0x07, buffer, ...word(checkRange('page', page, 0, PAGE_MAX))),
  decode: decodePlain,
};
