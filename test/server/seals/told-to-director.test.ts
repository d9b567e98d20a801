/** YX-Y1, YX-Y4: what the keeper of a seal may keep silent about is told to the director as well. */
import { describe, expect, it } from 'vitest';
import { as, CABINET_SCREEN, openOffice } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { approved, Cabinet, OFFICE_SEAL } from './cabinet.ts';

const MINUTE_MS = 60_000;

function made(registers = false): { office: RulesOffice; cabinet: Cabinet; requestId: string } {
  const office = openOffice({ registers });
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

describe('YX-Y4 more than was approved', () => {
  const body = (requestId: string, copies: number, spoiled: number, excess?: number): object => ({
    requestId,
    itemId: OFFICE_SEAL,
    copies,
    spoiled,
    ...(excess === undefined ? {} : { excess }),
  });
  const excessOf = (office: RulesOffice, personId: string): unknown =>
    Object.entries(office.screen('desk', as(personId))).find(([key]) => key.startsWith('inbox/excess-'))?.[1];

  it('YX-Y4 is registered as it was, once whoever registers has confirmed how many too many', () => {
    const { office, cabinet, requestId } = made(true);
    cabinet.open([requestId]);
    cabinet.slot(3, false);
    const register = (...counts: [number, number, number?]): unknown =>
      office.request(CABINET_SCREEN, 'seals.register-use', body(requestId, ...counts));
    expect(() => register(13, 2)).toThrow(/超出批准份数 3 份/);
    expect(() => register(13, 9, 3)).toThrow(/超出批准份数 10 份/);
    expect(register(13, 2, 3)).toMatchObject({ left: 0 });
    expect(office.last('seals.use-registered')?.data).toMatchObject({
      copies: 13,
      spoiled: 2,
      usedInAll: 15,
      approvedCopies: 12,
    });
    expect(office.last('seals.request-used-up')?.data).toEqual({ requestId });
    const span = { from: '2026-11-23', to: '2026-11-23' };
    expect(office.view('seals.register', span, as('p-director'))).toMatchObject({
      rows: [{ copies: 13, spoiled: 2, excess: 3 }],
    });
    cabinet.slot(3, true);
    cabinet.confirm(OFFICE_SEAL, 3);
    cabinet.become('locked');
    cabinet.identify();
    expect(() => cabinet.ask('use', [requestId])).toThrow(/已办结/);
  });
  it('YX-Y4 counts what went before under the same paper: only the sheets that nothing covers are too many', () => {
    const { office, cabinet, requestId } = made();
    for (const used of [body(requestId, 10, 0), body(requestId, 5, 0, 3)]) {
      cabinet.open([requestId]);
      cabinet.slot(3, false);
      office.request(CABINET_SCREEN, 'seals.register-use', used);
      cabinet.slot(3, true);
      cabinet.confirm(OFFICE_SEAL, 3);
      cabinet.become('locked');
    }
    expect(excessOf(office, 'p-director')).toMatchObject({
      title: '超出批准份数用印：市政府办公室印章，超出 3 份',
    });
  });
  it('YX-Y4 waits for the director until read, and for nobody else', () => {
    const { office, cabinet, requestId } = made();
    cabinet.open([requestId]);
    cabinet.slot(3, false);
    expect(excessOf(office, 'p-director')).toBeUndefined();
    const before = office.events.length;
    office.request(CABINET_SCREEN, 'seals.register-use', body(requestId, 14, 0, 2));
    const useId = office.last('seals.use-registered')?.data.useId ?? '';
    expect(office.touchedSince(before, 'desk', as('p-director'))).toContain(`inbox/excess-${useId}`);
    expect(excessOf(office, 'p-director')).toMatchObject({
      id: useId,
      detail: expect.stringContaining(
        '批准 12 份；2026-11-23 07:45 名chief登记用印 14 份、作废 0 份。请查明处理。',
      ),
      actions: ['seals.note-excess'],
    });
    for (const personId of ['p-chief', 'p-deputy']) expect(excessOf(office, personId)).toBeUndefined();
    office.restart();
    expect(excessOf(office, 'p-director')).toBeDefined();
    const note = (): unknown => office.request(as('p-director'), 'seals.note-excess', { useId });
    note();
    expect(office.last('seals.excess-noted')?.data).toMatchObject({ useId, by: 'p-director' });
    expect(excessOf(office, 'p-director')).toBeUndefined();
    expect(note).toThrow(/已经阅知/);
  });
});
