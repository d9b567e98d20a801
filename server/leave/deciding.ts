/** Deciding leave, many at once on one page, and 委托代行 (KQ-1). */
import type { Static } from 'typebox';
import { daysBetween, isDate } from '../calendar/dates.ts';
import type { Context } from '../engine/context.ts';
import type { Decision } from '../engine/module.ts';
import { entryOf } from '../mechanisms/entry.ts';
import { eachByItself } from './asking.ts';
import { authorityOver, type Person } from './competence.ts';
import { conflictsOf } from './conflicts.ts';
import type { LeaveEvent } from './events.ts';
import { leaveRefusal } from './refusals.ts';
import type { DecideBody, DelegateBody } from './requests.ts';
import { SPAN_DAYS_MAX } from './spans.ts';
import { stageOf, type LeaveState } from './state.ts';

type Decided = Extract<LeaveEvent, { type: 'leave.decided' }>;
type OneDecision = Static<typeof DecideBody>['decisions'][number];

export function decideMany(
  state: Readonly<LeaveState>,
  { decisions }: Static<typeof DecideBody>,
  principal: Person,
  context: Context,
): Decision {
  const taken = new Set<string>();
  const { done, refused } = eachByItself(
    decisions,
    ({ leaveId }) => leaveId,
    (one) => {
      const decided = decideOne(state, one, principal, context);
      if (taken.has(one.leaveId)) throw notWaiting(decided.data.personId, context);
      taken.add(one.leaveId);
      return decided;
    },
  );
  return { events: done, answer: { decided: done.map(({ data }) => data.leaveId), refused } };
}

function decideOne(
  state: Readonly<LeaveState>,
  { leaveId, granted, remark, leaderName }: OneDecision,
  principal: Person,
  context: Context,
): Decided {
  const leave = entryOf(state.leaves, leaveId);
  if (leave === undefined) throw leaveRefusal('LEAVE_UNKNOWN');
  const authority = authorityOver(state, leave, principal, leaderName, context);
  if (stageOf(leave) !== 'undecided') throw notWaiting(leave.personId, context);
  const { personId, kind, span } = leave;
  return {
    type: 'leave.decided',
    data: {
      leaveId,
      personId,
      kind,
      span,
      granted,
      decidedBy: principal.personId,
      ...authority,
      remark: remark ?? '',
      conflicts: conflictsOf(state, leave, context),
    },
  };
}

function notWaiting(personId: string, { people }: Context): Error {
  return leaveRefusal('LEAVE_NOT_WAITING', { name: people.person(personId)?.name ?? personId });
}

export function delegate(
  { to, fromDate, untilDate, reason }: Static<typeof DelegateBody>,
  principal: Person,
  context: Context,
): Decision {
  const sound =
    isDate(fromDate) &&
    isDate(untilDate) &&
    fromDate <= untilDate &&
    untilDate >= context.officeDate &&
    daysBetween(fromDate, untilDate) < SPAN_DAYS_MAX;
  if (!sound || to === principal.personId || !context.people.hasRole(to, 'deputy-director'))
    throw leaveRefusal('LEAVE_DELEGATE_INVALID');
  const delegationId = context.newId('delegation');
  const data = { delegationId, by: principal.personId, to, fromDate, untilDate, reason };
  return { events: [{ type: 'leave.delegated', data }], answer: { delegationId } };
}

export function endDelegation(
  state: Readonly<LeaveState>,
  delegationId: string,
  principal: Person,
  context: Context,
): Decision {
  const delegation = entryOf(state.delegations, delegationId);
  if (delegation === undefined || delegation.untilDate < context.officeDate)
    throw leaveRefusal('LEAVE_DELEGATION_UNKNOWN');
  return { events: [{ type: 'leave.delegation-ended', data: { delegationId, by: principal.personId } }] };
}
