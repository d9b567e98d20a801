/**
 * Verifies a journal file over a read-only connection, in short reads, so that the service may go on writing and its
 * WAL is not held back. Called in a worker by the service, directly by the command line.
 */
import type Database from 'better-sqlite3';
import { JournalError } from '../errors.ts';
import { checkpointFolderOf, readCheckpoints } from './checkpoint-folder.ts';
import { openReader } from './database.ts';
import { parseVerifierKey } from './signed-note.ts';
import { describeStorageError, storageFaultOf } from './storage-error.ts';
import { verifiersOf } from './verifier-keys.ts';
import { verifyRows, type JournalRow, type VerifyReport } from './verify.ts';

export interface VerifyFileOptions {
  /** Notes brought from elsewhere. */
  readonly witnessed?: readonly string[];
  /** Keys from the paper register; without them those named in the file itself are believed. */
  readonly verifierKeys?: readonly string[];
  readonly onProgress?: (checked: number, total: number) => void;
}

const ROWS_PER_READ = 2_000;

export function verifyFile(file: string, options: VerifyFileOptions = {}): VerifyReport {
  const database = openReader(file);
  try {
    const verifiers = options.verifierKeys?.map((key) => parseVerifierKey(key)) ?? verifiersOf(database);
    // Notes before the length: one that is signed meanwhile then never seems to cover lines that are missing.
    const kept = new Set([...keptNotes(database), ...readCheckpoints(checkpointFolderOf(file))]);
    const total = lengthOf(database);
    return verifyRows(rowsOf(database, total), {
      kept: [...kept],
      witnessed: options.witnessed ?? [],
      verifiers,
      onProgress: (checked) => options.onProgress?.(checked, total),
    });
  } finally {
    database.close();
  }
}

export function lengthOf(database: Database.Database): number {
  const row = database
    .prepare<[], { size: number | null }>('SELECT max(position) AS size FROM journal')
    .get();
  return row?.size ?? 0;
}

/**
 * Rows up to `total`, those before the first line included, read in short transactions. Damage of the file becomes
 * `JournalError` JOURNAL_CORRUPT.
 */
function* rowsOf(database: Database.Database, total: number): Generator<JournalRow> {
  const read = database.prepare<[number, number, number], JournalRow>(
    'SELECT position, entry, prev, hash FROM journal WHERE position > ? AND position <= ? ORDER BY position LIMIT ?',
  );
  for (let last = -Infinity; ;) {
    const rows = damageTold(() => read.all(last, total, ROWS_PER_READ));
    yield* rows;
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.position;
  }
}

function keptNotes(database: Database.Database): readonly string[] {
  return database
    .prepare<[], { note: string }>('SELECT note FROM journal_checkpoint ORDER BY size')
    .all()
    .map((row) => String(row.note));
}

function damageTold<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (storageFaultOf(cause) === undefined) throw cause;
    throw new JournalError('JOURNAL_CORRUPT', describeStorageError(cause), { cause });
  }
}
