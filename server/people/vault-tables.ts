/**
 * The vault's tables: in the office's SQLite file, beside the journal but outside every rebuild. They hold no secret
 * in the clear: numbers are keyed hashes, passwords and PINs are salted scrypt, tokens are SHA-256.
 */
import type Database from 'better-sqlite3';

export const VAULT_TABLES = `
CREATE TABLE IF NOT EXISTS vault_card (
  card_ref TEXT PRIMARY KEY,
  bits INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS vault_card_form (
  form BLOB NOT NULL,
  card_ref TEXT NOT NULL REFERENCES vault_card (card_ref),
  PRIMARY KEY (form, card_ref)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS vault_secret (
  person_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('password', 'pin')),
  username TEXT UNIQUE,
  salt BLOB NOT NULL,
  hash BLOB NOT NULL,
  cost TEXT NOT NULL,
  PRIMARY KEY (person_id, kind)
) STRICT;
CREATE TABLE IF NOT EXISTS vault_attempt (
  subject TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  last_failed_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS vault_session (
  token_hash BLOB PRIMARY KEY,
  session_id TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL,
  opened_ms INTEGER NOT NULL,
  used_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS vault_session_person ON vault_session (person_id);
CREATE TABLE IF NOT EXISTS vault_pairing (
  token_hash BLOB PRIMARY KEY,
  pairing_id TEXT NOT NULL UNIQUE,
  station_id TEXT NOT NULL,
  paired_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS vault_token (
  token_hash BLOB PRIMARY KEY,
  token_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL
) STRICT;
`;

/** Creates what is missing. Safe at every start. */
export function createVaultTables(database: Database.Database): void {
  database.exec(VAULT_TABLES);
}
