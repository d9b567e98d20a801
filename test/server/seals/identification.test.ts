/** YX-Y1: two factors of one entitled person at the cabinet, and everything that ends an identification. */
import { describe, expect, it } from 'vitest';
import {
  as,
  CABINET_SCREEN,
  giveCard,
  giveFinger,
  openOffice,
  pressAfter,
  recordPerson,
  SERVICE,
  strangeCard,
} from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { approved, Cabinet, OFFICE_SEAL } from './cabinet.ts';

function atCabinet(): { office: RulesOffice; cabinet: Cabinet; requestId: string } {
  const office = openOffice();
  const cabinet = new Cabinet(office);
  return { office, cabinet, requestId: approved(office) };
}
const refused =
  (cabinet: Cabinet, requestId: string): (() => unknown) =>
  () =>
    cabinet.ask('use', [requestId]);
const pin = (office: RulesOffice, outcome: string, personId = 'p-chief'): unknown =>
  office.request(SERVICE, 'seals.pin-checked', { stationId: 'cabinet-1', personId, outcome });

describe('YX-Y1 two factors', () => {
  it('YX-Y1 card then finger within 10 s identifies, to the millisecond', () => {
    const { office, cabinet } = atCabinet();
    cabinet.swipe('p-chief');
    expect(cabinet.session).toMatchObject({ step: 'first-factor', personName: '名chief', factors: ['card'] });
    office.clock.advance(10_000);
    cabinet.press('p-chief');
    expect(cabinet.session).toMatchObject({ step: 'choose', factors: ['card', 'finger'] });
  });
  it('YX-Y1 a second factor after 10 s is a first one again', () => {
    const { office, cabinet, requestId } = atCabinet();
    cabinet.swipe('p-chief');
    office.clock.advance(10_001);
    cabinet.press('p-chief');
    expect(cabinet.session).toMatchObject({ step: 'first-factor', factors: ['finger'] });
    expect(refused(cabinet, requestId)).toThrow(/未验到保管人身份/);
  });
  it('YX-Y1 a finger too wet at first: the press that succeeds counts, not the failed one that led up to it', () => {
    const { office, cabinet } = atCabinet();
    office.pass(20_000);
    cabinet.swipe('p-chief');
    office.pass(3_000);
    pressAfter(office, 'p-chief', 23_000);
    office.pass(29_999);
    expect(cabinet.session).toMatchObject({ step: 'choose', factors: ['card', 'finger'] });
  });
  it('YX-Y1 a failed press beside the card brings no finger of half a minute later within 10 s of it', () => {
    const { office, cabinet, requestId } = atCabinet();
    office.pass(2_000);
    cabinet.swipe('p-chief');
    // Not by passing time: also where the lapse has not been told yet.
    office.clock.advance(30_000);
    pressAfter(office, 'p-chief', 31_000);
    expect(cabinet.session).toMatchObject({ step: 'first-factor', factors: ['finger'] });
    expect(refused(cabinet, requestId)).toThrow(/未验到保管人身份/);
  });
  it('YX-Y1 the same factor twice is one factor', () => {
    const { cabinet, requestId } = atCabinet();
    cabinet.swipe('p-chief');
    cabinet.swipe('p-chief');
    expect(refused(cabinet, requestId)).toThrow(/未验到保管人身份/);
  });
  it('YX-Y1 finger first does as well, and the step lapses by itself', () => {
    const { office, cabinet } = atCabinet();
    cabinet.press('p-chief');
    office.pass(9999);
    expect(cabinet.session).toMatchObject({ step: 'first-factor' });
    office.pass(1);
    expect(cabinet.session).toMatchObject({ step: 'stopped', problem: { code: 'lapsed' } });
    office.pass(20_000);
    expect(cabinet.session).toMatchObject({ step: 'idle' });
  });
  it('YX-Y1 two people never make up one identity', () => {
    const { office, cabinet, requestId } = atCabinet();
    recordPerson(office, 'p-second', ['secretary-staff', 'seal-custodian']);
    cabinet.swipe('p-chief');
    cabinet.press('p-second');
    expect(cabinet.session).toMatchObject({ step: 'stopped', problem: { code: 'another-person' } });
    expect(refused(cabinet, requestId)).toThrow(/未验到保管人身份/);
    cabinet.press('p-chief');
    expect(refused(cabinet, requestId)).toThrow(/未验到保管人身份/);
  });
  it('YX-Y1 who keeps nothing is told so and is nobody', () => {
    const { cabinet } = atCabinet();
    cabinet.identify('p-clerk');
    expect(cabinet.session).toMatchObject({ step: 'stopped', problem: { code: 'not-entitled' } });
  });
  it('YX-Y1 a card enrolled for the custodian an hour ago does not count for 24 h, and says from when', () => {
    const { office, cabinet, requestId } = atCabinet();
    giveCard(office, 'p-chief', office.clock.epochMs() + 23 * 3_600_000);
    cabinet.identify('p-chief');
    expect(office.last('seals.identification-voided')?.data.reason).toBe('identity-wait');
    expect(cabinet.session).toMatchObject({ step: 'first-factor', factors: ['finger'] });
    expect(refused(cabinet, requestId)).toThrow(/未验到保管人身份/);
    office.pass(23 * 3_600_000);
    cabinet.identify('p-chief');
    expect(cabinet.session).toMatchObject({ step: 'choose' });
  });
  it('YX-Y1 the waiting time is said on the screen', () => {
    const { office, cabinet } = atCabinet();
    giveFinger(office, 'p-chief', 5, office.at('18:00'));
    cabinet.swipe('p-chief');
    cabinet.press('p-chief');
    expect(cabinet.session).toMatchObject({
      problem: { code: 'identity-wait', title: expect.stringContaining('11月23日 18:00') as unknown },
    });
  });
});

describe('YX-Y1 PIN as the lawful substitute', () => {
  it('YX-Y1 card + PIN and finger + PIN identify; a PIN alone is not asked for', () => {
    for (const first of ['swipe', 'press'] as const) {
      const { office, cabinet } = atCabinet();
      expect(office.memory.views.seals.pinExpectedOf('cabinet-1')).toBeUndefined();
      expect(() => pin(office, 'ok')).toThrow(/未验到第一项身份/);
      cabinet[first]('p-chief');
      expect(office.memory.views.seals.pinExpectedOf('cabinet-1')).toBe('p-chief');
      pin(office, 'ok');
      expect(cabinet.session).toMatchObject({ step: 'choose' });
    }
  });
  it('YX-Y1 a wrong PIN may be tried again while the first factor lasts, a locked one ends it', () => {
    const { office, cabinet } = atCabinet();
    cabinet.swipe('p-chief');
    pin(office, 'wrong');
    expect(cabinet.session).toMatchObject({ step: 'first-factor', problem: { code: 'pin-wrong' } });
    pin(office, 'ok');
    expect(cabinet.session).toMatchObject({ step: 'choose' });
    office.request(CABINET_SCREEN, 'seals.cancel', {});
    cabinet.swipe('p-chief');
    pin(office, 'locked');
    expect(cabinet.session).toMatchObject({ step: 'stopped', problem: { code: 'pin-locked' } });
    expect(() => pin(office, 'ok')).toThrow(/未验到第一项身份/);
  });
  it('YX-Y1 a PIN for somebody else, too late or unchecked does not count', () => {
    const { office, cabinet } = atCabinet();
    cabinet.swipe('p-chief');
    expect(() => pin(office, 'ok', 'p-second')).toThrow(/未验到第一项身份/);
    expect(() => office.request(CABINET_SCREEN, 'seals.enter-pin', { pin: '123456' })).toThrow(/未经核对/);
    office.clock.advance(10_001);
    expect(() => pin(office, 'ok')).toThrow(/未验到第一项身份/);
  });
  it('YX-Y1 a PIN changed an hour ago waits as a card does', () => {
    const { office, cabinet } = atCabinet();
    cabinet.swipe('p-chief');
    office.record({
      type: 'people.credential-changed',
      data: {
        personId: 'p-chief',
        credential: 'pin',
        changedBy: 'p-chief',
        witnessedBy: 'p-director',
        cabinetFromMs: office.clock.epochMs() + 3_600_000,
      },
    });
    expect(cabinet.session).toMatchObject({ step: 'stopped', problem: { code: 'identity-changed' } });
    office.pass(30_000);
    cabinet.swipe('p-chief');
    expect(cabinet.session).toMatchObject({ step: 'stopped', problem: { code: 'identity-wait' } });
  });
});

describe('YX-Y1 what voids an identification', () => {
  const identified = (): ReturnType<typeof atCabinet> => {
    const made = atCabinet();
    made.cabinet.identify();
    expect(made.cabinet.session).toMatchObject({ step: 'choose' });
    return made;
  };
  const isVoid = ({ office, cabinet, requestId }: ReturnType<typeof atCabinet>, reason: string): void => {
    expect(office.last('seals.identification-voided')?.data.reason).toBe(reason);
    expect(refused(cabinet, requestId)).toThrow(/柜门未开|未再开柜/);
    expect(cabinet.pulses).toEqual([]);
  };
  it('YX-Y1 30 s: at the last moment it opens, a millisecond later not', () => {
    const late = identified();
    late.office.clock.advance(30_001);
    expect(refused(late.cabinet, late.requestId)).toThrow(/已过时限/);
    const inTime = identified();
    inTime.office.clock.advance(30_000);
    inTime.cabinet.ask('use', [inTime.requestId]);
    expect(inTime.cabinet.pulses).toHaveLength(1);
  });
  it('YX-Y1 another person’s badge', () => {
    const made = identified();
    made.cabinet.swipe('p-director');
    isVoid(made, 'another-person');
  });
  it('YX-Y1 an unknown badge', () => {
    const made = identified();
    strangeCard(made.office);
    isVoid(made, 'unknown-badge');
  });
  it('YX-Y1 a restart', () => {
    const made = identified();
    made.office.restart();
    made.cabinet.lock = 'unknown';
    made.cabinet.become('locked');
    isVoid(made, 'restart');
  });
  it('YX-Y1 a journal that could not be written; a queue that was too long ends nothing', () => {
    const made = identified();
    const unwritten = (reason: string): void => {
      const fromMs = made.office.clock.epochMs();
      made.office.record({
        type: 'system.journal-blind',
        data: { fromMs, toMs: fromMs, reason, refused: 0 },
      });
    };
    unwritten('overload');
    expect(made.office.all('seals.identification-voided')).toEqual([]);
    unwritten('io');
    isVoid(made, 'journal-blind');
  });
  it('YX-Y1 a journal that failed in mid-opening settles the intent as unknown, until the cabinet itself tells', () => {
    const { office, cabinet, requestId } = identified();
    cabinet.ask('use', [requestId]);
    const fromMs = office.clock.epochMs();
    const data = { fromMs, toMs: fromMs, reason: 'io', refused: 0 };
    office.record({ type: 'system.journal-blind', data });
    const outcome = { name: 'unknown', reason: 'journal-blind' };
    expect(office.last('seals.opening-settled')?.data.outcome).toEqual(outcome);
    expect(cabinet.pulses).toHaveLength(1);
    const [pulse] = cabinet.pulses;
    if (pulse !== undefined) cabinet.obey(pulse);
    expect(office.last('seals.opening-settled')?.data.outcome.name).toBe('pulsed');
    expect(cabinet.session).toMatchObject({ step: 'take' });
    expect(cabinet.pulses).toHaveLength(1);
  });
  it('YX-Y1 a door that moves, and a board that is away', () => {
    const moved = identified();
    moved.cabinet.become('forced');
    isVoid(moved, 'door-moved');
    const away = identified();
    away.cabinet.become('unknown');
    isVoid(away, 'cabinet-away');
  });
  it('YX-Y1 the office taken from the custodian, or the custodian gone', () => {
    const revoked = identified();
    recordPerson(revoked.office, 'p-chief', []);
    isVoid(revoked, 'entitlement-ended');
    const left = identified();
    recordPerson(left.office, 'p-chief', ['seal-custodian'], 5, '2026-11-23');
    isVoid(left, 'entitlement-ended');
  });
  it('YX-Y1 a stopped card and revoked sessions', () => {
    const stopped = identified();
    stopped.office.record({
      type: 'people.card-stopped',
      data: { personId: 'p-chief', cardRef: 'card-p-chief', reason: '挂失' },
    });
    isVoid(stopped, 'identity-changed');
    const revoked = identified();
    revoked.office.record({ type: 'people.sessions-revoked', data: { personId: 'p-chief', by: 'p-admin' } });
    isVoid(revoked, 'identity-changed');
  });
  it('YX-Y1 cancelled by a touch; nothing to cancel otherwise', () => {
    const made = identified();
    made.office.request(CABINET_SCREEN, 'seals.cancel', {});
    isVoid(made, 'cancelled');
    expect(() => made.office.request(CABINET_SCREEN, 'seals.cancel', {})).toThrow(/未取消/);
  });
  it('YX-Y1 choosing takes an identified person and approved papers', () => {
    const made = atCabinet();
    const choose = (ids: readonly string[]) => () =>
      made.office.request(CABINET_SCREEN, 'seals.choose', { requestIds: ids });
    expect(choose([made.requestId])).toThrow(/未验到保管人身份/);
    made.cabinet.identify();
    expect(choose(['use-none'])).toThrow(/未经批准/);
    choose([made.requestId])();
    expect(made.cabinet.session).toMatchObject({ chosenRequestIds: [made.requestId] });
  });
});

describe('YX-Y1 deputies', () => {
  it('YX-Y1 a deputy opens within the dates, after 24 h, or at once when two waive it', () => {
    const { office, cabinet, requestId } = atCabinet();
    const appoint = (changes = {}) =>
      office.request(as('p-director'), 'seals.appoint-deputy', {
        deputyId: 'p-second',
        itemIds: [OFFICE_SEAL],
        fromDate: '2026-11-23',
        untilDate: '2026-11-24',
        reason: '秘书科长出差',
        ...changes,
      });
    expect(() => appoint({ deputyId: 'p-clerk' })).toThrow(/秘书科工作人员/);
    recordPerson(office, 'p-director', ['director', 'secretary-staff']);
    expect(() => appoint({ deputyId: 'p-director' })).toThrow(/不得委托本人/);
    expect(() => appoint({ untilDate: '2026-11-22' })).toThrow(/起止日期/);
    expect(() => appoint({ untilDate: '2027-11-22' })).toThrow(/期限/);
    appoint();
    cabinet.identify('p-second');
    expect(cabinet.session).toMatchObject({ problem: { code: 'identity-wait' } });
    const shown = (): unknown => office.view('people.person', { personId: 'p-second' }, as('p-director'));
    expect(shown()).toMatchObject({ waitsForCabinet: true });
    const waiver = { personId: 'p-second', reason: '急件' };
    office.request(as('p-deputy'), 'people.waive-identity-wait', waiver);
    office.request(as('p-director'), 'people.confirm-waiver', { personId: 'p-second' });
    expect(shown()).toMatchObject({ waitsForCabinet: false });
    office.pass(30_000);
    cabinet.identify('p-second');
    cabinet.ask('use', [requestId]);
    expect(office.last('seals.opening-intended')?.data.custodianId).toBe('p-second');
  });
  it('YX-Y1 ended early, the deputy’s identification ends with it', () => {
    const { office, cabinet } = atCabinet();
    office.request(as('p-director'), 'seals.appoint-deputy', {
      deputyId: 'p-second',
      itemIds: [OFFICE_SEAL],
      fromDate: '2026-11-23',
      untilDate: '2026-11-30',
      reason: '病假',
    });
    office.pass(24 * 3_600_000);
    cabinet.identify('p-second');
    expect(cabinet.session).toMatchObject({ step: 'choose', personId: 'p-second' });
    const delegationId = office.last('seals.deputy-appointed')?.data.delegationId;
    office.request(as('p-director'), 'seals.end-deputy', { delegationId });
    expect(cabinet.session).toMatchObject({ step: 'stopped', problem: { code: 'entitlement-ended' } });
  });
});
