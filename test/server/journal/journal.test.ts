/** The file: lines as bytes, chain, guard rails, the head at a start. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JournalError } from '../../../server/errors.ts';
import { openReader, openWriter } from '../../../server/journal/database.ts';
import { ENTRY_LENGTH_MAX } from '../../../server/journal/entry.ts';
import { chainHash, GENESIS, leafHash } from '../../../server/journal/hashes.ts';
import { Journal } from '../../../server/journal/journal.ts';
import { takeWriterLock } from '../../../server/journal/writer-lock.ts';
import { JournalFile, noteEvent, withoutTriggers } from './journal-file.ts';

let file: JournalFile;
beforeEach(() => {
  file = new JournalFile();
});
afterEach(() => file.remove());

interface Row {
  position: number;
  entry: Buffer;
  prev: Buffer;
  hash: Buffer;
}
const rows = (): readonly Row[] =>
  file.database.prepare<[], Row>('SELECT * FROM journal ORDER BY position').all();

describe('journal', () => {
  it('keeps the exact canonical bytes, chained from nothing', () => {
    file.append('王建国');
    file.append('b');
    const [first, second] = rows();
    expect(first?.entry.toString('utf8')).toBe(
      '{"actor":"system","data":{"reason":"test","username":"王建国"},"officeDate":"2026-11-23","position":1,"recordedAtMs":1000,"type":"people.sign-in-refused"}',
    );
    expect(first?.prev).toEqual(GENESIS);
    expect(first?.hash).toEqual(chainHash(GENESIS, leafHash(first?.entry ?? Buffer.alloc(0))));
    expect(second?.prev).toEqual(first?.hash);
  });

  it('gives a line back as it will be read again', () => {
    const recorded = file.append('a');
    expect(file.journal.readFrom(1, 10)).toEqual([recorded]);
    expect(recorded).not.toHaveProperty('cause');
    expect(file.journal.readFrom(2, 10)).toEqual([]);
  });

  it('flushes every commit', () => {
    expect(file.database.pragma('synchronous', { simple: true })).toBe(2);
    expect(file.database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(file.database.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it('takes an entry of 65,535 bytes and refuses one of 65,536', () => {
    const overhead = file.append('').type.length > 0 ? (rows()[0]?.entry.length ?? 0) : 0;
    const fits = 'x'.repeat(ENTRY_LENGTH_MAX - overhead);
    file.append(fits);
    expect(rows()[1]?.entry).toHaveLength(ENTRY_LENGTH_MAX);
    expect(() => file.append(`${fits}x`)).toThrow(/at most 65535/);
    expect(file.journal.head().position).toBe(2);
  });

  it('goes back to a mark with a savepoint', () => {
    file.append('a');
    const mark = file.journal.mark();
    file.database.exec('BEGIN; SAVEPOINT input');
    file.append('b');
    file.append('c');
    file.database.exec('ROLLBACK TO input; COMMIT');
    file.journal.rewind(mark);
    file.append('d');
    const [, second] = file.journal.readFrom(1, 10);
    expect(second).toMatchObject({ position: 2, data: { username: 'd' } });
    file.reopen();
    expect(file.journal.head().position).toBe(2);
  });

  it.each([
    ["UPDATE journal SET entry = x'00' WHERE position = 2", 'nothing is changed'],
    ['UPDATE journal SET position = 9 WHERE position = 3', 'nothing is changed'],
    ['DELETE FROM journal WHERE position = 3', 'nothing is removed'],
    ['DELETE FROM journal', 'nothing is removed'],
    ["INSERT INTO journal VALUES (5, x'00', zeroblob(32), zeroblob(32))", 'only at its end'],
    ["INSERT INTO journal VALUES (4, x'00', zeroblob(32), zeroblob(32))", 'only at its end'],
    [
      "INSERT OR REPLACE INTO journal SELECT 2, x'00', prev, hash FROM journal WHERE position = 2",
      'only at its end',
    ],
    ["INSERT INTO journal SELECT 4, x'', hash, zeroblob(32) FROM journal WHERE position = 3", 'CHECK'],
    ['DELETE FROM journal_checkpoint', 'append-only'],
    ["UPDATE journal_checkpoint SET note = ''", 'append-only'],
    ["INSERT INTO journal_checkpoint VALUES (2, '', x'', 0)", 'only go forward'],
  ])('refuses %s', (sql, message) => {
    file.fill(3);
    file.sign();
    const before = rows();
    expect(() => file.database.exec(sql)).toThrow(message);
    expect(rows()).toEqual(before);
  });

  it('a fork by a second connection is a constraint, whatever the triggers', () => {
    file.fill(3);
    withoutTriggers(file.database);
    const other = openWriter(file.file);
    try {
      const stale = new Journal(other);
      file.append('mine');
      const draft = {
        event: noteEvent('theirs'),
        recordedAtMs: 0,
        officeDate: '',
        actor: 'system',
        cause: undefined,
      };
      expect(() => stale.append(draft)).toThrow(/UNIQUE/);
    } finally {
      other.close();
    }
  });

  it('refuses a second writer for as long as the first holds the lock', () => {
    const lock = takeWriterLock(file.file);
    expect(() => takeWriterLock(file.file)).toThrow(expect.objectContaining({ code: 'JOURNAL_BUSY' }));
    lock.release();
    takeWriterLock(file.file).release();
  });

  it('a reader cannot write', () => {
    file.fill(1);
    const reader = openReader(file.file);
    expect(() => reader.exec('DELETE FROM journal')).toThrow(/readonly/);
    reader.close();
  });
});

describe('the head at a start', () => {
  it('is the same with and without checkpoints, at every size', () => {
    for (let size = 1; size <= 20; size += 1) {
      file.fill(1);
      if (size % 7 === 0) file.sign();
      const live = file.journal.tree().root();
      file.reopen();
      expect(file.journal.tree().root()).toEqual(live);
      expect(file.journal.head()).toMatchObject({ position: size, recordedAtMs: 1_000 });
    }
  });

  it('does not believe a stored frontier that the signature does not vouch for', () => {
    file.fill(5);
    file.sign();
    const root = file.journal.tree().root();
    withoutTriggers(file.database);
    file.database.exec('UPDATE journal_checkpoint SET frontier = zeroblob(64)');
    file.reopen();
    expect(file.journal.tree().root()).toEqual(root);
  });

  it.each([
    [
      'a changed line after the checkpoint',
      "UPDATE journal SET entry = CAST(replace(entry, 'line', 'LINE') AS BLOB) WHERE position = 7",
    ],
    ['a missing line after the checkpoint', 'DELETE FROM journal WHERE position = 7'],
    ['lines cut to before the checkpoint', 'DELETE FROM journal WHERE position > 4'],
    [
      'a changed line before a checkpoint whose frontier is not believed',
      "UPDATE journal_checkpoint SET frontier = zeroblob(64); UPDATE journal SET entry = CAST(replace(entry, 'line', 'LINE') AS BLOB) WHERE position = 2",
    ],
  ])('refuses %s', (_name, sql) => {
    file.fill(5);
    file.sign();
    file.fill(4);
    withoutTriggers(file.database);
    file.database.exec(sql);
    expect(() => new Journal(file.database)).toThrow(expect.objectContaining({ code: 'JOURNAL_CORRUPT' }));
  });

  it('says what is wrong and what to do, in the words of an official', () => {
    file.fill(3);
    withoutTriggers(file.database);
    file.database.exec('DELETE FROM journal WHERE position = 2');
    expect(() => new Journal(file.database)).toThrow(JournalError);
    expect(() => new Journal(file.database)).toThrow(/台账第 \d+ 行与前文不连续，服务未启动。请/);
  });
});
