/** Why a setting is not changed, by stable code. `docs/errors.md` lists each with what the operator does. */
import { RuleViolation } from '../errors.ts';

export const SETTINGS_REFUSALS = {
  SETTINGS_KEY_UNKNOWN: {
    meaning: 'there is no such setting',
    sentence: '未提出：没有“{key}”这项设置。请从设置页选取。',
  },
  SETTINGS_VALUE_INVALID: {
    meaning: 'the value has not the form or range of this setting',
    sentence: '未办理：“{name}”的值不合要求：{mistakes}。设置未变，请改正后重报。',
  },
  SETTINGS_DATE_INVALID: {
    meaning: 'the effective date does not exist',
    sentence: '未提出：没有 {date} 这一天。请核对生效日期。',
  },
  SETTINGS_DATE_PAST: {
    meaning: 'a setting cannot be effective before today',
    sentence: '未办理：生效日期 {date} 已过，已作的判定不因后改的设置而变。请以今日或以后的日期重新提出。',
  },
  SETTINGS_SECOND_PERSON: {
    meaning: 'a setting is confirmed by another person than proposed it',
    sentence: '未生效：设置须由提出人以外的一人确认。请另一人登录后确认。',
  },
  SETTINGS_PROPOSAL_UNKNOWN: {
    meaning: 'no such proposal, or it has been settled',
    sentence: '未办理：没有这项待确认的设置，或已办结。请刷新后再看。',
  },
} as const satisfies Record<string, { readonly meaning: string; readonly sentence: string }>;
export type SettingsRefusalCode = keyof typeof SETTINGS_REFUSALS;

export function settingsRefusal(
  code: SettingsRefusalCode,
  params: Readonly<Record<string, string | number>> = {},
): RuleViolation {
  const message = SETTINGS_REFUSALS[code].sentence.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(params[name] ?? ''),
  );
  return new RuleViolation(code, message, { params: { ...params } });
}
