/** Old shapes are brought up without touching a line; newer and foreign files are left alone. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReader, openWriter } from '../../../server/journal/database.ts';
import { Journal } from '../../../server/journal/journal.ts';
import { MIGRATIONS, versionOf } from '../../../server/journal/schema.ts';
import { verifyFile } from '../../../server/journal/verify-file.ts';
import { noteEvent } from './journal-file.ts';

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dianmao-schema-'));
  file = join(directory, 'journal.db');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Steps 1 to `version` of today, over the frozen first shape. */
function oldFile(version: number): void {
  const database = new Database(file);
  database.exec(readFileSync(join(import.meta.dirname, 'fixtures', 'schema-1.sql'), 'utf8'));
  for (const step of MIGRATIONS.slice(1, version)) database.exec(step);
  database.pragma(`user_version = ${version}`);
  database.close();
}

describe('migrations', () => {
  it.each(MIGRATIONS.map((_, at) => at + 1))('brings shape %i up and keeps every line', (version) => {
    oldFile(version);
    const database = openWriter(file);
    expect(versionOf(database)).toBe(MIGRATIONS.length);
    const journal = new Journal(database);
    expect(journal.readFrom(1, 10).map(({ data }) => data)).toMatchObject([
      { username: '甲' },
      { username: 'b' },
      { username: 'c' },
    ]);
    journal.append({
      event: noteEvent('new'),
      recordedAtMs: 9,
      officeDate: '2026-11-24',
      actor: 'system',
      cause: undefined,
    });
    database.close();
    expect(verifyFile(file)).toMatchObject({ ok: true, lines: 4 });
  });

  it('gives an old file the same tables as a new one', () => {
    oldFile(1);
    openWriter(file).close();
    const other = join(directory, 'new.db');
    openWriter(other).close();
    const shapeOf = (path: string): unknown => {
      const database = openReader(path);
      const shape = database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
      database.close();
      return shape;
    };
    expect(shapeOf(file)).toEqual(shapeOf(other));
  });

  it('runs once', () => {
    oldFile(1);
    openWriter(file).close();
    openWriter(file).close();
    expect(verifyFile(file).lines).toBe(3);
  });

  it('leaves a file of a newer version alone', () => {
    oldFile(1);
    const database = new Database(file);
    database.pragma(`user_version = ${MIGRATIONS.length + 1}`);
    database.close();
    expect(() => openWriter(file)).toThrow(expect.objectContaining({ code: 'JOURNAL_NEWER' }));
  });

  it.each(['CREATE TABLE other (a)', 'CREATE TABLE journal (a)'])(
    'leaves the file of another program alone: %s',
    (sql) => {
      const database = new Database(file);
      database.exec(sql);
      database.close();
      const before = readFileSync(file);
      expect(() => openWriter(file)).toThrow(expect.objectContaining({ code: 'JOURNAL_CORRUPT' }));
      expect(() => openReader(file)).toThrow(expect.objectContaining({ code: 'JOURNAL_CORRUPT' }));
      expect(readFileSync(file)).toEqual(before);
    },
  );

  it('calls a file that is no database damaged and leaves it', () => {
    writeFileSync(file, 'not a database, but long enough to have a header of its own'.repeat(20));
    expect(() => openWriter(file)).toThrow(expect.objectContaining({ code: 'JOURNAL_CORRUPT' }));
  });
});
