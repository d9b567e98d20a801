/**
 * What is said to a module at each connect, before it may identify anyone: password, capacity, identity, occupied
 * pages. Pure: `next` names the command, `take` gives its reply.
 */
import { PAGES_PER_INDEX_PAGE } from '../../firmware-bridge/index.ts';
import { GARBLED_COMMANDS_MAX } from './limits.ts';
import type { ModuleCommand, ModuleReply } from './module-conversation.ts';
import { decodeModuleIdPage, encodeModuleIdPage, MODULE_ID_NOTEPAD_PAGE } from './module-identity.ts';

export interface Inspection {
  /** Undefined: the notepad holds no id of ours and none may be written. */
  readonly moduleId: string | undefined;
  readonly capacity: number;
  readonly usedPages: readonly number[];
  /** The module keeps an index of occupied pages; otherwise every page was tried. */
  readonly hasIndexTable: boolean;
}
export interface InspectOptions {
  readonly password: number;
  /** Where the module refuses to tell its own. */
  readonly defaultCapacity: number;
  /** Id to write into a notepad that holds none; undefined: leave it alone. */
  readonly adoptAs: string | undefined;
}
export type InspectResult =
  | { readonly kind: 'inspected'; readonly inspection: Inspection }
  | { readonly kind: 'refused'; readonly reason: 'wrong-password' | 'sensor-error' | 'wire-garbled' };

type State =
  | { readonly name: 'password' }
  | { readonly name: 'capacity' }
  | { readonly name: 'identity'; readonly written: boolean }
  | { readonly name: 'adopt' }
  | { readonly name: 'index'; readonly indexPage: number }
  | { readonly name: 'try-page'; readonly page: number }
  | { readonly name: 'done'; readonly result: InspectResult };

export class InspectMachine {
  private readonly options: InspectOptions;
  private state: State = { name: 'password' };
  private capacity: number;
  private moduleId: string | undefined;
  private readonly used: number[] = [];
  private garbled = 0;

  constructor(options: InspectOptions) {
    this.options = options;
    this.capacity = options.defaultCapacity;
  }

  get result(): InspectResult | undefined {
    return this.state.name === 'done' ? this.state.result : undefined;
  }

  /** The next command; undefined when there is a result. */
  next(): ModuleCommand | undefined {
    const { state } = this;
    switch (state.name) {
      case 'password':
        return { name: 'VfyPwd', password: this.options.password };
      case 'capacity':
        return { name: 'ReadSysPara' };
      case 'identity':
        return { name: 'ReadNotepad', notepadPage: MODULE_ID_NOTEPAD_PAGE };
      case 'adopt': {
        const content = encodeModuleIdPage(this.options.adoptAs ?? '');
        return { name: 'WriteNotepad', notepadPage: MODULE_ID_NOTEPAD_PAGE, content };
      }
      case 'index':
        return { name: 'ReadIndexTable', indexPage: state.indexPage };
      case 'try-page':
        return { name: 'LoadChar', buffer: 2, page: state.page };
      case 'done':
        return undefined;
    }
  }

  take(reply: ModuleReply): void {
    this.state = this.after(this.state, reply);
  }

  private after(state: State, reply: ModuleReply): State {
    const { confirmation, data } = reply;
    if (confirmation === 'sensor-hardware-error' || confirmation === 'hardware-error') {
      return { name: 'done', result: { kind: 'refused', reason: 'sensor-error' } };
    }
    // The module heard noise instead of the command: it is asked again.
    if (confirmation === 'packet-receive-error') {
      this.garbled += 1;
      if (this.garbled < GARBLED_COMMANDS_MAX) return state;
      return { name: 'done', result: { kind: 'refused', reason: 'wire-garbled' } };
    }
    switch (state.name) {
      case 'password':
        if (confirmation !== 'wrong-password') return { name: 'capacity' };
        return { name: 'done', result: { kind: 'refused', reason: 'wrong-password' } };
      case 'capacity':
        if (data?.kind === 'parameters' && data.librarySize > 0) this.capacity = data.librarySize;
        return { name: 'identity', written: false };
      case 'identity':
        this.moduleId = data?.kind === 'notepad' ? decodeModuleIdPage(data.content) : undefined;
        if (
          this.moduleId === undefined &&
          !state.written &&
          confirmation === 'ok' &&
          this.options.adoptAs !== undefined
        ) {
          return { name: 'adopt' };
        }
        return { name: 'index', indexPage: 0 };
      case 'adopt':
        return { name: 'identity', written: true };
      case 'index':
        return this.afterIndex(state.indexPage, reply);
      case 'try-page':
        if (confirmation === 'ok') this.used.push(state.page);
        return state.page + 1 < this.capacity ? { name: 'try-page', page: state.page + 1 } : this.done(false);
      case 'done':
        return state;
    }
  }

  private afterIndex(indexPage: number, { data }: ModuleReply): State {
    if (data?.kind !== 'occupied') {
      // An index that breaks off is none: every page is tried, from the beginning.
      this.used.length = 0;
      return { name: 'try-page', page: 0 };
    }
    const firstPage = indexPage * PAGES_PER_INDEX_PAGE;
    for (const page of data.pages) if (firstPage + page < this.capacity) this.used.push(firstPage + page);
    const isLast = firstPage + PAGES_PER_INDEX_PAGE >= this.capacity || indexPage === INDEX_PAGE_MAX;
    return isLast ? this.done(true) : { name: 'index', indexPage: indexPage + 1 };
  }

  private done(hasIndexTable: boolean): State {
    const { moduleId, capacity, used } = this;
    return {
      name: 'done',
      result: { kind: 'inspected', inspection: { moduleId, capacity, usedPages: used, hasIndexTable } },
    };
  }
}

/** ReadIndexTable knows four index pages. */
const INDEX_PAGE_MAX = 3;
