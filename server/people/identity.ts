/**
 * Identity changes are the way in: for those who open the cabinet or approve, they need a second person and bar the
 * cabinet for a day. Here is who that is and how long.
 */
import type { Principal } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import type { PersonRecord } from './events.ts';
import { isEmployedOn } from './people-view.ts';
import { peopleRefusal } from './refusals.ts';
import { hasSensitiveRole } from './sensitive-roles.ts';
import { credentialsOf, entry, type PeopleState } from './state.ts';

const HOUR_MS = 3_600_000;
const COMMAND_LINE = 'command-line';

export function isSensitive(person: PersonRecord, context: Context): boolean {
  return hasSensitiveRole(person) || context.seals.isCustodianOrApprover(person.personId);
}

/** From when a credential changed now counts at the cabinet. */
export function cabinetFromMs(sensitive: boolean, context: Context): number {
  const { identityWaitHours } = context.settings.at('seals.opening', context.officeDate);
  return context.now.epochMs + (sensitive ? identityWaitHours * HOUR_MS : 0);
}

/** Throws `PEOPLE_PERSON_UNKNOWN` for who is not or no longer of the office. */
export function knownPerson(state: Readonly<PeopleState>, personId: string, context: Context): PersonRecord {
  const person = entry(state.people, personId);
  if (person === undefined || (person.leftOn !== undefined && person.leftOn <= context.officeDate)) {
    throw peopleRefusal('PEOPLE_PERSON_UNKNOWN', { personId });
  }
  return person;
}

export interface SecondWord {
  /** Who gives the second word. */
  readonly secondId: string;
  /** Who began the matter: a person, or `command-line`. */
  readonly firstId: string;
  readonly subjectId: string;
}

/**
 * Throws unless the second person may give the second word in a matter of identity (YX-Y1). Never who began it or the
 * subject. Once a custodian or approver can sign in: one of those, where there is another; nobody whose password
 * somebody else has just reset; and for the command line, nobody whose only office is the machine.
 */
export function checkSecondPerson(
  state: Readonly<PeopleState>,
  { secondId, firstId, subjectId }: SecondWord,
  context: Context,
): void {
  const subject = knownPerson(state, subjectId, context);
  if (secondId === firstId || secondId === subjectId)
    throw peopleRefusal('PEOPLE_SECOND_PERSON', { name: subject.name });
  if (!state.isSetUp) return;
  const second = knownPerson(state, secondId, context);
  const isOneWithTheMachine = firstId === COMMAND_LINE && second.roles.includes('system-admin');
  if (!hasSensitiveRole(second) && (isOneWithTheMachine || hasOthers(state, [firstId, subjectId], context)))
    throw peopleRefusal('PEOPLE_SECOND_PERSON_ROLE', { name: second.name });
  const { passwordByOtherAtMs } = credentialsOf(state, secondId);
  const { identityWaitHours } = context.settings.at('seals.opening', context.officeDate);
  if (
    passwordByOtherAtMs !== undefined &&
    context.now.epochMs < passwordByOtherAtMs + identityWaitHours * HOUR_MS
  )
    throw peopleRefusal('PEOPLE_SECOND_PERSON_RESET', {
      name: second.name,
      hours: String(identityWaitHours),
    });
}

/** Some custodian or approver besides these can sign in. */
function hasOthers(state: Readonly<PeopleState>, besides: readonly string[], context: Context): boolean {
  return Object.values(state.people).some(
    (person) =>
      hasSensitiveRole(person) &&
      !besides.includes(person.personId) &&
      isEmployedOn(person, context.officeDate) &&
      credentialsOf(state, person.personId).hasPassword,
  );
}

/** Throws `PEOPLE_NOT_YOURS` unless it is the holder, somebody of these roles, or no person at all. */
export function checkOwnOr(allowed: readonly string[], personId: string, principal: Principal): void {
  if (principal.kind !== 'person') return;
  if (principal.personId === personId || principal.roles.some((role) => allowed.includes(role))) return;
  throw peopleRefusal('PEOPLE_NOT_YOURS');
}

/** The journal's word for who asked. */
export function askerOf(principal: Principal): string {
  switch (principal.kind) {
    case 'person':
      return principal.personId;
    case 'system':
      return principal.through === 'service' ? 'system' : principal.through;
    case 'station':
    case 'token':
    case 'nobody':
      return principal.kind;
  }
}
