/**
 * The built screens: one page each, and the files they load. Pages hold no data, so anybody may load them; what they
 * show comes over the live protocol, which asks who they are.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { AccessRule } from './door.ts';

const PUBLIC: AccessRule = { allow: ['public'] };
const YEAR_S = 365 * 24 * 3600;

/** Pages: `bench` only with virtual hardware alone. */
export function screenPages(withBench: boolean): readonly string[] {
  return ['entrance', 'duty', 'cabinet', 'desk', ...(withBench ? ['bench'] : [])];
}

/** The name of the screens' build, as their pages have it; undefined where there is none, as in development. */
export function buildOfScreens(directory: string | undefined): string | undefined {
  const file = directory === undefined ? undefined : join(directory, 'build.txt');
  return file !== undefined && existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

export async function addScreenRoutes(
  app: FastifyInstance,
  directory: string,
  withBench: boolean,
): Promise<void> {
  await app.register(fastifyStatic, { root: directory, serve: false });
  for (const page of screenPages(withBench)) {
    app.get(`/${page}`, {
      config: { access: PUBLIC },
      schema: { hide: true },
      handler: (_request, reply) =>
        reply.header('cache-control', 'no-cache').sendFile(`${page}.html`, { cacheControl: false }),
    });
  }
  app.get('/', {
    config: { access: PUBLIC },
    schema: { hide: true },
    handler: (_request, reply) => reply.redirect('/desk'),
  });
  for (const file of loadedFiles(directory)) {
    // Built names carry a hash of their content; what has none is asked for again each time.
    const caching = file.startsWith('assets/') ? `public, max-age=${YEAR_S}, immutable` : 'no-cache';
    app.get(`/${file}`, {
      config: { access: PUBLIC, rateLimit: false },
      schema: { hide: true },
      handler: (_request, reply) =>
        reply.header('cache-control', caching).sendFile(file, { cacheControl: false }),
    });
  }
}

/** Everything built but the pages themselves, with forward slashes. Only these paths exist: nothing is looked up. */
function loadedFiles(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.html'))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(directory.length + 1)
        .replaceAll('\\', '/'),
    );
}
