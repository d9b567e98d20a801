/** KQ-1: what each reader sees of leave, on the pages and in the inbox; grounds only for who may read them. */
import { describe, expect, it } from 'vitest';
import type { Principal } from '../../../server/access/principal.ts';
import { SERVICE } from '../../support/office-harness.ts';
import { advanceAlive, morningOffice, personRecord, press, verdict } from '../../support/morning-office.ts';
import { FRIDAY, MONDAY, TUESDAY, WEDNESDAY, ask, decide, enter, grant } from './leave-office.ts';

const TOKEN: Principal = { kind: 'token', tokenId: 'token-1', scopes: ['read-attendance'] };
const DUTY: Principal = { kind: 'station', stationId: 'duty-1', station: 'duty' };
const ALL_TUESDAY = [`${TUESDAY} am`, `${TUESDAY} pm`] as const;
const THIS_WEEK = { from: MONDAY, until: FRIDAY };

describe('KQ-1: pages of leave', () => {
  it('KQ-1: what waits for the director, with conflicts as they stand and the days taken this year', () => {
    const office = morningOffice();
    grant(office, 'p-finger', [`${MONDAY} pm`, `${TUESDAY} am`], 'annual');
    const leaveId = ask(office, 'p-finger', [`${FRIDAY} am`, '2026-11-30 am'], 'annual');
    const own = ask(office, 'p-director', ALL_TUESDAY);
    const rows = [{ officeDate: FRIDAY, shiftId: 'night', officerIds: ['p-finger'] }];
    office.ask('p-director', 'duty.publish-roster', { rows });
    expect(office.view('leave.waiting', {}, office.person('p-director'))).toMatchObject({
      leaves: [
        {
          leaveId,
          name: '张伟',
          words: '年休假',
          halves: 3,
          grounds: { reason: '家中有事' },
          conflictsNow: [{ code: 'on-duty', words: `${FRIDAY} 当日有值班，当晚值班未安排替班` }],
          taken: [{ kind: 'annual', halves: 2 }],
        },
      ],
    });
    expect(office.view('leave.waiting', {}, office.person('p-chief'))).toMatchObject({
      leaves: [{ leaveId: own, needsLeaderName: true }],
    });
    expect(office.view('leave.waiting', {}, office.person('p-deputy'))).toMatchObject({ leaves: [] });
    const to = { to: 'p-deputy', fromDate: MONDAY, untilDate: MONDAY, reason: '' };
    office.ask('p-director', 'leave.delegate', to);
    expect(office.view('leave.waiting', {}, office.person('p-deputy'))).toMatchObject({
      leaves: [{ leaveId }],
      delegation: { by: 'p-director' },
    });
  });

  it('KQ-1: days of a year are its own working half days, early returns taken off', () => {
    const office = morningOffice();
    grant(office, 'p-finger', [`${MONDAY} am`, `${WEDNESDAY} pm`], 'personal');
    office.advanceTo(`${WEDNESDAY}T07:30:00`);
    press(office, 'p-finger');
    expect(office.view('leave.mine', { year: '2026' }, office.person('p-finger'))).toMatchObject({
      taken: [{ kind: 'personal', words: '事假', halves: 4 }],
      leaves: [{ halves: 4, spanWords: `${MONDAY} 上午至 ${TUESDAY} 下午`, stage: 'granted' }],
    });
    expect(office.view('leave.mine', { year: '2025' }, office.person('p-finger'))).toMatchObject({
      taken: [],
      leaves: [],
    });
  });

  it('KQ-1: kind and reason are for the person, deciders, head of section and clerk; never auditor or token', () => {
    const office = morningOffice();
    const auditor = personRecord('p-admin', '马超', ['auditor'], 9);
    office.request(SERVICE, 'people.record-person', auditor);
    const leaveId = ask(office, 'p-card', ALL_TUESDAY, 'sick');
    decide(office, 'p-director', leaveId);
    const read = (principal: Principal): string =>
      JSON.stringify(office.view('leave.list', THIS_WEEK, principal));
    for (const by of ['p-director', 'p-clerk', 'p-head']) {
      expect(read(office.person(by)), by).toContain('家中有事');
      expect(read(office.person(by)), by).toContain('病假');
    }
    for (const principal of [office.person('p-admin'), office.person('p-deputy'), TOKEN]) {
      expect(read(principal)).toContain('"words":"请假"');
      expect(read(principal)).not.toMatch(/病假|sick|家中有事/);
    }
    for (const by of ['p-admin', 'p-both', 'p-finger'])
      expect(
        office.refusal(() => office.view('leave.one', { leaveId }, office.person(by))),
        by,
      ).toBe('LEAVE_VIEW_PRIVATE');
    expect(office.view('leave.one', { leaveId }, office.person('p-card'))).toMatchObject({
      steps: [{ step: 'asked' }, { step: 'decided', byName: '周海涛' }],
    });
  });

  it('KQ-1: the head of a section reads the own section alone', () => {
    const office = morningOffice();
    ask(office, 'p-card', ALL_TUESDAY);
    ask(office, 'p-finger', ALL_TUESDAY);
    const head = office.person('p-head');
    expect(office.view('leave.list', { ...THIS_WEEK, sectionId: 's-1' }, head)).toMatchObject({
      leaves: [{ personId: 'p-card' }],
    });
  });

  it('KQ-1: the why of a verdict names kind, days and approver to who may read them, 请假 to the others', () => {
    const office = morningOffice();
    const leaveId = grant(office, 'p-finger', [`${MONDAY} am`, `${TUESDAY} pm`], 'sick');
    advanceAlive(office, '08:00:30');
    const why = (principal: Principal): string =>
      JSON.stringify(office.view('attendance.day', { date: MONDAY }, principal));
    const all = `病假 ${MONDAY} 上午至 ${TUESDAY} 下午（${leaveId}），周海涛同意`;
    expect(why(office.person('p-clerk'))).toContain(all);
    expect(why(TOKEN)).toContain('请假，已获同意');
    expect(why(TOKEN)).not.toContain('病假');
  });
});

describe('KQ-1: 去向板', () => {
  it('KQ-1: everybody now; the duty desk sees neither kind nor a leader on leave', () => {
    const office = morningOffice();
    grant(office, 'p-finger', [`${MONDAY} am`, `${MONDAY} am`], 'sick');
    grant(office, 'p-card', [`${MONDAY} am`, `${MONDAY} pm`], 'countryside');
    ask(office, 'p-clerk', [`${MONDAY} am`, `${MONDAY} pm`]);
    enter(office, 'p-chief', 'p-director', [`${MONDAY} am`, `${MONDAY} pm`], {
      decision: { leaderName: '梁市长', granted: true },
    });
    advanceAlive(office, '07:40:00');
    press(office, 'p-both');
    office.advanceTo('08:30:00');
    const whereOf = (principal: Principal): Record<string, unknown> => {
      const board = office.view('leave.whereabouts', {}, principal);
      const people: unknown = Object(board).people;
      return Object.fromEntries(
        (Array.isArray(people) ? people : []).map((line) => [line.personId, [line.where, line.kindWords]]),
      );
    };
    expect(whereOf(office.person('p-head'))).toMatchObject({
      'p-director': ['on-leave', '请假'],
      'p-finger': ['on-leave', '请假'],
      'p-card': ['countryside', '下乡'],
      'p-clerk': ['open', undefined],
      'p-both': ['at-post', undefined],
      'p-deputy': ['not-signed-in', undefined],
    });
    expect(whereOf(office.person('p-director'))).toMatchObject({ 'p-finger': ['on-leave', '病假'] });
    const desk = whereOf(DUTY);
    expect(desk['p-director']).toBeUndefined();
    expect(desk['p-finger']).toEqual(['on-leave', undefined]);
    office.advanceTo('12:00:00');
    expect(whereOf(office.person('p-head'))['p-finger']).toEqual(['not-signed-in', undefined]);
  });
});

describe("KQ-1: the director's page of 8:05", () => {
  it('KQ-1: 应到 实到 请假 公出 未签到 待核, with names by section; everybody in one of them', () => {
    const office = morningOffice();
    grant(office, 'p-finger', [`${MONDAY} am`, `${MONDAY} pm`], 'sick');
    grant(office, 'p-card', [`${MONDAY} am`, `${MONDAY} pm`], 'countryside');
    ask(office, 'p-clerk', [`${MONDAY} am`, `${MONDAY} pm`]);
    advanceAlive(office, '07:40:00');
    press(office, 'p-both');
    const page = (): unknown => office.view('attendance.morning', {}, office.person('p-director'));
    expect(page()).toMatchObject({
      expected: 9,
      counts: { present: 1, 'on-leave': 1, away: 1, open: 0, 'not-signed-in': 0, 'not-yet': 6 },
    });
    advanceAlive(office, '08:05:00');
    expect(page()).toMatchObject({
      expected: 9,
      counts: { present: 1, 'on-leave': 1, away: 1, open: 1, 'not-signed-in': 5, 'not-yet': 0 },
      sections: [
        { name: '秘书科' },
        {
          name: '综合科',
          people: [
            { name: '李强', group: 'not-signed-in' },
            { name: '刘洋', group: 'away', words: '下乡' },
          ],
        },
      ],
    });
  });
});

describe('KQ-1: the inbox', () => {
  it('KQ-1: the director is asked, who asked is told the decision once', () => {
    const office = morningOffice();
    const director = office.screen('desk', undefined, office.person('p-director'));
    const asker = office.screen('desk', undefined, office.person('p-finger'));
    const clerk = office.screen('desk', undefined, office.person('p-clerk'));
    const leaveId = ask(office, 'p-finger', ALL_TUESDAY);
    const entered = enter(office, 'p-clerk', 'p-both', ALL_TUESDAY);
    expect(director.document[`inbox/leave/${leaveId}`]).toMatchObject({
      title: `事假待决定：张伟 ${TUESDAY} 全天（1 天）`,
      actions: ['leave.decide'],
    });
    expect(director.document[`inbox/leave/${entered}`]).toMatchObject({
      detail: '发热（已口头说明，待主任确认，王芳代报）',
    });
    decide(office, 'p-director', leaveId, false, { remark: '当日有会议' });
    decide(office, 'p-director', entered);
    expect(director.document[`inbox/leave/${leaveId}`]).toBeUndefined();
    expect(asker.document[`inbox/leave-decision/${leaveId}`]).toMatchObject({
      title: `事假不同意：${TUESDAY} 全天`,
      detail: '周海涛不同意：当日有会议',
    });
    expect(clerk.document[`inbox/leave-decision/${entered}`]).toMatchObject({
      title: `欧阳静怡 病假同意：${TUESDAY} 全天`,
    });
    office.ask('p-finger', 'leave.acknowledge', { leaveId, about: 'decision' });
    expect(asker.document[`inbox/leave-decision/${leaveId}`]).toBeUndefined();
    const again = office.refusal(() =>
      office.ask('p-finger', 'leave.acknowledge', { leaveId, about: 'decision' }),
    );
    expect(again).toBe('LEAVE_NOTHING_TOLD');
    for (const screen of [director, asker, clerk]) expect(screen.document).toEqual(screen.full());
  });

  it('KQ-1: 逾期未销假 to the head of that section until the person is back', () => {
    const office = morningOffice();
    const head = office.screen('desk', undefined, office.person('p-head'));
    const director = office.screen('desk', undefined, office.person('p-director'));
    office.request(SERVICE, 'people.record-person', {
      ...personRecord('p-finger', '张伟', [], 6),
      sectionId: 's-2',
    });
    const leaveId = grant(office, 'p-finger', [`${MONDAY} am`, `${MONDAY} pm`]);
    office.advanceTo(`${TUESDAY}T06:00:00`);
    advanceAlive(office, '08:00:30');
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
    expect(head.document[`inbox/leave-overdue/${leaveId}`]).toMatchObject({ title: '逾期未销假：张伟' });
    expect(director.document[`inbox/leave-overdue/${leaveId}`]).toBeUndefined();
    press(office, 'p-finger');
    expect(head.document[`inbox/leave-overdue/${leaveId}`]).toBeUndefined();
    expect(head.document).toEqual(head.full());
  });

  it('KQ-1: a conflict that arises while it waits is shown, and a delegation brings what waits to the deputy', () => {
    const office = morningOffice();
    const director = office.screen('desk', undefined, office.person('p-director'));
    const deputy = office.screen('desk', undefined, office.person('p-deputy'));
    const leaveId = ask(office, 'p-finger', [`${MONDAY} am`, `${TUESDAY} pm`]);
    advanceAlive(office, '07:40:00');
    press(office, 'p-finger');
    expect(director.document[`inbox/leave/${leaveId}`]).toMatchObject({
      detail: `家中有事；${MONDAY} 当日上午已按时签到`,
    });
    const to = { to: 'p-deputy', fromDate: TUESDAY, untilDate: TUESDAY, reason: '' };
    office.ask('p-director', 'leave.delegate', to);
    expect(deputy.document[`inbox/leave/${leaveId}`]).toBeUndefined();
    office.advanceTo(`${TUESDAY}T00:00:00`);
    expect(deputy.document[`inbox/leave/${leaveId}`]).toBeDefined();
    office.advanceTo(`${WEDNESDAY}T00:00:00`);
    expect(deputy.document[`inbox/leave/${leaveId}`]).toBeUndefined();
    expect(director.document).toEqual(director.full());
  });
});
