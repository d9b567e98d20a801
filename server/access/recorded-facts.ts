/**
 * Facts of the door that the journal must know: who signed in, who was refused, whose secret changed, which screen was
 * paired. They reach the modules as requests from the system principal, so that each module keeps its own rules
 * (second person, 24 hours) and its own events. Secrets are never part of them.
 */
import type { OfficePort } from '../engine/office-port.ts';
import type { Principal } from './principal.ts';

const SERVICE: Principal = { kind: 'system', through: 'service' };
export const COMMAND_LINE: Principal = { kind: 'system', through: 'command-line' };
export const SETUP: Principal = { kind: 'system', through: 'setup' };

export interface CredentialChange {
  readonly personId: string;
  readonly credential: 'password' | 'pin';
  readonly changedBy: string;
  readonly witnessedBy?: string;
}

export class RecordedFacts {
  readonly #office: OfficePort;

  constructor(office: OfficePort) {
    this.#office = office;
  }

  async signedIn(personId: string): Promise<void> {
    await this.#record(SERVICE, 'people.record-sign-in', { personId });
  }

  async signInRefused(username: string, reason: string): Promise<void> {
    await this.#record(SERVICE, 'people.record-sign-in-refused', { username: username.slice(0, 60), reason });
  }

  /** The people module refuses what needs a second person and has none; then nothing may be stored. */
  async credentialChanged(change: CredentialChange, through: Principal = SERVICE): Promise<void> {
    await this.#record(through, 'people.record-credential-change', { ...change });
  }

  async screenPaired(stationId: string, pairingId: string, by: string): Promise<void> {
    await this.#record(SERVICE, 'stations.record-pairing', { stationId, pairingId, by });
  }

  async screenUnpaired(pairingId: string, by: string): Promise<void> {
    await this.#record(SERVICE, 'stations.record-unpairing', { pairingId, by });
  }

  async #record(principal: Principal, type: string, body: unknown): Promise<void> {
    await this.#office.request(principal, { type, body });
  }
}
