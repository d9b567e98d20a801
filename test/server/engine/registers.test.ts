/** Registers that are built anew: all in one reading of the lines, each from where it was. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OfficeModule, Register } from '../../../server/engine/module.ts';
import { Registers } from '../../../server/engine/registers.ts';
import { modulesOf } from '../../../server/engine/office.ts';
import { newProbe, smallParts } from '../../support/small-modules.ts';
import { JournalFile } from '../journal/journal-file.ts';

const LINES = 5_000;

let file: JournalFile;
beforeEach(() => {
  file = new JournalFile();
  file.fill(LINES);
});
afterEach(() => file.remove());

function register(name: string): Register {
  return {
    name,
    version: 1,
    tables: `CREATE TABLE ${name}_note (position INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT`,
    handles: ['people.sign-in-refused'],
    apply(write, event) {
      if (event.type !== 'people.sign-in-refused') return;
      write.run(`INSERT INTO ${name}_note VALUES (?, ?)`, event.position, event.data.username);
    },
  };
}

/** The small office's modules with registers of the test's own in one of them. */
function modulesWith(...registers: readonly Register[]): readonly OfficeModule[] {
  return modulesOf(smallParts(newProbe())).map((module) => ({
    ...module,
    registers: module.name === 'duty' ? registers : [],
  }));
}

const rowsOf = (name: string): unknown =>
  file.database.prepare(`SELECT count(*) AS rows, max(position) AS last FROM ${name}_note`).get();

describe('registers at a start', () => {
  it('read each line once, however many of them are outdated', () => {
    const reading = vi.spyOn(file.journal, 'readFrom');
    const three = modulesWith(register('one'), register('two'), register('three'));
    new Registers(file.database, three).bringUp(file.journal);
    const read = reading.mock.results.flatMap(({ value }) => (Array.isArray(value) ? value : []));
    expect(read).toHaveLength(LINES);
    for (const name of ['one', 'two', 'three']) expect(rowsOf(name)).toEqual({ rows: LINES, last: LINES });
  });

  it('go on each from where it was, and leave alone the one that is whole', () => {
    const both = modulesWith(register('one'), register('two'), register('whole'));
    new Registers(file.database, both).bringUp(file.journal);
    file.database.exec(`
      DELETE FROM one_note WHERE position > 2500;
      UPDATE engine_register SET rebuilt_to = 2500 WHERE name = 'one';
      DELETE FROM two_note WHERE position > 1000;
      UPDATE engine_register SET rebuilt_to = 1000 WHERE name = 'two';
      DELETE FROM whole_note WHERE position = 3`);
    new Registers(file.database, both).bringUp(file.journal);
    expect(rowsOf('one')).toEqual({ rows: LINES, last: LINES });
    expect(rowsOf('two')).toEqual({ rows: LINES, last: LINES });
    expect(rowsOf('whole')).toEqual({ rows: LINES - 1, last: LINES });
    const standing = file.database.prepare('SELECT DISTINCT rebuilt_to FROM engine_register').all();
    expect(standing).toEqual([{ rebuilt_to: null }]);
  });
});
