/** Which of the many signatures beside a journal are proven, and that no forged one vouches for a line. */
import { describe, expect, it } from 'vitest';
import { signCheckpoint } from '../../../server/journal/checkpoint.ts';
import { encodeEntry } from '../../../server/journal/entry.ts';
import { chainHash, GENESIS, leafHash } from '../../../server/journal/hashes.ts';
import { MerkleFrontier } from '../../../server/journal/merkle-frontier.ts';
import { createNoteSigner, type NoteSigner } from '../../../server/journal/signed-note.ts';
import { verifyRows, type JournalRow, type VerifyReport } from '../../../server/journal/verify.ts';
import { noteEvent, SIGNER } from './journal-file.ts';

const SIZE = 40;

function logOf(textAt: (position: number) => string): readonly JournalRow[] {
  let prev = GENESIS;
  return Array.from({ length: SIZE }, (_, at) => {
    const position = at + 1;
    const envelope = {
      recordedAtMs: 1_000,
      officeDate: '2026-11-23',
      actor: 'system',
      cause: undefined,
    } as const;
    const entry = encodeEntry({ ...noteEvent(textAt(position)), ...envelope, position });
    const row = { position, entry, prev, hash: chainHash(prev, leafHash(entry)) };
    prev = row.hash;
    return row;
  });
}

const LOG = logOf((position) => `line ${position}`);
const FORKED = logOf((position) => (position <= 30 ? `line ${position}` : 'other'));

function noteOf(rows: readonly JournalRow[], size: number, signer: NoteSigner = SIGNER): string {
  const frontier = new MerkleFrontier();
  for (const { entry } of rows.slice(0, size)) frontier.append(leafHash(entry));
  return signCheckpoint(signer, size, frontier.root());
}

/** The office's name and key id, and a signature that is none. */
function spoiled(note: string): string {
  const payload = /(\S+)\n$/.exec(note)?.[1] ?? '';
  const bytes = Buffer.from(payload, 'base64');
  bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
  return note.replace(payload, bytes.toString('base64'));
}

/** The report, and how many signatures were proven for it. */
function check(
  rows: readonly JournalRow[],
  kept: readonly string[],
  witnessed: readonly string[] = [],
): { readonly report: VerifyReport; readonly proven: number } {
  let proven = 0;
  const verifier = {
    ...SIGNER.verifier,
    verifies: (text: string, signature: Uint8Array): boolean => {
      proven += 1;
      return SIGNER.verifier.verifies(text, signature);
    },
  };
  return { report: verifyRows(rows, { kept, witnessed, verifiers: [verifier] }), proven };
}

const sizes = Array.from({ length: SIZE }, (_, at) => at + 1);
const refused = { kind: 'checkpoint-refused', source: 'kept', reason: 'bad-signature' } as const;

describe('signatures of kept checkpoints', () => {
  it('are proven for the longest alone where every root is right: it covers what the shorter ones do', () => {
    const { report, proven } = check(
      LOG,
      sizes.map((size) => noteOf(LOG, size)),
    );
    expect(report).toMatchObject({ ok: true, checkpoints: SIZE });
    expect(proven).toBe(1);
  });

  it('a forger without the key cannot vouch for his own end of the journal', () => {
    const kept = [
      ...sizes.slice(0, 30).map((size) => noteOf(LOG, size)),
      ...sizes.slice(30).map((size) => spoiled(noteOf(FORKED, size))),
    ];
    const { report } = check(FORKED, kept);
    expect(report.findings).toEqual(Array.from({ length: 10 }, () => refused));
  });

  it('a root that differs is told of a true note, and a forged one is told as such', () => {
    const kept = [spoiled(noteOf(LOG, 35)), noteOf(LOG, 36), noteOf(LOG, 20)];
    expect(check(FORKED, kept).report.findings).toEqual([
      refused,
      { kind: 'root-differs', source: 'kept', size: 36 },
    ]);
  });

  it('lines that are missing are told of a true note, and a forged one is told as such', () => {
    const cut = LOG.slice(0, 30);
    const kept = [noteOf(LOG, 30), noteOf(LOG, 38), spoiled(noteOf(LOG, 39))];
    expect(check(cut, kept).report.findings).toEqual([
      { kind: 'cut-short', source: 'kept', size: 38 },
      refused,
    ]);
  });

  it('of two notes of one size the forged one is found, also where a longer one holds', () => {
    const kept = [noteOf(LOG, 20), spoiled(noteOf(LOG, 20)), noteOf(LOG, 40)];
    expect(check(LOG, kept).report.findings).toEqual([refused]);
  });

  it('are proven for the longest of each key', () => {
    const other = createNoteSigner('office.example/second', Buffer.alloc(32, 7));
    const kept = [noteOf(LOG, 10, other), spoiled(noteOf(LOG, 20, other)), noteOf(LOG, 40)];
    const verifiers = [SIGNER.verifier, other.verifier];
    expect(verifyRows(LOG, { kept, witnessed: [], verifiers }).findings).toEqual([refused]);
  });

  it('of witnessed ones are proven always', () => {
    const { report, proven } = check(LOG, [], [spoiled(noteOf(LOG, 10)), noteOf(LOG, 20), noteOf(LOG, 40)]);
    expect(report).toMatchObject({
      witnessedLines: 40,
      findings: [{ kind: 'checkpoint-refused', source: 'witnessed', reason: 'bad-signature' }],
    });
    expect(proven).toBe(3);
  });
});
