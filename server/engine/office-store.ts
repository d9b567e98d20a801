/**
 * Everything bound to one writing connection: transaction, journal, registers, saved states, checkpoints, vault. Given
 * up as a whole after an I/O error and opened anew.
 */
import type Database from 'better-sqlite3';
import { checkpointFolderOf, readLatestCheckpoint } from '../journal/checkpoint-folder.ts';
import { checkAgainstFolder, CheckpointLedger } from '../journal/checkpoint-ledger.ts';
import { openingError, openWriter } from '../journal/database.ts';
import { Journal } from '../journal/journal.ts';
import type { NoteSigner } from '../journal/signed-note.ts';
import type { OfficeModule } from './module.ts';
import type { IntakeVault } from './office-options.ts';
import { Registers } from './registers.ts';
import { StateStore } from './state-store.ts';

export interface OfficeStoreOptions {
  readonly file: string;
  readonly modules: readonly OfficeModule[];
  readonly signer: NoteSigner;
  readonly openVault: (database: Database.Database) => IntakeVault;
}

export class OfficeStore {
  readonly journal: Journal;
  readonly registers: Registers;
  readonly states: StateStore;
  readonly ledger: CheckpointLedger;
  readonly vault: IntakeVault;
  readonly #database: Database.Database;
  readonly #begin: Database.Statement;
  readonly #commit: Database.Statement;
  readonly #savepoint: Database.Statement;
  readonly #release: Database.Statement;
  readonly #rollbackToSavepoint: Database.Statement;
  readonly #hasPassed: Database.Statement<[string], { readonly found: number }>;

  /**
   * Opens or makes the file and brings the registers up. Throws `JournalError`: JOURNAL_UNWRITABLE, JOURNAL_NEWER, or
   * JOURNAL_CORRUPT where the lines, the checkpoints in the file and those in the folder do not belong together.
   */
  static open(options: OfficeStoreOptions): OfficeStore {
    const database = openWriter(options.file);
    try {
      return new OfficeStore(database, options);
    } catch (cause) {
      database.close();
      // With a log left by a kill, a read-only disk is noticed only at the first write.
      throw openingError(options.file, cause);
    }
  }

  private constructor(database: Database.Database, options: OfficeStoreOptions) {
    this.#database = database;
    this.journal = new Journal(database);
    checkAgainstFolder(database, readLatestCheckpoint(checkpointFolderOf(options.file)));
    this.ledger = new CheckpointLedger(database, options.signer);
    this.ledger.registerKey(this.journal.head().position);
    this.registers = new Registers(database, options.modules);
    this.registers.bringUp(this.journal);
    this.states = new StateStore(database, this.journal, options.modules);
    this.vault = options.openVault(database);
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#savepoint = database.prepare('SAVEPOINT input');
    this.#release = database.prepare('RELEASE input');
    this.#rollbackToSavepoint = database.prepare('ROLLBACK TO input');
    this.#hasPassed = database.prepare<[string], { readonly found: number }>(
      'SELECT 1 AS found FROM system_deadline WHERE key = ?',
    );
  }

  begin(): void {
    this.#begin.run();
  }

  commit(): void {
    this.#commit.run();
  }

  /** SQLite may have rolled back by itself already (disk full, I/O error). */
  rollback(): void {
    if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
  }

  savepoint(): void {
    this.#savepoint.run();
  }

  release(): void {
    this.#release.run();
  }

  rollbackToSavepoint(): void {
    this.#rollbackToSavepoint.run();
    this.#release.run();
  }

  /** The deadline of that key is in the journal. */
  hasPassed(key: string): boolean {
    return this.#hasPassed.get(key) !== undefined;
  }

  /** Moves what is in the WAL into the file, as far as no reader holds it back. */
  checkpointWal(): void {
    this.#database.pragma('wal_checkpoint(PASSIVE)');
  }

  /** From here on only reading is possible: nothing is tried again on a connection whose flush has failed. */
  giveUpWriting(): void {
    this.#database.pragma('query_only = ON');
  }

  close(): void {
    this.#database.close();
  }
}
