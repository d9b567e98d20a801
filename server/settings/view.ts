import type { SettingKey, SettingValues } from './catalogue.ts';

export interface SettingsView {
  /** The value in force on an office date. */
  at<Key extends SettingKey>(key: Key, officeDate: string): SettingValues[Key];
  /** The value of a version, in force or not: what an earlier verdict was judged by. */
  ofVersion<Key extends SettingKey>(key: Key, version: number): SettingValues[Key];
  /** Its version: 0 = the default, then counted up by confirmations. */
  versionAt(key: SettingKey, officeDate: string): number;
  /** The settings as they would be with this value from that date on; undefined where it is no value of that key. */
  proposing(key: string, value: unknown, effectiveFrom: string): SettingsView | undefined;
  /** Office date from which the value in force on that date applies; undefined for the default. */
  effectiveSince(key: SettingKey, officeDate: string): string | undefined;
}
