/**
 * Settings in their groups, by what stands before the dot of their key. A new prefix needs a line here, or its settings
 * stand under 其他. Pure.
 */
import type { TextKey } from '../../text/dictionary.ts';

interface Keyed {
  readonly key: string;
  readonly name: string;
}
export interface SettingGroup<Row> {
  readonly word: TextKey;
  readonly settings: readonly Row[];
}

/** In the order in which the groups stand. */
const GROUPS: readonly { readonly word: TextKey; readonly prefixes: readonly string[] }[] = [
  { word: 'settings.group.attendance', prefixes: ['attendance', 'calendar', 'leave', 'rollcall'] },
  { word: 'settings.group.duty', prefixes: ['duty'] },
  { word: 'settings.group.seals', prefixes: ['seals'] },
  { word: 'settings.group.screens', prefixes: ['entrance', 'screens'] },
];

/** Those whose name or group has the text in it, `''` for all; groups of nothing are left out. */
export function settingGroups<Row extends Keyed>(
  settings: readonly Row[],
  text: string,
  wordOf: (word: TextKey) => string,
): readonly SettingGroup<Row>[] {
  const wanted = text.trim().toLowerCase();
  return [...GROUPS.map(({ word }) => word), 'settings.group.other' as const].flatMap((word) => {
    const all = settings.filter(({ key }) => groupOf(key) === word);
    const found = wordOf(word).toLowerCase().includes(wanted)
      ? all
      : all.filter(({ name }) => name.toLowerCase().includes(wanted));
    return found.length === 0 ? [] : [{ word, settings: found }];
  });
}

function groupOf(key: string): TextKey {
  const [prefix = ''] = key.split('.');
  return GROUPS.find(({ prefixes }) => prefixes.includes(prefix))?.word ?? 'settings.group.other';
}
