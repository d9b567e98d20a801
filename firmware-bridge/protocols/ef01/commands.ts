/**
 * Every command that we send, by its name in the manual, with the types of its parameters and reply. Uploading images
 * or templates is not among them: no biometric template leaves a sensor.
 */
import { AURA_LED_CONFIG } from './aura-led-config.ts';
import { CHECK_SENSOR } from './check-sensor.ts';
import type { Ef01Codec, Outcome } from './codec.ts';
import { DELET_CHAR } from './delet-char.ts';
import { EMPTY } from './empty.ts';
import { DEFAULT_MODULE_ADDRESS, decodePacket, encodePacket, FRAME_OVERHEAD, PACKET_ID } from './frame.ts';
import { GEN_IMG } from './gen-img.ts';
import { HAND_SHAKE } from './hand-shake.ts';
import { HI_SPEED_SEARCH } from './hi-speed-search.ts';
import { IMG2TZ } from './img2tz.ts';
import { LOAD_CHAR } from './load-char.ts';
import { READ_INDEX_TABLE } from './read-index-table.ts';
import { READ_NOTEPAD } from './read-notepad.ts';
import { READ_SYS_PARA } from './read-sys-para.ts';
import { REG_MODEL } from './reg-model.ts';
import { SEARCH } from './search.ts';
import { SOFT_RST } from './soft-rst.ts';
import { STORE } from './store.ts';
import { TEMPLATE_NUM } from './template-num.ts';
import { VFY_PWD } from './vfy-pwd.ts';
import { WRITE_NOTEPAD } from './write-notepad.ts';

export const EF01_COMMANDS = {
  GenImg: GEN_IMG,
  Img2Tz: IMG2TZ,
  Search: SEARCH,
  RegModel: REG_MODEL,
  Store: STORE,
  LoadChar: LOAD_CHAR,
  DeletChar: DELET_CHAR,
  Empty: EMPTY,
  ReadSysPara: READ_SYS_PARA,
  VfyPwd: VFY_PWD,
  WriteNotepad: WRITE_NOTEPAD,
  ReadNotepad: READ_NOTEPAD,
  HiSpeedSearch: HI_SPEED_SEARCH,
  TemplateNum: TEMPLATE_NUM,
  ReadIndexTable: READ_INDEX_TABLE,
  AuraLedConfig: AURA_LED_CONFIG,
  CheckSensor: CHECK_SENSOR,
  SoftRst: SOFT_RST,
  HandShake: HAND_SHAKE,
} as const;

/** A request as the link takes it; the link's own type is not imported, codecs know no link. */
export interface Ef01Request<Reply> {
  readonly name: string;
  readonly device: string;
  readonly kind: string;
  readonly frame: Uint8Array;
  readonly replyLengthMax: number;
  readonly replyTimeoutMs: number;
  readonly idempotent: boolean;
  readReply(frame: Uint8Array): Ef01Answer<Reply> | undefined;
}

/** A well-formed reply, or a confirmation code that nobody has named. */
export type Ef01Answer<Reply> = Exclude<Outcome<Reply>, { readonly kind: 'malformed' }>;

/** Frames a command for the module at `address`. An acknowledgement that fits and comes from there is its reply. */
export function ef01Request<Command, Reply>(
  codec: Ef01Codec<Command, Reply>,
  command: Command,
  address: number = DEFAULT_MODULE_ADDRESS,
): Ef01Request<Reply> {
  return {
    name: codec.name,
    device: 'module',
    // Refusals look alike for every command, so that any late reply could be any other's.
    kind: 'acknowledgement',
    frame: encodePacket({ address, packetId: PACKET_ID.command, payload: codec.encode(command) }),
    replyLengthMax: FRAME_OVERHEAD + codec.replyLengthMax,
    replyTimeoutMs: codec.replyTimeoutMs,
    idempotent: codec.idempotent,
    readReply: (frame) => {
      const packet = decodePacket(frame);
      if (packet?.packetId !== PACKET_ID.acknowledgement || packet.address !== address) return undefined;
      const outcome = codec.decode(packet.payload);
      return outcome.kind === 'malformed' ? undefined : outcome;
    },
  };
}

/**
 * Harmless requests whose replies have a length of their own; a refusal does not count as theirs. They show whether
 * earlier replies are still to come.
 */
export function ef01Probes(address: number = DEFAULT_MODULE_ADDRESS): readonly Ef01Request<unknown>[] {
  return [
    strict(ef01Request(TEMPLATE_NUM, undefined, address)),
    strict(ef01Request(READ_SYS_PARA, undefined, address)),
  ];
}

function strict(request: Ef01Request<{ readonly confirmation: string }>): Ef01Request<unknown> {
  return {
    ...request,
    kind: `probe ${request.name}`,
    readReply: (frame) => {
      const answer = request.readReply(frame);
      return answer?.kind === 'ok' && answer.reply.confirmation === 'ok' ? answer : undefined;
    },
  };
}
