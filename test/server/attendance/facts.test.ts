/** The verdict is a function of facts and rule: the order in which facts become known plays no part. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OfficeHarness } from '../../support/office-harness.ts';
import { FINGER, morningOffice, press, swipe } from '../../support/morning-office.ts';

interface Contact {
  readonly personId: 'p-finger' | 'p-card' | 'p-both';
  readonly by: 'finger' | 'card';
  /** Seconds after 07:45. */
  readonly second: number;
}

const contact: fc.Arbitrary<Contact> = fc
  .record({
    personId: fc.constantFrom('p-finger' as const, 'p-card' as const, 'p-both' as const),
    by: fc.constantFrom('finger' as const, 'card' as const),
    second: fc.integer({ min: 0, max: 1200 }),
  })
  .map((one) => ({
    ...one,
    by: one.personId === 'p-finger' ? 'finger' : one.personId === 'p-card' ? 'card' : one.by,
  }));

/** What stands at 08:30: verdict and the moment of contact, by person. */
function standing(office: OfficeHarness): unknown {
  return office.registers.all(
    'SELECT person_id, verdict, at_ms FROM attendance_day WHERE person_id IN (?, ?, ?) ORDER BY person_id',
    'p-both',
    'p-card',
    'p-finger',
  );
}

/** The readers' beats go on; each contact becomes known `delay` seconds after it happened. */
function live(contacts: readonly (Contact & { readonly delay: number })[]): unknown {
  const office = morningOffice();
  const startMs = office.time.instantOf(office.officeDate, '07:45');
  const arrivals = contacts.toSorted((a, b) => a.second + a.delay - (b.second + b.delay));
  const beats = Array.from({ length: 270 }, (_, index) => ({
    atMs: startMs + index * 10_000 + 5000,
    run: () => office.proven(FINGER),
  }));
  const errands = arrivals.map(({ personId, by, second, delay }) => ({
    atMs: startMs + (second + delay) * 1000,
    run: () => (by === 'finger' ? press : swipe)(office, personId, startMs + second * 1000),
  }));
  for (const { atMs, run } of [...beats, ...errands].toSorted((a, b) => a.atMs - b.atMs)) {
    office.advance(atMs - office.nowMs);
    run();
  }
  office.advanceTo('08:30:00');
  // Somebody else's card, so that the silent card reader is known to have lived in every case.
  swipe(office, 'p-clerk');
  return standing(office);
}

describe('KQ-2: the verdict is a function of facts', () => {
  it('KQ-2: whatever the order of arrival, verdict and moment are the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(contact, fc.integer({ min: 0, max: 1200 })), { maxLength: 6 }),
        (drawn) => {
          const unique = drawn.filter(
            ([one], index) => drawn.findIndex(([other]) => other.second === one.second) === index,
          );
          const prompt = live(unique.map(([one]) => ({ ...one, delay: 0 })));
          const delayed = live(unique.map(([one, delay]) => ({ ...one, delay })));
          expect(delayed).toEqual(prompt);
        },
      ),
      { numRuns: 25, seed: 20_261_123 },
    );
  }, 60_000);

  it('states built anew from the journal are the living ones', () => {
    const office = morningOffice();
    office.advanceTo('07:40:00');
    press(office, 'p-finger');
    office.advanceTo('07:55:00');
    swipe(office, 'p-card');
    office.advanceTo('2026-11-27T09:00:00');
    const rebuilt = office.rebuilt();
    for (const [name, state] of office.states) expect(rebuilt.get(name), name).toEqual(state);
  });
});
