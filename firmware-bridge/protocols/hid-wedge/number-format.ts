/**
 * How wedge readers write a card (hardware notes §2.2). EM4100 cards hold a version of 8 bits and an id of 32; DEZ10 and
 * 8 hex digits carry the whole id, DEZ8 only its lower 24 bits. Cards are enrolled with the reader that reads them, so
 * that the format is part of what is stored.
 */

export type WedgeFormat = 'dez10' | 'dez8' | 'hex8';

interface FormatRule {
  readonly length: number;
  readonly pattern: RegExp;
  readonly radix: 10 | 16;
  readonly max: number;
  /** Hex digits of the canonical number. */
  readonly canonicalLength: number;
}
const RULES: Readonly<Record<WedgeFormat, FormatRule>> = {
  dez10: { length: 10, pattern: /^[0-9]{10}$/, radix: 10, max: 0xffffffff, canonicalLength: 8 },
  dez8: { length: 8, pattern: /^[0-9]{8}$/, radix: 10, max: 0xffffff, canonicalLength: 6 },
  hex8: { length: 8, pattern: /^[0-9A-Fa-f]{8}$/, radix: 16, max: 0xffffffff, canonicalLength: 8 },
};

/** The canonical number, upper-case hex, or undefined where the digits are no number of this format. */
export function canonicalNumber(format: WedgeFormat, typed: string): string | undefined {
  const rule = RULES[format];
  if (!rule.pattern.test(typed)) return undefined;
  const value = Number.parseInt(typed, rule.radix);
  if (value > rule.max) return undefined;
  return value.toString(16).toUpperCase().padStart(rule.canonicalLength, '0');
}

/** What a reader types for an EM4100 id (32 bits). */
export function typedNumber(format: WedgeFormat, id: number): string {
  const rule = RULES[format];
  const value = format === 'dez8' ? id % 0x1000000 : id;
  return value.toString(rule.radix).toUpperCase().padStart(rule.length, '0');
}
