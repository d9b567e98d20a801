/**
 * The journal of one writing connection: appends lines inside the caller's transaction, keeps the head and the Merkle
 * frontier in step with it, and reads lines back. It begins no transaction and decides nothing.
 */
import type Database from 'better-sqlite3';
import type { ActorRef, OfficeEvent, RecordedEvent } from '../engine/recorded-event.ts';
import { decodeEntry, encodeEntry } from './entry.ts';
import { loadFrontier } from './frontier-loader.ts';
import { chainHash, GENESIS, leafHash } from './hashes.ts';
import { MerkleFrontier } from './merkle-frontier.ts';

/** What the caller knows of a line; the journal gives it its position. */
export interface Draft {
  readonly event: OfficeEvent;
  readonly recordedAtMs: number;
  readonly officeDate: string;
  readonly actor: ActorRef;
  readonly cause: number | undefined;
}

export interface JournalHead {
  /** 0 where the journal is empty. */
  readonly position: number;
  readonly hash: Buffer;
  readonly recordedAtMs: number | undefined;
}

/** State of the journal in memory, to go back to with a savepoint. */
export interface JournalMark {
  readonly head: JournalHead;
  readonly frontier: MerkleFrontier;
}

interface EntryRow {
  readonly position: number;
  readonly entry: Buffer;
}

export class Journal {
  readonly #insert: Database.Statement<[number, Buffer, Buffer, Buffer]>;
  readonly #read: Database.Statement<[number, number], EntryRow>;
  #head: JournalHead;
  #frontier: MerkleFrontier;

  /** Reads the head and the frontier. Throws `JournalError` JOURNAL_CORRUPT where they do not belong together. */
  constructor(database: Database.Database) {
    this.#insert = database.prepare('INSERT INTO journal (position, entry, prev, hash) VALUES (?, ?, ?, ?)');
    this.#read = database.prepare<[number, number], EntryRow>(
      'SELECT position, entry FROM journal WHERE position >= ? ORDER BY position LIMIT ?',
    );
    const last = database
      .prepare<[], EntryRow & { hash: Buffer }>(
        'SELECT position, entry, hash FROM journal ORDER BY position DESC LIMIT 1',
      )
      .get();
    this.#head =
      last === undefined
        ? { position: 0, hash: GENESIS, recordedAtMs: undefined }
        : {
            position: last.position,
            hash: last.hash,
            recordedAtMs: decodeEntry(last.entry, last.position).recordedAtMs,
          };
    this.#frontier = loadFrontier(database, this.#head);
  }

  head(): JournalHead {
    return this.#head;
  }

  /** The tree over all lines so far, those of the open transaction included. */
  tree(): MerkleFrontier {
    return this.#frontier.copy();
  }

  /**
   * Appends one line and returns it as it will be read again: fields that were undefined are gone. Throws a
   * `RangeError` beyond 65,535 bytes, and SQLite's error where it cannot be written; nothing has changed then.
   */
  append(draft: Draft): RecordedEvent {
    const { event, recordedAtMs, officeDate, actor, cause } = draft;
    const position = this.#head.position + 1;
    const entry = encodeEntry({ ...event, position, recordedAtMs, officeDate, actor, cause });
    const recorded = decodeEntry(entry, position);
    const leaf = leafHash(entry);
    const hash = chainHash(this.#head.hash, leaf);
    this.#insert.run(position, entry, this.#head.hash, hash);
    this.#frontier.append(leaf);
    this.#head = { position, hash, recordedAtMs };
    return recorded;
  }

  mark(): JournalMark {
    return { head: this.#head, frontier: this.#frontier.copy() };
  }

  /** After the database has been rolled back to where the mark was taken. */
  rewind(mark: JournalMark): void {
    this.#head = mark.head;
    this.#frontier = mark.frontier;
  }

  /** Decoded lines, `position` first, at most `limit`. */
  readFrom(position: number, limit: number): readonly RecordedEvent[] {
    return this.#read.all(position, limit).map((row) => decodeEntry(row.entry, row.position));
  }
}
