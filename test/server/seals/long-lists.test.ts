/** YX-Y1: a register that cannot be shown whole says how much of it is not shown, and a shorter span shows the rest. */
import { describe, expect, it } from 'vitest';
import type { SealEvent } from '../../../server/seals/events.ts';
import { as, openOffice } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { approved, Cabinet, OFFICE_SEAL } from './cabinet.ts';

const ROWS = 2_000;
const DAY_MS = 86_400_000;

function shown(office: RulesOffice, view: string, query: object): unknown {
  const answer = JSON.parse(JSON.stringify(office.view(view, query, as('p-director'))));
  return [answer.rows.length, answer.leftOut];
}

/** Recorded again as often as asked, a day later every second time. */
function again(count: number, event: (id: string, laterMs: number) => SealEvent | undefined): SealEvent[] {
  return Array.from({ length: count }, (_, at) => event(`again-${at}`, at % 2 === 1 ? DAY_MS : 0)).filter(
    (one) => one !== undefined,
  );
}
function usesAgain(office: RulesOffice, count: number): void {
  const data = office.last('seals.use-registered')?.data;
  const use = (useId: string, laterMs: number): SealEvent | undefined =>
    data && { type: 'seals.use-registered', data: { ...data, useId, atMs: data.atMs + laterMs } };
  office.record(...again(count, use));
}
function papersAgain(office: RulesOffice, count: number): void {
  const data = office.last('seals.use-requested')?.data;
  const paper = (requestId: string, laterMs: number): SealEvent | undefined =>
    data && { type: 'seals.use-requested', data: { ...data, requestId, atMs: data.atMs + laterMs } };
  office.record(...again(count, paper));
}

describe('YX-Y1 long lists', () => {
  it('YX-Y1 the register of use says how many lines it leaves out, and the days apart show all', () => {
    const office = openOffice({ registers: true });
    const cabinet = new Cabinet(office);
    const requestId = approved(office);
    cabinet.open([requestId]);
    cabinet.slot(3, false);
    cabinet.register(requestId, OFFICE_SEAL, 1);
    const span = { from: '2026-11-23', to: '2026-11-24' };
    usesAgain(office, ROWS - 1);
    expect(shown(office, 'seals.register', span)).toEqual([ROWS, 0]);
    usesAgain(office, 3);
    expect(shown(office, 'seals.register', span)).toEqual([ROWS, 3]);
    expect(shown(office, 'seals.register', { ...span, to: span.from })).toEqual([1003, 0]);
    expect(shown(office, 'seals.register', { ...span, from: span.to })).toEqual([1000, 0]);
  });
  it('YX-Y1 the list of papers does so too', () => {
    const office = openOffice({ registers: true });
    new Cabinet(office);
    approved(office);
    papersAgain(office, ROWS + 1);
    expect(shown(office, 'seals.requests', {})).toEqual([ROWS, 2]);
    expect(shown(office, 'seals.requests', { from: '2026-11-24', to: '2026-11-24' })).toEqual([1000, 0]);
  });
});
