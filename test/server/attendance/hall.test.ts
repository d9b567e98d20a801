/** What the hall sees: petitioners stand in it. Names only while the board is up, leaders only as 在岗, no kind of leave. */
import { describe, expect, it } from 'vitest';
import type { Principal } from '../../../server/access/principal.ts';
import type { HarnessScreen, OfficeHarness } from '../../support/office-harness.ts';
import { SERVICE } from '../../support/office-harness.ts';
import {
  ENTRANCE,
  advanceAlive,
  morningOffice,
  personRecord,
  press,
  swipe,
} from '../../support/morning-office.ts';

const names = ({ document }: HarnessScreen): readonly string[] =>
  Object.keys(document).filter((key) => key.startsWith('row/') || key.startsWith('section/'));

function setBoard(office: OfficeHarness, value: object): void {
  const body = { key: 'entrance.board', value, effectiveFrom: office.officeDate };
  office.ask('p-director', 'settings.confirm', office.ask('p-clerk', 'settings.propose', body));
}

describe('the board in the hall', () => {
  it('KQ-2: comes up with a staff badge and goes down after a minute, names and all', () => {
    const office = morningOffice();
    office.advanceTo('07:30:00');
    const screen = office.screen('entrance', ENTRANCE);
    expect(names(screen)).toEqual([]);
    press(office, 'p-finger');
    expect(screen.document['board']).toEqual({ shown: 'after-badge', visibleUntilMs: office.nowMs + 60_000 });
    expect(screen.document['row/p-finger']).toMatchObject({ name: '张伟', state: 'on-time', time: '07:30' });
    expect(screen.document['row/p-card']).toMatchObject({ state: 'not-yet' });
    expect(screen.document['section/s-2']).toMatchObject({ name: '综合科', order: 2 });
    office.advance(59_999);
    expect(names(screen).length).toBeGreaterThan(0);
    office.advance(1);
    expect(names(screen)).toEqual([]);
    expect(screen.document).toEqual(screen.full());
  });

  it('KQ-2: stays up while people badge, and an unknown badge brings nothing up', () => {
    const office = morningOffice();
    office.advanceTo('07:30:00');
    const screen = office.screen('entrance', ENTRANCE);
    office.card('entrance-card', undefined);
    expect(names(screen)).toEqual([]);
    press(office, 'p-finger');
    office.advance(45_000);
    swipe(office, 'p-card');
    office.advance(45_000);
    expect(screen.document['row/p-card']).toMatchObject({ state: 'on-time' });
    expect(screen.document).toEqual(screen.full());
  });

  it('is never or always up where the office sets it so', () => {
    const office = morningOffice();
    const screen = office.screen('entrance', ENTRANCE);
    setBoard(office, { shown: 'always', seconds: 60 });
    expect(names(screen).length).toBeGreaterThan(0);
    setBoard(office, { shown: 'never', seconds: 60 });
    press(office, 'p-finger');
    expect(names(screen)).toEqual([]);
    expect(screen.document).toEqual(screen.full());
  });

  it('does not list more names than a wall can show', () => {
    const office = morningOffice();
    for (let number = 0; number < 500; number += 1) {
      office.request(
        SERVICE,
        'people.record-person',
        personRecord(`p-many-${number}`, `某${number}`, [], number + 100),
      );
    }
    office.advanceTo('07:30:00');
    const screen = office.screen('entrance', ENTRANCE);
    press(office, 'p-finger');
    expect(names(screen)).toEqual([]);
    expect(screen.document['totals']).toEqual({
      expected: 509,
      signed: 1,
      onLeave: 0,
      away: 0,
      notSigned: 508,
    });
  });

  it('shows leaders only once they have come, and then only as 在岗, without a time', () => {
    const office = morningOffice();
    advanceAlive(office, '08:00:20');
    const screen = office.screen('entrance', ENTRANCE);
    press(office, 'p-finger');
    expect(screen.document['row/p-director']).toBeUndefined();
    press(office, 'p-director');
    expect(screen.document['row/p-director']).toMatchObject({ state: 'at-post', time: undefined });
    expect(screen.document['badge']).toMatchObject({ name: '周海涛', state: 'at-post', remark: undefined });
  });

  it('says 8:00 未签到 and 待核, never 缺勤', () => {
    const office = morningOffice();
    setBoard(office, { shown: 'always', seconds: 60 });
    const screen = office.screen('entrance', ENTRANCE);
    advanceAlive(office, '08:00:40');
    office.proven('entrance-finger');
    expect(screen.document['row/p-finger']).toMatchObject({ state: 'not-signed-in' });
    expect(screen.document['row/p-card']).toMatchObject({ state: 'open' });
    office.advanceTo('2026-11-26T00:00:00');
    expect(JSON.stringify(screen.document)).not.toContain('absent"');
  });
});

describe('the card of a badge', () => {
  it('KQ-2: says on a later badge when the person signed in, and no figures to who stands behind', () => {
    const office = morningOffice();
    const screen = office.screen('entrance', ENTRANCE);
    advanceAlive(office, '07:52:00');
    press(office, 'p-finger');
    expect(screen.document['badge']).toMatchObject({ state: 'late', remark: undefined });
    office.advance(3000);
    press(office, 'p-finger');
    expect(screen.document['badge']).toMatchObject({
      state: 'already-signed',
      remark: '今日已于 07:52:00 签到',
    });
  });

  it('changes its id with every badge, and says before 6:30 that it does not count', () => {
    const office = morningOffice();
    const screen = office.screen('entrance', ENTRANCE);
    press(office, 'p-finger');
    const first = screen.document['badge'];
    expect(first).toMatchObject({ state: 'recorded', remark: '06:30 起签到，此次不计' });
    press(office, 'p-finger');
    expect(screen.document['badge']).not.toEqual(first);
  });

  it('carries tonight’s duty by name and the edges as set', () => {
    const office = morningOffice();
    const rows = [
      { officeDate: office.officeDate, shiftId: 'night', leaderId: 'p-deputy', officerIds: ['p-card'] },
    ];
    const screen = office.screen('entrance', ENTRANCE);
    office.ask('p-chief', 'duty.publish-roster', { rows });
    expect(screen.document['tonight']).toMatchObject({
      from: '19:30',
      to: '21:30',
      rows: [
        { role: 'leader', name: '尹明' },
        { role: 'officer', name: '刘洋' },
      ],
    });
    expect(screen.document['edges']).toMatchObject({
      lateFrom: '07:50:00',
      absentFrom: '08:00:01',
      judged: true,
    });
    expect(JSON.stringify(screen.document['tonight'])).not.toMatch(/\d{7,}/);
  });
});

describe('what may be read', () => {
  it('a day in rank order with every why; a head of section their own section only', () => {
    const office = morningOffice();
    advanceAlive(office, '07:55:00');
    press(office, 'p-finger');
    advanceAlive(office, '08:00:40');
    const whole = JSON.stringify(
      office.view('attendance.day', { date: office.officeDate }, office.person('p-clerk')),
    );
    expect(whole).toContain('首次签到 07:55:00');
    expect(whole).toContain('考勤制度第二条：07:50:00 起为迟到，08:00:01 起为 8:00 未签到（制度原定）');
    expect(whole).toContain('没有签到记录');
    const section = JSON.stringify(
      office.view('attendance.day', { date: office.officeDate }, office.person('p-head')),
    );
    expect(section).toContain('刘洋');
    expect(section).not.toContain('张伟');
  });

  it('one’s own year, not a colleague’s', () => {
    const office = morningOffice();
    advanceAlive(office, '07:55:00');
    press(office, 'p-finger');
    const read = (by: string): unknown =>
      office.view('attendance.person', { personId: 'p-finger', year: '2026' }, office.person(by));
    expect(read('p-finger')).toMatchObject({
      latesByMonth: { '2026-11': 1 },
      days: [{ verdict: 'late', words: '迟到', time: '07:55:00' }],
    });
    expect(office.refusal(() => read('p-both'))).toBe('ATTENDANCE_PERSON_PRIVATE');
    expect(office.refusal(() => read('p-director'))).toBeUndefined();
  });

  it('the grounds of leave are for who decides and who keeps the books, not for an auditor or a program', () => {
    const office = morningOffice();
    advanceAlive(office, '08:10:00');
    office.ask('p-finger', 'attendance.explain', {
      officeDate: office.officeDate,
      text: '送孩子就医',
    });
    const read = (principal: Principal): string =>
      JSON.stringify(office.view('attendance.person', { personId: 'p-finger', year: '2026' }, principal));
    const auditor: Principal = { kind: 'person', personId: 'p-both', sessionId: 's-1', roles: ['auditor'] };
    const token: Principal = { kind: 'token', tokenId: 't-1', scopes: ['read-attendance'] };
    for (const who of [office.person('p-finger'), office.person('p-director'), office.person('p-clerk')])
      expect(read(who)).toContain('送孩子就医');
    for (const who of [auditor, token]) {
      expect(read(who)).not.toContain('送孩子就医');
      expect(read(who)).toContain('"withheld":true');
    }
  });
});
