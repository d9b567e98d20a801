/** What may be asked of the settings: propose, confirm, withdraw. Nobody confirms what they proposed. */
import { Type } from 'typebox';
import type { Grant } from '../access/principal.ts';
import type { RequestDefinition } from '../engine/module.ts';

const STRICT = { additionalProperties: false };

export const ProposeBody = Type.Object(
  {
    key: Type.String({ minLength: 1, maxLength: 60 }),
    value: Type.Unknown(),
    effectiveFrom: Type.String({
      pattern: '^\\d{4}-\\d{2}-\\d{2}$',
      description: 'First office date it holds on',
    }),
  },
  STRICT,
);
export const SettingProposalBody = Type.Object(
  { proposalId: Type.String({ pattern: '^setting-[A-Za-z0-9-]{1,60}$' }) },
  STRICT,
);

/** Rules of the office are the office's: the system administrator may propose, but not confirm. */
export const SETTING_CONFIRMERS: readonly Grant[] = [
  'director',
  'deputy-director',
  'attendance-clerk',
  'seal-custodian',
];
export const SETTING_PROPOSERS: readonly Grant[] = [...SETTING_CONFIRMERS, 'secretary-staff', 'system-admin'];

export const SETTINGS_REQUESTS: readonly RequestDefinition[] = [
  {
    type: 'settings.propose',
    summary: 'Propose a value of a setting from a date on',
    body: ProposeBody,
    answer: Type.Object({ proposalId: Type.String() }),
    allow: SETTING_PROPOSERS,
  },
  {
    type: 'settings.confirm',
    summary: 'Confirm a proposed setting; never by its proposer',
    body: SettingProposalBody,
    allow: SETTING_CONFIRMERS,
  },
  {
    type: 'settings.withdraw',
    summary: 'Withdraw a proposed setting',
    body: SettingProposalBody,
    allow: SETTING_PROPOSERS,
  },
];
