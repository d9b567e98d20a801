/**
 * What is wrong with a field, in words instead of the browser's own bubble: the browser judges, the office words it.
 * Pure but for the language.
 */
import { t } from '../../text/text.svelte.ts';

/** What of `ValidityState` the words need. */
export interface Judged {
  readonly valid: boolean;
  readonly valueMissing?: boolean;
  readonly tooShort?: boolean;
  readonly tooLong?: boolean;
  readonly patternMismatch?: boolean;
  readonly customError?: boolean;
}
export interface MistakeLimits {
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  /** What the form asked for must look like, where it must look like something. */
  readonly patternWords?: string | undefined;
  /** The field's own rule, already in words. */
  readonly ownWords?: string | undefined;
  readonly missing?: 'mistake.missing' | 'mistake.notChosen' | 'mistake.notTicked';
}

/** Undefined where nothing is wrong. */
export function mistakeWords(judged: Judged, limits: MistakeLimits): string | undefined {
  if (judged.valid) return undefined;
  if (judged.valueMissing === true) return t(limits.missing ?? 'mistake.missing');
  if (judged.customError === true && limits.ownWords !== undefined) return limits.ownWords;
  if (judged.tooShort === true && limits.minLength !== undefined)
    return t('mistake.tooShort', { min: limits.minLength });
  if (judged.tooLong === true && limits.maxLength !== undefined)
    return t('mistake.tooLong', { max: limits.maxLength });
  return limits.patternWords ?? t('mistake.form');
}
