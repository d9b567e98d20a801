/** The desk's share of the people module: who I am, enrolments with live guidance, what waits for a second person. */
import type { EnrolmentValue, InboxItemValue, MeValue } from '../contract/screens.ts';
import type { ScreenPart, Viewing } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { CONFIRMERS, ENROLLERS } from './requests.ts';
import { credentialsOf, entry, type Enrolment, type IdentityChange, type PeopleState } from './state.ts';

const ENROLMENT = 'enrolment/';
const INBOX_WITNESS = 'inbox/enrolment/';
const INBOX_PERSON = 'inbox/person/';
const INBOX_WAIVER = 'inbox/waiver/';
const INBOX_IDENTITY = 'inbox/identity';
/** The holder is told of a change of their credentials this long. */
const TOLD_FOR_MS = 7 * 86_400_000;

export const PEOPLE_SCREENS: readonly ScreenPart<PeopleState>[] = [
  {
    screen: 'desk',
    owns: ['me', ENROLMENT, INBOX_WITNESS, INBOX_PERSON, INBOX_WAIVER, INBOX_IDENTITY],
    keys,
    read,
    touched,
  },
];

function keys(state: Readonly<PeopleState>, { principal }: Viewing): readonly string[] {
  if (principal.kind !== 'person') return [];
  return [
    'me',
    INBOX_IDENTITY,
    ...Object.keys(state.enrolments).flatMap((id) => [`${ENROLMENT}${id}`, `${INBOX_WITNESS}${id}`]),
    ...Object.keys(state.proposals).map((id) => `${INBOX_PERSON}${id}`),
    ...Object.keys(state.waivers).map((id) => `${INBOX_WAIVER}${id}`),
  ];
}

function read(state: Readonly<PeopleState>, key: string, viewing: Viewing): unknown {
  const { principal } = viewing;
  if (principal.kind !== 'person') return undefined;
  const me = principal.personId;
  if (key === 'me') return meValue(state, me);
  if (key === INBOX_IDENTITY) return identityItem(state, me, viewing);
  if (key.startsWith(ENROLMENT)) return enrolmentValue(state, key.slice(ENROLMENT.length), viewing);
  if (key.startsWith(INBOX_WITNESS)) return witnessItem(state, key.slice(INBOX_WITNESS.length), me);
  if (key.startsWith(INBOX_PERSON)) return personItem(state, key.slice(INBOX_PERSON.length), viewing);
  return waiverItem(state, key.slice(INBOX_WAIVER.length), viewing);
}

function touched(
  state: Readonly<PeopleState>,
  events: readonly RecordedEvent[],
  { principal }: Viewing,
): readonly string[] | 'all' {
  if (principal.kind !== 'person') return [];
  // A new enrolment puts the oldest of the ended ones away.
  if (events.some(({ type }) => type === 'people.enrolment-started')) return 'all';
  return events.flatMap((event) => touchedBy(state, event, principal.personId));
}

function touchedBy(state: Readonly<PeopleState>, event: RecordedEvent, me: string): readonly string[] {
  switch (event.type) {
    case 'people.enrolment-advanced':
    case 'people.enrolment-captured':
    case 'people.enrolment-witnessed':
    case 'people.enrolment-ended': {
      const id = event.data.enrolmentId;
      return [`${ENROLMENT}${id}`, `${INBOX_WITNESS}${id}`];
    }
    case 'people.person-proposed':
    case 'people.proposal-ended':
      return [`${INBOX_PERSON}${event.data.proposalId}`, INBOX_IDENTITY];
    case 'people.identity-wait-waiver-asked':
    case 'people.identity-wait-waived':
      return [`${INBOX_WAIVER}${event.data.personId}`];
    case 'people.person-recorded':
      return event.data.personId === me ? ['me'] : [];
    case 'people.finger-enrolled':
    case 'people.card-enrolled':
    case 'people.credential-changed':
      return event.data.personId === me ? [INBOX_IDENTITY] : [];
    case 'system.deadline-passed':
      return credentialsOf(state, me).changes.length > 0 ? [INBOX_IDENTITY] : [];
    default:
      return [];
  }
}

function meValue(state: Readonly<PeopleState>, me: string): MeValue | undefined {
  const person = entry(state.people, me);
  return person && { personId: me, name: person.name, roles: person.roles };
}

function enrolmentValue(
  state: Readonly<PeopleState>,
  id: string,
  viewing: Viewing,
): EnrolmentValue | undefined {
  const enrolment = entry(state.enrolments, id);
  if (enrolment === undefined || !maySee(enrolment, viewing)) return undefined;
  const { enrolmentId, personId, credential, step, sample, because, outcome, reason } = enrolment;
  return {
    enrolmentId,
    personId,
    personName: nameOf(state, personId),
    credential,
    step,
    sample,
    because,
    outcome,
    reason,
  };
}

function maySee({ personId }: Enrolment, { principal }: Viewing): boolean {
  if (principal.kind !== 'person') return false;
  return (
    principal.personId === personId ||
    principal.roles.some((role) => ENROLLERS.includes(role) || CONFIRMERS.includes(role))
  );
}

/** Anybody but the holder and who began it may witness: whoever is in the room. */
function witnessItem(state: Readonly<PeopleState>, id: string, me: string): InboxItemValue | undefined {
  const enrolment = entry(state.enrolments, id);
  if (
    enrolment?.outcome !== 'awaiting-second-person' ||
    enrolment.personId === me ||
    enrolment.startedBy === me
  ) {
    return undefined;
  }
  const what = enrolment.credential === 'finger' ? `指纹（${enrolment.finger ?? ''}）` : '卡';
  return {
    id,
    kind: 'enrolment',
    title: `请见证：${nameOf(state, enrolment.personId)}登记${what}`,
    detail: `经办人 ${nameOf(state, enrolment.startedBy)}。您在场看到本人登记的，请确认；十分钟内无人见证即作废。`,
    sinceMs: enrolment.capturedAtMs ?? enrolment.startedAtMs,
    actions: ['people.witness-enrolment'],
  };
}

function personItem(
  state: Readonly<PeopleState>,
  id: string,
  { principal }: Viewing,
): InboxItemValue | undefined {
  const proposal = entry(state.proposals, id);
  if (proposal === undefined || principal.kind !== 'person' || !isConfirmer(principal.roles))
    return undefined;
  const { person, by, atMs } = proposal;
  const involved = principal.personId === by || principal.personId === person.personId;
  return {
    id,
    kind: 'enrolment',
    title: `角色待确认：${person.name}`,
    detail: `提出人 ${nameOf(state, by)}；确认后 24 小时内不得开柜。`,
    sinceMs: atMs,
    actions: involved ? ['people.withdraw-person'] : ['people.confirm-person', 'people.withdraw-person'],
  };
}

function waiverItem(
  state: Readonly<PeopleState>,
  personId: string,
  { principal }: Viewing,
): InboxItemValue | undefined {
  const waiver = entry(state.waivers, personId);
  if (waiver === undefined || principal.kind !== 'person' || !isConfirmer(principal.roles)) return undefined;
  const involved = principal.personId === waiver.by || principal.personId === personId;
  return {
    id: personId,
    kind: 'enrolment',
    title: `请确认免除开柜等待：${nameOf(state, personId)}`,
    detail: `提出人 ${nameOf(state, waiver.by)}；事由：${waiver.reason}`,
    sinceMs: waiver.atMs,
    actions: involved ? [] : ['people.confirm-waiver'],
  };
}

/** "您的…已更改": the holder hears of every change of what they identify themselves with. */
function identityItem(
  state: Readonly<PeopleState>,
  me: string,
  { context }: Viewing,
): InboxItemValue | undefined {
  const recent = credentialsOf(state, me).changes.filter(
    ({ atMs }) => atMs + TOLD_FOR_MS > context.now.epochMs,
  );
  const last = recent.at(-1);
  if (last === undefined) return undefined;
  const line = ({ atMs, what, by, witnessedBy }: IdentityChange): string => {
    const witness = witnessedBy === undefined ? '' : `，${nameOf(state, witnessedBy)}见证`;
    return `${context.time.dateOf(atMs)} ${context.time.timeOf(atMs)} ${CHANGE_WORDS[what]}（${nameOf(state, by)}经办${witness}）`;
  };
  return {
    id: 'identity',
    kind: 'enrolment',
    title: '您的身份凭据有变动',
    detail: `${recent.map(line).join('；')}。不是您本人同意的，请立即告知主任并停用。`,
    sinceMs: last.atMs,
    actions: [],
  };
}

const CHANGE_WORDS = {
  finger: '登记指纹',
  card: '登记卡',
  password: '更改密码',
  pin: '更改 PIN',
  role: '更改角色',
} as const;

function isConfirmer(roles: readonly string[]): boolean {
  return roles.some((role) => CONFIRMERS.some((grant) => grant === role));
}

function nameOf(state: Readonly<PeopleState>, personId: string): string {
  return entry(state.people, personId)?.name ?? personId;
}
