/** Deadlines that fire once for ever, clock steps, a start behind the journal, a loop that lags. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../server/access/principal.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { SmallOffice } from '../../support/small-office.ts';

const EDGE_MS = Date.UTC(2026, 10, 22, 23, 50);
const BEFORE_MS = Date.UTC(2026, 10, 22, 23, 45);

const DIRECTOR: Principal = { kind: 'person', personId: 'p-1', roles: ['director'], sessionId: 's' };
const CONFIRM = { type: 'system.confirm-clock', body: {} };

let small: SmallOffice;
beforeEach(() => {
  small = new SmallOffice(new ManualClock(BEFORE_MS));
});
afterEach(() => small.remove());

/** Lets time pass in steps of a second, each with a turn of the loop. */
function pass(ms: number): void {
  for (let left = ms; left > 0; left -= 1_000) {
    small.clock.advance(Math.min(1_000, left));
    small.turn();
  }
}

const passedKeys = (): readonly string[] =>
  small.lines().flatMap((event) => (event.type === 'system.deadline-passed' ? [event.data.key] : []));

describe('deadlines', () => {
  it('fires at the very millisecond, not before', async () => {
    small.open();
    await small.ask('test.wait', `edge@${EDGE_MS}`);
    pass(EDGE_MS - BEFORE_MS - 1);
    expect(passedKeys()).toEqual([]);
    pass(1);
    expect(passedKeys()).toEqual(['edge']);
    expect(small.lines().at(-1)).toMatchObject({ recordedAtMs: EDGE_MS, data: { dueAtMs: EDGE_MS } });
  });

  it('fires in the order of their times, whatever the order in which they were set', async () => {
    small.open();
    await Promise.all([
      small.ask('test.wait', `b@${EDGE_MS + 1}`),
      small.ask('test.wait', `c@${EDGE_MS + 1}`),
      small.ask('test.wait', `a@${EDGE_MS}`),
    ]);
    pass(400_000);
    expect(passedKeys()).toEqual(['a', 'b', 'c']);
  });

  it('fires once, although the module goes on listing it', async () => {
    small.open();
    await small.ask('test.wait', `edge@${EDGE_MS}`);
    pass(1_000_000);
    expect(passedKeys()).toEqual(['edge']);
  });

  it('fires late after a restart over the edge, and not again after another', async () => {
    small.open();
    await small.ask('test.wait', `edge@${EDGE_MS}`);
    await small.office.close('test');
    small.clock.advance(3_600_000);
    small.open();
    pass(1_000);
    expect(passedKeys()).toEqual(['edge']);
    await small.restart();
    pass(2_000);
    expect(passedKeys()).toEqual(['edge']);
  });

  it('is tried again once a minute while a module throws at it, and no oftener', async () => {
    small.open();
    await small.ask('test.wait', `edge@${EDGE_MS}`);
    small.probe.deadlineThrows = true;
    const defects = (): number => small.troubles.filter(({ kind }) => kind === 'defect').length;
    pass(EDGE_MS - BEFORE_MS + 59_000);
    expect(defects()).toBe(1);
    pass(70_000);
    expect(defects()).toBe(3);
    small.probe.deadlineThrows = false;
    pass(62_000);
    expect(passedKeys()).toEqual(['edge']);
    expect(defects()).toBe(3);
  });

  it('fires although another module throws when asked for its own, which is told once a minute', async () => {
    small.probe.deadlinesThrow = true;
    small.open();
    await small.ask('test.wait', `edge@${EDGE_MS}`);
    pass(EDGE_MS - BEFORE_MS + 1_000);
    expect(passedKeys()).toEqual(['edge']);
    const minutes = Math.ceil((EDGE_MS - BEFORE_MS + 1_000) / 60_000);
    const told = small.troubles.map(({ what }) => what);
    expect(told).toContain('the deadlines of people could not be told');
    expect(told.length).toBeLessThanOrEqual(minutes + 1);
  });

  it('is not unfired by a step back', async () => {
    small.open();
    await small.ask('test.wait', `edge@${EDGE_MS}`);
    pass(301_000);
    expect(passedKeys()).toEqual(['edge']);
    small.clock.stepWall(-3_600_000);
    pass(7_200_000);
    expect(passedKeys()).toEqual(['edge']);
  });

  it('comes at its wall time after a step forward and after a step back', async () => {
    small.open();
    await small.ask('test.wait', `first@${EDGE_MS}`);
    small.clock.stepWall(200_000);
    pass(100_000);
    expect(passedKeys()).toEqual(['first']);
    const laterMs = small.clock.epochMs() + 60_000;
    await small.ask('test.wait', `second@${laterMs}`);
    small.clock.stepWall(-30_000);
    pass(61_000);
    expect(passedKeys()).toEqual(['first']);
    pass(30_000);
    expect(passedKeys()).toEqual(['first', 'second']);
  });

  it('a step over the edge fires it within a second', async () => {
    small.open();
    await small.ask('test.wait', `edge@${EDGE_MS}`);
    small.clock.stepWall(600_000);
    pass(1_000);
    expect(passedKeys()).toEqual(['edge']);
    expect(small.types().slice(-2)).toEqual(['system.clock-stepped', 'system.deadline-passed']);
  });

  it('runs at the speed of a demo clock', async () => {
    const base = small.clock;
    const clock = {
      monotonicMs: () => base.monotonicMs(),
      epochMs: () => BEFORE_MS + base.monotonicMs() * 60,
      setTimer: (delayMs: number, action: () => void) => base.setTimer(delayMs, action),
    };
    small.open({ clock, wallRate: 60, demoClock: true });
    await small.ask('test.wait', `edge@${EDGE_MS}`);
    pass(5_000);
    expect(passedKeys()).toEqual(['edge']);
    expect(small.types()).not.toContain('system.clock-stepped');
  });
});

describe('the clock', () => {
  it('journals a step of more than a second, before what arrives after it', async () => {
    small.open();
    small.clock.stepWall(1_001);
    await small.ask('test.note', 'after');
    const [, step, note] = small.lines();
    expect(note).toMatchObject({ type: 'people.sign-in-refused' });
    expect(step).toMatchObject({ data: { fromMs: BEFORE_MS, toMs: BEFORE_MS + 1_001, stepMs: 1_001 } });
  });

  it.each([1_000, -1_000, 999, 0])('does not call %i ms a step', (ms) => {
    small.open();
    small.clock.stepWall(ms);
    pass(5_000);
    expect(small.types()).toEqual(['system.started']);
  });

  it('a step back is a step', () => {
    small.open();
    small.clock.stepWall(-1_001);
    pass(1_000);
    expect(small.lines().at(-1)).toMatchObject({ type: 'system.clock-stepped', data: { stepMs: -1_001 } });
  });

  it('slow correction over hours is no step', () => {
    small.open();
    for (let minute = 0; minute < 240; minute += 1) {
      small.clock.stepWall(30);
      small.clock.advance(60_000);
      small.turn();
    }
    expect(small.types()).not.toContain('system.clock-stepped');
  });

  it('a host that stood still has not stepped', () => {
    small.open();
    small.clock.stall(30_000);
    small.turn();
    pass(2_000);
    expect(small.types()).not.toContain('system.clock-stepped');
  });

  it('a start behind the journal judges nobody until a person confirms the time', async () => {
    small.open();
    await small.ask('test.wait', `edge@${EDGE_MS - 3_600_000 + 60_000}`);
    await small.office.close('test');
    small.clock.stepWall(-3_600_000);
    small.open();
    expect(small.office.clockHealth()).toMatchObject({ believed: false });
    expect(small.office.context().mayAct).toBe(false);
    pass(400_000);
    expect(passedKeys()).toEqual([]);
    const asked = small.office.request(DIRECTOR, CONFIRM);
    small.turn();
    await asked;
    expect(small.office.clockHealth()).toEqual({ believed: true, reason: undefined });
    expect(small.office.context().mayAct).toBe(true);
    pass(1_000);
    expect(passedKeys()).toEqual(['edge']);
  });

  it('goes on being doubted after another restart, even if the clock has been set right', async () => {
    small.open();
    await small.office.close('test');
    small.clock.stepWall(-60_000);
    small.open();
    small.clock.stepWall(120_000);
    await small.restart();
    expect(small.office.clockHealth().believed).toBe(false);
  });

  it.each([0, -999, -1_000])('a start %i ms behind the last line is believed', async (ms) => {
    small.open();
    await small.office.close('test');
    small.clock.stepWall(ms);
    small.open();
    expect(small.office.clockHealth().believed).toBe(true);
  });

  it('has nothing to confirm where it is believed', async () => {
    small.open();
    const asked = small.office.request(DIRECTOR, CONFIRM);
    small.turn();
    await expect(asked).rejects.toMatchObject({ code: 'CLOCK_NOT_IN_DOUBT' });
  });

  it('says from when on nothing was seen', async () => {
    small.open();
    small.clock.advance(5_000);
    await small.office.close('test');
    const stoppedMs = small.clock.epochMs();
    small.clock.advance(90_000);
    small.open();
    expect(small.lines().at(-1)).toMatchObject({
      type: 'system.started',
      data: { blindSinceMs: stoppedMs, clockBehindJournal: false },
    });
    expect(small.lines()[0]?.data).not.toHaveProperty('blindSinceMs');
  });
});

describe('the loop', () => {
  it('says when it was late by more than the budget, once for a bad stretch', () => {
    small.open();
    for (let times = 0; times < 5; times += 1) {
      small.clock.stall(600);
      small.clock.advance(250);
      small.turn();
    }
    const lags = small.lines().filter(({ type }) => type === 'system.loop-lagged');
    expect(lags).toHaveLength(1);
    expect(small.office.metrics().loopLagMsMax).toBeGreaterThan(200);
  });

  it('says nothing within the budget', () => {
    small.open();
    small.clock.stall(440);
    small.clock.advance(1_000);
    small.turn();
    expect(small.types()).toEqual(['system.started']);
  });
});
