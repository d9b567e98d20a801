/**
 * Setting passwords and PINs. Order: policy, who asks, second person, hash made ready off the loop, change recorded,
 * secret stored, sessions of the holder ended. Whether a second person is needed is the people module's rule: it
 * refuses the record, and then nothing is stored.
 */
import { RuleViolation } from '../errors.ts';
import type { SecretKind } from '../people/vault-secrets.ts';
import type { Vault } from '../people/vault.ts';
import { checkPassword, checkPin } from './credential-policy.ts';
import type { Principal } from './principal.ts';
import type { RecordedFacts } from './recorded-facts.ts';
import { refusalFor } from './refusals.ts';

export interface Witness {
  readonly username: string;
  readonly password: string;
}
export interface SecretChange {
  readonly personId: string;
  /** Only with a password; kept as it is where left out. */
  readonly username?: string;
  readonly secret: string;
  /** Changing one's own: the password one has. */
  readonly currentPassword?: string;
  /** The second person, with their own name and password, in the same room. */
  readonly witness?: Witness;
}

export class CredentialChanges {
  readonly #vault: Vault;
  readonly #facts: RecordedFacts;

  constructor(vault: Vault, facts: RecordedFacts) {
    this.#vault = vault;
    this.#facts = facts;
  }

  /** By the holder with the current password, or by the system administrator. Throws `RuleViolation`. */
  async change(principal: Principal, kind: SecretKind, change: SecretChange): Promise<void> {
    if (principal.kind !== 'person') throw refusalFor(principal, ['person']);
    const own = principal.personId === change.personId;
    if (!own && !principal.roles.includes('system-admin')) throw refusalFor(principal, ['system-admin']);
    const username = this.#checkForm(kind, change);
    if (own) await this.#checkHolder(change);
    const witnessedBy = await this.#witness(principal.personId, change);
    await this.apply(
      kind,
      { ...change, ...(username === undefined ? {} : { username }) },
      principal.personId,
      witnessedBy,
    );
  }

  /** Stores what has been authorised: also the way of the setup and the command line. */
  async apply(
    kind: SecretKind,
    change: SecretChange,
    changedBy: string,
    witnessedBy: string | undefined,
    through?: Principal,
  ): Promise<void> {
    const username = this.#checkForm(kind, change);
    const prepared = await this.#vault.prepareSecret(kind, change.personId, change.secret, username);
    const fact = {
      personId: change.personId,
      credential: kind,
      changedBy,
      ...(witnessedBy === undefined ? {} : { witnessedBy }),
    };
    await (through === undefined
      ? this.#facts.credentialChanged(fact)
      : this.#facts.credentialChanged(fact, through));
    this.#vault.storeSecret(prepared);
    if (kind === 'password') this.#vault.revokeSessionsOf(change.personId);
  }

  #checkForm(kind: SecretKind, change: SecretChange): string | undefined {
    if (kind === 'pin') {
      checkPin(change.secret);
      return undefined;
    }
    const username = change.username ?? this.#vault.usernameOf(change.personId);
    if (username === undefined) {
      throw new RuleViolation('REQUEST_INVALID', '密码未设置：此人还没有用户名。请同时填写用户名。');
    }
    const holder = this.#vault.holderOfUsername(username);
    if (holder !== undefined && holder !== change.personId) {
      throw new RuleViolation('USERNAME_TAKEN', `密码未设置：用户名 ${username} 已有人使用。请另取一个。`);
    }
    checkPassword(change.secret, username);
    return username;
  }

  async #checkHolder(change: SecretChange): Promise<void> {
    const username = this.#vault.usernameOf(change.personId);
    const verified =
      username !== undefined &&
      change.currentPassword !== undefined &&
      (await this.#vault.verifyPassword(username, change.currentPassword)) === change.personId;
    if (!verified)
      throw new RuleViolation('SIGN_IN_REFUSED', '未更改：现用密码不对。请核对后重试，连错五次须等候。');
  }

  async #witness(changedBy: string, { personId, witness }: SecretChange): Promise<string | undefined> {
    if (witness === undefined) return undefined;
    const second = await this.#vault.verifyPassword(witness.username, witness.password);
    if (second === undefined || second === changedBy || second === personId) {
      throw new RuleViolation(
        'WITNESS_REFUSED',
        '未更改：第二人未能确认。须由经办人和本人以外的一人输入自己的用户名和密码。',
      );
    }
    return second;
  }
}
