/**
 * Boot reports to typed numbers. A key counts when it is in a report and was not in the one before. Enter ends a number;
 * a silence of more than 100 ms between keys throws away what was begun, because a reader types faster than that and a
 * hand does not. No timers: time comes with the reports.
 */
import type { BootReport } from './report.ts';

export type Typed =
  | {
      readonly kind: 'number';
      readonly text: string;
      /** First key of the number, monotonic ms. */
      readonly atMs: number;
    }
  /** Keys that did not become a number: cut short, too many, or not a reader's. */
  | {
      readonly kind: 'discarded';
      readonly keys: number;
      readonly reason: 'gap' | 'too-long' | 'foreign-key';
    };

const USAGE_A = 0x04;
const USAGE_F = 0x09;
const USAGE_1 = 0x1e;
const USAGE_0 = 0x27;
const USAGE_ENTER = 0x28;
const USAGE_KEYPAD_ENTER = 0x58;
/** Left and right Ctrl, Alt and GUI; readers use none of them, Shift they may for A–F. */
const FOREIGN_MODIFIERS = 0b1101_1101;
/** Readers need 4 to 16 ms for a key; hands more than this. */
export const KEY_GAP_MS = 100;
/** Longest number that any format types (DEZ 3.5 + 10 with its separators is shorter). */
const TEXT_LENGTH_MAX = 24;

export class Keystrokes {
  private held: readonly number[] = [];
  private text = '';
  private firstAtMs = 0;
  private lastAtMs = 0;
  /** Until the next silence or Enter nothing is taken: the number was spoilt. */
  private spoilt: 'too-long' | 'foreign-key' | undefined;
  private spoiltKeys = 0;

  /** Keys typed so far of a number that has not ended. */
  get pending(): number {
    return this.text.length + this.spoiltKeys;
  }

  /** Moment after which what is pending is thrown away; undefined when nothing is. */
  get expiresAtMs(): number | undefined {
    return this.pending === 0 ? undefined : this.lastAtMs + KEY_GAP_MS;
  }

  push(report: BootReport, atMs: number): readonly Typed[] {
    const found = [...this.expire(atMs)];
    const pressed = report.usages.filter((usage) => !this.held.includes(usage));
    this.held = report.usages;
    for (const usage of pressed) {
      const typed = this.press(usage, (report.modifiers & FOREIGN_MODIFIERS) !== 0, atMs);
      if (typed !== undefined) found.push(typed);
    }
    return found;
  }

  /** Throws away a number whose last key is older than the gap. */
  expire(nowMs: number): readonly Typed[] {
    return this.expiresAtMs !== undefined && nowMs > this.expiresAtMs ? this.discard() : [];
  }

  /** Throws away what was begun: the cable was pulled. */
  flush(): readonly Typed[] {
    this.held = [];
    return this.discard();
  }

  private discard(): readonly Typed[] {
    const keys = this.pending;
    const reason = this.spoilt ?? 'gap';
    this.reset();
    return keys === 0 ? [] : [{ kind: 'discarded', keys, reason }];
  }

  private press(usage: number, withForeignModifier: boolean, atMs: number): Typed | undefined {
    const enter = usage === USAGE_ENTER || usage === USAGE_KEYPAD_ENTER;
    if (enter && !withForeignModifier) return this.enter();
    if (this.pending === 0) this.firstAtMs = atMs;
    this.lastAtMs = atMs;
    const character = withForeignModifier ? undefined : characterOf(usage);
    if (character === undefined) this.spoilt ??= 'foreign-key';
    else if (this.text.length === TEXT_LENGTH_MAX) this.spoilt ??= 'too-long';
    if (this.spoilt === undefined) this.text += character ?? '';
    else this.spoiltKeys += 1;
    return undefined;
  }

  private enter(): Typed | undefined {
    const { text, firstAtMs, spoilt, pending } = this;
    this.reset();
    if (pending === 0) return undefined;
    return spoilt === undefined
      ? { kind: 'number', text, atMs: firstAtMs }
      : { kind: 'discarded', keys: pending, reason: spoilt };
  }

  private reset(): void {
    this.text = '';
    this.spoilt = undefined;
    this.spoiltKeys = 0;
  }
}

/** Digits and A–F; undefined for every other key. */
function characterOf(usage: number): string | undefined {
  if (usage >= USAGE_A && usage <= USAGE_F) return String.fromCharCode(0x41 + usage - USAGE_A);
  if (usage === USAGE_0) return '0';
  if (usage >= USAGE_1 && usage < USAGE_0) return String.fromCharCode(0x31 + usage - USAGE_1);
  return undefined;
}

/** The usage that types a digit or letter, as a reader does. Throws RangeError for any other character. */
export function usageOf(character: string): number {
  if (/^[A-F]$/.test(character)) return USAGE_A + character.charCodeAt(0) - 0x41;
  if (character === '0') return USAGE_0;
  if (/^[1-9]$/.test(character)) return USAGE_1 + character.charCodeAt(0) - 0x31;
  if (character === '\n') return USAGE_ENTER;
  throw new RangeError(`a reader does not type ${JSON.stringify(character)}`);
}
