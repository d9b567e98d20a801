/** How a state of the morning is marked and named. Shape and word say it; names and lines stay ink. */
import type { BadgeValue, BoardState } from '../../../../server/contract/screens.ts';
import type { MarkShape } from '../../components/marks.ts';
import type { TextKey } from '../../text/dictionary.ts';

export interface StateWords {
  readonly shape: MarkShape;
  readonly word: TextKey;
}

export const BOARD_STATES = {
  'not-yet': { shape: 'none', word: 'board.notYet' },
  'on-time': { shape: 'good', word: 'board.onTime' },
  late: { shape: 'late', word: 'board.late' },
  'after-edge': { shape: 'gone', word: 'board.afterEdge' },
  'not-signed-in': { shape: 'gone', word: 'board.notSignedIn' },
  'on-leave': { shape: 'leave', word: 'board.onLeave' },
  'away-on-duty': { shape: 'out', word: 'board.awayOnDuty' },
  'on-duty-shift': { shape: 'half', word: 'board.shift' },
  explained: { shape: 'good', word: 'board.explained' },
  open: { shape: 'open', word: 'board.open' },
  'not-expected': { shape: 'none', word: 'board.notExpected' },
  'at-post': { shape: 'good', word: 'board.atPost' },
} as const satisfies Record<BoardState, StateWords>;

export const BADGE_STATES = {
  ...BOARD_STATES,
  'after-edge': BOARD_STATES['not-signed-in'],
  'already-signed': { shape: 'good', word: 'badge.alreadySigned' },
  recorded: { shape: 'good', word: 'badge.recorded' },
} as const satisfies Record<BadgeValue['state'], StateWords>;
