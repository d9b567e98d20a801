/**
 * HiSpeedSearch: as Search. In neither manual; the R503 answers FC to it, so that Search is what the drivers use. Kept
 * for modules that are slow without it.
 *
 *   command  1B | buffer 1 | start page 2 | page count 2
 *   reply    as Search
 */
import type { Ef01Codec } from './codec.ts';
import { encodeSearch, SEARCH, type SearchCommand, type SearchReply } from './search.ts';

export const HI_SPEED_SEARCH: Ef01Codec<SearchCommand, SearchReply> = {
  ...SEARCH,
  name: 'HiSpeedSearch',
  opcode: 0x1b,
  encode: (command) => encodeSearch(0x1b, command),
};
