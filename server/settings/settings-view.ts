/** Settings as the rules read them: the value in force on an office date and its version. */
import { Type, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { isSettingKey, SETTING_DEFAULTS, type SettingKey, type SettingValues } from './catalogue.ts';
import { SETTING_SCHEMAS } from './schemas.ts';
import { inForce, type ConfirmedSetting, type SettingsState } from './state.ts';
import type { SettingsView } from './view.ts';

export function createSettingsView(state: Readonly<SettingsState>): SettingsView {
  const view: SettingsView = {
    at: (key, date) => valueOf(key, inForce(state, key, date)),
    ofVersion: (key, version) => valueOf(key, state.confirmed[key]?.[version - 1]),
    versionAt: (key, date) => inForce(state, key, date)?.version ?? 0,
    effectiveSince: (key, date) => inForce(state, key, date)?.effectiveFrom,
    proposing: (key, value, effectiveFrom) =>
      isSettingKey(key) && isValueOf(key, value)
        ? {
            ...view,
            at: (asked, date) =>
              asked === key && date >= effectiveFrom && isValueOf(asked, value)
                ? value
                : view.at(asked, date),
          }
        : undefined,
  };
  return view;
}

function valueOf<Key extends SettingKey>(key: Key, found: ConfirmedSetting | undefined): SettingValues[Key] {
  if (found === undefined) return SETTING_DEFAULTS[key];
  const value = isValueOf(key, found.value) ? found.value : withinLimits(key, found.value);
  return isValueOf(key, value) ? value : SETTING_DEFAULTS[key];
}

/** Kept, since the same value is read at every badge. */
const brought = new WeakMap<object, unknown>();

/** Limits may be drawn closer after two people confirmed a number: then it counts up to the limit, and the rest stands. */
function withinLimits(key: SettingKey, value: unknown): unknown {
  const schema = SETTING_SCHEMAS[key];
  if (typeof value !== 'object' || value === null || !Type.IsObject(schema)) return undefined;
  const known = brought.get(value);
  if (known !== undefined) return known;
  const within = Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, nearest(schema.properties[name], part)]),
  );
  brought.set(value, within);
  return within;
}

function nearest(limits: TSchema | undefined, part: unknown): unknown {
  if (!Type.IsInteger(limits) || typeof part !== 'number') return part;
  const [minimum, maximum]: unknown[] = [Reflect.get(limits, 'minimum'), Reflect.get(limits, 'maximum')];
  const notBelow = typeof minimum === 'number' ? Math.max(minimum, part) : part;
  return typeof maximum === 'number' ? Math.min(maximum, notBelow) : notBelow;
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
