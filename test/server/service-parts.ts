/** The parts of a service over the small office: what `main.ts` composes, with a clock by hand and cheap secrets. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { cabinetPin } from '../../server/access/cabinet-pin.ts';
import { CredentialChanges } from '../../server/access/credential-changes.ts';
import { FirstAdministrator } from '../../server/access/first-administrator.ts';
import { Gate } from '../../server/access/gate.ts';
import { Pairings } from '../../server/access/pairings.ts';
import { RecordedFacts } from '../../server/access/recorded-facts.ts';
import { RequestTable } from '../../server/access/request-table.ts';
import { buildApp, type BuiltApp } from '../../server/app.ts';
import type { SessionParts } from '../../server/http/session-routes.ts';
import { Vault } from '../../server/people/vault.ts';
import { SmallOffice } from './small-office.ts';

export const ORIGIN = 'http://127.0.0.1:8420';
/** Headers of a page of our own. */
export const OWN_PAGE = { host: '127.0.0.1:8420', origin: ORIGIN, 'x-dianmao': '1' };

export interface TestService extends BuiltApp {
  readonly office: SmallOffice;
  readonly vault: Vault;
  readonly parts: SessionParts;
}

export function makeParts(office: SmallOffice, changes: Partial<SessionParts> = {}): SessionParts {
  const directory = mkdtempSync(join(tmpdir(), 'dianmao-parts-'));
  const database = new Database(':memory:');
  onTestFinished(() => {
    database.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const wallClock = office.clock;
  const vault = new Vault({
    keyFile: join(directory, 'vault.key'),
    clock: wallClock,
    cost: { N: 2, r: 1, p: 1 },
  }).attach(database);
  const facts = new RecordedFacts(office);
  const credentials = new CredentialChanges(vault, facts);
  return {
    office,
    vault,
    facts,
    credentials,
    gate: new Gate(office, vault, wallClock),
    table: new RequestTable(office, new Map([['seals.enter-pin', cabinetPin(office, vault)]])),
    pairings: new Pairings(office, vault, facts, wallClock),
    firstAdministrator: new FirstAdministrator(office, vault, credentials),
    wallClock,
    version: '0.0.0-test',
    secure: false,
    origins: () => new Set([ORIGIN]),
    screensDirectory: undefined,
    devices: { statuses: () => [] },
    verification: { start: () => undefined, status: () => ({ state: 'none' }) },
    bench: undefined,
    limits: { general: 100_000, guessing: 100_000 },
    ...changes,
  };
}

export async function startTestService(changes: Partial<SessionParts> = {}): Promise<TestService> {
  const office = new SmallOffice();
  const parts = makeParts(office, changes);
  const built = await buildApp(parts, { log: false, tls: undefined });
  await built.app.ready();
  onTestFinished(() => built.app.close());
  return { ...built, office, vault: parts.vault, parts };
}

/** A session cookie of a person, without going through the sign-in. */
export function sessionCookie(service: Pick<TestService, 'vault' | 'office'>, personId: string): string {
  return `dianmao-session=${service.vault.openSession(personId, service.office.clock.epochMs()).token}`;
}
