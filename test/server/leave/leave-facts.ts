/** Facts of leave as the journal holds them, for tests of what is made of them. */
import type { OfficeEvent } from '../../../server/engine/recorded-event.ts';
import type { ConcernedLeave, HalfDay, LeaveKind, LeaveSpan } from '../../../server/leave/events.ts';

/** `2026-11-23 am` */
export function half(text: string): HalfDay {
  const [date = '', part] = text.split(' ');
  return { date, half: part === 'pm' ? 'afternoon' : 'morning' };
}

/** `2026-11-23 am`, `2026-11-24 pm` */
export function span(from: string, until: string): LeaveSpan {
  return { from: half(from), until: half(until) };
}

export function leaveOf(
  personId: string,
  kind: LeaveKind,
  [from, until]: readonly [string, string],
  leaveId = 'leave-a',
): ConcernedLeave {
  return { leaveId, personId, kind, span: span(from, until) };
}

export function asked(leave: ConcernedLeave): OfficeEvent {
  const rest = { reason: '家中有事', word: undefined, isLate: false, conflicts: [], extendsId: undefined };
  return { type: 'leave.asked', data: { ...leave, ...rest, filedBy: leave.personId } };
}

export function decided(leave: ConcernedLeave, granted: boolean): OfficeEvent {
  const by = { decidedBy: 'p-director', delegationId: undefined, leaderName: undefined };
  return { type: 'leave.decided', data: { ...leave, ...by, granted, remark: '', conflicts: [] } };
}

export function withdrawn(leave: ConcernedLeave): OfficeEvent {
  return { type: 'leave.withdrawn', data: { ...leave, by: leave.personId, reason: '' } };
}

export function returned(leave: ConcernedLeave, back: HalfDay): OfficeEvent {
  return { type: 'leave.returned', data: { ...leave, back, badge: undefined, recordedBy: 'p-clerk' } };
}
