/**
 * Registers: tables derived from the journal. Written in the same transaction as the line they come from, built anew
 * from the first line when their version changes, in steps that a restart takes up where it was stopped.
 */
import type Database from 'better-sqlite3';
import type { Journal } from '../journal/journal.ts';
import type { OfficeModule, Register, RegisterReader, RegisterWriter, SqlValue } from './module.ts';
import type { RecordedEvent } from './recorded-event.ts';

const LINES_PER_STEP = 2_000;
/** Distinct SQL texts kept prepared; modules write theirs as constants. */
const STATEMENTS_MAX = 500;

interface RegisterRow {
  readonly name: string;
  readonly version: number;
  readonly tables: string;
  readonly rebuilt_to: number | null;
}
type Row = Record<string, SqlValue>;
/** A register that is built anew, and the position that it had reached when this was begun. */
interface Rebuilding {
  readonly register: Register;
  readonly position: number;
}

export class Registers implements RegisterReader {
  readonly #database: Database.Database;
  readonly #registers: readonly Register[];
  readonly #byType: ReadonlyMap<string, readonly Register[]>;
  readonly #writer: RegisterWriter;
  readonly #statements = new Map<string, Database.Statement<SqlValue[], Row>>();

  constructor(database: Database.Database, modules: readonly OfficeModule[]) {
    this.#database = database;
    this.#registers = modules.flatMap((module) => module.registers);
    this.#byType = groupByType(this.#registers);
    this.#writer = {
      run: (sql, ...params) => {
        this.#prepare(sql).run(...params);
      },
    };
  }

  /** Reads; throws for a statement that would write. */
  all(sql: string, ...params: readonly SqlValue[]): readonly Row[] {
    const statement = this.#prepare(sql);
    if (!statement.readonly) throw new TypeError('registers are written only by the engine');
    return statement.all(...params);
  }

  /** Takes one line into every register that handles it; in the caller's transaction. */
  apply(event: RecordedEvent): void {
    for (const register of this.#byType.get(event.type) ?? []) register.apply(this.#writer, event);
  }

  /**
   * Makes new and outdated registers whole, all of them in one reading of the lines; each step is a transaction, so a
   * killed start goes on where it was.
   */
  bringUp(journal: Journal): void {
    this.#dropForgotten();
    const behind = this.#registers.flatMap((register): Rebuilding[] => {
      const position = this.#beginRebuild(register);
      return position === undefined ? [] : [{ register, position }];
    });
    const head = journal.head().position;
    for (let position = Math.min(...behind.map((one) => one.position)); position < head;)
      position = this.#rebuildStep(behind, journal, position);
    this.#database.exec('UPDATE engine_register SET rebuilt_to = NULL WHERE rebuilt_to IS NOT NULL');
  }

  /** Position up to which the register is built already, or undefined where it follows the journal. */
  #beginRebuild(register: Register): number | undefined {
    const row = this.#database
      .prepare<[string], RegisterRow>('SELECT * FROM engine_register WHERE name = ?')
      .get(register.name);
    if (row?.version === register.version) return row.rebuilt_to ?? undefined;
    this.#database.transaction(() => {
      if (row !== undefined) this.#drop(row);
      createRegister(this.#database, register);
    })();
    this.#statements.clear();
    return 0;
  }

  #rebuildStep(behind: readonly Rebuilding[], journal: Journal, from: number): number {
    let to = from;
    const note = this.#database.prepare('UPDATE engine_register SET rebuilt_to = ? WHERE name = ?');
    this.#database.transaction(() => {
      for (const event of journal.readFrom(from + 1, LINES_PER_STEP)) {
        for (const { register, position } of behind) {
          if (event.position > position && register.handles.includes(event.type))
            register.apply(this.#writer, event);
        }
        to = event.position;
      }
      for (const { register, position } of behind) note.run(Math.max(to, position), register.name);
    })();
    return to;
  }

  #dropForgotten(): void {
    const known = new Set(this.#registers.map(({ name }) => name));
    const rows = this.#database.prepare<[], RegisterRow>('SELECT * FROM engine_register').all();
    this.#database.transaction(() => {
      for (const row of rows) if (!known.has(row.name)) this.#drop(row);
    })();
  }

  #drop(row: RegisterRow): void {
    for (const table of row.tables.split(' ')) this.#database.exec(`DROP TABLE IF EXISTS "${table}"`);
    this.#database.prepare('DELETE FROM engine_register WHERE name = ?').run(row.name);
  }

  #prepare(sql: string): Database.Statement<SqlValue[], Row> {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    if (this.#statements.size >= STATEMENTS_MAX) this.#statements.clear();
    const statement = this.#database.prepare<SqlValue[], Row>(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** Creates a register's tables and notes them. Throws a `RangeError` for a table name that is not a plain word. */
export function createRegister(database: Database.Database, register: Register): readonly string[] {
  const before = new Set(tablesOf(database));
  database.exec(register.tables);
  const created = tablesOf(database).filter((table) => !before.has(table));
  const odd = created.find((table) => !/^[a-z][a-z0-9_]*$/.test(table));
  if (odd !== undefined) throw new RangeError(`register ${register.name} has a table "${odd}"`);
  database
    .prepare<[string, number, string]>(
      'INSERT INTO engine_register (name, version, tables, rebuilt_to) VALUES (?, ?, ?, 0)',
    )
    .run(register.name, register.version, created.join(' '));
  return created;
}

function tablesOf(database: Database.Database): readonly string[] {
  return database
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .all()
    .map(({ name }) => name);
}

function groupByType(registers: readonly Register[]): ReadonlyMap<string, readonly Register[]> {
  const groups = new Map<string, Register[]>();
  for (const register of registers) {
    for (const type of register.handles) groups.set(type, [...(groups.get(type) ?? []), register]);
  }
  return groups;
}
