/** KQ-1: leave, its decision, badges and edges give the same mornings in whatever order they become known. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OfficeEvent } from '../../../server/engine/recorded-event.ts';
import type { OfficeHarness } from '../../support/office-harness.ts';
import { FINGER, morningOffice, press } from '../../support/morning-office.ts';
import { asked, decided, half, leaveOf, returned, withdrawn } from './leave-facts.ts';
import { MONDAY, TUESDAY, WEDNESDAY } from './leave-office.ts';

const DATES = [MONDAY, TUESDAY, WEDNESDAY];
const LAST = `${WEDNESDAY}T20:00:00`;

interface Fact {
  /** Not known before. */
  readonly fromMs: number;
  readonly run: (office: OfficeHarness) => void;
}
/** Minutes after the fact at which it becomes known. */
type Delayed = readonly [Fact, number];

/** The mornings and the leaves as they stand at the end, however long each fact took to arrive. */
function live(delayed: readonly Delayed[]): unknown {
  const office = morningOffice();
  const lastMs = office.time.instantOf(WEDNESDAY, '19:00');
  const beats = DATES.flatMap((date) =>
    ['07:50:05', '08:00:05', '08:00:20', '12:30:00'].map((time) => ({
      atMs: office.time.instantOf(date, time),
      run: () => office.proven(FINGER),
    })),
  );
  const errands = delayed.map(([{ fromMs, run }, minutes]) => ({
    atMs: Math.min(fromMs + minutes * 60_000, lastMs),
    run: () => run(office),
  }));
  for (const { atMs, run } of [...beats, ...errands].toSorted((a, b) => a.atMs - b.atMs)) {
    office.advance(Math.max(0, atMs - office.nowMs));
    run();
  }
  office.advanceTo(LAST);
  expect(office.rebuilt()).toEqual(office.states);
  return {
    mornings: office.registers.all(
      'SELECT office_date, verdict, at_ms FROM attendance_day WHERE person_id = ? ORDER BY office_date',
      'p-finger',
    ),
    leaves: office.registers.all(
      `SELECT leave_id, stage, back_date, back_half FROM leave_record WHERE stage <> 'withdrawn' ORDER BY leave_id`,
    ),
  };
}

const HALVES = DATES.flatMap((date) => [`${date} am`, `${date} pm`]);
const startMs = morningOffice().nowMs;
const minute = fc.integer({ min: 0, max: 3 * 24 * 60 - 360 });

/** A leave with what was decided of it: asked first, the rest in any order. */
const leaveFacts = fc
  .record({
    from: fc.integer({ min: 0, max: 5 }),
    length: fc.integer({ min: 0, max: 5 }),
    kind: fc.constantFrom('sick' as const, 'away' as const),
    outcome: fc.constantFrom('granted' as const, 'refused' as const, 'undecided' as const),
    isWithdrawn: fc.boolean(),
    backAfter: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  })
  .map(({ from, length, kind, outcome, isWithdrawn, backAfter }) => (leaveId: string) => {
    const [first = '', last = ''] = [HALVES[from], HALVES[Math.min(5, from + length)]];
    const leave = leaveOf('p-finger', kind, [first, last], leaveId);
    const back = backAfter === undefined ? undefined : HALVES[from + backAfter];
    const rest: readonly OfficeEvent[] = [
      ...(outcome === 'undecided' ? [] : [decided(leave, outcome === 'granted')]),
      ...(isWithdrawn ? [withdrawn(leave)] : []),
      ...(outcome === 'granted' && back !== undefined ? [returned(leave, half(back))] : []),
    ];
    return { first: asked(leave), rest };
  });

describe('KQ-1: mornings are a function of facts', () => {
  it('KQ-1: whatever the order of badge, leave, decision, withdrawal, return and edges, the mornings are the same', () => {
    fc.assert(
      fc.property(
        fc.array(leaveFacts, { minLength: 1, maxLength: 2 }),
        fc.array(minute, { maxLength: 4 }),
        fc.array(minute, { minLength: 12, maxLength: 12 }),
        (leaves, badgeMinutes, delays) => {
          const facts: Fact[] = [];
          const askings: Fact[] = [];
          leaves.forEach((make, index) => {
            const { first, rest } = make(`leave-${index}`);
            askings.push({ fromMs: startMs + 60_000, run: (office) => void office.record(first) });
            for (const event of rest)
              facts.push({ fromMs: startMs + 120_000, run: (office) => void office.record(event) });
          });
          for (const at of new Set(badgeMinutes)) {
            const atMs = startMs + at * 60_000;
            facts.push({ fromMs: atMs, run: (office) => press(office, 'p-finger', atMs) });
          }
          const asking: Delayed[] = askings.map((fact) => [fact, 0]);
          const prompt = live([...asking, ...facts.map((fact): Delayed => [fact, 0])]);
          const late = live([...asking, ...facts.map((fact, at): Delayed => [fact, delays[at] ?? 0])]);
          expect(late).toEqual(prompt);
        },
      ),
      { numRuns: 40, seed: 20_261_123 },
    );
  }, 60_000);

  it('KQ-1: a fact told a second time changes no morning', () => {
    const office = morningOffice();
    const leave = leaveOf('p-finger', 'sick', [`${MONDAY} am`, `${MONDAY} pm`]);
    office.advanceTo('08:00:10');
    office.proven(FINGER);
    office.record(asked(leave), decided(leave, true));
    const judged = (): number => office.events.filter(({ type }) => type.startsWith('attendance.')).length;
    const before = judged();
    office.record(decided(leave, true));
    expect(judged()).toBe(before);
  });
});
