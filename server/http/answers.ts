/** Refusals and failures as `application/problem+json`, Fastify's own among them; and the one validator. */
import { randomBytes } from 'node:crypto';
import type { FastifyError, FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { mistakesOf } from '../access/mistakes.ts';
import { problemOf } from '../access/problem.ts';
import { InvalidRequest } from '../access/refusals.ts';
import type { Problem } from '../contract/socket.ts';
import { RuleViolation } from '../errors.ts';

export function newReference(): string {
  return randomBytes(4).toString('hex');
}

/** Compiles nothing into the answer: what a route returns is sent as it is, and unknown fields are mistakes. */
export function answerWithProblems(app: FastifyInstance): void {
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.setValidatorCompiler<TSchema>(({ schema, httpPart }) => (value: unknown) => {
    // Query strings and path parameters are text; numbers in them are written as text. No body is an empty one.
    const read = httpPart === 'body' ? (value ?? {}) : Value.Convert(schema, Value.Clone(value));
    const mistakes = mistakesOf(schema, read);
    return mistakes.length === 0 ? { value: read } : { error: new InvalidRequest(mistakes) };
  });
  app.setNotFoundHandler(async (_request, reply) => {
    const problem = problemOf(
      new RuleViolation('REQUEST_UNKNOWN', '没有这个页面或接口。请从首页重新进入。'),
      () => undefined,
      newReference,
    );
    return reply.code(problem.status).type('application/problem+json').send(problem);
  });
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const problem = problemOf(
      ownWords(error),
      (reference, cause) => request.log.error({ reference, error: cause }, 'request failed'),
      newReference,
    );
    return reply.code(problem.status).type('application/problem+json').send(asDocument(problem));
  });
}

/** Fastify's own errors in the words of this service. */
function ownWords(error: FastifyError): unknown {
  if (error instanceof RuleViolation || error.statusCode === undefined || error.statusCode >= 500)
    return error;
  if (error.statusCode === 413) {
    return new RuleViolation('REQUEST_TOO_LARGE', '未办理：内容过长，未作任何更改。请缩短或分次提交。');
  }
  if (error.statusCode === 429) {
    return new RuleViolation('REQUEST_TOO_OFTEN', '未办理：请求过于频繁。请稍候一分钟再试。');
  }
  return new RuleViolation(
    'REQUEST_UNREADABLE',
    '未办理：内容不是可识别的 JSON，未作任何更改。请刷新页面后重试。',
  );
}

function asDocument(problem: Problem): Problem & { readonly type: 'about:blank' } {
  return { type: 'about:blank', ...problem };
}
