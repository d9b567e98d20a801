/** Tokens of machines that read: made once, shown once, taken back. They never approve: no request is granted to one. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { RuleViolation } from '../errors.ts';
import type { ServiceParts } from './parts.ts';
import { bodyOf, paramsOf } from './typed-body.ts';

const STRICT = { additionalProperties: false };
const TokenBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 60, description: 'What it is for' }),
    scopes: Type.Array(Type.Enum(['read-status', 'read-attendance', 'read-metrics']), {
      minItems: 1,
      uniqueItems: true,
    }),
  },
  STRICT,
);
const TokenParams = Type.Object({ tokenId: Type.String({ minLength: 1, maxLength: 60 }) }, STRICT);

export function addTokenRoutes(app: FastifyInstance, { vault }: ServiceParts): void {
  app.post('/api/tokens', {
    config: { access: { allow: ['system-admin'] } },
    schema: { summary: 'Make a token; it is shown this once', tags: ['session'], body: TokenBody },
    handler: async (request) => {
      const { name, scopes } = bodyOf(TokenBody, request);
      return vault.createToken(name, scopes);
    },
  });

  app.get('/api/tokens', {
    config: { access: { allow: ['system-admin'] } },
    schema: { summary: 'Tokens by name and scope', tags: ['session'] },
    handler: async () => ({ tokens: vault.tokens() }),
  });

  app.delete('/api/tokens/:tokenId', {
    config: { access: { allow: ['system-admin'] } },
    schema: { summary: 'Take a token back', tags: ['session'], params: TokenParams },
    handler: async (request, reply) => {
      if (!vault.revokeToken(paramsOf(TokenParams, request).tokenId)) {
        throw new RuleViolation('REQUEST_UNKNOWN', '未办理：没有这个令牌，或已收回。请刷新后再看。');
      }
      reply.code(204);
      return null;
    },
  });
}
