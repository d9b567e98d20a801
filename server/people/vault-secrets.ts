/**
 * Passwords and PINs as salted scrypt over a keyed hash. Checking takes the same work for an unknown name as for a
 * known one, and the answer does not say which it was. At most two are computed at once, off the event loop.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type Database from 'better-sqlite3';
import { keyedHash } from './vault-key.ts';

export interface ScryptCost {
  /** CPU and memory cost, a power of two; memory is 128 · N · r bytes. */
  readonly N: number;
  readonly r: number;
  readonly p: number;
}
/** OWASP password storage: N = 2^15, r = 8, p = 3 (32 MiB). */
export const SCRYPT_COST: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };

const HASH_LENGTH = 32;
const SALT_LENGTH = 16;
/** Two cores; more at once would only starve the rest of the service. */
const COMPUTED_AT_ONCE = 2;

export type SecretKind = 'password' | 'pin';

/** A secret made ready off the loop, to be stored by `store` once its change has been recorded. */
export interface PreparedSecret {
  readonly kind: SecretKind;
  readonly personId: string;
  readonly username: string | null;
  readonly salt: Buffer;
  readonly hash: Buffer;
  readonly cost: string;
}

interface StoredSecret {
  readonly person_id: string;
  readonly salt: Buffer;
  readonly hash: Buffer;
  readonly cost: string;
}

export class SecretVault {
  readonly #key: Uint8Array;
  readonly #cost: ScryptCost;
  readonly #byPerson: Database.Statement<[string, SecretKind], StoredSecret>;
  readonly #byUsername: Database.Statement<[string], StoredSecret>;
  readonly #store: Database.Statement<[string, SecretKind, string | null, Buffer, Buffer, string]>;
  readonly #holderOf: Database.Statement<[string], { person_id: string }>;
  readonly #usernameOf: Database.Statement<[string], { username: string | null }>;
  readonly #anyPassword: Database.Statement<[], { present: number }>;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(database: Database.Database, key: Uint8Array, cost: ScryptCost) {
    this.#key = key;
    this.#cost = cost;
    this.#byPerson = database.prepare<[string, SecretKind], StoredSecret>(
      'SELECT person_id, salt, hash, cost FROM vault_secret WHERE person_id = ? AND kind = ?',
    );
    this.#byUsername = database.prepare<[string], StoredSecret>(
      "SELECT person_id, salt, hash, cost FROM vault_secret WHERE username = ? AND kind = 'password'",
    );
    this.#store = database.prepare<[string, SecretKind, string | null, Buffer, Buffer, string]>(
      `INSERT INTO vault_secret (person_id, kind, username, salt, hash, cost) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (person_id, kind) DO UPDATE SET
         username = excluded.username, salt = excluded.salt, hash = excluded.hash, cost = excluded.cost`,
    );
    this.#holderOf = database.prepare<[string], { person_id: string }>(
      'SELECT person_id FROM vault_secret WHERE username = ?',
    );
    this.#usernameOf = database.prepare<[string], { username: string | null }>(
      "SELECT username FROM vault_secret WHERE person_id = ? AND kind = 'password'",
    );
    this.#anyPassword = database.prepare<[], { present: number }>(
      "SELECT EXISTS (SELECT 1 FROM vault_secret WHERE kind = 'password') AS present",
    );
  }

  async prepare(
    kind: SecretKind,
    personId: string,
    username: string | undefined,
    secret: string,
  ): Promise<PreparedSecret> {
    const salt = randomBytes(SALT_LENGTH);
    const hash = await this.#derive(secret, salt, this.#cost);
    const cost = `${this.#cost.N}:${this.#cost.r}:${this.#cost.p}`;
    return {
      kind,
      personId,
      username: username === undefined ? null : foldUsername(username),
      salt,
      hash,
      cost,
    };
  }

  store(prepared: PreparedSecret): void {
    const { kind, personId, username, salt, hash, cost } = prepared;
    this.#store.run(personId, kind, username, salt, hash, cost);
  }

  /** Who holds the name already, if anybody. */
  holderOf(username: string): string | undefined {
    return this.#holderOf.get(foldUsername(username))?.person_id;
  }

  usernameOf(personId: string): string | undefined {
    return this.#usernameOf.get(personId)?.username ?? undefined;
  }

  hasPassword(): boolean {
    return this.#anyPassword.get()?.present === 1;
  }

  hasSecret(personId: string, kind: SecretKind): boolean {
    return this.#byPerson.get(personId, kind) !== undefined;
  }

  /** The person, where name and password belong together. */
  async checkPassword(username: string, password: string): Promise<string | undefined> {
    const stored = this.#byUsername.get(foldUsername(username));
    return (await this.#matches(stored, password)) ? stored?.person_id : undefined;
  }

  async checkPin(personId: string, pin: string): Promise<boolean> {
    return this.#matches(this.#byPerson.get(personId, 'pin'), pin);
  }

  /** The same work whether or not there is something to compare with. */
  async #matches(stored: StoredSecret | undefined, secret: string): Promise<boolean> {
    const cost = stored === undefined ? this.#cost : parseCost(stored.cost);
    const derived = await this.#derive(secret, stored?.salt ?? Buffer.alloc(SALT_LENGTH), cost);
    return timingSafeEqual(derived, stored?.hash ?? Buffer.alloc(HASH_LENGTH)) && stored !== undefined;
  }

  async #derive(secret: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
    if (this.#running >= COMPUTED_AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running += 1;
    try {
      const keyed = keyedHash(this.#key, secret.normalize('NFKC'));
      return await new Promise<Buffer>((resolve, reject) => {
        scrypt(
          keyed,
          salt,
          HASH_LENGTH,
          { ...cost, maxmem: 256 * cost.N * cost.r + 2 ** 20 },
          (error, derived) => (error === null ? resolve(derived) : reject(error)),
        );
      });
    } finally {
      // The place goes to whoever waits longest, or is given up.
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}

/** Names are compared without regard to case, width or blanks around them. */
export function foldUsername(username: string): string {
  return username.normalize('NFKC').trim().toLowerCase();
}

function parseCost(text: string): ScryptCost {
  const [N = 0, r = 0, p = 0] = text.split(':').map(Number);
  return { N, r, p };
}
