/** Why a device is not well, in words; a word of the driver that is not known here stands as it is. */
import type { TextKey } from '../text/dictionary.ts';
import { t } from '../text/text.svelte.ts';

const NOTHING_TO_SAY: ReadonlySet<string> = new Set(['', 'ok']);
const WORDS: Readonly<Record<string, TextKey>> = {
  start: 'health.starting',
  starting: 'health.starting',
  'start-failed': 'health.startFailed',
  unplugged: 'health.unplugged',
  'no-reply': 'health.noReply',
  unproven: 'health.unproven',
  lossy: 'health.lossy',
  'wire-garbled': 'health.garbled',
  'wrong-password': 'health.wrongPassword',
  'sensor-error': 'health.sensorError',
  'module-mismatch': 'health.mismatch',
  'library-full': 'health.full',
  'output-mode-wrong': 'health.outputMode',
  'echoing-adapter': 'health.echo',
  'ring-contact-stuck': 'health.stuck',
  'monitor-offline': 'health.monitorOffline',
  'board-offline': 'health.boardOffline',
  'poll-gap': 'health.pollGap',
  'host-paused': 'health.hostPaused',
};

export function healthReason(reason: string): string {
  if (NOTHING_TO_SAY.has(reason)) return '';
  const key = WORDS[reason];
  return key === undefined ? reason : t(key);
}
