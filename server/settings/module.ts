/** Settings as the engine sees them, with their view and the proposals that wait in the desk's inbox. */
import { Type } from 'typebox';
import type { InboxItemValue } from '../contract/screens.ts';
import type { OfficeModule, ScreenPart, ViewDefinition, Viewing } from '../engine/module.ts';
import { SETTING_DEFAULTS, SETTING_KEYS, SETTING_NAMES } from './catalogue.ts';
import { decideSettings } from './decide.ts';
import { SETTINGS_REQUESTS, SETTING_CONFIRMERS, SETTING_PROPOSERS } from './requests.ts';
import { SOUND_SCREENS } from './screens.ts';
import { createSettingsView } from './settings-view.ts';
import { evolveSettings, initialSettings, type SettingsState } from './state.ts';

export { createSettingsView } from './settings-view.ts';
export type { SettingsState } from './state.ts';

const INBOX = 'inbox/setting/';

const listView: ViewDefinition<SettingsState> = {
  name: 'settings.list',
  summary:
    'Every setting: in force today, its versions, what waits for a second person, and who may do which',
  query: Type.Object({}, { additionalProperties: false }),
  allow: ['person'],
  read(state, _query, { context }) {
    const view = createSettingsView(state);
    const nameOf = (personId: string): string => context.people.person(personId)?.name ?? personId;
    return {
      settings: SETTING_KEYS.map((key) => ({
        key,
        ...SETTING_NAMES[key],
        default: SETTING_DEFAULTS[key],
        value: view.at(key, context.officeDate),
        version: view.versionAt(key, context.officeDate),
        effectiveSince: view.effectiveSince(key, context.officeDate),
        versions: (state.confirmed[key] ?? []).map((one) => ({
          ...one,
          confirmedByName: nameOf(one.confirmedBy),
        })),
      })),
      proposals: Object.values(state.proposals).map((one) => ({ ...one, byName: nameOf(one.by) })),
      proposers: SETTING_PROPOSERS,
      confirmers: SETTING_CONFIRMERS,
    };
  },
};

const inbox: ScreenPart<SettingsState> = {
  screen: 'desk',
  owns: [INBOX],
  keys: (state, viewing) =>
    isKeeper(viewing) ? Object.keys(state.proposals).map((id) => `${INBOX}${id}`) : [],
  read(state, key, viewing): InboxItemValue | undefined {
    const proposal = state.proposals[key.slice(INBOX.length)];
    if (proposal === undefined || !isKeeper(viewing)) return undefined;
    const { proposalId, by, effectiveFrom, value, atMs } = proposal;
    const { principal, context } = viewing;
    const own = principal.kind === 'person' && principal.personId === by;
    const mayConfirm =
      !own &&
      principal.kind === 'person' &&
      principal.roles.some((role) => SETTING_CONFIRMERS.includes(role));
    return {
      id: proposalId,
      kind: 'setting',
      title: `设置待确认：${SETTING_NAMES[proposal.key].name}`,
      detail: `提出人 ${context.people.person(by)?.name ?? by}，自 ${effectiveFrom} 起：${JSON.stringify(value)}`,
      sinceMs: atMs,
      actions: mayConfirm ? ['settings.confirm', 'settings.withdraw'] : ['settings.withdraw'],
    };
  },
  touched: (_state, events) =>
    events.flatMap((event) =>
      event.type === 'settings.proposed' ||
      event.type === 'settings.withdrawn' ||
      event.type === 'settings.confirmed'
        ? [`${INBOX}${event.data.proposalId}`]
        : [],
    ),
};

function isKeeper({ principal }: Viewing): boolean {
  return principal.kind === 'person' && principal.roles.some((role) => SETTING_PROPOSERS.includes(role));
}

export const settingsModule: OfficeModule<SettingsState> = {
  name: 'settings',
  version: 1,
  initial: initialSettings,
  decide: decideSettings,
  evolve: evolveSettings,
  deadlines: () => [],
  registers: [],
  requests: SETTINGS_REQUESTS,
  views: [listView],
  screens: [inbox, ...SOUND_SCREENS],
};
