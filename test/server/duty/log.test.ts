/** The duty log, figures, registers and screens of the duty desk (ZB-1). */
import { describe, expect, it } from 'vitest';
import { as, DUTY_DESK, openOffice, swipe } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { Line } from './line.ts';

function desk(registers = false): { office: RulesOffice; line: Line } {
  const office = openOffice({ registers });
  office.passUntil('09:00:00');
  swipe(office, 'p-second', 'duty-1', 'duty-card');
  office.request(DUTY_DESK, 'duty.sign-on', { personId: 'p-second' });
  const line = new Line(office);
  line.seen();
  new Line(office, 'line-2').seen();
  return { office, line };
}
function answeredCall(line: Line): string {
  line.ring();
  line.office.pass(3000);
  line.lift();
  line.hangUp();
  return line.callId;
}
const screen = (office: RulesOffice): Record<string, unknown> => office.screen('duty', DUTY_DESK, 'duty-1');

describe('duty log', () => {
  it('ZB-1 takes a call: what, from whom, passed to whom; never twice', () => {
    const { office, line } = desk();
    const callId = answeredCall(line);
    const body = { callId, from: '桃园镇政府', matter: '雨水井盖缺失', passedTo: '市政处' };
    office.request(DUTY_DESK, 'duty.log-call', body);
    expect(screen(office)[`call/${callId}`]).toMatchObject({ log: 'logged', matter: '雨水井盖缺失' });
    expect(screen(office)[`log/${callId}`]).toMatchObject({
      from: '桃园镇政府',
      passedTo: '市政处',
      by: ['名second'],
    });
    expect(() => office.request(DUTY_DESK, 'duty.log-call', body)).toThrow(/未重复登记/);
    expect(() => office.request(DUTY_DESK, 'duty.dismiss-call', { callId })).toThrow(/未重复登记/);
  });
  it('ZB-1 无需登记 by one key, and not while it still rings', () => {
    const { office, line } = desk();
    line.ring();
    expect(() => office.request(DUTY_DESK, 'duty.dismiss-call', { callId: line.callId })).toThrow(/尚在响铃/);
    line.lift();
    office.request(DUTY_DESK, 'duty.dismiss-call', { callId: line.callId });
    expect(screen(office)[`call/${line.callId}`]).toMatchObject({ log: 'not-needed' });
  });
  it('ZB-1 takes a visit, and only while somebody is signed on', () => {
    const { office } = desk();
    const visit = { from: '石横镇政府 李某', matter: '联系工作', passedTo: '督查科' };
    office.request(DUTY_DESK, 'duty.log-visit', visit);
    expect(Object.keys(screen(office)).filter((key) => key.startsWith('log/'))).toHaveLength(1);
    swipe(office, 'p-second', 'duty-1', 'duty-card');
    office.request(DUTY_DESK, 'duty.sign-off', { personId: 'p-second' });
    expect(() => office.request(DUTY_DESK, 'duty.log-visit', visit)).toThrow(/无人签到/);
  });
  it('ids that are nobody’s find nothing', () => {
    const { office } = desk();
    for (const callId of ['constructor', '__proto__', 'toString', 'call-line-1-99']) {
      expect(() => office.request(DUTY_DESK, 'duty.dismiss-call', { callId })).toThrow(/查无此来电/);
    }
  });
});

describe('figures', () => {
  it('ZB-1 carry their denominator and name what is apart', () => {
    const { office, line } = desk();
    expect(screen(office)['figures']).toEqual({ inTime: 0, counted: 0, apart: [] });
    answeredCall(line);
    line.ringTimes(3);
    line.giveUp();
    line.ring();
    line.giveUp();
    line.ringTimes(2);
    line.blind(line.callId);
    expect(screen(office)['figures']).toEqual({
      inTime: 1,
      counted: 2,
      apart: [
        { reason: 'abandoned-early', count: 1 },
        { reason: 'blind', count: 1 },
      ],
    });
  });
  it('begin anew at midnight, and older calls leave the memory for the register', () => {
    const { office, line } = desk(true);
    const callId = answeredCall(line);
    office.pass(86_400_000);
    expect(screen(office)['figures']).toEqual({ inTime: 0, counted: 0, apart: [] });
    expect(screen(office)[`call/${callId}`]).toBeUndefined();
    office.pass(2 * 86_400_000);
    expect(() => office.request(DUTY_DESK, 'duty.dismiss-call', { callId })).toThrow(/查无此来电/);
    expect(office.view('duty.calls', { date: '2026-11-23' }, as('p-director'))).toMatchObject({
      calls: [{ callId }],
    });
  });
});

describe('registers and views', () => {
  it('duty.calls gives the verdict with what it rests on', () => {
    const { office, line } = desk(true);
    const callId = answeredCall(line);
    office.request(DUTY_DESK, 'duty.log-call', { callId, matter: '会议通知' });
    line.ringTimes(3);
    line.giveUp();
    office.request(DUTY_DESK, 'duty.called-back', { callId: line.callId, remark: '已办' });
    expect(office.view('duty.calls', { date: '2026-11-23' }, as('p-director'))).toMatchObject({
      calls: [
        {
          callId,
          class: 'answered-in-time',
          rings: 1,
          waitMs: 3000,
          answeredBy: '名second',
          log: 'logged',
          matter: '会议通知',
        },
        { class: 'missed', answered: false, onDuty: ['名second'], clause: 'ZB-1', ruleVersion: 0 },
      ],
      log: [{ kind: 'call', matter: '会议通知', by: ['名second'] }],
    });
  });
  it('duty.roster gives the newest version of each shift', () => {
    const { office } = desk(true);
    const row = { officeDate: '2026-11-24', shiftId: 'night', officerIds: ['p-night'] };
    office.request(as('p-director'), 'duty.publish-roster', { rows: [row] });
    office.request(as('p-director'), 'duty.publish-roster', { rows: [{ ...row, officerIds: ['p-clerk'] }] });
    expect(office.view('duty.roster', { from: '2026-11-23', to: '2026-11-30' }, as('p-clerk'))).toMatchObject(
      {
        rows: [{ from: '19:30:00', to: '21:30:00', officers: [{ personId: 'p-clerk' }], version: 2 }],
      },
    );
  });
});

describe('screens and memory', () => {
  it('every change of the screen is among the keys said to be touched, and a rebuild shows the same', () => {
    const { office, line } = desk();
    const other = new Line(office, 'line-2');
    const steps: readonly (() => void)[] = [
      () => line.ring(),
      () => line.number('12345'),
      () => office.pass(5000),
      () => line.ring(),
      () => office.pass(5000),
      () => line.ring(),
      () => other.ring(),
      () => line.lift(),
      () => swipe(office, 'p-chief', 'duty-1', 'duty-card'),
      () => office.request(DUTY_DESK, 'duty.sign-on', { personId: 'p-chief' }),
      () => other.giveUp(),
      () => line.hangUp(),
      () => office.request(DUTY_DESK, 'duty.log-call', { callId: line.callId, matter: '通知' }),
      () => office.request(DUTY_DESK, 'duty.step-away', { personId: 'p-chief', expectedMinutes: 3 }),
      () => line.ringTimes(3),
      () => line.giveUp(),
      () => office.request(DUTY_DESK, 'duty.called-back', { callId: line.callId, remark: '' }),
      () => office.request(DUTY_DESK, 'duty.back', { personId: 'p-chief' }),
      () => line.blind(),
      () => line.seen('off-hook'),
      () => office.passUntil('19:31:00'),
      () => office.pass(86_400_000),
    ];
    for (const [at, step] of steps.entries()) {
      const before = screen(office);
      const position = office.events.length;
      step();
      const after = screen(office);
      const touched = office.touchedSince(position, 'duty', DUTY_DESK, 'duty-1');
      const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
        (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
      );
      const untold = touched === 'all' ? [] : changed.filter((key) => !touched.includes(key));
      expect(untold, `after step ${at}`).toEqual([]);
      office.memory.replace(office.rebuilt());
      expect(screen(office), `rebuilt after step ${at}`).toEqual(after);
    }
  });
});
