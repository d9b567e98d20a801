/**
 * Times, dates and spans in words, pure: instant, zone and language are arguments. Times stand as 07:42:13; what is
 * left is said in units (7 分 47 秒), so that it cannot be taken for a time of day.
 */
import type { Language } from './dictionary.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(atMs: number, zone: string): Readonly<Record<string, string>> {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
}

/** `07:42:13` */
export function timeOfDay(atMs: number, zone: string): string {
  const { hour, minute, second } = parts(atMs, zone);
  return `${hour}:${minute}:${second}`;
}

/** `7:50`, as an edge is spoken of. */
export function shortTime(atMs: number, zone: string): string {
  const { hour, minute } = parts(atMs, zone);
  return `${Number(hour)}:${minute}`;
}

/** `11月20日 16:20` / `20 Nov 16:20` */
export function dayAndTime(atMs: number, zone: string, language: Language): string {
  const { month, day, hour, minute } = parts(atMs, zone);
  const date = language === 'en' ? `${day} ${monthName(Number(month))}` : `${month}月${day}日`;
  return `${date} ${hour}:${minute}`;
}

/** Of an ISO office date: `2026年11月23日` / `23 November 2026` */
export function longDate(officeDate: string, language: Language): string {
  const [year, month, day] = officeDate.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return officeDate;
  return language === 'en' ? `${day} ${monthName(month, 'long')} ${year}` : `${year}年${month}月${day}日`;
}

/** Of an ISO office date, without its year: `11月23日` / `23 Nov` */
export function shortDate(officeDate: string, language: Language): string {
  const [, month, day] = officeDate.split('-').map(Number);
  if (month === undefined || day === undefined) return officeDate;
  return language === 'en' ? `${day} ${monthName(month)}` : `${month}月${day}日`;
}

/** From one ISO office date to another of the same year, both included: `10月1日至7日` / `1–7 Oct`; one day stands alone. */
export function daySpan(from: string, to: string, language: Language): string {
  if (from === to) return shortDate(from, language);
  const sameMonth = from.slice(0, 7) === to.slice(0, 7);
  const [firstDay, lastDay] = [from, to].map((date) => Number(date.slice(8)));
  if (language === 'en')
    return `${sameMonth ? firstDay : shortDate(from, language)}–${shortDate(to, language)}`;
  return `${shortDate(from, language)}至${sameMonth ? `${lastDay}日` : shortDate(to, language)}`;
}

/** Of a month `2026-11`: `2026年11月` / `November 2026` */
export function monthWords(month: string, language: Language): string {
  const [year, number] = month.split('-').map(Number);
  if (year === undefined || number === undefined) return month;
  return language === 'en' ? `${monthName(number, 'long')} ${year}` : `${year}年${number}月`;
}

/** At the head of a narrow column: `一` / `Mo` */
export function weekdaySign(officeDate: string, language: Language): string {
  const whole = weekday(officeDate, language);
  return language === 'en' ? whole.slice(0, 2) : whole.slice(-1);
}

/** Weekday of an ISO office date: `星期一` / `Monday` */
export function weekday(officeDate: string, language: Language): string {
  const at = Date.parse(`${officeDate}T00:00:00Z`);
  if (Number.isNaN(at)) return '';
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(at);
}

/** ISO date of an instant in a zone, for queries. */
export function isoDate(atMs: number, zone: string): string {
  const { year, month, day } = parts(atMs, zone);
  return `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
}

/** From one second to another as the clock on the screen shows them, ms: a limit of 30 s begins at 30 s, not at 31. */
export function shownSpanMs(fromMs: number, toMs: number): number {
  return (Math.floor(toMs / SECOND_MS) - Math.floor(fromMs / SECOND_MS)) * SECOND_MS;
}

/** What is left, in whole seconds and words; never below zero. `1 小时 42 分 08 秒` */
export function spanInWords(spanMs: number, language: Language): string {
  const whole = Math.max(0, Math.ceil(spanMs / SECOND_MS));
  const days = Math.floor(whole / 86_400);
  const hours = Math.floor((whole % 86_400) / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const seconds = whole % 60;
  const [d, h, m, s] = language === 'en' ? ['d', 'h', 'min', 's'] : ['天', '小时', '分', '秒'];
  if (days > 0) return `${days} ${d} ${hours} ${h}`;
  if (hours > 0) return `${hours} ${h} ${two(minutes)} ${m} ${two(seconds)} ${s}`;
  if (minutes > 0) return `${minutes} ${m} ${two(seconds)} ${s}`;
  return `${seconds} ${s}`;
}

/** Without seconds, where they say nothing: `3 天 2 小时`, `2 小时 8 分`, `不到 1 分`. */
export function longSpan(spanMs: number, language: Language): string {
  const whole = Math.max(0, Math.floor(spanMs / MINUTE_MS));
  const [hours, minutes] = [Math.floor(whole / 60), whole % 60];
  const [d, h, m] = language === 'en' ? ['d', 'h', 'min'] : ['天', '小时', '分'];
  if (hours >= 24) return `${Math.floor(hours / 24)} ${d}${hours % 24 === 0 ? '' : ` ${hours % 24} ${h}`}`;
  if (whole === 0) return language === 'en' ? 'under 1 min' : '不到 1 分';
  if (hours === 0) return `${minutes} ${m}`;
  return minutes === 0 ? `${hours} ${h}` : `${hours} ${h} ${minutes} ${m}`;
}

/** `3.8 秒`, for what is short. */
export function tenthsInWords(spanMs: number, language: Language): string {
  const tenths = Math.max(0, Math.ceil(spanMs / 100)) / 10;
  return `${tenths.toFixed(1)} ${language === 'en' ? 's' : '秒'}`;
}

/** Age of a state on the device strip, `03:12`, `1:03:12`, `2 天`. */
export function ageOnStrip(ageMs: number, language: Language): string {
  const safe = Math.max(0, ageMs);
  if (safe >= DAY_MS) return `${Math.floor(safe / DAY_MS)} ${language === 'en' ? 'd' : '天'}`;
  const hours = Math.floor(safe / HOUR_MS);
  const minutes = Math.floor((safe % HOUR_MS) / MINUTE_MS);
  const seconds = Math.floor((safe % MINUTE_MS) / SECOND_MS);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function monthName(month: number, length: 'short' | 'long' = 'short'): string {
  return new Intl.DateTimeFormat('en-GB', { month: length, timeZone: 'UTC' }).format(
    Date.UTC(2000, month - 1, 1),
  );
}

/** Two-character names take a full-width space, so that columns of names stand flush: 赵 (space) 明 */
export function setName(name: string): string {
  const signs = [...name];
  return signs.length === 2 && signs.every((sign) => /\p{Script=Han}/u.test(sign)) ? signs.join('　') : name;
}
