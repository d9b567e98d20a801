/** YX-Y1, lane (b): 用印审批单, who may ask, decide, withdraw, and when it expires. */
import { describe, expect, it } from 'vitest';
import { as, openOffice, recordPerson } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { approved, askFor, Cabinet, decide, GOVERNMENT_SEAL, OFFICE_SEAL } from './cabinet.ts';

const inbox = (office: RulesOffice, personId: string): readonly unknown[] =>
  Object.entries(office.screen('desk', as(personId))).flatMap(([key, value]) =>
    key.startsWith('inbox/use-') ? [value] : [],
  );

describe('YX-Y1 items', () => {
  it('YX-Y1 the defaults are defined once, when the first cabinet is configured', () => {
    const office = openOffice();
    expect(office.all('seals.item-defined').map(({ data }) => [data.slot, data.itemId])).toEqual([
      [1, 'seal-government'],
      [2, 'seal-government-party'],
      [3, 'seal-office'],
      [4, 'seal-office-party'],
      [5, 'seal-office-branch'],
      [6, 'plate-government'],
      [7, 'letter-paper'],
    ]);
    office.restart();
    const configured = office.last('stations.configured');
    if (configured !== undefined) office.record(configured);
    expect(office.all('seals.item-defined')).toHaveLength(7);
  });
  it('YX-Y1 a definition takes two: the administrator proposes, the director confirms', () => {
    const office = openOffice();
    const item = {
      itemId: 'seal-contract',
      name: '合同专用章',
      cabinetId: 'cab',
      slot: 7,
      custodianIds: ['p-second'],
      approverRoles: ['director'],
      unloanable: true,
    };
    const propose = (changes = {}) =>
      office.request(as('p-admin'), 'seals.define-item', { ...item, ...changes });
    expect(propose).toThrow(/7 号位已放公函/);
    expect(() => propose({ slot: 8 })).toThrow(/只有 7 个印位/);
    expect(() => propose({ itemId: 'letter-paper', custodianIds: ['p-nobody'] })).toThrow(/查无此人/);
    propose({ itemId: 'letter-paper', name: '公函纸' });
    const proposalId = office.last('seals.item-proposed')?.data.proposalId;
    expect(office.all('seals.item-defined')).toHaveLength(7);
    office.request(as('p-director'), 'seals.confirm-item', { proposalId });
    expect(office.last('seals.item-defined')?.data).toMatchObject({
      name: '公函纸',
      confirmedBy: 'p-director',
    });
    expect(() => office.request(as('p-director'), 'seals.confirm-item', { proposalId })).toThrow(/查无此项/);
  });
});

describe('YX-Y1 custody by definition', () => {
  const define = (office: RulesOffice, custodianIds: readonly string[]): unknown => {
    const named = {
      itemId: OFFICE_SEAL,
      name: '市政府办公室印章',
      cabinetId: 'cab',
      slot: 3,
      unloanable: true,
    };
    const body = { ...named, custodianIds, approverRoles: ['director'] };
    office.request(as('p-admin'), 'seals.define-item', body);
    const proposalId = office.last('seals.item-proposed')?.data.proposalId;
    return office.request(as('p-director'), 'seals.confirm-item', { proposalId });
  };
  it('YX-Y1 whoever is newly named opens nothing for 24 h; the chief, who kept it before, opens at once', () => {
    const office = openOffice();
    const cabinet = new Cabinet(office);
    define(office, ['p-second', 'p-chief']);
    cabinet.identify('p-second');
    expect(cabinet.session).toMatchObject({ problem: { code: 'identity-wait' } });
    office.pass(30_000);
    cabinet.identify('p-chief');
    expect(cabinet.session).toMatchObject({ step: 'choose' });
    office.pass(24 * 3_600_000);
    cabinet.identify('p-second');
    expect(cabinet.session).toMatchObject({ step: 'choose', personId: 'p-second' });
  });
  it('YX-Y1 the director confirms no definition that makes himself a custodian', () => {
    const office = openOffice();
    expect(() => define(office, ['p-director'])).toThrow(/不由本人确认/);
    expect(office.all('seals.item-defined')).toHaveLength(7);
  });
});

describe('YX-Y1 asking', () => {
  it('YX-Y1 refuses items without a common approver, the plate, and papers without a title', () => {
    const office = openOffice();
    expect(() => askFor(office, [OFFICE_SEAL, 'seal-office-branch'])).toThrow(/审批人不同/);
    expect(() => askFor(office, ['plate-government'])).toThrow(/借印手续/);
    expect(() => askFor(office, [OFFICE_SEAL], { title: '  ' })).toThrow(/未填事由/);
    expect(() => askFor(office, ['constructor'])).toThrow(/没有这件印信/);
    expect(office.all('seals.use-requested')).toEqual([]);
  });
  it('YX-Y2 密件 carry a register number and no title, in journal and screens', () => {
    const office = openOffice();
    expect(() => askFor(office, [OFFICE_SEAL], { secret: true, registerNumber: '密-12' })).toThrow(
      /题名、内容不进本系统/,
    );
    expect(() => askFor(office, [OFFICE_SEAL], { secret: true, title: '' })).toThrow(/题名、内容不进本系统/);
    askFor(office, [OFFICE_SEAL], { secret: true, title: '', registerNumber: '密-12' });
    expect(inbox(office, 'p-director')).toMatchObject([
      { title: '市政府办公室印章，密件（登记号 密-12），12 份' },
    ]);
  });
});

describe('YX-Y1 deciding', () => {
  it('YX-Y1 the competent leader approves; the paper then has its days', () => {
    const office = openOffice();
    const requestId = askFor(office);
    expect(inbox(office, 'p-director')).toMatchObject([
      { id: requestId, actions: ['approve', 'return', 'refuse'] },
    ]);
    decide(office, requestId, 'approve', 'p-deputy');
    expect(office.last('seals.request-decided')?.data).toMatchObject({
      decidedBy: 'p-deputy',
      clause: 'YX-Y1',
      ruleVersion: 0,
    });
    expect(inbox(office, 'p-director')).toEqual([]);
    expect(() => decide(office, requestId)).toThrow(/现为“同意”/);
  });
  it('YX-Y1 who holds no approving office is told whose it is', () => {
    const office = openOffice();
    const requestId = askFor(office, [GOVERNMENT_SEAL]);
    expect(() => decide(office, requestId, 'approve', 'p-deputy')).toThrow('此件须由市领导或主任批准');
    expect(inbox(office, 'p-deputy')).toEqual([]);
    decide(office, requestId, 'approve', 'p-mayor');
  });
  it('YX-Y1 nobody decides on the own request, whatever the office', () => {
    const office = openOffice();
    office.request(as('p-director'), 'seals.request-use', {
      itemIds: [OFFICE_SEAL],
      title: '通知',
      kind: '公文',
      copies: 1,
      unit: '办公室',
      handledBy: '主任',
      phone: '',
    });
    const requestId = office.last('seals.use-requested')?.data.requestId ?? '';
    expect(() => decide(office, requestId)).toThrow(/须由他人审批/);
    expect(() => decide(office, requestId, 'refuse', 'p-director', '不')).toThrow(/须由他人审批/);
    decide(office, requestId, 'approve', 'p-deputy');
  });
  it('YX-Y1 neither custodian nor deputy approves what they keep, even holding an approving office', () => {
    const office = openOffice();
    const requestId = askFor(office);
    recordPerson(office, 'p-chief', ['seal-custodian', 'director']);
    expect(() => decide(office, requestId, 'approve', 'p-chief')).toThrow(/保管人不得审批/);
    recordPerson(office, 'p-second', ['secretary-staff', 'deputy-director']);
    office.request(as('p-director'), 'seals.appoint-deputy', {
      deputyId: 'p-second',
      itemIds: [OFFICE_SEAL],
      fromDate: '2026-11-23',
      untilDate: '2026-11-27',
      reason: '秘书科长出差',
    });
    expect(() => decide(office, requestId, 'approve', 'p-second')).toThrow(/保管人不得审批/);
  });
  it('YX-Y3 what has become a plate since it was asked for is approved by nobody, but may be returned', () => {
    const office = openOffice();
    const requestId = askFor(office, ['letter-paper']);
    office.request(as('p-admin'), 'seals.define-item', {
      itemId: 'letter-paper',
      name: '公函印版',
      cabinetId: 'cab',
      slot: 7,
      custodianIds: [],
      approverRoles: ['director'],
      unloanable: false,
    });
    const proposalId = office.last('seals.item-proposed')?.data.proposalId;
    office.request(as('p-director'), 'seals.confirm-item', { proposalId });
    expect(() => decide(office, requestId)).toThrow(/借印手续/);
    decide(office, requestId, 'return', 'p-director', '请办借印手续');
    expect(office.last('seals.request-decided')?.data.decision).toBe('return');
  });
  it('YX-Y2 returned with a remark, corrected, decided anew; refused is final', () => {
    const office = openOffice();
    const requestId = askFor(office);
    expect(() => decide(office, requestId, 'return')).toThrow(/须写明意见/);
    decide(office, requestId, 'return', 'p-director', '落款与印章不符');
    expect(inbox(office, 'p-clerk')).toMatchObject([{ actions: ['resubmit', 'withdraw'] }]);
    const again = {
      requestId,
      itemIds: [OFFICE_SEAL],
      title: '通知（更正）',
      kind: '公文',
      copies: 3,
      unit: '',
      handledBy: '张磊',
      phone: '',
    };
    expect(() => office.request(as('p-night'), 'seals.resubmit', again)).toThrow(/申请人本人/);
    office.request(as('p-clerk'), 'seals.resubmit', again);
    decide(office, requestId, 'refuse', 'p-director', '不在职权内');
    expect(() => decide(office, requestId)).toThrow(/已办结/);
  });
});

describe('YX-Y1 withdrawing and expiry', () => {
  it('YX-Y1 only the applicant withdraws, and not while an item is out under it', () => {
    const office = openOffice();
    const cabinet = new Cabinet(office);
    const requestId = approved(office);
    const withdraw = (personId: string) => () =>
      office.request(as(personId), 'seals.withdraw', { requestId });
    expect(withdraw('p-director')).toThrow(/申请人本人/);
    cabinet.open([requestId]);
    cabinet.slot(3, false);
    expect(withdraw('p-clerk')).toThrow(/用印尚未登记/);
    cabinet.register(requestId, OFFICE_SEAL, 1);
    expect(withdraw('p-clerk')).toThrow(/用印尚未登记|还印入位/);
    cabinet.slot(3, true);
    cabinet.confirm(OFFICE_SEAL, 3);
    withdraw('p-clerk')();
    expect(cabinet.screen[`request/${requestId}`]).toBeUndefined();
  });
  it('YX-Y1 an approval that was not used expires after its days, to the second', () => {
    const office = openOffice();
    const cabinet = new Cabinet(office);
    const requestId = approved(office);
    const days = office.context().settings.at('seals.opening', office.today).approvalDays;
    office.pass(days * 86_400_000 - 1);
    expect(cabinet.screen[`request/${requestId}`]).toBeDefined();
    office.pass(1);
    expect(office.last('seals.request-expired')?.data).toEqual({ requestId });
    expect(cabinet.screen[`request/${requestId}`]).toBeUndefined();
  });
});

describe('views and registers', () => {
  it('seals.requests shows one’s own to anybody and all to those concerned', () => {
    const office = openOffice({ registers: true });
    const requestId = approved(office);
    office.request(as('p-night'), 'seals.request-use', {
      itemIds: [OFFICE_SEAL],
      title: '证明',
      kind: '证明',
      copies: 1,
      unit: '',
      handledBy: '李娜',
      phone: '',
    });
    const ids = (personId: string, query = {}): readonly unknown[] => {
      const answer = JSON.stringify(office.view('seals.requests', query, as(personId)));
      return [...answer.matchAll(/"requestId":"([^"]+)"/g)].map(([, id]) => id);
    };
    expect(ids('p-clerk')).toEqual([requestId]);
    expect(ids('p-director')).toHaveLength(2);
    expect(ids('p-director', { state: 'approved' })).toEqual([requestId]);
    expect(ids('p-director', { from: '2026-11-23', to: '2026-11-23' })).toHaveLength(2);
    expect(ids('p-director', { from: '2026-11-24' })).toEqual([]);
    expect(ids('p-director', { to: '2026-11-22' })).toEqual([]);
  });
  it('seals.items names keepers and approvers', () => {
    const office = openOffice({ registers: true });
    expect(office.view('seals.items', {}, as('p-clerk'))).toMatchObject([
      {
        itemId: 'seal-government',
        keepers: [{ personId: 'p-chief' }],
        approvers: ['市领导', '主任'],
        place: 'in',
      },
      {},
      {},
      {},
      {},
      { itemId: 'plate-government', unloanable: false, clause: 'YX-Y3' },
      {},
    ]);
  });
  it('custodians, deputies and approvers are known to need a second person', () => {
    const office = openOffice();
    const { seals } = office.memory.views;
    const sensitive = ['p-chief', 'p-director', 'p-mayor', 'p-branch', 'p-second', 'p-clerk', 'constructor'];
    expect(sensitive.filter((personId) => seals.isCustodianOrApprover(personId))).toEqual([
      'p-chief',
      'p-director',
      'p-mayor',
      'p-branch',
    ]);
  });
});
