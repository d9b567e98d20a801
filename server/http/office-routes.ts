/** `POST /api/requests/<type>` and `GET /api/views/<name>`: one route for each line of the modules' tables. */
import type { FastifyInstance } from 'fastify';
import type { ServiceParts } from './parts.ts';

export function addOfficeRoutes(app: FastifyInstance, parts: ServiceParts): void {
  const { table } = parts;
  for (const { type, summary, clause, body, allow } of table.requests) {
    app.post(`/api/requests/${type}`, {
      config: { access: { allow } },
      schema: {
        summary: clause === undefined ? summary : `${summary} (${clause})`,
        tags: [moduleOf(type)],
        body,
      },
      handler: async (request) => table.submit(request.principal, type, request.body ?? {}),
    });
  }
  for (const { name, summary, query, allow } of table.views) {
    app.get(`/api/views/${name}`, {
      config: { access: { allow } },
      schema: { summary, tags: [moduleOf(name)], querystring: query },
      handler: async (request) => table.read(request.principal, name, request.query),
    });
  }
}

function moduleOf(name: string): string {
  return name.split('.')[0] ?? name;
}
