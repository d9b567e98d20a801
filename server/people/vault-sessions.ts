/**
 * Sessions of persons, pairings of screens and tokens of machines. Each is 256 random bits, handed out once and kept
 * as SHA-256. A session ends after 30 minutes without use and 12 hours in all; a pairing and a token end by being
 * taken back.
 */
import { createHash, randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';

export const SESSION_IDLE_MAX_MS = 30 * 60_000;
export const SESSION_AGE_MAX_MS = 12 * 3_600_000;
/** A session in use is written down at most this often: each request would otherwise cost a flush to the disk. */
const USED_WRITE_MS = 60_000;

interface StoredSession {
  readonly session_id: string;
  readonly person_id: string;
  readonly opened_ms: number;
  readonly used_ms: number;
}

export interface StandingSession {
  readonly sessionId: string;
  readonly personId: string;
}

/** Spans and not times: the office's clock may be another than the one that sessions are counted by. */
export interface SessionTimes {
  readonly ageMs: number;
  readonly endsInMs: number;
  /** Without use for so long, it ends sooner. */
  readonly idleMaxMs: number;
}

export class SessionVault {
  readonly #database: Database.Database;
  readonly #find: Database.Statement<[Buffer], StoredSession>;
  readonly #use: Database.Statement<[number, string]>;
  readonly #close: Database.Statement<[string]>;
  /** Last use by session, fresher than the table. */
  readonly #usedMs = new Map<string, number>();

  constructor(database: Database.Database) {
    this.#database = database;
    this.#find = database.prepare<[Buffer], StoredSession>(
      'SELECT session_id, person_id, opened_ms, used_ms FROM vault_session WHERE token_hash = ?',
    );
    this.#use = database.prepare<[number, string]>(
      'UPDATE vault_session SET used_ms = ? WHERE session_id = ?',
    );
    this.#close = database.prepare<[string]>('DELETE FROM vault_session WHERE session_id = ?');
  }

  openSession(personId: string, nowMs: number): { readonly token: string; readonly sessionId: string } {
    const { token, hash, id } = freshToken('s');
    const trim = this.#database.prepare<[number, number]>(
      'DELETE FROM vault_session WHERE opened_ms < ? OR used_ms < ?',
    );
    trim.run(nowMs - SESSION_AGE_MAX_MS, nowMs - SESSION_IDLE_MAX_MS - USED_WRITE_MS);
    const insert = this.#database.prepare<[Buffer, string, string, number, number]>(
      'INSERT INTO vault_session (token_hash, session_id, person_id, opened_ms, used_ms) VALUES (?, ?, ?, ?, ?)',
    );
    insert.run(hash, id, personId, nowMs, nowMs);
    return { token, sessionId: id };
  }

  sessionOf(
    token: string,
    nowMs: number,
  ): { readonly sessionId: string; readonly personId: string } | undefined {
    const stored = this.#find.get(hashOf(token));
    if (stored === undefined) return undefined;
    const { session_id: sessionId, person_id: personId } = stored;
    if (this.#isOver(stored, nowMs)) {
      this.closeSession(sessionId);
      return undefined;
    }
    this.#usedMs.set(sessionId, nowMs);
    if (nowMs - stored.used_ms > USED_WRITE_MS) this.#use.run(nowMs, sessionId);
    return { sessionId, personId };
  }

  /** The session where it still stands; looking does not count as use. */
  standingSessionOf(token: string, nowMs: number): StandingSession | undefined {
    const stored = this.#find.get(hashOf(token));
    if (stored === undefined || this.#isOver(stored, nowMs)) return undefined;
    return { sessionId: stored.session_id, personId: stored.person_id };
  }

  /** How old a standing session is and when it ends at the latest, ms; undefined where it is over. */
  sessionTimes(sessionId: string, nowMs: number): SessionTimes | undefined {
    const opened = this.#database
      .prepare<[string], { opened_ms: number }>('SELECT opened_ms FROM vault_session WHERE session_id = ?')
      .get(sessionId);
    return (
      opened && {
        ageMs: nowMs - opened.opened_ms,
        endsInMs: opened.opened_ms + SESSION_AGE_MAX_MS - nowMs,
        idleMaxMs: SESSION_IDLE_MAX_MS,
      }
    );
  }

  closeSession(sessionId: string): void {
    this.#usedMs.delete(sessionId);
    this.#close.run(sessionId);
  }

  revokeSessionsOf(personId: string): readonly string[] {
    const rows = this.#database
      .prepare<[string], { session_id: string }>('SELECT session_id FROM vault_session WHERE person_id = ?')
      .all(personId);
    for (const { session_id } of rows) this.closeSession(session_id);
    return rows.map(({ session_id }) => session_id);
  }

  #isOver(session: StoredSession, nowMs: number): boolean {
    const usedMs = Math.max(session.used_ms, this.#usedMs.get(session.session_id) ?? 0);
    return nowMs - usedMs > SESSION_IDLE_MAX_MS || nowMs - session.opened_ms > SESSION_AGE_MAX_MS;
  }

  pairScreen(stationId: string, nowMs: number): { readonly token: string; readonly pairingId: string } {
    const { token, hash, id } = freshToken('pair');
    this.#database
      .prepare<[Buffer, string, string, number]>(
        'INSERT INTO vault_pairing (token_hash, pairing_id, station_id, paired_ms) VALUES (?, ?, ?, ?)',
      )
      .run(hash, id, stationId, nowMs);
    return { token, pairingId: id };
  }

  pairingOf(token: string): { readonly stationId: string; readonly pairingId: string } | undefined {
    const found = this.#database
      .prepare<[Buffer], { station_id: string; pairing_id: string }>(
        'SELECT station_id, pairing_id FROM vault_pairing WHERE token_hash = ?',
      )
      .get(hashOf(token));
    return found && { stationId: found.station_id, pairingId: found.pairing_id };
  }

  pairings(): readonly {
    readonly pairingId: string;
    readonly stationId: string;
    readonly pairedMs: number;
  }[] {
    return this.#database
      .prepare<[], { station_id: string; pairing_id: string; paired_ms: number }>(
        'SELECT station_id, pairing_id, paired_ms FROM vault_pairing ORDER BY paired_ms',
      )
      .all()
      .map((row) => ({ pairingId: row.pairing_id, stationId: row.station_id, pairedMs: row.paired_ms }));
  }

  unpairScreen(pairingId: string): void {
    this.#database.prepare<[string]>('DELETE FROM vault_pairing WHERE pairing_id = ?').run(pairingId);
  }

  createToken(name: string, scopes: readonly string[]): { readonly token: string; readonly tokenId: string } {
    const { token, hash, id } = freshToken('t');
    this.#database
      .prepare<[Buffer, string, string, string]>(
        'INSERT INTO vault_token (token_hash, token_id, name, scopes) VALUES (?, ?, ?, ?)',
      )
      .run(hash, id, name, scopes.join(' '));
    return { token, tokenId: id };
  }

  tokenOf(token: string): { readonly tokenId: string; readonly scopes: readonly string[] } | undefined {
    const found = this.#database
      .prepare<[Buffer], { token_id: string; scopes: string }>(
        'SELECT token_id, scopes FROM vault_token WHERE token_hash = ?',
      )
      .get(hashOf(token));
    return (
      found && { tokenId: found.token_id, scopes: found.scopes.split(' ').filter((scope) => scope !== '') }
    );
  }

  tokens(): readonly {
    readonly tokenId: string;
    readonly name: string;
    readonly scopes: readonly string[];
  }[] {
    return this.#database
      .prepare<[], { token_id: string; name: string; scopes: string }>(
        'SELECT token_id, name, scopes FROM vault_token ORDER BY name',
      )
      .all()
      .map((row) => ({ tokenId: row.token_id, name: row.name, scopes: row.scopes.split(' ') }));
  }

  revokeToken(tokenId: string): boolean {
    return (
      this.#database.prepare<[string]>('DELETE FROM vault_token WHERE token_id = ?').run(tokenId).changes > 0
    );
  }
}

function freshToken(prefix: string): { readonly token: string; readonly hash: Buffer; readonly id: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOf(token), id: `${prefix}-${randomBytes(8).toString('hex')}` };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
