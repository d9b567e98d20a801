/** Registers in an SQLite database in memory, written and read as the engine does. */
import Database from 'better-sqlite3';
import type { Register, RegisterReader, SqlValue } from '../../server/engine/module.ts';
import type { RecordedEvent } from '../../server/engine/recorded-event.ts';

export class RegisterMemory implements RegisterReader {
  readonly #database = new Database(':memory:');
  readonly #registers: readonly Register[];

  constructor(registers: readonly Register[]) {
    this.#registers = registers;
    for (const { tables } of registers) this.#database.exec(tables);
  }

  apply(event: RecordedEvent): void {
    for (const register of this.#registers) {
      if (!register.handles.includes(event.type)) continue;
      register.apply({ run: (sql, ...params) => void this.#database.prepare(sql).run(...params) }, event);
    }
  }

  all(sql: string, ...params: readonly SqlValue[]): readonly Record<string, SqlValue>[] {
    return this.#database.prepare<SqlValue[], Record<string, SqlValue>>(sql).all(...params);
  }
}
