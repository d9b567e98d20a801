/**
 * Turns the body of a request into its type. The caller has checked it against the same schema already; checking once
 * more at the rules' edge costs microseconds and means that no rule ever trusts a shape it was not given.
 */
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { RuleViolation } from '../errors.ts';

/** Throws `RuleViolation` REQUEST_INVALID when the body is not what the schema says. */
export function readBody<Schema extends TSchema>(schema: Schema, body: unknown): Static<Schema> {
  if (Value.Check(schema, body)) return body;
  throw new RuleViolation('REQUEST_INVALID', '未办理：填写不合要求，未作任何更改。请核对各项后重报。');
}
