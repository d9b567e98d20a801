/**
 * WriteNotepad: writes one page of the 512 bytes that the module keeps for its user. Manual ZFM-20 §WriteNotepad.
 *
 *   command  18 | notepad page 1 (0–15) | 32 bytes
 *   reply    confirmation (1C: no such page)
 */
import { checkRange, decodePlain, type Ef01Codec, type PlainReply } from './codec.ts';

export interface WriteNotepadCommand {
  readonly notepadPage: number;
  /** Exactly 32 bytes. */
  readonly content: Uint8Array;
}

export const NOTEPAD_PAGE_LENGTH = 32;
export const NOTEPAD_PAGE_MAX = 15;

export const WRITE_NOTEPAD: Ef01Codec<WriteNotepadCommand, PlainReply> = {
  name: 'WriteNotepad',
  opcode: 0x18,
  replyLengthMax: 1,
  replyTimeoutMs: 1_500,
  idempotent: true,
  encode({ notepadPage, content }) {
    checkRange('notepad page length', content.length, NOTEPAD_PAGE_LENGTH, NOTEPAD_PAGE_LENGTH);
    return Uint8Array.of(0x18, checkRange('notepad page', notepadPage, 0, NOTEPAD_PAGE_MAX), ...content);
  },
  decode: decodePlain,
};
