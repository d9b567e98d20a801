/** What verification finds, row by row of the design's table 1.3, and what it says about a damaged file. */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signCheckpoint } from '../../../server/journal/checkpoint.ts';
import { encodeEntry } from '../../../server/journal/entry.ts';
import { chainHash, GENESIS, leafHash } from '../../../server/journal/hashes.ts';
import { MerkleFrontier } from '../../../server/journal/merkle-frontier.ts';
import { createNoteSigner } from '../../../server/journal/signed-note.ts';
import { verifyFile } from '../../../server/journal/verify-file.ts';
import { verifyInWorker } from '../../../server/journal/verify-in-worker.ts';
import { verifyRows, type JournalRow, type VerifyReport } from '../../../server/journal/verify.ts';
import { JournalFile, noteEvent, SIGNER, withoutTriggers } from './journal-file.ts';

const SIZE = 20;

function entryAt(position: number, text: string): Buffer {
  const envelope = {
    position,
    recordedAtMs: 1_000,
    officeDate: '2026-11-23',
    actor: 'system',
    cause: undefined,
  };
  return encodeEntry({ ...noteEvent(text), ...envelope });
}

/** A log that hangs together, from texts. */
function logOf(texts: readonly string[]): readonly JournalRow[] {
  let prev = GENESIS;
  return texts.map((text, at) => {
    const entry = entryAt(at + 1, text);
    const row = { position: at + 1, entry, prev, hash: chainHash(prev, leafHash(entry)) };
    prev = row.hash;
    return row;
  });
}

function noteOf(rows: readonly JournalRow[], size: number): string {
  const frontier = new MerkleFrontier();
  for (const row of rows.slice(0, size)) frontier.append(leafHash(row.entry));
  return signCheckpoint(SIGNER, size, frontier.root());
}

const TEXTS = Array.from({ length: SIZE }, (_, at) => `event ${at + 1}`);
const LOG = logOf(TEXTS);

interface Attack {
  readonly name: string;
  readonly rows: readonly JournalRow[];
  /** Size of the signed head that lies beside the attacked file. */
  readonly headBeside: number;
  /** Table 1.3: chain alone, head kept beside, witness saw 12, witness saw every event. */
  readonly found: readonly [boolean, boolean, boolean, boolean];
}

const edited = TEXTS.with(5, 'edited');
const shortened = TEXTS.toSpliced(5, 1);
const lengthened = TEXTS.toSpliced(5, 0, 'put in');
const forked = [...TEXTS.slice(0, 15), ...TEXTS.slice(15).map((text) => `other ${text}`)];

const ATTACKS: readonly Attack[] = [
  {
    name: 'edit one row in place',
    rows: LOG.map((row) => (row.position === 6 ? { ...row, entry: entryAt(6, 'edited') } : row)),
    headBeside: SIZE,
    found: [true, true, true, true],
  },
  {
    name: 'edit and recompute later hashes',
    rows: logOf(edited),
    headBeside: SIZE,
    found: [false, true, true, true],
  },
  {
    name: 'delete a middle row',
    rows: LOG.filter(({ position }) => position !== 6),
    headBeside: SIZE,
    found: [true, true, true, true],
  },
  {
    name: 'delete and recompute',
    rows: logOf(shortened),
    headBeside: SIZE,
    found: [false, true, true, true],
  },
  {
    name: 'insert and recompute',
    rows: logOf(lengthened),
    headBeside: SIZE,
    found: [false, true, true, true],
  },
  {
    name: 'cut the last 3 rows',
    rows: LOG.slice(0, 17),
    headBeside: SIZE,
    found: [false, true, false, true],
  },
  {
    name: 'cut back to before the witness point',
    rows: LOG.slice(0, 10),
    headBeside: SIZE,
    found: [false, true, true, true],
  },
  { name: 'fork after row 15', rows: logOf(forked), headBeside: SIZE, found: [false, true, false, true] },
  {
    name: 'roll back file and head to size 15',
    rows: LOG.slice(0, 15),
    headBeside: 15,
    found: [false, false, false, true],
  },
  {
    name: 'roll back file and head to size 10',
    rows: LOG.slice(0, 10),
    headBeside: 10,
    found: [false, false, true, true],
  },
];

function check(
  rows: readonly JournalRow[],
  notes: { kept?: readonly string[]; witnessed?: readonly string[] },
): VerifyReport {
  return verifyRows(rows, {
    kept: notes.kept ?? [],
    witnessed: notes.witnessed ?? [],
    verifiers: [SIGNER.verifier],
  });
}

describe('table 1.3', () => {
  it('the true log passes with every checkpoint', () => {
    const notes = [12, SIZE].map((size) => noteOf(LOG, size));
    expect(check(LOG, { kept: notes, witnessed: notes })).toMatchObject({
      ok: true,
      lines: SIZE,
      witnessedLines: SIZE,
      exposedLines: 0,
      findings: [],
    });
  });

  describe.each(ATTACKS)('$name', ({ rows, headBeside, found }) => {
    const [byChain, byHead, byWitness, byEveryEvent] = found;

    it(`${byChain ? 'is found' : 'passes'} by the chain alone`, () => {
      expect(check(rows, {}).ok).toBe(!byChain);
    });
    it(`${byHead ? 'is found' : 'passes'} with the signed head beside it`, () => {
      expect(check(rows, { kept: [noteOf(LOG, headBeside)] }).ok).toBe(!byHead);
    });
    it(`${byWitness ? 'is found' : 'passes'} with a witness who saw size 12`, () => {
      expect(check(rows, { kept: [], witnessed: [noteOf(LOG, 12)] }).ok).toBe(!byWitness);
    });
    it(`${byEveryEvent ? 'is found' : 'passes'} with a witness who saw every event`, () => {
      expect(check(rows, { witnessed: [noteOf(LOG, SIZE)] }).ok).toBe(!byEveryEvent);
    });
  });

  it('says which row was edited, and how much nobody outside has seen', () => {
    const [first] = ATTACKS;
    const report = check(first?.rows ?? [], { witnessed: [noteOf(LOG, 12)] });
    expect(report.findings).toEqual([
      { kind: 'line-changed', position: 6 },
      { kind: 'root-differs', source: 'witnessed', size: 12 },
    ]);
    expect(check(LOG, { witnessed: [noteOf(LOG, 12)] })).toMatchObject({
      ok: true,
      witnessedLines: 12,
      exposedLines: 8,
    });
  });

  it('an attacker who re-signs with another key is found', () => {
    const other = createNoteSigner(SIGNER.name, Buffer.alloc(32, 9));
    const note = signCheckpoint(other, SIZE, Buffer.from(check(logOf(edited), {}).root, 'hex'));
    expect(check(logOf(edited), { kept: [note] }).findings).toEqual([
      { kind: 'checkpoint-refused', source: 'kept', reason: 'unknown-signer' },
    ]);
  });

  it('a line that is chained but is no line is found', () => {
    const entry = Buffer.from('{"position":1}');
    const report = check(
      [{ position: 1, entry, prev: GENESIS, hash: chainHash(GENESIS, leafHash(entry)) }],
      {},
    );
    expect(report.findings).toEqual([{ kind: 'line-unreadable', position: 1 }]);
  });

  it('an empty journal is true, unless somebody has seen more', () => {
    expect(check([], {})).toMatchObject({ ok: true, lines: 0 });
    expect(check([], { witnessed: [noteOf(LOG, 12)] }).findings).toEqual([
      { kind: 'cut-short', source: 'witnessed', size: 12 },
    ]);
  });
});

describe('verifying a file', () => {
  let file: JournalFile;
  beforeEach(() => {
    file = new JournalFile();
    file.fill(300);
    file.sign();
    file.fill(50);
  });
  afterEach(() => file.remove());

  it('passes while the service goes on writing', () => {
    let written = false;
    const report = verifyFile(file.file, {
      onProgress: () => {
        if (!written) file.fill(10);
        written = true;
      },
    });
    expect(report).toMatchObject({ ok: true, lines: 350, checkpoints: 1 });
  });

  it('finds one flipped byte, which SQLite itself does not', () => {
    file.database.pragma('wal_checkpoint(TRUNCATE)');
    const at = readFileSync(file.file).indexOf('line 42"');
    const handle = openSync(file.file, 'r+');
    writeSync(handle, 'LINE', at);
    closeSync(handle);
    expect(file.database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(verifyFile(file.file).findings).toContainEqual({ kind: 'line-changed', position: 42 });
  });

  it('reports a destroyed page instead of stopping', () => {
    file.database.pragma('wal_checkpoint(TRUNCATE)');
    const at = readFileSync(file.file).indexOf('line 150"');
    const handle = openSync(file.file, 'r+');
    writeSync(handle, Buffer.alloc(4096, 0xff), 0, 4096, at - (at % 4096));
    closeSync(handle);
    const report = verifyFile(file.file);
    expect(report.ok).toBe(false);
    expect(report.findings.map(({ kind }) => kind)).toContain('file-damaged');
  });

  it('runs in a worker, tells how far it is and can be stopped', async () => {
    const progress: number[] = [];
    const job = { file: file.file, witnessed: [] };
    const report = await verifyInWorker(job, { onProgress: ({ checked }) => progress.push(checked) });
    expect(report).toMatchObject({ ok: true, lines: 350 });
    expect(progress.at(-1)).toBe(350);
    const stop = new AbortController();
    const stopped = verifyInWorker(job, { signal: stop.signal });
    stop.abort(new Error('not now'));
    await expect(stopped).rejects.toThrow('not now');
  });

  it('believes the keys from the paper, not those in the file', () => {
    const paper = createNoteSigner(SIGNER.name, Buffer.alloc(32, 3)).verifier.text;
    expect(verifyFile(file.file, { verifierKeys: [paper] }).findings).toEqual([
      { kind: 'checkpoint-refused', source: 'kept', reason: 'unknown-signer' },
    ]);
    expect(verifyFile(file.file, { verifierKeys: [paper, SIGNER.verifier.text] }).ok).toBe(true);
  });

  it('finds a file and a head put back together only with a witness', () => {
    const witnessed = [file.sign()];
    withoutTriggers(file.database);
    file.database.exec(
      'DELETE FROM journal WHERE position > 300; DELETE FROM journal_checkpoint WHERE size > 300',
    );
    expect(verifyFile(file.file).ok).toBe(true);
    expect(verifyFile(file.file, { witnessed }).findings).toEqual([
      { kind: 'cut-short', source: 'witnessed', size: 350 },
    ]);
  });
});
