/** Looking for lines of the journal: what matches, where a search goes on, and that nothing withheld is found. */
import { describe, expect, it } from 'vitest';
import type { Principal, Role } from '../../../server/access/principal.ts';
import type { OfficeEvent, RecordedEvent } from '../../../server/engine/recorded-event.ts';
import { SEARCHED_MAX, searchJournal, type JournalQuery } from '../../../server/http/journal-search.ts';

const principalOf = (role: Role): Principal => ({
  kind: 'person',
  personId: 'p-9',
  roles: [role],
  sessionId: 's',
});
const DIRECTOR = principalOf('director');
const ADMIN = principalOf('system-admin');

function line(
  position: number,
  over: Partial<Pick<RecordedEvent, 'officeDate' | 'actor'>> = {},
  event: OfficeEvent = { type: 'stations.screen-unpaired', data: { pairingId: `k${position}`, by: 'p-9' } },
): RecordedEvent {
  return {
    position,
    recordedAtMs: position * 1000,
    officeDate: '2026-11-23',
    actor: 'system',
    cause: undefined,
    ...event,
    ...over,
  };
}
const EXPLAINED = {
  type: 'attendance.explained',
  data: { personId: 'p-clerk', officeDate: '2026-11-23', text: '家人住院', filedBy: 'p-clerk' },
} as const;

function search(
  lines: readonly RecordedEvent[],
  query: Partial<JournalQuery> = {},
  principal: Principal = DIRECTOR,
): Promise<readonly number[]> {
  return find(lines, query, principal).then(({ events }) => events.map(({ position }) => position));
}
function find(lines: readonly RecordedEvent[], query: Partial<JournalQuery>, principal: Principal) {
  const office = {
    position: () => lines.length,
    readJournal: (from: number, limit: number) => lines.slice(from - 1, from - 1 + limit),
  };
  return searchJournal(office, principal, { limit: 100, ...query });
}
const many = (count: number): readonly RecordedEvent[] =>
  Array.from({ length: count }, (_, at) => line(at + 1));

describe('looking for lines of the journal', () => {
  it('gives the latest first, and goes on below where the answer ended', async () => {
    const lines = many(450);
    const first = await find(lines, { limit: 3 }, DIRECTOR);
    expect(first).toMatchObject({ position: 450, searchedTo: 448 });
    expect(await search(lines, { limit: 2, before: first.searchedTo })).toEqual([447, 446]);
    expect(await find(lines, { before: 3 }, DIRECTOR)).toMatchObject({ searchedTo: 1 });
    expect(await find([], {}, DIRECTOR)).toEqual({ events: [], position: 0, searchedTo: 1 });
  });

  it('ends an answer after so many lines that nothing was found in, and says how far it came', async () => {
    const found = await find(many(SEARCHED_MAX + 5), { type: 'none' }, DIRECTOR);
    expect(found).toEqual({ events: [], position: SEARCHED_MAX + 5, searchedTo: 6 });
  });

  it('finds by type, by span, by whoever did it or is named, and by text', async () => {
    const lines = [
      line(1, { officeDate: '2026-11-20' }),
      line(2, { actor: 'person:p-1' }),
      line(3, {}, EXPLAINED),
      line(4, { officeDate: '2026-11-24' }),
    ];
    expect(await search(lines, { type: 'attendance.explained' })).toEqual([3]);
    expect(await search(lines, { from: '2026-11-21', to: '2026-11-23' })).toEqual([3, 2]);
    expect(await search(lines, { personId: 'p-1' })).toEqual([2]);
    expect(await search(lines, { personId: 'p-clerk' })).toEqual([3]);
    expect(await search(lines, { text: 'K4' })).toEqual([4]);
  });

  it('misses no line whose date stands out of order because a clock was put right', async () => {
    const lines = [line(1), ...many(600).map((one) => ({ ...one, officeDate: '2020-01-01' }))].map(
      (one, at) => ({ ...one, position: at + 1 }),
    );
    expect(await search(lines, { from: '2026-11-01' })).toEqual([1]);
  });

  it('does not find by what is withheld from the reader', async () => {
    const lines = [line(1, {}, EXPLAINED)];
    expect(await search(lines, { text: '家人' }, ADMIN)).toEqual([]);
    expect(await search(lines, { personId: 'p-clerk' }, ADMIN)).toEqual([]);
    expect(await search(lines, { type: 'attendance.explained' }, ADMIN)).toEqual([1]);
  });
});
