/**
 * Credentials, sessions, PINs, pairings and keyed hashes of card numbers: tables outside rebuild. The journal only
 * says that they changed and who did it. Synchronous parts take part in the engine's transaction.
 */
export interface VaultPort {
  /** Keyed hash (HMAC-SHA-256) of the canonical number → the random reference of the card, if anybody holds it. */
  cardRefOf(cardNumber: string, format: string): string | undefined;
  /** Stores a number under a new random reference, or returns the existing one. */
  keepCard(cardNumber: string, format: string): { readonly cardRef: string; readonly existed: boolean };
  setPassword(personId: string, username: string, password: string): Promise<void>;
  /** Same time and same answer for an unknown user and a wrong password. */
  verifyPassword(username: string, password: string): Promise<string | undefined>;
  setPin(personId: string, pin: string): Promise<void>;
  verifyPin(personId: string, pin: string): Promise<'ok' | 'wrong' | 'locked' | 'none'>;
  openSession(personId: string, nowMs: number): { readonly token: string; readonly sessionId: string };
  /** Checks idle and absolute limits; touches the session. */
  sessionOf(
    token: string,
    nowMs: number,
  ): { readonly sessionId: string; readonly personId: string } | undefined;
  closeSession(sessionId: string): void;
  revokeSessionsOf(personId: string): readonly string[];
  pairScreen(stationId: string, nowMs: number): { readonly token: string; readonly pairingId: string };
  pairingOf(token: string): { readonly stationId: string; readonly pairingId: string } | undefined;
  unpairScreen(pairingId: string): void;
  /** One-time code of the first start; undefined once used. */
  setupCode(): string | undefined;
  useSetupCode(code: string): boolean;
  releaseSetupCode(): void;
  createToken(name: string, scopes: readonly string[]): { readonly token: string; readonly tokenId: string };
  tokenOf(token: string): { readonly tokenId: string; readonly scopes: readonly string[] } | undefined;
}
