/** YX-Y1, YX-Y4: an approval opens only while it is in force, of the rule it was given by, and for what it still covers. */
import { describe, expect, it } from 'vitest';
import { as, openOffice } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { approved, Cabinet, GOVERNMENT_SEAL, OFFICE_SEAL } from './cabinet.ts';

function ready(): { office: RulesOffice; cabinet: Cabinet; requestId: string } {
  const office = openOffice();
  const cabinet = new Cabinet(office);
  return { office, cabinet, requestId: approved(office, [OFFICE_SEAL], { copies: 2 }) };
}

describe('YX-Y1 what an approval opens', () => {
  it('YX-Y1 authority-in-force: an approval past its days is refused, also while its end has not been told', () => {
    const { office, cabinet, requestId } = ready();
    office.clock.advance(7 * 86_400_000);
    cabinet.swipe('p-chief');
    cabinet.press('p-chief');
    expect(() => cabinet.ask('use', [requestId])).toThrow(/已过有效期/);
    expect(office.all('seals.request-expired')).toEqual([]);
  });

  it('YX-Y4 copies-left: of two seals under one paper the one that is used up opens nothing, the other does', () => {
    const { office, cabinet } = ready();
    const both = approved(office, [OFFICE_SEAL, GOVERNMENT_SEAL], { copies: 2 });
    cabinet.open([both]);
    cabinet.slot(3, false);
    cabinet.register(both, OFFICE_SEAL, 2);
    cabinet.slot(3, true);
    cabinet.confirm(OFFICE_SEAL, 3);
    cabinet.become('locked');
    cabinet.identify();
    expect(() => cabinet.ask('use', [both], [OFFICE_SEAL])).toThrow(/份数已用完/);
    cabinet.ask('use', [both]);
    expect(office.last('seals.opening-intended')?.data.itemIds).toEqual([GOVERNMENT_SEAL]);
  });

  it('YX-Y1 rule-unchanged: other approving offices void what was approved before, another custodian does not', () => {
    const { office, cabinet, requestId } = ready();
    const define = (changes: Record<string, unknown>): void => {
      const item = {
        itemId: OFFICE_SEAL,
        name: '市政府办公室印章',
        cabinetId: 'cab',
        slot: 3,
        unloanable: true,
      };
      const body = {
        ...item,
        custodianIds: ['p-chief'],
        approverRoles: ['deputy-director', 'director'],
        ...changes,
      };
      office.request(as('p-admin'), 'seals.define-item', body);
      const proposalId = office.last('seals.item-proposed')?.data.proposalId;
      office.request(as('p-director'), 'seals.confirm-item', { proposalId });
    };
    define({});
    define({ approverRoles: ['city-leader'] });
    cabinet.identify();
    expect(() => cabinet.ask('use', [requestId])).toThrow(/市政府办公室印章的审批规定在批准之后已变更/);
    office.pass(30_000);
    define({});
    cabinet.identify();
    expect(() => cabinet.ask('use', [requestId])).toThrow(/已变更/);
    const again = approved(office);
    define({ custodianIds: ['p-chief', 'p-second'] });
    cabinet.ask('use', [again]);
    expect(cabinet.pulses).toHaveLength(1);
  });

  it('YX-Y1 items-out: of two keepers’ seals that are out, each keeper takes the own one back in', () => {
    const { office, cabinet, requestId } = ready();
    office.request(as('p-director'), 'seals.appoint-deputy', {
      deputyId: 'p-second',
      itemIds: [OFFICE_SEAL],
      fromDate: '2026-11-23',
      untilDate: '2026-11-30',
      reason: '秘书科长出差',
    });
    office.pass(24 * 3_600_000);
    const other = approved(office, [GOVERNMENT_SEAL]);
    cabinet.open([other]);
    cabinet.slot(1, false);
    cabinet.become('locked');
    office.pass(10_000);
    cabinet.open([requestId], 'p-second');
    cabinet.slot(3, false);
    cabinet.become('locked');
    office.pass(10_000);
    cabinet.open([], 'p-second', 'take-back');
    expect(office.last('seals.opening-intended')?.data).toMatchObject({
      custodianId: 'p-second',
      itemIds: [OFFICE_SEAL],
      authority: [requestId],
    });
    cabinet.slot(3, true);
    cabinet.confirm(OFFICE_SEAL, 3);
    cabinet.become('locked');
    office.pass(10_000);
    cabinet.identify('p-second');
    expect(() => cabinet.ask('take-back', [])).toThrow(/名chief/);
  });
});
