/** YX-Y1, YX-Y4: what the keeper of a seal may keep silent about is told to the director as well. */
import { describe, expect, it } from 'vitest';
import { as, openOffice } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { approved, Cabinet, OFFICE_SEAL } from './cabinet.ts';

const MINUTE_MS = 60_000;

function made(): { office: RulesOffice; cabinet: Cabinet; requestId: string } {
  const office = openOffice();
  return { office, cabinet: new Cabinet(office), requestId: approved(office) };
}
function told(office: RulesOffice, personId: string, requestId: string): unknown {
  return office.screen('desk', as(personId))[`inbox/unregistered-${requestId}`];
}

describe('YX-Y1 a use that nobody registers', () => {
  it('YX-Y1 is told to the keeper at once, and to the director once the item was due', () => {
    const { office, cabinet, requestId } = made();
    cabinet.open([requestId]);
    cabinet.slot(3, false);
    cabinet.slot(3, true);
    cabinet.confirm(OFFICE_SEAL, 3);
    cabinet.become('locked');
    expect(told(office, 'p-chief', requestId)).toMatchObject({ title: '用印未登记：市政府办公室印章' });
    office.pass(30 * MINUTE_MS - 1);
    expect(told(office, 'p-director', requestId)).toBeUndefined();
    const before = office.events.length;
    office.pass(1);
    expect(office.touchedSince(before, 'desk', as('p-director'))).toContain(
      `inbox/unregistered-${requestId}`,
    );
    expect(told(office, 'p-director', requestId)).toMatchObject({
      title: '用印逾时未登记：市政府办公室印章',
      detail: expect.stringContaining('2026-11-23 07:45 由名chief取印。请督促保管人登记，并查明原因。'),
      actions: [],
    });
    expect(told(office, 'p-chief', requestId)).toMatchObject({ actions: ['register-use'] });
    expect(told(office, 'p-clerk', requestId)).toBeUndefined();
    office.request(as('p-chief'), 'seals.register-use', {
      requestId,
      itemId: OFFICE_SEAL,
      copies: 2,
      spoiled: 0,
    });
    for (const personId of ['p-director', 'p-chief'])
      expect(told(office, personId, requestId)).toBeUndefined();
    expect(office.memory.stateOf('seals')).toEqual(office.rebuilt().get('seals'));
  });
  it('YX-Y1 registered in time is nobody’s business, and a second use under the paper has a time of its own', () => {
    const { office, cabinet, requestId } = made();
    for (let use = 0; use < 2; use += 1) {
      cabinet.open([requestId]);
      cabinet.slot(3, false);
      if (use === 0) cabinet.register(requestId, OFFICE_SEAL, 2);
      cabinet.slot(3, true);
      cabinet.confirm(OFFICE_SEAL, 3);
      cabinet.become('locked');
      office.pass(20 * MINUTE_MS);
      expect(told(office, 'p-director', requestId)).toBeUndefined();
    }
    office.pass(9 * MINUTE_MS);
    expect(told(office, 'p-director', requestId)).toBeUndefined();
    office.pass(1 * MINUTE_MS);
    expect(told(office, 'p-director', requestId)).toMatchObject({
      title: '用印逾时未登记：市政府办公室印章',
    });
  });
});
