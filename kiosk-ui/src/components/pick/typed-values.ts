/** Dates and times as people type them, in either language, with half- or full-width signs. Pure. */
import { addDays, dateOf } from './calendar-days.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAMED: Readonly<Record<string, number>> = {
  今天: 0,
  今日: 0,
  today: 0,
  昨天: -1,
  yesterday: -1,
  明天: 1,
  tomorrow: 1,
};

/**
 * `20261123`, `261123`, `2026-11-23`, `2026.11.23`, `2026年11月23日`, `23 November 2026`, and with `today` known also
 * `1123`, `11-23`, `11月23日`, `今天` → `2026-11-23`. Undefined: no date that the calendar has.
 */
export function readDate(typed: string, today: string | undefined): string | undefined {
  const text = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?:星期|周|礼拜)[一二三四五六日天]|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?/, '')
    .trim();
  const days = NAMED[text];
  if (days !== undefined) return today === undefined ? undefined : addDays(today, days);
  const year = today === undefined ? undefined : Number(today.slice(0, 4));

  const digits = /^(\d{4}|\d{2})?(\d{2})(\d{2})$/.exec(text);
  if (digits !== null) return made(digits[1], year, digits[2], digits[3]);
  const signs = /^(?:(\d{4}|\d{2})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/.exec(text);
  if (signs !== null) return made(signs[1], year, signs[2], signs[3]);
  const english =
    /^(\d{1,2})\s*([a-z]{3,9})\.?,?\s*(\d{4})?$/.exec(text) ??
    swapped(/^([a-z]{3,9})\.?\s*(\d{1,2})(?:,?\s+(\d{4}))?$/.exec(text));
  if (english === null) return undefined;
  const month = MONTHS.indexOf((english[2] ?? '').slice(0, 3)) + 1;
  return month === 0 ? undefined : made(english[3], year, String(month), english[1]);
}

function swapped(match: RegExpExecArray | null): readonly (string | undefined)[] | null {
  return match === null ? null : [match[0], match[2], match[1], match[3]];
}

/** Two digits of a year are of this century. */
function made(
  year: string | undefined,
  thisYear: number | undefined,
  month: string | undefined,
  day: string | undefined,
): string | undefined {
  const full = year === undefined ? thisYear : year.length === 2 ? 2000 + Number(year) : Number(year);
  return full === undefined ? undefined : dateOf(full, Number(month), Number(day));
}

/**
 * `0750`, `750`, `7:50`, `7：50`, `7点50分`, `7` → `07:50`; with seconds `075030`, `7:50:30`, and `07:50` → `07:50:00`.
 * Undefined: no time of a day of 24 hours.
 */
export function readTime(typed: string, withSeconds: boolean): string | undefined {
  const text = typed.normalize('NFKC').trim();
  const match =
    /^(\d{1,2})(?:[:.点时](?:(\d{1,2})(?:[:.分](?:(\d{1,2})秒?)?)?)?)?$/.exec(text) ??
    /^(\d{1,2})(\d{2})(\d{2})?$/.exec(text);
  if (match === null) return undefined;
  const [hour, minute, second] = [match[1], match[2] ?? '0', match[3] ?? '0'].map(Number);
  if (hour === undefined || minute === undefined || second === undefined) return undefined;
  if (hour > 23 || minute > 59 || second > 59 || (!withSeconds && match[3] !== undefined && second > 0)) {
    return undefined;
  }
  return timeText(hour * 3600 + minute * 60 + second, withSeconds);
}

/** A time so many minutes on, within the same day's 24 hours and round its end. */
export function addMinutes(time: string, minutes: number): string {
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  const whole = (((hour * 60 + minute + minutes) % 1440) + 1440) % 1440;
  return timeText(whole * 60 + second, time.length > 5);
}

function timeText(seconds: number, withSeconds: boolean): string {
  const parts = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  return parts
    .slice(0, withSeconds ? 3 : 2)
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
