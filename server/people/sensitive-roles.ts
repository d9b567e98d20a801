/** Which roles approve or keep seals (YX-Y1, YX-K2), and which are granted only with a second person's word. */
import type { Role } from '../access/principal.ts';
import type { PersonRecord } from './events.ts';

/** Roles that approve or keep seals; after the first set-up only who holds one is a second person. */
export const SENSITIVE_ROLES: readonly Role[] = [
  'director',
  'deputy-director',
  'city-leader',
  'party-secretary',
  'branch-secretary',
  'seal-custodian',
];
/** Who sets passwords and proposes roles is not made by one person either, once there is a second one to ask. */
export const CONFIRMED_ROLES: readonly Role[] = [...SENSITIVE_ROLES, 'system-admin'];

export function hasSensitiveRole({ roles }: PersonRecord): boolean {
  return roles.some((role) => SENSITIVE_ROLES.includes(role));
}
