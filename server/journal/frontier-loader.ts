/**
 * The frontier of the tree at a start: from the latest checkpoint, whose signature vouches for it, and the lines
 * since. The chain of those lines is checked on the way; all before is `verify`'s business.
 */
import type Database from 'better-sqlite3';
import { JournalError } from '../errors.ts';
import { openCheckpoint } from './checkpoint.ts';
import { chainHash, GENESIS, leafHash } from './hashes.ts';
import type { JournalHead } from './journal.ts';
import { MerkleFrontier } from './merkle-frontier.ts';
import { verifiersOf } from './verifier-keys.ts';

interface CheckpointRow {
  readonly size: number;
  readonly note: string;
  readonly frontier: Buffer;
}
interface ChainRow {
  readonly position: number;
  readonly entry: Buffer;
  readonly prev: Buffer;
  readonly hash: Buffer;
}

/** Throws `JournalError` JOURNAL_CORRUPT where lines are missing or changed since the latest checkpoint. */
export function loadFrontier(
  database: Database.Database,
  head: Pick<JournalHead, 'position'>,
): MerkleFrontier {
  const latest = latestCheckpoint(database);
  if (latest !== undefined && latest.size > head.position) throw cut(latest.size, head.position);
  const signed = latest === undefined ? undefined : signedRoot(database, latest);
  const frontier = trustedFrontier(latest, signed);
  let prev = hashAt(database, frontier.size);
  const rows = database
    .prepare<[number], ChainRow>(
      'SELECT position, entry, prev, hash FROM journal WHERE position > ? ORDER BY position',
    )
    .iterate(frontier.size);
  for (const row of rows) {
    const leaf = leafHash(row.entry);
    const follows = row.position === frontier.size + 1 && row.prev.equals(prev);
    if (!follows || !row.hash.equals(chainHash(prev, leaf))) throw broken(row.position);
    frontier.append(leaf);
    prev = row.hash;
    if (frontier.size === latest?.size && signed?.equals(frontier.root()) === false)
      throw changed(latest.size);
  }
  if (frontier.size !== head.position) throw broken(frontier.size + 1);
  return frontier;
}

function latestCheckpoint(database: Database.Database): CheckpointRow | undefined {
  return database
    .prepare<[], CheckpointRow>(
      'SELECT size, note, frontier FROM journal_checkpoint ORDER BY size DESC LIMIT 1',
    )
    .get();
}

/** Root that one of the journal's own keys has signed for that size; undefined where the note does not say so. */
function signedRoot(database: Database.Database, latest: CheckpointRow): Buffer | undefined {
  for (const verifier of verifiersOf(database)) {
    const opened = openCheckpoint(latest.note, verifier);
    if (opened.outcome === 'verified' && opened.checkpoint.size === latest.size)
      return opened.checkpoint.root;
  }
  return undefined;
}

/** The kept frontier where the signature vouches for it, or the empty one: then every line is hashed again. */
function trustedFrontier(latest: CheckpointRow | undefined, signed: Buffer | undefined): MerkleFrontier {
  if (latest === undefined || signed === undefined) return new MerkleFrontier();
  try {
    const frontier = MerkleFrontier.fromBytes(latest.size, latest.frontier);
    return frontier.root().equals(signed) ? frontier : new MerkleFrontier();
  } catch (cause) {
    if (cause instanceof RangeError) return new MerkleFrontier();
    throw cause;
  }
}

function hashAt(database: Database.Database, position: number): Buffer {
  if (position === 0) return GENESIS;
  const row = database
    .prepare<[number], { hash: Buffer }>('SELECT hash FROM journal WHERE position = ?')
    .get(position);
  if (row === undefined) throw broken(position);
  return row.hash;
}

function broken(position: number): JournalError {
  return new JournalError(
    'JOURNAL_CORRUPT',
    `台账第 ${position} 行与前文不连续，服务未启动。请勿改动该文件，保留原件并用最近的备份恢复。`,
  );
}

function changed(size: number): JournalError {
  return new JournalError(
    'JOURNAL_CORRUPT',
    `台账前 ${size} 行与已签署的检查点不符，服务未启动。请勿改动该文件，保留原件并用最近的备份恢复。`,
  );
}

function cut(signed: number, found: number): JournalError {
  return new JournalError(
    'JOURNAL_CORRUPT',
    `台账只有 ${found} 行，而已签署的检查点为 ${signed} 行：台账被截短或换成了旧文件，服务未启动。请保留原件并核对备份。`,
  );
}
