/** YX-Y1, YX-Y4: from the open door to the closed one, and every way it can go wrong. */
import { describe, expect, it } from 'vitest';
import { as, CABINET_SCREEN, openOffice, recordPerson } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { acknowledge, alarmsAt, approved, Cabinet, GOVERNMENT_SEAL, OFFICE_SEAL } from './cabinet.ts';

function made(registers = false): { office: RulesOffice; cabinet: Cabinet; requestId: string } {
  const office = openOffice({ registers });
  const cabinet = new Cabinet(office);
  return { office, cabinet, requestId: approved(office) };
}
const inboxTitles = (office: RulesOffice, personId: string): readonly unknown[] =>
  Object.entries(office.screen('desk', as(personId))).flatMap(([key, value]) =>
    /^inbox\/(unregistered|item-out|cabinet-alarm)-/.test(key) &&
    typeof value === 'object' &&
    value !== null &&
    'title' in value
      ? [value.title]
      : [],
  );

describe('YX-Y1 the usual way', () => {
  it('YX-Y1 刷卡 → 指纹 → 开柜 → 取印 → 用印登记 → 还印入位 → 关门落锁', () => {
    const { office, cabinet, requestId } = made(true);
    const steps: unknown[] = [];
    const step = (): void => {
      const { session } = cabinet;
      steps.push(
        typeof session === 'object' && session !== null && 'step' in session ? session.step : undefined,
      );
    };
    step();
    cabinet.swipe('p-chief');
    step();
    cabinet.press('p-chief');
    step();
    cabinet.ask('use', [requestId]);
    step();
    const [pulse] = cabinet.pulses;
    if (pulse !== undefined) cabinet.obey(pulse);
    step();
    cabinet.slot(3, false);
    step();
    expect(cabinet.session).toMatchObject({ toRegister: [{ requestId, itemId: OFFICE_SEAL, copies: 12 }] });
    expect(cabinet.register(requestId, OFFICE_SEAL, 11, 1)).toMatchObject({ left: 0 });
    step();
    cabinet.slot(3, true);
    expect(() => cabinet.confirm(OFFICE_SEAL, 4)).toThrow(/放错位/);
    cabinet.confirm(OFFICE_SEAL, 3);
    step();
    cabinet.become('locked');
    step();
    expect(steps).toEqual([
      'idle',
      'first-factor',
      'choose',
      'opening',
      'take',
      'register',
      'return',
      'close',
      'idle',
    ]);
    expect(office.last('seals.session-ended')?.data).toMatchObject({
      itemsOut: [],
      itemsUnconfirmed: [],
      usesUnregistered: [],
    });
    expect(office.last('seals.request-used-up')?.data).toEqual({ requestId });
    expect(
      office.view('seals.register', { from: '2026-11-23', to: '2026-11-23' }, as('p-director')),
    ).toMatchObject({
      rows: [
        {
          itemName: '市政府办公室印章',
          copies: 11,
          spoiled: 1,
          approvedBy: '名director',
          custodian: '名chief',
        },
      ],
      leftOut: 0,
    });
  });

  it('YX-Y4 copies and spoiled sheets beyond what was approved are refused, as a slip of the finger is', () => {
    const { cabinet, requestId } = made();
    cabinet.open([requestId]);
    cabinet.slot(3, false);
    expect(() => cabinet.register(requestId, OFFICE_SEAL, 12, 1)).toThrow(
      /合计 13 份，审批只余 12 份，超出批准份数 1 份/,
    );
    expect(() => cabinet.register(requestId, OFFICE_SEAL, 0, 0)).toThrow(/须注明原因/);
    expect(cabinet.register(requestId, OFFICE_SEAL, 12, 0)).toMatchObject({ left: 0 });
    expect(() => cabinet.register(requestId, OFFICE_SEAL, 1)).toThrow(/没有待登记的取印/);
  });

  it('YX-Y4 a use may take several openings under one authority, each identified anew', () => {
    const { cabinet, requestId, office } = made();
    for (const [copies, left] of [
      [5, 7],
      [7, 0],
    ] as const) {
      cabinet.open([requestId]);
      cabinet.slot(3, false);
      expect(cabinet.register(requestId, OFFICE_SEAL, copies)).toMatchObject({ left });
      cabinet.slot(3, true);
      cabinet.confirm(OFFICE_SEAL, 3);
      expect(() => cabinet.ask('use', [requestId])).toThrow(/未锁闭/);
      cabinet.become('locked');
      expect(() => cabinet.ask('use', [requestId])).toThrow(/未验到保管人身份/);
    }
    expect(new Set(cabinet.pulses.map(({ intentId }) => intentId)).size).toBe(2);
    expect(office.last('seals.request-used-up')?.data).toEqual({ requestId });
  });

  it('YX-Y4 one opening covers several requests', () => {
    const { office, cabinet, requestId } = made();
    const other = approved(office, [OFFICE_SEAL, GOVERNMENT_SEAL], { copies: 1 });
    cabinet.open([requestId, other]);
    cabinet.slot(3, false);
    cabinet.slot(1, false);
    expect(cabinet.session).toMatchObject({
      toRegister: [{ requestId }, { requestId: other }, { requestId: other }],
    });
    cabinet.register(requestId, OFFICE_SEAL, 12);
    cabinet.register(other, OFFICE_SEAL, 1);
    cabinet.register(other, GOVERNMENT_SEAL, 1);
    expect(office.all('seals.request-used-up')).toHaveLength(2);
  });
});

describe('YX-Y1 what can go wrong', () => {
  it('YX-Y1 the lock did not open: stopped, the approval stands, a new intent after identifying anew', () => {
    const { cabinet, requestId } = made();
    cabinet.identify();
    cabinet.ask('use', [requestId]);
    const [first] = cabinet.pulses;
    if (first === undefined) throw new Error('no pulse');
    cabinet.intentId = first.intentId;
    cabinet.become('unlocking');
    cabinet.settle(first.intentId);
    cabinet.become('did-not-open');
    expect(cabinet.session).toMatchObject({ step: 'stopped', problem: { code: 'did-not-open' } });
    expect(() => cabinet.ask('use', [requestId])).toThrow(/未验到保管人身份/);
    cabinet.identify();
    cabinet.ask('use', [requestId]);
    expect(cabinet.pulses.map(({ intentId }) => intentId)).toHaveLength(2);
    expect(cabinet.pulses[1]?.intentId).not.toBe(first.intentId);
  });

  it('YX-Y1 a refused pulse says why, an unknown one does not pretend', () => {
    const refused = made();
    refused.cabinet.identify();
    refused.cabinet.ask('use', [refused.requestId]);
    refused.cabinet.settle(refused.cabinet.pulses[0]?.intentId ?? '', {
      name: 'refused',
      reason: 'cooling-down',
    });
    expect(refused.cabinet.session).toMatchObject({
      problem: { code: 'pulse-refused', title: expect.stringContaining('线圈冷却中') as unknown },
    });

    const unknown = made();
    unknown.cabinet.identify();
    unknown.cabinet.ask('use', [unknown.requestId]);
    const intentId = unknown.cabinet.pulses[0]?.intentId ?? '';
    unknown.cabinet.settle(intentId, { name: 'unknown', reason: 'no-reply' });
    expect(unknown.cabinet.session).toMatchObject({ step: 'stopped', problem: { code: 'pulse-unknown' } });
    // It had moved after all: the door opens by this very intent.
    unknown.cabinet.intentId = intentId;
    unknown.cabinet.become('open');
    unknown.cabinet.slot(3, false);
    expect(unknown.cabinet.session).toMatchObject({ step: 'register', intentId });
    expect(unknown.office.all('seals.alarm-raised')).toEqual([]);
  });

  it('YX-Y1 no word on a pulse within 10 s: unknown; a late word is still taken', () => {
    const { office, cabinet, requestId } = made();
    cabinet.identify();
    cabinet.ask('use', [requestId]);
    office.pass(10_000);
    expect(office.last('seals.opening-settled')?.data.outcome).toEqual({
      name: 'unknown',
      reason: 'no-answer',
    });
    cabinet.settle(cabinet.pulses[0]?.intentId ?? '');
    cabinet.settle(cabinet.pulses[0]?.intentId ?? '', { name: 'refused', reason: 'expired' });
    expect(office.all('seals.opening-settled').map(({ data }) => data.outcome.name)).toEqual([
      'unknown',
      'pulsed',
    ]);
  });

  it('YX-Y1 a restart in mid-opening settles the intent as unknown, fires nothing and voids the session', () => {
    const { office, cabinet, requestId } = made();
    cabinet.identify();
    cabinet.ask('use', [requestId]);
    office.restart();
    expect(office.last('seals.opening-settled')?.data.outcome).toEqual({
      name: 'unknown',
      reason: 'restart',
    });
    expect(cabinet.pulses).toHaveLength(1);
    expect(cabinet.session).toMatchObject({ step: 'idle' });
    office.pass(3_600_000);
    office.restart();
    expect(office.all('seals.opening-settled')).toHaveLength(1);
    expect(cabinet.pulses).toHaveLength(1);
  });

  it('YX-Y1 a restart with the seal out: it stays out, comes back unconfirmed, and is confirmed', () => {
    const { office, cabinet, requestId } = made();
    cabinet.open([requestId]);
    cabinet.slot(3, false);
    office.restart();
    cabinet.lock = 'unknown';
    cabinet.intentId = undefined;
    cabinet.become('open');
    expect(cabinet.screen['slot/3']).toMatchObject({ state: 'out', holder: '名chief' });
    cabinet.slot(3, true);
    cabinet.become('locked');
    cabinet.identify();
    cabinet.register(requestId, OFFICE_SEAL, 3);
    cabinet.confirm(OFFICE_SEAL, 3);
    expect(cabinet.screen['slot/3']).toMatchObject({ state: 'in' });
  });

  it('YX-Y1 a wrong seal taken is said at once and gives no authority', () => {
    const { office, cabinet, requestId } = made();
    cabinet.open([requestId]);
    cabinet.slot(1, false);
    expect(cabinet.session).toMatchObject({
      problem: { code: 'wrong-item', title: expect.stringContaining('市政府印章') as unknown },
    });
    expect(office.last('seals.item-taken')?.data).toMatchObject({ expected: false, requestIds: [] });
    expect(() => cabinet.register(requestId, GOVERNMENT_SEAL, 1)).toThrow(/没有待登记的取印/);
    cabinet.slot(1, true);
    cabinet.confirm(GOVERNMENT_SEAL, 1);
    expect(cabinet.session).toMatchObject({ problem: undefined });
  });

  it('YX-Y1 found open after a stop, locked when last seen: somebody opened it while nobody looked', () => {
    const { office, cabinet } = made();
    office.restart();
    cabinet.lock = 'unknown';
    cabinet.become('open');
    expect(office.all('seals.alarm-raised').map(({ data }) => data.kind)).toEqual(['forced']);
    const lawful = made();
    lawful.cabinet.open([lawful.requestId]);
    for (const again of [1, 2]) {
      lawful.office.restart();
      lawful.cabinet.lock = 'unknown';
      lawful.cabinet.intentId = undefined;
      lawful.cabinet.become('open');
      expect(lawful.office.all('seals.alarm-raised'), String(again)).toEqual([]);
    }
  });
  it('YX-Y1 an intent that was refused has opened nothing: found open after a stop it was somebody else', () => {
    const { office, cabinet, requestId } = made();
    cabinet.identify();
    cabinet.ask('use', [requestId]);
    cabinet.settle(cabinet.pulses[0]?.intentId ?? '', { name: 'refused', reason: 'cooling-down' });
    office.restart();
    cabinet.lock = 'unknown';
    cabinet.become('open');
    expect(office.all('seals.alarm-raised').map(({ data }) => data.kind)).toEqual(['forced']);
  });
  it('YX-Y1 killed with the pulse under way: found open afterwards, it may have been that opening', () => {
    const { office, cabinet, requestId } = made();
    cabinet.identify();
    cabinet.ask('use', [requestId]);
    office.restart();
    cabinet.lock = 'unknown';
    cabinet.become('open');
    expect(office.all('seals.alarm-raised')).toEqual([]);
  });
  it('YX-Y1 a forced door: alarm, no identification, acknowledged by someone who badged here', () => {
    const { office, cabinet, requestId } = made();
    cabinet.become('forced');
    cabinet.slot(3, false);
    expect(cabinet.screen['alarm']).toMatchObject({ kind: 'forced', title: '非正常开门', acknowledge: true });
    expect(office.all('seals.alarm-raised').map(({ data }) => data.kind)).toEqual([
      'forced',
      'taken-without-authority',
    ]);
    expect(inboxTitles(office, 'p-director')).toContain('cab：非正常开门');
    const [forced = '', taken = ''] = office.all('seals.alarm-raised').map(({ data }) => data.alarmId);
    const here = (alarmId: string) => (): void => acknowledge(office, alarmId, CABINET_SCREEN);
    expect(here(forced)).toThrow(/请先刷卡或按指纹/);
    cabinet.swipe('p-night');
    office.pass(60_001);
    expect(here(forced)).toThrow(/请先刷卡或按指纹/);
    cabinet.swipe('p-night');
    here(forced)();
    expect(office.last('seals.alarm-acknowledged')?.data).toMatchObject({ alarmId: forced, by: 'p-night' });
    expect(cabinet.screen['alarm']).toMatchObject({ alarmId: taken, title: '未经批准取印（3 号位）' });
    here(taken)();
    expect(cabinet.screen['alarm']).toBeUndefined();
    expect(here(taken)).toThrow(/已由他人确认/);
    cabinet.slot(3, true);
    cabinet.become('locked');
    cabinet.identify();
    expect(() => cabinet.ask('use', [requestId])).toThrow(/不在位或状态不明/);
  });

  it('YX-Y1 an alarm raised after the screen was read is not acknowledged with the one that was on it', () => {
    const { office, cabinet } = made();
    cabinet.become('forced');
    const read = office.last('seals.alarm-raised')?.data.alarmId ?? '';
    cabinet.slot(1, false);
    acknowledge(office, read);
    expect(office.all('seals.alarm-acknowledged')).toHaveLength(1);
    expect(alarmsAt(office, 'p-director')).toEqual([office.last('seals.alarm-raised')?.data.alarmId]);
    expect(() => acknowledge(office, read)).toThrow(/另有警报的，请看清后再确认/);
    expect(() => office.request(as('p-director'), 'seals.acknowledge-alarm', {})).toThrow();
    expect(office.all('seals.alarm-acknowledged')).toHaveLength(1);
  });

  it('YX-Y1 held and did-not-relock end by themselves when the door is locked', () => {
    const { office, cabinet, requestId } = made();
    cabinet.open([requestId]);
    cabinet.become('held');
    expect(cabinet.screen['alarm']).toMatchObject({ kind: 'held', acknowledge: false });
    const held = office.last('seals.alarm-raised')?.data.alarmId ?? '';
    expect(() => acknowledge(office, held)).toThrow(/关好柜门后自行解除/);
    cabinet.become('did-not-relock');
    cabinet.become('locked');
    expect(cabinet.screen['alarm']).toBeUndefined();
    expect(office.all('seals.alarm-ended')).toHaveLength(2);
  });

  it('YX-Y1 a slot that changes behind the closed door, and contacts that disagree', () => {
    const { office, cabinet } = made();
    cabinet.slot(3, false);
    expect(cabinet.screen['slot/3']).toMatchObject({ state: 'unknown' });
    expect(office.all('seals.item-taken')).toEqual([]);
    expect(cabinet.screen['alarm']).toMatchObject({
      kind: 'slot-behind-door',
      title: '印位信号异常（3 号位）',
    });
    cabinet.report({ kind: 'cabinet-fault', fault: 'contacts-disagree' });
    cabinet.report({ kind: 'cabinet-fault', fault: 'contacts-disagree' });
    cabinet.report({ kind: 'cabinet-fault', fault: 'echoing-adapter' });
    expect(office.all('seals.alarm-raised').map(({ data }) => data.kind)).toEqual([
      'slot-behind-door',
      'contacts-disagree',
    ]);
  });

  it('YX-Y1 a seal gone while the service was down is an alarm at first sight', () => {
    const { office, cabinet } = made();
    office.restart();
    expect(cabinet.screen['slot/3']).toMatchObject({ state: 'unknown' });
    expect(cabinet.screen['lock']).toMatchObject({ state: 'unknown' });
    cabinet.slot(3, false, false);
    expect(office.last('seals.alarm-raised')?.data).toMatchObject({
      kind: 'taken-without-authority',
      slot: 3,
    });
  });

  it('YX-Y1 the custodian loses the office while the door is open: no more registering, another confirms', () => {
    const { office, cabinet, requestId } = made();
    cabinet.open([requestId]);
    cabinet.slot(3, false);
    recordPerson(office, 'p-chief', []);
    recordPerson(office, 'p-second', ['secretary-staff', 'seal-custodian']);
    expect(() => cabinet.register(requestId, OFFICE_SEAL, 1)).toThrow(/保管人验证身份/);
    cabinet.slot(3, true);
    expect(() => cabinet.confirm(OFFICE_SEAL, 3)).toThrow(/保管人验证身份/);
    cabinet.become('locked');
    cabinet.identify('p-second');
    cabinet.confirm(OFFICE_SEAL, 3);
    office.request(as('p-second'), 'seals.register-use', {
      requestId,
      itemId: OFFICE_SEAL,
      copies: 4,
      spoiled: 0,
    });
  });

  it('YX-Y1 what went out under an approval that has run out since is still registered', () => {
    const { office, cabinet, requestId } = made();
    cabinet.open([requestId]);
    cabinet.slot(3, false);
    cabinet.become('locked');
    office.pass(40 * 86_400_000);
    expect(office.all('seals.request-expired')).toHaveLength(1);
    office.request(as('p-chief'), 'seals.register-use', {
      requestId,
      itemId: OFFICE_SEAL,
      copies: 2,
      spoiled: 0,
    });
    cabinet.identify();
    expect(() => cabinet.ask('use', [requestId])).toThrow(/已办结|有效期/);
    cabinet.ask('take-back', []);
  });
});
