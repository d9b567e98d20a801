/**
 * From what a caller shows (cookies, a bearer token, where it calls from) to who it is. Asked anew for every request
 * and every socket message: a role withdrawn or a session ended counts from the next word on.
 *
 * A caller that says which station it speaks for is that station or nobody: a person's session never acts as a screen
 * and a screen never as a person. A page on this very machine is its station without pairing; a proxy in front would
 * make everybody look local, so a forwarded call is never local.
 */
import type { Clock } from '../../firmware-bridge/clock.ts';
import { isLoopbackHost } from '../config-checks.ts';
import type { OfficePort } from '../engine/office-port.ts';
import type { Principal, StationKind, TokenScope } from './principal.ts';

export interface Shown {
  readonly session: string | undefined;
  readonly pairing: string | undefined;
  readonly bearer: string | undefined;
  readonly remoteAddress: string | undefined;
  /** A `Forwarded`, `Via`, `X-Real-IP` or `X-Forwarded-*` header was there. */
  readonly forwarded: boolean;
  /** Station the caller wants to speak for: an id, or a kind where the first of that kind is meant. */
  readonly station: string | undefined;
}

export interface GateVault {
  sessionOf(
    token: string,
    nowMs: number,
  ): { readonly sessionId: string; readonly personId: string } | undefined;
  /** As `sessionOf`, without counting as use. */
  standingSessionOf(
    token: string,
    nowMs: number,
  ): { readonly sessionId: string; readonly personId: string } | undefined;
  pairingOf(token: string): { readonly stationId: string; readonly pairingId: string } | undefined;
  tokenOf(token: string): { readonly tokenId: string; readonly scopes: readonly string[] } | undefined;
}

const NOBODY: Principal = { kind: 'nobody' };
const STATION_KINDS: readonly StationKind[] = ['entrance', 'duty', 'cabinet'];
const TOKEN_SCOPES: readonly TokenScope[] = ['read-status', 'read-attendance', 'read-metrics'];

export class Gate {
  readonly #office: OfficePort;
  readonly #vault: GateVault;
  readonly #wallClock: Clock;

  /** `wallClock` is the machine's: sessions are of real time, also where the office clock is a demonstration. */
  constructor(office: OfficePort, vault: GateVault, wallClock: Clock) {
    this.#office = office;
    this.#vault = vault;
    this.#wallClock = wallClock;
  }

  /** Using a session keeps it from going idle. */
  principalOf(shown: Shown): Principal {
    if (shown.station !== undefined) return this.#stationFor(shown, shown.station);
    if (shown.bearer !== undefined) return this.#tokenHolder(shown.bearer);
    const person = shown.session === undefined ? NOBODY : this.#person(shown.session, 'sessionOf');
    if (person.kind !== 'nobody' || shown.pairing === undefined) return person;
    const paired = this.#vault.pairingOf(shown.pairing);
    return paired === undefined ? NOBODY : this.#station(paired.stationId);
  }

  /** Whether what was shown still stands, without counting as use. */
  stillStands(shown: Shown): boolean {
    if (shown.station !== undefined) return this.#stationFor(shown, shown.station).kind === 'station';
    if (shown.bearer !== undefined) return this.#tokenHolder(shown.bearer).kind === 'token';
    return shown.session !== undefined && this.#person(shown.session, 'standingSessionOf').kind === 'person';
  }

  /** Nobody as well where the person has left: on that day no event tells of it. */
  #person(token: string, ask: 'sessionOf' | 'standingSessionOf'): Principal {
    const session = this.#vault[ask](token, this.#wallClock.epochMs());
    if (session === undefined) return NOBODY;
    const { people, officeDate } = this.#office.context();
    const person = people.person(session.personId);
    if (person === undefined || (person.leftOn !== undefined && person.leftOn <= officeDate)) return NOBODY;
    return { kind: 'person', personId: person.personId, roles: person.roles, sessionId: session.sessionId };
  }

  #stationFor(shown: Shown, wanted: string): Principal {
    const kind = STATION_KINDS.find((known) => known === wanted);
    const paired = shown.pairing === undefined ? undefined : this.#vault.pairingOf(shown.pairing);
    if (paired !== undefined) {
      const station = this.#station(paired.stationId);
      const meant =
        station.kind === 'station' &&
        (kind === undefined ? station.stationId === wanted : station.station === kind);
      if (meant) return station;
    }
    if (!isLocal(shown)) return NOBODY;
    const stationId =
      kind === undefined ? wanted : this.#office.context().stations.stationsOf(kind)[0]?.stationId;
    return stationId === undefined ? NOBODY : this.#station(stationId);
  }

  #station(stationId: string): Principal {
    const station = this.#office.context().stations.station(stationId);
    return station === undefined ? NOBODY : { kind: 'station', stationId, station: station.station };
  }

  #tokenHolder(bearer: string): Principal {
    const token = this.#vault.tokenOf(bearer);
    if (token === undefined) return NOBODY;
    const scopes = TOKEN_SCOPES.filter((scope) => token.scopes.includes(scope));
    return { kind: 'token', tokenId: token.tokenId, scopes };
  }
}

/** Called from this machine itself, with nothing in between. */
export function isLocal(shown: Pick<Shown, 'remoteAddress' | 'forwarded'>): boolean {
  if (shown.forwarded || shown.remoteAddress === undefined) return false;
  return isLoopbackHost(shown.remoteAddress.replace(/^::ffff:/, ''));
}
