/** Words of days and months that the fields of dates share. */
import type { DayValue } from '../../../../server/contract/screens.ts';
import type { Language, TextKey } from '../../text/dictionary.ts';
import { t } from '../../text/text.svelte.ts';

export const DAY_WORDS = {
  workday: 'day.workday',
  'make-up-workday': 'day.makeUp',
  'rest-day': 'day.rest',
  holiday: 'pick.holiday',
  'not-published': 'day.notPublished',
} as const satisfies Record<DayValue['kind'], TextKey>;

/** `2026-11` → 2026年11月 / November 2026 */
export function monthWords(month: string, language: Language): string {
  const [year = '', number = ''] = month.split('-');
  const name = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(
    Date.UTC(Number(year), Number(number) - 1, 1),
  );
  return t('pick.month', { year, month: language === 'en' ? name : Number(number) });
}
