/** KQ-1: who decides leave, many at once, by delegation, and from the wrong side. */
import { describe, expect, it } from 'vitest';
import { advanceAlive, morningOffice, verdict } from '../../support/morning-office.ts';
import type { OfficeHarness } from '../../support/office-harness.ts';
import { FRIDAY, MONDAY, TUESDAY, WEDNESDAY, ask, decide, recordOf, stepsOf } from './leave-office.ts';

const ALL_TUESDAY = [`${TUESDAY} am`, `${TUESDAY} pm`] as const;

function delegate(office: OfficeHarness, fromDate: string, untilDate: string): unknown {
  return office.ask('p-director', 'leave.delegate', {
    to: 'p-deputy',
    fromDate,
    untilDate,
    reason: '外出开会',
  });
}

describe('KQ-1: who decides', () => {
  it('KQ-1: the director decides for staff; clerk, deputy and section head do not', () => {
    const office = morningOffice();
    const leaveId = ask(office, 'p-card', ALL_TUESDAY);
    for (const by of ['p-clerk', 'p-deputy', 'p-head', 'p-chief', 'p-both'])
      expect(
        office.refusal(() => decide(office, by, leaveId)),
        by,
      ).toBe('LEAVE_DIRECTORS_DECISION');
    decide(office, 'p-director', leaveId);
    expect(recordOf(office, leaveId)).toMatchObject({ stage: 'granted', decided_by: 'p-director' });
    expect(office.refusal(() => decide(office, 'p-director', leaveId, false))).toBe('LEAVE_NOT_WAITING');
    expect(recordOf(office, leaveId)['stage']).toBe('granted');
  });

  it("KQ-1: nobody decides for oneself; the director's and deputies' are a city leader's, entered with the name", () => {
    const office = morningOffice();
    const own = ask(office, 'p-director', ALL_TUESDAY);
    const deputys = ask(office, 'p-deputy', ALL_TUESDAY);
    const chiefs = ask(office, 'p-chief', ALL_TUESDAY);
    expect(office.refusal(() => decide(office, 'p-director', own))).toBe('LEAVE_OWN');
    expect(office.refusal(() => decide(office, 'p-chief', chiefs, true, { leaderName: '梁市长' }))).toBe(
      'LEAVE_OWN',
    );
    expect(office.refusal(() => decide(office, 'p-director', deputys))).toBe('LEAVE_LEADERS_DECISION');
    expect(office.refusal(() => decide(office, 'p-chief', own))).toBe('LEAVE_LEADERS_DECISION');
    decide(office, 'p-chief', own, true, { leaderName: '梁市长' });
    expect(recordOf(office, own)).toMatchObject({ stage: 'granted', leader_name: '梁市长' });
    decide(office, 'p-director', chiefs);
    expect(recordOf(office, chiefs)['stage']).toBe('granted');
  });

  it('KQ-1: many in one request, each its own line; what is refused is named and nothing is lost', () => {
    const office = morningOffice();
    const [one, two, own, three] = ['p-finger', 'p-card', 'p-director', 'p-both'].map((personId) =>
      ask(office, personId, ALL_TUESDAY),
    );
    const decisions = [one, two, own, 'leave-none', three, one].map((leaveId, at) => ({
      leaveId,
      granted: at !== 1,
      remark: at === 1 ? '当日有会议' : '',
    }));
    const answer = office.ask('p-director', 'leave.decide', { decisions });
    expect(answer).toMatchObject({
      decided: [one, two, three],
      refused: [
        { id: own, code: 'LEAVE_OWN' },
        { id: 'leave-none', code: 'LEAVE_UNKNOWN' },
        { id: one, code: 'LEAVE_NOT_WAITING' },
      ],
    });
    expect(recordOf(office, two ?? '')).toMatchObject({ stage: 'refused', remark: '当日有会议' });
    expect(recordOf(office, own ?? '')['stage']).toBe('undecided');
    expect(stepsOf(office, one ?? '')).toEqual(['asked', 'decided']);
  });
});

describe('KQ-1: 委托代行', () => {
  it('KQ-1: from its first to its last day, to the second', () => {
    const office = morningOffice();
    delegate(office, TUESDAY, WEDNESDAY);
    const [one, two, three] = ['p-finger', 'p-card', 'p-both'].map((personId) =>
      ask(office, personId, [`${FRIDAY} am`, `${FRIDAY} pm`]),
    );
    office.advanceTo('23:59:59.999');
    const early = office.refusal(() => decide(office, 'p-deputy', one ?? ''));
    expect(early).toBe('LEAVE_DIRECTORS_DECISION');
    office.advanceTo(`${TUESDAY}T00:00:00`);
    decide(office, 'p-deputy', one ?? '');
    office.advanceTo(`${WEDNESDAY}T23:59:59.999`);
    decide(office, 'p-deputy', two ?? '');
    office.advanceTo('2026-11-26T00:00:00');
    const expired = office.refusal(() => decide(office, 'p-deputy', three ?? ''));
    expect(expired).toBe('LEAVE_DIRECTORS_DECISION');
    expect(recordOf(office, one ?? '')).toMatchObject({
      decided_by: 'p-deputy',
      delegation_id: 'delegation-1',
    });
  });

  it("KQ-1: a delegate decides neither their own nor the director's", () => {
    const office = morningOffice();
    delegate(office, MONDAY, FRIDAY);
    const own = ask(office, 'p-deputy', ALL_TUESDAY);
    const directors = ask(office, 'p-director', ALL_TUESDAY);
    expect(office.refusal(() => decide(office, 'p-deputy', own))).toBe('LEAVE_OWN');
    expect(office.refusal(() => decide(office, 'p-deputy', directors))).toBe('LEAVE_LEADERS_DECISION');
    const named = office.refusal(() => decide(office, 'p-deputy', directors, true, { leaderName: '梁市长' }));
    expect(named).toBe('LEAVE_LEADERS_DECISION');
  });

  it('KQ-1: ended, or given to who is no deputy any more, it counts for nothing', () => {
    const office = morningOffice();
    const invalid = (to: string, from: string, until: string): string | undefined =>
      office.refusal(() =>
        office.ask('p-director', 'leave.delegate', { to, fromDate: from, untilDate: until, reason: '' }),
      );
    expect(invalid('p-clerk', MONDAY, FRIDAY)).toBe('LEAVE_DELEGATE_INVALID');
    expect(invalid('p-deputy', FRIDAY, MONDAY)).toBe('LEAVE_DELEGATE_INVALID');
    expect(invalid('p-deputy', '2026-11-19', '2026-11-20')).toBe('LEAVE_DELEGATE_INVALID');
    delegate(office, MONDAY, FRIDAY);
    const leaveId = ask(office, 'p-finger', ALL_TUESDAY);
    office.ask('p-director', 'leave.end-delegation', { delegationId: 'delegation-1' });
    expect(office.refusal(() => decide(office, 'p-deputy', leaveId))).toBe('LEAVE_DIRECTORS_DECISION');
    const twice = office.refusal(() =>
      office.ask('p-director', 'leave.end-delegation', { delegationId: 'delegation-1' }),
    );
    expect(twice).toBe('LEAVE_DELEGATION_UNKNOWN');
    expect(office.rebuilt()).toEqual(office.states);
  });
});

describe('KQ-1: 撤回', () => {
  it('KQ-1: by who asked or takes it, undecided at any time, granted until it begins', () => {
    const office = morningOffice();
    const withdraw = (by: string, leaveId: string): string | undefined =>
      office.refusal(() => office.ask(by, 'leave.withdraw', { leaveId, reason: '' }));
    const undecided = ask(office, 'p-finger', [`${MONDAY} am`, `${MONDAY} pm`]);
    const granted = ask(office, 'p-both', ALL_TUESDAY);
    const begun = ask(office, 'p-card', ALL_TUESDAY);
    decide(office, 'p-director', granted);
    decide(office, 'p-director', begun);
    expect(withdraw('p-clerk', granted)).toBe('LEAVE_NOT_ASKED_BY_YOU');
    advanceAlive(office, '08:00:30');
    expect(verdict(office, 'p-finger')).toBe('open');
    expect(withdraw('p-finger', undecided)).toBeUndefined();
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
    expect(withdraw('p-finger', undecided)).toBe('LEAVE_NOT_WAITING');
    office.advanceTo(`${TUESDAY}T07:49:59.999`);
    expect(withdraw('p-both', granted)).toBeUndefined();
    office.advanceTo('07:50:00');
    expect(withdraw('p-card', begun)).toBe('LEAVE_BEGUN');
    expect(office.refusal(() => decide(office, 'p-director', undecided))).toBe('LEAVE_NOT_WAITING');
  });
});
