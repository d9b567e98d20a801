/**
 * ReadNotepad: reads one page of the module's notepad. Manual ZFM-20 §ReadNotepad.
 *
 *   command  19 | notepad page 1 (0–15)
 *   reply    confirmation | 32 bytes
 */
import { checkRange, decodeWithData, type Ef01Codec, type RefusedReply } from './codec.ts';
import { NOTEPAD_PAGE_LENGTH, NOTEPAD_PAGE_MAX } from './write-notepad.ts';

export interface ReadNotepadCommand {
  readonly notepadPage: number;
}
export type ReadNotepadReply = { readonly confirmation: 'ok'; readonly content: Uint8Array } | RefusedReply;

export const READ_NOTEPAD: Ef01Codec<ReadNotepadCommand, ReadNotepadReply> = {
  name: 'ReadNotepad',
  opcode: 0x19,
  replyLengthMax: 1 + NOTEPAD_PAGE_LENGTH,
  replyTimeoutMs: 500,
  idempotent: true,
  encode: ({ notepadPage }) =>
    Uint8Array.of(0x19, checkRange('notepad page', notepadPage, 0, NOTEPAD_PAGE_MAX)),
  decode: (payload) =>
    decodeWithData(payload, NOTEPAD_PAGE_LENGTH, (data) => ({
      content: new Uint8Array(data.buffer.slice(0)),
    })),
};
