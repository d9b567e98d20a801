/** KQ-1: long postings, a sign-in time of one's own and exemptions, with dates, by two people. */
import { describe, expect, it } from 'vitest';
import type { OfficeHarness } from '../../support/office-harness.ts';
import {
  ENTRANCE,
  FINGER,
  advanceAlive,
  morningOffice,
  press,
  verdict,
} from '../../support/morning-office.ts';
import { MONDAY, TUESDAY, WEDNESDAY } from './leave-office.ts';

function propose(office: OfficeHarness, by: string, body: object): string {
  const answer = office.ask(by, 'leave.propose-arrangement', { reason: '组织安排', ...body });
  return String(Object(answer).arrangementId);
}

function arrange(office: OfficeHarness, body: object): string {
  const arrangementId = propose(office, 'p-clerk', body);
  office.ask('p-director', 'leave.confirm-arrangement', { arrangementId });
  return arrangementId;
}

const OWN_TIME = {
  personId: 'p-finger',
  kind: 'sign-in-time',
  signIn: { lateFrom: '08:50:00', absentFrom: '09:00:01' },
};

describe('KQ-1: arrangements take two people', () => {
  it('KQ-1: neither the proposer nor whom it concerns confirms it, and until then nothing has changed', () => {
    const office = morningOffice();
    const confirm = (by: string, arrangementId: string): string | undefined =>
      office.refusal(() => office.ask(by, 'leave.confirm-arrangement', { arrangementId }));
    const arrangementId = propose(office, 'p-clerk', {
      personId: 'p-deputy',
      kind: 'party-school',
      fromDate: MONDAY,
    });
    expect(confirm('p-clerk', arrangementId)).toBe('LEAVE_SECOND_PERSON');
    expect(confirm('p-deputy', arrangementId)).toBe('LEAVE_SECOND_PERSON');
    expect(office.context().leave.coverOf('p-deputy', MONDAY, 'morning')).toBeUndefined();
    expect(confirm('p-director', arrangementId)).toBeUndefined();
    expect(office.context().leave.coverOf('p-deputy', MONDAY, 'morning')).toEqual({
      leaveId: arrangementId,
      kind: 'party-school',
      away: true,
      state: 'granted',
    });
    expect(confirm('p-director', arrangementId)).toBe('LEAVE_ARRANGEMENT_UNKNOWN');
  });

  it('KQ-1: dates and times must be sound, and two of a kind do not overlap', () => {
    const office = morningOffice();
    const refused = (body: object): string | undefined =>
      office.refusal(() => propose(office, 'p-clerk', { personId: 'p-finger', fromDate: MONDAY, ...body }));
    expect(refused({ kind: 'village', untilDate: '2026-11-20' })).toBe('LEAVE_ARRANGEMENT_INVALID');
    expect(refused({ kind: 'sign-in-time' })).toBe('LEAVE_ARRANGEMENT_INVALID');
    expect(refused({ kind: 'village', signIn: OWN_TIME.signIn })).toBe('LEAVE_ARRANGEMENT_INVALID');
    const reversed = { lateFrom: '09:00:00', absentFrom: '08:50:00' };
    expect(refused({ kind: 'sign-in-time', signIn: reversed })).toBe('LEAVE_ARRANGEMENT_INVALID');
    arrange(office, { personId: 'p-finger', kind: 'village', fromDate: MONDAY, untilDate: WEDNESDAY });
    expect(refused({ kind: 'village', fromDate: WEDNESDAY })).toBe('LEAVE_ARRANGEMENT_OVERLAPS');
    expect(refused({ kind: 'village', fromDate: '2026-11-26' })).toBeUndefined();
    expect(refused({ kind: 'exempt' })).toBeUndefined();
  });

  it('KQ-1: a proposal may be withdrawn, and who confirms sees it in the inbox', () => {
    const office = morningOffice();
    const director = office.screen('desk', undefined, office.person('p-director'));
    const clerk = office.screen('desk', undefined, office.person('p-clerk'));
    const arrangementId = propose(office, 'p-clerk', { ...OWN_TIME, fromDate: MONDAY });
    const key = `inbox/arrangement/${arrangementId}`;
    expect(director.document[key]).toMatchObject({
      title: '本人签到时间待确认：张伟',
      detail: `${MONDAY} 起，08:50:00 起为迟到；组织安排`,
      actions: ['leave.confirm-arrangement', 'leave.withdraw-arrangement'],
    });
    expect(clerk.document[key]).toMatchObject({ actions: ['leave.withdraw-arrangement'] });
    office.ask('p-clerk', 'leave.withdraw-arrangement', { arrangementId });
    expect(director.document[key]).toBeUndefined();
    expect(director.document).toEqual(director.full());
  });
});

describe('KQ-1: long postings', () => {
  it('KQ-1: 公出 from the first to the last day; changed by another, both stay in the register', () => {
    const office = morningOffice();
    const first = arrange(office, {
      personId: 'p-finger',
      kind: 'village',
      fromDate: MONDAY,
      untilDate: WEDNESDAY,
    });
    advanceAlive(office, '08:00:30');
    office.advanceTo(`${TUESDAY}T06:00:00`);
    advanceAlive(office, '08:00:30');
    expect(verdict(office, 'p-finger')).toBe('away-on-duty');
    const shorter = { personId: 'p-finger', kind: 'village', fromDate: MONDAY, untilDate: MONDAY };
    arrange(office, { ...shorter, replacesId: first });
    expect(verdict(office, 'p-finger', MONDAY)).toBe('away-on-duty');
    expect(verdict(office, 'p-finger', TUESDAY)).toBe('not-signed-in');
    expect(office.view('leave.arrangements', {}, office.person('p-clerk'))).toMatchObject({
      arrangements: [
        { stage: 'replaced' },
        { stage: 'confirmed', untilDate: MONDAY, settledByName: '周海涛' },
      ],
    });
    expect(office.rebuilt()).toEqual(office.states);
  });
});

describe('KQ-1: an exemption with dates', () => {
  it('KQ-1: is not expected on those days, and on the day after again', () => {
    const office = morningOffice();
    const exempt = { personId: 'p-finger', kind: 'exempt', fromDate: MONDAY, untilDate: MONDAY };
    advanceAlive(office, '08:00:30');
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
    const before = Object(office.screen('entrance', ENTRANCE).document['totals']).expected;
    arrange(office, exempt);
    expect(verdict(office, 'p-finger')).toBeUndefined();
    expect(office.screen('entrance', ENTRANCE).document['totals']).toMatchObject({ expected: before - 1 });
    office.advanceTo(`${TUESDAY}T06:00:00`);
    advanceAlive(office, '08:00:30');
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
    // An exemption from the morning excuses from nothing else.
    expect(office.context().leave.coverOf('p-finger', MONDAY, 'morning')).toBeUndefined();
  });
});

describe("KQ-1: a sign-in time of one's own", () => {
  const cases = [
    ['08:49:59.999', 'on-time'],
    ['08:50:00', 'late'],
    ['09:00:00.999', 'late'],
    ['09:00:01', 'after-edge'],
  ] as const;
  for (const [moment, expected] of cases) {
    it(`KQ-1: a finger at ${moment} is ${expected}, and at 8:00:01 nothing is said of the person`, () => {
      const office = morningOffice();
      arrange(office, { ...OWN_TIME, fromDate: MONDAY });
      const screen = office.screen('entrance', ENTRANCE);
      advanceAlive(office, '08:00:30');
      press(office, 'p-both');
      expect(verdict(office, 'p-finger')).toBeUndefined();
      expect(verdict(office, 'p-head')).toBe('not-signed-in');
      expect(screen.document['row/p-finger']).toMatchObject({ state: 'not-yet' });
      advanceAlive(office, moment);
      press(office, 'p-finger');
      expect(verdict(office, 'p-finger')).toBe(expected);
      expect(office.rebuilt()).toEqual(office.states);
    });
  }

  it('KQ-1: not signed in by the own edge, once a reader has lived after it; 待核 where none has', () => {
    const office = morningOffice();
    arrange(office, { ...OWN_TIME, fromDate: MONDAY });
    advanceAlive(office, '09:00:00');
    office.advanceTo('09:00:01');
    expect(verdict(office, 'p-finger')).toBeUndefined();
    office.proven(FINGER);
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');

    const silent = morningOffice();
    arrange(silent, { ...OWN_TIME, fromDate: MONDAY });
    advanceAlive(silent, '09:00:00');
    silent.advanceTo('09:00:40');
    expect(verdict(silent, 'p-finger')).toBe('open');
    silent.proven(FINGER);
    expect(verdict(silent, 'p-finger')).toBe('not-signed-in');
  });

  it('KQ-1: confirmed afterwards the morning is judged again, and the why names the arrangement', () => {
    const office = morningOffice();
    advanceAlive(office, '08:30:00');
    press(office, 'p-finger');
    expect(verdict(office, 'p-finger')).toBe('after-edge');
    const arrangementId = arrange(office, { ...OWN_TIME, fromDate: MONDAY });
    expect(verdict(office, 'p-finger')).toBe('on-time');
    const day = JSON.stringify(office.view('attendance.day', { date: MONDAY }, office.person('p-clerk')));
    expect(day).toContain(`本人签到时间 08:50:00 起为迟到， ${MONDAY} 起（${arrangementId}），周海涛确认`);
  });

  it('KQ-1: leave is filed in time until the own late edge', () => {
    const office = morningOffice();
    arrange(office, { ...OWN_TIME, fromDate: MONDAY });
    office.advanceTo('08:49:59.999');
    const body = { kind: 'sick', reason: '发热', from: { date: MONDAY, half: 'morning' } };
    const until = { date: MONDAY, half: 'afternoon' };
    office.ask('p-finger', 'leave.ask', { ...body, until });
    expect(office.events.findLast(({ type }) => type === 'leave.asked')).toMatchObject({
      data: { isLate: false },
    });
  });
});
