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
