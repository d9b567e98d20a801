/**
 * Builds the HTTP side: door, routes, answers. Does not listen and reads no configuration file: `main.ts` does, and
 * tests call it with a small office. What is served where: docs/configuration.md and `/api/docs`.
 */
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, { type FastifyInstance } from 'fastify';
import { answerWithProblems } from './http/answers.ts';
import { addBenchRoutes } from './http/bench-routes.ts';
import { guardDoor, type ListedRoute } from './http/door.ts';
import { addExportRoutes } from './http/export-routes.ts';
import { addJournalRoutes } from './http/journal-routes.ts';
import { addMetricsRoutes } from './http/metrics-routes.ts';
import { addOfficeRoutes } from './http/office-routes.ts';
import { addPairingRoutes } from './http/pairing-routes.ts';
import { addPeopleRoutes } from './http/people-routes.ts';
import { addScreenRoutes } from './http/screen-routes.ts';
import { addSessionRoutes, type SessionParts } from './http/session-routes.ts';
import { addTokenRoutes } from './http/token-routes.ts';

/** Larger than any body but the staff list, which has its own limit. */
const BODY_LENGTH_MAX = 64 * 1024;

/** More connections than all screens and desks make. Further ones are refused: the journal needs open files too. */
const CONNECTIONS_MAX = 2000;

/** The style of the page of @fastify/swagger-ui 6.1.3; a browser names the new one where an update changes it. */
const SWAGGER_STYLE_HASH = 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w=';

export interface BuiltApp {
  readonly app: FastifyInstance;
  /** Every route with its access rule: what the access test goes through. */
  readonly routes: readonly ListedRoute[];
}

export interface AppOptions {
  /** Warnings and failures as JSON lines on stderr; never bodies, cookies or headers. */
  readonly log: boolean;
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | undefined;
}

export async function buildApp(parts: SessionParts, options: AppOptions): Promise<BuiltApp> {
  const app = makeServer(options);
  answerWithProblems(app);
  await app.register(cookie);
  await addSecurityHeaders(app, parts.secure);
  await app.register(rateLimit, { global: true, max: parts.limits.general, timeWindow: '1 minute' });
  const routes = guardDoor(app, parts);
  await addDescription(app, parts.version);
  addOfficeRoutes(app, parts);
  addExportRoutes(app, parts);
  addSessionRoutes(app, parts);
  addPeopleRoutes(app, parts);
  addPairingRoutes(app, parts);
  addTokenRoutes(app, parts);
  addJournalRoutes(app, parts);
  addMetricsRoutes(app, parts);
  if (parts.bench !== undefined) addBenchRoutes(app, parts.bench);
  if (parts.screensDirectory !== undefined)
    await addScreenRoutes(app, parts.screensDirectory, parts.bench !== undefined);
  return { app, routes };
}

function makeServer({ log, tls }: AppOptions): FastifyInstance {
  const options = {
    logger: log ? { level: 'warn', stream: process.stderr } : false,
    trustProxy: false,
    exposeHeadRoutes: false,
    bodyLimit: BODY_LENGTH_MAX,
    requestTimeout: 15_000,
    forceCloseConnections: true,
  };
  const app: FastifyInstance =
    tls === undefined ? fastify(options) : fastify({ ...options, https: { ...tls, minVersion: 'TLSv1.2' } });
  app.server.maxConnections = CONNECTIONS_MAX;
  return app;
}

/** Own CSP: nothing inline, nothing from elsewhere. Without TLS no HSTS and no upgrade, or a kiosk could not load. */
async function addSecurityHeaders(app: FastifyInstance, secure: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'media-src': ["'self'"],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        'worker-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
}

async function addDescription(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Dianmao',
        version,
        description: 'Attendance, duty telephone and seal cabinet of one office.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'dianmao-session' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    // Its page carries one inline style, allowed by its hash alone; everything else is as on our own pages.
    transformStaticCSP: (header) =>
      header.replace("style-src 'self'", `style-src 'self' '${SWAGGER_STYLE_HASH}'`),
    // For reading: a trial from here would lack the header that every changing request needs.
    uiConfig: { layout: 'BaseLayout', supportedSubmitMethods: [], docExpansion: 'list' },
  });
}
