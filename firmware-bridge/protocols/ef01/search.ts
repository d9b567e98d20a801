/**
 * Search: looks for the character buffer in the library. On *not found* the R503 leaves junk where page and score would
 * be. Manual ZFM-20 §Search.
 *
 *   command  04 | buffer 1 | start page 2 | page count 2
 *   reply    confirmation | page 2 | score 2
 */
import {
  checkRange,
  decodeWithData,
  PAGE_MAX,
  word,
  type BufferId,
  type Ef01Codec,
  type RefusedReply,
} from './codec.ts';

export interface SearchCommand {
  readonly buffer: BufferId;
  readonly startPage: number;
  readonly pageCount: number;
}
export type SearchReply =
  { readonly confirmation: 'ok'; readonly page: number; readonly score: number } | RefusedReply;

const DATA_LENGTH = 4;

/** The payload of Search and HiSpeedSearch, which differ in nothing else. */
export function encodeSearch(opcode: number, command: SearchCommand): Uint8Array {
  const startPage = checkRange('start page', command.startPage, 0, PAGE_MAX);
  const pageCount = checkRange('page count', command.pageCount, 1, PAGE_MAX);
  return Uint8Array.of(opcode, command.buffer, ...word(startPage), ...word(pageCount));
}

export const SEARCH: Ef01Codec<SearchCommand, SearchReply> = {
  name: 'Search',
  opcode: 0x04,
  replyLengthMax: 1 + DATA_LENGTH,
  // A library of a thousand fingers is searched within a second; twice that before it counts as silence.
  replyTimeoutMs: 2_000,
  idempotent: true,
  encode: (command) => encodeSearch(0x04, command),
  decode: (payload) =>
    decodeWithData(payload, DATA_LENGTH, (data) => ({ page: data.getUint16(0), score: data.getUint16(2) })),
};
