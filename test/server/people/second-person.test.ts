/**
 * YX-Y1: who may be the second person where somebody gets a way in. No administrator makes one for himself, from the
 * desk or from the command line; the first set-up and the everyday ways go on.
 */
import { describe, expect, it } from 'vitest';
import type { Principal, Role } from '../../../server/access/principal.ts';
import { CARD, morningOffice, personRecord } from '../../support/morning-office.ts';
import { OfficeHarness, SERVICE } from '../../support/office-harness.ts';

const HOUR_MS = 3_600_000;
const COMMAND_LINE: Principal = { kind: 'system', through: 'command-line' };
const SETUP: Principal = { kind: 'system', through: 'setup' };

/** The refusal of a password set by `changedBy`, if any. */
function setPassword(
  office: OfficeHarness,
  personId: string,
  changedBy: string,
  witnessedBy?: string,
): string | undefined {
  const witness = witnessedBy === undefined ? {} : { witnessedBy };
  const body = { personId, credential: 'password', changedBy, ...witness };
  const through = changedBy === 'command-line' ? COMMAND_LINE : SERVICE;
  return office.refusal(() => office.request(through, 'people.record-credential-change', body));
}

/** An office at work: everybody of importance has had an account for long. */
function officeWithAccounts(...holders: readonly string[]): OfficeHarness {
  const office = morningOffice();
  for (const personId of holders) expect(setPassword(office, personId, personId)).toBeUndefined();
  return office;
}

function propose(office: OfficeHarness, by: string, personId: string, roles: readonly Role[]): unknown {
  return office.ask(by, 'people.record-person', personRecord(personId, personId, roles, 20));
}

function confirm(office: OfficeHarness, by: string, proposal: unknown): string | undefined {
  return office.refusal(() => office.ask(by, 'people.confirm-person', proposal));
}

function startCard(office: OfficeHarness, by: string, personId: string): unknown {
  return office.ask(by, 'people.start-enrolment', { personId, credential: 'card', deviceId: CARD });
}

describe('YX-Y1: nobody makes his own second person', () => {
  it('YX-Y1: a ghost administrator waits for a custodian or approver', () => {
    const office = officeWithAccounts('p-admin', 'p-director', 'p-chief');
    const proposal = propose(office, 'p-admin', 'p-ghost', ['system-admin']);
    expect(office.context().people.hasRole('p-ghost', 'system-admin')).toBe(false);
    expect(setPassword(office, 'p-ghost', 'p-admin')).toBeUndefined();
    expect(confirm(office, 'p-admin', proposal)).toBe('PEOPLE_SECOND_PERSON');
    expect(setPassword(office, 'p-director', 'p-admin', 'p-ghost')).toBe('PEOPLE_SECOND_PERSON_ROLE');
    office.advance(25 * HOUR_MS);
    expect(setPassword(office, 'p-director', 'p-admin', 'p-ghost')).toBe('PEOPLE_SECOND_PERSON_ROLE');
    expect(confirm(office, 'p-director', proposal)).toBeUndefined();
    const custodian = propose(office, 'p-admin', 'p-card', ['seal-custodian']);
    expect(confirm(office, 'p-ghost', custodian)).toBe('PEOPLE_SECOND_PERSON_ROLE');
    expect(office.context().people.hasRole('p-card', 'seal-custodian')).toBe(false);
  });

  it('YX-Y1: the same list sent again asks once: a later proposal takes the place of the one that waits', () => {
    const office = officeWithAccounts('p-admin', 'p-director');
    const first = propose(office, 'p-admin', 'p-new', ['seal-custodian']);
    const second = propose(office, 'p-admin', 'p-new', ['seal-custodian']);
    const desk = office.screen('desk', undefined, office.person('p-director'));
    const waiting = Object.values(desk.document).filter((value) =>
      JSON.stringify(value).includes('角色待确认'),
    );
    expect(waiting).toHaveLength(1);
    expect(confirm(office, 'p-director', first)).toBe('PEOPLE_PROPOSAL_UNKNOWN');
    expect(confirm(office, 'p-director', second)).toBeUndefined();
    expect(office.context().people.hasRole('p-new', 'seal-custodian')).toBe(true);
  });

  it('YX-Y1: a colleague whose password was reset witnesses nothing', () => {
    const office = officeWithAccounts('p-admin', 'p-director', 'p-deputy', 'p-clerk');
    expect(setPassword(office, 'p-clerk', 'p-admin')).toBeUndefined();
    expect(setPassword(office, 'p-director', 'p-admin', 'p-clerk')).toBe('PEOPLE_SECOND_PERSON_ROLE');
    const enrolment = startCard(office, 'p-admin', 'p-director');
    const witness = (by: string): string | undefined =>
      office.refusal(() => office.ask(by, 'people.witness-enrolment', enrolment));
    expect(witness('p-clerk')).toBe('PEOPLE_SECOND_PERSON_ROLE');
    expect(witness('p-deputy')).toBeUndefined();
  });

  it('YX-Y1: an approver’s reset account is nobody’s second person for 24 h, changes of its own or not', () => {
    const office = officeWithAccounts('p-admin', 'p-director', 'p-deputy');
    expect(setPassword(office, 'p-deputy', 'p-admin', 'p-director')).toBeUndefined();
    for (let times = 0; times < 6; times += 1) setPassword(office, 'p-deputy', 'p-deputy');
    expect(setPassword(office, 'p-chief', 'p-admin', 'p-deputy')).toBe('PEOPLE_SECOND_PERSON_RESET');
    office.advance(24 * HOUR_MS - 1);
    expect(setPassword(office, 'p-chief', 'p-admin', 'p-deputy')).toBe('PEOPLE_SECOND_PERSON_RESET');
    office.advance(1);
    expect(setPassword(office, 'p-chief', 'p-admin', 'p-deputy')).toBeUndefined();
  });

  it('YX-Y1: with one approver alone a colleague witnesses, but none whose password was just set', () => {
    const office = officeWithAccounts('p-admin', 'p-director', 'p-clerk');
    expect(setPassword(office, 'p-head', 'p-admin')).toBeUndefined();
    expect(setPassword(office, 'p-director', 'p-admin', 'p-head')).toBe('PEOPLE_SECOND_PERSON_RESET');
    expect(setPassword(office, 'p-director', 'p-admin', 'p-clerk')).toBeUndefined();
  });

  it('YX-Y1: what the command line proposes is not confirmed by the administrator alone', () => {
    const office = officeWithAccounts('p-admin', 'p-director');
    const custodian = personRecord('p-card', '刘洋', ['seal-custodian'], 7);
    const answer = office.request(COMMAND_LINE, 'people.record-person', custodian);
    expect(confirm(office, 'p-admin', answer)).toBe('PEOPLE_SECOND_PERSON_ROLE');
    expect(setPassword(office, 'p-director', 'command-line', 'p-admin')).toBe('PEOPLE_SECOND_PERSON_ROLE');
    expect(confirm(office, 'p-director', answer)).toBeUndefined();
  });

  it('YX-Y1: taking every role away does not bring the first set-up back', () => {
    const office = officeWithAccounts('p-admin', 'p-director');
    for (const personId of ['p-director', 'p-deputy', 'p-chief']) propose(office, 'p-admin', personId, []);
    propose(office, 'p-admin', 'p-ghost', ['system-admin']);
    expect(office.context().people.hasRole('p-ghost', 'system-admin')).toBe(false);
  });
});

describe('YX-Y1: the lawful ways go on', () => {
  it('YX-Y1: an empty office is set up in one day: administrators, director, custodian', () => {
    const office = new OfficeHarness();
    office.started();
    office.request(SETUP, 'people.record-section', { sectionId: 's-1', name: '秘书科', order: 1 });
    office.request(SETUP, 'people.record-person', personRecord('p-admin', '马超', ['system-admin'], 9));
    const own = { personId: 'p-admin', credential: 'password', changedBy: 'p-admin' };
    office.request(SETUP, 'people.record-credential-change', own);
    propose(office, 'p-admin', 'p-2', ['system-admin']);
    expect(office.context().people.hasRole('p-2', 'system-admin')).toBe(true);
    expect(setPassword(office, 'p-2', 'p-admin')).toBeUndefined();
    expect(confirm(office, 'p-2', propose(office, 'p-admin', 'p-director', ['director']))).toBeUndefined();
    expect(setPassword(office, 'p-director', 'p-admin', 'p-2')).toBeUndefined();
    const custodian = propose(office, 'p-admin', 'p-chief', ['seal-custodian']);
    expect(confirm(office, 'p-2', custodian)).toBe('PEOPLE_SECOND_PERSON_ROLE');
    expect(confirm(office, 'p-director', custodian)).toBeUndefined();
    expect(setPassword(office, 'p-chief', 'p-admin', 'p-director')).toBeUndefined();
    expect(confirm(office, 'p-chief', propose(office, 'p-admin', 'p-3', ['system-admin']))).toBeUndefined();
  });

  it('YX-Y1: director and custodian are second person for each other', () => {
    const office = officeWithAccounts('p-admin', 'p-director', 'p-chief');
    expect(setPassword(office, 'p-director', 'p-admin', 'p-chief')).toBeUndefined();
    office.advance(25 * HOUR_MS);
    expect(setPassword(office, 'p-chief', 'p-admin', 'p-director')).toBeUndefined();
  });

  it('YX-Y1: a clerk enrols a custodian and asks the waiver; the director witnesses and confirms', () => {
    const office = officeWithAccounts('p-admin', 'p-director', 'p-chief', 'p-clerk');
    const clerk = personRecord('p-clerk', '王芳', ['attendance-clerk', 'system-admin'], 4);
    office.request(SERVICE, 'people.record-person', clerk);
    const enrolment = startCard(office, 'p-clerk', 'p-chief');
    office.ask('p-director', 'people.witness-enrolment', enrolment);
    expect(setPassword(office, 'p-chief', 'p-clerk', 'p-director')).toBeUndefined();
    office.ask('p-clerk', 'people.waive-identity-wait', { personId: 'p-chief', reason: '急件' });
    office.ask('p-director', 'people.confirm-waiver', { personId: 'p-chief' });
  });
});

describe('ids of people', () => {
  it('that every plain object answers to are refused', () => {
    const office = morningOffice();
    for (const personId of ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'])
      expect(() => propose(office, 'p-admin', personId, []), personId).toThrow();
    for (const personId of ['p-constructor', 'wangfang', '0012'])
      expect(() => propose(office, 'p-admin', personId, []), personId).not.toThrow();
  });
});
