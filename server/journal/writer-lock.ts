/**
 * One writer at a time. The lock is a POSIX lock on a file of its own, held through SQLite for as long as the process
 * lives: the kernel lets go of it at any death, so nobody ever has to remove a stale one by hand.
 */
import Database from 'better-sqlite3';
import { JournalError } from '../errors.ts';
import { describeStorageError, storageFaultOf } from './storage-error.ts';

export interface WriterLock {
  release(): void;
}

/** Throws `JournalError` JOURNAL_BUSY where another process holds it, JOURNAL_UNWRITABLE where it cannot be taken. */
export function takeWriterLock(file: string): WriterLock {
  let lock: Database.Database | undefined;
  try {
    lock = new Database(`${file}-lock`, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock?.close();
    if (cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')) {
      throw new JournalError('JOURNAL_BUSY', '台账正由另一个服务进程写入，本次未启动。请先停止那个进程。', {
        cause,
      });
    }
    if (storageFaultOf(cause) === undefined) throw cause;
    throw new JournalError(
      'JOURNAL_UNWRITABLE',
      `台账所在目录不能写入（${describeStorageError(cause)}），服务未启动。请检查磁盘和目录权限后重新启动。`,
      { cause, retryable: true },
    );
  }
  const held = lock;
  return { release: () => held.close() };
}
