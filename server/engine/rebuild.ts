/**
 * Builds every state and register anew from the first line and compares: what is on the screens must follow from the
 * journal alone. Used by tests and by the restore drill.
 */
import { isDeepStrictEqual } from 'node:util';
import Database from 'better-sqlite3';
import { openReader, openWriter } from '../journal/database.ts';
import { decodeEntry } from '../journal/entry.ts';
import { Journal } from '../journal/journal.ts';
import { migrate } from '../journal/schema.ts';
import type { OfficeModule, SqlValue } from './module.ts';
import { initialStates, type ModuleStates } from './office-memory.ts';
import type { RecordedEvent } from './recorded-event.ts';
import { createRegister, Registers } from './registers.ts';
import { StateStore } from './state-store.ts';

export interface RebuildReport {
  /** Everything that was compared is equal. */
  readonly equal: boolean;
  readonly lines: number;
  readonly modules: readonly { readonly name: string; readonly equal: boolean }[];
  readonly tables: readonly { readonly name: string; readonly rows: number; readonly equal: boolean }[];
}

export interface Rebuilt {
  readonly lines: number;
  readonly states: ModuleStates;
  /** In memory; close it. */
  readonly registers: Database.Database;
  readonly tables: readonly string[];
}

interface EntryRow {
  readonly position: number;
  readonly entry: Buffer;
}

/** Runs all lines through fresh states and registers in memory. */
export function rebuild(modules: readonly OfficeModule[], lines: Iterable<RecordedEvent>): Rebuilt {
  const states = initialStates(modules);
  const database = new Database(':memory:');
  migrate(database);
  const registers = new Registers(database, modules);
  const tables = modules.flatMap((module) =>
    module.registers.flatMap((register) => createRegister(database, register)),
  );
  const pairs = modules.map((module) => ({ module, state: states.get(module.name) }));
  let count = 0;
  for (const event of lines) {
    for (const { module, state } of pairs) module.evolve(state, event);
    registers.apply(event);
    count += 1;
  }
  return { lines: count, states, registers: database, tables };
}

/** Compares a rebuild with living states and the tables of the file. */
export function compareWithRebuild(
  modules: readonly OfficeModule[],
  living: ModuleStates,
  database: Database.Database,
): RebuildReport {
  const rebuilt = rebuild(modules, linesOf(database));
  try {
    const states = modules.map(({ name }) => ({
      name,
      equal: isDeepStrictEqual(living.get(name), rebuilt.states.get(name)),
    }));
    const tables = rebuilt.tables.map((name) => compareTable(name, database, rebuilt.registers));
    const equal = [...states, ...tables].every((part) => part.equal);
    return { equal, lines: rebuilt.lines, modules: states, tables };
  } finally {
    rebuilt.registers.close();
  }
}

/** For a restored copy: its saved states and its registers against all of its lines. The file is only read. */
export function rebuildFile(modules: readonly OfficeModule[], file: string): RebuildReport {
  const database = openReader(file);
  try {
    const saved = new StateStore(database, new Journal(database), modules);
    return compareWithRebuild(modules, saved.load(), database);
  } finally {
    database.close();
  }
}

/**
 * For a restored copy that may be thrown away: brought up as at a start, migrations and outdated registers included, and
 * then compared. What a register of the same version says otherwise than the lines is found.
 */
export function rebuildRestored(modules: readonly OfficeModule[], file: string): RebuildReport {
  const database = openWriter(file);
  try {
    const journal = new Journal(database);
    new Registers(database, modules).bringUp(journal);
    return compareWithRebuild(modules, new StateStore(database, journal, modules).load(), database);
  } finally {
    database.close();
  }
}

function* linesOf(database: Database.Database): Generator<RecordedEvent> {
  const rows = database
    .prepare<[], EntryRow>('SELECT position, entry FROM journal ORDER BY position')
    .iterate();
  for (const { entry, position } of rows) yield decodeEntry(entry, position);
}

function compareTable(
  name: string,
  living: Database.Database,
  rebuilt: Database.Database,
): { readonly name: string; readonly rows: number; readonly equal: boolean } {
  const there = living.prepare<[string], { found: number }>(
    'SELECT 1 AS found FROM sqlite_schema WHERE name = ?',
  );
  const expected = rowsOf(name, rebuilt);
  const equal = there.get(name) !== undefined && isDeepStrictEqual(rowsOf(name, living), expected);
  return { name, rows: expected.length, equal };
}

function rowsOf(table: string, database: Database.Database): readonly Record<string, SqlValue>[] {
  const width = database.prepare(`SELECT * FROM "${table}"`).columns().length;
  const order = Array.from({ length: width }, (_, at) => at + 1).join(', ');
  return database.prepare<[], Record<string, SqlValue>>(`SELECT * FROM "${table}" ORDER BY ${order}`).all();
}
