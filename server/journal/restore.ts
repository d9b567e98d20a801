/**
 * Puts a backup into an empty place, or only tries it (drill): copied, compared with its manifest, verified from the
 * first line. Nothing that exists is ever overwritten.
 */
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { JournalError } from '../errors.ts';
import { sha256Of } from './backup.ts';
import { checkpointFolderOf, placeCheckpoint } from './checkpoint-folder.ts';
import { flushDirectory, flushFile } from './durable-file.ts';
import { BACKUP_DATABASE, readManifest, type BackupManifest } from './manifest.ts';
import { verifyFile } from './verify-file.ts';
import type { VerifyReport } from './verify.ts';

export interface RestoreOptions {
  /** Checkpoint notes from elsewhere, to prove that the backup is not older than they are. */
  readonly witnessed?: readonly string[];
  /** From the paper register; without them the keys in the backup are believed. */
  readonly verifierKeys?: readonly string[];
}

export interface RestoreReport {
  readonly file: string;
  readonly manifest: BackupManifest;
  readonly verified: VerifyReport;
}

/**
 * Restores to `file`, whose directory must be missing or empty. Throws `JournalError` JOURNAL_UNWRITABLE where it is
 * not, JOURNAL_CORRUPT where the backup is not what its manifest says or does not verify; nothing is left then.
 */
export async function restoreBackup(
  directory: string,
  file: string,
  options: RestoreOptions = {},
): Promise<RestoreReport> {
  const place = dirname(file);
  const existed = statSync(place, { throwIfNoEntry: false }) !== undefined;
  if (existed && readdirSync(place).length > 0) {
    throw new JournalError(
      'JOURNAL_UNWRITABLE',
      `${place} 不是空目录，未恢复。请指定一个空目录，原有文件一概不动。`,
    );
  }
  const manifest = readManifest(directory);
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const aside = `${file}.partial`;
  try {
    copyFileSync(join(directory, BACKUP_DATABASE), aside);
    // A copy keeps the mode of its source, which on a write-protected stick may be read-only.
    chmodSync(aside, 0o600);
    flushFile(aside);
    if ((await sha256Of(aside)) !== manifest.sha256) throw differs('文件校验和');
    const verified = verifyFile(aside, options);
    refuseUntrue(verified, manifest);
    renameSync(aside, file);
    if (manifest.checkpoint !== null) placeCheckpoint(checkpointFolderOf(file), manifest.checkpoint);
    flushDirectory(place);
    return { file, manifest, verified };
  } catch (cause) {
    rmSync(aside, { force: true });
    if (!existed) rmSync(place, { recursive: true, force: true });
    throw cause;
  }
}

/**
 * Restores into a fresh directory under `scratch`, lets `rebuild` make everything anew from the copy, and removes it
 * again whatever happens.
 */
export async function drillRestore<Rebuilt>(
  directory: string,
  scratch: string,
  rebuild: (file: string) => Rebuilt,
  options: RestoreOptions = {},
): Promise<RestoreReport & { readonly rebuilt: Rebuilt }> {
  const place = mkdtempSync(join(scratch, 'dianmao-drill-'));
  try {
    const report = await restoreBackup(directory, join(place, 'data', BACKUP_DATABASE), options);
    return { ...report, rebuilt: rebuild(report.file) };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function refuseUntrue(verified: VerifyReport, manifest: BackupManifest): void {
  const [first] = verified.findings;
  if (first !== undefined) {
    throw new JournalError('JOURNAL_CORRUPT', `备份核验未通过（${first.kind}），未恢复。请换一份备份。`);
  }
  if (
    verified.lines !== manifest.lines ||
    verified.root !== manifest.root ||
    verified.headHash !== manifest.headHash
  ) {
    throw differs('台账内容');
  }
}

function differs(what: string): JournalError {
  return new JournalError('JOURNAL_CORRUPT', `备份的${what}与 manifest.json 不符，未恢复。请换一份备份。`);
}
