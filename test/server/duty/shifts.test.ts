/** ZB-2, ZB-3: hours, roster, signing on and off, what the leader is told. */
import { describe, expect, it } from 'vitest';
import { as, DUTY_DESK, openOffice, pressAfter, recordPerson, swipe } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { Line } from './line.ts';

const MONDAY = '2026-11-23';
const SATURDAY = '2026-11-28';

function signOn(office: RulesOffice, personId: string): void {
  swipe(office, personId, 'duty-1', 'duty-card');
  office.request(DUTY_DESK, 'duty.sign-on', { personId });
}
function publish(office: RulesOffice, ...rows: readonly Record<string, unknown>[]): unknown {
  return office.request(as('p-director'), 'duty.publish-roster', { rows });
}
const night = (officeDate: string, changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  officeDate,
  shiftId: 'night',
  shiftName: '夜间值班',
  from: '19:30',
  to: '21:30',
  leaderId: 'p-deputy',
  officerIds: ['p-night'],
  driverId: 'p-clerk',
  ...changes,
});
function missedCall(office: RulesOffice, line: Line): void {
  line.ringTimes(3);
  line.giveUp();
  office.pass(1);
}
const classOf = (office: RulesOffice): string | undefined => office.last('duty.call-judged')?.data.class;
const onDuty = (office: RulesOffice): unknown => office.screen('duty', DUTY_DESK, 'duty-1')['on-duty'];

describe('ZB-2 hours of the night shift', () => {
  const ringAt = (time: string): RulesOffice => {
    const office = openOffice();
    publish(office, night(MONDAY));
    office.passUntil(time);
    const line = new Line(office);
    line.seen();
    missedCall(office, line);
    return office;
  };
  it('ZB-2 19:29:59 is out of hours, judged by nobody', () => {
    expect(ringAt('19:29:59').last('duty.call-judged')?.data).toMatchObject({
      class: 'out-of-hours',
      clause: 'ZB-2',
      shift: undefined,
      callBackDueMs: undefined,
    });
  });
  it('ZB-2 19:30:00 is in the shift', () => {
    expect(ringAt('19:30:00').last('duty.call-judged')?.data).toMatchObject({
      class: 'missed',
      shift: { officeDate: MONDAY, shiftId: 'night' },
    });
  });
  it('ZB-2 21:29:59 is in the shift, by the start of the ringing', () => {
    expect(classOf(ringAt('21:29:59'))).toBe('missed');
  });
  it('ZB-2 21:30:00 is out of hours', () => {
    expect(classOf(ringAt('21:30:00'))).toBe('out-of-hours');
  });
});

describe('ZB-1 daytime is a shift too', () => {
  it('ZB-1 a working morning is the secretary section’s', () => {
    const office = openOffice();
    office.passUntil('09:00:00');
    signOn(office, 'p-second');
    signOn(office, 'p-clerk');
    expect(office.all('duty.signed-on').map(({ data }) => data.rostered)).toEqual([true, false]);
  });
  it('ZB-2 a Saturday has the hours of the setting, and those of the notice once rostered', () => {
    // 18:00: after the setting's hours, within those of the row.
    const saturday = Date.UTC(2026, 10, 28, 10);
    const bare = openOffice({ epochMs: saturday });
    missedCall(bare, new Line(bare));
    expect(classOf(bare)).toBe('out-of-hours');

    const rostered = openOffice({ epochMs: saturday - 86_400_000 });
    publish(
      rostered,
      night(SATURDAY, { shiftId: 'rest-day', shiftName: '双休日值班', from: '08:30', to: '18:30' }),
    );
    rostered.pass(86_400_000);
    missedCall(rostered, new Line(rostered));
    expect(rostered.last('duty.call-judged')?.data).toMatchObject({
      class: 'missed',
      shift: { shiftId: 'rest-day' },
    });
  });
  it('ZB-2 a shift over midnight belongs to the date of its start', () => {
    const office = openOffice();
    publish(office, night(MONDAY, { shiftId: 'holiday', shiftName: '昼夜值班', from: '22:00', to: '08:00' }));
    office.passUntil('23:00:00');
    office.pass(3 * 3_600_000);
    missedCall(office, new Line(office));
    expect(office.last('duty.call-judged')?.data.shift).toEqual({ officeDate: MONDAY, shiftId: 'holiday' });
    const { duty } = office.memory.views;
    expect(duty.isRosteredOn('p-night', '2026-11-24')).toBe(true);
    expect(duty.isRosteredOn('p-night', '2026-11-25')).toBe(false);
  });
});

describe('ZB-2 signing on and off', () => {
  it('ZB-2 a badge only offers; signing on takes a touch within 30 s', () => {
    const office = openOffice();
    swipe(office, 'p-second', 'duty-1', 'duty-card');
    expect(office.all('duty.signed-on')).toEqual([]);
    const offer = () => office.screen('duty', DUTY_DESK, 'duty-1')['offer'];
    expect(offer()).toMatchObject({ personId: 'p-second', offers: ['sign-on'] });
    office.pass(29_999);
    office.request(DUTY_DESK, 'duty.sign-on', { personId: 'p-second' });
    expect(offer()).toBeUndefined();
    swipe(office, 'p-second', 'duty-1', 'duty-card');
    expect(office.memory.views.duty.signedOn()).toEqual(['p-second']);
    expect(offer()).toMatchObject({ offers: ['sign-off'] });
    office.request(DUTY_DESK, 'duty.sign-off', { personId: 'p-second', remark: '末班离岗' });
    expect(office.memory.views.duty.signedOn()).toEqual([]);
  });
  it('ZB-2 a finger too wet at first: the half minute runs from the press that was read', () => {
    const office = openOffice();
    office.pass(45_000);
    pressAfter(office, 'p-second', 45_000, { stationId: 'duty-1', deviceId: 'duty-finger' });
    office.pass(29_999);
    office.request(DUTY_DESK, 'duty.sign-on', { personId: 'p-second' });
    expect(office.memory.views.duty.signedOn()).toEqual(['p-second']);
  });
  it('ZB-2 after 30 s, for another person, at another desk or after a restart the badge offers nothing', () => {
    const office = openOffice();
    const signOnAs = (personId: string) => () => office.request(DUTY_DESK, 'duty.sign-on', { personId });
    swipe(office, 'p-second', 'duty-1', 'duty-card');
    expect(signOnAs('p-chief')).toThrow(/半分钟内未见/);
    office.pass(30_001);
    expect(signOnAs('p-second')).toThrow(/半分钟内未见/);
    swipe(office, 'p-second', 'cabinet-1', 'cabinet-card');
    expect(signOnAs('p-second')).toThrow(/半分钟内未见/);
    swipe(office, 'p-second', 'duty-1', 'duty-card');
    office.restart();
    expect(signOnAs('p-second')).toThrow(/半分钟内未见/);
    expect(() => office.request(as('p-second'), 'duty.sign-on', { personId: 'p-second' })).toThrow(
      /值班台屏幕/,
    );
    expect(office.all('duty.signed-on')).toEqual([]);
  });
  it('ZB-2 signing off needs a badge as well, and twice on or off is refused', () => {
    const office = openOffice();
    signOn(office, 'p-second');
    expect(() => signOn(office, 'p-second')).toThrow(/已在岗/);
    office.pass(31_000);
    const off = () => office.request(DUTY_DESK, 'duty.sign-off', { personId: 'p-second' });
    expect(off).toThrow(/半分钟内未见/);
    swipe(office, 'p-second', 'duty-1', 'duty-card');
    off();
    expect(off).toThrow(/未在本台签到/);
  });
  it('ZB-2 signing on shortly before a shift counts for that shift', () => {
    const office = openOffice();
    publish(office, night(MONDAY));
    office.passUntil('19:27:40');
    signOn(office, 'p-night');
    expect(office.last('duty.signed-on')?.data).toMatchObject({
      rostered: true,
      shift: { shiftId: 'night' },
    });
    office.passUntil('19:46:00');
    expect(onDuty(office)).toMatchObject({
      signedOn: [{ personId: 'p-night', rostered: true }],
      leader: '名deputy',
    });
  });
  it('ZB-2 who forgot to sign off is not on duty in the next shift', () => {
    const office = openOffice();
    office.passUntil('09:00:00');
    signOn(office, 'p-second');
    office.passUntil('19:29:59');
    expect(office.memory.views.duty.signedOn()).toEqual(['p-second']);
    office.passUntil('19:30:00');
    expect(office.memory.views.duty.signedOn()).toEqual([]);
    expect(office.last('duty.sign-on-lapsed')?.data).toMatchObject({
      personId: 'p-second',
      atMs: office.at('19:30'),
    });
  });
  it('ZB-2 暂离 and back, once each', () => {
    const office = openOffice();
    signOn(office, 'p-second');
    const away = () =>
      office.request(DUTY_DESK, 'duty.step-away', { personId: 'p-second', expectedMinutes: 10 });
    away();
    expect(onDuty(office)).toMatchObject({ away: { personId: 'p-second', expectedMinutes: 10 } });
    expect(away).toThrow(/已登记暂离/);
    const back = () => office.request(DUTY_DESK, 'duty.back', { personId: 'p-second' });
    back();
    expect(back).toThrow(/没有暂离/);
  });
});

describe('ZB-2 roster', () => {
  it('ZB-2 a shift that has begun never changes, a later one does', () => {
    const office = openOffice();
    publish(office, night(MONDAY));
    office.passUntil('19:30:00');
    expect(() => publish(office, night(MONDAY, { officerIds: ['p-clerk'] }))).toThrow(/已开始或已过/);
    expect(() => publish(office, night(MONDAY, { from: '23:00', to: '23:30' }))).toThrow(/已开始或已过/);
    expect(publish(office, night('2026-11-24', { officerIds: ['p-clerk'] }))).toEqual({ version: 2 });
    expect(office.memory.views.duty.isRosteredOn('p-night', MONDAY)).toBe(true);
    expect(office.memory.views.duty.tonight('2026-11-24')).toMatchObject({ officerIds: ['p-clerk'] });
  });
  it('ZB-2 refuses doubles, unknown people and rows without hours, and records nothing of them', () => {
    const office = openOffice();
    expect(() => publish(office, night(MONDAY), night(MONDAY))).toThrow(/列了两次/);
    expect(() => publish(office, night(MONDAY, { officerIds: ['p-nobody'] }))).toThrow(/查无此人/);
    expect(() => publish(office, night(MONDAY, { shiftId: 'special', from: undefined }))).toThrow();
    expect(() =>
      publish(office, { officeDate: MONDAY, shiftId: 'special', officerIds: ['p-night'] }),
    ).toThrow(/起止时间/);
    recordPerson(office, 'p-left', [], 60, MONDAY);
    expect(() => publish(office, night(MONDAY, { officerIds: ['p-left'] }))).toThrow(/不在职/);
    expect(office.all('duty.roster-published')).toEqual([]);
  });
  it('ZB-2 takes the hours of the setting where a row has none', () => {
    const office = openOffice();
    publish(office, { officeDate: MONDAY, shiftId: 'night', officerIds: ['p-night'] });
    expect(office.memory.views.duty.tonight(MONDAY)).toMatchObject({
      fromMs: office.at('19:30'),
      toMs: office.at('21:30'),
    });
  });
});

describe('ZB-3 and ZB-1 what the leader hears', () => {
  const words = (office: RulesOffice, personId: string): readonly unknown[] =>
    Object.entries(office.screen('desk', as(personId))).flatMap(([key, value]) =>
      key.startsWith('inbox/duty-') ? [value] : [],
    );

  it('ZB-3 nobody signed on 15 minutes after the start: the leader, once', () => {
    const office = openOffice();
    publish(office, night(MONDAY));
    office.passUntil('08:30:00');
    const before = office.all('duty.leader-told').length;
    office.passUntil('19:44:59');
    expect(office.all('duty.leader-told')).toHaveLength(before);
    office.passUntil('19:45:00');
    expect(office.last('duty.leader-told')?.data).toMatchObject({
      about: 'shift-unattended',
      leaderIds: ['p-deputy'],
      clause: 'ZB-3',
    });
    expect(words(office, 'p-deputy')).toMatchObject([{ title: '当班无人签到' }]);
    expect(words(office, 'p-clerk')).toEqual([]);
    office.passUntil('21:00:00');
    expect(office.all('duty.leader-told')).toHaveLength(before + 1);
  });
  it('ZB-3 signed on by then: nobody is told', () => {
    const office = openOffice();
    publish(office, night(MONDAY));
    office.passUntil('19:44:59');
    signOn(office, 'p-night');
    const before = office.all('duty.leader-told').length;
    office.passUntil('21:00:00');
    expect(office.all('duty.leader-told')).toHaveLength(before);
  });
  it('ZB-3 a service that was down over the moment tells nobody', () => {
    const office = openOffice();
    publish(office, night(MONDAY));
    office.passUntil('19:00:00');
    const before = office.all('duty.leader-told').length;
    office.clock.advance(2 * 3_600_000);
    office.restart();
    office.pass(1);
    expect(office.all('duty.leader-told')).toHaveLength(before);
  });
  it('ZB-1 a missed caller not called back in 10 minutes: the leader; called back in time: nobody', () => {
    const office = openOffice();
    publish(office, night(MONDAY));
    office.passUntil('19:40:00');
    signOn(office, 'p-night');
    const line = new Line(office);
    line.seen();
    const before = office.all('duty.leader-told').length;
    missedCall(office, line);
    const first = line.callId;
    office.pass(9 * 60_000);
    expect(office.screen('duty', DUTY_DESK, 'duty-1')[`call-back/${first}`]).toMatchObject({
      leaderTold: false,
    });
    office.request(DUTY_DESK, 'duty.called-back', { callId: first, remark: '已转秘书科' });
    office.pass(2 * 60_000);
    expect(office.all('duty.leader-told')).toHaveLength(before);
    expect(() => office.request(DUTY_DESK, 'duty.called-back', { callId: first, remark: '' })).toThrow(
      /不需回电/,
    );

    missedCall(office, line);
    office.pass(10 * 60_000);
    expect(office.last('duty.leader-told')?.data).toMatchObject({
      callId: line.callId,
      leaderIds: ['p-deputy'],
      clause: 'ZB-1',
    });
    expect(words(office, 'p-deputy')).toMatchObject([{ kind: 'call-unanswered', title: '来电未接且未回电' }]);
    const wordId = office.last('duty.leader-told')?.data.wordId;
    expect(() => office.request(as('p-clerk'), 'duty.acknowledge-word', { wordId })).toThrow(/查无此提醒/);
    office.request(as('p-deputy'), 'duty.acknowledge-word', { wordId });
    expect(words(office, 'p-deputy')).toEqual([]);
  });
});
