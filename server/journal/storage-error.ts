/**
 * What a storage error means for the office. SQLite tells a full disk apart, but a file system that turned read-only
 * or a failed flush both arrive as I/O errors; the directory is asked for the rest.
 */
import { closeSync, openSync, statfsSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';

export type StorageFault = 'disk-full' | 'read-only' | 'io' | 'corrupt';

/** Below this much free space an I/O error is taken for a full disk. */
const SPACE_LEFT_MIN = 64 * 1024;

/** Undefined where the error is not one of storage: a constraint, a defect, a refusal. */
export function storageFaultOf(error: unknown): StorageFault | undefined {
  const code = codeOf(error);
  if (code === undefined) return undefined;
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)$/.test(code)) return 'disk-full';
  if (/^(SQLITE_READONLY|SQLITE_PERM|EROFS|EACCES|EPERM)/.test(code)) return 'read-only';
  if (/^(SQLITE_CORRUPT|SQLITE_NOTADB)/.test(code)) return 'corrupt';
  if (/^(SQLITE_IOERR|SQLITE_CANTOPEN|SQLITE_BUSY|SQLITE_LOCKED|SQLITE_PROTOCOL|SQLITE_NOMEM|EIO)/.test(code))
    return 'io';
  return undefined;
}

/** As above, and an I/O error is looked into: is the disk full, or may nothing be written beside the file? */
export function diagnoseStorage(error: unknown, file: string): StorageFault | undefined {
  const fault = storageFaultOf(error);
  if (fault !== 'io') return fault;
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    if (bavail * bsize < SPACE_LEFT_MIN) return 'disk-full';
    const probe = join(dirname(file), '.write-probe');
    closeSync(openSync(probe, 'w', 0o600));
    unlinkSync(probe);
    return 'io';
  } catch (cause) {
    return storageFaultOf(cause) ?? 'io';
  }
}

export function describeStorageError(error: unknown): string {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  return code === undefined ? message : `${code}: ${message}`;
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof Database.SqliteError) return error.code;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
