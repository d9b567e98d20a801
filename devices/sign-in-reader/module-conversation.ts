/**
 * Speaks to a fingerprint module on behalf of the pure machines: they say which command is next and get its reply as
 * one flat value; protocol words stay here.
 */
import {
  ef01Request,
  EF01_COMMANDS,
  type AuraLedConfigCommand,
  type BufferId,
  type Clock,
  type Confirmation,
  type Ef01Codec,
  type RequestLink,
  type Stamp,
} from '../../firmware-bridge/index.ts';
import { stampAt } from './stamp-at.ts';

export type ModuleCommand =
  | { readonly name: 'VfyPwd'; readonly password: number }
  | { readonly name: 'ReadSysPara' }
  | { readonly name: 'ReadNotepad'; readonly notepadPage: number }
  | { readonly name: 'WriteNotepad'; readonly notepadPage: number; readonly content: Uint8Array }
  | { readonly name: 'ReadIndexTable'; readonly indexPage: number }
  | { readonly name: 'GenImg' }
  | { readonly name: 'Img2Tz'; readonly buffer: BufferId }
  | {
      readonly name: 'Search';
      readonly buffer: BufferId;
      readonly startPage: number;
      readonly pageCount: number;
    }
  | { readonly name: 'RegModel' }
  | { readonly name: 'Store'; readonly buffer: BufferId; readonly page: number }
  | { readonly name: 'LoadChar'; readonly buffer: BufferId; readonly page: number }
  | { readonly name: 'DeletChar'; readonly page: number; readonly count: number }
  | ({ readonly name: 'AuraLedConfig' } & AuraLedConfigCommand);

export interface ModuleReply {
  /** `unknown`: a code that no manual names. */
  readonly confirmation: Confirmation | 'unknown';
  /** First byte of the reply. */
  readonly at: Stamp;
  /** What came with an `ok` that carries data. */
  readonly data: ReplyData | undefined;
  /** It took more than one attempt: the module may have lost its memory between them. */
  readonly repeated: boolean;
}
export type ReplyData =
  | { readonly kind: 'parameters'; readonly librarySize: number }
  | { readonly kind: 'notepad'; readonly content: Uint8Array }
  | { readonly kind: 'occupied'; readonly pages: readonly number[] }
  | { readonly kind: 'match'; readonly page: number; readonly score: number };

export class ModuleConversation {
  private readonly link: RequestLink;
  private readonly clock: Clock;

  constructor(link: RequestLink, clock: Clock) {
    this.link = link;
    this.clock = clock;
  }

  /** Sends a command and waits for its reply. Rejects as `RequestLink.request` does. */
  ask(command: ModuleCommand): Promise<ModuleReply> {
    switch (command.name) {
      case 'VfyPwd':
        return this.plain(EF01_COMMANDS.VfyPwd, command);
      case 'GenImg':
        return this.plain(EF01_COMMANDS.GenImg, undefined);
      case 'Img2Tz':
        return this.plain(EF01_COMMANDS.Img2Tz, command);
      case 'RegModel':
        return this.plain(EF01_COMMANDS.RegModel, undefined);
      case 'Store':
        return this.plain(EF01_COMMANDS.Store, command);
      case 'LoadChar':
        return this.plain(EF01_COMMANDS.LoadChar, command);
      case 'DeletChar':
        return this.plain(EF01_COMMANDS.DeletChar, command);
      case 'WriteNotepad':
        return this.plain(EF01_COMMANDS.WriteNotepad, command);
      case 'AuraLedConfig':
        return this.plain(EF01_COMMANDS.AuraLedConfig, command);
      case 'ReadSysPara':
        return this.exchange(EF01_COMMANDS.ReadSysPara, undefined, (reply) =>
          reply.confirmation === 'ok' ? { kind: 'parameters', librarySize: reply.librarySize } : undefined,
        );
      case 'ReadNotepad':
        return this.exchange(EF01_COMMANDS.ReadNotepad, command, (reply) =>
          reply.confirmation === 'ok' ? { kind: 'notepad', content: reply.content } : undefined,
        );
      case 'ReadIndexTable':
        return this.exchange(EF01_COMMANDS.ReadIndexTable, command, (reply) =>
          reply.confirmation === 'ok' ? { kind: 'occupied', pages: reply.occupied } : undefined,
        );
      case 'Search':
        return this.exchange(EF01_COMMANDS.Search, command, (reply) =>
          reply.confirmation === 'ok' ? { kind: 'match', page: reply.page, score: reply.score } : undefined,
        );
    }
  }

  private plain<Command>(
    codec: Ef01Codec<Command, { readonly confirmation: Confirmation }>,
    command: Command,
  ): Promise<ModuleReply> {
    return this.exchange(codec, command, () => undefined);
  }

  private async exchange<Command, Reply extends { readonly confirmation: Confirmation }>(
    codec: Ef01Codec<Command, Reply>,
    command: Command,
    dataOf: (reply: Reply) => ReplyData | undefined,
  ): Promise<ModuleReply> {
    const { reply: outcome, atMs, attempts } = await this.link.request(ef01Request(codec, command));
    const at = stampAt(this.clock, atMs);
    const repeated = attempts > 1;
    if (outcome.kind === 'unknown') return { confirmation: 'unknown', at, data: undefined, repeated };
    return { confirmation: outcome.reply.confirmation, at, data: dataOf(outcome.reply), repeated };
  }
}
