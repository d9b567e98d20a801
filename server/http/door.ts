/**
 * What every HTTP request passes before its route: a host this service answers to, an origin served from here, the
 * header that a foreign form cannot send, and the access rule that the route must name. A route without a rule does
 * not start the service: deny by default.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isLocal } from '../access/gate.ts';
import { isGranted, type Grant, type Principal } from '../access/principal.ts';
import { refusalFor, type AccessRefusalCode } from '../access/refusals.ts';
import { RuleViolation } from '../errors.ts';
import { cookiesFor, shownBy, stationHeader } from './caller.ts';
import type { ServiceParts } from './parts.ts';

export interface AccessRule {
  readonly allow: readonly Grant[];
  /** Also for anybody at this very machine: health figures and the API's description. */
  readonly orLocal?: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: AccessRule;
  }
  interface FastifyRequest {
    principal: Principal;
  }
}

/** One line of the table that the access test goes through. */
export interface ListedRoute {
  readonly method: string;
  readonly url: string;
  readonly access: AccessRule;
}

const READING = new Set(['GET', 'HEAD']);

/** Adds the checks; returns the list that fills up while routes are added. */
export function guardDoor(app: FastifyInstance, parts: ServiceParts): readonly ListedRoute[] {
  const routes: ListedRoute[] = [];
  app.addHook('onRoute', (route) => {
    const access = route.config?.access ?? pluginAccess(route.url);
    if (access === undefined)
      throw new Error(`route ${String(route.method)} ${route.url} names no access rule`);
    route.config = { ...route.config, access };
    for (const method of [route.method].flat()) routes.push({ method, url: route.url, access });
  });
  app.decorateRequest('principal');
  const cookies = cookiesFor(parts.secure);
  app.addHook('onRequest', async (request) => {
    checkHost(request, parts.origins());
    checkOrigin(request, parts.origins());
    const shown = shownBy(
      {
        headers: request.headers,
        remoteAddress: request.socket.remoteAddress,
        station: stationHeader(request.headers),
      },
      cookies,
      (header) => app.parseCookie(header),
    );
    request.principal = parts.gate.principalOf(shown);
    const access = request.routeOptions.config.access;
    // Nothing there: the not-found handler answers, alike for everybody.
    if (access === undefined) return;
    if (isGranted(request.principal, access.allow) || (access.orLocal === true && isLocal(shown))) return;
    throw refusalFor(request.principal, access.allow);
  });
  return routes;
}

/** Routes that plugins add by themselves: the screens' files hold no data; the API's description is for users. */
function pluginAccess(url: string): AccessRule | undefined {
  if (url === '/api/docs' || url.startsWith('/api/docs/')) return DOCS_ACCESS;
  return undefined;
}
export const DOCS_ACCESS: AccessRule = { allow: ['person'], orLocal: true };

/** Against a name that somebody lets point at this machine (DNS rebinding). */
function checkHost(request: FastifyRequest, origins: ReadonlySet<string>): void {
  const scheme = 'encrypted' in request.raw.socket ? 'https' : 'http';
  if (origins.has(`${scheme}://${request.headers.host ?? ''}`)) return;
  throw refusal(
    'ACCESS_HOST_UNKNOWN',
    '未办理：本服务不以此地址提供。请用启动时显示的地址打开，或由管理员在配置 allowedOrigins 中登记。',
  );
}

function checkOrigin(request: FastifyRequest, origins: ReadonlySet<string>): void {
  const { origin } = request.headers;
  const foreign = origin !== undefined && !origins.has(origin);
  const crossSite = /^(cross-site|same-site)$/.test(String(request.headers['sec-fetch-site'] ?? ''));
  const reading = READING.has(request.method);
  if (foreign || (crossSite && !reading)) {
    throw refusal('ACCESS_ORIGIN_FOREIGN', '未办理：请求来自其他网页，已拒绝。请从本系统页面办理。');
  }
  if (!reading && request.headers['x-dianmao'] !== '1') {
    throw refusal('ACCESS_HEADER_MISSING', '未办理：请求缺少 x-dianmao 标头，已拒绝。请从本系统页面办理。');
  }
}

function refusal(code: AccessRefusalCode, title: string): RuleViolation {
  return new RuleViolation(code, title);
}
