/** Addresses that pages of this service are opened under: what the door and the handshake compare with. */
import { networkInterfaces, hostname } from 'node:os';
import { isLoopbackHost } from './config-checks.ts';

/**
 * First the address to print. Listening beyond this machine, every address and the name of it are among them: a
 * certificate decides which of them a browser accepts.
 */
export function originsOf(
  listening: { readonly host: string; readonly port: number; readonly tls: boolean },
  allowed: readonly string[],
): readonly string[] {
  const scheme = listening.tls ? 'https' : 'http';
  const own = (host: string): string =>
    `${scheme}://${host.includes(':') ? `[${host}]` : host}:${listening.port}`;
  const local = [own('127.0.0.1'), own('localhost'), own('::1')];
  if (isLoopbackHost(listening.host)) return [...new Set([own(listening.host), ...local, ...allowed])];
  const anywhere = listening.host === '0.0.0.0' || listening.host === '::';
  const addresses = anywhere
    ? Object.values(networkInterfaces()).flatMap((entries) => (entries ?? []).map(({ address }) => address))
    : [listening.host];
  return [...new Set([...allowed, ...addresses.map(own), own(hostname()), ...local])];
}
