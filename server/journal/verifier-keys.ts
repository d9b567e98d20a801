/** The verifier keys that the file itself names; compare them with the paper. */
import type Database from 'better-sqlite3';
import { parseVerifierKey, type NoteVerifier } from './signed-note.ts';

/** In the order in which they came into use. */
export function verifierKeysOf(database: Database.Database): readonly string[] {
  return database
    .prepare<[], { verifier_key: string }>('SELECT verifier_key FROM journal_key ORDER BY from_size')
    .all()
    .map((row) => row.verifier_key);
}

/** What is no key vouches for nothing and is passed over: somebody may have put it there for us to stumble. */
export function verifiersOf(database: Database.Database): readonly NoteVerifier[] {
  return verifierKeysOf(database).flatMap((key) => {
    try {
      return [parseVerifierKey(key)];
    } catch (cause) {
      if (cause instanceof RangeError) return [];
      throw cause;
    }
  });
}
