/** How much of each kind somebody has taken in a year, in working half days. */
import type { Reading } from '../engine/module.ts';
import type { LeaveKind, LeaveSpan } from './events.ts';
import { coveredOf, kindOf } from './rows.ts';
import { compareHalves, countSpan } from './spans.ts';
import { KIND_WORDS } from './words.ts';

export interface KindTaken {
  readonly kind: LeaveKind;
  readonly words: string;
  /** Granted working half days of the year, early returns taken off. */
  readonly halves: number;
}

export function takenInYear(
  personId: string,
  year: string,
  { registers, context }: Reading,
): readonly KindTaken[] {
  const bounds: LeaveSpan = {
    from: { date: `${year}-01-01`, half: 'morning' },
    until: { date: `${year}-12-31`, half: 'afternoon' },
  };
  const rows = registers.all(
    `SELECT * FROM leave_record
       WHERE person_id = ? AND stage = 'granted' AND until_date >= ? AND from_date <= ?`,
    personId,
    bounds.from.date,
    bounds.until.date,
  );
  const taken = new Map<LeaveKind, number>();
  for (const row of rows) {
    const [kind, covered] = [kindOf(row['kind']), coveredOf(row)];
    const part = covered && within(covered, bounds);
    if (kind === undefined || part === undefined) continue;
    taken.set(kind, (taken.get(kind) ?? 0) + countSpan(part, context.calendar).halves);
  }
  return [...taken].map(([kind, halves]) => ({ kind, words: KIND_WORDS[kind], halves }));
}

function within({ from, until }: LeaveSpan, bounds: LeaveSpan): LeaveSpan | undefined {
  const part = {
    from: compareHalves(from, bounds.from) < 0 ? bounds.from : from,
    until: compareHalves(until, bounds.until) > 0 ? bounds.until : until,
  };
  return compareHalves(part.from, part.until) <= 0 ? part : undefined;
}
