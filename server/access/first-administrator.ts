/**
 * The first person who can sign in, by the one-time code that the service prints until somebody can. Afterwards the
 * code is used up and administrators make administrators.
 */
import { RuleViolation } from '../errors.ts';
import type { OfficePort } from '../engine/office-port.ts';
import type { PersonRecord } from '../people/events.ts';
import type { Vault } from '../people/vault.ts';
import type { CredentialChanges } from './credential-changes.ts';
import { checkPassword } from './credential-policy.ts';
import { SETUP } from './recorded-facts.ts';

export interface SetupApplication {
  readonly code: string;
  /** Somebody of the office who becomes administrator; or a name, for an office with nobody in it yet. */
  readonly personId?: string;
  readonly name?: string;
  readonly username: string;
  readonly password: string;
}

export const FIRST_ADMINISTRATOR_ID = 'p-admin';
const ADMINISTRATORS_SECTION = { sectionId: 'administration', name: '系统管理', order: 999 };

interface Appointee {
  readonly record: PersonRecord;
  readonly isNew: boolean;
}

export class FirstAdministrator {
  readonly #office: OfficePort;
  readonly #vault: Vault;
  readonly #credentials: CredentialChanges;

  constructor(office: OfficePort, vault: Vault, credentials: CredentialChanges) {
    this.#office = office;
    this.#vault = vault;
    this.#credentials = credentials;
  }

  /** Returns the person. Throws `SETUP_REFUSED`, or what else is wrong: the code then still counts. */
  async appoint(application: SetupApplication): Promise<string> {
    const { code, personId, name, username, password } = application;
    if ((personId === undefined) === (name === undefined)) {
      throw new RuleViolation('REQUEST_INVALID', '未设置：请填写姓名，或选定一名在册人员，二者取一。');
    }
    checkPassword(password, username);
    // The code before anything else: nobody without it learns who is on the staff list.
    if (!this.#vault.useSetupCode(code)) {
      throw new RuleViolation(
        'SETUP_REFUSED',
        '未设置：启动码不对、已用过，或连错五次须等候。启动码印在服务启动时的终端上。',
      );
    }
    try {
      return await this.#appoint(this.#record(personId, name), username, password);
    } catch (error) {
      this.#vault.releaseSetupCode();
      throw error;
    }
  }

  /** The password comes last: until it is kept, a start after a kill asks for a code again. */
  async #appoint({ record, isNew }: Appointee, username: string, password: string): Promise<string> {
    if (isNew)
      await this.#office.request(SETUP, { type: 'people.record-section', body: ADMINISTRATORS_SECTION });
    await this.#office.request(SETUP, { type: 'people.record-person', body: record });
    const change = { personId: record.personId, username, secret: password };
    await this.#credentials.apply('password', change, record.personId, undefined, SETUP);
    return record.personId;
  }

  #record(personId: string | undefined, name: string | undefined): Appointee {
    const { people, officeDate } = this.#office.context();
    const known = personId === undefined ? undefined : people.person(personId);
    if (personId !== undefined && known === undefined) {
      throw new RuleViolation('REQUEST_INVALID', `未设置：在册人员中没有 ${personId}。请核对人员编号。`);
    }
    if (known !== undefined) {
      const roles = new Set([...known.roles, 'system-admin' as const]);
      return { record: { ...known, roles: [...roles] }, isNew: false };
    }
    const record: PersonRecord = {
      personId: FIRST_ADMINISTRATOR_ID,
      name: name ?? '',
      rank: 999,
      sectionId: ADMINISTRATORS_SECTION.sectionId,
      post: '系统管理员',
      roles: ['system-admin'],
      standing: 'non-establishment',
      joinedOn: officeDate,
      leftOn: undefined,
      // Looks after the machine; is not one of those who sign in every morning.
      exemptFromSignIn: { from: officeDate, until: undefined },
      leader: false,
    };
    return { record, isNew: true };
  }
}
