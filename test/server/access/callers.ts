/** Everybody who may come to the door: each role, a person without one, each station, each token, and nobody. */
import { personOf, PLAIN_PERSON, ROLE_NAMES, type RealService } from '../real-office.ts';

export interface Caller {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly remoteAddress: string;
  /** Handshake query at the socket. */
  readonly station: string | undefined;
}

const LOCAL = '127.0.0.1';
const ELSEWHERE = '192.0.2.7';

export function everyCaller({
  vault,
  machineClock,
}: Pick<RealService, 'vault' | 'machineClock'>): readonly Caller[] {
  const person = (name: string, personId: string): Caller => {
    const { token } = vault.openSession(personId, machineClock.epochMs());
    return {
      name,
      headers: { cookie: `dianmao-session=${token}` },
      remoteAddress: ELSEWHERE,
      station: undefined,
    };
  };
  const station = (name: string, stationId: string): Caller => ({
    name,
    headers: { 'x-dianmao-station': stationId },
    remoteAddress: LOCAL,
    station: stationId,
  });
  const token = (scope: string): Caller => ({
    name: `token:${scope}`,
    headers: { authorization: `Bearer ${vault.createToken(scope, [scope]).token}` },
    remoteAddress: ELSEWHERE,
    station: undefined,
  });
  return [
    ...ROLE_NAMES.map((role) => person(role, personOf(role))),
    person('person', PLAIN_PERSON),
    station('station:entrance', 'entrance-1'),
    station('station:duty', 'duty-1'),
    station('station:cabinet', 'cabinet-1'),
    token('read-status'),
    token('read-attendance'),
    token('read-metrics'),
    { name: 'nobody', headers: {}, remoteAddress: ELSEWHERE, station: undefined },
    { name: 'local', headers: {}, remoteAddress: LOCAL, station: undefined },
  ];
}
