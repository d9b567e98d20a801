/**
 * Makes `server/calendar/published/<year>.ts` from the data of chinese-days. Run by hand when a year's notice is out:
 * `node --import tsx test/support/published-calendar.ts 2027 > server/calendar/published/2027.ts`. A test makes every
 * committed year again and compares.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { addDays, weekdayOf } from '../../server/calendar/dates.ts';
import type { CalendarDay } from '../../server/calendar/events.ts';

const require = createRequire(import.meta.url);

interface DaysFile {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
}

/** The days of a year as chinese-days has them; empty where it has none, which is *not published*, never "workdays". */
export function daysOfYear(year: number): readonly CalendarDay[] {
  const { holidays, workdays } = readDays();
  const pick = (
    entries: Readonly<Record<string, string>>,
    kind: CalendarDay['kind'],
  ): readonly CalendarDay[] =>
    Object.entries(entries)
      .filter(([date]) => date.startsWith(`${year}-`))
      .map(([date, label]) => ({ date, kind, name: label.split(',')[1] }));
  const days = [...pick(holidays, 'holiday'), ...pick(workdays, 'make-up-workday')];
  return days.toSorted((a, b) => a.date.localeCompare(b.date));
}

/** Mistakes that a slip of the data would make; empty for a sound year. */
export function mistakesOfYear(year: number, days: readonly CalendarDay[]): readonly string[] {
  const seen = new Set<string>();
  const mistakes = days.flatMap(({ date, kind, name }) => {
    const found: string[] = [];
    if (seen.has(date)) found.push(`${date} stands twice`);
    if (!date.startsWith(`${year}-`) || addDays(addDays(date, 1), -1) !== date)
      found.push(`${date} is no date of ${year}`);
    if (kind === 'make-up-workday' && weekdayOf(date) < 6) found.push(`${date} makes up on a weekday`);
    if (name === undefined || name === '') found.push(`${date} has no name`);
    seen.add(date);
    return found;
  });
  if (!seen.has(`${year}-01-01`)) mistakes.push(`${year}-01-01 is no holiday`);
  if (!seen.has(`${year}-10-01`)) mistakes.push(`${year}-10-01 is no holiday`);
  return mistakes;
}

export function calendarVersion(): string {
  const described: unknown = JSON.parse(readFileSync(require.resolve('chinese-days/package.json'), 'utf8'));
  const version =
    typeof described === 'object' && described !== null && 'version' in described ? described.version : '';
  return String(version);
}

/** The text of the committed file. */
export function fileOfYear(year: number): string {
  const days = daysOfYear(year);
  const mistakes = mistakesOfYear(year, days);
  if (mistakes.length > 0) throw new Error(`chinese-days has no sound ${year}: ${mistakes.join('; ')}`);
  const rows = days.map(
    ({ date, kind, name }) => `    { date: '${date}', kind: '${kind}', name: '${name}' },`,
  );
  return [
    `/** The State Council's notice for ${year}, as chinese-days ${calendarVersion()} has it (test/support/published-calendar.ts). */`,
    `import type { PublishedYear } from './published-year.ts';`,
    '',
    `export const YEAR_${year}: PublishedYear = {`,
    `  year: ${year},`,
    `  source: '国务院办公厅关于${year}年部分节假日安排的通知（chinese-days ${calendarVersion()}）',`,
    '  days: [',
    ...rows,
    '  ],',
    '};',
    '',
  ].join('\n');
}

function readDays(): DaysFile {
  const file: unknown = JSON.parse(
    readFileSync(require.resolve('chinese-days/dist/chinese-days.json'), 'utf8'),
  );
  if (typeof file !== 'object' || file === null || !('holidays' in file) || !('workdays' in file)) {
    throw new Error('chinese-days.json is not as expected');
  }
  return { holidays: labels(file.holidays), workdays: labels(file.workdays) };
}

function labels(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) throw new Error('chinese-days.json is not as expected');
  return Object.fromEntries(Object.entries(value).map(([date, label]) => [date, String(label)]));
}

const asked =
  process.argv[1]?.endsWith('published-calendar.ts') === true ? Number(process.argv[2]) : undefined;
if (asked !== undefined) process.stdout.write(fileOfYear(asked));
