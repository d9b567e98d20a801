/**
 * `GET /api/exports/<view>?format=csv|xlsx&…`: a view as a file, for the same people and by the same query. CSV is
 * written here; an .xlsx takes seconds for ten thousand people and is written beside the loop.
 */
import type { FastifyInstance } from 'fastify';
import { Type, type TSchema } from 'typebox';
import { csvOf } from '../sheets/csv.ts';
import type { Sheet } from '../sheets/sheet.ts';
import { xlsxInWorker } from '../sheets/xlsx-in-worker.ts';
import type { ServiceParts } from './parts.ts';

const FORMATS = {
  csv: {
    type: 'text/csv; charset=utf-8',
    write: (sheet: Sheet): Promise<Buffer> => Promise.resolve(Buffer.from(csvOf(sheet))),
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: xlsxInWorker,
  },
} as const;

const FormatQuery = Type.Object({ format: Type.Enum(['csv', 'xlsx']) });

export function addExportRoutes(app: FastifyInstance, { table }: ServiceParts): void {
  for (const { name, summary, query, allow, sheet } of table.views) {
    if (sheet === undefined) continue;
    app.get(`/api/exports/${name}`, {
      config: { access: { allow } },
      schema: { summary: `${summary}, as a file`, tags: ['exports'], querystring: withFormat(query) },
      handler: async (request, reply) => {
        const { format, ...asked } = Object(request.query);
        const wanted = format === 'xlsx' ? FORMATS.xlsx : FORMATS.csv;
        const made = table.sheet(request.principal, name, asked);
        const file = `${made.name}.${String(format)}`;
        return reply
          .type(wanted.type)
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file)}`)
          .header('cache-control', 'no-store')
          .send(await wanted.write(made));
      },
    });
  }
}

/** The view's own query with the format beside it. */
function withFormat(query: TSchema): TSchema {
  const properties = 'properties' in query ? Object(query.properties) : undefined;
  if (properties === undefined) throw new Error('a list is asked for by the fields of a query');
  return Type.Object({ ...properties, ...FormatQuery.properties }, { additionalProperties: false });
}
