/**
 * Signs heads of the journal and keeps what was signed. A head is signed only after its commit, and only if it is
 * longer than the last one: together with the frontier loaded at the start that makes two inconsistent heads under
 * one key impossible (tlog-checkpoint, duty of a log).
 */
import type Database from 'better-sqlite3';
import { JournalError } from '../errors.ts';
import { openCheckpoint, signCheckpoint } from './checkpoint.ts';
import type { MerkleFrontier } from './merkle-frontier.ts';
import type { NoteSigner } from './signed-note.ts';
import { verifiersOf } from './verifier-keys.ts';

export interface SignedHead {
  readonly size: number;
  readonly root: Buffer;
  readonly frontier: MerkleFrontier;
  readonly note: string;
}

export class CheckpointLedger {
  readonly #database: Database.Database;
  readonly #signer: NoteSigner;
  readonly #insert: Database.Statement<[number, string, Buffer, number]>;
  #latest: { readonly size: number; readonly note: string } | undefined;

  constructor(database: Database.Database, signer: NoteSigner) {
    this.#database = database;
    this.#signer = signer;
    this.#insert = database.prepare(
      'INSERT INTO journal_checkpoint (size, note, frontier, signed_at_ms) VALUES (?, ?, ?, ?)',
    );
    this.#latest = database
      .prepare<[], { size: number; note: string }>(
        'SELECT size, note FROM journal_checkpoint ORDER BY size DESC LIMIT 1',
      )
      .get();
  }

  get latest(): { readonly size: number; readonly note: string } | undefined {
    return this.#latest;
  }

  /** Remembers the key from this size on, the first time it is seen. In the caller's transaction. */
  registerKey(size: number): void {
    this.#database
      .prepare<[string, number]>('INSERT OR IGNORE INTO journal_key (verifier_key, from_size) VALUES (?, ?)')
      .run(this.#signer.verifier.text, size);
  }

  /** Undefined where nothing is new since the last one. `frontier` must be of committed lines. */
  sign(frontier: MerkleFrontier): SignedHead | undefined {
    if (frontier.size <= (this.#latest?.size ?? 0)) return undefined;
    const root = frontier.root();
    return { size: frontier.size, root, frontier, note: signCheckpoint(this.#signer, frontier.size, root) };
  }

  /** In the caller's transaction; call `kept` after its commit. */
  keep(head: SignedHead, signedAtMs: number): void {
    this.#insert.run(head.size, head.note, head.frontier.toBytes(), signedAtMs);
  }

  kept(head: SignedHead): void {
    this.#latest = { size: head.size, note: head.note };
  }
}

/**
 * Compares the newest note of the folder with the journal: a file put back from an older copy is shorter than what was
 * signed, or was signed otherwise. Throws `JournalError` JOURNAL_CORRUPT.
 */
export function checkAgainstFolder(database: Database.Database, note: string | undefined): void {
  if (note === undefined) return;
  const opened = verifiersOf(database)
    .map((verifier) => openCheckpoint(note, verifier))
    .find(({ outcome }) => outcome === 'verified');
  if (opened?.outcome !== 'verified') {
    throw conflict('checkpoints 目录中的最新检查点不是本台账的密钥所签');
  }
  const { size } = opened.checkpoint;
  const kept = database
    .prepare<[number], { note: string }>('SELECT note FROM journal_checkpoint WHERE size = ?')
    .get(size);
  if (kept?.note !== note)
    throw conflict(`checkpoints 目录中有 ${size} 行的检查点，台账中没有：台账可能被换成了旧文件`);
}

function conflict(what: string): JournalError {
  return new JournalError(
    'JOURNAL_CORRUPT',
    `${what}，服务未启动。请保留原件，用最近的备份核对后恢复到空目录。`,
  );
}
