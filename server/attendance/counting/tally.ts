/**
 * KQ-5, pure: three lates of the morning are one absence, over the calendar year; absences of every kind are added in
 * times; more than five of them and the year is not rated 优秀. Nothing of duty is ever a late.
 */
import type { PersonRecord } from '../../people/events.ts';
import type { SettingsView } from '../../settings/view.ts';
import { countMarks, MARKS } from './marks.ts';

/** KQ-5 as an office has set it: so many lates are one absence, so many absences still qualify. */
export interface CountingRule {
  readonly latesPerAbsence: number;
  readonly absencesAllowed: number;
}

/** An absence that no morning knows of: an activity of the office (KQ-3), a duty default confirmed by the leader (ZB-3). */
export interface OtherAbsence {
  readonly kind: 'activity' | 'duty';
  readonly officeDate: string;
  /** The activity or the shift. */
  readonly source: string;
  readonly title: string;
}

export interface Tally {
  readonly lates: number;
  /** Mornings. */
  readonly mornings: number;
  readonly activities: number;
  readonly duties: number;
  /** Absences that lates were converted to. */
  readonly converted: number;
  /** Lates since the last conversion. */
  readonly remainder: number;
  /** Of all kinds, in times (次). */
  readonly absences: number;
}

/** What the lates come to: `lates = latesPerAbsence × converted + remainder`. */
export function convert(
  lates: number,
  { latesPerAbsence }: CountingRule,
): Pick<Tally, 'converted' | 'remainder'> {
  return { converted: Math.floor(lates / latesPerAbsence), remainder: lates % latesPerAbsence };
}

/** `marks`: the year's mornings; `others` of the same year; `from` and `to`: places of its first and last day counted. */
export function tallyOf(
  marks: string,
  others: readonly OtherAbsence[],
  rule: CountingRule,
  from = 0,
  to = marks.length - 1,
): Tally {
  const lates = countMarks(marks, MARKS.late, from, to);
  const mornings = countMarks(marks, MARKS.absent, from, to);
  const duties = others.filter(({ kind }) => kind === 'duty').length;
  const activities = others.length - duties;
  const { converted, remainder } = convert(lates, rule);
  const absences = mornings + activities + duties + converted;
  return { lates, mornings, activities, duties, converted, remainder, absences };
}

/** The rule of a year: a change within it counts for the whole of it, since its lates are converted together. */
export function ruleOf(settings: SettingsView, year: string, today: string): CountingRule {
  return settings.at('attendance.counting', ruleDate(year, today));
}

/** The date whose rule a year is counted by: its last day, or today while it runs. */
export function ruleDate(year: string, today: string): string {
  const lastDay = `${year}-12-31`;
  return today < lastDay ? today : lastDay;
}

/** May the year be rated 优秀, as far as attendance goes? 借调 and 编外 are not assessed here at all. */
export type Eligibility = 'eligible' | 'not-eligible' | 'not-assessed';

export const ELIGIBILITY_WORDS: Readonly<Record<Eligibility, string>> = {
  eligible: '未超过规定次数',
  'not-eligible': '超过规定次数',
  'not-assessed': '不参加本单位年终考核',
};

export function eligibilityOf(
  { absences }: Tally,
  standing: PersonRecord['standing'],
  { absencesAllowed }: CountingRule,
): Eligibility {
  if (standing === 'seconded' || standing === 'non-establishment') return 'not-assessed';
  return absences > absencesAllowed ? 'not-eligible' : 'eligible';
}

/** What is worth a private word before it happens: one late more converts, one absence more and it is the last. */
export interface Nearness {
  readonly lates: boolean;
  readonly absences: boolean;
}

export function nearnessOf({ remainder, absences }: Tally, rule: CountingRule): Nearness {
  return {
    lates: rule.latesPerAbsence > 1 && remainder === rule.latesPerAbsence - 1,
    absences: absences >= rule.absencesAllowed - 1,
  };
}

/** What one more late would do, as the person reads it. */
export function nextLateWords(tally: Tally, rule: CountingRule): string {
  const { latesPerAbsence, absencesAllowed } = rule;
  const missing = latesPerAbsence - tally.remainder;
  const convertsNow = `再迟到 ${missing} 次折合缺勤 1 次`;
  const over = tally.absences + 1 > absencesAllowed;
  return missing === 1 && over ? `${convertsNow}，全年缺勤将超过 ${absencesAllowed} 次` : convertsNow;
}
