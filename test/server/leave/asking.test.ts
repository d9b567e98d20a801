/** KQ-1: asking for leave, for oneself and for others, in time, late and too late; what speaks against it is named. */
import { describe, expect, it } from 'vitest';
import { SERVICE } from '../../support/office-harness.ts';
import { advanceAlive, morningOffice, personRecord, press, verdict } from '../../support/morning-office.ts';
import { span } from './leave-facts.ts';
import { FRIDAY, MONDAY, TUESDAY, WEDNESDAY, ask, decide, enter, grant, recordOf } from './leave-office.ts';

describe('KQ-1: in time, late, too late', () => {
  it('KQ-1: a morning is late from the first late second on, an afternoon from noon', () => {
    for (const [moment, during, isLate] of [
      ['07:49:59.999', [`${MONDAY} am`, `${MONDAY} pm`], 0],
      ['07:50:00', [`${MONDAY} am`, `${MONDAY} pm`], 1],
      ['11:59:59.999', [`${MONDAY} pm`, `${MONDAY} pm`], 0],
      ['12:00:00', [`${MONDAY} pm`, `${MONDAY} pm`], 1],
    ] as const) {
      const office = morningOffice();
      office.advanceTo(moment);
      const leaveId = ask(office, 'p-finger', during);
      expect(recordOf(office, leaveId)['is_late'], moment).toBe(isLate);
    }
  });

  it('KQ-1: late filing until the last second of the second working day after, and refused from midnight on', () => {
    const office = morningOffice();
    office.advanceTo(`${WEDNESDAY}T23:59:59.999`);
    expect(recordOf(office, ask(office, 'p-finger', [`${MONDAY} am`, `${MONDAY} pm`]))['is_late']).toBe(1);
    office.advanceTo('2026-11-26T00:00:00');
    const tooLate = office.refusal(() => ask(office, 'p-both', [`${MONDAY} am`, `${MONDAY} pm`]));
    expect(tooLate).toBe('LEAVE_WINDOW_CLOSED');
    // What began on a rest day counts from its first working day.
    const weekend = morningOffice();
    weekend.advanceTo(`${WEDNESDAY}T12:00:00`);
    expect(
      weekend.refusal(() => ask(weekend, 'p-finger', ['2026-11-21 am', `${MONDAY} pm`])),
    ).toBeUndefined();
    expect(weekend.refusal(() => ask(weekend, 'p-both', ['2026-11-20 am', `${MONDAY} pm`]))).toBe(
      'LEAVE_WINDOW_CLOSED',
    );
  });

  it('KQ-1: a word by telephone at 7:49 satisfies it though it is entered later, at 7:50 it does not', () => {
    const office = morningOffice();
    office.advanceTo('09:00:00');
    const word = (at: string): object => ({
      word: { by: 'telephone', spokenBy: '张伟', at: `${MONDAY}T${at}` },
    });
    const during = [`${MONDAY} am`, `${MONDAY} pm`] as const;
    expect(recordOf(office, enter(office, 'p-clerk', 'p-finger', during, word('07:49')))['is_late']).toBe(0);
    expect(recordOf(office, enter(office, 'p-clerk', 'p-both', during, word('07:50')))['is_late']).toBe(1);
    const toCome = office.refusal(() => enter(office, 'p-clerk', 'p-card', during, word('09:01')));
    expect(toCome).toBe('LEAVE_WORD_TO_COME');
  });

  it('KQ-1: only working half days count, over a weekend and a holiday too', () => {
    const office = morningOffice({ start: '2026-09-28T06:00:00' });
    // 1–7 October 2026 is the National Day holiday.
    const leaveId = ask(office, 'p-finger', ['2026-09-30 pm', '2026-10-08 am']);
    expect(recordOf(office, leaveId)).toMatchObject({ conflicts: '[]' });
    const holiday = ask(office, 'p-both', ['2026-10-01 am', '2026-10-02 pm']);
    expect(recordOf(office, holiday)['conflicts']).toContain('no-working-day');
  });

  it('KQ-1: the wrong way round or longer than a year it is refused', () => {
    const office = morningOffice();
    for (const during of [
      [`${TUESDAY} am`, `${MONDAY} pm`],
      [`${MONDAY} pm`, `${MONDAY} am`],
      [`${MONDAY} am`, '2027-11-24 pm'],
    ] as const)
      expect(
        office.refusal(() => ask(office, 'p-finger', during)),
        during.join(),
      ).toBe('LEAVE_SPAN_INVALID');
  });

  it('KQ-1: a date that does not exist is mistyped', () => {
    const office = morningOffice();
    const during = ['2026-11-31 am', '2026-12-01 pm'] as const;
    expect(office.refusal(() => ask(office, 'p-finger', during))).toBe('REQUEST_INVALID');
  });

  it('KQ-1: the same leave is not taken twice, and may be asked again once withdrawn', () => {
    const office = morningOffice();
    const during = [`${TUESDAY} am`, `${TUESDAY} pm`] as const;
    const leaveId = ask(office, 'p-finger', during);
    expect(office.refusal(() => ask(office, 'p-finger', during))).toBe('LEAVE_ASKED_ALREADY');
    office.ask('p-finger', 'leave.withdraw', { leaveId, reason: '' });
    expect(office.refusal(() => ask(office, 'p-finger', during))).toBeUndefined();
  });
});

describe('KQ-1: for somebody else', () => {
  it('KQ-1: the clerk, the secretary section and the head of that section enter it; the telephone word waits for the director', () => {
    const office = morningOffice();
    const during = [`${MONDAY} am`, `${MONDAY} pm`] as const;
    expect(office.refusal(() => enter(office, 'p-head', 'p-finger', during))).toBe('LEAVE_NOT_YOURS');
    enter(office, 'p-head', 'p-card', during);
    enter(office, 'p-chief', 'p-both', during);
    const leaveId = enter(office, 'p-clerk', 'p-finger', during);
    advanceAlive(office, '08:00:30');
    for (const personId of ['p-card', 'p-both', 'p-finger']) expect(verdict(office, personId)).toBe('open');
    decide(office, 'p-director', leaveId);
    expect(verdict(office, 'p-finger')).toBe('on-leave');
    expect(recordOf(office, leaveId)).toMatchObject({
      word_by: 'telephone',
      filed_by: 'p-clerk',
      spoken_by: '本人',
    });
  });

  it("KQ-1: a city leader's decision on the director's leave is entered by the secretary section with the name", () => {
    const office = morningOffice();
    const during = [`${TUESDAY} am`, `${TUESDAY} pm`] as const;
    const decision = { decision: { leaderName: '梁市长', granted: true } };
    const byClerk = office.refusal(() => enter(office, 'p-clerk', 'p-director', during, decision));
    expect(byClerk).toBe('LEAVE_PAPER_BY_SECRETARIES');
    const ofStaff = office.refusal(() => enter(office, 'p-chief', 'p-finger', during, decision));
    expect(ofStaff).toBe('LEAVE_PAPER_BY_SECRETARIES');
    const leaveId = enter(office, 'p-chief', 'p-director', during, decision);
    expect(recordOf(office, leaveId)).toMatchObject({
      stage: 'granted',
      leader_name: '梁市长',
      decided_by: 'p-chief',
    });
  });

  it('KQ-1: a head sends out several of the own section at once; who is of another is named and the rest stands', () => {
    const office = morningOffice();
    const body = { kind: 'countryside', ...span(`${TUESDAY} am`, `${TUESDAY} pm`), reason: '石横镇督查' };
    const answer = office.ask('p-head', 'leave.enter-away-batch', {
      ...body,
      personIds: ['p-card', 'p-finger', 'p-head'],
    });
    expect(answer).toMatchObject({
      entered: [{}, {}],
      refused: [{ id: 'p-finger', code: 'LEAVE_OTHER_SECTION', message: expect.stringContaining('张伟') }],
    });
    const all = office.refusal(() =>
      office.ask('p-head', 'leave.enter-away-batch', { ...body, personIds: ['p-finger'] }),
    );
    expect(all).toBe('LEAVE_OTHER_SECTION');
    const stages = office.registers.all('SELECT person_id, stage FROM leave_record ORDER BY person_id');
    expect(stages).toEqual([
      { person_id: 'p-card', stage: 'undecided' },
      { person_id: 'p-head', stage: 'undecided' },
    ]);
  });
});

describe('KQ-1: conflicts are named, when asked and when decided', () => {
  const conflicts = (office: ReturnType<typeof morningOffice>, leaveId: string): unknown =>
    JSON.parse(String(recordOf(office, leaveId)['conflicts']));

  it('KQ-1: overlapping leave, a morning signed already, not of the office that day', () => {
    const office = morningOffice();
    const first = grant(office, 'p-finger', [`${TUESDAY} am`, `${WEDNESDAY} am`]);
    const other = ask(office, 'p-finger', [`${WEDNESDAY} am`, `${FRIDAY} pm`], 'away');
    expect(conflicts(office, other)).toEqual([
      { code: 'overlapping-leave', date: WEDNESDAY, leaveId: first },
    ]);
    const apart = ask(office, 'p-finger', [`${MONDAY} pm`, `${MONDAY} pm`], 'away');
    expect(conflicts(office, apart)).toEqual([]);
    advanceAlive(office, '07:40:00');
    press(office, 'p-both');
    const signed = ask(office, 'p-both', [`${MONDAY} am`, `${MONDAY} pm`]);
    expect(conflicts(office, signed)).toEqual([{ code: 'signed-in', date: MONDAY }]);
    const leaves = { ...personRecord('p-card', '刘洋', [], 7), leftOn: WEDNESDAY };
    office.request(SERVICE, 'people.record-person', leaves);
    const gone = ask(office, 'p-card', [`${TUESDAY} am`, `${FRIDAY} pm`]);
    expect(conflicts(office, gone)).toEqual([{ code: 'not-employed', date: WEDNESDAY }]);
    expect(office.refusal(() => ask(office, 'p-card', [`${FRIDAY} am`, `${FRIDAY} pm`]))).toBe(
      'LEAVE_NOT_EMPLOYED',
    );
  });

  it('ZB-3: 当晚值班未安排替班 is named when asked, and when decided though the roster came later', () => {
    const office = morningOffice();
    const before = ask(office, 'p-both', [`${TUESDAY} am`, `${TUESDAY} pm`]);
    const rows = [{ officeDate: TUESDAY, shiftId: 'night', officerIds: ['p-finger', 'p-both'] }];
    office.ask('p-director', 'duty.publish-roster', { rows });
    const asked = ask(office, 'p-finger', [`${MONDAY} pm`, `${WEDNESDAY} am`]);
    expect(conflicts(office, asked)).toEqual([{ code: 'on-duty', date: TUESDAY }]);
    const morning = ask(office, 'p-finger', [`${TUESDAY} am`, `${TUESDAY} am`], 'time-off');
    expect(conflicts(office, morning)).toMatchObject([{ code: 'overlapping-leave' }]);
    decide(office, 'p-director', before);
    expect(office.events.findLast(({ type }) => type === 'leave.decided')).toMatchObject({
      data: { conflicts: [{ code: 'on-duty', date: TUESDAY }] },
    });
  });

  it('KQ-1: beyond the published calendar the days are not known, and that is named', () => {
    const office = morningOffice({ start: '2026-12-28T06:00:00' });
    const leaveId = ask(office, 'p-finger', ['2026-12-31 am', '2027-01-05 pm'], 'maternity');
    expect(conflicts(office, leaveId)).toEqual([{ code: 'calendar-not-published', date: '2027-01-01' }]);
  });
});
