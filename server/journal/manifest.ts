/** What lies in a backup and how to tell that it is whole. Written last, so a directory without one is no backup. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { JournalError } from '../errors.ts';

export const BACKUP_FORMAT = 'dianmao-backup/1';
export const BACKUP_DATABASE = 'journal.db';
const MANIFEST = 'manifest.json';

const BackupManifest = Type.Object({
  format: Type.Literal(BACKUP_FORMAT),
  createdAtMs: Type.Number(),
  /** Shape of the file (`user_version`). */
  schema: Type.Integer({ minimum: 1 }),
  lines: Type.Integer({ minimum: 0 }),
  /** Hex: root of the tree over all lines, and the chain's last hash. */
  root: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  headHash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  bytes: Type.Integer({ minimum: 1 }),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  verifierKeys: Type.Array(Type.String()),
  /** Latest signed checkpoint in the copy. */
  checkpoint: Type.Union([Type.String(), Type.Null()]),
  /** What is not in here and must be kept apart. */
  notIncluded: Type.Array(Type.String()),
});
export type BackupManifest = Static<typeof BackupManifest>;

export function manifestPath(directory: string): string {
  return join(directory, MANIFEST);
}

/** Throws `JournalError` JOURNAL_CORRUPT where there is none or it cannot be understood. */
export function readManifest(directory: string): BackupManifest {
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(manifestPath(directory), 'utf8'));
  } catch (cause) {
    throw new JournalError(
      'JOURNAL_CORRUPT',
      `${directory} 中没有可读的 ${MANIFEST}，不是完整的备份，未恢复。`,
      { cause },
    );
  }
  if (!Value.Check(BackupManifest, manifest)) {
    throw new JournalError(
      'JOURNAL_CORRUPT',
      `${directory} 中的 ${MANIFEST} 内容不全，未恢复。请换一份备份。`,
    );
  }
  return manifest;
}
