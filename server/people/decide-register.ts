/** The register of staff: people, sections, roles by two, sessions, passwords and PINs as facts. */
import type { Static } from 'typebox';
import type { Principal, Role } from '../access/principal.ts';
import { isDate } from '../calendar/dates.ts';
import type { Context } from '../engine/context.ts';
import type { Decision, Effect } from '../engine/module.ts';
import type { PeopleEvent, PersonRecord } from './events.ts';
import { askerOf, cabinetFromMs, checkSecondPerson, isSensitive, knownPerson } from './identity.ts';
import { consentEnded, fingersGivenUp } from './finger-privacy.ts';
import { endOfFingers } from './modules.ts';
import { peopleRefusal } from './refusals.ts';
import type { CredentialChangeBody, PersonBody } from './requests.ts';
import { CONFIRMED_ROLES, SENSITIVE_ROLES } from './sensitive-roles.ts';
import { credentialsOf, entry, type PeopleState, type PersonProposal } from './state.ts';

export function recordPerson(
  state: Readonly<PeopleState>,
  body: Static<typeof PersonBody>,
  principal: Principal,
  context: Context,
): Decision {
  const person = toRecord(body);
  checkDates(person);
  if (entry(state.sections, person.sectionId) === undefined) {
    throw peopleRefusal('PEOPLE_SECTION_UNKNOWN', { sectionId: person.sectionId });
  }
  const standing = entry(state.people, person.personId);
  const isOwn = principal.kind === 'person' && principal.personId === person.personId;
  if (isOwn && standing !== undefined && decidesOneself(standing, person))
    throw peopleRefusal('PEOPLE_NOT_FOR_ONESELF');
  const before = standing?.roles ?? [];
  const changesRoles = [...before, ...person.roles].some(
    (role) => before.includes(role) !== person.roles.includes(role),
  );
  if (changesRoles && !mayGiveRoles(principal)) throw peopleRefusal('PEOPLE_ROLES_NOT_YOURS');
  // In the first set-up there is nobody yet who could confirm an administrator.
  const confirmed = state.isSetUp ? CONFIRMED_ROLES : SENSITIVE_ROLES;
  const granted = person.roles.filter((role) => confirmed.includes(role) && !before.includes(role));
  const left =
    person.leftOn !== undefined && person.leftOn <= context.officeDate
      ? leave(state, person.personId, '离岗')
      : [];
  const effects = left.length === 0 ? [] : endOfFingers(state, person.personId);
  // The service seeds the demonstration; the setup appoints the very first, when there is no second person yet.
  const alone = principal.kind === 'system' && principal.through !== 'command-line';
  if (granted.length === 0 || alone) {
    return { events: [{ type: 'people.person-recorded', data: person }, ...left], effects, answer: {} };
  }
  const proposalId = context.newId('person');
  const meanwhile = { ...person, roles: person.roles.filter((role) => !granted.includes(role)) };
  return {
    events: [
      { type: 'people.person-recorded', data: meanwhile },
      ...endOpenProposals(state, person.personId, askerOf(principal)),
      { type: 'people.person-proposed', data: { proposalId, person, by: askerOf(principal) } },
      ...left,
    ],
    effects,
    answer: { proposalId },
  };
}

/** A later proposal takes the place of those that still wait: the same list sent twice asks once. */
function endOpenProposals(
  state: Readonly<PeopleState>,
  personId: string,
  by: string,
): readonly PeopleEvent[] {
  return Object.values(state.proposals)
    .filter(({ person }) => person.personId === personId)
    .map(({ proposalId }) => ({
      type: 'people.proposal-ended',
      data: { proposalId, outcome: 'withdrawn', by, cabinetFromMs: 0 },
    }));
}

/** A role taken, or whether and from when the holder is expected in the morning (KQ-1); a role may be given up. */
function decidesOneself(standing: PersonRecord, asked: PersonRecord): boolean {
  const expected = ({ joinedOn, leftOn, exemptFromSignIn: exempt }: PersonRecord): string =>
    JSON.stringify([joinedOn, leftOn, exempt?.from, exempt?.until]);
  return asked.roles.some((role) => !standing.roles.includes(role)) || expected(asked) !== expected(standing);
}

/** The roles proposed are added to the record as it stands now; whatever else was changed meanwhile stays. */
export function confirmPerson(
  state: Readonly<PeopleState>,
  proposalId: string,
  principal: Principal,
  context: Context,
): Decision {
  const { person, by } = proposalOf(state, proposalId);
  const asker = askerOf(principal);
  if (asker === person.personId) throw peopleRefusal('PEOPLE_NOT_FOR_ONESELF');
  checkSecondPerson(state, { secondId: asker, firstId: by, subjectId: person.personId }, context);
  const current = knownPerson(state, person.personId, context);
  const roles = new Set<Role>([...current.roles, ...person.roles]);
  return {
    events: [
      { type: 'people.person-recorded', data: { ...current, roles: [...roles] } },
      {
        type: 'people.proposal-ended',
        data: { proposalId, outcome: 'confirmed', by: asker, cabinetFromMs: cabinetFromMs(true, context) },
      },
    ],
  };
}

export function withdrawPerson(
  state: Readonly<PeopleState>,
  proposalId: string,
  principal: Principal,
): Decision {
  proposalOf(state, proposalId);
  const data = { proposalId, outcome: 'withdrawn', by: askerOf(principal), cabinetFromMs: 0 } as const;
  return { events: [{ type: 'people.proposal-ended', data }] };
}

/** Whoever has left keeps neither card nor finger: told to the readers, so that the templates are gone too. */
export function endThoseWhoLeft(state: Readonly<PeopleState>, officeDate: string): Decision {
  const gone = Object.values(state.people).filter(
    ({ leftOn }) => leftOn !== undefined && leftOn <= officeDate,
  );
  const events = gone.flatMap(({ personId }) => leave(state, personId, '离岗'));
  const effects = gone.flatMap(({ personId }): readonly Effect[] => endOfFingers(state, personId));
  return { events, effects };
}

export function recordCredentialChange(
  state: Readonly<PeopleState>,
  { personId, credential, changedBy, witnessedBy }: Static<typeof CredentialChangeBody>,
  principal: Principal,
  context: Context,
): Decision {
  const person = knownPerson(state, personId, context);
  const sensitive = isSensitive(person, context);
  const own = changedBy === personId;
  const setup = principal.kind === 'system' && principal.through === 'setup';
  if (sensitive && !own && !setup) {
    if (witnessedBy === undefined) throw peopleRefusal('PEOPLE_SECOND_PERSON', { name: person.name });
    checkSecondPerson(state, { secondId: witnessedBy, firstId: changedBy, subjectId: personId }, context);
  }
  // One's own password with the old one known is no way in; a PIN is a factor at the cabinet.
  const bars = sensitive && (!own || credential === 'pin');
  return {
    events: [
      {
        type: 'people.credential-changed',
        data: { personId, credential, changedBy, witnessedBy, cabinetFromMs: cabinetFromMs(bars, context) },
      },
    ],
  };
}

export function askWaiver(
  state: Readonly<PeopleState>,
  { personId, reason }: { readonly personId: string; readonly reason: string },
  principal: Principal,
  context: Context,
): Decision {
  knownPerson(state, personId, context);
  const by = askerOf(principal);
  if (by === personId) throw peopleRefusal('PEOPLE_NOT_FOR_ONESELF');
  if (!hasWait(state, personId, context)) throw peopleRefusal('PEOPLE_NO_WAIT');
  return {
    events: [
      {
        type: 'people.identity-wait-waiver-asked',
        data: { personId, by, reason, atMs: context.now.epochMs },
      },
    ],
  };
}

export function confirmWaiver(
  state: Readonly<PeopleState>,
  personId: string,
  principal: Principal,
  context: Context,
): Decision {
  const waiver = entry(state.waivers, personId);
  // What was asked for was the wait of the changes known then; a later change takes a word of its own.
  const isOverrun = credentialsOf(state, personId).changes.some(({ atMs }) => atMs > (waiver?.atMs ?? 0));
  if (waiver === undefined || isOverrun || !hasWait(state, personId, context))
    throw peopleRefusal('PEOPLE_NO_WAIT');
  const witnessedBy = askerOf(principal);
  if (witnessedBy === personId) throw peopleRefusal('PEOPLE_NOT_FOR_ONESELF');
  checkSecondPerson(state, { secondId: witnessedBy, firstId: waiver.by, subjectId: personId }, context);
  const { by, reason } = waiver;
  return { events: [{ type: 'people.identity-wait-waived', data: { personId, by, witnessedBy, reason } }] };
}

/** Some credential of this person, or the person, does not count at the cabinet yet, or custody was just given to them. */
export function hasWait(state: Readonly<PeopleState>, personId: string, { now, seals }: Context): boolean {
  const { barredUntilMs, cards, fingers } = credentialsOf(state, personId);
  const bars = [
    barredUntilMs,
    seals.barredUntilMs(personId),
    ...cards.map((cardRef) => entry(state.cards, cardRef)?.cabinetFromMs ?? 0),
    ...fingers.map((slot) => entry(state.fingers, slot)?.cabinetFromMs ?? 0),
  ];
  return bars.some((fromMs) => fromMs > now.epochMs);
}

export function leave(
  state: Readonly<PeopleState>,
  personId: string,
  reason: string,
): readonly PeopleEvent[] {
  const { cards } = credentialsOf(state, personId);
  const stopped = cards
    .filter((cardRef) => entry(state.cards, cardRef)?.stopped === undefined)
    .map((cardRef): PeopleEvent => ({ type: 'people.card-stopped', data: { personId, cardRef, reason } }));
  return [...stopped, ...fingersGivenUp(state, personId, reason), ...consentEnded(state, personId, reason)];
}

function mayGiveRoles(principal: Principal): boolean {
  if (principal.kind === 'system') return true;
  return (
    principal.kind === 'person' &&
    principal.roles.some((role) => role === 'system-admin' || role === 'director')
  );
}

function toRecord({ leftOn, exemptFromSignIn, ...rest }: Static<typeof PersonBody>): PersonRecord {
  const exempt = exemptFromSignIn && { from: exemptFromSignIn.from, until: exemptFromSignIn.until };
  return { ...rest, leftOn, exemptFromSignIn: exempt };
}

function checkDates({ joinedOn, leftOn, exemptFromSignIn: exempt }: PersonRecord): void {
  const dates = [joinedOn, leftOn, exempt?.from, exempt?.until].filter((date) => date !== undefined);
  const wrongWayRound =
    (leftOn !== undefined && leftOn < joinedOn) ||
    (exempt?.until !== undefined && exempt.until < exempt.from);
  if (wrongWayRound || !dates.every(isDate))
    throw peopleRefusal('PEOPLE_DATES_INVALID', { dates: dates.join('、') });
}

function proposalOf(state: Readonly<PeopleState>, proposalId: string): PersonProposal {
  const proposal = entry(state.proposals, proposalId);
  if (proposal === undefined) throw peopleRefusal('PEOPLE_PROPOSAL_UNKNOWN');
  return proposal;
}
