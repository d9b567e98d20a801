/** The duty desk's day turns at every midnight, also where the clock was set over one, and nothing is forgotten by it. */
import { describe, expect, it } from 'vitest';
import { DUTY_SCREEN } from '../../../server/duty/screen.ts';
import type { DutyState } from '../../../server/duty/state.ts';
import { as, DUTY_DESK, openOffice, swipe } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { Line } from './line.ts';

const TUESDAY = '2026-11-24';
const YEAR_MS = 365 * 86_400_000;

/** Monday, a minute before midnight, with a missed call of that evening and a roster for the next. */
function eve(): { office: RulesOffice; line: Line } {
  const office = openOffice();
  const rows = [{ officeDate: TUESDAY, shiftId: 'night', leaderId: 'p-deputy', officerIds: ['p-night'] }];
  office.request(as('p-director'), 'duty.publish-roster', { rows });
  office.passUntil('21:00:00');
  const line = new Line(office);
  line.seen();
  line.ringTimes(3);
  line.giveUp();
  office.passUntil('23:59:00');
  return { office, line };
}

function step(office: RulesOffice, stepMs: number): void {
  const fromMs = office.clock.epochMs();
  office.clock.stepWall(stepMs);
  office.record({ type: 'system.clock-stepped', data: { fromMs, toMs: fromMs + stepMs, stepMs } });
}

/** Whether the whole screen is read again for what `act` leads to. */
function turns(office: RulesOffice, act: () => void): boolean {
  const before = office.events.length;
  act();
  const viewing = { context: office.context(), principal: DUTY_DESK, stationId: 'duty-1' };
  return DUTY_SCREEN.touched(stateOf(office), office.events.slice(before), viewing) === 'all';
}

function stateOf(office: RulesOffice): DutyState {
  const state = office.memory.stateOf('duty');
  if (!isDuty(state)) throw new TypeError('no duty state');
  return state;
}
const isDuty = (state: object): state is DutyState => 'calls' in state && 'roster' in state;
const keysShown = (office: RulesOffice, prefix: string): number =>
  Object.keys(office.screen('duty', DUTY_DESK, 'duty-1')).filter((key) => key.startsWith(prefix)).length;
const callsShown = (office: RulesOffice): number => keysShown(office, 'call/');

describe('ZB-1 midnight', () => {
  it('ZB-1 turns the day, and the calls of the day before are shown no longer', () => {
    const { office } = eve();
    expect(callsShown(office)).toBe(1);
    expect(turns(office, () => office.pass(60_000))).toBe(true);
    expect(callsShown(office)).toBe(0);
  });

  it('ZB-1 shows a visit and a logged call of the day before no longer, as 今日来访 says', () => {
    const { office, line } = eve();
    swipe(office, 'p-night', 'duty-1', 'duty-card');
    office.request(DUTY_DESK, 'duty.sign-on', { personId: 'p-night' });
    office.request(DUTY_DESK, 'duty.log-visit', { from: '石横镇政府 李某', matter: '联系工作' });
    office.request(DUTY_DESK, 'duty.log-call', { callId: line.callId, matter: '询问会期' });
    expect(keysShown(office, 'log/')).toBe(2);
    office.pass(60_000);
    expect(keysShown(office, 'log/')).toBe(0);
  });

  it('ZB-1 turns it again after a step back over it, each time', () => {
    const { office } = eve();
    for (let times = 0; times < 2; times += 1) {
      expect(turns(office, () => office.pass(61_000))).toBe(true);
      expect(callsShown(office)).toBe(0);
      expect(turns(office, () => step(office, -61_000))).toBe(true);
      expect(callsShown(office)).toBe(1);
    }
    expect(turns(office, () => office.pass(60_000))).toBe(true);
  });

  it('ZB-2 forgets neither roster nor calls for a clock that was a year ahead for a while', () => {
    const { office } = eve();
    step(office, YEAR_MS);
    office.pass(2_000);
    step(office, -YEAR_MS - 2_000);
    expect(callsShown(office)).toBe(1);
    expect(office.context().duty.tonight(TUESDAY)).toMatchObject({ officerIds: ['p-night'] });
    expect(turns(office, () => office.pass(60_000))).toBe(true);
    expect(office.context().duty.tonight(TUESDAY)).toMatchObject({ officerIds: ['p-night'] });
  });

  it('ZB-1 forgets old calls in the end, and a rebuild forgets the same', () => {
    const { office } = eve();
    office.pass(4 * 86_400_000);
    expect(Object.keys(stateOf(office).calls)).toEqual([]);
    expect(office.rebuilt().get('duty')).toEqual(stateOf(office));
  });
});
