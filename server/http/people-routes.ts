/** The staff list, and mornings of former years, as CSV: every bad row named, nothing taken unless all are good. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { InvalidRequest } from '../access/refusals.ts';
import { importHistory } from '../access/history-import.ts';
import { importStaffList } from '../access/staff-import.ts';
import type { ServiceParts } from './parts.ts';
import { queryOf } from './typed-body.ts';

const LIST_LENGTH_MAX = 2 * 1024 * 1024;
/** The other system or its file, as the journal names where the days come from. */
const SourceQuery = Type.Object(
  { source: Type.String({ minLength: 1, maxLength: 80 }) },
  { additionalProperties: false },
);

export function addPeopleRoutes(app: FastifyInstance, parts: ServiceParts): void {
  app.addContentTypeParser(
    'text/csv',
    { parseAs: 'string', bodyLimit: LIST_LENGTH_MAX },
    (_request, body, done) => {
      done(null, body);
    },
  );
  app.post('/api/people/import', {
    config: { access: { allow: ['system-admin'] } },
    bodyLimit: LIST_LENGTH_MAX,
    schema: {
      summary: 'Import the staff list (text/csv, UTF-8); see docs/configuration.md',
      tags: ['people'],
      consumes: ['text/csv'],
    },
    handler: async (request) => {
      if (typeof request.body !== 'string')
        throw new InvalidRequest([{ path: '', message: '须为 text/csv' }]);
      return importStaffList(parts.office, request.principal, request.body);
    },
  });
  app.post('/api/attendance/history', {
    config: { access: { allow: ['attendance-clerk', 'system-admin'] } },
    bodyLimit: LIST_LENGTH_MAX,
    schema: {
      summary: 'Import mornings from another system (text/csv, UTF-8); see docs/configuration.md',
      tags: ['attendance'],
      consumes: ['text/csv'],
      querystring: SourceQuery,
    },
    handler: async (request) => {
      if (typeof request.body !== 'string')
        throw new InvalidRequest([{ path: '', message: '须为 text/csv' }]);
      const { source } = queryOf(SourceQuery, request);
      return importHistory(parts.office, request.principal, source, request.body);
    },
  });
}
