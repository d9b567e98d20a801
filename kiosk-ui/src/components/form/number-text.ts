/** Numbers as people type them in Chinese: full-width digits, signs and points count as what they are. Pure. */

/** What is wrong with it; `undefined` with an undefined value means that nothing is written. */
export type NumberFault = 'not-number' | 'not-whole' | 'too-small' | 'too-large';
export interface NumberLimits {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Decimal places taken; 0: whole numbers only. */
  readonly places?: number | undefined;
}
export interface ReadNumber {
  readonly value: number | undefined;
  readonly fault: NumberFault | undefined;
}

/** `１２` → `12`, `－３．５` → `-3.5` */
export function halfWidth(text: string): string {
  return text
    .replaceAll(/[０-９]/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) - 0xfee0))
    .replaceAll(/[－−—]/g, '-')
    .replaceAll(/[．。]/g, '.')
    .replaceAll(/[\s　]/g, '');
}

export function readNumber(text: string, { min, max, places = 0 }: NumberLimits): ReadNumber {
  const written = halfWidth(text);
  if (written === '') return { value: undefined, fault: undefined };
  if (!/^[-+]?\d+(\.\d+)?$/.test(written)) return { value: undefined, fault: 'not-number' };
  const value = Number(written);
  const decimals = written.split('.')[1]?.length ?? 0;
  if (decimals > places) return { value, fault: places === 0 ? 'not-whole' : 'not-number' };
  if (min !== undefined && value < min) return { value, fault: 'too-small' };
  if (max !== undefined && value > max) return { value, fault: 'too-large' };
  return { value, fault: undefined };
}

/** One step up or down by the arrow keys, held within the limits; from nothing it starts at the nearer limit or 0. */
export function stepNumber(value: number | undefined, by: 1 | -1, { min, max }: NumberLimits): number {
  const next = value === undefined ? (min ?? 0) : value + by;
  return Math.min(max ?? Infinity, Math.max(min ?? -Infinity, next));
}
