/** ZB-1: rings, answers and verdicts, at their boundaries. */
import { describe, expect, it } from 'vitest';
import { judgeCall, limitRingExpectedMs } from '../../../server/duty/verdict.ts';
import { CADENCE_CHINA } from '../../../devices/phone-line/cadence.ts';
import { DUTY_DESK, openOffice, swipe } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { Line } from './line.ts';

/** A working morning, 09:00, with `personIds` signed on. */
function morning(...personIds: readonly string[]): { office: RulesOffice; line: Line } {
  const office = openOffice();
  office.passUntil('09:00:00');
  for (const personId of personIds) signOn(office, personId);
  const line = new Line(office);
  line.seen();
  new Line(office, 'line-2').seen();
  return { office, line };
}
function signOn(office: RulesOffice, personId: string): void {
  swipe(office, personId, 'duty-1', 'duty-card');
  office.request(DUTY_DESK, 'duty.sign-on', { personId });
}
const judged = (office: RulesOffice) => office.last('duty.call-judged')?.data;
const lineOn = (office: RulesOffice, lineId = 'line-1') =>
  office.screen('duty', DUTY_DESK, 'duty-1')[`line/${lineId}`];

describe('ZB-1 answered within two rings', () => {
  it('ZB-1 off-hook just before ring 3 starts is in time', () => {
    const { office, line } = morning('p-second');
    line.ringTimes(2);
    office.pass(4999);
    line.lift();
    expect(judged(office)).toMatchObject({
      class: 'answered-in-time',
      ringsStarted: 2,
      answeredBy: 'p-second',
      clause: 'ZB-1',
    });
    expect(office.all('duty.rang-past-limit')).toEqual([]);
  });

  it('ZB-1 the pause after ring 2 still counts as two rings', () => {
    const { office, line } = morning('p-second');
    line.ringTimes(2);
    office.pass(2000);
    line.lift();
    expect(judged(office)).toMatchObject({ class: 'answered-in-time', waitMs: 7000 });
  });

  it('ZB-1 at the start of ring 3 铃响超过两声 is recorded at that moment, and an answer then is late', () => {
    const { office, line } = morning('p-second');
    line.ringTimes(3);
    const atRing3 = office.clock.epochMs();
    expect(office.all('duty.rang-past-limit')).toHaveLength(1);
    expect(office.last('duty.rang-past-limit')).toMatchObject({
      recordedAtMs: atRing3,
      data: { ring: 3, atMs: atRing3, onDuty: ['p-second'] },
    });
    line.lift();
    expect(judged(office)).toMatchObject({ class: 'answered-late', ringsStarted: 3, waitMs: 10_000 });
  });

  it('ZB-1 ring 4 does not record it a second time', () => {
    const { office, line } = morning('p-second');
    line.ringTimes(5);
    expect(office.all('duty.rang-past-limit')).toHaveLength(1);
  });

  it('ZB-1 unanswered past the limit is missed and owes a call back', () => {
    const { office, line } = morning('p-second');
    line.ringTimes(4);
    line.giveUp();
    expect(judged(office)).toMatchObject({
      class: 'missed',
      answered: false,
      answeredBy: undefined,
      onDuty: ['p-second'],
    });
    expect(judged(office)?.callBackDueMs).toBe((judged(office)?.endedAtMs ?? 0) + 10 * 60_000);
  });

  it('ZB-1 a caller who gives up within two rings is apart from the officer, and nothing is owed', () => {
    const { office, line } = morning('p-second');
    line.ringTimes(2);
    line.giveUp();
    expect(judged(office)).toMatchObject({ class: 'abandoned-early', callBackDueMs: undefined });
  });

  it('ZB-1 judges by the rings that the person hears', () => {
    const inShift = { inShift: true, test: false, blind: false, excuse: undefined, limitRing: 3 };
    expect(judgeCall({ ...inShift, answered: true, ringsStarted: 0 }).class).toBe('answered-in-time');
    expect(judgeCall({ ...inShift, answered: false, ringsStarted: 3 }).class).toBe('missed');
    expect(limitRingExpectedMs(1000, 2, CADENCE_CHINA)).toBe(11_000);
  });
});

describe('ZB-1 the line on the screen', () => {
  it('ZB-1 goes from 待接 over the rings to 铃响超过两声, 通话中 and back', () => {
    const { office, line } = morning('p-second');
    expect(lineOn(office)).toMatchObject({ state: 'idle', number: '8001' });
    line.ring();
    expect(lineOn(office)).toMatchObject({
      state: 'ring-1',
      ring: 1,
      limitRingExpectedMs: office.clock.epochMs() + 10_000,
    });
    office.pass(5000);
    line.ring();
    line.number('0538-0000117');
    expect(lineOn(office)).toMatchObject({ state: 'ring-2', callerNumber: '0538-0000117' });
    office.pass(5000);
    line.ring();
    expect(lineOn(office)).toMatchObject({ state: 'past-limit', ring: 3 });
    line.lift();
    expect(lineOn(office)).toMatchObject({ state: 'in-call' });
    line.hangUp();
    expect(lineOn(office)).toMatchObject({ state: 'idle', callId: undefined });
  });

  it('ZB-1 shows blind as blind, and ringing that began unseen without a count', () => {
    const { office, line } = morning();
    line.blind();
    expect(lineOn(office)).toMatchObject({ state: 'blind' });
    line.seen('ringing');
    line.ring();
    expect(lineOn(office)).toMatchObject({ state: 'unknown' });
  });
});

describe('ZB-1 apart and not against the officer', () => {
  it('ZB-1 a second line ringing during a call is apart', () => {
    const { office, line } = morning('p-second');
    const other = new Line(office, 'line-2');
    other.ring();
    other.lift();
    office.pass(10_000);
    line.ringTimes(4);
    line.giveUp();
    expect(judged(office)).toMatchObject({ class: 'apart', apart: 'other-line' });
    expect(judged(office)?.callBackDueMs).toBeDefined();
  });

  it('ZB-1 with two on duty one busy line excuses nobody', () => {
    const { office, line } = morning('p-second', 'p-chief');
    const other = new Line(office, 'line-2');
    other.ring();
    other.lift();
    line.ringTimes(4);
    line.giveUp();
    expect(judged(office)).toMatchObject({ class: 'missed', onDuty: ['p-second', 'p-chief'] });
  });

  it('ZB-1 a call answered on the other line while this one rings excuses, dialling out does not', () => {
    const first = morning('p-second');
    const answering = new Line(first.office, 'line-2');
    first.line.ring();
    answering.ring();
    answering.lift();
    first.office.pass(5000);
    first.line.ring();
    first.office.pass(5000);
    first.line.ring();
    first.line.giveUp();
    expect(judged(first.office)).toMatchObject({ class: 'apart', apart: 'other-line' });

    const second = morning('p-second');
    second.line.ring();
    second.office.pass(1);
    new Line(second.office, 'line-2').lift();
    second.office.pass(4999);
    second.line.ring();
    second.office.pass(5000);
    second.line.ring();
    second.line.giveUp();
    expect(judged(second.office)).toMatchObject({ class: 'missed' });
  });

  it('ZB-1 what becomes busy only after the start of ring 3 excuses nothing', () => {
    const { office, line } = morning('p-second');
    line.ringTimes(3);
    const other = new Line(office, 'line-2');
    other.ring();
    other.lift();
    office.pass(5000);
    line.ring();
    line.giveUp();
    expect(judged(office)).toMatchObject({ class: 'missed' });
  });

  it('ZB-1 正在接待 before the ringing excuses, after it does not', () => {
    const before = morning('p-second');
    before.office.request(DUTY_DESK, 'duty.receive-visitor', { personId: 'p-second' });
    before.line.ringTimes(3);
    before.line.giveUp();
    expect(judged(before.office)).toMatchObject({ class: 'apart', apart: 'receiving-visitor' });

    const after = morning('p-second');
    after.line.ring();
    after.office.pass(1);
    after.office.request(DUTY_DESK, 'duty.receive-visitor', { personId: 'p-second' });
    after.office.pass(4999);
    after.line.ring();
    after.office.pass(5000);
    after.line.ring();
    after.line.giveUp();
    expect(judged(after.office)).toMatchObject({ class: 'missed' });
  });

  it('ZB-2 暂离 excuses within its minutes, to the millisecond', () => {
    const away = { personId: 'p-second', expectedMinutes: 5 };
    const within = morning('p-second');
    within.office.request(DUTY_DESK, 'duty.step-away', away);
    within.office.pass(5 * 60_000 - 10_000);
    within.line.ringTimes(3);
    within.line.giveUp();
    expect(judged(within.office)).toMatchObject({ class: 'apart', apart: 'stepped-away' });

    const beyond = morning('p-second');
    beyond.office.request(DUTY_DESK, 'duty.step-away', away);
    beyond.office.pass(5 * 60_000 + 1);
    beyond.line.ringTimes(3);
    beyond.line.giveUp();
    expect(judged(beyond.office)).toMatchObject({ class: 'missed' });
  });

  it('ZB-1 a good answer counts for the officer whatever else went on', () => {
    const { office, line } = morning('p-second');
    office.request(DUTY_DESK, 'duty.receive-visitor', { personId: 'p-second' });
    line.ring();
    line.lift();
    expect(judged(office)).toMatchObject({ class: 'answered-in-time', apart: undefined });
  });

  it('ZB-1 announced test calls are apart until the span ends', () => {
    const { office, line } = morning('p-second');
    office.request(
      { kind: 'person', personId: 'p-director', roles: ['director'], sessionId: 's' },
      'duty.announce-test',
      { lineId: 'line-1', minutes: 5, reason: '线路检修' },
    );
    line.ringTimes(3);
    line.giveUp();
    expect(judged(office)).toMatchObject({ class: 'apart', apart: 'test', callBackDueMs: undefined });
    office.pass(5 * 60_000);
    line.ringTimes(3);
    line.giveUp();
    expect(judged(office)).toMatchObject({ class: 'missed' });
  });

  it('ZB-1 sight lost while it rings counts neither for nor against', () => {
    const { office, line } = morning('p-second');
    line.ringTimes(2);
    line.blind(line.callId);
    expect(judged(office)).toMatchObject({ class: 'apart', apart: 'blind', callBackDueMs: undefined });
    line.seen();
    line.report({
      kind: 'call-answered',
      callId: line.callId,
      ringsStarted: 4,
      waitMs: 20_000,
      evidence: 'timed',
    });
    expect(office.all('duty.call-judged')).toHaveLength(1);
  });

  it('ZB-1 a call that began unseen is not judged either', () => {
    const { office, line } = morning('p-second');
    line.blind();
    line.seen('ringing');
    line.ringTimes(3);
    line.lift();
    expect(judged(office)).toMatchObject({ class: 'apart', apart: 'blind' });
    line.hangUp();
    line.ring();
    line.lift();
    expect(judged(office)).toMatchObject({ class: 'answered-in-time' });
  });
});

describe('ZB-1 who is signed on', () => {
  it('ZB-1 nobody signed on: 未签到，有人接听 and 无人签到', () => {
    const { office, line } = morning();
    line.ring();
    line.lift();
    line.hangUp();
    line.ringTimes(3);
    line.giveUp();
    const calls = Object.entries(office.screen('duty', DUTY_DESK, 'duty-1')).filter(([key]) =>
      key.startsWith('call/'),
    );
    expect(calls.map(([, value]) => value)).toMatchObject([
      { remark: '未签到，有人接听' },
      { remark: '无人签到' },
    ]);
  });

  it('ZB-1 with two signed on one key picks who took it, once, and only of those', () => {
    const { office, line } = morning('p-second', 'p-chief');
    line.ring();
    line.lift();
    expect(judged(office)?.answeredBy).toBeUndefined();
    const take = (personId: string) => () =>
      office.request(DUTY_DESK, 'duty.take-call', { callId: line.callId, personId });
    expect(take('p-night')).toThrow(/未在本台签到/);
    signOn(office, 'p-night');
    expect(take('p-night')).toThrow(/接听时其未签到在岗/);
    take('p-chief')();
    expect(take('p-second')).toThrow(/接听人已登记/);
  });
});

describe('evidence', () => {
  it('ZB-1 a delay of the service during the ringing makes the evidence timed, told before or after the verdict', () => {
    const before = morning('p-second');
    before.line.ring();
    before.office.record({
      type: 'system.loop-lagged',
      data: { fromMs: before.office.clock.epochMs(), lagMs: 800 },
    });
    before.office.pass(3000);
    before.line.lift();
    expect(judged(before.office)).toMatchObject({ class: 'answered-in-time', evidence: 'timed' });

    const after = morning('p-second');
    after.line.ring();
    after.office.pass(3000);
    after.line.lift();
    expect(judged(after.office)?.evidence).toBe('counted');
    after.office.record({
      type: 'system.loop-lagged',
      data: { fromMs: after.office.clock.epochMs() - 100, lagMs: 800 },
    });
    expect(after.office.last('duty.evidence-lowered')?.data).toMatchObject({ evidence: 'timed', lagMs: 800 });
    after.office.record({
      type: 'system.loop-lagged',
      data: { fromMs: after.office.clock.epochMs() + 1, lagMs: 800 },
    });
    expect(after.office.all('duty.evidence-lowered')).toHaveLength(1);
  });

  it('ZB-1 timed and recovered evidence is carried, the weakest of a ringing', () => {
    const { office, line } = morning('p-second');
    line.ring('timed');
    office.pass(3000);
    line.lift('counted');
    expect(judged(office)?.evidence).toBe('timed');
    line.hangUp();
    line.ring();
    line.lift('recovered');
    expect(judged(office)?.evidence).toBe('recovered');
  });

  it('ZB-1 a restart while it rings leaves the call apart, once, and the lines blind until seen', () => {
    const { office, line } = morning('p-second');
    line.ringTimes(2);
    office.restart();
    expect(judged(office)).toMatchObject({ class: 'apart', apart: 'blind' });
    expect(lineOn(office)).toMatchObject({ state: 'blind' });
    office.restart();
    expect(office.all('duty.call-judged')).toHaveLength(1);
    expect(office.memory.views.duty.signedOn('duty-1')).toEqual(['p-second']);
  });
});
