/**
 * The journal for those who look after it: pages of lines, and a verification that runs beside the service and can be
 * watched. Reading and verifying change nothing.
 */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { asReadBy, JOURNAL_READERS } from '../access/journal-reading.ts';
import { searchJournal } from './journal-search.ts';
import type { ServiceParts } from './parts.ts';
import { bodyOf, queryOf } from './typed-body.ts';

const STRICT = { additionalProperties: false };
const PAGE_MAX = 500;

const PageQuery = Type.Object(
  {
    from: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_MAX })),
  },
  STRICT,
);
const OFFICE_DATE = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const SearchQuery = Type.Object(
  {
    before: Type.Optional(Type.Integer({ minimum: 1, description: 'Lines below this position' })),
    type: Type.Optional(Type.String({ maxLength: 60 })),
    from: Type.Optional(OFFICE_DATE),
    to: Type.Optional(OFFICE_DATE),
    personId: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    text: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'In the line as written' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_MAX })),
  },
  STRICT,
);
const VerifyBody = Type.Object(
  {
    witness: Type.Optional(
      Type.String({ maxLength: 4000, description: 'A checkpoint kept elsewhere (C2SP signed note)' }),
    ),
  },
  STRICT,
);

/** A run of the verifier, in a worker with a read-only connection of its own. */
export interface JournalVerification {
  /** Starts a run, or joins the one under way. */
  start(witness: string | undefined): void;
  status(): VerificationStatus;
}
export type VerificationStatus =
  | { readonly state: 'none' }
  | { readonly state: 'running'; readonly checked: number; readonly total: number }
  | { readonly state: 'done'; readonly atMs: number; readonly result: unknown }
  | { readonly state: 'failed'; readonly atMs: number; readonly reason: string };

export function addJournalRoutes(app: FastifyInstance, parts: ServiceParts): void {
  const { office, verification } = parts;

  app.get('/api/journal', {
    config: { access: { allow: JOURNAL_READERS } },
    schema: {
      summary: 'Lines of the journal, oldest first, as far as the reader may read them',
      tags: ['journal'],
      querystring: PageQuery,
    },
    handler: async (request) => {
      const { from = 1, limit = 100 } = queryOf(PageQuery, request);
      const position = office.position();
      const events = office.readJournal(from, limit).map((event) => asReadBy(request.principal, event));
      const next = from + events.length;
      return { events, position, ...(next <= position ? { next } : {}) };
    },
  });

  app.get('/api/journal/search', {
    config: { access: { allow: JOURNAL_READERS } },
    schema: {
      summary:
        'Lines of the journal by type, span, person and text, latest first; goes on below `searchedTo`',
      tags: ['journal'],
      querystring: SearchQuery,
    },
    handler: (request) => {
      const { limit = 100, ...query } = queryOf(SearchQuery, request);
      return searchJournal(office, request.principal, { ...query, limit });
    },
  });

  app.post('/api/journal/verify', {
    config: { access: { allow: JOURNAL_READERS } },
    schema: { summary: 'Verify the journal; watch it with GET', tags: ['journal'], body: VerifyBody },
    handler: async (request, reply) => {
      verification.start(bodyOf(VerifyBody, request).witness);
      reply.code(202);
      return verification.status();
    },
  });

  app.get('/api/journal/verify', {
    config: { access: { allow: JOURNAL_READERS } },
    schema: { summary: 'How the verification stands', tags: ['journal'] },
    handler: async () => verification.status(),
  });
}
