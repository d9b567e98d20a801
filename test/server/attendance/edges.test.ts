/** KQ-2's seconds: what the displayed clock said when the reader was touched decides. */
import { describe, expect, it } from 'vitest';
import {
  ENTRANCE,
  advanceAlive,
  morningOffice,
  press,
  swipe,
  verdict,
} from '../../support/morning-office.ts';

describe('KQ-2: the boundary seconds', () => {
  const cases = [
    ['07:49:59.999', 'on-time'],
    ['07:50:00.000', 'late'],
    ['08:00:00.999', 'late'],
    ['08:00:01.000', 'after-edge'],
  ] as const;
  for (const [moment, expected] of cases) {
    it(`KQ-2: a finger at ${moment} is ${expected}`, () => {
      const office = morningOffice();
      advanceAlive(office, moment);
      press(office, 'p-finger');
      expect(verdict(office, 'p-finger')).toBe(expected);
    });

    it(`KQ-2: a card at ${moment} is ${expected}, from an office in Shanghai whatever the process's zone`, () => {
      const office = morningOffice();
      advanceAlive(office, moment);
      swipe(office, 'p-card');
      expect(verdict(office, 'p-card')).toBe(expected);
    });
  }

  it('KQ-2: the first press counts, not the one that was read after 07:50', () => {
    const office = morningOffice();
    advanceAlive(office, '07:50:20');
    press(office, 'p-finger', office.nowMs - 25_000);
    expect(verdict(office, 'p-finger')).toBe('on-time');
  });

  it('KQ-1: a badge before 06:30 is kept and decides nothing', () => {
    const office = morningOffice();
    office.advanceTo('06:29:59.999');
    press(office, 'p-finger');
    expect(verdict(office, 'p-finger')).toBeUndefined();
    expect(office.events.filter(({ type }) => type === 'people.badge-recorded')).toHaveLength(1);
    advanceAlive(office, '08:00:20');
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
  });

  it('KQ-1: a badge at 06:30:00 counts', () => {
    const office = morningOffice();
    office.advanceTo('06:30:00');
    press(office, 'p-finger');
    expect(verdict(office, 'p-finger')).toBe('on-time');
  });

  it('KQ-2: at 08:00:01 the board turns by itself to 8:00 未签到, and the verdict follows the first sign of life', () => {
    const office = morningOffice();
    advanceAlive(office, '07:59:58');
    press(office, 'p-both');
    const screen = office.screen('entrance', ENTRANCE);
    expect(screen.document['row/p-finger']).toMatchObject({ state: 'not-yet' });
    office.advanceTo('08:00:01');
    expect(screen.document['row/p-finger']).toMatchObject({ state: 'not-signed-in', time: undefined });
    expect(verdict(office, 'p-finger')).toBeUndefined();
    office.advance(3000);
    office.proven('entrance-finger');
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
    expect(verdict(office, 'p-both')).toBe('late');
  });

  it('KQ-2: a second badge changes nothing, and is answered as such', () => {
    const office = morningOffice();
    const screen = office.screen('entrance', ENTRANCE);
    advanceAlive(office, '07:40:00');
    press(office, 'p-finger');
    expect(screen.document['badge']).toMatchObject({ name: '张伟', time: '07:40:00', state: 'on-time' });
    advanceAlive(office, '07:55:00');
    press(office, 'p-finger');
    expect(verdict(office, 'p-finger')).toBe('on-time');
    expect(screen.document['badge']).toMatchObject({ time: '07:55:00', state: 'already-signed' });
    expect(screen.document).toEqual(screen.full());
  });

  it('KQ-2: edges set anew for today judge today again, and both verdicts stay', () => {
    const office = morningOffice();
    advanceAlive(office, '07:55:00');
    press(office, 'p-finger');
    expect(verdict(office, 'p-finger')).toBe('late');
    const value = {
      signInOpens: '06:30:00',
      bandFrom: '07:20:00',
      lateFrom: '08:30:00',
      absentFrom: '08:40:01',
    };
    const body = { key: 'attendance.edges', value, effectiveFrom: office.officeDate };
    const answer = office.ask('p-clerk', 'settings.propose', body);
    office.ask('p-director', 'settings.confirm', answer);
    expect(verdict(office, 'p-finger')).toBe('on-time');
    const rows = office.registers.all(
      'SELECT verdict, reason FROM attendance_former WHERE person_id = ?',
      'p-finger',
    );
    expect(rows).toEqual([{ verdict: 'late', reason: 'rule-changed' }]);
    advanceAlive(office, '08:00:30');
    expect(verdict(office, 'p-both')).toBeUndefined();
    advanceAlive(office, '08:40:20');
    expect(verdict(office, 'p-both')).toBe('not-signed-in');
  });

  it('KQ-2: what a setting would judge again is told before, to readers of the register by name, and records nothing', () => {
    const office = morningOffice();
    advanceAlive(office, '07:55:00');
    press(office, 'p-finger');
    const value = {
      signInOpens: '06:30:00',
      bandFrom: '07:20:00',
      lateFrom: '08:30:00',
      absentFrom: '08:40:01',
    };
    const before = office.events.length;
    const preview = (by: string, effectiveFrom: string, text = JSON.stringify(value)): unknown =>
      office.view(
        'attendance.would-rejudge',
        { key: 'attendance.edges', value: text, effectiveFrom },
        office.person(by),
      );
    const change = { personId: 'p-finger', officeDate: office.officeDate, previous: 'late', now: 'on-time' };
    expect(preview('p-clerk', office.officeDate)).toMatchObject({ people: 1, changes: [change] });
    expect(preview('p-admin', office.officeDate)).toEqual({ people: 1, changes: undefined });
    expect(preview('p-clerk', '2026-11-24')).toEqual({ people: 0, changes: [] });
    expect(preview('p-clerk', office.officeDate, '{')).toEqual({ people: 0, changes: [] });
    expect(office.events).toHaveLength(before);
    expect(verdict(office, 'p-finger')).toBe('late');
    const body = { key: 'attendance.edges', value, effectiveFrom: office.officeDate };
    office.ask('p-director', 'settings.confirm', office.ask('p-clerk', 'settings.propose', body));
    expect(verdict(office, 'p-finger')).toBe('on-time');
  });

  it('KQ-2: each verdict of a day says the edges that it was judged by, the replaced one too', () => {
    const office = morningOffice();
    advanceAlive(office, '07:55:00');
    press(office, 'p-finger');
    const value = {
      signInOpens: '06:30:00',
      bandFrom: '07:20:00',
      lateFrom: '08:30:00',
      absentFrom: '08:40:01',
    };
    const body = { key: 'attendance.edges', value, effectiveFrom: office.officeDate };
    office.ask('p-director', 'settings.confirm', office.ask('p-clerk', 'settings.propose', body));
    const read = office.view('attendance.person', { personId: 'p-finger', year: '2026' });
    const says = (text: string): unknown => expect.arrayContaining([expect.stringContaining(text)]);
    expect(read).toMatchObject({
      days: [{ verdict: 'on-time', why: says('08:30:00 起为迟到') }],
      former: [{ verdict: 'late', why: says('07:50:00 起为迟到') }],
    });
  });

  it('KQ-2: edges set around now after 08:00 take the earlier verdicts back', () => {
    const office = morningOffice();
    advanceAlive(office, '08:00:20');
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
    advanceAlive(office, '15:00:00');
    const value = {
      signInOpens: '14:59:00',
      bandFrom: '14:59:30',
      lateFrom: '15:01:00',
      absentFrom: '15:02:00',
    };
    const answer = office.ask('p-clerk', 'settings.propose', {
      key: 'attendance.edges',
      value,
      effectiveFrom: office.officeDate,
    });
    office.ask('p-director', 'settings.confirm', answer);
    expect(verdict(office, 'p-finger')).toBeUndefined();
    press(office, 'p-finger');
    expect(verdict(office, 'p-finger')).toBe('on-time');
    advanceAlive(office, '15:01:30');
    press(office, 'p-both');
    expect(verdict(office, 'p-both')).toBe('late');
    advanceAlive(office, '15:02:20');
    expect(verdict(office, 'p-clerk')).toBe('not-signed-in');
  });
});
