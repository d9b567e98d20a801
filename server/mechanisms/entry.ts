/** Looks up an own entry. Ids come from outside; `constructor` is nobody's id and must not find anything. */
export function entryOf<Value>(all: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(all, key) ? all[key] : undefined;
}
