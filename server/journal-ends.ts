/** The first and last line of a journal that is not open yet: what decides which clock and which hardware it goes with. */
import { existsSync } from 'node:fs';
import type { RecordedEvent } from './engine/recorded-event.ts';
import { openReader } from './journal/database.ts';
import { decodeEntry } from './journal/entry.ts';

export interface JournalEnds {
  readonly first: RecordedEvent;
  readonly last: RecordedEvent;
}

/** Undefined where there is no line yet. Throws `JournalError` for a damaged journal. */
export function journalEnds(file: string): JournalEnds | undefined {
  if (!existsSync(file)) return undefined;
  const database = openReader(file);
  try {
    // Killed at its very first start, a service leaves a file without tables.
    const tables = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'journal'").all();
    if (tables.length === 0) return undefined;
    const read = (order: 'ASC' | 'DESC'): RecordedEvent | undefined => {
      const line = database
        .prepare<[], { position: number; entry: Buffer }>(
          `SELECT position, entry FROM journal ORDER BY position ${order} LIMIT 1`,
        )
        .get();
      return line && decodeEntry(line.entry, line.position);
    };
    const [first, last] = [read('ASC'), read('DESC')];
    return first && last && { first, last };
  } finally {
    database.close();
  }
}

/** Begun as a demonstration; undefined where there is no line yet. */
export function isDemoJournal(file: string): boolean | undefined {
  const first = journalEnds(file)?.first;
  return first && first.type === 'system.started' && first.data.demoClock;
}
