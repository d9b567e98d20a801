/** From the facts of an activity to `rollcall.judged`: whom it calls, what each comes to, and what of that has changed. */
import type { Context } from '../engine/context.ts';
import type { OfficeEvent } from '../engine/recorded-event.ts';
import type { Half } from '../leave/events.ts';
import type { LeaveCover } from '../leave/view.ts';
import type { ActivityJudgement, ActivityPlan, Participant } from './events.ts';
import type { Activity } from './state.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/** At most so many people in one event. */
export const LOT_SIZE = 500;
const NOON = '12:00';

/** By section as of that date, service staff left out where only officials are meant (WS-5), and by name. */
export function participantsOf(plan: ActivityPlan, { people, leave }: Context): readonly Participant[] {
  const named = new Map(plan.people.map((participant) => [participant.personId, participant]));
  return people.employedOn(plan.officeDate).flatMap((person): readonly Participant[] => {
    const { personId, sectionId, standing } = person;
    const byName = named.get(personId);
    if (byName !== undefined) return [byName];
    const isCalled =
      plan.sectionIds.includes(sectionId) &&
      !(plan.officialsOnly && standing === 'service-staff') &&
      // 退居二线: called only by name.
      !leave.isExempt(personId, plan.officeDate);
    return isCalled ? [{ personId, mark: 'attends' }] : [];
  });
}

/** Leave and 公出 go by half days; the one in which the activity begins decides. */
export function coverOf(
  { officeDate, from }: ActivityPlan,
  personId: string,
  { leave }: Context,
): LeaveCover | undefined {
  const half: Half = from < NOON ? 'morning' : 'afternoon';
  return leave.coverOf(personId, officeDate, half);
}

export function verdictNow(activity: Activity, personId: string, context: Context): Verdict {
  return verdictOf(personId, { activity, cover: coverOf(activity.plan, personId, context) });
}

/** What these participants now come to, where it is not what stands; nothing before the closing. */
export function judge(
  activity: Activity,
  personIds: readonly string[],
  reason: string,
  context: Context,
): readonly OfficeEvent[] {
  if (activity.stage !== 'closed') return [];
  const judgements = personIds.flatMap((personId): readonly ActivityJudgement[] => {
    if (activity.participants[personId] === undefined) return [];
    const now = verdictNow(activity, personId, context);
    return now.verdict === activity.verdicts[personId] ? [] : [{ personId, ...now }];
  });
  const { activityId, plan } = activity;
  const { officeDate, title, counts } = plan;
  return lotsOf(judgements).map((lot) => ({
    type: 'rollcall.judged',
    data: { activityId, officeDate, title, counts, judgements: lot, reason },
  }));
}

export function lotsOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const lots: (readonly Item[])[] = [];
  for (let at = 0; at < items.length; at += LOT_SIZE) lots.push(items.slice(at, at + LOT_SIZE));
  return lots;
}
