/** YX-Y1, YX-Y4: what is taken is taken under a paper and registered, or said: no gap between opening, taking, closing. */
import { describe, expect, it } from 'vitest';
import { as, openOffice } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { acknowledgeAll, approved, Cabinet, GOVERNMENT_SEAL, OFFICE_SEAL } from './cabinet.ts';

const DAY_MS = 86_400_000;

function made(): { office: RulesOffice; cabinet: Cabinet; requestId: string } {
  const office = openOffice();
  const cabinet = new Cabinet(office);
  return { office, cabinet, requestId: approved(office) };
}
const withdraw = (office: RulesOffice, requestId: string) => (): unknown =>
  office.request(as('p-clerk'), 'seals.withdraw', { requestId });
const alarms = (office: RulesOffice): readonly unknown[] =>
  office.all('seals.alarm-raised').map(({ data }) => [data.kind, data.slot]);

/** The link is gone and comes back; meanwhile these slots have become empty. */
function blink(cabinet: Cabinet, found: 'open' | 'locked', emptied: readonly number[] = []): void {
  cabinet.become('unknown');
  for (let slot = 1; slot <= 7; slot += 1) cabinet.slot(slot, undefined, false);
  cabinet.office.pass(5000);
  cabinet.become(found);
  for (let slot = 1; slot <= 7; slot += 1) cabinet.slot(slot, !emptied.includes(slot), false);
}

/** The service and the device layer start anew; the contacts are seen as they are now. */
function powerCut(cabinet: Cabinet, found: 'open' | 'locked', emptied: readonly number[] = []): void {
  cabinet.office.restart();
  cabinet.lock = 'unknown';
  cabinet.intentId = undefined;
  cabinet.become(found);
  for (let slot = 1; slot <= 7; slot += 1) cabinet.slot(slot, !emptied.includes(slot), false);
}

describe('YX-Y1 the paper while the door opens', () => {
  it('YX-Y1 is not withdrawn between the intent and the taking', () => {
    const { office, cabinet, requestId } = made();
    cabinet.identify();
    cabinet.ask('use', [requestId]);
    expect(withdraw(office, requestId)).toThrow(/正在开柜取印/);
    const [pulse] = cabinet.pulses;
    if (pulse !== undefined) cabinet.obey(pulse);
    expect(withdraw(office, requestId)).toThrow(/正在开柜取印/);
    cabinet.slot(3, false);
    expect(office.last('seals.item-taken')?.data).toMatchObject({ expected: true, requestIds: [requestId] });
  });
  it('YX-Y1 is withdrawn freely once the door did not open; opened late after all, the taking is unapproved', () => {
    const { office, cabinet, requestId } = made();
    cabinet.identify();
    cabinet.ask('use', [requestId]);
    cabinet.intentId = cabinet.pulses[0]?.intentId;
    cabinet.become('unlocking');
    cabinet.settle(cabinet.intentId ?? '', { name: 'unknown', reason: 'no-reply' });
    withdraw(office, requestId)();
    cabinet.become('open');
    cabinet.slot(3, false);
    expect(office.last('seals.item-taken')?.data).toMatchObject({ expected: false, requestIds: [] });
    cabinet.become('locked');
    expect(alarms(office)).toEqual([['taken-without-authority', 3]]);
  });
  it('YX-Y1 that expires between the intent and the taking still has its use registered, and stays expired', () => {
    const { office, cabinet, requestId } = made();
    office.pass(7 * DAY_MS - 3000);
    cabinet.open([requestId]);
    office.pass(10_000);
    expect(office.all('seals.request-expired')).toHaveLength(1);
    cabinet.slot(3, false);
    expect(cabinet.session).toMatchObject({ step: 'register', toRegister: [{ requestId, copies: 12 }] });
    cabinet.register(requestId, OFFICE_SEAL, 12);
    expect(office.all('seals.request-used-up')).toEqual([]);
    cabinet.slot(3, true);
    cabinet.confirm(OFFICE_SEAL, 3);
    cabinet.become('locked');
    cabinet.identify();
    expect(() => cabinet.ask('use', [requestId])).toThrow(/未经批准或已办结/);
  });
});

describe('YX-Y1 taken without approval', () => {
  it('YX-Y4 once all copies are used, taking the seal again in the same opening is without approval', () => {
    const { office, cabinet, requestId } = made();
    cabinet.open([requestId]);
    cabinet.slot(3, false);
    cabinet.register(requestId, OFFICE_SEAL, 12);
    cabinet.slot(3, true);
    cabinet.confirm(OFFICE_SEAL, 3);
    cabinet.slot(3, false);
    expect(office.last('seals.item-taken')?.data).toMatchObject({ expected: false, requestIds: [] });
    expect(cabinet.session).toMatchObject({ problem: { code: 'wrong-item' } });
    cabinet.become('locked');
    expect(alarms(office)).toEqual([['taken-without-authority', 3]]);
  });
  it('YX-Y4 with copies left it is another use under the same paper', () => {
    const { office, cabinet, requestId } = made();
    cabinet.open([requestId]);
    cabinet.slot(3, false);
    cabinet.register(requestId, OFFICE_SEAL, 5);
    cabinet.slot(3, true);
    cabinet.slot(3, false);
    expect(office.last('seals.item-taken')?.data).toMatchObject({ expected: true, requestIds: [requestId] });
    expect(cabinet.session).toMatchObject({ step: 'register', toRegister: [{ copies: 7 }] });
    cabinet.become('locked');
    expect(alarms(office)).toEqual([]);
  });
  it('YX-Y1 another seal put back before the door closes is no alarm; still out, it is', () => {
    for (const [back, raised] of [
      [true, []],
      [false, [['taken-without-authority', 1]]],
    ] as const) {
      const { office, cabinet, requestId } = made();
      cabinet.open([requestId]);
      cabinet.slot(1, false);
      if (back) cabinet.slot(1, true);
      cabinet.become('locked');
      expect(alarms(office)).toEqual(raised);
    }
  });
  it('YX-Y1 another seal out when the service stops is an alarm at the start, once', () => {
    const { office, cabinet, requestId } = made();
    cabinet.open([requestId]);
    cabinet.slot(1, false);
    powerCut(cabinet, 'open', [1]);
    expect(alarms(office)).toEqual([['taken-without-authority', 1]]);
    cabinet.become('locked');
    acknowledgeAll(office);
    powerCut(cabinet, 'locked', [1]);
    expect(alarms(office)).toHaveLength(1);
  });
  it('YX-Y1 还印入柜 carries no taking: what leaves in it is an alarm, the item that was out before is none', () => {
    const { office, cabinet, requestId } = made();
    cabinet.open([requestId]);
    cabinet.slot(3, false);
    cabinet.register(requestId, OFFICE_SEAL, 1);
    cabinet.become('locked');
    office.pass(10_000);
    cabinet.open([], 'p-chief', 'take-back');
    cabinet.slot(1, false);
    cabinet.become('locked');
    expect(alarms(office)).toEqual([['taken-without-authority', 1]]);
    acknowledgeAll(office);
    office.pass(10_000);
    cabinet.open([], 'p-chief', 'take-back');
    for (const [itemId, slot] of [
      [GOVERNMENT_SEAL, 1],
      [OFFICE_SEAL, 3],
    ] as const) {
      cabinet.slot(slot, true);
      cabinet.confirm(itemId, slot);
    }
    cabinet.become('locked');
    expect(alarms(office)).toHaveLength(1);
    expect(cabinet.screen['slot/1']).toMatchObject({ state: 'in' });
  });
});

describe('YX-Y1 out of sight in the middle of an opening', () => {
  const registered = ({ office, requestId }: ReturnType<typeof made>, intentId: string | undefined): void => {
    const taken = { expected: true, intentId, custodianId: 'p-chief', requestIds: [requestId] };
    expect(office.last('seals.item-taken')?.data).toMatchObject(taken);
    expect(alarms(office)).toEqual([]);
    office.request(as('p-chief'), 'seals.register-use', {
      requestId,
      itemId: OFFICE_SEAL,
      copies: 12,
      spoiled: 0,
    });
  };
  for (const found of ['open', 'locked'] as const) {
    it(`YX-Y1 taken while the link was lost, found ${found}: of this opening, to be registered`, () => {
      const office = made();
      office.cabinet.open([office.requestId]);
      blink(office.cabinet, found, [3]);
      registered(office, office.cabinet.pulses[0]?.intentId);
    });
    it(`YX-Y1 taken during a power cut, found ${found}: of this opening, to be registered`, () => {
      const office = made();
      office.cabinet.open([office.requestId]);
      powerCut(office.cabinet, found, [3]);
      registered(office, office.cabinet.pulses[0]?.intentId);
    });
  }
  it('YX-Y1 a restart at the open door, the seal taken only then: of this opening; another seal is an alarm', () => {
    const office = made();
    office.cabinet.open([office.requestId]);
    powerCut(office.cabinet, 'open');
    office.cabinet.slot(3, false);
    registered(office, office.cabinet.pulses[0]?.intentId);
    office.cabinet.slot(1, false);
    expect(alarms(office.office)).toEqual([['taken-without-authority', 1]]);
  });
  it('YX-Y1 killed with the pulse under way and found open: what is taken is of that intent', () => {
    const office = made();
    office.cabinet.identify();
    office.cabinet.ask('use', [office.requestId]);
    powerCut(office.cabinet, 'open');
    office.cabinet.slot(3, false);
    registered(office, office.cabinet.pulses[0]?.intentId);
  });
  it('YX-Y1 out of sight after the door was seen locked: nobody’s opening, an alarm', () => {
    for (const lose of [blink, powerCut]) {
      const { office, cabinet, requestId } = made();
      cabinet.open([requestId]);
      cabinet.become('locked');
      office.pass(60_000);
      lose(cabinet, 'locked', [3]);
      expect(office.last('seals.item-taken')?.data).toMatchObject({
        expected: false,
        custodianId: undefined,
      });
      expect(alarms(office)).toEqual([['taken-without-authority', 3]]);
    }
  });
  it('YX-Y1 forced open after an attempt that did not open, and a restart: not that attempt’s doing', () => {
    const { office, cabinet, requestId } = made();
    cabinet.identify();
    cabinet.ask('use', [requestId]);
    cabinet.intentId = cabinet.pulses[0]?.intentId;
    cabinet.become('unlocking');
    cabinet.settle(cabinet.intentId ?? '');
    cabinet.become('did-not-open');
    cabinet.intentId = undefined;
    cabinet.become('forced');
    powerCut(cabinet, 'open', [3]);
    expect(office.last('seals.item-taken')?.data).toMatchObject({ expected: false, custodianId: undefined });
    expect(alarms(office)).toContainEqual(['taken-without-authority', 3]);
  });
  it('YX-Y1 a return while the link was lost is of that opening, and waits for its confirmation', () => {
    const { office, cabinet, requestId } = made();
    cabinet.open([requestId]);
    cabinet.slot(3, false);
    blink(cabinet, 'locked');
    expect(office.last('seals.item-placed')?.data.intentId).toBe(cabinet.pulses[0]?.intentId);
    cabinet.identify();
    expect(cabinet.session).toMatchObject({
      toReturn: [{ itemId: OFFICE_SEAL }],
      toRegister: [{ requestId }],
    });
  });
});
