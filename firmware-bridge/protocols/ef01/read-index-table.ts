/**
 * ReadIndexTable: which of 256 pages hold a template. In the R503 manual, not in that of the ZFM-20.
 *
 *   command  1F | index page 1 (0–3)
 *   reply    confirmation | 32 bytes, bit 0 of byte 0 is page 256 × index page
 */
import { checkRange, decodeWithData, type Ef01Codec, type RefusedReply } from './codec.ts';

export interface ReadIndexTableCommand {
  readonly indexPage: number;
}
export type ReadIndexTableReply =
  /** Occupied pages within this index page, 0–255, ascending. */
  { readonly confirmation: 'ok'; readonly occupied: readonly number[] } | RefusedReply;

const DATA_LENGTH = 32;
const INDEX_PAGE_MAX = 3;
/** Library pages that one index page covers. */
export const PAGES_PER_INDEX_PAGE = DATA_LENGTH * 8;

export const READ_INDEX_TABLE: Ef01Codec<ReadIndexTableCommand, ReadIndexTableReply> = {
  name: 'ReadIndexTable',
  opcode: 0x1f,
  replyLengthMax: 1 + DATA_LENGTH,
  replyTimeoutMs: 500,
  idempotent: true,
  encode: ({ indexPage }) => Uint8Array.of(0x1f, checkRange('index page', indexPage, 0, INDEX_PAGE_MAX)),
  decode: (payload) => decodeWithData(payload, DATA_LENGTH, (data) => ({ occupied: bitsSet(data) })),
};

function bitsSet(data: DataView): readonly number[] {
  const set: number[] = [];
  for (let bit = 0; bit < data.byteLength * 8; bit += 1) {
    if (((data.getUint8(bit >> 3) >> (bit & 7)) & 1) === 1) set.push(bit);
  }
  return set;
}
