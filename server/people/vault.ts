/**
 * Credentials, sessions, PINs, pairings and card numbers: what the journal must never hold. Its tables live in the
 * office's SQLite file so that a card kept during an enrolment commits with the fact of it. Built once by main.ts; the
 * engine hands it the writing connection, and a new one whenever the old one had to be given up.
 */
import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Clock } from '../../firmware-bridge/clock.ts';
import { CardVault } from './vault-cards.ts';
import { keyedHash, openVaultKeys, type VaultKeys } from './vault-key.ts';
import type { VaultPort } from './vault-port.ts';
import {
  foldUsername,
  SCRYPT_COST,
  SecretVault,
  type PreparedSecret,
  type ScryptCost,
  type SecretKind,
} from './vault-secrets.ts';
import { SessionVault, type SessionTimes, type StandingSession } from './vault-sessions.ts';
import { createVaultTables } from './vault-tables.ts';
import { Throttle } from './vault-throttle.ts';

export interface VaultOptions {
  /** Path of the key file; made at the first start. */
  readonly keyFile: string;
  /** The machine's clock, never a demo clock: waits and sessions are of real time. */
  readonly clock: Clock;
  readonly cost?: ScryptCost;
}

const SETUP_TRIES = 'setup';
/** No 0 O 1 I L: the code is read off a terminal and typed. */
const CODE_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** What hangs on one connection; made anew with each. */
interface Attached {
  readonly database: Database.Database;
  readonly cards: CardVault;
  readonly secrets: SecretVault;
  readonly sessions: SessionVault;
  readonly throttle: Throttle;
}

export class Vault implements VaultPort {
  readonly #options: VaultOptions;
  readonly #clock: Clock;
  readonly #codeKey = randomBytes(32);
  readonly #revoked = new Set<(sessionIds: readonly string[]) => void>();
  #keys: VaultKeys | undefined;
  #attached: Attached | undefined;
  #setupCode: string | undefined;
  #setupInUse = false;

  constructor(options: VaultOptions) {
    this.#options = options;
    this.#clock = options.clock;
  }

  /** From now on the vault works on this connection alone. Throws where the key file is missing or damaged. */
  attach(database: Database.Database): this {
    createVaultTables(database);
    this.#keys ??= openVaultKeys(this.#options.keyFile, holdsAnything(database));
    this.#attached = {
      database,
      cards: new CardVault(database, this.#keys.card, () => `card-${randomBytes(8).toString('hex')}`),
      secrets: new SecretVault(database, this.#keys.secret, this.#options.cost ?? SCRYPT_COST),
      sessions: new SessionVault(database),
      throttle: new Throttle(database),
    };
    return this;
  }

  get #open(): Attached {
    if (this.#attached === undefined) throw new Error('the vault has no database yet');
    return this.#attached;
  }

  cardRefOf(cardNumber: string, format: string): string | undefined {
    return this.#open.cards.cardRefOf(cardNumber, format);
  }

  keepCard(cardNumber: string, format: string): { readonly cardRef: string; readonly existed: boolean } {
    return this.#open.cards.keepCard(cardNumber, format);
  }

  // ---- passwords and PINs ------------------------------------------------------------------------------------

  async setPassword(personId: string, username: string, password: string): Promise<void> {
    this.storeSecret(await this.prepareSecret('password', personId, password, username));
  }

  async setPin(personId: string, pin: string): Promise<void> {
    this.storeSecret(await this.prepareSecret('pin', personId, pin));
  }

  /** The slow half, off the loop. The change is recorded next, and only then stored. */
  prepareSecret(
    kind: SecretKind,
    personId: string,
    secret: string,
    username?: string,
  ): Promise<PreparedSecret> {
    return this.#open.secrets.prepare(kind, personId, username, secret);
  }

  storeSecret(prepared: PreparedSecret): void {
    this.#open.secrets.store(prepared);
    this.#open.throttle.clear(
      prepared.kind === 'pin' ? pinSubject(prepared.personId) : passwordSubject(prepared.username ?? ''),
    );
  }

  async verifyPassword(username: string, password: string): Promise<string | undefined> {
    const subject = passwordSubject(username);
    const free = this.#open.throttle.take(subject, this.#clock.epochMs());
    const personId = await this.#open.secrets.checkPassword(username, password);
    if (!free || personId === undefined) return undefined;
    this.#open.throttle.clear(subject);
    return personId;
  }

  /** How long this name must wait before its next try, ms. The same for a name that nobody has. */
  passwordWaitMs(username: string): number {
    return this.#open.throttle.waitMs(passwordSubject(username), this.#clock.epochMs());
  }

  async verifyPin(personId: string, pin: string): Promise<'ok' | 'wrong' | 'locked' | 'none'> {
    const subject = pinSubject(personId);
    if (!this.#open.throttle.take(subject, this.#clock.epochMs())) return 'locked';
    const right = await this.#open.secrets.checkPin(personId, pin);
    if (!this.#open.secrets.hasSecret(personId, 'pin')) return 'none';
    if (!right) return 'wrong';
    this.#open.throttle.clear(subject);
    return 'ok';
  }

  hasPin(personId: string): boolean {
    return this.#open.secrets.hasSecret(personId, 'pin');
  }

  holderOfUsername(username: string): string | undefined {
    return this.#open.secrets.holderOf(username);
  }

  usernameOf(personId: string): string | undefined {
    return this.#open.secrets.usernameOf(personId);
  }

  // ---- sessions, pairings, tokens ----------------------------------------------------------------------------

  openSession(personId: string, nowMs: number): { readonly token: string; readonly sessionId: string } {
    return this.#open.sessions.openSession(personId, nowMs);
  }

  sessionOf(
    token: string,
    nowMs: number,
  ): { readonly sessionId: string; readonly personId: string } | undefined {
    return this.#open.sessions.sessionOf(token, nowMs);
  }

  /** The session where it still stands; looking does not count as use. */
  standingSessionOf(token: string, nowMs: number): StandingSession | undefined {
    return this.#open.sessions.standingSessionOf(token, nowMs);
  }

  sessionTimes(sessionId: string, nowMs: number): SessionTimes | undefined {
    return this.#open.sessions.sessionTimes(sessionId, nowMs);
  }

  closeSession(sessionId: string): void {
    this.#open.sessions.closeSession(sessionId);
    this.#tellRevoked([sessionId]);
  }

  revokeSessionsOf(personId: string): readonly string[] {
    const ended = this.#open.sessions.revokeSessionsOf(personId);
    this.#tellRevoked(ended);
    return ended;
  }

  pairScreen(stationId: string, nowMs: number): { readonly token: string; readonly pairingId: string } {
    return this.#open.sessions.pairScreen(stationId, nowMs);
  }

  pairingOf(token: string): { readonly stationId: string; readonly pairingId: string } | undefined {
    return this.#open.sessions.pairingOf(token);
  }

  pairings(): readonly {
    readonly pairingId: string;
    readonly stationId: string;
    readonly pairedMs: number;
  }[] {
    return this.#open.sessions.pairings();
  }

  unpairScreen(pairingId: string): void {
    this.#open.sessions.unpairScreen(pairingId);
    this.#tellRevoked([pairingId]);
  }

  createToken(name: string, scopes: readonly string[]): { readonly token: string; readonly tokenId: string } {
    return this.#open.sessions.createToken(name, scopes);
  }

  tokenOf(token: string): { readonly tokenId: string; readonly scopes: readonly string[] } | undefined {
    return this.#open.sessions.tokenOf(token);
  }

  tokens(): readonly {
    readonly tokenId: string;
    readonly name: string;
    readonly scopes: readonly string[];
  }[] {
    return this.#open.sessions.tokens();
  }

  revokeToken(tokenId: string): boolean {
    const known = this.#open.sessions.revokeToken(tokenId);
    this.#tellRevoked([tokenId]);
    return known;
  }

  /** Told of sessions, pairings and tokens that have just ended, so that their sockets are closed. */
  onRevoked(listener: (ids: readonly string[]) => void): () => void {
    this.#revoked.add(listener);
    return () => this.#revoked.delete(listener);
  }

  // ---- first start -------------------------------------------------------------------------------------------

  /** Until somebody can sign in: a code, new at each start and never written down. Undefined while it is being used. */
  setupCode(): string | undefined {
    if (this.#setupInUse || this.#open.secrets.hasPassword()) return undefined;
    this.#setupCode ??= newCode();
    return this.#setupCode;
  }

  /** Whoever gives the right code has it alone, until a password is kept or `releaseSetupCode` gives it back. */
  useSetupCode(code: string): boolean {
    const expected = this.setupCode();
    if (expected === undefined || !this.#open.throttle.take(SETUP_TRIES, this.#clock.epochMs())) return false;
    if (!this.#sameCode(code, expected)) return false;
    this.#open.throttle.clear(SETUP_TRIES);
    this.#setupInUse = true;
    return true;
  }

  /** Nobody was appointed after all: the code counts again. */
  releaseSetupCode(): void {
    this.#setupInUse = false;
  }

  #sameCode(code: string, expected: string): boolean {
    const fold = (text: string): Buffer =>
      keyedHash(this.#codeKey, text.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''));
    return timingSafeEqual(fold(code), fold(expected));
  }

  #tellRevoked(ids: readonly string[]): void {
    if (ids.length > 0) for (const listener of this.#revoked) listener(ids);
  }
}

/** `K7M2-9QXT-4HWB`: twelve letters of 31, about 59 bits. */
export function newCode(groups = 3): string {
  const group = (): string =>
    Array.from({ length: 4 }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

function holdsAnything(database: Database.Database): boolean {
  const found = database
    .prepare<[], { present: number }>(
      'SELECT EXISTS (SELECT 1 FROM vault_card) OR EXISTS (SELECT 1 FROM vault_secret) AS present',
    )
    .get();
  return found?.present === 1;
}

function passwordSubject(username: string): string {
  return `password:${foldUsername(username).slice(0, 100)}`;
}

function pinSubject(personId: string): string {
  return `pin:${personId}`;
}
