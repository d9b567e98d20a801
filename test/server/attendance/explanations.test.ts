/** KQ-1: explaining a morning, who decides, and when 不到 becomes 缺勤. */
import { describe, expect, it } from 'vitest';
import type { OfficeHarness } from '../../support/office-harness.ts';
import { SERVICE } from '../../support/office-harness.ts';
import { advanceAlive, morningOffice, personRecord, press, verdict } from '../../support/morning-office.ts';

const MONDAY = '2026-11-23';

function missed(): OfficeHarness {
  const office = morningOffice();
  advanceAlive(office, '08:00:30');
  expect(verdict(office, 'p-finger')).toBe('not-signed-in');
  return office;
}
const explain = (office: OfficeHarness, by: string, personId?: string): unknown =>
  office.ask(by, 'attendance.explain', {
    officeDate: MONDAY,
    text: '送孩子就医',
    ...(personId === undefined ? {} : { personId }),
  });
const decide = (
  office: OfficeHarness,
  by: string,
  accepted: boolean,
  personId = 'p-finger',
  remark = '',
): unknown =>
  office.ask(by, 'attendance.decide-explanation', { personId, officeDate: MONDAY, accepted, remark });

describe('KQ-1: the explanation window', () => {
  it('KQ-1: may be filed until the last second of the second working day after, over a weekend too', () => {
    const office = missed();
    office.advanceTo('2026-11-25T23:59:59.999');
    explain(office, 'p-finger');
    expect(verdict(office, 'p-finger', MONDAY)).toBe('open');

    const friday = morningOffice({ start: '2026-11-20T06:00:00' });
    advanceAlive(friday, '08:00:30');
    friday.advanceTo('2026-11-24T23:59:59');
    friday.ask('p-finger', 'attendance.explain', { officeDate: '2026-11-20', text: '路上' });
    expect(verdict(friday, 'p-finger', '2026-11-20')).toBe('open');
  });

  it('KQ-1: may not be filed from midnight on, and only then it is 缺勤', () => {
    const office = missed();
    office.advanceTo('2026-11-25T23:59:59.999');
    expect(verdict(office, 'p-finger', MONDAY)).toBe('not-signed-in');
    office.advanceTo('2026-11-26T00:00:00');
    expect(office.refusal(() => explain(office, 'p-finger'))).toBe('ATTENDANCE_WINDOW_CLOSED');
    const rows = office.registers.all(
      'SELECT verdict FROM attendance_day WHERE person_id = ? AND office_date = ?',
      'p-finger',
      MONDAY,
    );
    expect(rows).toEqual([{ verdict: 'absent' }]);
  });

  it('KQ-1: undecided it stays 待核 past the window, and is settled when decided', () => {
    const office = missed();
    explain(office, 'p-finger');
    office.advanceTo('2026-11-30T09:00:00');
    expect(verdict(office, 'p-finger', MONDAY)).toBe('open');
    decide(office, 'p-director', false);
    expect(verdict(office, 'p-finger', MONDAY)).toBe('absent');
  });

  it('KQ-1: late stays late after the window, and is no absence', () => {
    const office = morningOffice();
    advanceAlive(office, '07:53:00');
    press(office, 'p-finger');
    office.advanceTo('2026-11-26T00:00:00');
    const rows = office.registers.all('SELECT verdict FROM attendance_day WHERE person_id = ?', 'p-finger');
    expect(rows[0]).toEqual({ verdict: 'late' });
  });

  it('KQ-1: a word by telephone before 7:50, entered by the clerk, is 待核 at the edge and never 缺勤', () => {
    const office = morningOffice();
    advanceAlive(office, '07:35:00');
    explain(office, 'p-clerk', 'p-finger');
    advanceAlive(office, '08:00:30');
    expect(verdict(office, 'p-finger')).toBe('open');
    decide(office, 'p-director', true);
    expect(verdict(office, 'p-finger')).toBe('explained');
  });
});

describe('KQ-1: who may', () => {
  it('KQ-1: speaks for others only the clerk, the director and the head of that section', () => {
    const office = missed();
    expect(office.refusal(() => explain(office, 'p-card', 'p-finger'))).toBe('ATTENDANCE_NOT_YOURS');
    expect(office.refusal(() => explain(office, 'p-head', 'p-finger'))).toBe('ATTENDANCE_NOT_YOURS');
    expect(office.refusal(() => explain(office, 'p-head', 'p-card'))).toBeUndefined();
    expect(office.refusal(() => explain(office, 'p-clerk', 'p-finger'))).toBeUndefined();
  });

  it('KQ-1: the director decides, nobody for oneself, and no one twice', () => {
    const office = missed();
    explain(office, 'p-finger');
    expect(office.refusal(() => decide(office, 'p-clerk', true))).toBe('ATTENDANCE_DIRECTORS_DECISION');
    decide(office, 'p-director', true);
    expect(verdict(office, 'p-finger')).toBe('explained');
    expect(office.refusal(() => decide(office, 'p-director', false))).toBe('ATTENDANCE_ALREADY_DECIDED');
    expect(office.refusal(() => explain(office, 'p-finger'))).toBe('ATTENDANCE_ALREADY_DECIDED');
    explain(office, 'p-director');
    expect(office.refusal(() => decide(office, 'p-director', true, 'p-director'))).toBe(
      'ATTENDANCE_OWN_EXPLANATION',
    );
  });

  it("KQ-1: the director's own is a city leader's to decide, entered by the secretary section with the name", () => {
    const office = missed();
    explain(office, 'p-director');
    expect(office.refusal(() => decide(office, 'p-chief', true, 'p-director'))).toBe(
      'ATTENDANCE_LEADERS_DECISION',
    );
    decide(office, 'p-chief', true, 'p-director', '梁市长同意');
    expect(verdict(office, 'p-director')).toBe('explained');
  });

  it('KQ-1: there is nothing to explain on time, on a rest day, in the future or for who is exempt', () => {
    const office = morningOffice();
    advanceAlive(office, '07:40:00');
    press(office, 'p-finger');
    expect(office.refusal(() => explain(office, 'p-finger'))).toBe('ATTENDANCE_NOTHING_TO_EXPLAIN');
    const on = (officeDate: string): string | undefined =>
      office.refusal(() => office.ask('p-card', 'attendance.explain', { officeDate, text: '事由' }));
    expect(on('2026-11-22')).toBe('ATTENDANCE_NOT_JUDGED');
    expect(on('2026-11-24')).toBe('ATTENDANCE_DATE_INVALID');
    expect(on('2026-11-31')).toBe('ATTENDANCE_DATE_INVALID');
    const exempt = {
      ...personRecord('p-card', '刘洋', [], 7),
      exemptFromSignIn: { from: '2026-11-01', until: '2026-12-01' },
    };
    office.request(SERVICE, 'people.record-person', exempt);
    expect(on(MONDAY)).toBe('ATTENDANCE_NOT_JUDGED');
  });
});

describe('KQ-1: who is expected', () => {
  it('KQ-1: not who joined later, has left, or is exempt on that day; officials and service staff alike', () => {
    const office = morningOffice();
    const change = (personId: string, change: object): unknown =>
      office.request(SERVICE, 'people.record-person', {
        ...personRecord(personId, personId, [], 9),
        ...change,
      });
    change('p-card', { joinedOn: '2026-11-24' });
    change('p-both', { leftOn: MONDAY });
    change('p-head', { exemptFromSignIn: { from: '2026-11-20', until: MONDAY } });
    change('p-finger', { standing: 'service-staff' });
    advanceAlive(office, '08:00:40');
    for (const personId of ['p-card', 'p-both', 'p-head'])
      expect(verdict(office, personId), personId).toBeUndefined();
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
  });

  it('KQ-1: who joins, leaves or moves to another section this very morning', () => {
    const office = morningOffice();
    const change = (personId: string, name: string, changes: object): unknown =>
      office.ask('p-admin', 'people.record-person', { ...personRecord(personId, name, [], 9), ...changes });
    advanceAlive(office, '08:00:40');
    const read = (by: string): string =>
      JSON.stringify(office.view('attendance.day', { date: MONDAY }, office.person(by)));
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
    expect(read('p-head')).not.toContain('张伟');
    advanceAlive(office, '08:30:00');
    // Recorded after the edges: nobody could have signed in without a card, so nothing is held against them.
    change('p-new', '𬱖㛃', { joinedOn: MONDAY });
    expect(verdict(office, 'p-new')).toBe('open');
    change('p-next', '明日', { joinedOn: '2026-11-24' });
    expect(verdict(office, 'p-next')).toBeUndefined();
    // Moved: the verdict stays, and the new head of section reads and explains it.
    change('p-finger', '张伟', { sectionId: 's-2' });
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
    expect(read('p-head')).toContain('张伟');
    explain(office, 'p-head', 'p-finger');
    expect(verdict(office, 'p-finger')).toBe('open');
    // Left as of today: not of the office any more, and the verdict that stood stays readable.
    change('p-finger', '张伟', { sectionId: 's-2', leftOn: MONDAY });
    expect(verdict(office, 'p-finger')).toBeUndefined();
    const former = office.registers.all(
      'SELECT verdict FROM attendance_former WHERE person_id = ? ORDER BY replaced_by',
      'p-finger',
    );
    expect(former).toEqual([{ verdict: 'not-signed-in' }, { verdict: 'open' }]);
    expect(office.rebuilt()).toEqual(office.states);
  });

  it('KQ-1: an exemption recorded afterwards takes the verdict back; both stay readable', () => {
    const office = missed();
    const exempt = { ...personRecord('p-finger', '张伟', [], 6), exemptFromSignIn: { from: MONDAY } };
    office.request(SERVICE, 'people.record-person', exempt);
    expect(verdict(office, 'p-finger')).toBeUndefined();
    expect(
      office.registers.all('SELECT verdict FROM attendance_former WHERE person_id = ?', 'p-finger'),
    ).toHaveLength(1);
  });

  it('KQ-1: a desk badge counts for who is rostered that day, and for nobody else', () => {
    const office = morningOffice();
    const rows = [{ officeDate: MONDAY, shiftId: 'day', officerIds: ['p-card'] }];
    office.ask('p-chief', 'duty.publish-roster', { rows });
    office.advanceTo('07:40:00');
    office.card('duty-card', 'card-p-card');
    office.card('duty-card', 'card-p-both');
    expect(verdict(office, 'p-card')).toBe('on-time');
    expect(verdict(office, 'p-both')).toBeUndefined();
  });

  it('KQ-1: the desk badge that signs somebody on counts at its own moment, with nobody rostered by name', () => {
    const office = morningOffice();
    const desk = { kind: 'station', stationId: 'duty-1', station: 'duty' } as const;
    advanceAlive(office, '07:49:55');
    office.card('duty-card', 'card-p-both');
    advanceAlive(office, '07:50:10');
    expect(verdict(office, 'p-both')).toBeUndefined();
    office.request(desk, 'duty.sign-on', { personId: 'p-both' });
    expect(verdict(office, 'p-both')).toBe('on-time');
    advanceAlive(office, '08:10:00');
    office.card('duty-card', 'card-p-both');
    office.request(desk, 'duty.sign-off', { personId: 'p-both' });
    expect(verdict(office, 'p-both')).toBe('on-time');
    expect(office.rebuilt()).toEqual(office.states);
  });

  it('KQ-1: a day that turns out to be a rest day judges nobody any more', () => {
    const office = missed();
    const answer = office.ask('p-clerk', 'calendar.change-day', {
      date: MONDAY,
      kind: 'holiday',
      name: '停电',
      reason: '全市停电',
    });
    office.ask('p-director', 'calendar.confirm-day', answer);
    expect(verdict(office, 'p-finger')).toBeUndefined();
    expect(office.registers.all('SELECT * FROM attendance_day WHERE office_date = ?', MONDAY)).toEqual([]);
  });
});

describe('KQ-1: the inbox of explanations', () => {
  it('KQ-1: a delegation brings what waits to the deputy, who decides it, and its last day takes it away', () => {
    const office = missed();
    const [director, deputy] = ['p-director', 'p-deputy'].map((id) =>
      office.screen('desk', undefined, office.person(id)),
    );
    const delegated = { to: 'p-deputy', fromDate: MONDAY, untilDate: MONDAY, reason: '' };
    const [own, other] = [`inbox/explanation/${MONDAY}/p-finger`, `inbox/explanation/${MONDAY}/p-card`];
    explain(office, 'p-finger');
    explain(office, 'p-card');
    explain(office, 'p-deputy');
    expect(deputy?.document).not.toHaveProperty([own]);
    office.ask('p-director', 'leave.delegate', delegated);
    expect(deputy?.document[own]).toMatchObject({ actions: ['attendance.decide-explanation'] });
    expect(deputy?.document).not.toHaveProperty([`inbox/explanation/${MONDAY}/p-deputy`]);
    decide(office, 'p-deputy', true);
    expect(verdict(office, 'p-finger')).toBe('explained');
    for (const screen of [director, deputy]) expect(screen?.document).not.toHaveProperty([own]);
    expect(deputy?.document).toHaveProperty([other]);
    office.advanceTo('2026-11-24T00:00:01');
    expect(deputy?.document).not.toHaveProperty([other]);
    expect(director?.document).toHaveProperty([other]);
    for (const screen of [director, deputy]) expect(screen?.document).toEqual(screen?.full());
  });
});
