/** Random ids: `call-7f3a…`, 64 bits. Modules get them through their context, so that tests can seed them. */
import { randomBytes } from 'node:crypto';

export function newRandomId(prefix: string): string {
  return `${prefix}-${randomBytes(8).toString('hex')}`;
}
