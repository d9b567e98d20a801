/**
 * Keys of due times. A key is unique for ever and says what it is for: `seals.approval/use-7f3a`. The engine fires each
 * once and records it; these two functions are the only place that knows how a key is put together.
 */
const SEPARATOR = '/';

export interface DeadlineName {
  /** `seals.approval` */
  readonly kind: string;
  /** What follows, in order; never empty strings. */
  readonly parts: readonly string[];
}

/** Throws on a part that is empty or holds the separator: the key could not be read back. */
export function deadlineKey(kind: string, ...parts: readonly string[]): string {
  const bad = [kind, ...parts].find((part) => part === '' || part.includes(SEPARATOR));
  if (bad !== undefined) throw new RangeError(`a deadline key cannot hold "${bad}"`);
  return [kind, ...parts].join(SEPARATOR);
}

export function deadlineName(key: string): DeadlineName {
  const [kind = '', ...parts] = key.split(SEPARATOR);
  return { kind, parts };
}
