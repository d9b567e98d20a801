/**
 * Nobody without the role gets anything: every route tried by every caller. `access-table.ts` is the one table: a
 * route that it does not name, or that lets in anybody else than it says, fails.
 */
import { describe, expect, it } from 'vitest';
import { ACCESS_TABLE } from './access-table.ts';
import { everyCaller, type Caller } from './callers.ts';
import { startRealService, type RealService } from '../real-office.ts';

const ORIGIN = 'http://127.0.0.1:8420';
/** Some 1,800 requests. */
const TRYING_MS = 60_000;
const DOOR = ['ACCESS_SIGN_IN_NEEDED', 'ACCESS_NOT_YOURS'];

async function letsIn(service: RealService, route: string, caller: Caller): Promise<boolean> {
  const [method = '', url = ''] = route.split(' ');
  const answer = await service.app.inject({
    method: method === 'POST' ? 'POST' : method === 'DELETE' ? 'DELETE' : 'GET',
    url: url.replaceAll(/:\w+/g, 'x'),
    remoteAddress: caller.remoteAddress,
    headers: { host: '127.0.0.1:8420', origin: ORIGIN, 'x-dianmao': '1', ...caller.headers },
    ...(method === 'POST' ? { payload: {} } : {}),
  });
  expect(answer.statusCode, `${route} as ${caller.name}: ${answer.body}`).not.toBe(500);
  const refused = answer.statusCode === 401 || answer.statusCode === 403;
  if (!refused) return true;
  const { code } = answer.json<{ code: string }>();
  return !DOOR.includes(code);
}

describe('access', () => {
  it('the table names every route, and only routes there are', async () => {
    const { routes } = await startRealService(new Set([ORIGIN]));
    const listed = routes
      .map(({ method, url }) => `${method} ${url}`)
      .filter((route) => !route.includes('/api/docs/'));
    expect([...new Set(listed)].toSorted()).toEqual(Object.keys(ACCESS_TABLE).toSorted());
  });

  it(
    'every route lets in whom the table says, and nobody else',
    async () => {
      const service = await startRealService(new Set([ORIGIN]));
      const breaches: string[] = [];
      const callers = everyCaller(service);
      const signOut = 'DELETE /api/session';
      // Signing out ends the sessions that are tried with: last.
      for (const route of [...Object.keys(ACCESS_TABLE).filter((one) => one !== signOut), signOut]) {
        const allowed = ACCESS_TABLE[route] ?? [];
        for (const caller of callers) {
          const expected = allowed.includes('everybody') || allowed.includes(caller.name);
          if ((await letsIn(service, route, caller)) !== expected) {
            breaches.push(`${route}: ${caller.name} ${expected ? 'is kept out' : 'gets in'}`);
          }
        }
      }
      expect(breaches).toEqual([]);
    },
    TRYING_MS,
  );

  it('no request decides anything for a token, and none is open to everybody', async () => {
    const { parts } = await startRealService(new Set([ORIGIN]));
    const open = parts.table.requests.filter(({ allow }) =>
      allow.some((grant) => grant === 'public' || grant.startsWith('token:')),
    );
    expect(open.map(({ type }) => type)).toEqual([]);
  });

  it('no body or query takes a field that its schema does not name', async () => {
    const { parts } = await startRealService(new Set([ORIGIN]));
    const schemas = [
      ...parts.table.requests.map(({ type, body }) => ({ name: type, schema: body })),
      ...parts.table.views.map(({ name, query }) => ({ name, schema: query })),
    ];
    expect(schemas.flatMap(({ name, schema }) => openObjects(schema, name))).toEqual([]);
  });
});

/** Paths of object schemas that would take more than they name. */
function openObjects(schema: unknown, path: string): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, properties, additionalProperties }: Record<string, unknown> = { ...schema };
  const open = type === 'object' && properties !== undefined && additionalProperties !== false ? [path] : [];
  return [
    ...open,
    ...Object.entries(schema).flatMap(([name, below]) => openObjects(below, `${path}.${name}`)),
  ];
}
