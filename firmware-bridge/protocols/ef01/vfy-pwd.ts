/**
 * VfyPwd: shows the password; needed again after each power cycle where one is set, harmless otherwise, and so the
 * first thing said to a module. Manual ZFM-20 §VfyPwd.
 *
 *   command  13 | password 4
 *   reply    confirmation (13: wrong)
 */
import { checkRange, decodePlain, type Ef01Codec, type PlainReply } from './codec.ts';
import { decodePacket, encodePacket } from './frame.ts';

export interface VfyPwdCommand {
  /** 0…FFFFFFFF; from the factory 0. */
  readonly password: number;
}

export const VFY_PWD: Ef01Codec<VfyPwdCommand, PlainReply> = {
  name: 'VfyPwd',
  opcode: 0x13,
  replyLengthMax: 1,
  replyTimeoutMs: 500,
  idempotent: true,
  encode({ password }) {
    const payload = new Uint8Array(5);
    payload[0] = 0x13;
    new DataView(payload.buffer).setUint32(1, checkRange('password', password, 0, 0xffffffff));
    return payload;
  },
  decode: decodePlain,
};

/** The frame as a capture may keep it: in place of a password, the one from the factory. */
export function concealPassword(frame: Uint8Array): Uint8Array {
  const packet = decodePacket(frame);
  if (packet?.payload[0] !== VFY_PWD.opcode) return frame;
  return encodePacket({ ...packet, payload: VFY_PWD.encode({ password: 0 }) });
}
