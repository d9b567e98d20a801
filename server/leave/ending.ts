/** 撤回, 销假, and what has been seen (KQ-1). */
import type { Static } from 'typebox';
import { isDate } from '../calendar/dates.ts';
import type { Context } from '../engine/context.ts';
import type { Decision } from '../engine/module.ts';
import { entryOf } from '../mechanisms/entry.ts';
import { isHeadOf, mayEnterFor, type Person } from './competence.ts';
import type { ConcernedLeave } from './events.ts';
import { beginsMs, firstCounting } from './hours.ts';
import { leaveRefusal } from './refusals.ts';
import type { AcknowledgeBody, ReturnBody, WithdrawBody } from './requests.ts';
import { compareHalves } from './spans.ts';
import { stageOf, type LeaveState, type LeaveTrack } from './state.ts';

export function withdraw(
  state: Readonly<LeaveState>,
  { leaveId, reason }: Static<typeof WithdrawBody>,
  principal: Person,
  context: Context,
): Decision {
  const leave = knownLeave(state, leaveId);
  const by = principal.personId;
  if (by !== leave.personId && by !== leave.filedBy) throw leaveRefusal('LEAVE_NOT_ASKED_BY_YOU');
  const stage = stageOf(leave);
  if (stage === 'granted') {
    const beginMs = beginsMs(leave.personId, firstCounting(leave.span, context), context);
    if (context.now.epochMs >= beginMs) throw leaveRefusal('LEAVE_BEGUN');
  } else if (stage !== 'undecided') {
    throw leaveRefusal('LEAVE_NOT_WAITING', { name: nameOf(leave, context) });
  }
  return { events: [{ type: 'leave.withdrawn', data: { ...concerned(leave), by, reason } }] };
}

export function comeBack(
  state: Readonly<LeaveState>,
  { leaveId, back }: Static<typeof ReturnBody>,
  principal: Person,
  context: Context,
): Decision {
  const leave = knownLeave(state, leaveId);
  const person = context.people.person(leave.personId);
  const isTheirs = principal.personId === leave.personId;
  if (!isTheirs && (person === undefined || !mayEnterFor(principal, person, context)))
    throw leaveRefusal('LEAVE_NOT_YOURS', { name: nameOf(leave, context) });
  if (stageOf(leave) !== 'granted') throw leaveRefusal('LEAVE_NOT_GRANTED');
  const isLater = isDate(back.date) && compareHalves(back, leave.span.from) > 0;
  if (!isLater || back.date > context.officeDate) throw leaveRefusal('LEAVE_BACK_INVALID');
  if (leave.back !== undefined && compareHalves(leave.back, back) <= 0)
    throw leaveRefusal('LEAVE_BACK_ALREADY', { date: leave.back.date });
  const data = { ...concerned(leave), back, badge: undefined, recordedBy: principal.personId };
  return { events: [{ type: 'leave.returned', data }] };
}

export function acknowledge(
  state: Readonly<LeaveState>,
  { leaveId, about }: Static<typeof AcknowledgeBody>,
  principal: Person,
  context: Context,
): Decision {
  const leave = knownLeave(state, leaveId);
  const isTold =
    about === 'decision'
      ? isToldDecision(leave, principal.personId)
      : isToldOverdue(leave, principal, context);
  if (!isTold) throw leaveRefusal('LEAVE_NOTHING_TOLD');
  const data = { leaveId, personId: leave.personId, about, by: principal.personId };
  return { events: [{ type: 'leave.acknowledged', data }] };
}

/** The decision is told once, to who asked: the person, or who entered it for the person. */
export function isToldDecision(leave: LeaveTrack, personId: string): boolean {
  return (
    leave.decision !== undefined &&
    !leave.withdrawn &&
    !leave.decisionSeen &&
    leave.filedBy === personId &&
    leave.decision.decidedBy !== personId
  );
}

/** 逾期未销假, to the head of the section until the person is back. */
export function isToldOverdue(leave: LeaveTrack, principal: Person, context: Context): boolean {
  const sectionId = context.people.person(leave.personId)?.sectionId;
  return (
    leave.overdueOn !== undefined &&
    leave.back === undefined &&
    !leave.overdueSeenBy.includes(principal.personId) &&
    sectionId !== undefined &&
    isHeadOf(principal, sectionId, context)
  );
}

export function concerned({ leaveId, personId, kind, span }: LeaveTrack): ConcernedLeave {
  return { leaveId, personId, kind, span };
}

function knownLeave(state: Readonly<LeaveState>, leaveId: string): LeaveTrack {
  const leave = entryOf(state.leaves, leaveId);
  if (leave === undefined) throw leaveRefusal('LEAVE_UNKNOWN');
  return leave;
}

function nameOf({ personId }: LeaveTrack, { people }: Context): string {
  return people.person(personId)?.name ?? personId;
}
