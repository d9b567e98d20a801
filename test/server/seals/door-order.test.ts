/** YX-Y1: the door moves while somebody is being identified, or never opens; nobody is stuck, nothing is taken along. */
import { describe, expect, it } from 'vitest';
import type { PulseLock } from '../../../devices/device-command.ts';
import { as, openOffice, recordPerson } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { acknowledgeAll, approved, Cabinet, GOVERNMENT_SEAL } from './cabinet.ts';

function made(): { office: RulesOffice; cabinet: Cabinet; requestId: string } {
  const office = openOffice();
  const cabinet = new Cabinet(office);
  return { office, cabinet, requestId: approved(office) };
}

/** Identified, asked, and the pulse has left. */
function released(cabinet: Cabinet, requestId: string): PulseLock {
  cabinet.identify();
  cabinet.ask('use', [requestId]);
  const pulse = cabinet.pulses.at(-1);
  if (pulse === undefined) throw new Error('no pulse was asked for');
  cabinet.intentId = pulse.intentId;
  cabinet.become('unlocking');
  return pulse;
}

/** The service came up again and the device layer sees the door standing open. */
function restartedOpen(office: RulesOffice, cabinet: Cabinet): void {
  office.restart();
  cabinet.lock = 'unknown';
  cabinet.intentId = undefined;
  cabinet.become('open');
  for (let slot = 1; slot <= 7; slot += 1) cabinet.slot(slot, true, false);
}

describe('YX-Y1 an opening whose door never opened', () => {
  it('YX-Y1 the bolt stayed drawn and came out by itself: over, and the next badge counts', () => {
    const { office, cabinet, requestId } = made();
    cabinet.settle(released(cabinet, requestId).intentId);
    cabinet.become('did-not-relock');
    expect(cabinet.session).toMatchObject({ step: 'opening' });
    cabinet.become('locked');
    expect(cabinet.session).toMatchObject({ step: 'stopped', problem: { code: 'did-not-open' } });
    office.pass(20_000);
    cabinet.identify();
    cabinet.ask('use', [requestId]);
    expect(cabinet.pulses).toHaveLength(2);
  });
  it('YX-Y1 the bolt stayed drawn and the door is pulled after all: this very opening', () => {
    const { cabinet, requestId } = made();
    cabinet.settle(released(cabinet, requestId).intentId);
    cabinet.become('did-not-relock');
    cabinet.become('open');
    expect(cabinet.session).toMatchObject({ step: 'take' });
  });
  it('YX-Y1 forced out of its release: over, and after the alarm the next badge counts', () => {
    const { office, cabinet, requestId } = made();
    cabinet.settle(released(cabinet, requestId).intentId);
    cabinet.become('forced');
    expect(cabinet.session).toMatchObject({ step: 'stopped', problem: { code: 'door-moved' } });
    cabinet.become('locked');
    acknowledgeAll(office);
    cabinet.identify();
    expect(cabinet.session).toMatchObject({ step: 'choose' });
  });
  it('YX-Y1 the rest of an earlier attempt ends neither a new opening nor a new identification', () => {
    const { cabinet, requestId } = made();
    cabinet.settle(released(cabinet, requestId).intentId);
    cabinet.become('did-not-open');
    cabinet.swipe('p-chief');
    cabinet.become('locked');
    expect(cabinet.session).toMatchObject({ step: 'first-factor' });
    const again = made();
    again.cabinet.settle(released(again.cabinet, again.requestId).intentId);
    again.cabinet.become('did-not-open');
    again.cabinet.identify();
    again.cabinet.ask('use', [again.requestId]);
    again.cabinet.become('locked');
    expect(again.cabinet.session).toMatchObject({ step: 'opening' });
  });
});

describe('YX-Y1 a door that moves while somebody badges', () => {
  it('YX-Y1 it opens late by its intent: the badge is void, the opening is not', () => {
    const { office, cabinet, requestId } = made();
    const { intentId } = released(cabinet, requestId);
    cabinet.settle(intentId, { name: 'unknown', reason: 'no-reply' });
    cabinet.swipe('p-chief');
    cabinet.become('open');
    expect(office.last('seals.identification-voided')?.data.reason).toBe('door-moved');
    expect(cabinet.session).toMatchObject({ step: 'take', intentId });
    cabinet.slot(3, false);
    expect(office.all('seals.alarm-raised')).toEqual([]);
    expect(cabinet.session).toMatchObject({ step: 'register', toRegister: [{ requestId }] });
  });
  it('YX-Y1 identified at the open door: void once it closes, though not while it only stands open', () => {
    const { office, cabinet, requestId } = made();
    cabinet.open([requestId]);
    restartedOpen(office, cabinet);
    cabinet.identify();
    cabinet.become('held');
    expect(cabinet.session).toMatchObject({ step: 'choose' });
    cabinet.become('locked');
    expect(office.last('seals.identification-voided')?.data.reason).toBe('door-moved');
    expect(() => cabinet.ask('use', [requestId])).toThrow(/未验到保管人身份/);
  });
});

describe('YX-Y1 what is given meanwhile is not taken along', () => {
  it('YX-Y1 a deputy made custodian between badge and opening opens nothing before the 24 h', () => {
    const { office, cabinet } = made();
    office.request(as('p-director'), 'seals.appoint-deputy', {
      deputyId: 'p-second',
      itemIds: ['letter-paper'],
      fromDate: '2026-11-23',
      untilDate: '2026-11-30',
      reason: '秘书科长出差',
    });
    office.pass(24 * 3_600_000);
    const requestId = approved(office, [GOVERNMENT_SEAL]);
    cabinet.identify('p-second');
    recordPerson(office, 'p-second', ['secretary-staff', 'seal-custodian']);
    expect(cabinet.session).toMatchObject({ problem: { code: 'identity-changed' } });
    expect(() => cabinet.ask('use', [requestId])).toThrow(/未验到保管人身份/);
  });
  it('YX-Y1 a clock that was set, or a machine that slept, voids; nothing old stays on the screen', () => {
    const { office, cabinet, requestId } = made();
    const stepped = { type: 'system.clock-stepped', data: { fromMs: 9, toMs: 5, stepMs: -4 } } as const;
    cabinet.identify();
    office.record(stepped);
    expect(cabinet.session).toMatchObject({ step: 'stopped', problem: { code: 'clock-stepped' } });
    expect(() => cabinet.ask('use', [requestId])).toThrow(/未验到保管人身份/);
    office.record(stepped);
    expect(cabinet.session).toMatchObject({ step: 'idle' });
    cabinet.open([requestId]);
    office.record(stepped);
    expect(cabinet.session).toMatchObject({ step: 'take' });
  });
  it('YX-Y1 what became of a pulse is recorded also when it is told after the next intent, once', () => {
    const { office, cabinet, requestId } = made();
    cabinet.identify();
    cabinet.ask('use', [requestId]);
    const first = cabinet.pulses[0]?.intentId ?? '';
    office.pass(31_000);
    cabinet.identify();
    cabinet.ask('use', [requestId]);
    const settled = (): readonly unknown[] =>
      office.all('seals.opening-settled').map(({ data }) => [data.intentId === first, data.outcome.name]);
    expect(settled()).toEqual([[true, 'unknown']]);
    cabinet.settle(first, { name: 'unknown', reason: 'no-reply' });
    cabinet.settle(first);
    cabinet.settle(first, { name: 'refused', reason: 'expired' });
    cabinet.settle('intent-never-heard-of');
    expect(settled()).toEqual([
      [true, 'unknown'],
      [true, 'pulsed'],
    ]);
    expect(cabinet.session).toMatchObject({ step: 'opening', intentId: cabinet.pulses[1]?.intentId });
    expect(office.memory.stateOf('seals')).toEqual(office.rebuilt().get('seals'));
  });
});
