/** Takes recorded events into the state of leave. Deterministic, from the event alone. */
import { daysBetween } from '../calendar/dates.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { entryOf } from '../mechanisms/entry.ts';
import type { LeaveEvent } from './events.ts';
import { compareHalves } from './spans.ts';
import { LEAVE_KEPT_DAYS, stageOf, type LeaveState, type LeaveTrack } from './state.ts';

const DAY_BEGINS = /^calendar\.day-begins\/(\d{4}-\d{2}-\d{2})/;

export function evolveLeave(state: LeaveState, event: RecordedEvent): void {
  if (event.type === 'system.deadline-passed') {
    const today = DAY_BEGINS.exec(event.data.key)?.[1];
    if (today !== undefined) putAway(state, today);
    return;
  }
  if (!isLeaveEvent(event)) return;
  state.revision += 1;
  evolveOwn(state, event);
}

type RecordedLeave = RecordedEvent & LeaveEvent;

function isLeaveEvent(event: RecordedEvent): event is RecordedLeave {
  return event.type.startsWith('leave.');
}

function evolveOwn(state: LeaveState, event: RecordedLeave): void {
  switch (event.type) {
    case 'leave.asked':
      takeAsked(state, event.data, event.recordedAtMs);
      return;
    case 'leave.decided': {
      const { granted, decidedBy, delegationId, leaderName, remark } = event.data;
      const decision = { granted, decidedBy, delegationId, leaderName, remark, atMs: event.recordedAtMs };
      change(state, event.data.leaveId, (leave) => (leave.decision = decision));
      return;
    }
    case 'leave.withdrawn':
      change(state, event.data.leaveId, (leave) => (leave.withdrawn = true));
      return;
    case 'leave.returned': {
      const { back } = event.data;
      change(state, event.data.leaveId, (leave) => {
        if (leave.back === undefined || compareHalves(back, leave.back) < 0) leave.back = back;
      });
      return;
    }
    case 'leave.overdue':
      change(state, event.data.leaveId, (leave) => (leave.overdueOn = event.data.officeDate));
      return;
    case 'leave.acknowledged': {
      const { about, by } = event.data;
      change(state, event.data.leaveId, (leave) => {
        if (about === 'decision') leave.decisionSeen = true;
        else if (!leave.overdueSeenBy.includes(by)) leave.overdueSeenBy.push(by);
      });
      return;
    }
    case 'leave.delegated':
      state.delegations[event.data.delegationId] = { ...event.data };
      return;
    case 'leave.delegation-ended':
      delete state.delegations[event.data.delegationId];
      return;
    case 'leave.arrangement-proposed':
      state.proposals[event.data.arrangementId] = { ...event.data, atMs: event.recordedAtMs };
      return;
    case 'leave.arrangement-confirmed': {
      const { arrangementId, arrangement, replacesId, confirmedBy } = event.data;
      delete state.proposals[arrangementId];
      if (replacesId !== undefined) delete state.arrangements[replacesId];
      const confirmedAtMs = event.recordedAtMs;
      state.arrangements[arrangementId] = { arrangementId, arrangement, confirmedBy, confirmedAtMs };
      return;
    }
    case 'leave.arrangement-withdrawn':
      delete state.proposals[event.data.arrangementId];
      return;
  }
}

function takeAsked(
  state: LeaveState,
  asked: Extract<LeaveEvent, { type: 'leave.asked' }>['data'],
  askedAtMs: number,
): void {
  state.leaves[asked.leaveId] = {
    ...asked,
    askedAtMs,
    decision: undefined,
    withdrawn: false,
    back: undefined,
    overdueOn: undefined,
    decisionSeen: false,
    overdueSeenBy: [],
  };
  (state.byPerson[asked.personId] ??= []).push(asked.leaveId);
}

function change(state: LeaveState, leaveId: string, to: (leave: LeaveTrack) => void): void {
  const leave = entryOf(state.leaves, leaveId);
  if (leave !== undefined) to(leave);
}

/** Undecided leave waits for its decision however long that takes. */
function putAway(state: LeaveState, today: string): void {
  const past = (date: string | undefined): boolean =>
    date !== undefined && daysBetween(date, today) > LEAVE_KEPT_DAYS;
  for (const leave of Object.values(state.leaves)) {
    if (stageOf(leave) === 'undecided' || !past(leave.span.until.date)) continue;
    delete state.leaves[leave.leaveId];
    const rest = state.byPerson[leave.personId]?.filter((id) => id !== leave.leaveId) ?? [];
    if (rest.length === 0) delete state.byPerson[leave.personId];
    else state.byPerson[leave.personId] = rest;
    state.revision += 1;
  }
  for (const { arrangementId, arrangement } of Object.values(state.arrangements))
    if (past(arrangement.untilDate)) {
      delete state.arrangements[arrangementId];
      state.revision += 1;
    }
  for (const { delegationId, untilDate } of Object.values(state.delegations))
    if (past(untilDate)) delete state.delegations[delegationId];
}
