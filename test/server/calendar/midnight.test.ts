/** The day turns on every screen at every midnight, also where the clock was set back over one. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Viewing } from '../../../server/engine/module.ts';
import { OFFICE_PARTS } from '../../../server/office.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { SmallOffice } from '../../support/small-office.ts';

/** A minute before midnight in Shanghai. */
const EVE_MS = Date.UTC(2026, 10, 23, 15, 59);
const DAY_MS = 86_400_000;

let small: SmallOffice;
let shown: unknown;
beforeEach(() => {
  small = new SmallOffice(new ManualClock(EVE_MS));
  small.open({ parts: OFFICE_PARTS });
  showDay();
  small.office.onCommitted((events) => {
    const touched = dayPart().touched(calendarState(), events, viewing());
    if (touched === 'all' || touched.includes('day')) showDay();
  });
});
afterEach(() => small.remove());

const calendarState = (): object => {
  const state = small.office.stateOf('calendar');
  if (typeof state !== 'object' || state === null) throw new TypeError('no state');
  return state;
};
const viewing = (): Viewing => ({
  context: small.office.context(),
  principal: { kind: 'nobody' },
  stationId: 'entrance-1',
});

function dayPart() {
  const part = OFFICE_PARTS.calendar.module.screens.find(({ owns }) => owns.includes('day'));
  if (part === undefined) throw new RangeError('nobody shows the day');
  return part;
}

/** What a screen keeps on showing until the key is touched again. */
function showDay(): void {
  shown = dayPart().read(calendarState(), 'day', viewing());
}

function pass(ms: number): void {
  for (let left = ms; left > 0; left -= 1_000) {
    small.clock.advance(Math.min(1_000, left));
    small.turn();
  }
}

describe('midnight', () => {
  it('turns the day', () => {
    pass(60_000);
    expect(shown).toMatchObject({ officeDate: '2026-11-24' });
  });

  it('turns it again after a step back over it, each time', () => {
    for (let times = 0; times < 2; times += 1) {
      pass(61_000);
      expect(shown).toMatchObject({ officeDate: '2026-11-24' });
      small.clock.stepWall(-61_000);
      pass(1_000);
      expect(shown).toMatchObject({ officeDate: '2026-11-23' });
    }
    pass(60_000);
    expect(shown).toMatchObject({ officeDate: '2026-11-24' });
  });

  it('turns it after a clock that was a year ahead for a moment has been set right', () => {
    small.clock.stepWall(365 * DAY_MS);
    pass(2_000);
    expect(shown).toMatchObject({ officeDate: '2027-11-23' });
    small.clock.stepWall(-365 * DAY_MS);
    pass(60_000);
    expect(shown).toMatchObject({ officeDate: '2026-11-24' });
  });

  it('turns it after a start behind the journal whose time was confirmed', async () => {
    pass(61_000);
    await small.office.close('test');
    small.clock.stepWall(-61_000);
    small.open({ parts: OFFICE_PARTS });
    const asked = small.office.request(
      { kind: 'person', personId: 'p-1', roles: ['director'], sessionId: 's' },
      { type: 'system.confirm-clock', body: {} },
    );
    small.turn();
    await asked;
    pass(62_000);
    const begun = small
      .lines()
      .flatMap((event) => (event.type === 'system.deadline-passed' ? [event.data.key] : []))
      .filter((key) => key.startsWith('calendar.day-begins/2026-11-24'));
    expect(begun).toHaveLength(2);
    expect(small.office.rebuildAndCompare().equal).toBe(true);
  });
});
