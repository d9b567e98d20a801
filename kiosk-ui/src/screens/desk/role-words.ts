/** Roles as the regulations name them. */
import type { TextKey } from '../../text/dictionary.ts';
import { languageChoice, t } from '../../text/text.svelte.ts';

const WORDS: Readonly<Record<string, TextKey>> = {
  director: 'role.director',
  'deputy-director': 'role.deputy',
  'city-leader': 'role.cityLeader',
  'party-secretary': 'role.partySecretary',
  'branch-secretary': 'role.branchSecretary',
  'seal-custodian': 'role.custodian',
  'secretary-staff': 'role.secretaryStaff',
  'section-head': 'role.sectionHead',
  'attendance-clerk': 'role.clerk',
  auditor: 'role.auditor',
  'system-admin': 'role.admin',
};

export function roleWord(role: string | undefined): string {
  if (role === undefined) return '';
  const key = WORDS[role];
  return key === undefined ? role : t(key);
}

/** `主任、考勤员` */
export function rolesInWords(roles: readonly string[]): string {
  return roles.map(roleWord).join(languageChoice.current === 'en' ? ', ' : '、');
}
