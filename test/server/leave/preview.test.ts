/** KQ-1: what asking comes to is told beforehand, what may be done with a leave is named, and the register is a file. */
import { describe, expect, it } from 'vitest';
import type { OfficeHarness } from '../../support/office-harness.ts';
import { advanceAlive, morningOffice } from '../../support/morning-office.ts';
import { FRIDAY, MONDAY, TUESDAY, WEDNESDAY, ask, enter, grant } from './leave-office.ts';

const preview = (
  office: OfficeHarness,
  by: string,
  [from, until]: readonly [string, string],
  more: object = {},
): unknown => {
  const [fromDate, fromHalf, untilDate, untilHalf] = [from, until].flatMap((half) => {
    const [date, name] = half.split(' ');
    return [date, name === 'am' ? 'morning' : 'afternoon'];
  });
  const query = { kind: 'personal', fromDate, fromHalf, untilDate, untilHalf, ...more };
  return office.view('leave.preview', query, office.person(by));
};
const actsOf = (office: OfficeHarness, by: string, leaveId: string): unknown =>
  Object(office.view('leave.one', { leaveId }, office.person(by))).acts;

describe('KQ-1: before it is asked', () => {
  it('KQ-1: counts working half days over rest days, and names what speaks against it', () => {
    const office = morningOffice();
    const rows = [{ officeDate: FRIDAY, shiftId: 'night', officerIds: ['p-finger'] }];
    office.ask('p-director', 'duty.publish-roster', { rows });
    ask(office, 'p-finger', [`${FRIDAY} am`, `${FRIDAY} am`]);
    expect(preview(office, 'p-finger', [`${FRIDAY} pm`, '2026-11-30 am'])).toMatchObject({
      halves: 2,
      isLate: false,
      conflicts: [{ code: 'on-duty', words: `${FRIDAY} 当日有值班，当晚值班未安排替班` }],
      refusal: undefined,
    });
    expect(preview(office, 'p-finger', [`${FRIDAY} am`, `${FRIDAY} pm`])).toMatchObject({
      conflicts: [{ code: 'overlapping-leave' }, { code: 'on-duty' }],
    });
    expect(preview(office, 'p-finger', ['2026-11-28 am', '2026-11-29 pm'])).toMatchObject({
      halves: 0,
      conflicts: [{ code: 'no-working-day' }],
    });
    expect(preview(office, 'p-finger', ['2026-12-31 am', '2027-01-04 pm'])).toMatchObject({
      halves: 2,
      unknownFrom: '2027-01-01',
      conflicts: [{ code: 'calendar-not-published' }],
    });
  });

  it('KQ-1: says what would be refused in the words of the refusal, and records nothing', () => {
    const office = morningOffice();
    const before = office.events.length;
    expect(preview(office, 'p-finger', [`${TUESDAY} pm`, `${TUESDAY} am`])).toMatchObject({
      halves: 0,
      refusal: { code: 'LEAVE_SPAN_INVALID' },
    });
    expect(preview(office, 'p-finger', ['2026-11-16 am', '2026-11-16 pm'])).toMatchObject({
      refusal: { code: 'LEAVE_WINDOW_CLOSED' },
    });
    advanceAlive(office, '07:50:00');
    expect(preview(office, 'p-finger', [`${MONDAY} am`, `${MONDAY} pm`])).toMatchObject({ isLate: true });
    expect(office.events.slice(before).filter(({ type }) => type.startsWith('leave.'))).toEqual([]);
  });

  it('KQ-1: for others only to who may enter it for them', () => {
    const office = morningOffice();
    const of = (by: string, personId: string): string | undefined =>
      office.refusal(() => preview(office, by, [`${TUESDAY} am`, `${TUESDAY} pm`], { personId }));
    expect(of('p-clerk', 'p-finger')).toBeUndefined();
    expect(of('p-head', 'p-card')).toBeUndefined();
    expect(of('p-head', 'p-finger')).toBe('LEAVE_NOT_YOURS');
    expect(of('p-card', 'p-finger')).toBe('LEAVE_NOT_YOURS');
    expect(of('p-clerk', 'p-nobody')).toBe('LEAVE_NOT_YOURS');
  });
});

describe('KQ-1: what may be done with a leave', () => {
  it('KQ-1: 撤回 until it begins, then 销假 and 续假, by the person and by who may enter', () => {
    const office = morningOffice();
    const asked = ask(office, 'p-finger', [`${FRIDAY} am`, `${FRIDAY} pm`]);
    expect(actsOf(office, 'p-finger', asked)).toEqual(['withdraw']);
    expect(actsOf(office, 'p-clerk', asked)).toEqual([]);
    const leaveId = grant(office, 'p-finger', [`${TUESDAY} am`, `${WEDNESDAY} pm`]);
    expect(actsOf(office, 'p-finger', leaveId)).toEqual(['withdraw', 'extend']);
    expect(actsOf(office, 'p-clerk', leaveId)).toEqual(['extend']);
    office.advanceTo(`${TUESDAY}T13:00:00`);
    expect(actsOf(office, 'p-finger', leaveId)).toEqual(['return', 'extend']);
    expect(actsOf(office, 'p-director', leaveId)).toEqual(['return', 'extend']);
    office.ask('p-finger', 'leave.return', { leaveId, back: { date: TUESDAY, half: 'afternoon' } });
    expect(actsOf(office, 'p-finger', leaveId)).toEqual([]);
    const entered = enter(office, 'p-clerk', 'p-card', [`${FRIDAY} am`, `${FRIDAY} pm`]);
    expect(actsOf(office, 'p-clerk', entered)).toEqual(['withdraw']);
  });

  it('KQ-1: 续假 is no longer offered once it would be filed too late', () => {
    const office = morningOffice();
    const leaveId = grant(office, 'p-finger', [`${MONDAY} am`, `${MONDAY} pm`]);
    office.advanceTo('2026-11-26T23:59:00');
    expect(actsOf(office, 'p-finger', leaveId)).toEqual(['return', 'extend']);
    office.advanceTo('2026-11-27T00:00:00');
    expect(actsOf(office, 'p-finger', leaveId)).toEqual(['return']);
  });
});

describe('KQ-1: the register as a file', () => {
  it('KQ-1: of a kind as the reader is shown it, without the grounds that the reader may not read', () => {
    const office = morningOffice();
    grant(office, 'p-finger', [`${TUESDAY} am`, `${TUESDAY} am`], 'sick');
    grant(office, 'p-card', [`${TUESDAY} am`, `${WEDNESDAY} pm`], 'annual');
    const leave = office.modules.find(({ name }) => name === 'leave');
    const list = leave?.views.find(({ name }) => name === 'leave.list');
    const span = { from: MONDAY, until: FRIDAY };
    const rowsFor = (by: string, more: object = {}): unknown =>
      list?.sheet?.(
        Object(office.stateOf('leave')),
        { ...span, ...more },
        { context: office.context(), registers: office.registers, principal: office.person(by) },
      ).rows;
    expect(rowsFor('p-clerk', { kindWords: '病假' })).toEqual([
      [
        '秘书科',
        '张伟',
        '病假',
        `${TUESDAY} 上午`,
        `${TUESDAY} 上午`,
        0.5,
        '同意',
        '家中有事',
        '周海涛',
        '',
        `${MONDAY} 06:00`,
        '',
      ],
    ]);
    expect(JSON.stringify(rowsFor('p-deputy'))).not.toMatch(/病假|年休假|家中有事/);
    expect(rowsFor('p-deputy', { kindWords: '病假' })).toEqual([]);
    expect(rowsFor('p-deputy', { kindWords: '请假' })).toHaveLength(2);
    const own = rowsFor('p-head', { sectionId: 's-1' });
    expect(JSON.stringify(own)).toContain('刘洋');
    expect(own).toHaveLength(1);
  });
});
