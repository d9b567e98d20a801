/** What http, live and the command line may ask of the engine. They write nothing themselves. */
import type { Principal } from '../access/principal.ts';
import type { Context } from './context.ts';
import type { OfficeRequest } from './input.ts';
import type { OfficeModule, RegisterReader, StationNotice } from './module.ts';
import type { RecordedEvent } from './recorded-event.ts';

export interface OfficePort {
  /**
   * Puts a request into the inbox; resolves after the commit. Rejects with `RuleViolation` (refused by rule) or
   * `JournalError` JOURNAL_UNWRITABLE (nothing was done). Access and schema have been checked by the caller.
   */
  request(
    principal: Principal,
    request: OfficeRequest,
  ): Promise<{ readonly position: number; readonly answer: unknown }>;
  /** Journal position of the last commit. */
  position(): number;
  /** Context of this moment, for views and screens. */
  context(): Context;
  /** The live state of a module, read-only. */
  stateOf(moduleName: string): unknown;
  readonly modules: readonly OfficeModule[];
  readonly registers: RegisterReader;
  /** After each commit: the events of the whole group. */
  onCommitted(listener: (events: readonly RecordedEvent[]) => void): () => void;
  onNotice(listener: (stationId: string, notice: StationNotice) => void): () => void;
  journalHealth(): { readonly writable: boolean; readonly reason: string | undefined };
  clockHealth(): { readonly believed: boolean; readonly reason: string | undefined };
  /** Decoded lines of the journal from a position on. */
  readJournal(fromPosition: number, limit: number): readonly RecordedEvent[];
}
