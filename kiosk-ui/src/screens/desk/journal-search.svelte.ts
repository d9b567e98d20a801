/**
 * Looking through the journal from its end backwards, on the service, some thousand lines a call: what was found so far,
 * how far it came, and going on. A newer search takes the place of one that is still under way.
 */
import { call } from '../../connection/api.ts';
import type { Problem } from '../../../../server/contract/socket.ts';
import { isJournalFind, type JournalLine } from './journal-shapes.ts';

/** What is looked for; an empty word asks for nothing. */
export interface JournalFilter {
  readonly type: string;
  /** Office dates, both included. */
  readonly from: string;
  readonly to: string;
  readonly personId: string;
  readonly text: string;
  /** The latest line that is shown; undefined: the end. */
  readonly position: number | undefined;
}

/** Lines that are found before the search waits to be asked on. */
const PAGE_LINES = 100;

export class JournalSearch {
  #lines = $state.raw<readonly JournalLine[] | undefined>();
  #head = $state.raw(0);
  #searchedTo = $state.raw<number | undefined>();
  #problem = $state.raw<Problem | undefined>();
  #running = $state.raw(false);
  #filter: JournalFilter | undefined;
  #turn = 0;

  /** Latest first; undefined until the first answer. */
  get lines(): readonly JournalLine[] | undefined {
    return this.#lines;
  }
  /** Position of the journal's last line. */
  get head(): number {
    return this.#head;
  }
  /** Every line from here to where it began has been looked at. */
  get searchedTo(): number | undefined {
    return this.#searchedTo;
  }
  get problem(): Problem | undefined {
    return this.#problem;
  }
  get running(): boolean {
    return this.#running;
  }
  /** There are lines that nobody has looked at. */
  get goesOn(): boolean {
    return (this.#searchedTo ?? 1) > 1;
  }

  async start(filter: JournalFilter): Promise<void> {
    this.#filter = filter;
    this.#lines = undefined;
    this.#searchedTo = undefined;
    await this.#run(filter, filter.position === undefined ? undefined : filter.position + 1);
  }
  async goOn(): Promise<void> {
    if (this.#filter !== undefined && !this.#running) await this.#run(this.#filter, this.#searchedTo);
  }
  /** What was found stays. */
  stop(): void {
    this.#turn += 1;
    this.#running = false;
    this.#lines ??= [];
  }

  /** Until a page of lines is found, or the first line of the journal is reached. */
  async #run(filter: JournalFilter, from: number | undefined): Promise<void> {
    const turn = (this.#turn += 1);
    const wanted = (this.#lines?.length ?? 0) + PAGE_LINES;
    let before = from;
    this.#running = true;
    do {
      const found = await call('GET', addressOf(filter, before), isJournalFind);
      if (turn !== this.#turn) return;
      this.#problem = found.ok ? undefined : found.problem;
      if (!found.ok) break;
      this.#lines = [...(this.#lines ?? []), ...found.value.events];
      this.#head = found.value.position;
      this.#searchedTo = before = found.value.searchedTo;
    } while (before > 1 && (this.#lines?.length ?? 0) < wanted);
    this.#running = false;
  }
}

function addressOf(filter: JournalFilter, before: number | undefined): string {
  const asked = {
    before: before === undefined ? '' : String(before),
    type: filter.type,
    from: filter.from,
    to: filter.to,
    personId: filter.personId,
    text: filter.text.trim(),
    limit: String(PAGE_LINES),
  };
  const params = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
  return `/api/journal/search?${params.toString()}`;
}
