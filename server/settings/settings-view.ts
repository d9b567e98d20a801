/** Settings as the rules read them: the value in force on an office date and its version. */
import { Value } from 'typebox/value';
import { SETTING_DEFAULTS, type SettingKey, type SettingValues } from './catalogue.ts';
import { SETTING_SCHEMAS } from './schemas.ts';
import { inForce, type ConfirmedSetting, type SettingsState } from './state.ts';
import type { SettingsView } from './view.ts';

export function createSettingsView(state: Readonly<SettingsState>): SettingsView {
  return {
    at: (key, date) => valueOf(key, inForce(state, key, date)),
    ofVersion: (key, version) => valueOf(key, state.confirmed[key]?.[version - 1]),
    versionAt: (key, date) => inForce(state, key, date)?.version ?? 0,
    effectiveSince: (key, date) => inForce(state, key, date)?.effectiveFrom,
  };
}

function valueOf<Key extends SettingKey>(key: Key, found: ConfirmedSetting | undefined): SettingValues[Key] {
  return found === undefined || !isValueOf(key, found.value) ? SETTING_DEFAULTS[key] : found.value;
}

/** Values were checked when proposed; the answer is kept, since the same value is read at every badge. */
const checked = new WeakMap<object, SettingKey>();

export function isValueOf<Key extends SettingKey>(key: Key, value: unknown): value is SettingValues[Key] {
  if (typeof value !== 'object' || value === null) return false;
  if (checked.get(value) === key) return true;
  if (!Value.Check(SETTING_SCHEMAS[key], value)) return false;
  checked.set(value, key);
  return true;
}
