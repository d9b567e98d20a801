/** What stands for a morning, and one's own mornings that may still be asked about: the quota and the deadline in numbers. */
import { addDays } from '../calendar/dates.ts';
import type { Reading } from '../engine/module.ts';
import { usedIn } from './corrections-state.ts';
import type { AttendanceVerdict } from './events.ts';
import { isAwaited } from './judge.ts';
import type { AttendanceState } from './state.ts';
import { verdictNamed } from './views.ts';
import { VERDICT_WORDS } from './why.ts';

/** So many days back at most, whatever the deadline is set to. */
const DAYS_MAX = 120;

export interface StandingShown {
  readonly verdict: AttendanceVerdict | undefined;
  readonly words: string | undefined;
  readonly time: string | undefined;
}

/** As the register has it, of any year. */
export function standingShown(
  personId: string,
  officeDate: string,
  { registers, context }: Reading,
): StandingShown {
  const [row] = registers.all(
    'SELECT verdict, at_ms FROM attendance_day WHERE person_id = ? AND office_date = ?',
    personId,
    officeDate,
  );
  const verdict = verdictNamed(row?.['verdict']);
  const atMs = row?.['at_ms'];
  return {
    verdict,
    words: verdict && VERDICT_WORDS[verdict],
    time: typeof atMs === 'number' ? context.time.timeOf(atMs) : undefined,
  };
}

/** Within the deadline, the latest first. `until`: last date to ask it oneself; `left`: of the quota of that month. */
export function askableMornings(
  state: Readonly<AttendanceState>,
  personId: string,
  reading: Reading,
): readonly object[] {
  const { context } = reading;
  const person = context.people.person(personId);
  if (person === undefined) return [];
  const pending = new Set(
    Object.values(state.corrections.asked)
      .filter((asked) => asked.personId === personId)
      .map(({ officeDate }) => officeDate),
  );
  const found: object[] = [];
  for (let back = 0; back <= DAYS_MAX; back += 1) {
    const officeDate = addDays(context.officeDate, -back);
    const { perMonth, workingDays } = context.settings.at('attendance.corrections', officeDate);
    const until = workingDays === 0 ? officeDate : context.calendar.workingDayAfter(officeDate, workingDays);
    if (until !== undefined && until < context.officeDate) break;
    if (context.calendar.isWorkingDay(officeDate) !== true || !isAwaited(person, officeDate, context))
      continue;
    if (back === 0 && state.days[officeDate]?.absentEdge === undefined) continue;
    const standing = standingShown(personId, officeDate, reading);
    // Nothing was judged then: the office had not begun.
    if (standing.verdict === undefined) continue;
    found.push({
      officeDate,
      ...standing,
      until,
      perMonth,
      left: Math.max(0, perMonth - usedIn(state.corrections, personId, officeDate)),
      pending: pending.has(officeDate),
    });
  }
  return found;
}
