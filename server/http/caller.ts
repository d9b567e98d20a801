/**
 * What a caller shows, read from headers alone: the same for an HTTP request and a WebSocket handshake. Cookies are
 * `SameSite=Strict` and `HttpOnly`, and under TLS `__Host-` and `Secure`.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { Shown } from '../access/gate.ts';

export type CookieParser = (header: string) => Readonly<Record<string, string | undefined>>;

export interface CallerCookies {
  readonly session: string;
  readonly pairing: string;
  readonly options: CookieSerializeOptions;
}

export function cookiesFor(secure: boolean): CallerCookies {
  const prefix = secure ? '__Host-' : '';
  return {
    session: `${prefix}dianmao-session`,
    pairing: `${prefix}dianmao-pairing`,
    options: { path: '/', httpOnly: true, sameSite: 'strict', secure },
  };
}

export function shownBy(
  call: {
    readonly headers: IncomingHttpHeaders;
    readonly remoteAddress: string | undefined;
    readonly station: string | undefined;
  },
  names: CallerCookies,
  parse: CookieParser,
): Shown {
  const cookies = call.headers.cookie === undefined ? {} : parse(call.headers.cookie);
  const bearer = /^Bearer ([\w-]{20,100})$/.exec(call.headers.authorization ?? '')?.[1];
  return {
    session: cookies[names.session],
    pairing: cookies[names.pairing],
    bearer,
    remoteAddress: call.remoteAddress,
    forwarded: Object.keys(call.headers).some(
      (name) =>
        name === 'forwarded' || name === 'via' || name === 'x-real-ip' || name.startsWith('x-forwarded-'),
    ),
    station: call.station,
  };
}

/** The header by which a page over HTTP says which station it speaks for; at the socket it is the query's `station`. */
export function stationHeader(headers: IncomingHttpHeaders): string | undefined {
  const value = headers['x-dianmao-station'];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
