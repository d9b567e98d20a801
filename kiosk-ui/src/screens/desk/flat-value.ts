/** How a setting's value is built, which decides what fields it gets. Pure. */
import { isRecord } from '../../connection/shape.ts';

export type FlatValue = Readonly<Record<string, string | number | boolean>>;
/** True where each value stands alone, so that it can be a field of its own. */
export function isFlat(value: unknown): value is FlatValue {
  return (
    isRecord(value) &&
    Object.values(value).every(
      (one) => typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean',
    )
  );
}
/** A list of like things, such as shifts, each with fields of its own. */
export function isFlatList(value: unknown): value is readonly FlatValue[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => isFlat(one));
}
/** `07:50` or `07:50:00`: told from other texts by how it is written. */
export function timeForm(value: unknown): 'minutes' | 'seconds' | undefined {
  if (typeof value !== 'string' || !/^\d{2}:\d{2}(:\d{2})?$/.test(value)) return undefined;
  return value.length === 5 ? 'minutes' : 'seconds';
}
