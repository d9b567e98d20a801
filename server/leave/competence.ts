/** Who decides whose leave (KQ-1): the director, a deputy by delegation, a city leader for director and deputies. */
import { isGranted, type Grant, type Principal } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import type { PersonRecord } from '../people/events.ts';
import { isDirectorOrDeputy } from '../people/people-view.ts';
import type { ConcernedLeave } from './events.ts';
import { leaveRefusal } from './refusals.ts';
import type { Delegation, LeaveState } from './state.ts';

export type Person = Extract<Principal, { kind: 'person' }>;

const SECRETARIES: readonly Grant[] = ['seal-custodian', 'secretary-staff'];

/** Leave of the director, the deputies and those above is a city leader's to give. */
export function isLeaders(personId: string, { people }: Context): boolean {
  return isDirectorOrDeputy(personId, { people }) || people.hasRole(personId, 'city-leader');
}

/** A delegation counts while its giver is the director and its holder a deputy. */
export function delegationTo(
  { delegations }: Readonly<LeaveState>,
  personId: string,
  officeDate: string,
  { people }: Context,
): Delegation | undefined {
  return Object.values(delegations).find(
    ({ by, to, fromDate, untilDate }) =>
      to === personId &&
      fromDate <= officeDate &&
      officeDate <= untilDate &&
      people.hasRole(by, 'director') &&
      people.hasRole(to, 'deputy-director'),
  );
}

export interface Authority {
  readonly delegationId: string | undefined;
  readonly leaderName: string | undefined;
}

/** By what right this person decides it. Throws the refusal where there is none. */
export function authorityOver(
  state: Readonly<LeaveState>,
  { personId }: Pick<ConcernedLeave, 'personId'>,
  principal: Person,
  leaderName: string | undefined,
  context: Context,
): Authority {
  const name = context.people.person(personId)?.name ?? personId;
  if (principal.personId === personId) throw leaveRefusal('LEAVE_OWN');
  if (isLeaders(personId, context)) {
    if (isGranted(principal, ['city-leader'])) return { delegationId: undefined, leaderName };
    if (!isGranted(principal, SECRETARIES) || leaderName === undefined)
      throw leaveRefusal('LEAVE_LEADERS_DECISION', { name });
    return { delegationId: undefined, leaderName };
  }
  if (leaderName !== undefined) throw leaveRefusal('LEAVE_PAPER_BY_SECRETARIES');
  if (isGranted(principal, ['director'])) return { delegationId: undefined, leaderName };
  const delegation = delegationTo(state, principal.personId, context.officeDate, context);
  if (delegation === undefined) throw leaveRefusal('LEAVE_DIRECTORS_DECISION', { name });
  return { delegationId: delegation.delegationId, leaderName };
}

/** May decide it or enter its decision; the name of the leader comes with the decision. */
export function mayDecide(
  state: Readonly<LeaveState>,
  personId: string,
  principal: Person,
  context: Context,
): boolean {
  if (principal.personId === personId) return false;
  if (isLeaders(personId, context)) return isGranted(principal, ['city-leader', ...SECRETARIES]);
  return (
    isGranted(principal, ['director']) ||
    delegationTo(state, principal.personId, context.officeDate, context) !== undefined
  );
}

/** Clerk, secretary section and director for anybody, a head for the own section. */
export function mayEnterFor(principal: Person, { sectionId }: PersonRecord, context: Context): boolean {
  if (isGranted(principal, ['attendance-clerk', 'director', ...SECRETARIES])) return true;
  return isHeadOf(principal, sectionId, context);
}

export function isHeadOf(principal: Person, sectionId: string, { people }: Context): boolean {
  return isGranted(principal, ['section-head']) && people.person(principal.personId)?.sectionId === sectionId;
}

/** Reads why: the person, who decides, the head of the section, the clerk; never an auditor or a program. */
export function mayReadGrounds(
  state: Readonly<LeaveState>,
  personId: string,
  principal: Principal,
  context: Context,
): boolean {
  if (principal.kind !== 'person') return false;
  const sectionId = context.people.person(personId)?.sectionId;
  return (
    principal.personId === personId ||
    isGranted(principal, ['director', 'attendance-clerk']) ||
    mayDecide(state, personId, principal, context) ||
    (sectionId !== undefined && isHeadOf(principal, sectionId, context))
  );
}

export function isSecretary(principal: Person): boolean {
  return isGranted(principal, SECRETARIES);
}
