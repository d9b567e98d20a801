/**
 * `OfficeTime` over an IANA zone. A day's bounds and offset are worked out once and kept, so that a badge costs a
 * comparison; days on which the offset changes are asked of Temporal each time. The process's own zone plays no part.
 */
import { Temporal } from 'temporal-polyfill';
import { addDays, weekdayOf } from './dates.ts';
import type { OfficeTime } from './office-time.ts';

/** Days kept; a badge storm touches one or two, a report a month. */
const DAYS_KEPT = 400;
const TIME_PATTERN = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

interface ZonedDay {
  readonly date: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Offset from UTC all day long, or undefined where it changes. */
  readonly offsetMs: number | undefined;
}

/** Throws a `RangeError` for a zone that does not exist. */
export function createOfficeTime(zone: string): OfficeTime {
  Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  return new ZonedTime(zone);
}

class ZonedTime implements OfficeTime {
  readonly zone: string;
  readonly #days = new Map<string, ZonedDay>();
  #latest: ZonedDay | undefined;

  constructor(zone: string) {
    this.zone = zone;
  }

  dateOf(epochMs: number): string {
    return this.#dayAt(epochMs).date;
  }

  timeOf(epochMs: number): string {
    const day = this.#dayAt(epochMs);
    if (day.offsetMs === undefined)
      return this.#zoned(epochMs).toPlainTime().toString({ smallestUnit: 'second' });
    return clockOf(Math.floor((epochMs - day.startMs) / 1000));
  }

  instantOf(date: string, time: string): number {
    const match = TIME_PATTERN.exec(time);
    if (match === null) throw new RangeError(`not a time of day: ${time}`);
    const day = this.#dayOf(date);
    if (day.offsetMs === undefined) {
      return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(this.zone).epochMilliseconds;
    }
    const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? '0');
    return day.startMs + seconds * 1000;
  }

  weekdayOf(date: string): number {
    return weekdayOf(date);
  }

  addDays(date: string, days: number): string {
    return addDays(date, days);
  }

  isoOf(epochMs: number): string {
    const zoned = this.#zoned(epochMs);
    return `${zoned.toPlainDateTime().toString({ fractionalSecondDigits: 3 })}${zoned.offset}`;
  }

  #zoned(epochMs: number): Temporal.ZonedDateTime {
    return Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs)).toZonedDateTimeISO(this.zone);
  }

  #dayAt(epochMs: number): ZonedDay {
    const latest = this.#latest;
    if (latest !== undefined && epochMs >= latest.startMs && epochMs < latest.endMs) return latest;
    const day = this.#dayOf(this.#zoned(epochMs).toPlainDate().toString());
    this.#latest = day;
    return day;
  }

  #dayOf(date: string): ZonedDay {
    const known = this.#days.get(date);
    if (known !== undefined) return known;
    const first = Temporal.PlainDate.from(date).toZonedDateTime(this.zone);
    const next = Temporal.PlainDate.from(addDays(date, 1)).toZonedDateTime(this.zone);
    const constant = first.offsetNanoseconds === next.offsetNanoseconds && first.hoursInDay === 24;
    const day: ZonedDay = {
      date,
      startMs: first.epochMilliseconds,
      endMs: next.epochMilliseconds,
      offsetMs: constant ? first.offsetNanoseconds / 1_000_000 : undefined,
    };
    const oldest = this.#days.keys().next().value;
    if (this.#days.size >= DAYS_KEPT && oldest !== undefined) this.#days.delete(oldest);
    this.#days.set(date, day);
    return day;
  }
}

function clockOf(secondOfDay: number): string {
  const two = (value: number): string => (value < 10 ? `0${value}` : String(value));
  return `${two(Math.floor(secondOfDay / 3600))}:${two(Math.floor(secondOfDay / 60) % 60)}:${two(secondOfDay % 60)}`;
}
