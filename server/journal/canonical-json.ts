/**
 * One text for one value: keys sorted by code unit, nothing optional, no spaces (RFC 8785 for what we store). Fields
 * that are undefined do not exist. What JSON cannot hold is refused, never silently changed.
 */

/** Throws a `TypeError` naming the path for NaN, infinities, bigints, functions, holes and class instances. */
export function canonicalJson(value: unknown): string {
  return write(value, '');
}

function write(value: unknown, path: string): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value))
        throw new TypeError(`${path || 'value'} is ${value}, which JSON cannot hold`);
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? writeArray(value, path) : writeObject(value, path);
    default:
      throw new TypeError(`${path || 'value'} is of type ${typeof value}, which JSON cannot hold`);
  }
}

function writeArray(items: readonly unknown[], path: string): string {
  const parts: string[] = [];
  for (let at = 0; at < items.length; at += 1) parts.push(write(items[at], `${path}[${at}]`));
  return `[${parts.join(',')}]`;
}

function writeObject(value: object, path: string): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`${path || 'value'} is not a plain object, which JSON cannot hold`);
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  let text = '';
  for (const key of [...fields.keys()].sort()) {
    const field = fields.get(key);
    if (field === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${write(field, path === '' ? key : `${path}.${key}`)}`;
  }
  return `{${text}}`;
}
