/** What may be read about people: names by id, and at which reader a finger was enrolled. */
import { describe, expect, it } from 'vitest';
import { FINGER, morningOffice, personRecord } from '../../support/morning-office.ts';

describe('names of people', () => {
  it('are told by id, also of those who left; unknown ids are left out and none is told twice', () => {
    const office = morningOffice();
    const card = personRecord('p-card', '刘洋', [], 7);
    office.record({ type: 'people.person-recorded', data: { ...card, leftOn: '2026-01-01' } });
    const told = office.view(
      'people.names',
      { ids: 'p-card,finger,p-admin,p-card' },
      office.person('p-both'),
    );
    expect(told).toEqual([
      { personId: 'p-card', name: '刘洋' },
      { personId: 'p-admin', name: '马超' },
    ]);
  });
});

describe('one person', () => {
  it('holds fingers that say which reader knows them', () => {
    const office = morningOffice();
    const seen = office.view('people.person', { personId: 'p-finger' }, office.person('p-admin'));
    expect(seen).toMatchObject({ fingers: [{ deviceId: FINGER, disabled: false }] });
  });
});
