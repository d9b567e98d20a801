/** Whatever contacts and releases do: only lawful changes of the lock, and never two pulses for one intent. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LockState } from '../../../devices/device-event.ts';
import { LockMachine, type Contact, type LockFact } from '../../../devices/seal-cabinet/lock-machine.ts';
import { PulseGuard } from '../../../devices/seal-cabinet/pulse-guard.ts';
import { moment } from '../moment.ts';

/** Drawn from the interpretation table, not from the machine. */
const LAWFUL: Readonly<Record<LockState, readonly LockState[]>> = {
  unknown: ['locked', 'unlocking', 'open', 'forced', 'did-not-relock'],
  locked: ['unlocking', 'forced', 'did-not-relock', 'unknown'],
  unlocking: ['open', 'forced', 'did-not-open', 'did-not-relock', 'unknown'],
  open: ['held', 'locked', 'did-not-relock', 'unknown'],
  held: ['locked', 'did-not-relock', 'unknown'],
  forced: ['locked', 'did-not-relock', 'unknown'],
  'did-not-open': ['locked', 'unlocking', 'open', 'forced', 'did-not-relock', 'unknown'],
  'did-not-relock': ['locked', 'unlocking', 'open', 'forced', 'unknown'],
};

const step = fc.record({
  act: fc.constantFrom('door', 'bolt', 'lose', 'pulse', 'wait'),
  closed: fc.boolean(),
  intent: fc.integer({ min: 1, max: 4 }),
  afterMs: fc.integer({ min: 10, max: 9000 }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

interface Pulse {
  readonly intentId: string;
  readonly atMs: number;
}

function play(steps: readonly Step[]): {
  readonly facts: readonly LockFact[];
  readonly pulses: readonly Pulse[];
} {
  const machine = new LockMachine({ releaseMs: 5000, openMs: 30_000 });
  const guard = new PulseGuard();
  const facts: LockFact[] = [];
  const pulses: Pulse[] = [];
  let nowMs = 0;
  let door: Contact = { closed: true, since: moment(0) };
  let bolt: Contact = { closed: true, since: moment(0) };
  for (const { act, closed, intent, afterMs } of steps) {
    const untilMs = nowMs + afterMs;
    const at = moment(nowMs);
    if (act === 'door' && door.closed !== closed) door = { closed, since: at };
    if (act === 'bolt' && bolt.closed !== closed) bolt = { closed, since: at };
    if (act === 'lose') facts.push(...machine.lost(at));
    if (act === 'pulse' && guard.claim(`i-${intent}`)) {
      const question = {
        expiresAtMs: nowMs,
        nowMs,
        pulseMs: 500,
        lock: machine.state,
        doorClosed: door.closed,
      };
      if (guard.admit(question) === undefined) {
        pulses.push({ intentId: `i-${intent}`, atMs: nowMs });
        facts.push(...machine.released(`i-${intent}`, at));
      }
    }
    for (; nowMs < untilMs; nowMs += 50) facts.push(...machine.see(door, bolt, moment(nowMs)));
  }
  return { facts, pulses };
}

describe('properties of the lock', () => {
  it('every change is lawful and follows the state before it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let state: LockState = 'unknown';
        for (const fact of play(steps).facts) {
          if (fact.kind === 'cabinet-fault') continue;
          expect(fact.previous).toBe(state);
          expect(LAWFUL[fact.previous]).toContain(fact.lock);
          state = fact.lock;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('YX-Y1: no intent is pulsed twice, and pulses keep their distance', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { pulses } = play(steps);
        expect(new Set(pulses.map(({ intentId }) => intentId)).size).toBe(pulses.length);
        pulses.forEach((pulse, at) => {
          const before = pulses[at - 1];
          if (before !== undefined) expect(pulse.atMs - before.atMs).toBeGreaterThanOrEqual(3000);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('YX-Y1: an open lock has an intent, was open already when first seen, or is forced', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let openAtStart = false;
        for (const fact of play(steps).facts) {
          if (fact.kind === 'cabinet-fault' || fact.lock !== 'open') continue;
          if (fact.intentId === undefined) {
            openAtStart = openAtStart || fact.previous === 'unknown';
            expect(openAtStart).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** One use of the cabinet as it happens, and how it is looked at: pauses between readings, and losses of sight. */
const opening = fc.record({
  openMs: fc.integer({ min: 150, max: 5000 }),
  usedMs: fc.integer({ min: 200, max: 60_000 }),
  looks: fc.array(
    fc.record({
      pauseMs: fc.integer({ min: 10, max: 1400 }),
      /** Sight is lost after this reading, for so long. */
      lostMs: fc.option(fc.integer({ min: 10, max: 20_000 }), { nil: undefined, freq: 6 }),
    }),
    { minLength: 1, maxLength: 60 },
  ),
});
type Opening = typeof opening extends fc.Arbitrary<infer Value> ? Value : never;

const BOLT_MS = 100;

/** Facts of one opening, released or not, of a cabinet seen locked at the beginning; contacts as first seen. */
function watch({ openMs, usedMs, looks }: Opening, released: boolean): readonly LockFact[] {
  const machine = new LockMachine({ releaseMs: 5000, openMs: 30_000 });
  const closedMs = openMs + usedMs;
  let door: Contact = { closed: true, since: moment(-1000) };
  let bolt: Contact = { closed: true, since: moment(-1000) };
  machine.see(door, bolt, moment(-1000));
  const facts = released ? [...machine.released('i-1', moment(0))] : [];
  let nowMs = 0;
  const look = (): void => {
    const doorClosed = nowMs < openMs || nowMs >= closedMs;
    const boltOut = nowMs < BOLT_MS || nowMs >= closedMs + BOLT_MS;
    if (door.closed !== doorClosed) door = { closed: doorClosed, since: moment(nowMs) };
    if (bolt.closed !== boltOut) bolt = { closed: boltOut, since: moment(nowMs) };
    facts.push(...machine.see(door, bolt, moment(nowMs)));
  };
  for (let turn = 0; nowMs <= closedMs + 15_000; turn += 1) {
    const { pauseMs, lostMs } = looks[turn % looks.length] ?? { pauseMs: 10, lostMs: undefined };
    look();
    if (lostMs !== undefined) {
      facts.push(...machine.lost(moment(nowMs)));
      nowMs += lostMs;
      // What is seen first after a loss stands so since then.
      door = { closed: !(nowMs < openMs || nowMs >= closedMs), since: moment(nowMs) };
      bolt = { closed: !(nowMs < BOLT_MS || nowMs >= closedMs + BOLT_MS), since: moment(nowMs) };
    } else nowMs += pauseMs;
  }
  look();
  return facts;
}

function locksOf(facts: readonly LockFact[]): readonly LockState[] {
  return facts.flatMap((fact) => (fact.kind === 'lock-changed' ? [fact.lock] : []));
}

describe('properties of an opening, however it is looked at', () => {
  it('YX-Y1: an opening by release is never forced, whatever was not seen of it', () => {
    fc.assert(
      fc.property(opening, (use) => {
        const locks = locksOf(watch(use, true));
        expect(locks).not.toContain('forced');
        expect(locks.at(-1)).toBe('locked');
      }),
      { numRuns: 1000 },
    );
  });

  it('YX-Y1: an opening without a release is forced, or was never seen open', () => {
    fc.assert(
      fc.property(opening, (use) => {
        const locks = locksOf(watch(use, false));
        expect(locks).not.toContain('open');
        expect(locks).not.toContain('held');
      }),
      { numRuns: 1000 },
    );
  });
});
