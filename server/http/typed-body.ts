/** A body, path or query as its schema types it. The door has checked it already; this says so to the compiler. */
import type { FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { mistakesOf } from '../access/mistakes.ts';
import { InvalidRequest } from '../access/refusals.ts';

export function bodyOf<Schema extends TSchema>(schema: Schema, request: FastifyRequest): Static<Schema> {
  return typed(schema, request.body);
}

export function queryOf<Schema extends TSchema>(schema: Schema, request: FastifyRequest): Static<Schema> {
  return typed(schema, request.query);
}

export function paramsOf<Schema extends TSchema>(schema: Schema, request: FastifyRequest): Static<Schema> {
  return typed(schema, request.params);
}

function typed<Schema extends TSchema>(schema: Schema, value: unknown): Static<Schema> {
  if (Value.Check(schema, value)) return value;
  throw new InvalidRequest(mistakesOf(schema, value));
}
