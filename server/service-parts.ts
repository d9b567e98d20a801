/** What door and live side are built from, made of an opened office. */
import type { Clock } from '../firmware-bridge/index.ts';
import { cabinetPin } from './access/cabinet-pin.ts';
import { CredentialChanges } from './access/credential-changes.ts';
import { FirstAdministrator } from './access/first-administrator.ts';
import { Gate } from './access/gate.ts';
import { Pairings } from './access/pairings.ts';
import { RecordedFacts } from './access/recorded-facts.ts';
import { RequestTable } from './access/request-table.ts';
import type { Office } from './engine/office-options.ts';
import { createJournalVerification } from './http/journal-verification.ts';
import type { DeviceCounters } from './http/metrics-routes.ts';
import { REQUEST_LIMITS, type Bench } from './http/parts.ts';
import type { SessionParts } from './http/session-routes.ts';
import type { Vault } from './people/vault.ts';

export interface PartsSource {
  readonly office: Office;
  readonly vault: Vault;
  readonly machineClock: Clock;
  readonly officeClock: Clock;
  readonly version: string;
  readonly secure: boolean;
  readonly origins: () => ReadonlySet<string>;
  readonly screensDirectory: string;
  readonly devices: DeviceCounters;
  readonly bench: Bench | undefined;
}

export function composeParts(source: PartsSource): SessionParts {
  const {
    office,
    vault,
    machineClock,
    officeClock,
    version,
    secure,
    origins,
    screensDirectory,
    devices,
    bench,
  } = source;
  const facts = new RecordedFacts(office);
  const credentials = new CredentialChanges(vault, facts);
  return {
    office,
    vault,
    facts,
    credentials,
    gate: new Gate(office, vault, machineClock),
    table: new RequestTable(office, new Map([['seals.enter-pin', cabinetPin(office, vault)]])),
    pairings: new Pairings(office, vault, facts, machineClock),
    firstAdministrator: new FirstAdministrator(office, vault, credentials),
    wallClock: machineClock,
    version,
    secure,
    origins,
    screensDirectory,
    devices,
    verification: createJournalVerification(office, officeClock),
    bench,
    limits: REQUEST_LIMITS,
  };
}
