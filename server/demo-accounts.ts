/**
 * Accounts of the demonstration, virtual hardware only: whoever has a role can sign in under the pinyin of the name,
 * all with one random password and one PIN made at the first start and kept in the data directory. They go straight
 * into the vault, as part of the seeded past: nobody waits 24 hours in a demonstration.
 */
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { checkPin } from './access/credential-policy.ts';
import { ROLES } from './access/principal.ts';
import type { DemoAccounts } from './http/parts.ts';
import type { OpenedOffice } from './open-office.ts';
import type { PersonRecord } from './people/events.ts';
import { newCode, type Vault } from './people/vault.ts';

const KeptSecrets = Type.Object({ password: Type.String(), pin: Type.String() });

/** Makes what is missing and tells what there is. `file` keeps the password and PIN for the next start. */
export async function openDemoAccounts({ office, vault }: OpenedOffice, file: string): Promise<DemoAccounts> {
  const { people, officeDate } = office.context();
  const secrets = keptSecrets(file);
  const holders = people.employedOn(officeDate).filter(({ roles }) => roles.length > 0);
  const accounts: DemoAccounts['accounts'][number][] = [];
  for (const person of holders) {
    const username = vault.usernameOf(person.personId) ?? freeUsername(person, vault);
    await open(vault, person, username, secrets);
    accounts.push({ username, name: person.name, roles: person.roles.map((role) => ROLES[role]) });
  }
  return { ...secrets, accounts };
}

async function open(
  vault: Vault,
  { personId, roles }: PersonRecord,
  username: string,
  { password, pin }: { readonly password: string; readonly pin: string },
): Promise<void> {
  if (vault.usernameOf(personId) === undefined) await vault.setPassword(personId, username, password);
  if (roles.includes('seal-custodian') && !vault.hasPin(personId)) await vault.setPin(personId, pin);
}

function freeUsername({ name }: PersonRecord, vault: Vault): string {
  const plain = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'removed' })
    .join('')
    .toLowerCase()
    .replaceAll('ü', 'v');
  const base = plain.length >= 2 ? plain : 'user';
  let username = base;
  for (let number = 2; vault.holderOfUsername(username) !== undefined; number += 1)
    username = `${base}${number}`;
  return username;
}

function keptSecrets(file: string): { readonly password: string; readonly pin: string } {
  if (existsSync(file)) {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (Value.Check(KeptSecrets, kept)) return kept;
  }
  const secrets = { password: newCode(3).toLowerCase(), pin: newPin() };
  writeFileSync(file, `${JSON.stringify(secrets)}\n`, { mode: 0o600 });
  return secrets;
}

/** Random, and one that the policy would take. */
function newPin(): string {
  for (;;) {
    const pin = String(randomInt(1_000_000)).padStart(6, '0');
    try {
      checkPin(pin);
      return pin;
    } catch {
      // Too easily guessed: draw again.
    }
  }
}
