/** Passing words of a station, by the service's codes. An unknown code still answers the hand that waits. */
import type { Notice } from '../../../server/contract/socket.ts';
import type { TextKey } from './dictionary.ts';
import { t } from './text.svelte.ts';

export function noticeWords(notice: Notice): string {
  return t(keyOf(notice), notice.params);
}

function keyOf({ code, params }: Notice): TextKey {
  if (code === 'finger-poor-image') return 'badge.tryCard';
  return params['reason'] === 'stopped' ? 'badge.stopped' : 'badge.unknown';
}
