/**
 * What a participant comes to (KQ-3, HX-4, WS-5): a pure function of facts, whatever the order in which they became
 * known. No lateness at activities. Undecided words and blind readers keep it open and never make an absence.
 */
import type { LeaveCover } from '../leave/view.ts';
import type { ActivityVerdict } from './events.ts';
import type { Activity } from './state.ts';

export interface ActivityFacts {
  readonly activity: Pick<
    Activity,
    'signed' | 'leave' | 'explanations' | 'onDuty' | 'blind' | 'windowClosed'
  >;
  /** Leave or 公出 over the half day in which it begins. */
  readonly cover: LeaveCover | undefined;
}
export interface Verdict {
  readonly verdict: ActivityVerdict;
  readonly because: readonly string[];
}

export function verdictOf(personId: string, { activity, cover }: ActivityFacts): Verdict {
  const signed = activity.signed[personId];
  if (signed !== undefined) return { verdict: 'present', because: [`badge:${signed.badgePosition}`] };
  const leave = activity.leave[personId];
  if (leave?.decision?.accepted === true)
    return { verdict: 'excused-leave', because: ['activity-leave:accepted'] };
  const shift = activity.onDuty[personId];
  if (shift !== undefined) return { verdict: 'excused-duty', because: [`duty:${shift}`] };
  if (cover?.state === 'granted')
    return {
      verdict: cover.away ? 'excused-away' : 'excused-leave',
      because: [`leave:${cover.leaveId}:granted`],
    };
  const explanation = activity.explanations[personId];
  if (explanation?.decision?.accepted === true)
    return { verdict: 'explained', because: ['no-badge', 'explanation:accepted'] };
  const because = [
    'no-badge',
    ...(leave === undefined
      ? []
      : [`activity-leave:${leave.decision === undefined ? 'undecided' : 'rejected'}`]),
    ...(cover === undefined ? [] : [`leave:${cover.leaveId}:undecided`]),
    ...(explanation === undefined
      ? []
      : [`explanation:${explanation.decision === undefined ? 'undecided' : 'rejected'}`]),
    ...(activity.blind === undefined ? [] : [activity.blind]),
  ];
  const isUndecided =
    (leave !== undefined && leave.decision === undefined) ||
    (explanation !== undefined && explanation.decision === undefined) ||
    cover !== undefined;
  const isOpen = isUndecided || activity.blind !== undefined || !activity.windowClosed;
  return { verdict: isOpen ? 'to-explain' : 'absent', because };
}
