/** KQ-1: what leave makes of a morning, and what the hall shows of it. */
import { describe, expect, it } from 'vitest';
import { ENTRANCE, advanceAlive, morningOffice, press, verdict } from '../../support/morning-office.ts';
import { asked, decided, half, leaveOf, returned, withdrawn } from './leave-facts.ts';

const MONDAY = '2026-11-23';
const TUESDAY = '2026-11-24';

describe('KQ-1: leave decides the morning', () => {
  it('KQ-1: undecided it is 待核 at the edge and never 缺勤, granted it is 请假, refused it is 8:00 未签到', () => {
    const office = morningOffice();
    const leave = leaveOf('p-finger', 'sick', [`${MONDAY} am`, `${MONDAY} pm`]);
    office.record(asked(leave));
    advanceAlive(office, '08:00:00.999');
    expect(verdict(office, 'p-finger')).toBeUndefined();
    office.advanceTo('08:00:01');
    expect(verdict(office, 'p-finger')).toBe('open');
    office.record(decided(leave, true));
    expect(verdict(office, 'p-finger')).toBe('on-leave');
    const refused = leaveOf('p-both', 'personal', [`${MONDAY} am`, `${MONDAY} pm`], 'leave-b');
    office.proven('entrance-finger');
    expect(verdict(office, 'p-both')).toBe('not-signed-in');
    office.record(asked(refused));
    expect(verdict(office, 'p-both')).toBe('open');
    office.record(decided(refused, false));
    expect(verdict(office, 'p-both')).toBe('not-signed-in');
    expect(office.rebuilt()).toEqual(office.states);
  });

  it('KQ-1: 公出, 下乡 and 学习 are 公出, the others 请假', () => {
    const office = morningOffice();
    const kinds = [
      ['p-finger', 'away', 'away-on-duty'],
      ['p-card', 'countryside', 'away-on-duty'],
      ['p-both', 'study', 'away-on-duty'],
      ['p-head', 'annual', 'on-leave'],
      ['p-clerk', 'time-off', 'on-leave'],
    ] as const;
    kinds.forEach(([personId, kind]) => {
      const leave = leaveOf(personId, kind, [`${MONDAY} am`, `${MONDAY} am`], `leave-${kind}`);
      office.record(asked(leave), decided(leave, true));
    });
    advanceAlive(office, '08:00:01');
    for (const [personId, kind, expected] of kinds) expect(verdict(office, personId), kind).toBe(expected);
  });

  it('KQ-1: leave of the afternoon alone does not cover the morning', () => {
    const office = morningOffice();
    const leave = leaveOf('p-finger', 'personal', [`${MONDAY} pm`, `${MONDAY} pm`]);
    office.record(asked(leave), decided(leave, true));
    expect(office.context().leave.coverOf('p-finger', MONDAY, 'morning')).toBeUndefined();
    expect(office.context().leave.coverOf('p-finger', MONDAY, 'afternoon')).toMatchObject({
      kind: 'personal',
    });
    advanceAlive(office, '08:00:30');
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
  });

  it('KQ-1: a badge before 7:50 on a day of leave is 按时, one after it does not make a late of it', () => {
    const office = morningOffice();
    const leave = leaveOf('p-finger', 'annual', [`${MONDAY} am`, `${TUESDAY} pm`]);
    office.record(asked(leave), decided(leave, true));
    advanceAlive(office, '07:49:59.999');
    press(office, 'p-finger');
    expect(verdict(office, 'p-finger')).toBe('on-time');
    const late = leaveOf('p-both', 'annual', [`${MONDAY} am`, `${MONDAY} am`], 'leave-b');
    office.record(asked(late), decided(late, true));
    office.advanceTo('07:50:00');
    press(office, 'p-both');
    expect(verdict(office, 'p-both')).toBe('on-leave');
  });

  it('KQ-1: withdrawn or shortened, the mornings that it does not cover any more are judged again', () => {
    const office = morningOffice();
    const leave = leaveOf('p-finger', 'personal', [`${MONDAY} am`, '2026-11-25 pm']);
    office.record(asked(leave), decided(leave, true));
    advanceAlive(office, '08:00:30');
    office.advanceTo(`${TUESDAY}T06:00:00`);
    advanceAlive(office, '08:00:30');
    expect(verdict(office, 'p-finger')).toBe('on-leave');
    office.record(returned(leave, half(`${TUESDAY} am`)));
    expect(verdict(office, 'p-finger', MONDAY)).toBe('on-leave');
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
    office.record(withdrawn(leave));
    expect(verdict(office, 'p-finger', MONDAY)).toBe('not-signed-in');
    const former = office.registers.all(
      'SELECT verdict, reason FROM attendance_former WHERE person_id = ? AND office_date = ?',
      'p-finger',
      MONDAY,
    );
    expect(former).toEqual([{ verdict: 'on-leave', reason: 'leave.withdrawn' }]);
  });

  it('KQ-1: a second leave takes the place of one withdrawn, and the why names the one that counts', () => {
    const office = morningOffice();
    const one = leaveOf('p-finger', 'personal', [`${MONDAY} am`, `${MONDAY} pm`], 'leave-one');
    const other = leaveOf('p-finger', 'sick', [`${MONDAY} am`, `${MONDAY} pm`], 'leave-other');
    office.record(asked(one), decided(one, true), asked(other), decided(other, true));
    advanceAlive(office, '08:00:30');
    const because = (): unknown =>
      office.registers.all('SELECT because FROM attendance_day WHERE person_id = ?', 'p-finger')[0]?.[
        'because'
      ];
    expect(because()).toContain('leave:leave-other:granted');
    office.record(withdrawn(other));
    expect(because()).toContain('leave:leave-one:granted');
    expect(verdict(office, 'p-finger')).toBe('on-leave');
  });

  it('KQ-1: decided after the window it still counts, and the day waits for it', () => {
    const office = morningOffice();
    const leave = leaveOf('p-finger', 'sick', [`${MONDAY} am`, `${MONDAY} pm`]);
    office.record(asked(leave));
    advanceAlive(office, '08:00:30');
    office.advanceTo('2026-12-02T09:00:00');
    expect(verdict(office, 'p-finger', MONDAY)).toBe('open');
    office.record(decided(leave, false));
    expect(verdict(office, 'p-finger', MONDAY)).toBe('absent');
  });
});

describe('KQ-1: what the hall shows of leave', () => {
  it('KQ-1: 请假 and 公出 on board and in the totals, never the kind; a leader only as 公出', () => {
    const office = morningOffice();
    const sick = leaveOf('p-finger', 'sick', [`${MONDAY} am`, `${MONDAY} pm`], 'leave-1');
    const away = leaveOf('p-card', 'countryside', [`${MONDAY} am`, `${MONDAY} pm`], 'leave-2');
    const leader = leaveOf('p-director', 'away', [`${MONDAY} am`, `${MONDAY} pm`], 'leave-3');
    const open = leaveOf('p-clerk', 'personal', [`${MONDAY} am`, `${MONDAY} pm`], 'leave-4');
    const screen = office.screen('entrance', ENTRANCE);
    advanceAlive(office, '07:40:00');
    press(office, 'p-both');
    for (const leave of [sick, away, leader]) office.record(asked(leave), decided(leave, true));
    office.record(asked(open));
    expect(screen.document['totals']).toEqual({ expected: 9, signed: 1, onLeave: 1, away: 2, notSigned: 5 });
    expect(screen.document['row/p-finger']).toMatchObject({ state: 'on-leave' });
    expect(screen.document['row/p-card']).toMatchObject({ state: 'away-on-duty' });
    expect(screen.document['row/p-director']).toMatchObject({ state: 'away-on-duty' });
    expect(screen.document['row/p-clerk']).toMatchObject({ state: 'not-yet' });
    expect(JSON.stringify(screen.document)).not.toMatch(/sick|countryside|leave-\d/);
    expect(screen.document).toEqual(screen.full());
    advanceAlive(office, '08:00:00');
    press(office, 'p-head');
    office.advanceTo('08:00:01');
    expect(screen.document['row/p-finger']).toMatchObject({ state: 'on-leave' });
    expect(screen.document['row/p-clerk']).toMatchObject({ state: 'open' });
    expect(screen.document).toEqual(screen.full());
  });

  it('KQ-1: a leader on leave is not shown in the hall at all', () => {
    const office = morningOffice();
    const leave = leaveOf('p-director', 'sick', [`${MONDAY} am`, `${MONDAY} pm`]);
    office.record(asked(leave), decided(leave, true));
    const screen = office.screen('entrance', ENTRANCE);
    advanceAlive(office, '07:40:00');
    press(office, 'p-both');
    expect(screen.document['row/p-director']).toBeUndefined();
  });
});
