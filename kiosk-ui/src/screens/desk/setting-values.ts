/** A setting's value as lines and as fields: flat values by name, lists and deeper ones as written. */
import { isRecord } from '../../connection/shape.ts';
import type { TextKey } from '../../text/dictionary.ts';
import { t } from '../../text/text.svelte.ts';
import { isFlat } from './flat-value.ts';

const NAMES: Readonly<Record<string, TextKey>> = {
  onMs: 'value.onMs',
  offMs: 'value.offMs',
  mergeGapMs: 'value.mergeGapMs',
  burstMinMs: 'value.burstMinMs',
  abandonFactor: 'value.abandonFactor',
  firstRingSuppressed: 'value.firstRingSuppressed',
  signInOpens: 'value.signInOpens',
  bandFrom: 'value.bandFrom',
  lateFrom: 'value.lateFrom',
  absentFrom: 'value.absentFrom',
  blindMaxS: 'value.blindMaxS',
  windowFrom: 'value.windowFrom',
  firstPressWithinS: 'value.firstPressWithinS',
  workingDays: 'value.workingDays',
  perMonth: 'value.perMonth',
  proposed: 'value.proposed',
  daysAhead: 'value.daysAhead',
  shown: 'value.shown',
  seconds: 'value.seconds',
  answeredWithinRings: 'value.answeredWithinRings',
  callBackMinutes: 'value.callBackMinutes',
  secondFactorWithinS: 'value.secondFactorWithinS',
  openWithinS: 'value.openWithinS',
  releaseS: 'value.releaseS',
  doorOpenS: 'value.doorOpenS',
  pulseMs: 'value.pulseMs',
  itemOutMinutes: 'value.itemOutMinutes',
  identityWaitHours: 'value.identityWaitHours',
  approvalDays: 'value.approvalDays',
  entranceVolume: 'value.entranceVolume',
  dutyVolume: 'value.dutyVolume',
  cabinetVolume: 'value.cabinetVolume',
  ringSound: 'value.ringSound',
  name: 'value.name',
  from: 'value.from',
  to: 'value.to',
  days: 'value.days',
};
const WORDS: Readonly<Record<string, TextKey>> = {
  never: 'value.never',
  'after-badge': 'value.afterBadge',
  always: 'value.always',
  'working-days': 'value.workingDaysOnly',
  'rest-days': 'value.restDays',
  daily: 'value.daily',
};

export function valueName(name: string): string {
  const key = NAMES[name];
  return key === undefined ? name : t(key);
}
export function valueWord(value: unknown): string {
  if (typeof value === 'string') {
    const key = WORDS[value];
    return key === undefined ? value : t(key);
  }
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
const CHOICES: readonly (readonly string[])[] = [
  ['never', 'after-badge', 'always'],
  ['working-days', 'rest-days', 'daily'],
];
/** Where a value is one of few words, all of them. */
export function valueChoices(value: unknown): readonly string[] | undefined {
  return CHOICES.find((choices) => choices.some((choice) => choice === value));
}

/** What a proposal changes: `秒数 60 → 45`; all of it where the two cannot be laid side by side. */
export function changedLines(now: unknown, proposed: unknown): readonly string[] {
  if (!isFlat(now) || !isFlat(proposed)) return settingLines(proposed);
  return Object.entries(proposed).flatMap(([name, one]) => {
    const before = now[name];
    if (before === one) return [];
    return [`${valueName(name)} ${before === undefined ? '—' : valueWord(before)} → ${valueWord(one)}`];
  });
}
export function settingLines(value: unknown): readonly string[] {
  if (Array.isArray(value))
    return value.map((one) =>
      isRecord(one)
        ? Object.entries(one)
            .filter(([name]) => name !== 'id')
            .map(([, item]) => valueWord(item))
            .join(' ')
        : valueWord(one),
    );
  if (!isRecord(value)) return [valueWord(value)];
  return Object.entries(value).map(([name, one]) => `${valueName(name)} ${valueWord(one)}`);
}
