/** Pairing a screen on another machine: a code from the desk, typed at the screen; and taking it back. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { cookiesFor } from './caller.ts';
import type { ServiceParts } from './parts.ts';
import { bodyOf, paramsOf } from './typed-body.ts';

const STRICT = { additionalProperties: false };
const OfferBody = Type.Object({ stationId: Type.String({ minLength: 1, maxLength: 40 }) }, STRICT);
const PairBody = Type.Object({ code: Type.String({ minLength: 4, maxLength: 20 }) }, STRICT);
const PairingParams = Type.Object({ pairingId: Type.String({ minLength: 1, maxLength: 60 }) }, STRICT);
/** A browser keeps a cookie for at most about this long. */
const PAIRING_COOKIE_S = 400 * 24 * 3600;

export function addPairingRoutes(app: FastifyInstance, parts: ServiceParts): void {
  const { pairings, vault } = parts;
  const cookies = cookiesFor(parts.secure);

  app.post('/api/pairings', {
    config: { access: { allow: ['system-admin'] } },
    schema: {
      summary: 'Make a code for pairing a screen with a station',
      tags: ['stations'],
      body: OfferBody,
    },
    handler: async (request) => {
      const by = request.principal.kind === 'person' ? request.principal.personId : '';
      return pairings.offer(bodyOf(OfferBody, request).stationId, by);
    },
  });

  app.get('/api/pairings', {
    config: { access: { allow: ['system-admin'] } },
    schema: { summary: 'Paired screens', tags: ['stations'] },
    handler: async () => ({ pairings: vault.pairings() }),
  });

  app.delete('/api/pairings/:pairingId', {
    config: { access: { allow: ['system-admin'] } },
    schema: { summary: 'Take a pairing back', tags: ['stations'], params: PairingParams },
    handler: async (request, reply) => {
      const by = request.principal.kind === 'person' ? request.principal.personId : '';
      await pairings.end(paramsOf(PairingParams, request).pairingId, by);
      reply.code(204);
      return null;
    },
  });

  app.post('/api/pair', {
    config: {
      access: { allow: ['public'] },
      rateLimit: { max: parts.limits.guessing, timeWindow: '1 minute' },
    },
    schema: { summary: 'Pair this screen by a code', tags: ['stations'], body: PairBody },
    handler: async (request, reply) => {
      const { stationId, token } = await pairings.pair(bodyOf(PairBody, request).code);
      reply.setCookie(cookies.pairing, token, { ...cookies.options, maxAge: PAIRING_COOKIE_S });
      return { stationId };
    },
  });
}
