/** Leave in words, both languages: kinds, half days, spans, how a request stands, what speaks against it. */
import type { MarkShape } from '../../components/marks.ts';
import type { TextKey } from '../../text/dictionary.ts';
import { longDate, shortDate } from '../../text/moments.ts';
import { languageChoice, t } from '../../text/text.svelte.ts';
import { dateAfter } from './dates.ts';
import type { Conflict, Half, HalfDay, LeaveKind, LeaveLine, LeaveSpan, LeaveStage } from './leave-shapes.ts';

export const KIND_WORDS = {
  personal: 'leave.personal',
  sick: 'leave.sick',
  annual: 'leave.annual',
  marriage: 'leave.marriage',
  maternity: 'leave.maternity',
  bereavement: 'leave.bereavement',
  away: 'board.awayOnDuty',
  countryside: 'leave.countryside',
  study: 'leave.study',
  'time-off': 'leave.timeOff',
} as const satisfies Record<LeaveKind, TextKey>;

export const STAGES = {
  undecided: { shape: 'open', word: 'board.open' },
  granted: { shape: 'good', word: 'act.approve' },
  refused: { shape: 'off', word: 'act.refuse' },
  withdrawn: { shape: 'none', word: 'act.withdraw' },
} as const satisfies Record<LeaveStage, { shape: MarkShape; word: TextKey }>;

const HALF_WORDS = { morning: 'leave.morning', afternoon: 'leave.afternoon' } as const satisfies Record<
  Half,
  TextKey
>;

const CONFLICT_WORDS: Readonly<Record<string, TextKey>> = {
  'overlapping-leave': 'leave.overlaps',
  'on-duty': 'leave.onDuty',
  'signed-in': 'leave.signedIn',
  'not-employed': 'leave.notEmployed',
  'no-working-day': 'leave.noWorkingDay',
  'calendar-not-published': 'leave.notPublished',
};

/** 请假 or 公出 where the reader may know no more. */
export function kindWord({ grounds, away }: Pick<LeaveLine, 'grounds' | 'away'>): string {
  const kind = grounds?.kind;
  if (kind !== undefined) return t(KIND_WORDS[kind]);
  return t(away ? 'board.awayOnDuty' : 'board.onLeave');
}

/** A date with its year where that is not the present one. */
export function dateWords(date: string, today: string | undefined): string {
  const { current } = languageChoice;
  return date.slice(0, 4) === today?.slice(0, 4) ? shortDate(date, current) : longDate(date, current);
}

/** `11月23日上午` */
export function halfDayWords({ date, half }: HalfDay, today: string | undefined): string {
  return t('leave.halfDay', { date: dateWords(date, today), half: t(HALF_WORDS[half]) });
}

/** `11月23日上午至11月24日下午`; a whole day and a half alone without their end. */
export function spanInHalves({ from, until }: LeaveSpan, today: string | undefined): string {
  if (from.date !== until.date)
    return t('leave.span', { from: halfDayWords(from, today), until: halfDayWords(until, today) });
  if (from.half === until.half) return halfDayWords(from, today);
  return t('leave.wholeDay', { date: dateWords(from.date, today) });
}

/** `1.5 天`; where the calendar says nothing yet, that it is not known. */
export function daysInWords(halves: number, unknownFrom?: string): string {
  return unknownFrom === undefined ? t('leave.days', { days: halves / 2 }) : t('leave.daysUnknown');
}

export function conflictInWords({ code, date, words }: Conflict, today: string | undefined): string {
  const key = CONFLICT_WORDS[code];
  return key === undefined ? words : t(key, { date: dateWords(date, today) });
}

/** 续假 begins with the half day after the last one. */
export function halfDayAfter({ date, half }: HalfDay): HalfDay {
  return half === 'morning' ? { date, half: 'afternoon' } : { date: dateAfter(date, 1), half: 'morning' };
}
