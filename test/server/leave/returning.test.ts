/** KQ-1: 销假 by the first badge, by word, 续假, and 逾期未销假. */
import { describe, expect, it } from 'vitest';
import type { OfficeHarness } from '../../support/office-harness.ts';
import {
  FINGER,
  advanceAlive,
  bringUp,
  morningOffice,
  press,
  swipe,
  verdict,
} from '../../support/morning-office.ts';
import { half } from './leave-facts.ts';
import {
  FRIDAY,
  MONDAY,
  THURSDAY,
  TUESDAY,
  WEDNESDAY,
  ask,
  decide,
  grant,
  recordOf,
  stepsOf,
} from './leave-office.ts';

const MON_TO_WED = [`${MONDAY} am`, `${WEDNESDAY} pm`] as const;

function morning(office: OfficeHarness, date: string, until = '08:00:30'): void {
  office.advanceTo(`${date}T06:00:00`);
  advanceAlive(office, until);
  office.proven(FINGER);
}

describe('KQ-1: the first badge after leave is 销假', () => {
  it('KQ-1: on a day of the leave it comes early and shortens it, and the line names the badge', () => {
    for (const [moment, back, standsTuesday] of [
      ['07:49:59.999', { back_date: TUESDAY, back_half: 'morning' }, 'on-time'],
      ['07:50:00', { back_date: TUESDAY, back_half: 'afternoon' }, 'on-leave'],
      ['14:00:00', { back_date: TUESDAY, back_half: 'afternoon' }, 'on-leave'],
    ] as const) {
      const office = morningOffice();
      const leaveId = grant(office, 'p-finger', MON_TO_WED);
      morning(office, MONDAY);
      office.advanceTo(`${TUESDAY}T06:00:00`);
      advanceAlive(office, moment);
      press(office, 'p-finger');
      const badge = office.events.findLast(({ type }) => type === 'people.badge-recorded');
      expect(
        office.events.findLast(({ type }) => type === 'leave.returned'),
        moment,
      ).toMatchObject({
        data: { leaveId, badge: { position: badge?.position, stationId: 'entrance-1' } },
      });
      expect(recordOf(office, leaveId), moment).toMatchObject(back);
      expect(verdict(office, 'p-finger'), moment).toBe(standsTuesday);
      expect(verdict(office, 'p-finger', MONDAY), moment).toBe('on-leave');
      morning(office, WEDNESDAY);
      expect(verdict(office, 'p-finger'), moment).toBe('not-signed-in');
      expect(office.rebuilt()).toEqual(office.states);
    }
  });

  it('KQ-1: not in its first half day, not before 6:30, not at the duty desk, not on a rest day', () => {
    const office = morningOffice({ start: '2026-11-20T06:00:00' });
    const leaveId = grant(office, 'p-both', ['2026-11-20 am', `${TUESDAY} pm`]);
    advanceAlive(office, '07:45:00');
    press(office, 'p-both');
    expect(verdict(office, 'p-both')).toBe('on-time');
    office.advanceTo('2026-11-21T09:00:00');
    press(office, 'p-both');
    office.advanceTo(`${MONDAY}T06:29:59.999`);
    press(office, 'p-both');
    const rows = [{ officeDate: MONDAY, shiftId: 'night', officerIds: ['p-both'] }];
    office.ask('p-director', 'duty.publish-roster', { rows });
    office.advanceTo('19:20:00');
    office.card('duty-card', 'card-p-both');
    expect(stepsOf(office, leaveId)).toEqual(['asked', 'decided']);
    office.advanceTo(`${TUESDAY}T06:30:00`);
    press(office, 'p-both');
    expect(stepsOf(office, leaveId)).toEqual(['asked', 'decided', 'returned']);
  });

  it('KQ-1: granted after the badge it is shortened all the same, and a badge known later still counts', () => {
    const office = morningOffice();
    const leaveId = ask(office, 'p-finger', MON_TO_WED);
    morning(office, MONDAY);
    office.advanceTo(`${TUESDAY}T07:30:00`);
    press(office, 'p-finger');
    expect(recordOf(office, leaveId)['back_date']).toBeNull();
    decide(office, 'p-director', leaveId);
    expect(recordOf(office, leaveId)).toMatchObject({ back_date: TUESDAY, back_half: 'morning' });
    press(office, 'p-finger', office.time.instantOf(MONDAY, '15:00'));
    expect(recordOf(office, leaveId)).toMatchObject({ back_date: MONDAY, back_half: 'afternoon' });
    press(office, 'p-finger', office.time.instantOf(MONDAY, '16:00'));
    expect(stepsOf(office, leaveId)).toEqual(['asked', 'decided', 'returned', 'returned']);
  });

  it('KQ-1: reported by the person or the clerk, not for the future, not before it began, not twice', () => {
    const office = morningOffice();
    const leaveId = grant(office, 'p-finger', MON_TO_WED);
    const back = (by: string, when: string): string | undefined =>
      office.refusal(() => office.ask(by, 'leave.return', { leaveId, back: half(when) }));
    office.advanceTo(`${TUESDAY}T13:00:00`);
    expect(back('p-finger', `${MONDAY} am`)).toBe('LEAVE_BACK_INVALID');
    expect(back('p-finger', `${WEDNESDAY} am`)).toBe('LEAVE_BACK_INVALID');
    expect(back('p-card', `${TUESDAY} pm`)).toBe('LEAVE_NOT_YOURS');
    expect(back('p-clerk', `${TUESDAY} pm`)).toBeUndefined();
    expect(back('p-finger', `${TUESDAY} pm`)).toBe('LEAVE_BACK_ALREADY');
    expect(office.context().leave.coverOf('p-finger', TUESDAY, 'morning')).toBeDefined();
    expect(office.context().leave.coverOf('p-finger', TUESDAY, 'afternoon')).toBeUndefined();
  });
});

describe('KQ-1: 续假', () => {
  const extend = (office: OfficeHarness, by: string, leaveId: string, until: string): unknown =>
    office.ask(by, 'leave.extend', { leaveId, until: half(until), reason: '尚未痊愈' });

  it('KQ-1: a leave of its own that goes on from the granted one, with a decision of its own', () => {
    const office = morningOffice();
    const leaveId = grant(office, 'p-finger', MON_TO_WED);
    expect(office.refusal(() => extend(office, 'p-finger', leaveId, `${WEDNESDAY} pm`))).toBe(
      'LEAVE_EXTENSION_INVALID',
    );
    expect(office.refusal(() => extend(office, 'p-head', leaveId, `${FRIDAY} am`))).toBe('LEAVE_NOT_YOURS');
    office.advanceTo(`${WEDNESDAY}T15:00:00`);
    extend(office, 'p-finger', leaveId, `${FRIDAY} am`);
    expect(office.events.findLast(({ type }) => type === 'leave.asked')).toMatchObject({
      data: { extendsId: leaveId, span: { from: half(`${THURSDAY} am`), until: half(`${FRIDAY} am`) } },
    });
    morning(office, THURSDAY);
    expect(verdict(office, 'p-finger')).toBe('open');
    const [extension] = office.registers.all(
      'SELECT leave_id FROM leave_record WHERE extends_id = ?',
      leaveId,
    );
    decide(office, 'p-director', String(extension?.['leave_id']));
    expect(verdict(office, 'p-finger')).toBe('on-leave');
  });

  it('KQ-1: what was not granted, or has ended by 销假, is not extended', () => {
    const office = morningOffice();
    const leaveId = ask(office, 'p-finger', MON_TO_WED);
    expect(office.refusal(() => extend(office, 'p-finger', leaveId, `${FRIDAY} am`))).toBe(
      'LEAVE_NOT_GRANTED',
    );
    decide(office, 'p-director', leaveId);
    office.advanceTo(`${TUESDAY}T07:30:00`);
    press(office, 'p-finger');
    expect(office.refusal(() => extend(office, 'p-finger', leaveId, `${FRIDAY} am`))).toBe(
      'LEAVE_EXTENSION_INVALID',
    );
  });
});

describe('KQ-1: 逾期未销假', () => {
  const overdue = (office: OfficeHarness): readonly unknown[] =>
    office.events.flatMap((event) => (event.type === 'leave.overdue' ? [event.data.officeDate] : []));

  it('KQ-1: over, a working day, and no badge by the absent edge: once, and gone with the first badge', () => {
    const office = morningOffice({ start: '2026-11-20T06:00:00' });
    const leaveId = grant(office, 'p-card', ['2026-11-20 am', '2026-11-20 pm'], 'annual');
    advanceAlive(office, '08:00:30');
    office.advanceTo('2026-11-22T23:00:00');
    expect(overdue(office)).toEqual([]);
    office.advanceTo(`${MONDAY}T06:00:00`);
    // Somebody else's card: the silent card reader lives.
    advanceAlive(office, '08:00:01');
    expect(overdue(office)).toEqual([]);
    swipe(office, 'p-clerk');
    expect(overdue(office)).toEqual([MONDAY]);
    office.advanceTo('08:30:00');
    swipe(office, 'p-card');
    expect(recordOf(office, leaveId)).toMatchObject({ overdue_on: MONDAY, back_date: MONDAY });
    office.advanceTo(`${TUESDAY}T06:00:00`);
    advanceAlive(office, '08:00:30');
    swipe(office, 'p-clerk');
    expect(overdue(office)).toEqual([MONDAY]);
  });

  it('KQ-1: where the readers were blind nobody is overdue', () => {
    const office = morningOffice({ start: '2026-11-20T06:00:00' });
    grant(office, 'p-finger', ['2026-11-20 am', '2026-11-20 pm'], 'annual');
    office.advanceTo(`${MONDAY}T06:00:00`);
    advanceAlive(office, '07:40:00');
    office.health(FINGER, 'offline', 'unplugged', office.nowMs);
    office.advanceTo('08:10:00');
    bringUp(office);
    office.advance(40_000);
    expect(verdict(office, 'p-finger')).toBe('open');
    expect(overdue(office)).toEqual([]);
  });

  it('KQ-1: with another leave or 续假 for that morning, undecided even, nobody is overdue', () => {
    const office = morningOffice();
    const leaveId = grant(office, 'p-finger', [`${MONDAY} am`, `${MONDAY} pm`], 'annual');
    morning(office, MONDAY);
    office.ask('p-finger', 'leave.extend', { leaveId, until: half(`${TUESDAY} pm`), reason: '车次取消' });
    morning(office, TUESDAY);
    expect(overdue(office)).toEqual([]);
    morning(office, WEDNESDAY);
    expect(overdue(office)).toEqual([WEDNESDAY]);
  });

  it('KQ-1: granted only afterwards it is overdue from the morning that was missed', () => {
    const office = morningOffice();
    const leaveId = ask(office, 'p-finger', [`${MONDAY} am`, `${MONDAY} pm`]);
    morning(office, MONDAY);
    morning(office, TUESDAY);
    expect(overdue(office)).toEqual([]);
    decide(office, 'p-director', leaveId);
    expect(overdue(office)).toEqual([TUESDAY]);
  });
});
