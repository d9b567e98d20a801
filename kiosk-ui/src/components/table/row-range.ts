/** Many rows chosen at once: from one row to another, as they stand. Pure. */

/** A choice that grows and shrinks while Shift is held: what was chosen before stays chosen. */
export interface RunningRange {
  /** Key of the row where it began. */
  readonly anchor: string;
  readonly before: ReadonlySet<string>;
}

/** Keys from one row to the other, both included, either way round; `other` alone where `one` is not among them. */
export function between(keys: readonly string[], one: string, other: string): readonly string[] {
  const from = keys.indexOf(one);
  const to = keys.indexOf(other);
  if (to === -1) return [];
  return from === -1 ? [other] : keys.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/** What is chosen once the range reaches `to`. */
export function reached(
  { anchor, before }: RunningRange,
  keys: readonly string[],
  to: string,
): ReadonlySet<string> {
  return new Set([...before, ...between(keys, anchor, to)]);
}
