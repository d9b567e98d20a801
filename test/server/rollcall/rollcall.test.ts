/** KQ-3, HX-4, WS-5: activities, their roll calls, and what each participant comes to. */
import { describe, expect, it } from 'vitest';
import {
  advanceAlive,
  CARD,
  FINGER,
  morningOffice,
  personRecord,
  press,
  verdict as morningOf,
} from '../../support/morning-office.ts';
import { SERVICE } from '../../support/office-harness.ts';
import { asked, decided, leaveOf } from '../leave/leave-facts.ts';
import { afternoon, close, create, MONDAY, open, PLAN, standing } from './activities.ts';

describe('KQ-3: a roll call', () => {
  it('KQ-3: a badge while it is open is 签到, once and never back; who has not signed is 未签到·待说明', () => {
    const { office, activityId } = afternoon();
    office.advanceTo('14:25:00');
    press(office, 'p-finger');
    office.advanceTo('14:26:00');
    press(office, 'p-finger');
    office.advanceTo('14:50:00');
    press(office, 'p-both');
    press(office, 'p-head');
    office.advanceTo('15:00:00');
    close(office, activityId);
    expect(office.events.filter(({ type }) => type === 'rollcall.signed')).toHaveLength(2);
    expect(standing(office, activityId)).toEqual({
      'p-director': 'to-explain',
      'p-deputy': 'to-explain',
      'p-chief': 'to-explain',
      'p-clerk': 'to-explain',
      'p-finger': 'present',
      'p-both': 'present',
      'p-admin': 'to-explain',
      'p-card': 'to-explain',
    });
    expect(office.events.findLast(({ type }) => type === 'rollcall.judged')?.data).toMatchObject({
      activityId,
      officeDate: MONDAY,
      title: '第四季度政治学习',
      counts: true,
      reason: 'closed',
    });
    expect(office.rebuilt()).toEqual(office.states);
  });

  it('KQ-3: absence only when the window has passed: not at the last millisecond, at midnight; one each', () => {
    const { office, activityId } = afternoon();
    office.advanceTo('15:00:00');
    close(office, activityId);
    office.ask('p-finger', 'rollcall.explain', { activityId, text: '下乡未归' });
    office.advanceTo('2026-11-25T23:59:59.999');
    office.ask('p-both', 'rollcall.explain', { activityId, text: '就医' });
    expect(standing(office, activityId)['p-admin']).toBe('to-explain');
    office.advanceTo('2026-11-26T00:00:00');
    expect(standing(office, activityId)).toMatchObject({ 'p-admin': 'absent', 'p-finger': 'to-explain' });
    expect(office.refusal(() => office.ask('p-card', 'rollcall.explain', { activityId, text: '忘了' }))).toBe(
      'ROLLCALL_WINDOW_CLOSED',
    );
    const decide = (by: string, personIds: readonly string[], accepted: boolean): unknown =>
      office.ask(by, 'rollcall.decide-explanation', { activityId, personIds, accepted, remark: '' });
    expect(office.refusal(() => decide('p-head', ['p-finger'], true))).toBe('ROLLCALL_DEPUTYS_DECISION');
    decide('p-director', ['p-finger'], true);
    decide('p-deputy', ['p-both'], false);
    expect(standing(office, activityId)).toMatchObject({ 'p-finger': 'explained', 'p-both': 'absent' });
    expect(office.view('rollcall.one', { activityId }, office.person('p-director'))).toMatchObject({
      stage: 'closed',
      former: expect.arrayContaining([
        expect.objectContaining({ personId: 'p-both', words: '未签到·待说明' }),
      ]),
    });
    expect(office.rebuilt()).toEqual(office.states);
  });

  it('KQ-3: who is on duty, 公出 or on leave then is excused by itself; leave granted afterwards too', () => {
    const { office, activityId } = afternoon();
    const at = (time: string): number => office.time.instantOf(MONDAY, time);
    office.record({
      type: 'duty.roster-published',
      data: {
        version: 1,
        by: 'p-director',
        rows: [
          {
            officeDate: MONDAY,
            shiftId: 'day',
            shiftName: '日班',
            fromMs: at('08:00'),
            toMs: at('17:30'),
            leaderId: undefined,
            officerIds: ['p-chief'],
            driverId: undefined,
          },
          {
            officeDate: MONDAY,
            shiftId: 'night',
            shiftName: '夜班',
            fromMs: at('19:30'),
            toMs: at('21:30'),
            leaderId: undefined,
            officerIds: ['p-admin'],
            driverId: undefined,
          },
        ],
      },
    });
    const out = leaveOf('p-deputy', 'away', [`${MONDAY} pm`, `${MONDAY} pm`], 'leave-out');
    const morningOnly = leaveOf('p-both', 'personal', [`${MONDAY} am`, `${MONDAY} am`], 'leave-am');
    const later = leaveOf('p-finger', 'sick', [`${MONDAY} pm`, `${MONDAY} pm`], 'leave-sick');
    office.record(asked(out), decided(out, true), asked(morningOnly), decided(morningOnly, true));
    office.advanceTo('15:00:00');
    close(office, activityId);
    expect(standing(office, activityId)).toMatchObject({
      'p-chief': 'excused-duty',
      'p-admin': 'to-explain',
      'p-deputy': 'excused-away',
      'p-both': 'to-explain',
      'p-finger': 'to-explain',
    });
    office.record(asked(later), decided(later, true));
    expect(standing(office, activityId)['p-finger']).toBe('excused-leave');
  });

  it('KQ-3: only 办公室组织 counts, and only who plans for the office may say so', () => {
    const office = morningOffice();
    office.advanceTo('14:20:00');
    expect(office.refusal(() => create(office, {}, 'p-head'))).toBe('ROLLCALL_OFFICE_ORGANISES');
    const activityId = create(office, { byOffice: false, organiser: '综合科' }, 'p-head');
    open(office, activityId, 'p-head');
    close(office, activityId);
    expect(office.events.findLast(({ type }) => type === 'rollcall.judged')?.data).toMatchObject({
      counts: false,
    });
  });

  it('KQ-3: sign-ins at 07:45 count for the morning and for the roll call alike', () => {
    const office = morningOffice();
    const activityId = create(office, { from: '07:40', to: '08:30' });
    open(office, activityId);
    advanceAlive(office, '07:45:00');
    press(office, 'p-finger');
    expect(morningOf(office, 'p-finger')).toBe('on-time');
    close(office, activityId);
    expect(standing(office, activityId)['p-finger']).toBe('present');
  });

  it('KQ-3: no lateness: present until the end, at which it closes by itself', () => {
    const { office, activityId } = afternoon();
    office.advanceTo('15:59:59.999');
    press(office, 'p-finger');
    office.advanceTo('16:00:00');
    press(office, 'p-both');
    expect(standing(office, activityId)).toMatchObject({ 'p-finger': 'present', 'p-both': 'to-explain' });
    expect(office.events.find(({ type }) => type === 'rollcall.closed')?.data).toMatchObject({
      by: 'system',
    });
    // A badge within the roll call that becomes known only now counts all the same.
    press(office, 'p-both', office.time.instantOf(MONDAY, '15:00'));
    expect(standing(office, activityId)['p-both']).toBe('present');
  });

  it('KQ-3: where the readers were blind meanwhile, nobody becomes absent by itself', () => {
    const { office, activityId } = afternoon();
    for (const reader of [FINGER, CARD]) office.health(reader, 'offline', 'unplugged', office.nowMs);
    office.advanceTo('14:40:00');
    office.health(FINGER, 'online', 'connected', office.nowMs);
    office.advanceTo('15:00:00');
    close(office, activityId);
    office.advanceTo('2026-11-26T09:00:00');
    expect(standing(office, activityId)['p-finger']).toBe('to-explain');
  });
});

describe('KQ-3: planning and opening', () => {
  it('KQ-3: opens on its date from two hours before until the end, at a station with a reader and no other roll call', () => {
    const office = morningOffice();
    office.advanceTo('12:29:59.999');
    const activityId = create(office);
    expect(office.refusal(() => open(office, activityId))).toBe('ROLLCALL_TIME');
    office.advanceTo('12:30:00');
    const other = create(office, { title: '另一活动' });
    open(office, activityId);
    expect(office.refusal(() => open(office, other))).toBe('ROLLCALL_STATION');
    expect(
      office.refusal(() =>
        office.ask('p-clerk', 'rollcall.open', { activityId: other, stationId: 'nowhere' }),
      ),
    ).toBe('ROLLCALL_STATION');
    office.advanceTo('16:00:00');
    expect(office.refusal(() => open(office, other))).toBe('ROLLCALL_TIME');
  });

  it('KQ-3: is changed and cancelled only before it opens, by its planner or the office', () => {
    const office = morningOffice();
    office.advanceTo('14:20:00');
    const activityId = create(office, { byOffice: false }, 'p-head');
    const change = (by: string): unknown =>
      office.ask(by, 'rollcall.change', {
        activityId,
        plan: { ...PLAN, byOffice: false, place: '二楼' },
        reason: '会议室有他用',
      });
    change('p-clerk');
    open(office, activityId);
    expect(office.refusal(() => change('p-head'))).toBe('ROLLCALL_STAGE');
    expect(office.refusal(() => create(office, { officeDate: '2026-11-22' }))).toBe('ROLLCALL_PLAN_DATE');
    expect(office.refusal(() => create(office, { to: '14:30' }))).toBe('ROLLCALL_PLAN_DATE');
    expect(office.refusal(() => create(office, { sectionIds: ['s-9'], people: [] }))).toBe(
      'ROLLCALL_PLAN_PEOPLE',
    );
    const second = create(office, { title: '第二' });
    office.ask('p-clerk', 'rollcall.cancel', { activityId: second, reason: '改期另行通知' });
    expect(office.refusal(() => open(office, second))).toBe('ROLLCALL_STAGE');
  });
});

describe('HX-4: leave from an activity', () => {
  it('HX-4: is asked of the 分工主任, never decided by oneself, and excuses', () => {
    const { office, activityId } = afternoon();
    office.ask('p-finger', 'rollcall.ask-leave', { activityId, text: '急件待送' });
    office.ask('p-deputy', 'rollcall.ask-leave', { activityId, text: '陪同检查' });
    office.ask('p-head', 'rollcall.ask-leave', { activityId, personId: 'p-card', text: '送文' });
    expect(
      office.refusal(() => office.ask('p-head', 'rollcall.ask-leave', { activityId, text: '有事' })),
    ).toBe('ROLLCALL_NOT_CALLED');
    const decide = (by: string, personIds: readonly string[], remark = ''): unknown =>
      office.ask(by, 'rollcall.decide-leave', { activityId, personIds, accepted: true, remark });
    expect(office.refusal(() => decide('p-deputy', ['p-finger', 'p-deputy']))).toBe('ROLLCALL_OWN_WORD');
    expect(office.refusal(() => decide('p-director', ['p-deputy']))).toBe('ROLLCALL_LEADERS_DECISION');
    decide('p-deputy', ['p-finger', 'p-card']);
    decide('p-chief', ['p-deputy'], '梁市长同意');
    office.advanceTo('15:00:00');
    close(office, activityId);
    expect(standing(office, activityId)).toMatchObject({
      'p-finger': 'excused-leave',
      'p-card': 'excused-leave',
      'p-deputy': 'excused-leave',
      'p-both': 'to-explain',
    });
  });

  it('HX-4: undecided past the window it is still no absence', () => {
    const { office, activityId } = afternoon();
    office.ask('p-finger', 'rollcall.ask-leave', { activityId, text: '急件待送' });
    office.advanceTo('15:00:00');
    close(office, activityId);
    office.advanceTo('2026-11-27T00:00:00');
    expect(standing(office, activityId)['p-finger']).toBe('to-explain');
    const body = { activityId, personIds: ['p-finger'], accepted: false, remark: '' };
    office.ask('p-deputy', 'rollcall.decide-leave', body);
    expect(standing(office, activityId)['p-finger']).toBe('absent');
  });
});

describe('WS-5: the cleaning day', () => {
  it('WS-5: is drafted by itself a week before each first Saturday, for officials and not service staff', () => {
    const office = morningOffice({ start: '2026-11-27T06:00:00' });
    office.request(SERVICE, 'people.record-person', {
      ...personRecord('p-both', '欧阳静怡', [], 8),
      standing: 'service-staff',
    });
    const screen = office.screen('desk', undefined, office.person('p-clerk'));
    office.advanceTo('2026-11-28T07:59:59.999');
    expect(office.events.some(({ type }) => type === 'rollcall.drafted')).toBe(false);
    office.advanceTo('2026-11-28T08:00:00');
    const drafted = office.events.findLast(({ type }) => type === 'rollcall.drafted');
    const plan = { officeDate: '2026-12-05', from: '08:30', officialsOnly: true, counts: true };
    expect(drafted?.data).toMatchObject({ month: '2026-12', plan });
    const activityId = drafted?.type === 'rollcall.drafted' ? drafted.data.activityId : '';
    expect(screen.document[`inbox/rollcall-draft/${activityId}`]).toMatchObject({
      title: '拟安排：机关责任区卫生日（2026 年 12 月） 2026-12-05 08:30—10:30',
    });
    // Postponed, and adopted.
    const postponed = {
      ...PLAN,
      kind: 'cleaning',
      title: '机关卫生日',
      officeDate: '2026-12-06',
      from: '08:30',
      to: '10:30',
      sectionIds: ['s-1', 's-2'],
      people: [],
      officialsOnly: true,
    };
    office.ask('p-clerk', 'rollcall.change', { activityId, plan: postponed, reason: '雨天' });
    office.ask('p-clerk', 'rollcall.adopt', { activityId });
    office.advanceTo('2026-12-06T08:20:00');
    open(office, activityId);
    close(office, activityId);
    expect(Object.keys(standing(office, activityId))).not.toContain('p-both');
    expect(Object.keys(standing(office, activityId))).toContain('p-finger');
    expect(screen.document).toEqual(screen.full());
    // The next one comes by itself, and no month twice.
    office.advanceTo('2027-01-31T09:00:00');
    const months = office.events.flatMap((event) =>
      event.type === 'rollcall.drafted' ? [event.data.month] : [],
    );
    expect(months).toEqual(['2026-12', '2027-01', '2027-02']);
    expect(office.rebuilt()).toEqual(office.states);
  }, 60_000);
});
