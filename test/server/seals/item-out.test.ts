/** YX-Y1, YX-Y4: the door closed over an empty slot, and the item taken back in. */
import { describe, expect, it } from 'vitest';
import { as, openOffice } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { approved, Cabinet, OFFICE_SEAL } from './cabinet.ts';

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

describe('YX-Y1 an item at the custodian’s desk', () => {
  it('YX-Y1 the door may close over it; 还印入柜 takes it back, identified anew', () => {
    const { office, cabinet, requestId } = made();
    cabinet.open([requestId]);
    cabinet.slot(3, false);
    cabinet.become('locked');
    expect(office.last('seals.session-ended')?.data).toMatchObject({
      itemsOut: [OFFICE_SEAL],
      usesUnregistered: [{ requestId, itemId: OFFICE_SEAL }],
    });
    expect(inboxTitles(office, 'p-chief')).toEqual(['用印未登记：市政府办公室印章']);
    expect(() =>
      office.request(as('p-second'), 'seals.register-use', {
        requestId,
        itemId: OFFICE_SEAL,
        copies: 1,
        spoiled: 0,
      }),
    ).toThrow(/保管人验证身份/);
    office.request(as('p-chief'), 'seals.register-use', {
      requestId,
      itemId: OFFICE_SEAL,
      copies: 12,
      spoiled: 0,
    });
    expect(inboxTitles(office, 'p-chief')).toEqual([]);
    office.pass(60_000);
    cabinet.open([], 'p-chief', 'take-back');
    expect(office.last('seals.opening-intended')?.data).toMatchObject({
      ground: 'take-back',
      authority: [requestId],
      itemIds: [OFFICE_SEAL],
    });
    cabinet.slot(3, true);
    cabinet.confirm(OFFICE_SEAL, 3);
    cabinet.become('locked');
    expect(cabinet.screen['slot/3']).toMatchObject({ state: 'in', holder: undefined });
  });

  it('YX-Y4 30 minutes out: a reminder at the desk, not an alarm', () => {
    const { office, cabinet, requestId } = made();
    cabinet.open([requestId]);
    cabinet.slot(3, false);
    cabinet.register(requestId, OFFICE_SEAL, 12);
    cabinet.become('locked');
    office.pass(30 * 60_000 - 1);
    expect(inboxTitles(office, 'p-chief')).toEqual([]);
    office.pass(1);
    expect(inboxTitles(office, 'p-chief')).toEqual(['市政府办公室印章取出已超过时限']);
    expect(cabinet.screen['alarm']).toBeUndefined();
  });

  it('YX-Y1 a delegation that ends with the day takes the reminder from the deputy’s desk at midnight', () => {
    const { office, cabinet, requestId } = made();
    office.request(as('p-director'), 'seals.appoint-deputy', {
      deputyId: 'p-second',
      itemIds: [OFFICE_SEAL],
      fromDate: '2026-11-23',
      untilDate: '2026-11-23',
      reason: '秘书科长出差',
    });
    cabinet.open([requestId]);
    cabinet.slot(3, false);
    cabinet.become('locked');
    office.passUntil('23:59:59');
    expect(inboxTitles(office, 'p-second')).toContain('市政府办公室印章取出已超过时限');
    const { length } = office.events;
    office.pass(1000);
    expect(inboxTitles(office, 'p-second')).toEqual([]);
    expect(office.touchedSince(length, 'desk', as('p-second'))).toBe('all');
  });

  it('YX-Y1 an unconfirmed return is said, and can be confirmed after identifying again', () => {
    const { office, cabinet, requestId } = made();
    cabinet.open([requestId]);
    cabinet.slot(3, false);
    cabinet.register(requestId, OFFICE_SEAL, 1);
    cabinet.slot(3, true);
    cabinet.become('locked');
    expect(office.last('seals.session-ended')?.data.itemsUnconfirmed).toEqual([OFFICE_SEAL]);
    expect(() => cabinet.confirm(OFFICE_SEAL, 3)).toThrow(/保管人验证身份/);
    cabinet.identify();
    cabinet.confirm(OFFICE_SEAL, 3);
    expect(cabinet.screen['slot/3']).toMatchObject({ state: 'in' });
  });
});
