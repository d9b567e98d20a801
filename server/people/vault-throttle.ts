/**
 * Counts wrong passwords and PINs and makes the next try wait. Five tries are free; each further wrong one doubles
 * the wait, from one minute to one hour (NIST SP 800-63B: 30 s to 1 h). A try is counted before it is checked, so
 * that many at once gain nothing. Unknown names are counted like known ones.
 */
import type Database from 'better-sqlite3';

export const FREE_TRIES = 5;
const FIRST_WAIT_MS = 60_000;
const WAIT_MAX_MS = 3_600_000;
/** Failures older than this are forgotten. */
const FORGET_AFTER_MS = 24 * 3_600_000;
/** Names tried are bounded: the oldest go first. */
const SUBJECTS_MAX = 5000;

interface Attempt {
  readonly failures: number;
  readonly last_failed_ms: number;
}

export class Throttle {
  readonly #read: Database.Statement<[string], Attempt>;
  readonly #write: Database.Statement<[string, number, number]>;
  readonly #forget: Database.Statement<[string]>;
  readonly #trim: Database.Statement<[number, number]>;

  constructor(database: Database.Database) {
    this.#read = database.prepare<[string], Attempt>(
      'SELECT failures, last_failed_ms FROM vault_attempt WHERE subject = ?',
    );
    this.#write = database.prepare<[string, number, number]>(
      `INSERT INTO vault_attempt (subject, failures, last_failed_ms) VALUES (?, ?, ?)
       ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, last_failed_ms = excluded.last_failed_ms`,
    );
    this.#forget = database.prepare<[string]>('DELETE FROM vault_attempt WHERE subject = ?');
    this.#trim = database.prepare<[number, number]>(
      `DELETE FROM vault_attempt WHERE last_failed_ms < ? OR subject IN
       (SELECT subject FROM vault_attempt ORDER BY last_failed_ms DESC LIMIT -1 OFFSET ?)`,
    );
  }

  /** Takes one try. False: wait first; nothing is counted then. */
  take(subject: string, nowMs: number): boolean {
    const known = this.#read.get(subject);
    const failures =
      known === undefined || nowMs - known.last_failed_ms > FORGET_AFTER_MS ? 0 : known.failures;
    if (known !== undefined && nowMs < known.last_failed_ms + waitAfter(failures)) return false;
    this.#trim.run(nowMs - FORGET_AFTER_MS, SUBJECTS_MAX);
    this.#write.run(subject, failures + 1, nowMs);
    return true;
  }

  /** Milliseconds until the next try is taken; 0 where none is waited for. Asking counts as no try. */
  waitMs(subject: string, nowMs: number): number {
    const known = this.#read.get(subject);
    if (known === undefined || nowMs - known.last_failed_ms > FORGET_AFTER_MS) return 0;
    return Math.max(0, known.last_failed_ms + waitAfter(known.failures) - nowMs);
  }

  /** The try was right after all, or an authorised person has set a new secret. */
  clear(subject: string): void {
    this.#forget.run(subject);
  }
}

/** Wait in ms after so many wrong tries in a row. */
export function waitAfter(failures: number): number {
  if (failures < FREE_TRIES) return 0;
  return Math.min(FIRST_WAIT_MS * 2 ** Math.min(failures - FREE_TRIES, 10), WAIT_MAX_MS);
}
