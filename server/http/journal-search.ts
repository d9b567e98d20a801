/**
 * Lines of the journal that somebody looks for, latest first. The journal has no index of its own: it is read backwards
 * in small pieces, so that a badge never waits for a search, and an answer ends after so many lines; the next goes on.
 */
import { setImmediate } from 'node:timers/promises';
import { asReadBy, type JournalLine } from '../access/journal-reading.ts';
import type { Principal } from '../access/principal.ts';
import type { Office } from '../engine/office-options.ts';

/** Lines read before others get their turn; a few milliseconds. */
const PIECE_LINES = 200;
/** Lines that one answer looks at. */
export const SEARCHED_MAX = 10_000;

export interface JournalQuery {
  /** Lines below this position; undefined: from the end. */
  readonly before?: number | undefined;
  readonly type?: string | undefined;
  /** Office dates, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Who did it or whom it names. */
  readonly personId?: string | undefined;
  /** Stands in the line as written. */
  readonly text?: string | undefined;
  readonly limit: number;
}
export interface JournalFind {
  /** Latest first. */
  readonly events: readonly JournalLine[];
  /** Of the journal now. */
  readonly position: number;
  /** All lines from here up to where the search began have been looked at. */
  readonly searchedTo: number;
}

/**
 * What is withheld from a reader is not found by what it holds: a line matches as that reader sees it. Office dates need
 * not fall with the position (a clock was put right), so no line is taken for older than the span unread.
 */
export async function searchJournal(
  office: Pick<Office, 'position' | 'readJournal'>,
  principal: Principal,
  query: JournalQuery,
): Promise<JournalFind> {
  const position = office.position();
  const until = Math.min(query.before ?? position + 1, position + 1);
  const lowest = Math.max(1, until - SEARCHED_MAX);
  const events: JournalLine[] = [];
  let searchedTo = until;
  while (searchedTo > lowest) {
    const first = Math.max(lowest, searchedTo - PIECE_LINES);
    for (const event of office.readJournal(first, searchedTo - first).toReversed()) {
      const line = asReadBy(principal, event);
      if (matches(line, query)) events.push(line);
      searchedTo = event.position;
      if (events.length === query.limit) return { events, position, searchedTo };
    }
    searchedTo = first;
    await setImmediate();
  }
  return { events, position, searchedTo };
}

function matches(line: JournalLine, { type, from, to, personId, text }: JournalQuery): boolean {
  if (type !== undefined && line.type !== type) return false;
  if (from !== undefined && line.officeDate < from) return false;
  if (to !== undefined && line.officeDate > to) return false;
  if (personId !== undefined && line.actor !== `person:${personId}` && !names(line.data, personId))
    return false;
  return text === undefined || JSON.stringify(line).toLowerCase().includes(text.toLowerCase());
}

function names(value: unknown, personId: string): boolean {
  if (typeof value === 'object' && value !== null)
    return Object.values(value).some((item) => names(item, personId));
  return value === personId;
}
