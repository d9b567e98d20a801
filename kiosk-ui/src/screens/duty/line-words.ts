/** How a telephone line is marked and named; rings are drawn as strokes: 一, 二, 三. */
import type { LineState } from '../../../../server/contract/screens.ts';
import type { MarkShape } from '../../components/marks.ts';
import type { TextKey } from '../../text/dictionary.ts';

/** `field`: the band's own field. Only the second ring is amber, only past the limit is cinnabar. */
export interface LineWords {
  readonly shape: MarkShape;
  readonly word: TextKey;
  readonly field: 'quiet' | 'plain' | 'amber' | 'cinnabar';
}
export const LINE_WORDS = {
  idle: { shape: 'none', word: 'line.idle', field: 'quiet' },
  'ring-1': { shape: 'ring-1', word: 'line.ring1', field: 'plain' },
  'ring-2': { shape: 'ring-2', word: 'line.ring2', field: 'amber' },
  'past-limit': { shape: 'ring-3', word: 'line.pastLimit', field: 'cinnabar' },
  'in-call': { shape: 'talk', word: 'line.inCall', field: 'plain' },
  'off-hook': { shape: 'talk', word: 'line.offHook', field: 'plain' },
  unknown: { shape: 'unknown', word: 'line.unknown', field: 'plain' },
  blind: { shape: 'off', word: 'line.blind', field: 'plain' },
} as const satisfies Record<LineState, LineWords>;

export const APART_WORDS: Readonly<Record<string, TextKey>> = {
  'other-line': 'apart.otherLine',
  'receiving-visitor': 'apart.receiving',
  'stepped-away': 'apart.away',
  blind: 'apart.blind',
  test: 'apart.test',
  'out-of-hours': 'apart.outOfHours',
  'abandoned-early': 'apart.abandoned',
};

const CALL_WORDS: Readonly<Record<string, { readonly shape: MarkShape; readonly word: TextKey }>> = {
  'answered-in-time': { shape: 'good', word: 'call.inTime' },
  'answered-late': { shape: 'late', word: 'call.late' },
  missed: { shape: 'gone', word: 'call.missed' },
  'abandoned-early': { shape: 'none', word: 'call.abandoned' },
  'out-of-hours': { shape: 'none', word: 'call.outOfHours' },
  apart: { shape: 'none', word: 'call.apart' },
};

/** By the service's class of a call; without one it is still going on. */
export function callVerdict(callClass: string): { readonly shape: MarkShape; readonly word: TextKey } {
  return CALL_WORDS[callClass] ?? { shape: 'unknown', word: 'call.running' };
}
