/**
 * KQ-2: sign-ins by card are marked apart, since lent cards are the first trick. What is listed is for a look by the head
 * of the section and accuses nobody: who has no finger enrolled signs by card as of right, and people do come in together.
 */
import type { Reading } from '../engine/module.ts';
import { textOf } from '../mechanisms/sql-text.ts';

/** Two cards of different people at one reader within so many seconds. */
const PAIR_WITHIN_MS = 5_000;
const PAIRS_MAX = 500;

interface Pair {
  readonly ids: readonly [string, string];
  readonly occasions: { readonly officeDate: string; readonly time: string; readonly seconds: number }[];
}

/** `sectionId`: the section that the reader is limited to; a pair is shown to the heads of both. */
export function cardSpots(from: string, to: string, sectionId: string | undefined, reading: Reading): object {
  const { context, registers } = reading;
  const isSeen = (personId: string): boolean =>
    sectionId === undefined || context.people.person(personId)?.sectionId === sectionId;
  const rows = registers.all(
    `SELECT person_id, COUNT(*) AS mornings,
            SUM(contact_by = 'card') AS by_card
       FROM attendance_day
      WHERE office_date BETWEEN ? AND ? AND contact_by IS NOT NULL
      GROUP BY person_id HAVING by_card > 0
      ORDER BY by_card DESC, person_id`,
    from,
    to,
  );
  const temporary = temporaryCards(from, to, reading);
  const people = rows
    .map((row) => ({
      personId: textOf(row['person_id']),
      mornings: Number(row['mornings']),
      byCard: Number(row['by_card']),
    }))
    .filter(({ personId }) => isSeen(personId))
    .map((one) => ({
      ...one,
      ...named(one.personId, reading),
      /** No finger is enrolled: the card is the only way this person has. */
      cardOnly: context.people.credentials(one.personId).fingerModules.length === 0,
      temporaryCard: temporary.has(one.personId),
    }));
  const pairs = pairsIn(from, to, reading)
    .filter(({ ids }) => ids.some(isSeen))
    .toSorted((a, b) => b.occasions.length - a.occasions.length)
    .slice(0, PAIRS_MAX)
    .map(({ ids, occasions }) => ({
      people: ids.map((personId) => ({ personId, ...named(personId, reading) })),
      times: occasions.length,
      occasions,
    }));
  return { from, to, withinSeconds: PAIR_WITHIN_MS / 1000, people, pairs };
}

function temporaryCards(from: string, to: string, { registers }: Reading): ReadonlySet<string> {
  const rows = registers.all(
    `SELECT DISTINCT card_use.person_id AS person_id
       FROM attendance_card_use AS card_use JOIN attendance_card USING (card_ref)
      WHERE temporary = 1 AND office_date BETWEEN ? AND ?`,
    from,
    to,
  );
  return new Set(rows.map((row) => textOf(row['person_id'])));
}

/** Neighbours at one reader; the next card there, not every later one. */
function pairsIn(from: string, to: string, { context, registers }: Reading): readonly Pair[] {
  const rows = registers.all(
    `SELECT office_date, device_id, person_id, at_ms FROM attendance_card_use
      WHERE office_date BETWEEN ? AND ? ORDER BY office_date, device_id, at_ms, position`,
    from,
    to,
  );
  const pairs = new Map<string, Pair>();
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    if (before === undefined || before['device_id'] !== row['device_id']) return;
    const [one, other] = [textOf(before['person_id']), textOf(row['person_id'])];
    const [firstMs, secondMs] = [Number(before['at_ms']), Number(row['at_ms'])];
    if (one === other || secondMs - firstMs > PAIR_WITHIN_MS) return;
    const ids: readonly [string, string] = one < other ? [one, other] : [other, one];
    const pair = pairs.get(ids.join(' ')) ?? { ids, occasions: [] };
    const seconds = Math.round((secondMs - firstMs) / 1000);
    pair.occasions.push({
      officeDate: textOf(row['office_date']),
      time: context.time.timeOf(firstMs),
      seconds,
    });
    pairs.set(ids.join(' '), pair);
  });
  return [...pairs.values()];
}

function named(
  personId: string,
  { context }: Reading,
): { readonly name: string | undefined; readonly sectionName: string | undefined } {
  const person = context.people.person(personId);
  return { name: person?.name, sectionName: context.people.section(person?.sectionId ?? '')?.name };
}
