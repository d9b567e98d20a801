import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Vault } from '../../../server/people/vault.ts';
import { CHEAP_COST, openTestVault } from './vault-office.ts';

describe('card numbers', () => {
  it('finds a card again at the reader that enrolled it, and gives it one reference', () => {
    const { vault } = openTestVault();
    const kept = vault.keepCard('0A00123456', 'em4100-40');
    expect(kept.existed).toBe(false);
    expect(vault.keepCard('0A00123456', 'em4100-40')).toEqual({ cardRef: kept.cardRef, existed: true });
    expect(vault.cardRefOf('0A00123456', 'em4100-40')).toBe(kept.cardRef);
    expect(vault.cardRefOf('0A00123457', 'em4100-40')).toBeUndefined();
  });

  it('finds a card enrolled with 40 bits at readers that see 32 or 24', () => {
    const { vault } = openTestVault();
    const { cardRef } = vault.keepCard('0A00123456', 'em4100-40');
    expect(vault.cardRefOf('00123456', 'dez10')).toBe(cardRef);
    expect(vault.cardRefOf('00123456', 'hex8')).toBe(cardRef);
    expect(vault.cardRefOf('123456', 'dez8')).toBe(cardRef);
  });

  it('finds a card enrolled with 24 bits at a reader that sees 40', () => {
    const { vault } = openTestVault();
    const { cardRef } = vault.keepCard('123456', 'dez8');
    expect(vault.cardRefOf('0A00123456', 'em4100-40')).toBe(cardRef);
  });

  it('takes nobody where a short number fits two cards', () => {
    const { vault } = openTestVault();
    vault.keepCard('0A00123456', 'em4100-40');
    vault.keepCard('0B00123456', 'em4100-40');
    expect(vault.cardRefOf('00123456', 'dez10')).toBeUndefined();
    expect(vault.cardRefOf('0A00123456', 'em4100-40')).not.toBe(vault.cardRefOf('0B00123456', 'em4100-40'));
  });

  it('never holds a number in the clear', () => {
    const { vault, database } = openTestVault();
    vault.keepCard('0A00123456', 'em4100-40');
    const bytes = database.serialize().toString('latin1');
    expect(bytes).not.toContain('0A00123456');
    expect(bytes).not.toContain('a00123456');
  });
});

describe('passwords', () => {
  it('answers alike for an unknown name and a wrong password', async () => {
    const { vault } = openTestVault();
    await vault.setPassword('p-1', 'wang', 'correct horse');
    await expect(vault.verifyPassword('wang', 'correct horse')).resolves.toBe('p-1');
    await expect(vault.verifyPassword('WANG ', 'correct horse')).resolves.toBe('p-1');
    await expect(vault.verifyPassword('wang', 'wrong horse')).resolves.toBeUndefined();
    await expect(vault.verifyPassword('nobody', 'wrong horse')).resolves.toBeUndefined();
  });

  it('makes the sixth try wait, known name or not, and the wait doubles up to an hour', async () => {
    const { vault, clock } = openTestVault();
    await vault.setPassword('p-1', 'wang', 'correct horse');
    for (let tries = 0; tries < 5; tries += 1) await vault.verifyPassword('wang', 'wrong');
    await expect(vault.verifyPassword('wang', 'correct horse')).resolves.toBeUndefined();
    clock.advance(59_999);
    await expect(vault.verifyPassword('wang', 'correct horse')).resolves.toBeUndefined();
    clock.advance(1);
    await expect(vault.verifyPassword('wang', 'wrong')).resolves.toBeUndefined();
    clock.advance(60_000);
    await expect(vault.verifyPassword('wang', 'correct horse')).resolves.toBeUndefined();
    clock.advance(60_000);
    await expect(vault.verifyPassword('wang', 'correct horse')).resolves.toBe('p-1');
    await expect(vault.verifyPassword('wang', 'correct horse')).resolves.toBe('p-1');
  });

  it('counts many tries at once as many', async () => {
    const { vault } = openTestVault();
    await vault.setPassword('p-1', 'wang', 'correct horse');
    const tries = Array.from({ length: 12 }, (_, at) =>
      vault.verifyPassword('wang', at === 11 ? 'correct horse' : 'wrong'),
    );
    await expect(Promise.all(tries)).resolves.toEqual(Array.from({ length: 12 }, () => undefined));
  });

  it('keeps neither the password nor anything that is the same for two people', async () => {
    const { vault, database } = openTestVault();
    await vault.setPassword('p-1', 'wang', 'correct horse');
    await vault.setPassword('p-2', 'li', 'correct horse');
    const rows = database.prepare<[], { hash: Buffer }>('SELECT hash FROM vault_secret').all();
    expect(rows[0]?.hash.equals(rows[1]?.hash ?? Buffer.alloc(0))).toBe(false);
    expect(database.serialize().toString('latin1')).not.toContain('correct horse');
  });
});

describe('PINs', () => {
  it('tells a wrong PIN, no PIN and a PIN that must wait apart', async () => {
    const { vault, clock } = openTestVault();
    await expect(vault.verifyPin('p-1', '482915')).resolves.toBe('none');
    await vault.setPin('p-1', '482915');
    await expect(vault.verifyPin('p-1', '482915')).resolves.toBe('ok');
    for (let tries = 0; tries < 5; tries += 1)
      await expect(vault.verifyPin('p-1', '000000')).resolves.toBe('wrong');
    await expect(vault.verifyPin('p-1', '482915')).resolves.toBe('locked');
    clock.advance(60_000);
    await expect(vault.verifyPin('p-1', '482915')).resolves.toBe('ok');
  });
});

describe('sessions', () => {
  it('end after 30 minutes without use', () => {
    const { vault, clock } = openTestVault();
    const { token, sessionId } = vault.openSession('p-1', clock.epochMs());
    clock.advance(30 * 60_000);
    expect(vault.sessionOf(token, clock.epochMs())).toEqual({ sessionId, personId: 'p-1' });
    clock.advance(30 * 60_000 + 1);
    expect(vault.standingSessionOf(token, clock.epochMs())).toBeUndefined();
    expect(vault.sessionOf(token, clock.epochMs())).toBeUndefined();
  });

  it('end after 12 hours however much they are used', () => {
    const { vault, clock } = openTestVault();
    const { token } = vault.openSession('p-1', clock.epochMs());
    for (let passed = 0; passed < 12 * 60; passed += 20) {
      expect(vault.sessionOf(token, clock.epochMs())).toBeDefined();
      clock.advance(20 * 60_000);
    }
    expect(vault.sessionOf(token, clock.epochMs())).toBeDefined();
    clock.advance(1);
    expect(vault.sessionOf(token, clock.epochMs())).toBeUndefined();
  });

  it('looking whether a session stands does not keep it', () => {
    const { vault, clock } = openTestVault();
    const { token } = vault.openSession('p-1', clock.epochMs());
    clock.advance(20 * 60_000);
    expect(vault.standingSessionOf(token, clock.epochMs())?.personId).toBeDefined();
    clock.advance(10 * 60_000 + 1);
    expect(vault.standingSessionOf(token, clock.epochMs())).toBeUndefined();
  });

  it('are told when they end, and keep no token in the clear', () => {
    const { vault, clock, database } = openTestVault();
    const told: string[] = [];
    vault.onRevoked((ids) => told.push(...ids));
    const first = vault.openSession('p-1', clock.epochMs());
    const second = vault.openSession('p-1', clock.epochMs());
    const other = vault.openSession('p-2', clock.epochMs());
    expect(Buffer.from(first.token, 'base64url').length).toBe(32);
    expect(database.serialize().toString('latin1')).not.toContain(first.token);
    vault.revokeSessionsOf('p-1');
    expect(told.toSorted()).toEqual([first.sessionId, second.sessionId].toSorted());
    expect(vault.sessionOf(first.token, clock.epochMs())).toBeUndefined();
    expect(vault.sessionOf(other.token, clock.epochMs())).toBeDefined();
  });
});

describe('pairings, tokens and the setup code', () => {
  it('a pairing lasts until it is taken back', () => {
    const { vault, clock } = openTestVault();
    const { token, pairingId } = vault.pairScreen('entrance-1', clock.epochMs());
    expect(vault.pairingOf(token)).toEqual({ stationId: 'entrance-1', pairingId });
    expect(vault.pairings()).toHaveLength(1);
    vault.unpairScreen(pairingId);
    expect(vault.pairingOf(token)).toBeUndefined();
  });

  it('a token has its scopes until it is taken back', () => {
    const { vault } = openTestVault();
    const { token, tokenId } = vault.createToken('wall', ['read-status']);
    expect(vault.tokenOf(token)).toEqual({ tokenId, scopes: ['read-status'] });
    expect(vault.revokeToken(tokenId)).toBe(true);
    expect(vault.tokenOf(token)).toBeUndefined();
  });

  it('the setup code counts once, as typed, and not after five wrong tries', () => {
    const { vault } = openTestVault();
    const code = vault.setupCode() ?? '';
    expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    expect(vault.useSetupCode('AAAA-AAAA-AAAA')).toBe(false);
    expect(vault.useSetupCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(true);
    expect(vault.setupCode()).toBeUndefined();
    expect(vault.useSetupCode(code)).toBe(false);

    const { vault: guessed } = openTestVault();
    const right = guessed.setupCode() ?? '';
    for (let tries = 0; tries < 5; tries += 1) expect(guessed.useSetupCode('AAAA-AAAA-AAAA')).toBe(false);
    expect(guessed.useSetupCode(right)).toBe(false);
  });
});

describe('the key file', () => {
  it('is made whole where a killed start left half of one beside', () => {
    const { keyFile, clock, database } = openTestVault();
    rmSync(keyFile);
    writeFileSync(`${keyFile}.new`, 'half');
    new Vault({ keyFile, clock, cost: CHEAP_COST }).attach(database);
    expect(readFileSync(keyFile)).toHaveLength(32);
    expect(existsSync(`${keyFile}.new`)).toBe(false);
  });

  it('is readable by the service alone', () => {
    const { keyFile } = openTestVault();
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(readFileSync(keyFile)).toHaveLength(32);
  });

  it('is mended where others may read it', () => {
    const { keyFile, clock, database } = openTestVault();
    chmodSync(keyFile, 0o644);
    new Vault({ keyFile, clock, cost: CHEAP_COST }).attach(database);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  });

  it('missing or cut short beside a vault in use stops the start', () => {
    const { vault, keyFile, clock, database } = openTestVault();
    vault.keepCard('0A00123456', 'em4100-40');
    rmSync(keyFile);
    const again = (): Vault => new Vault({ keyFile, clock, cost: CHEAP_COST }).attach(database);
    expect(again).toThrow(/不见了/);
    writeFileSync(keyFile, 'short');
    expect(again).toThrow(/5 字节/);
  });

  it('a vault goes on with a new connection', async () => {
    const { vault, database } = openTestVault();
    await vault.setPin('p-1', '482915');
    vault.attach(database);
    await expect(vault.verifyPin('p-1', '482915')).resolves.toBe('ok');
  });
});
