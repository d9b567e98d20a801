/** What may be asked about people: the register, enrolment, and identity changes of those who open the cabinet. */
import { Type } from 'typebox';
import type { Grant, Role } from '../access/principal.ts';
import type { RequestDefinition } from '../engine/module.ts';
import { TYPED_ID } from './id-pattern.ts';

const STRICT = { additionalProperties: false };
const PersonId = Type.String({ pattern: TYPED_ID, description: 'Person, p-12' });
const SectionId = Type.String({ pattern: TYPED_ID });
const DeviceId = Type.String({ minLength: 1, maxLength: 40 });
const Id = Type.String({ minLength: 1, maxLength: 80 });
const OfficeDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const Reason = Type.String({ minLength: 1, maxLength: 200 });
const ROLE_NAMES = [
  'director',
  'deputy-director',
  'city-leader',
  'party-secretary',
  'branch-secretary',
  'seal-custodian',
  'secretary-staff',
  'section-head',
  'attendance-clerk',
  'auditor',
  'system-admin',
] as const satisfies readonly Role[];

export const PersonBody = Type.Object(
  {
    personId: PersonId,
    name: Type.String({ minLength: 1, maxLength: 40 }),
    rank: Type.Integer({ minimum: 1, maximum: 999_999 }),
    sectionId: SectionId,
    post: Type.String({ maxLength: 40 }),
    roles: Type.Array(Type.Enum([...ROLE_NAMES]), { maxItems: 11, uniqueItems: true }),
    standing: Type.Enum(['official', 'service-staff', 'seconded', 'non-establishment']),
    joinedOn: OfficeDate,
    leftOn: Type.Optional(OfficeDate),
    exemptFromSignIn: Type.Optional(
      Type.Object({ from: OfficeDate, until: Type.Optional(OfficeDate) }, STRICT),
    ),
    leader: Type.Boolean(),
  },
  STRICT,
);
export const SectionBody = Type.Object(
  {
    sectionId: SectionId,
    name: Type.String({ minLength: 1, maxLength: 40 }),
    order: Type.Integer({ minimum: 0, maximum: 9999 }),
  },
  STRICT,
);
export const ProposalBody = Type.Object({ proposalId: Id }, STRICT);
export const StartEnrolmentBody = Type.Object(
  {
    personId: PersonId,
    credential: Type.Enum(['finger', 'card']),
    deviceId: DeviceId,
    finger: Type.Optional(Type.String({ minLength: 1, maxLength: 20, description: '右手食指' })),
    temporary: Type.Optional(Type.Boolean()),
  },
  STRICT,
);
export const EnrolmentBody = Type.Object({ enrolmentId: Id }, STRICT);
export const StopCardBody = Type.Object({ personId: PersonId, cardRef: Id, reason: Reason }, STRICT);
export const RemoveFingerBody = Type.Object(
  { personId: PersonId, moduleId: Id, page: Type.Integer({ minimum: 0, maximum: 65_535 }), reason: Reason },
  STRICT,
);
export const GiveConsentBody = Type.Object(
  {
    personId: PersonId,
    formNumber: Type.Optional(
      Type.String({ minLength: 1, maxLength: 40, description: '本人签字的同意书编号；本人登录办理时不填' }),
    ),
  },
  STRICT,
);
export const WithdrawConsentBody = Type.Object({ personId: PersonId, reason: Reason }, STRICT);
export const AdoptModuleBody = Type.Object({ deviceId: DeviceId, reason: Reason }, STRICT);
export const WaiveBody = Type.Object({ personId: PersonId, reason: Reason }, STRICT);
export const PersonOnlyBody = Type.Object({ personId: PersonId }, STRICT);
export const SignInRefusedBody = Type.Object(
  { username: Type.String({ maxLength: 60 }), reason: Type.String({ maxLength: 60 }) },
  STRICT,
);
export const CredentialChangeBody = Type.Object(
  {
    personId: PersonId,
    credential: Type.Enum(['password', 'pin']),
    changedBy: Id,
    witnessedBy: Type.Optional(PersonId),
  },
  STRICT,
);

/** Who keeps the register of staff. Roles in it are the administrator's and the director's. */
const KEEPERS: readonly Grant[] = [
  'system-admin',
  'director',
  'attendance-clerk',
  'secretary-staff',
  'seal-custodian',
];
/** Who may take a card or finger into the register. */
export const ENROLLERS: readonly Grant[] = [
  'system-admin',
  'attendance-clerk',
  'secretary-staff',
  'seal-custodian',
];
export const CONFIRMERS: readonly Grant[] = ['director', 'deputy-director', 'seal-custodian', 'system-admin'];
const enrolmentAnswer = Type.Object({ enrolmentId: Type.String() });

export const PEOPLE_REQUESTS: readonly RequestDefinition[] = [
  {
    type: 'people.record-person',
    summary:
      'Record or change a person; a granted role of custodians and approvers waits for a second person',
    body: PersonBody,
    answer: Type.Object({ proposalId: Type.Optional(Type.String()) }),
    allow: [...KEEPERS, 'system'],
  },
  {
    type: 'people.record-section',
    summary: 'Record or change a section',
    body: SectionBody,
    allow: [...KEEPERS, 'system'],
  },
  {
    type: 'people.confirm-person',
    summary: 'Confirm a granted role; never by the proposer or the person',
    clause: 'YX-Y1',
    body: ProposalBody,
    allow: CONFIRMERS,
  },
  {
    type: 'people.withdraw-person',
    summary: 'Withdraw a proposed role',
    body: ProposalBody,
    allow: [...CONFIRMERS, ...KEEPERS],
  },
  {
    type: 'people.start-enrolment',
    summary: 'Begin to enrol a finger or card at a reader; guidance follows on the desk screen',
    body: StartEnrolmentBody,
    answer: enrolmentAnswer,
    allow: ENROLLERS,
  },
  { type: 'people.cancel-enrolment', summary: 'Stop an enrolment', body: EnrolmentBody, allow: ENROLLERS },
  {
    type: 'people.witness-enrolment',
    summary: 'Attest an enrolment of a custodian or approver as second person',
    clause: 'YX-Y1',
    body: EnrolmentBody,
    allow: ['person'],
  },
  {
    type: 'people.stop-card',
    summary: 'Stop a card at once; the holder may stop their own',
    body: StopCardBody,
    allow: ['person'],
  },
  {
    type: 'people.remove-finger',
    summary: 'Delete an enrolled finger; also by the holder',
    body: RemoveFingerBody,
    allow: ['person'],
  },
  {
    type: 'people.give-finger-consent',
    summary:
      'Record the separate consent to keep fingerprints: by the holder, or from a form that the holder signed',
    body: GiveConsentBody,
    allow: ['person'],
  },
  {
    type: 'people.withdraw-finger-consent',
    summary: 'End the consent; every finger of the person is deleted, the card counts on',
    body: WithdrawConsentBody,
    allow: ['person'],
  },
  {
    type: 'people.adopt-module',
    summary: 'Take a replaced or emptied fingerprint module as new; its former slots end',
    body: AdoptModuleBody,
    allow: ['system-admin'],
  },
  {
    type: 'people.waive-identity-wait',
    summary: 'Ask that the 24-hour wait at the cabinet be waived',
    clause: 'YX-Y1',
    body: WaiveBody,
    allow: CONFIRMERS,
  },
  {
    type: 'people.confirm-waiver',
    summary: 'Waive the wait as second person',
    clause: 'YX-Y1',
    body: PersonOnlyBody,
    allow: ['director', 'deputy-director', 'seal-custodian'],
  },
  {
    type: 'people.revoke-sessions',
    summary: 'End all sessions of a person; also by the holder',
    body: PersonOnlyBody,
    allow: ['person'],
  },
  {
    type: 'people.record-sign-in',
    summary: 'Somebody signed in at the desk',
    body: PersonOnlyBody,
    allow: ['system'],
  },
  {
    type: 'people.record-sign-in-refused',
    summary: 'A sign-in was refused',
    body: SignInRefusedBody,
    allow: ['system'],
  },
  {
    type: 'people.record-credential-change',
    summary: 'A password or PIN changes; refused where a second person is missing',
    clause: 'YX-Y1',
    body: CredentialChangeBody,
    allow: ['system'],
  },
];
