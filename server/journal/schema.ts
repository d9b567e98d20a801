/**
 * The shape of the file, as numbered steps that are never edited once released. `user_version` says how far a file
 * has come. The vault's tables live beside these and are not ours; registers come and go with their versions.
 */
import type Database from 'better-sqlite3';
import { JournalError } from '../errors.ts';

/** `Dian`, so that `file` and a careful person can tell what this SQLite file is. */
export const APPLICATION_ID = 0x4469616e;

/**
 * Entries only ever grow at the end: the triggers refuse change, removal and gaps, and UNIQUE(prev) a fork. They guard
 * against defects; against somebody with the file in hand only checkpoints kept elsewhere help.
 */
const JOURNAL = `
CREATE TABLE journal (
  position INTEGER PRIMARY KEY CHECK (position >= 1),
  entry BLOB NOT NULL CHECK (length(entry) BETWEEN 1 AND 65535),
  prev BLOB NOT NULL UNIQUE CHECK (length(prev) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TRIGGER journal_keeps_order BEFORE INSERT ON journal
WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM journal)
  OR NEW.prev <> coalesce((SELECT hash FROM journal ORDER BY position DESC LIMIT 1), zeroblob(32))
BEGIN
  SELECT raise(ABORT, 'the journal grows only at its end');
END;
CREATE TRIGGER journal_keeps_lines BEFORE UPDATE ON journal
BEGIN
  SELECT raise(ABORT, 'the journal is append-only: nothing is changed');
END;
CREATE TRIGGER journal_keeps_all BEFORE DELETE ON journal
BEGIN
  SELECT raise(ABORT, 'the journal is append-only: nothing is removed');
END;
`;

/** Signed heads, with the frontier that belongs to each so that a start need not hash the journal from line one. */
const CHECKPOINTS = `
CREATE TABLE journal_key (
  verifier_key TEXT PRIMARY KEY,
  from_size INTEGER NOT NULL
) STRICT;
CREATE TABLE journal_checkpoint (
  size INTEGER PRIMARY KEY,
  note TEXT NOT NULL,
  frontier BLOB NOT NULL,
  signed_at_ms INTEGER NOT NULL
) STRICT;
CREATE TRIGGER journal_checkpoint_grows BEFORE INSERT ON journal_checkpoint
WHEN NEW.size <= (SELECT coalesce(max(size), -1) FROM journal_checkpoint)
BEGIN
  SELECT raise(ABORT, 'checkpoints only go forward');
END;
CREATE TRIGGER journal_checkpoint_keeps BEFORE UPDATE ON journal_checkpoint
BEGIN
  SELECT raise(ABORT, 'checkpoints are append-only');
END;
CREATE TRIGGER journal_checkpoint_keeps_all BEFORE DELETE ON journal_checkpoint
BEGIN
  SELECT raise(ABORT, 'checkpoints are append-only');
END;
`;

/** Derived: saved states of the modules and what is known of their registers. May be emptied at any time. */
const DERIVED = `
CREATE TABLE engine_state (
  module TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  position INTEGER NOT NULL,
  digest BLOB NOT NULL,
  state BLOB NOT NULL
) STRICT;
CREATE TABLE engine_register (
  name TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  tables TEXT NOT NULL,
  rebuilt_to INTEGER
) STRICT;
`;

export const MIGRATIONS: readonly string[] = [JOURNAL, CHECKPOINTS, DERIVED];

/** Brings the file to the present shape, one transaction a step. Throws `JournalError` JOURNAL_NEWER. */
export function migrate(database: Database.Database): void {
  const found = versionOf(database);
  if (found > MIGRATIONS.length) {
    throw new JournalError(
      'JOURNAL_NEWER',
      `台账由更新的版本写成（格式 ${found}，本程序只识 ${MIGRATIONS.length}），服务未启动。请安装新版本。`,
    );
  }
  MIGRATIONS.slice(found).forEach((step, at) => {
    database.transaction(() => {
      database.exec(step);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma(`user_version = ${found + at + 1}`);
    })();
  });
}

export function versionOf(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}
