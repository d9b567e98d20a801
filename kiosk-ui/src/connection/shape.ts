/**
 * Type guards for what comes over a wire. A value that is not of the contract's shape is treated as unknown and shown
 * as unknown: a screen never guesses. Used by every reader of a document, an answer or a view.
 */
export type Guard<T> = (value: unknown) => value is T;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
export const isText: Guard<string> = (value): value is string => typeof value === 'string';
export const isNumber: Guard<number> = (value): value is number =>
  typeof value === 'number' && Number.isFinite(value);
export const isFlag: Guard<boolean> = (value): value is boolean => typeof value === 'boolean';
export const isParams: Guard<Readonly<Record<string, string | number>>> = (
  value,
): value is Readonly<Record<string, string | number>> =>
  isRecord(value) && Object.values(value).every((item) => isText(item) || isNumber(item));
export const isAnything: Guard<unknown> = (_value): _value is unknown => true;

export function orNothing<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

export function listOf<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every((item) => guard(item));
}

export function oneOf<const T extends string>(...allowed: readonly T[]): Guard<T> {
  return (value): value is T => allowed.some((one) => one === value);
}

/** Every field of `T` must be named, so that a change of the contract is an error here. */
export function shapeOf<T extends object>(fields: { readonly [K in keyof T]-?: Guard<T[K]> }): Guard<T> {
  return (value): value is T => {
    if (!isRecord(value)) return false;
    for (const key in fields) if (!fields[key](value[key])) return false;
    return true;
  };
}

/** JSON's null and a missing field mean the same here; dropping null keeps one way of saying "nothing". */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === null ? [] : [[key, withoutNulls(item)]])),
  );
}
