/** A vault on a database in memory, cheap enough for many tries, with a clock that stands still. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { Vault } from '../../../server/people/vault.ts';
import { ManualClock } from '../../support/manual-clock.ts';

export const CHEAP_COST = { N: 2, r: 1, p: 1 };

export interface TestVault {
  readonly vault: Vault;
  readonly clock: ManualClock;
  readonly database: Database.Database;
  readonly keyFile: string;
}

export function openTestVault(): TestVault {
  const directory = mkdtempSync(join(tmpdir(), 'dianmao-vault-'));
  const database = new Database(':memory:');
  onTestFinished(() => {
    database.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const clock = new ManualClock();
  const keyFile = join(directory, 'vault.key');
  const vault = new Vault({ keyFile, clock, cost: CHEAP_COST }).attach(database);
  return { vault, clock, database, keyFile };
}
