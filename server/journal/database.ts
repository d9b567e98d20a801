/**
 * Opens the office's SQLite file: one writing connection a process (WAL, every commit flushed), any number of reading
 * ones. Nobody else opens it.
 */
import Database from 'better-sqlite3';
import { JournalError } from '../errors.ts';
import { APPLICATION_ID, migrate } from './schema.ts';
import { describeStorageError, storageFaultOf } from './storage-error.ts';

/** Readers may wait for a WAL that is being started again; there is no second writer to wait long for. */
const BUSY_TIMEOUT_MS = 250;

/**
 * Opens for writing, makes the file where there is none, migrates it. Checkpoints of the WAL are left to idle time.
 * Throws `JournalError` JOURNAL_UNWRITABLE, JOURNAL_CORRUPT or JOURNAL_NEWER.
 */
export function openWriter(file: string): Database.Database {
  return opened(file, () => {
    const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    return prepared(database, () => {
      refuseForeign(database, file);
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = FULL');
      database.pragma('foreign_keys = ON');
      database.pragma('recursive_triggers = ON');
      database.pragma('trusted_schema = OFF');
      database.pragma('wal_autocheckpoint = 0');
      migrate(database);
    });
  });
}

/** Opens an existing file for reading only. Throws `JournalError` JOURNAL_CORRUPT where it is no journal. */
export function openReader(file: string): Database.Database {
  return opened(file, () => {
    const database = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    return prepared(database, () => refuseForeign(database, file));
  });
}

function prepared(database: Database.Database, prepare: () => void): Database.Database {
  try {
    prepare();
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  }
}

function opened(file: string, open: () => Database.Database): Database.Database {
  try {
    return open();
  } catch (cause) {
    throw openingError(file, cause);
  }
}

/** What to throw where a file could not be opened: a storage fault in words for the operator, anything else as it is. */
export function openingError(file: string, cause: unknown): unknown {
  const fault = storageFaultOf(cause);
  if (fault === undefined) return cause;
  if (fault === 'corrupt') {
    return new JournalError('JOURNAL_CORRUPT', `台账文件 ${file} 已损坏或不是台账，未打开。请用备份恢复。`, {
      cause,
    });
  }
  return new JournalError(
    'JOURNAL_UNWRITABLE',
    `台账文件 ${file} 打不开（${describeStorageError(cause)}），未启用。请检查磁盘空间、挂载方式和目录权限。`,
    { cause, retryable: true },
  );
}

/** Another program's SQLite file is not touched. */
function refuseForeign(database: Database.Database, file: string): void {
  const id = Number(database.pragma('application_id', { simple: true }));
  const tables = database.prepare<[], { count: number }>('SELECT count(*) AS count FROM sqlite_schema').get();
  if (id !== APPLICATION_ID && (tables?.count ?? 0) > 0) {
    throw new JournalError(
      'JOURNAL_CORRUPT',
      `文件 ${file} 不是本系统的台账，未打开。请检查配置中的数据目录。`,
    );
  }
}
