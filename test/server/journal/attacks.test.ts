/**
 * Table 1.3 of the design on real SQLite files: somebody with the file in hand, the guard rails lifted, every hash made
 * anew. And what such a person may put into the file so that a verifier stumbles.
 */
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chainHash, GENESIS, leafHash } from '../../../server/journal/hashes.ts';
import { signCheckpoint } from '../../../server/journal/checkpoint.ts';
import { MerkleFrontier } from '../../../server/journal/merkle-frontier.ts';
import { createNoteSigner } from '../../../server/journal/signed-note.ts';
import { verifyFile } from '../../../server/journal/verify-file.ts';
import { JournalFile, withoutTriggers } from './journal-file.ts';

let file: JournalFile;
let at10: string;
let at12: string;
let at20: string;
beforeEach(() => {
  file = new JournalFile();
  file.fill(10);
  at10 = file.sign();
  file.fill(2);
  at12 = file.sign();
  file.fill(8);
  at20 = file.sign();
  file.database.close();
});
afterEach(() => file.remove());

/** Works on the file as a stranger does, with a connection of his own. */
function attack(work: (database: Database.Database) => void): void {
  const database = new Database(file.file);
  withoutTriggers(database);
  work(database);
  database.close();
}

/** Writes every line anew from its text, so that chain and positions hang together again. */
function recompute(
  database: Database.Database,
  change: (texts: readonly string[]) => readonly string[],
): void {
  const texts = database
    .prepare<[], { entry: Buffer }>('SELECT entry FROM journal ORDER BY position')
    .all()
    .map(({ entry }) => entry.toString('utf8'));
  database.exec('DELETE FROM journal');
  const insert = database.prepare('INSERT INTO journal VALUES (?, ?, ?, ?)');
  let prev = GENESIS;
  change(texts).forEach((text, at) => {
    const entry = Buffer.from(text.replace(/"position":\d+/, `"position":${at + 1}`));
    const hash = chainHash(prev, leafHash(entry));
    insert.run(at + 1, entry, prev, hash);
    prev = hash;
  });
}

const edit = (text: string): string => text.replace(/line \d+/, 'other');
const rollBack = (database: Database.Database, size: number): void => {
  database.exec(`DELETE FROM journal WHERE position > ${size}`);
  database.exec(`DELETE FROM journal_checkpoint WHERE size > ${size}`);
};

const ATTACKS: readonly {
  readonly name: string;
  readonly work: (database: Database.Database) => void;
  /** Found with the head in the file, with a witness of size 12, with one of every event. */
  readonly found: readonly [boolean, boolean, boolean];
}[] = [
  {
    name: 'edit one row in place',
    work: (database) => {
      database.exec(
        "UPDATE journal SET entry = CAST(replace(entry, 'line 6', 'LINE 6') AS BLOB) WHERE position = 6",
      );
    },
    found: [true, true, true],
  },
  {
    name: 'edit and recompute',
    work: (database) => recompute(database, (texts) => texts.with(5, edit(texts[5] ?? ''))),
    found: [true, true, true],
  },
  {
    name: 'delete a middle row',
    work: (database) => void database.exec('DELETE FROM journal WHERE position = 6'),
    found: [true, true, true],
  },
  {
    name: 'delete and recompute',
    work: (database) => recompute(database, (texts) => texts.toSpliced(5, 1)),
    found: [true, true, true],
  },
  {
    name: 'insert and recompute',
    work: (database) => recompute(database, (texts) => texts.toSpliced(5, 0, edit(texts[5] ?? ''))),
    found: [true, true, true],
  },
  {
    name: 'cut the last 3 rows',
    work: (database) => void database.exec('DELETE FROM journal WHERE position > 17'),
    found: [true, false, true],
  },
  {
    name: 'cut back to before the witness point',
    work: (database) => void database.exec('DELETE FROM journal WHERE position > 10'),
    found: [true, true, true],
  },
  {
    name: 'fork after row 15',
    work: (database) =>
      recompute(database, (texts) => texts.map((text, at) => (at < 15 ? text : edit(text)))),
    found: [true, false, true],
  },
  {
    name: 'roll back file and head to size 15',
    work: (database) => rollBack(database, 15),
    found: [false, false, true],
  },
  {
    name: 'roll back file and head to size 10',
    work: (database) => rollBack(database, 10),
    found: [false, true, true],
  },
];

describe('table 1.3 on a real file', () => {
  it('the true file passes with every witness', () => {
    expect(verifyFile(file.file, { witnessed: [at10, at12, at20] })).toMatchObject({
      ok: true,
      exposedLines: 0,
    });
  });

  describe.each(ATTACKS)('$name', ({ work, found }) => {
    const [byHead, byWitness, byEveryEvent] = found;
    it(`${byHead ? 'is found' : 'passes'} by the head in the file`, () => {
      attack(work);
      expect(verifyFile(file.file).ok).toBe(!byHead);
    });
    it(`${byWitness ? 'is found' : 'passes'} with a witness who saw size 12, the head in the file removed`, () => {
      attack(work);
      attack((database) => void database.exec('DELETE FROM journal_checkpoint'));
      expect(verifyFile(file.file, { witnessed: [at12] }).ok).toBe(!byWitness);
    });
    it(`${byEveryEvent ? 'is found' : 'passes'} with a witness who saw every event`, () => {
      attack(work);
      attack((database) => void database.exec('DELETE FROM journal_checkpoint'));
      expect(verifyFile(file.file, { witnessed: [at20] }).ok).toBe(!byEveryEvent);
    });
  });

  it('a forger who puts his own key beside the office’s and signs anew is found by a witness', () => {
    const forger = createNoteSigner('office.example/journal', Buffer.alloc(32, 9));
    attack((database) => {
      recompute(database, (texts) => texts.with(5, edit(texts[5] ?? '')));
      const frontier = new MerkleFrontier();
      for (const { entry } of database
        .prepare<[], { entry: Buffer }>('SELECT entry FROM journal ORDER BY position')
        .all())
        frontier.append(leafHash(entry));
      database.exec('DELETE FROM journal_checkpoint');
      database.prepare('INSERT INTO journal_key VALUES (?, 0)').run(forger.verifier.text);
      database
        .prepare('INSERT INTO journal_checkpoint VALUES (20, ?, ?, 0)')
        .run(signCheckpoint(forger, 20, frontier.root()), frontier.toBytes());
    });
    expect(verifyFile(file.file).ok).toBe(true);
    expect(verifyFile(file.file, { witnessed: [at12] }).findings).toEqual([
      { kind: 'root-differs', source: 'witnessed', size: 12 },
    ]);
  });
});

describe('a file made for a verifier to stumble', () => {
  /** The table without its checks, each cell as the stranger likes it. */
  const loosen = (database: Database.Database): void => {
    database.exec(`
      CREATE TABLE loose (position INTEGER PRIMARY KEY, entry, prev, hash);
      INSERT INTO loose SELECT position, entry, prev, hash FROM journal;
      DROP TABLE journal;
      ALTER TABLE loose RENAME TO journal;`);
  };

  it.each([
    ['a text for the bytes of a line', 'UPDATE journal SET entry = CAST(entry AS TEXT) WHERE position = 6'],
    ['no hash of the line before', 'UPDATE journal SET prev = NULL WHERE position = 6'],
    ['a number for a hash', 'UPDATE journal SET hash = 1 WHERE position = 6'],
  ])('%s is a finding at that line, not a crash', (_name, sql) => {
    attack((database) => {
      loosen(database);
      database.exec(sql);
    });
    const { ok, findings } = verifyFile(file.file, { witnessed: [at12] });
    expect(ok).toBe(false);
    expect(findings).toContainEqual({ kind: 'line-unreadable', position: 6 });
  });

  it('a line before the first is found', () => {
    attack((database) => {
      loosen(database);
      database.exec('INSERT INTO journal SELECT 0, entry, prev, hash FROM journal WHERE position = 6');
    });
    expect(verifyFile(file.file, { witnessed: [at12] }).findings).toContainEqual({
      kind: 'gap',
      position: 0,
      expected: 1,
    });
  });

  it('a key that is none is passed over, and what only it could vouch for is refused', () => {
    attack((database) => void database.exec("UPDATE journal_key SET verifier_key = 'nonsense'"));
    expect(verifyFile(file.file).findings).toContainEqual({
      kind: 'checkpoint-refused',
      source: 'kept',
      reason: 'unknown-signer',
    });
  });
});
