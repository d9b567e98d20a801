/** How loud each station is, on its own screen: applied as soon as it is in force. */
import type { SoundValue } from '../contract/screens.ts';
import type { ScreenPart, Viewing } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { createSettingsView } from './settings-view.ts';
import type { SettingsState } from './state.ts';

const STATIONS = ['entrance', 'duty', 'cabinet'] as const;
type Station = (typeof STATIONS)[number];

export const SOUND_SCREENS: readonly ScreenPart<SettingsState>[] = STATIONS.map((screen) => ({
  screen,
  owns: ['sound'],
  keys: () => ['sound'],
  read: (state, _key, viewing) => soundValue(state, screen, viewing),
  touched: (_state, events) => (events.some(mayChange) ? ['sound'] : []),
}));

function soundValue(state: Readonly<SettingsState>, station: Station, { context }: Viewing): SoundValue {
  const sounds = createSettingsView(state).at('screens.sounds', context.officeDate);
  const volumes = { entrance: sounds.entranceVolume, duty: sounds.dutyVolume, cabinet: sounds.cabinetVolume };
  return { volume: volumes[station], ring: station === 'duty' && sounds.ringSound };
}

/** A value confirmed for a later day comes into force as that day begins. */
function mayChange(event: RecordedEvent): boolean {
  switch (event.type) {
    case 'settings.confirmed':
    case 'system.started':
    case 'system.clock-stepped':
      return true;
    case 'system.deadline-passed':
      return event.data.key.startsWith('calendar.day-begins/');
    default:
      return false;
  }
}
