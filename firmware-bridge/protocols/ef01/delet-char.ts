/**
 * DeletChar (the manual's spelling): deletes templates from a page on. Not repeated by itself: some modules answer 10
 * for pages that are empty already, which would hide that the first one worked. Manual ZFM-20 §DeletChar.
 *
 *   command  0C | page 2 | count 2
 *   reply    confirmation (10: failed)
 */
import { checkRange, decodePlain, PAGE_MAX, word, type Ef01Codec, type PlainReply } from './codec.ts';

export interface DeletCharCommand {
  readonly page: number;
  readonly count: number;
}

export const DELET_CHAR: Ef01Codec<DeletCharCommand, PlainReply> = {
  name: 'DeletChar',
  opcode: 0x0c,
  replyLengthMax: 1,
  replyTimeoutMs: 1_500,
  idempotent: false,
  encode: ({ page, count }) =>
    Uint8Array.of(
      0x0c,
      ...word(checkRange('page', page, 0, PAGE_MAX)),
      ...word(checkRange('count', count, 1, PAGE_MAX)),
    ),
  decode: decodePlain,
};
