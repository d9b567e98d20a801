/** What the HTTP and live sides are built from. `main.ts` makes it once; tests make it with a small office. */
import type { Clock } from '../../firmware-bridge/clock.ts';
import type { Gate } from '../access/gate.ts';
import type { RequestTable } from '../access/request-table.ts';
import type { BenchAct, BenchState } from '../contract/bench.ts';
import type { OfficePort } from '../engine/office-port.ts';
import type { CredentialChanges } from '../access/credential-changes.ts';
import type { Pairings } from '../access/pairings.ts';
import type { Vault } from '../people/vault.ts';
import type { DeviceCounters } from './metrics-routes.ts';
import type { JournalVerification } from './journal-routes.ts';

export interface ServiceParts {
  readonly office: OfficePort;
  readonly vault: Vault;
  readonly gate: Gate;
  readonly table: RequestTable;
  readonly credentials: CredentialChanges;
  readonly pairings: Pairings;
  /** The machine's clock: sessions, rate limits, pairing codes. */
  readonly wallClock: Clock;
  readonly version: string;
  /** Screens are served over TLS: cookies are `Secure` and `__Host-`, HSTS is sent. */
  readonly secure: boolean;
  /** Origins that pages are opened under, e.g. `http://127.0.0.1:8420`. Asked at each use: port 0 is known late. */
  readonly origins: () => ReadonlySet<string>;
  /** Where the built screens are; undefined in tests without screens. */
  readonly screensDirectory: string | undefined;
  readonly devices: DeviceCounters;
  readonly verification: JournalVerification;
  /** Only with virtual hardware alone; without it every path under /bench is 404. */
  readonly bench: Bench | undefined;
  readonly limits: RequestLimits;
}

export interface Bench {
  state(): BenchState;
  /** Rejects with an error that has a `code` where the physics forbid it now. */
  act(act: BenchAct): Promise<void>;
  /** Accounts of the demonstration, shown on the bench page. */
  readonly accounts: DemoAccounts | undefined;
}
export interface DemoAccounts {
  readonly password: string;
  readonly pin: string;
  readonly accounts: readonly {
    readonly username: string;
    readonly name: string;
    readonly roles: readonly string[];
  }[];
}

/** Requests a minute and address. */
export interface RequestLimits {
  readonly general: number;
  /** Signing in, setup and pairing: what somebody might try many of. */
  readonly guessing: number;
}
export const REQUEST_LIMITS: RequestLimits = { general: 1200, guessing: 20 };
