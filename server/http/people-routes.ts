/** The staff list as CSV: every bad row named, nothing taken unless all rows are good. */
import type { FastifyInstance } from 'fastify';
import { InvalidRequest } from '../access/refusals.ts';
import { importStaffList } from '../access/staff-import.ts';
import type { ServiceParts } from './parts.ts';

const LIST_LENGTH_MAX = 2 * 1024 * 1024;

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
}
