/**
 * A disk that is really full and one that may really not be written: a small file system of its own where the tests
 * may mount one, otherwise a limit inside SQLite with the same error.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyFile } from '../../server/journal/verify-file.ts';
import { SmallOffice } from '../support/small-office.ts';

const MAY_MOUNT = process.getuid?.() === 0 && tryMount();

function tryMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), 'dianmao-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place], { stdio: 'ignore' });
    execFileSync('umount', [place], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The office's directory is the small disk. */
class SmallDisk {
  readonly office = new SmallOffice();

  constructor() {
    if (MAY_MOUNT) this.#mount('-t', 'tmpfs', '-o', 'size=3m', 'tmpfs');
  }

  fill(): void {
    if (!MAY_MOUNT) {
      const pages = Number(this.office.database?.pragma('page_count', { simple: true }));
      this.office.database?.pragma(`max_page_count = ${pages}`);
      return;
    }
    for (let bytes = 1024 * 1024; bytes >= 1;) {
      try {
        writeFileSync(join(this.office.directory, 'ballast'), Buffer.alloc(bytes), { flag: 'a' });
      } catch {
        bytes = Math.floor(bytes / 4);
      }
    }
  }

  /** Gives back so much of what was filled. */
  leave(bytes: number): void {
    const ballast = join(this.office.directory, 'ballast');
    truncateSync(ballast, statSync(ballast).size - bytes);
  }

  free(): void {
    if (MAY_MOUNT) rmSync(join(this.office.directory, 'ballast'));
    else this.office.database?.pragma('max_page_count = 1000000');
  }

  remountReadOnly(): void {
    execFileSync('mount', ['-o', 'remount,ro', this.office.directory]);
  }

  remountWritable(): void {
    execFileSync('mount', ['-o', 'remount,rw', this.office.directory]);
  }

  async remove(): Promise<void> {
    await this.office.office.close('test over').catch(() => undefined);
    if (MAY_MOUNT) execFileSync('umount', [this.office.directory]);
    rmSync(this.office.directory, { recursive: true, force: true });
  }

  #mount(...options: readonly string[]): void {
    execFileSync('mount', [...options, this.office.directory]);
  }
}

let disk: SmallDisk;
beforeEach(() => {
  disk = new SmallDisk();
});
afterEach(() => disk.remove());

/** Asks until the first refusal; gives how many were acknowledged. */
async function askUntilRefused(): Promise<number> {
  for (let asked = 0; asked < 10_000; asked += 1) {
    const outcome = await disk.office
      .ask('test.note', `${asked} ${'x'.repeat(400)}`)
      .catch((error: unknown) => error);
    if (outcome instanceof Error) {
      expect(outcome).toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
      return asked;
    }
  }
  throw new Error('the disk never filled');
}

const notesOnDisk = (): number =>
  disk.office.lines().filter(({ type }) => type === 'people.sign-in-refused').length;

describe('a full disk', () => {
  it('acknowledges nothing more, keeps the lock shut, raises the alarm from the reserve, and resumes', async () => {
    disk.office.open();
    disk.fill();
    const acknowledged = await askUntilRefused();
    expect(notesOnDisk()).toBe(acknowledged);
    expect(disk.office.office.journalHealth()).toEqual({ writable: false, reason: '磁盘已满' });
    expect(disk.office.lines().at(-1)).toMatchObject({
      type: 'system.alarm-raised',
      data: { alarm: 'disk-full' },
    });
    await expect(disk.office.ask('test.open', 'i-1')).rejects.toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
    expect(disk.office.ordered).toEqual([]);

    if (MAY_MOUNT) {
      disk.fill();
      disk.office.clock.advance(10_000);
      expect(disk.office.office.journalHealth().writable).toBe(false);
    }

    disk.free();
    disk.office.clock.advance(2_000);
    disk.office.settle();
    expect(disk.office.office.journalHealth()).toEqual({ writable: true, reason: undefined });
    expect(disk.office.types().slice(-2)).toEqual(['system.journal-blind', 'system.alarm-cleared']);
    expect(statSync(`${disk.office.file}-reserve`).size).toBe(64 * 1024);
    await disk.office.ask('test.open', 'i-2');
    expect(disk.office.ordered).toHaveLength(1);
    expect(disk.office.office.rebuildAndCompare().equal).toBe(true);
    expect(verifyFile(disk.office.file).ok).toBe(true);
  });

  it('is still full to a service that is started again without room for its reserve', async () => {
    disk.office.open();
    await disk.office.office.close('to try again');
    if (MAY_MOUNT) {
      disk.fill();
      disk.leave(256 * 1024);
      disk.office.open({ reserveBytes: 512 * 1024 });
      expect(disk.office.office.journalHealth()).toEqual({ writable: false, reason: '磁盘已满' });
      await expect(disk.office.ask('test.note', 'b')).rejects.toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
      expect(disk.office.types().at(-1)).toBe('system.alarm-raised');
      disk.free();
      disk.office.clock.advance(2_000);
    } else disk.office.open({ reserveBytes: 512 * 1024 });
    expect(disk.office.office.journalHealth().writable).toBe(true);
    expect(statSync(`${disk.office.file}-reserve`).size).toBe(512 * 1024);
    expect(disk.office.types().at(-1)).toBe('system.started');
  });

  it('that is full again and again is told each time', async () => {
    disk.office.open();
    for (let times = 1; times <= 3; times += 1) {
      disk.fill();
      await askUntilRefused();
      disk.free();
      disk.office.clock.advance(2_000);
      disk.office.settle();
      const raised = disk.office.types().filter((type) => type === 'system.alarm-raised').length;
      expect(raised).toBe(times);
    }
    expect(disk.office.office.rebuildAndCompare().equal).toBe(true);
  });
});

describe('a read-only file system', () => {
  it('stops the start with a word on what to do, touches nothing, and goes once it may write', async () => {
    const { office } = disk;
    office.open();
    await office.ask('test.note', 'a');
    await office.office.close('test');
    if (MAY_MOUNT) {
      disk.remountReadOnly();
      expect(() => office.open()).toThrow(
        expect.objectContaining({
          code: 'JOURNAL_UNWRITABLE',
          message: expect.stringMatching(/未启用。请|未启动。请/),
        }),
      );
      disk.remountWritable();
    }
    office.open();
    expect(office.types()).toEqual([
      'system.started',
      'people.sign-in-refused',
      'system.stopped',
      'system.started',
    ]);
  });
});
