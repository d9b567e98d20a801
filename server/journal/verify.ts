/**
 * Checks a journal from its first line: order, chain, leaf hashes, the tree's root at every signed checkpoint. Pure
 * over rows and notes; knows no database. What it can find depends on who kept a checkpoint: with none kept outside
 * the file, an old file put back whole looks true. `exposedLines` says how much nobody outside vouches for yet.
 */
import { JournalError } from '../errors.ts';
import { openCheckpoint } from './checkpoint.ts';
import { decodeEntry } from './entry.ts';
import { chainHash, GENESIS, leafHash } from './hashes.ts';
import { MerkleFrontier } from './merkle-frontier.ts';
import type { NoteVerifier } from './signed-note.ts';

/** A table that was made anew without its checks may hold other than bytes; that is a finding. */
export interface JournalRow {
  readonly position: number;
  readonly entry: Buffer;
  readonly prev: Buffer;
  readonly hash: Buffer;
}

/** `kept`: beside the journal, in its table or folder. `witnessed`: brought from elsewhere. */
export type CheckpointSource = 'kept' | 'witnessed';

export interface VerifyOptions {
  readonly kept: readonly string[];
  readonly witnessed: readonly string[];
  /** Keys that a checkpoint may be signed with. */
  readonly verifiers: readonly NoteVerifier[];
  /** Called every thousand lines. */
  readonly onProgress?: (checked: number) => void;
}

export type Finding =
  /** Lines before this one are missing, or this one is out of place. */
  | { readonly kind: 'gap'; readonly position: number; readonly expected: number }
  /** `prev` is not the hash of the line before. */
  | { readonly kind: 'chain-broken'; readonly position: number }
  /** The line does not have the hash that was written with it. */
  | { readonly kind: 'line-changed'; readonly position: number }
  | { readonly kind: 'line-unreadable'; readonly position: number }
  /** Storage gave up at or after this line: a damaged page. */
  | { readonly kind: 'file-damaged'; readonly position: number; readonly detail: string }
  | { readonly kind: 'checkpoint-refused'; readonly source: CheckpointSource; readonly reason: string }
  /** The lines that the checkpoint covered are not those that are there now. */
  | { readonly kind: 'root-differs'; readonly source: CheckpointSource; readonly size: number }
  /** The checkpoint covered more lines than there are. */
  | { readonly kind: 'cut-short'; readonly source: CheckpointSource; readonly size: number };

export interface VerifyReport {
  readonly ok: boolean;
  readonly lines: number;
  /** Hex. */
  readonly root: string;
  readonly headHash: string;
  readonly checkpoints: number;
  /** Lines covered by the longest witnessed checkpoint that holds. */
  readonly witnessedLines: number;
  readonly exposedLines: number;
  /** In the order found, the first hundred. */
  readonly findings: readonly Finding[];
}

const FINDINGS_MAX = 100;
const PROGRESS_EVERY = 1000;

interface Expected {
  readonly source: CheckpointSource;
  readonly size: number;
  readonly root: Buffer;
}

export function verifyRows(rows: Iterable<JournalRow>, options: VerifyOptions): VerifyReport {
  const findings: Finding[] = [];
  const find = (finding: Finding): void => {
    if (findings.length < FINDINGS_MAX) findings.push(finding);
  };
  const expected = readCheckpoints(options, find);
  const walk = new Walk(expected, find);
  walk.meetCheckpoints();
  try {
    for (const row of rows) {
      walk.take(row);
      if (walk.lines % PROGRESS_EVERY === 0) options.onProgress?.(walk.lines);
    }
  } catch (cause) {
    if (!isDamage(cause)) throw cause;
    find({ kind: 'file-damaged', position: walk.lines + 1, detail: cause.message });
  }
  for (const { size, source } of expected) if (size > walk.lines) find({ kind: 'cut-short', source, size });
  options.onProgress?.(walk.lines);
  return {
    ok: findings.length === 0,
    lines: walk.lines,
    root: walk.root().toString('hex'),
    headHash: walk.headHash.toString('hex'),
    checkpoints: expected.length,
    witnessedLines: walk.witnessedLines,
    exposedLines: walk.lines - walk.witnessedLines,
    findings,
  };
}

class Walk {
  lines = 0;
  headHash: Buffer = GENESIS;
  witnessedLines = 0;
  #position = 0;
  readonly #frontier = new MerkleFrontier();
  readonly #expected: ReadonlyMap<number, readonly Expected[]>;
  readonly #find: (finding: Finding) => void;

  constructor(expected: readonly Expected[], find: (finding: Finding) => void) {
    this.#expected = bySize(expected);
    this.#find = find;
  }

  /** Goes on after a finding with what the row itself says, so that one wound gives one finding. */
  take(row: JournalRow): void {
    const { position, entry, prev, hash } = row;
    if (position !== this.#position + 1) this.#find({ kind: 'gap', position, expected: this.#position + 1 });
    if (![entry, prev, hash].every((cell) => Buffer.isBuffer(cell))) {
      this.#find({ kind: 'line-unreadable', position });
      this.#goOn(position, this.headHash, leafHash(Buffer.alloc(0)));
      return;
    }
    const leaf = leafHash(entry);
    if (!prev.equals(this.headHash)) this.#find({ kind: 'chain-broken', position });
    if (!hash.equals(chainHash(prev, leaf))) this.#find({ kind: 'line-changed', position });
    else if (!isReadable(row)) this.#find({ kind: 'line-unreadable', position });
    this.#goOn(position, hash, leaf);
  }

  #goOn(position: number, hash: Buffer, leaf: Buffer): void {
    this.#position = position;
    this.lines += 1;
    this.headHash = hash;
    this.#frontier.append(leaf);
    this.meetCheckpoints();
  }

  meetCheckpoints(): void {
    for (const { source, size, root } of this.#expected.get(this.lines) ?? []) {
      if (!root.equals(this.#frontier.root())) this.#find({ kind: 'root-differs', source, size });
      else if (source === 'witnessed') this.witnessedLines = size;
    }
  }

  root(): Buffer {
    return this.#frontier.root();
  }
}

function bySize(expected: readonly Expected[]): ReadonlyMap<number, readonly Expected[]> {
  const groups = new Map<number, Expected[]>();
  for (const checkpoint of expected) {
    const group = groups.get(checkpoint.size);
    if (group === undefined) groups.set(checkpoint.size, [checkpoint]);
    else group.push(checkpoint);
  }
  return groups;
}

function readCheckpoints(options: VerifyOptions, find: (finding: Finding) => void): readonly Expected[] {
  const read = (note: string, source: CheckpointSource): readonly Expected[] => {
    let reason = 'unknown-signer';
    for (const verifier of options.verifiers) {
      const opened = openCheckpoint(note, verifier);
      if (opened.outcome === 'verified') {
        return [{ source, size: opened.checkpoint.size, root: opened.checkpoint.root }];
      }
      if (opened.reason !== 'unknown-signer') reason = opened.reason;
    }
    find({ kind: 'checkpoint-refused', source, reason });
    return [];
  };
  return [
    ...options.kept.flatMap((note) => read(note, 'kept')),
    ...options.witnessed.flatMap((note) => read(note, 'witnessed')),
  ];
}

function isReadable(row: JournalRow): boolean {
  try {
    decodeEntry(row.entry, row.position);
    return true;
  } catch (cause) {
    if (cause instanceof JournalError) return false;
    throw cause;
  }
}

function isDamage(cause: unknown): cause is Error {
  return cause instanceof JournalError && cause.code === 'JOURNAL_CORRUPT';
}
