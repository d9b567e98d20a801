/** Fingerprints: with the holder's separate consent only, and proven gone by the module's own index when given up. */
import { describe, expect, it } from 'vitest';
import { CARD, ENTRANCE, FINGER, MODULE, morningOffice } from '../../support/morning-office.ts';
import type { OfficeHarness } from '../../support/office-harness.ts';

const OWN = { personId: 'p-card' };
const FORM = { personId: 'p-card', formNumber: '2026-001' };

function inspected(office: OfficeHarness, usedPages: readonly number[], moduleId = MODULE): void {
  office.device({
    kind: 'module-inspected',
    deviceId: FINGER,
    stationId: ENTRANCE,
    at: office.stamp(),
    capacity: 200,
    moduleId,
    usedPages,
    asExpected: true,
  });
}
function startFinger(office: OfficeHarness, personId: string): string | undefined {
  const asked = { personId, credential: 'finger', deviceId: FINGER };
  return office.refusal(() => office.ask('p-clerk', 'people.start-enrolment', asked));
}
function erased(office: OfficeHarness): readonly unknown[] {
  return office.events.filter(({ type }) => type === 'people.finger-erased').map(({ data }) => data);
}
function deletions(office: OfficeHarness): readonly (readonly number[])[] {
  return office.effects.flatMap((effect) =>
    effect.kind === 'device' && effect.command.kind === 'delete-finger-pages' ? [effect.command.pages] : [],
  );
}
/** The page at which `morningOffice` has this person's finger. */
function pageOf(office: OfficeHarness, personId: string): number {
  const enrolled = office.events.find(
    ({ type, data }) => type === 'people.finger-enrolled' && data.personId === personId,
  );
  if (enrolled?.type !== 'people.finger-enrolled') throw new TypeError('no finger');
  return enrolled.data.page;
}

describe('consent to fingerprints', () => {
  it('no finger is taken before its holder has consented; a card needs none', () => {
    const office = morningOffice();
    expect(startFinger(office, 'p-card')).toBe('PEOPLE_CONSENT_MISSING');
    const card = { personId: 'p-card', credential: 'card', deviceId: CARD };
    expect(office.refusal(() => office.ask('p-clerk', 'people.start-enrolment', card))).toBeUndefined();
    office.ask('p-card', 'people.give-finger-consent', OWN);
    expect(startFinger(office, 'p-card')).toBeUndefined();
  });

  it('somebody else records it from a signed form only, and nobody without the register', () => {
    const office = morningOffice();
    const give = (by: string, body: object): string | undefined =>
      office.refusal(() => office.ask(by, 'people.give-finger-consent', body));
    expect(give('p-clerk', OWN)).toBe('PEOPLE_CONSENT_FORM');
    expect(give('p-both', FORM)).toBe('PEOPLE_NOT_YOURS');
    expect(give('p-clerk', FORM)).toBeUndefined();
    expect(give('p-card', OWN)).toBe('PEOPLE_CONSENT_STANDS');
    expect(office.events.at(-1)?.data).toEqual({ ...FORM, by: 'p-clerk' });
  });

  it('withdrawn, it takes every finger along, also one that is just being taken, and leaves the card', () => {
    const office = morningOffice();
    office.ask('p-both', 'people.give-finger-consent', { personId: 'p-both' });
    startFinger(office, 'p-both');
    const withdrawal = { personId: 'p-both', reason: '本人改用卡' };
    expect(office.refusal(() => office.ask('p-card', 'people.withdraw-finger-consent', withdrawal))).toBe(
      'PEOPLE_NOT_YOURS',
    );
    office.ask('p-both', 'people.withdraw-finger-consent', withdrawal);
    const { fingerModules, cardRefs } = office.context().people.credentials('p-both');
    expect(fingerModules).toEqual([]);
    expect(cardRefs).toHaveLength(1);
    expect(deletions(office)).toEqual([[pageOf(office, 'p-both')]]);
    expect(office.events.findLast(({ type }) => type === 'people.enrolment-ended')?.data).toMatchObject({
      outcome: 'cancelled',
    });
    expect(startFinger(office, 'p-both')).toBe('PEOPLE_CONSENT_MISSING');
    expect(office.refusal(() => office.ask('p-both', 'people.withdraw-finger-consent', withdrawal))).toBe(
      'PEOPLE_CONSENT_MISSING',
    );
  });
});

describe('a finger given up', () => {
  const removal = (office: OfficeHarness): object => ({
    personId: 'p-finger',
    moduleId: MODULE,
    page: pageOf(office, 'p-finger'),
    reason: '换手指',
  });

  it('is proven gone by the index that the module gives afterwards, once, and by no other module', () => {
    const office = morningOffice();
    const page = pageOf(office, 'p-finger');
    office.ask('p-clerk', 'people.remove-finger', removal(office));
    inspected(office, [page]);
    inspected(office, [], 'beef'.repeat(8));
    expect(erased(office)).toEqual([]);
    inspected(office, [page + 1]);
    inspected(office, [page + 1]);
    expect(erased(office)).toMatchObject([
      { personId: 'p-finger', moduleId: MODULE, page, deviceId: FINGER },
    ]);
  });

  it('stays owed through a restart: the reader is told again to delete it before it is told what to expect', () => {
    const office = morningOffice();
    office.ask('p-clerk', 'people.remove-finger', removal(office));
    const before = office.effects.length;
    office.started();
    const told = office.effects
      .slice(before)
      .flatMap((effect) => (effect.kind === 'device' && effect.deviceId === FINGER ? [effect.command] : []));
    expect(told).toMatchObject([
      { kind: 'delete-finger-pages', moduleId: MODULE, pages: [pageOf(office, 'p-finger')] },
      { kind: 'expect-module', moduleId: MODULE },
    ]);
  });

  it('of who left is shown with its reason and the moment of the proof, and consent is asked anew', () => {
    const office = morningOffice();
    office.ask('p-finger', 'people.give-finger-consent', { personId: 'p-finger' });
    const person = office.context().people.person('p-finger');
    office.ask('p-admin', 'people.record-person', { ...person, leftOn: office.context().officeDate });
    const seen = (): unknown =>
      office.view('people.person', { personId: 'p-finger' }, office.person('p-admin'));
    expect(seen()).toMatchObject({ erasures: [{ reason: '离岗' }] });
    expect(seen()).not.toHaveProperty('erasures.0.erasedAtMs', expect.any(Number));
    inspected(office, []);
    expect(seen()).toMatchObject({ erasures: [{ finger: '右手食指', erasedAtMs: office.nowMs }] });
    expect(seen()).toHaveProperty('consent', undefined);
  });

  it('in a module that was replaced can never be proven, and says so by staying owed', () => {
    const office = morningOffice();
    inspected(office, [], MODULE);
    office.device({
      kind: 'module-inspected',
      deviceId: FINGER,
      stationId: ENTRANCE,
      at: office.stamp(),
      capacity: 200,
      moduleId: 'beef'.repeat(8),
      usedPages: [],
      asExpected: false,
    });
    office.ask('p-admin', 'people.adopt-module', { deviceId: FINGER, reason: '模块更换' });
    inspected(office, [], 'beef'.repeat(8));
    expect(erased(office)).toEqual([]);
    expect(office.view('people.person', { personId: 'p-finger' }, office.person('p-admin'))).toMatchObject({
      erasures: [{ reason: '模块更换' }],
    });
  });
});
