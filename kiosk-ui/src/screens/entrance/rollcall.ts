/**
 * A roll call at the entrance (KQ-3, HX-4, WS-5): where it stands in time, and what a badge says of it. Pure; the values
 * come from the service, the time from the office clock.
 */
import type { BadgeValue, RollcallBadgeValue, RollcallValue } from '../../../../server/contract/screens.ts';
import type { TextKey } from '../../text/dictionary.ts';
import { BADGE_STATES, type StateWords } from './board-states.ts';

export interface RollcallBand {
  readonly phase: 'before' | 'under-way' | 'over';
  /** To the beginning of the activity; 0 once it has begun. */
  readonly leftMs: number;
  /** Passed of the time from the opening to the end, 0 to 1. */
  readonly part: number;
  /** Where the activity begins on it; undefined where the roll call was opened later. */
  readonly beginPart: number | undefined;
}

const MINUTE_MS = 60_000;

/** `14:30` → minutes of the day. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

export function rollcallBandAt(value: RollcallValue, nowMs: number): RollcallBand {
  const { openedAtMs, closesAtMs, from, to } = value;
  const beginsMs = closesAtMs - (minutesOf(to) - minutesOf(from)) * MINUTE_MS;
  const lengthMs = Math.max(1, closesAtMs - openedAtMs);
  const partOf = (atMs: number): number => Math.min(1, Math.max(0, (atMs - openedAtMs) / lengthMs));
  return {
    phase: nowMs < beginsMs ? 'before' : nowMs < closesAtMs ? 'under-way' : 'over',
    leftMs: Math.max(0, beginsMs - nowMs),
    part: partOf(nowMs),
    beginPart: beginsMs > openedAtMs ? partOf(beginsMs) : undefined,
  };
}

/** What stands on the card: the verdict, and a line below it where there is something to say. */
export interface CardWords extends StateWords {
  /** In the screen's words, or the service's own. */
  readonly remark: { readonly key: TextKey } | { readonly text: string } | undefined;
}

const CALLED: Readonly<Record<RollcallBadgeValue['state'], StateWords & { readonly remark?: TextKey }>> = {
  signed: { shape: 'good', word: 'call.signed' },
  'already-signed': { shape: 'good', word: 'call.signed', remark: 'call.alreadyRemark' },
  'not-called': { shape: 'none', word: 'call.notCalled', remark: 'call.notCalledRemark' },
  'not-counted': { shape: 'open', word: 'call.notCounted', remark: 'call.notCountedRemark' },
};
/** Below the verdict of the morning; of a roll call that did not call this person it says nothing. */
const BESIDE_THE_MORNING: Readonly<Record<RollcallBadgeValue['state'], TextKey | undefined>> = {
  signed: 'call.morningSigned',
  'already-signed': 'call.morningAlready',
  'not-called': undefined,
  'not-counted': 'call.morningNotCounted',
};

/**
 * One badge serves the morning and the roll call. While the morning runs its verdict stands first and the roll call
 * below; afterwards the roll call alone is what the person came for.
 */
export function cardOf(
  badge: BadgeValue,
  called: RollcallBadgeValue | undefined,
  morningRuns: boolean,
): CardWords {
  const morning: CardWords = {
    ...BADGE_STATES[badge.state],
    remark: badge.remark === undefined ? undefined : { text: badge.remark },
  };
  if (called === undefined || called.id !== badge.id) return morning;
  if (!morningRuns) {
    if (called.excused)
      return { shape: 'none', word: 'call.excusedAlready', remark: { key: 'call.excusedRemark' } };
    const { remark, ...words } = CALLED[called.state];
    return { ...words, remark: remark && { key: remark } };
  }
  const beside = called.excused ? undefined : BESIDE_THE_MORNING[called.state];
  // 待核 and the like need their reason more than the roll call needs its word.
  return morning.remark !== undefined && badge.state !== 'already-signed'
    ? morning
    : { ...morning, remark: beside === undefined ? morning.remark : { key: beside } };
}
