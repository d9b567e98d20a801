/** How a roll call stands: live while it is open, as judged afterwards. */
import type { Context } from '../engine/context.ts';
import type { ActivityVerdict } from './events.ts';
import { verdictNow } from './judge.ts';
import type { Activity } from './state.ts';

export interface Tally {
  readonly called: number;
  readonly present: number;
  readonly excused: number;
  readonly missing: number;
}

/** While it is open, who is on duty at this moment is shown as excused already; the closing says it for good. */
export function standsNow(activity: Activity, personId: string, context: Context): ActivityVerdict {
  if (activity.stage === 'closed') return activity.verdicts[personId] ?? 'to-explain';
  const { verdict } = verdictNow(activity, personId, context);
  if (verdict !== 'to-explain') return verdict;
  const fromMs = context.time.instantOf(activity.plan.officeDate, activity.plan.from);
  const shift = context.duty.dutyIn(personId, Math.min(fromMs, context.now.epochMs), context.now.epochMs);
  return shift === undefined ? verdict : 'excused-duty';
}

export function tallyOf(activity: Activity, context: Context): Tally {
  const verdicts = Object.keys(activity.participants).map((id) => standsNow(activity, id, context));
  const present = verdicts.filter((verdict) => verdict === 'present').length;
  const missing = verdicts.filter((verdict) => verdict === 'to-explain' || verdict === 'absent').length;
  return {
    called: verdicts.length,
    present,
    missing,
    excused: verdicts.length - present - missing,
  };
}
