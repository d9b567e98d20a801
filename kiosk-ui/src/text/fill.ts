import type { TextParams } from './dictionary.ts';

/** Fills `{name}`; what has no value stays visible as it is, so that a slip is seen and not hidden. */
export function fill(line: string, params: TextParams): string {
  return line.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : String(value);
  });
}
