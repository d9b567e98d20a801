/**
 * Which clock the office goes by: the machine's, or with a demonstration one that starts at a chosen office moment and
 * afterwards goes on from the journal's last line.
 */
import { join } from 'node:path';
import type { Clock } from '../firmware-bridge/index.ts';
import type { OfficeTime } from './calendar/office-time.ts';
import { PUBLISHED_YEARS } from './calendar/published/years.ts';
import { createOfficeTime } from './calendar/zoned-time.ts';
import type { Configuration } from './config.ts';
import { DemoClock, demoStartMs } from './demo-clock.ts';
import { journalEnds } from './journal-ends.ts';

/** The morning of a demonstration begins before the first edge, with time to look around. */
const DEMO_STARTS_AT = '07:45';

export interface OfficeClock {
  readonly clock: Clock;
  readonly demo: boolean;
  /** Office seconds a real second. */
  readonly rate: number;
  readonly time: OfficeTime;
}

/** The SQLite file of a data directory; its name is that of the backups. */
export function journalFile(configuration: Configuration): string {
  return join(configuration.server.dataDirectory, 'journal.db');
}

/** Throws `JournalError` where the journal of a demonstration cannot be read. */
export function officeClockFor(configuration: Configuration, machine: Clock): OfficeClock {
  const time = createOfficeTime(configuration.office.zone);
  const demo = configuration.demo?.clock;
  if (demo === undefined) return { clock: machine, demo: false, rate: 1, time };
  const [date, at] = demo.start?.split('T') ?? [
    lastPublishedWorkingDay(time, machine.epochMs()),
    DEMO_STARTS_AT,
  ];
  const chosenMs = time.instantOf(date ?? '', at ?? DEMO_STARTS_AT);
  const clock = new DemoClock(machine, {
    startEpochMs: demoStartMs(chosenMs, journalEnds(journalFile(configuration))?.last.recordedAtMs),
    speed: demo.speed,
  });
  return { clock, demo: true, rate: demo.speed, time };
}

/** Today, or the last day before it that a published notice makes a working day. */
export function lastPublishedWorkingDay(time: OfficeTime, nowMs: number): string {
  const days = new Map(PUBLISHED_YEARS.flatMap((year) => year.days.map(({ date, kind }) => [date, kind])));
  const lastYear = Math.max(...PUBLISHED_YEARS.map(({ year }) => year));
  const today = time.dateOf(nowMs);
  const isWorking = (date: string): boolean => {
    const kind = days.get(date);
    return kind === undefined ? time.weekdayOf(date) <= 5 : kind === 'make-up-workday' || kind === 'workday';
  };
  let date = today > `${lastYear}-12-31` ? `${lastYear}-12-31` : today;
  // No holiday is as long as a year: this ends.
  while (!isWorking(date)) date = time.addDays(date, -1);
  return date;
}
