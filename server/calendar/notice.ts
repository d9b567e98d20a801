/**
 * A year's notice as it comes from a file or a request, checked before it is believed. The file is a plain table,
 * `2027-01-01,休,元旦` or `2027-01-03,班,元旦` a line, because the PC has no internet to fetch one from.
 */
import { isDate, weekdayOf, yearOf } from './dates.ts';
import type { CalendarDay } from './events.ts';

export interface NoticeMistake {
  /** 1-based line of the file; 0 for the notice as a whole. */
  readonly line: number;
  readonly message: string;
}
export interface NoticePlan {
  readonly days: readonly CalendarDay[];
  readonly mistakes: readonly NoticeMistake[];
}

const KINDS: Readonly<Record<string, CalendarDay['kind']>> = {
  休: 'holiday',
  班: 'make-up-workday',
  holiday: 'holiday',
  'make-up-workday': 'make-up-workday',
};
/** The notices since 2014 list between 26 and 40 days; a file outside this is cut off or of another kind. */
const DAYS_MIN = 11;
const DAYS_MAX = 60;

/** Reads the table; every bad line is named and nothing is guessed. Empty lines and lines that begin with # are passed over. */
export function planNotice(text: string, year: number): NoticePlan {
  const mistakes: NoticeMistake[] = [];
  const days: CalendarDay[] = [];
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .forEach((line, index) => {
      if (line.trim() === '' || line.startsWith('#')) return;
      const [date = '', kindWord = '', name = ''] = line.split(/[,，\t]/).map((field) => field.trim());
      const kind = KINDS[kindWord];
      if (!isDate(date))
        mistakes.push({ line: index + 1, message: `“${date}”不是日期，应为 2027-01-01 的形式` });
      else if (kind === undefined) mistakes.push({ line: index + 1, message: `“${kindWord}”应为“休”或“班”` });
      else if (name === '') mistakes.push({ line: index + 1, message: '缺节日名称' });
      else days.push({ date, kind, name });
    });
  const unsound =
    mistakes.length === 0 ? mistakesOfNotice(year, days).map((message) => ({ line: 0, message })) : [];
  return { days, mistakes: [...mistakes, ...unsound] };
}

/** Contradictions of a notice; empty where it is sound. It may reach back to 25–31 December of the year before. */
export function mistakesOfNotice(year: number, days: readonly CalendarDay[]): readonly string[] {
  const mistakes: string[] = [];
  const seen = new Set<string>();
  for (const { date, kind } of days) {
    if (!isDate(date)) mistakes.push(`${date} 不是日期`);
    else if (yearOf(date) !== year && !(date >= `${year - 1}-12-25` && date <= `${year - 1}-12-31`)) {
      mistakes.push(`${date} 不属于 ${year} 年的通知`);
    } else if (kind === 'make-up-workday' && weekdayOf(date) < 6)
      mistakes.push(`${date} 不是周末，不会是调休上班日`);
    else if (kind === 'workday' || kind === 'rest-day') mistakes.push(`${date} 应为放假日或调休上班日`);
    if (seen.has(date)) mistakes.push(`${date} 重复`);
    seen.add(date);
  }
  if (!seen.has(`${year}-01-01`)) mistakes.push(`缺 ${year}-01-01（元旦）`);
  if (!seen.has(`${year}-10-01`)) mistakes.push(`缺 ${year}-10-01（国庆节）`);
  if (days.length < DAYS_MIN || days.length > DAYS_MAX)
    mistakes.push(`共 ${days.length} 天，应在 ${DAYS_MIN} 至 ${DAYS_MAX} 天之间`);
  return mistakes;
}
