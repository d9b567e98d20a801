/** Backup while the office writes, restore into an empty place only, drills that leave nothing behind. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupInWorker } from '../../../server/journal/backup-in-worker.ts';
import { backupFile } from '../../../server/journal/backup.ts';
import { readManifest } from '../../../server/journal/manifest.ts';
import { drillRestore, restoreBackup } from '../../../server/journal/restore.ts';
import { verifyFile } from '../../../server/journal/verify-file.ts';
import { JournalFile, SIGNER } from './journal-file.ts';

let file: JournalFile;
let backup: string;
let place: string;
beforeEach(() => {
  file = new JournalFile();
  file.fill(40);
  file.sign();
  file.fill(5);
  file.database.exec("CREATE TABLE vault_card (ref TEXT); INSERT INTO vault_card VALUES ('card-1')");
  backup = join(file.directory, 'backups', 'monday');
  place = join(file.directory, 'restored', 'office.db');
});
afterEach(() => file.remove());

describe('backup', () => {
  it('is whole, verified and described, the vault included', async () => {
    const manifest = await backupFile(file.file, backup, 5_000);
    expect(manifest).toMatchObject({ lines: 45, createdAtMs: 5_000, verifierKeys: [SIGNER.verifier.text] });
    expect(readManifest(backup)).toEqual(manifest);
    expect(readdirSync(backup).toSorted()).toEqual(['journal.db', 'manifest.json']);
    const copy = new Database(join(backup, 'journal.db'), { readonly: true });
    expect(copy.prepare('SELECT ref FROM vault_card').all()).toEqual([{ ref: 'card-1' }]);
    copy.close();
    expect(statSync(backup).mode & 0o077).toBe(0);
  });

  it('is taken in a worker while lines go on being written', async () => {
    const running = backupInWorker({ file: file.file, directory: backup, createdAtMs: 0 });
    file.fill(100);
    const { lines } = await running;
    expect(lines).toBeGreaterThanOrEqual(45);
    expect(verifyFile(join(backup, 'journal.db'))).toMatchObject({ ok: true, lines });
  });

  it('does not touch a directory that exists', async () => {
    mkdirSync(backup, { recursive: true });
    await expect(backupFile(file.file, backup, 0)).rejects.toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
    expect(readdirSync(backup)).toEqual([]);
  });

  it('is not kept where the journal does not verify', async () => {
    file.database.exec('DROP TRIGGER journal_keeps_lines');
    file.database.exec(
      "UPDATE journal SET entry = CAST(replace(entry, 'line 7', 'LINE 7') AS BLOB) WHERE position = 7",
    );
    await expect(backupFile(file.file, backup, 0)).rejects.toMatchObject({ code: 'JOURNAL_CORRUPT' });
    expect(existsSync(backup)).toBe(false);
    expect(readdirSync(join(file.directory, 'backups'))).toEqual([]);
  });
});

describe('restore', () => {
  beforeEach(() => backupFile(file.file, backup, 0));

  it('gives back the same journal, with the checkpoint beside it', async () => {
    const { verified } = await restoreBackup(backup, place);
    expect(verified).toMatchObject({ ok: true, lines: 45, root: file.journal.tree().root().toString('hex') });
    expect(readFileSync(join(file.directory, 'restored', 'checkpoints', 'latest.note'), 'utf8')).toBe(
      readManifest(backup).checkpoint,
    );
  });

  it('gives a file that its owner may write and nobody else may read, whatever the stick made of it', async () => {
    chmodSync(join(backup, 'journal.db'), 0o444);
    await restoreBackup(backup, place);
    expect(statSync(place).mode & 0o777).toBe(0o600);
  });

  it('goes into an empty directory but never over anything', async () => {
    mkdirSync(join(file.directory, 'restored'));
    writeFileSync(join(file.directory, 'restored', 'something'), 'kept');
    await expect(restoreBackup(backup, place)).rejects.toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
    expect(readdirSync(join(file.directory, 'restored'))).toEqual(['something']);
  });

  it.each([
    [
      'one byte of the copy',
      'journal.db',
      (bytes: Buffer) => bytes.fill(bytes.readUInt8(5_000) ^ 1, 5_000, 5_001),
    ],
    [
      'the manifest',
      'manifest.json',
      (bytes: Buffer) => Buffer.from(bytes.toString().replace('"lines": 45', '"lines": 44')),
    ],
    ['the manifest wholly', 'manifest.json', () => Buffer.from('{}')],
  ])('refuses a backup with a change in %s and leaves nothing', async (_name, name, change) => {
    const path = join(backup, name);
    chmodSync(path, 0o600);
    writeFileSync(path, change(readFileSync(path)));
    await expect(restoreBackup(backup, place)).rejects.toMatchObject({ code: 'JOURNAL_CORRUPT' });
    expect(existsSync(join(file.directory, 'restored'))).toBe(false);
  });

  it('refuses a backup that is older than what a witness has seen', async () => {
    const witnessed = [file.sign()];
    file.fill(3);
    const later = [file.sign()];
    await expect(restoreBackup(backup, place, { witnessed: later })).rejects.toMatchObject({
      code: 'JOURNAL_CORRUPT',
    });
    await expect(restoreBackup(backup, place, { witnessed })).resolves.toMatchObject({
      verified: { exposedLines: 0 },
    });
  });

  it('drills without leaving anything', async () => {
    const scratch = join(file.directory, 'scratch');
    mkdirSync(scratch);
    const report = await drillRestore(backup, scratch, (path) => statSync(path).size);
    expect(report.rebuilt).toBe(readManifest(backup).bytes);
    expect(readdirSync(scratch)).toEqual([]);
    const failing = drillRestore(backup, scratch, () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(readdirSync(scratch)).toEqual([]);
  });
});
