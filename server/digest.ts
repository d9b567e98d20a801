/** SHA-256 of a text's UTF-8 bytes, lower-case hex: the same text has the same digest everywhere. Pure. */
import { createHash } from 'node:crypto';

export function sha256Of(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
