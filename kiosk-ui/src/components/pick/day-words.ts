/** Words of days and months that the fields of dates share. */
import type { DayValue } from '../../../../server/contract/screens.ts';
import type { Language, TextKey } from '../../text/dictionary.ts';
import { weekday } from '../../text/moments.ts';
import { t } from '../../text/text.svelte.ts';
import { addDays } from './calendar-days.ts';

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

const SOME_MONDAY = '2026-11-23';

/** Heads of a calendar's seven columns, Monday first: 星期一 and 一, Monday and Mo. */
export function weekdayHeads(
  language: Language,
): readonly { readonly name: string; readonly short: string }[] {
  return Array.from({ length: 7 }, (_, day) => {
    const name = weekday(addDays(SOME_MONDAY, day), language);
    return { name, short: language === 'en' ? name.slice(0, 2) : name.slice(-1) };
  });
}
