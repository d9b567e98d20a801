/**
 * Checks a journal from its first line: order, chain, leaf hashes, the tree's root at every signed checkpoint. Pure
 * over rows and notes; knows no database. What it can find depends on who kept a checkpoint: with none kept outside
 * the file, an old file put back whole looks true. `exposedLines` says how much nobody outside vouches for yet.
 *
 * Every checkpoint's root is compared with the tree. A signature costs as much as twenty lines, so of those kept beside
 * the journal it is proven where it says something: of each key's longest, whose root covers all that shorter ones
 * do; where the root differs or the lines are missing; where one size has two notes. Of witnessed ones always.
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
  readonly note: string;
  /** Whose key it names. */
  readonly verifier: NoteVerifier;
}
type Find = (finding: Finding) => void;

export function verifyRows(rows: Iterable<JournalRow>, options: VerifyOptions): VerifyReport {
  const findings: Finding[] = [];
  const find = (finding: Finding): void => {
    if (findings.length < FINDINGS_MAX) findings.push(finding);
  };
  const expected = readCheckpoints(options, find);
  // Beyond the hundredth finding nothing is told, so no signature is proven either.
  const prove = (one: Expected): boolean => findings.length >= FINDINGS_MAX || isProven(one, find);
  const walk = new Walk(expected, find, prove);
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
  walk.proveLongest();
  for (const one of expected) {
    const { size, source } = one;
    if (size > walk.lines && prove(one)) find({ kind: 'cut-short', source, size });
  }
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
  readonly #find: Find;
  readonly #prove: (one: Expected) => boolean;
  /** Kept ones with the right root and an unproven signature, by the key that they name, the longest last. */
  readonly #unproven = new Map<NoteVerifier, Expected[]>();

  constructor(expected: readonly Expected[], find: Find, prove: (one: Expected) => boolean) {
    this.#expected = bySize(expected);
    this.#find = find;
    this.#prove = prove;
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
    const here = this.#expected.get(this.lines);
    if (here === undefined) return;
    const root = this.#frontier.root();
    const twice = here.filter(({ source }) => source === 'kept').length > 1;
    for (const one of here) {
      const { source, size } = one;
      if (!one.root.equals(root)) {
        if (this.#prove(one)) this.#find({ kind: 'root-differs', source, size });
      } else if (source === 'witnessed') this.witnessedLines = size;
      else if (twice) this.#prove(one);
      else this.#leaveForLater(one);
    }
  }

  /** One of each key holds, or none does. */
  proveLongest(): void {
    for (const kept of this.#unproven.values())
      for (let one = kept.pop(); one !== undefined && !this.#prove(one); one = kept.pop());
  }

  #leaveForLater(one: Expected): void {
    const kept = this.#unproven.get(one.verifier);
    if (kept === undefined) this.#unproven.set(one.verifier, [one]);
    else kept.push(one);
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

function readCheckpoints({ kept, witnessed, verifiers }: VerifyOptions, find: Find): readonly Expected[] {
  const read = (note: string, source: CheckpointSource): readonly Expected[] => {
    let reason = 'unknown-signer';
    for (const verifier of verifiers) {
      const opened = openCheckpoint(note, source === 'kept' ? believing(verifier) : verifier);
      if (opened.outcome === 'verified') {
        const { size, root } = opened.checkpoint;
        return [{ source, size, root, note, verifier }];
      }
      if (opened.reason !== 'unknown-signer') reason = opened.reason;
    }
    find({ kind: 'checkpoint-refused', source, reason });
    return [];
  };
  return [
    ...kept.flatMap((note) => read(note, 'kept')),
    ...witnessed.flatMap((note) => read(note, 'witnessed')),
  ];
}

/** Reads all but the signature itself, which is left for later. */
function believing(verifier: NoteVerifier): NoteVerifier {
  return { ...verifier, verifies: () => true };
}

/** False, and told, where the signature is not of the key that the note names. */
function isProven({ note, source, verifier }: Expected, find: Find): boolean {
  if (source === 'witnessed') return true;
  const opened = openCheckpoint(note, verifier);
  if (opened.outcome === 'verified') return true;
  find({ kind: 'checkpoint-refused', source, reason: opened.reason });
  return false;
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
