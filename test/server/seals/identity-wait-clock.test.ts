/** YX-Y1: the 24 hours after an identity change pass by themselves; nobody makes them pass by setting the clock. */
import { describe, expect, it } from 'vitest';
import { as, openOffice, SERVICE } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { Cabinet, GOVERNMENT_SEAL, OFFICE_SEAL } from './cabinet.ts';

const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;

/** Somebody sets the machine's clock, and the service sees it. */
function setClock(office: RulesOffice, byMs: number): void {
  const fromMs = office.clock.epochMs();
  office.clock.stepWall(byMs);
  office.record({ type: 'system.clock-stepped', data: { fromMs, toMs: fromMs + byMs, stepMs: byMs } });
}
/** Off, the machine's clock goes on or loses its time; a start, behind the journal or not. */
function startAgain(office: RulesOffice, offMs: number): void {
  const blindSinceMs = office.clock.epochMs();
  office.clock.stepWall(offMs);
  office.memory.replace(office.rebuilt());
  const data = { version: 'test', bootId: office.newId('boot'), demoClock: false };
  office.record({
    type: 'system.started',
    data: { ...data, blindSinceMs, clockBehindJournal: offMs < 0 },
  });
}
function changePassword(office: RulesOffice): void {
  office.request(SERVICE, 'people.record-credential-change', {
    personId: 'p-chief',
    credential: 'password',
    changedBy: 'p-admin',
    witnessedBy: 'p-director',
  });
}
function waits(office: RulesOffice, cabinet: Cabinet): boolean {
  // What was shown before ends first, by its own time.
  office.clock.advance(60_000);
  office.pass(0);
  const before = office.events.length;
  cabinet.swipe('p-chief');
  return office.events
    .slice(before)
    .some((event) => event.type === 'seals.identification-voided' && event.data.reason === 'identity-wait');
}

describe('YX-Y1 identity waits and the clock', () => {
  it.each([
    ['a day on', 24 * HOUR_MS],
    ['a year on', YEAR_MS],
    ['an hour back', -HOUR_MS],
    ['two years back', -2 * YEAR_MS],
  ])('YX-Y1 a clock set %s takes the wait along: what is left stays what it was', (_, byMs) => {
    const office = openOffice();
    const cabinet = new Cabinet(office);
    changePassword(office);
    office.pass(10 * HOUR_MS);
    setClock(office, byMs);
    expect(waits(office, cabinet)).toBe(true);
    office.pass(14 * HOUR_MS - 3 * 60_000);
    expect(waits(office, cabinet)).toBe(true);
    office.pass(3 * 60_000);
    expect(waits(office, cabinet)).toBe(false);
    expect(office.memory.stateOf('people')).toEqual(office.rebuilt().get('people'));
    expect(office.memory.stateOf('seals')).toEqual(office.rebuilt().get('seals'));
  });
  it('YX-Y1 what is over stays over, when a clock set wrong is put right again', () => {
    const office = openOffice();
    const cabinet = new Cabinet(office);
    changePassword(office);
    setClock(office, YEAR_MS);
    office.pass(25 * HOUR_MS);
    expect(waits(office, cabinet)).toBe(false);
    setClock(office, -YEAR_MS);
    expect(waits(office, cabinet)).toBe(false);
    setClock(office, -10 * YEAR_MS);
    setClock(office, 10 * YEAR_MS);
    expect(waits(office, cabinet)).toBe(false);
  });
  it('YX-Y1 a deputy’s bar and a new PIN follow the same rule', () => {
    const office = openOffice();
    new Cabinet(office);
    office.request(as('p-director'), 'seals.appoint-deputy', {
      deputyId: 'p-second',
      itemIds: [OFFICE_SEAL, GOVERNMENT_SEAL],
      fromDate: office.today,
      untilDate: office.time.addDays(office.today, 20),
      reason: '出差',
    });
    const pin = { personId: 'p-second', credential: 'pin', changedBy: 'p-second' };
    office.request(SERVICE, 'people.record-credential-change', pin);
    const untilMs = office.clock.epochMs() + 24 * HOUR_MS;
    setClock(office, 24 * HOUR_MS);
    expect(office.memory.stateOf('seals')).toMatchObject({
      barredUntilMs: { 'p-second': untilMs + 24 * HOUR_MS },
      pinFromMs: { 'p-second': untilMs + 24 * HOUR_MS },
    });
  });
  it('YX-Y1 the second person’s own wait after a reset follows it too', () => {
    const office = openOffice();
    changePassword(office);
    changePassword(office);
    setClock(office, 24 * HOUR_MS);
    const asked = {
      personId: 'p-deputy',
      credential: 'password',
      changedBy: 'p-admin',
      witnessedBy: 'p-chief',
    };
    const ask = (): unknown => office.request(SERVICE, 'people.record-credential-change', asked);
    expect(ask).toThrow('不能作第二人');
    office.pass(24 * HOUR_MS);
    expect(ask).not.toThrow();
  });
  it('YX-Y1 the gap before a start is time that passed', () => {
    const office = openOffice();
    changePassword(office);
    startAgain(office, 24 * HOUR_MS);
    const cabinet = new Cabinet(office);
    expect(waits(office, cabinet)).toBe(false);
  });
  it('YX-Y1 a clock that starts behind the journal moves nothing, put right before or after it is confirmed', () => {
    const office = openOffice();
    changePassword(office);
    office.pass(10 * HOUR_MS);
    startAgain(office, -20 * YEAR_MS);
    setClock(office, 20 * YEAR_MS);
    office.request(as('p-director'), 'system.confirm-clock', {});
    const cabinet = new Cabinet(office);
    expect(waits(office, cabinet)).toBe(true);
    office.pass(14 * HOUR_MS);
    expect(waits(office, cabinet)).toBe(false);
  });
  it('YX-Y1 a time confirmed twenty years behind takes the waits back, and forward again with the clock', () => {
    const office = openOffice();
    changePassword(office);
    office.pass(10 * HOUR_MS);
    startAgain(office, -20 * YEAR_MS);
    office.request(as('p-director'), 'system.confirm-clock', {});
    setClock(office, 20 * YEAR_MS);
    const cabinet = new Cabinet(office);
    expect(waits(office, cabinet)).toBe(true);
    office.pass(14 * HOUR_MS);
    expect(waits(office, cabinet)).toBe(false);
    expect(office.memory.stateOf('people')).toMatchObject({
      cards: { 'card-p-mayor': { cabinetFromMs: 0 } },
    });
  });
});
