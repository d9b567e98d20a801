/** ZB-1 on hard days: outages, pauses, changes of shift and of the rule while the telephone rings. */
import { describe, expect, it } from 'vitest';
import { as, DUTY_DESK, openOffice, swipe } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { Line } from './line.ts';

const MONDAY = '2026-11-23';

function signOn(office: RulesOffice, personId: string): void {
  swipe(office, personId, 'duty-1', 'duty-card');
  office.request(DUTY_DESK, 'duty.sign-on', { personId });
}
/** A working day, with `personIds` signed on; the line is seen. */
function desk(time: string, ...personIds: readonly string[]): { office: RulesOffice; line: Line } {
  const office = openOffice();
  const rows = [
    { officeDate: MONDAY, shiftId: 'night', leaderId: 'p-deputy', officerIds: ['p-night', 'p-chief'] },
  ];
  office.request(as('p-director'), 'duty.publish-roster', { rows });
  office.passUntil(time);
  for (const personId of personIds) signOn(office, personId);
  const line = new Line(office);
  line.seen();
  return { office, line };
}
const morning = (...personIds: readonly string[]): { office: RulesOffice; line: Line } =>
  desk('09:00:00', ...personIds);
const judged = (office: RulesOffice) => office.last('duty.call-judged')?.data;
const lineOn = (office: RulesOffice) => office.screen('duty', DUTY_DESK, 'duty-1')['line/line-1'];
const told = (office: RulesOffice): number =>
  office.all('duty.leader-told').filter(({ data }) => data.about === 'call-not-called-back').length;

describe('ZB-1 what the service could not vouch for', () => {
  it('ZB-1 with the clock in doubt nobody is judged', () => {
    const { office, line } = morning('p-second');
    office.mayAct = false;
    line.ringTimes(3);
    line.giveUp();
    expect(judged(office)).toMatchObject({ class: 'apart', apart: 'blind', callBackDueMs: undefined });
    office.mayAct = true;
    line.ringTimes(3);
    line.giveUp();
    expect(judged(office)).toMatchObject({ class: 'missed' });
  });

  it('ZB-1 a call that rang while the journal could not be written is told afterwards and counts against nobody', () => {
    const { office, line } = morning('p-second');
    line.ring();
    office.pass(5000);
    line.ring();
    const fromMs = office.clock.epochMs() + 1000;
    const later: (() => void)[] = [];
    // What the monitor says meanwhile is kept, and taken after the outage under its own time.
    const keep = (event: Parameters<Line['report']>[0]): void => {
      const at = office.now();
      const origin = { deviceId: 'line-1', stationId: 'duty-1', lineId: 'line-1', at };
      later.push(() => office.device({ ...event, ...origin }));
    };
    const { callId } = line;
    office.pass(5000);
    keep({ kind: 'ring-started', callId, ring: 3, evidence: 'counted' });
    office.pass(1000);
    keep({ kind: 'call-answered', callId, ringsStarted: 3, waitMs: 11_000, evidence: 'counted' });
    office.pass(20_000);
    keep({ kind: 'call-ended', callId, talkMs: 20_000 });
    office.pass(60_000);
    const toMs = office.clock.epochMs();
    office.record({ type: 'system.journal-blind', data: { fromMs, toMs, reason: 'disk-full', refused: 0 } });
    for (const one of later) one();
    expect(judged(office)).toMatchObject({ class: 'apart', apart: 'blind', answered: true, ringsStarted: 3 });
    expect(lineOn(office)).toMatchObject({ state: 'idle', callId: undefined });
    line.rings = 0;
    office.pass(1000);
    line.ringTimes(3);
    line.lift();
    expect(judged(office)).toMatchObject({ class: 'answered-late' });
  });
});

describe('ZB-1 while it rings', () => {
  it('ZB-1 the shift changes: whoever is on at the answer took it, and ring 3 names who was on then', () => {
    const { office, line } = desk('17:00:00', 'p-second');
    office.passUntil('19:29:00');
    signOn(office, 'p-night');
    office.passUntil('19:29:56');
    line.ringTimes(3);
    expect(office.last('duty.rang-past-limit')?.data.onDuty).toEqual(['p-night']);
    line.lift();
    // It began before the hours: recorded, judged by nobody.
    expect(judged(office)).toMatchObject({
      class: 'out-of-hours',
      answeredBy: 'p-night',
      onDuty: ['p-night'],
    });
    line.hangUp();
    office.passUntil('21:29:59');
    line.ringTimes(4);
    line.lift();
    expect(judged(office)).toMatchObject({ class: 'answered-late', shift: { shiftId: 'night' } });
  });

  it('ZB-1 the host pauses: what it could not follow is apart, what rings on after it is not counted, the next call is', () => {
    const { office, line } = morning('p-second');
    line.ringTimes(2);
    line.report({ kind: 'line-blind', reason: 'host-paused', callId: line.callId });
    expect(judged(office)).toMatchObject({ class: 'apart', apart: 'blind', onDuty: ['p-second'] });
    office.pass(4000);
    line.seen('ringing', 4000);
    line.rings = 0;
    line.ringTimes(4);
    line.giveUp();
    expect(judged(office)).toMatchObject({ class: 'apart', apart: 'blind', callBackDueMs: undefined });
    expect(office.all('duty.call-judged')).toHaveLength(2);
    line.ringTimes(3);
    line.giveUp();
    expect(judged(office)).toMatchObject({ class: 'missed' });
  });

  it('ZB-1 two lines ring at once and two are on: one answered line excuses nobody', () => {
    const { office, line } = desk('19:35:00', 'p-night', 'p-chief');
    const second = new Line(office, 'line-2');
    second.seen();
    line.ring();
    second.ring();
    second.lift();
    office.pass(5000);
    line.ring();
    office.pass(5000);
    line.ring();
    line.giveUp();
    expect(judged(office)).toMatchObject({
      lineId: 'line-1',
      class: 'missed',
      onDuty: ['p-night', 'p-chief'],
    });
  });

  it('ZB-1 the rule changes at noon: each call is judged by the rule of its hour and says which', () => {
    const { office, line } = morning('p-second');
    line.ringTimes(3);
    line.lift();
    line.hangUp();
    expect(judged(office)).toMatchObject({ class: 'answered-late', ruleVersion: 0 });
    const value = { answeredWithinRings: 3, callBackMinutes: 5 };
    const body = { proposalId: 'setting-1', key: 'duty.rings', value, effectiveFrom: MONDAY };
    office.record({ type: 'settings.confirmed', data: { ...body, confirmedBy: 'p-director', version: 1 } });
    line.ringTimes(3);
    line.lift();
    line.hangUp();
    expect(judged(office)).toMatchObject({ class: 'answered-in-time', ruleVersion: 1 });
    line.ringTimes(4);
    line.giveUp();
    expect(judged(office)?.callBackDueMs).toBe((judged(office)?.endedAtMs ?? 0) + 5 * 60_000);
  });
});

describe('ZB-1 call-backs', () => {
  it('ZB-1 at the last millisecond of the ten minutes nobody is told, at the next the leader is, of that call alone', () => {
    const { office, line } = desk('19:35:00', 'p-night');
    line.ringTimes(3);
    line.giveUp();
    const first = judged(office);
    office.pass(60_000);
    line.ringTimes(3);
    line.giveUp();
    const second = judged(office);
    office.pass((first?.callBackDueMs ?? 0) - 1 - office.clock.epochMs());
    office.request(DUTY_DESK, 'duty.called-back', { callId: first?.callId, remark: '' });
    office.pass(1000);
    expect(told(office)).toBe(0);
    office.pass((second?.callBackDueMs ?? 0) - office.clock.epochMs());
    expect(office.last('duty.leader-told')?.data).toMatchObject({ callId: second?.callId });
    office.request(DUTY_DESK, 'duty.called-back', { callId: second?.callId, remark: '对方已办' });
    office.pass(3_600_000);
    expect(told(office)).toBe(1);
    expect(office.rebuilt()).toEqual(office.memory.states);
  });
});
