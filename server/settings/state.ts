/** Confirmed versions of each setting and the proposals that wait. Changed only by `evolveSettings`. */
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { isSettingKey, type SettingKey } from './catalogue.ts';

export interface ConfirmedSetting {
  readonly version: number;
  readonly value: unknown;
  readonly effectiveFrom: string;
  readonly confirmedBy: string;
  readonly confirmedAtMs: number;
}
export interface SettingProposal {
  readonly proposalId: string;
  readonly key: SettingKey;
  readonly value: unknown;
  readonly effectiveFrom: string;
  readonly by: string;
  readonly atMs: number;
}

export interface SettingsState {
  /** By key, in order of confirmation; the version is the place in this list, counted from 1. */
  confirmed: Record<string, ConfirmedSetting[]>;
  proposals: Record<string, SettingProposal>;
}

export function initialSettings(): SettingsState {
  return { confirmed: {}, proposals: {} };
}

export function evolveSettings(state: SettingsState, event: RecordedEvent): void {
  switch (event.type) {
    case 'settings.proposed': {
      const { proposalId, key, value, effectiveFrom, by } = event.data;
      if (!isSettingKey(key)) return;
      state.proposals[proposalId] = { proposalId, key, value, effectiveFrom, by, atMs: event.recordedAtMs };
      return;
    }
    case 'settings.withdrawn':
      delete state.proposals[event.data.proposalId];
      return;
    case 'settings.confirmed': {
      const { proposalId, key, value, effectiveFrom, confirmedBy, version } = event.data;
      delete state.proposals[proposalId];
      const versions = (state.confirmed[key] ??= []);
      versions.push({ version, value, effectiveFrom, confirmedBy, confirmedAtMs: event.recordedAtMs });
      return;
    }
    default:
      return;
  }
}

/**
 * The version in force on a date: of those effective by then the one with the latest effective date, and of several
 * with the same date the one confirmed last. Undefined: the default.
 */
export function inForce(
  state: Readonly<SettingsState>,
  key: SettingKey,
  date: string,
): ConfirmedSetting | undefined {
  let found: ConfirmedSetting | undefined;
  for (const version of state.confirmed[key] ?? []) {
    if (version.effectiveFrom > date) continue;
    if (found === undefined || version.effectiveFrom >= found.effectiveFrom) found = version;
  }
  return found;
}
