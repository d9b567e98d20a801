/**
 * Online backup: SQLite's own page copy of a running office (journal, vault and registers alike), verified from its
 * first line and sealed by a manifest. A backup that does not verify is not kept.
 */
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import Database from 'better-sqlite3';
import { JournalError } from '../errors.ts';
import { openReader } from './database.ts';
import { flushDirectory, writeDurably } from './durable-file.ts';
import { BACKUP_DATABASE, BACKUP_FORMAT, manifestPath, type BackupManifest } from './manifest.ts';
import { versionOf } from './schema.ts';
import { verifierKeysOf } from './verifier-keys.ts';
import { verifyFile } from './verify-file.ts';
import type { VerifyReport } from './verify.ts';

const NOT_INCLUDED = ['签名密钥（*.key）：恢复后换用新密钥', '密码库密钥文件：须另行保管，恢复时放回'];
/** All pages in one step: in WAL a reader holds nobody up, while a copy in steps starts again at every write. */
const ALL_PAGES = 2 ** 31 - 1;

/**
 * Copies the office's file into `directory`, which must not exist yet. Throws `JournalError` JOURNAL_CORRUPT where the
 * copy does not verify, JOURNAL_UNWRITABLE where the place is taken.
 */
export async function backupFile(
  file: string,
  directory: string,
  createdAtMs: number,
): Promise<BackupManifest> {
  if (statSync(directory, { throwIfNoEntry: false }) !== undefined) {
    throw new JournalError('JOURNAL_UNWRITABLE', `${directory} 已存在，未备份。请另指定一个尚不存在的目录。`);
  }
  const aside = `${directory}.partial`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  try {
    const copy = join(aside, BACKUP_DATABASE);
    await copyPages(file, copy);
    const manifest = await describe(copy, createdAtMs);
    writeDurably(manifestPath(aside), `${JSON.stringify(manifest, null, 2)}\n`, 0o600);
    renameSync(aside, directory);
    flushDirectory(dirname(directory));
    return manifest;
  } catch (cause) {
    rmSync(aside, { recursive: true, force: true });
    throw cause;
  }
}

async function copyPages(file: string, copy: string): Promise<void> {
  const source = openReader(file);
  try {
    await source.backup(copy, { progress: () => ALL_PAGES });
  } finally {
    source.close();
  }
  // One plain file: a copy in WAL mode could not be read from a write-protected stick.
  const written = new Database(copy);
  try {
    written.pragma('journal_mode = DELETE');
    const found = String(written.pragma('integrity_check', { simple: true }));
    if (found !== 'ok')
      throw new JournalError('JOURNAL_CORRUPT', `备份副本结构检查未通过（${found}），未保留。请检查磁盘。`);
  } finally {
    written.close();
  }
}

async function describe(copy: string, createdAtMs: number): Promise<BackupManifest> {
  const report = verifyFile(copy);
  if (!report.ok) throw notTrue(report);
  const database = openReader(copy);
  try {
    const latest = database
      .prepare<[], { note: string }>('SELECT note FROM journal_checkpoint ORDER BY size DESC LIMIT 1')
      .get();
    return {
      format: BACKUP_FORMAT,
      createdAtMs,
      schema: versionOf(database),
      lines: report.lines,
      root: report.root,
      headHash: report.headHash,
      bytes: statSync(copy).size,
      sha256: await sha256Of(copy),
      verifierKeys: [...verifierKeysOf(database)],
      checkpoint: latest?.note ?? null,
      notIncluded: NOT_INCLUDED,
    };
  } finally {
    database.close();
  }
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function notTrue(report: VerifyReport): JournalError {
  const [first] = report.findings;
  return new JournalError(
    'JOURNAL_CORRUPT',
    `台账核验未通过（${first === undefined ? '' : first.kind}），备份未保留。请先对运行中的台账执行核验。`,
  );
}
