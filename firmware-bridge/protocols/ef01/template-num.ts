/**
 * TemplateNum: how many templates are in the library. Its reply has a length of its own, so that it also serves to find
 * out whether earlier replies are still to come. Manual ZFM-20 §TemplateNum.
 *
 *   command  1D
 *   reply    confirmation | count 2
 */
import { decodeWithData, type Ef01Codec, type RefusedReply } from './codec.ts';

export type TemplateNumReply = { readonly confirmation: 'ok'; readonly count: number } | RefusedReply;

const DATA_LENGTH = 2;

export const TEMPLATE_NUM: Ef01Codec<void, TemplateNumReply> = {
  name: 'TemplateNum',
  opcode: 0x1d,
  replyLengthMax: 1 + DATA_LENGTH,
  replyTimeoutMs: 500,
  idempotent: true,
  encode: () => Uint8Array.of(0x1d),
  decode: (payload) => decodeWithData(payload, DATA_LENGTH, (data) => ({ count: data.getUint16(0) })),
};
