/** YX-Y1: identity changes are the way in, for approvers too: no approval for 24 h, unless two waive the wait. */
import { describe, expect, it } from 'vitest';
import { as, giveCard, giveFinger, openOffice, recordPerson, SERVICE } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { askFor, decide, GOVERNMENT_SEAL } from './cabinet.ts';

const HOUR_MS = 3_600_000;

function resetPassword(office: RulesOffice, personId: string): void {
  office.request(SERVICE, 'people.record-credential-change', {
    personId,
    credential: 'password',
    changedBy: 'p-admin',
    witnessedBy: 'p-chief',
  });
}
const inboxOf = (office: RulesOffice, personId: string): unknown =>
  Object.entries(office.screen('desk', as(personId))).find(([key]) => key.startsWith('inbox/use-'))?.[1];

describe('YX-Y1 an approver whose identity has just changed', () => {
  it('YX-Y1 approves nothing for 24 h after a password set by others, to the millisecond', () => {
    const office = openOffice();
    const requestId = askFor(office);
    resetPassword(office, 'p-director');
    expect(() => decide(office, requestId)).toThrow(/11月24日 07:45.*转.*或由两人免除等候/);
    office.pass(24 * HOUR_MS - 1);
    expect(() => decide(office, requestId)).toThrow('未批准');
    office.pass(1);
    decide(office, requestId);
    expect(office.last('seals.request-decided')?.data).toMatchObject({ decision: 'approve' });
  });
  it('YX-Y1 nor after the approving office was given by two', () => {
    const office = openOffice();
    recordPerson(office, 'p-night', []);
    const record = office.last('people.person-recorded')?.data;
    const asked = { ...record, roles: ['director'], leftOn: undefined, exemptFromSignIn: undefined };
    office.request(as('p-admin'), 'people.record-person', JSON.parse(JSON.stringify(asked)));
    const proposalId = office.last('people.person-proposed')?.data.proposalId;
    office.request(as('p-director'), 'people.confirm-person', { proposalId });
    const requestId = askFor(office);
    expect(() => decide(office, requestId, 'approve', 'p-night')).toThrow('未批准');
    office.pass(24 * HOUR_MS);
    decide(office, requestId, 'approve', 'p-night');
    expect(office.last('seals.request-decided')?.data.decidedBy).toBe('p-night');
  });
  it('YX-Y1 another approver decides meanwhile, and what opens nothing is decided by the one who waits too', () => {
    const office = openOffice();
    resetPassword(office, 'p-mayor');
    const requestId = askFor(office, [GOVERNMENT_SEAL]);
    decide(office, requestId, 'return', 'p-mayor', '落款日期有误');
    expect(office.last('seals.request-decided')?.data.decision).toBe('return');
    const other = askFor(office, [GOVERNMENT_SEAL]);
    expect(() => decide(office, other, 'approve', 'p-mayor')).toThrow('未批准');
    decide(office, other, 'approve', 'p-director');
    expect(office.last('seals.request-decided')?.data.decision).toBe('approve');
  });
  it('YX-Y1 two may waive the wait, neither of them the approver', () => {
    const office = openOffice();
    const requestId = askFor(office);
    resetPassword(office, 'p-director');
    office.request(as('p-deputy'), 'people.waive-identity-wait', { personId: 'p-director', reason: '急件' });
    expect(() => decide(office, requestId)).toThrow('未批准');
    office.request(as('p-chief'), 'people.confirm-waiver', { personId: 'p-director' });
    decide(office, requestId);
    expect(office.last('seals.request-decided')?.data.decision).toBe('approve');
  });
  it('YX-Y1 the own password changed by its holder, the own PIN, a card or a finger bar no approval', () => {
    const office = openOffice();
    giveCard(office, 'p-director', office.now().epochMs + 24 * HOUR_MS);
    giveFinger(office, 'p-director', 2, office.now().epochMs + 24 * HOUR_MS);
    for (const credential of ['password', 'pin']) {
      const changed = { personId: 'p-director', credential, changedBy: 'p-director' };
      office.request(SERVICE, 'people.record-credential-change', changed);
    }
    decide(office, askFor(office));
    expect(office.last('seals.request-decided')?.data.decision).toBe('approve');
  });
  it('YX-Y1 is told so on the paper, and not any more once it is over', () => {
    const office = openOffice();
    askFor(office);
    const before = office.events.length;
    resetPassword(office, 'p-director');
    expect(office.touchedSince(before, 'desk', as('p-director'))).toBe('all');
    expect(inboxOf(office, 'p-director')).toMatchObject({
      detail: expect.stringContaining('11月24日 07:45 起方可批准'),
      actions: ['approve', 'return', 'refuse'],
    });
    expect(inboxOf(office, 'p-mayor')).not.toMatchObject({ detail: expect.stringContaining('起方可批准') });
    office.pass(24 * HOUR_MS);
    expect(inboxOf(office, 'p-director')).not.toMatchObject({
      detail: expect.stringContaining('起方可批准'),
    });
  });
});
