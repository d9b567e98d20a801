/** An activity is planned, changed, cancelled; the cleaning day of each first Saturday is drafted by itself (WS-5). */
import type { Static } from 'typebox';
import type { Principal } from '../access/principal.ts';
import { addDays, isDate, weekdayOf } from '../calendar/dates.ts';
import type { Context } from '../engine/context.ts';
import type { Decision } from '../engine/module.ts';
import type { OfficeEvent } from '../engine/recorded-event.ts';
import { entryOf } from '../mechanisms/entry.ts';
import type { ActivityPlan } from './events.ts';
import { participantsOf } from './judge.ts';
import { rollcallRefusal } from './refusals.ts';
import { OFFICE_ORGANISERS, type CancelBody, type ChangeBody, type CreateBody } from './requests.ts';
import type { Activity, ActivityStage, RollcallState } from './state.ts';

export type Person = Extract<Principal, { kind: 'person' }>;
type PlanBody = Static<typeof CreateBody>['plan'];

const STAGE_WORDS: Readonly<Record<ActivityStage, string>> = {
  draft: '拟案',
  planned: '已安排',
  open: '正在点名',
  closed: '已点名',
  cancelled: '已取消',
};
const SATURDAY = 6;

/** Throws where there is none, or it is at none of these stages. */
export function activityAt(
  state: Readonly<RollcallState>,
  activityId: string,
  stages: readonly ActivityStage[],
): Activity {
  const activity = entryOf(state.activities, activityId);
  if (activity === undefined) throw rollcallRefusal('ROLLCALL_UNKNOWN');
  if (!stages.includes(activity.stage))
    throw rollcallRefusal('ROLLCALL_STAGE', { stage: STAGE_WORDS[activity.stage] });
  return activity;
}

export function isOrganiser({ roles }: Person): boolean {
  return OFFICE_ORGANISERS.some((role) => roles.includes(role));
}

/** Who planned it, and who plans for the office. */
export function checkOrganiser(activity: Activity, principal: Person): void {
  if (principal.personId !== activity.by && !isOrganiser(principal))
    throw rollcallRefusal('ROLLCALL_NOT_YOURS');
}

export function create({ plan }: Static<typeof CreateBody>, principal: Person, context: Context): Decision {
  const activityId = context.newId('activity');
  const data = { activityId, plan: planOf(plan, principal, context), by: principal.personId };
  return { events: [{ type: 'rollcall.planned', data }], answer: { activityId } };
}

export function adopt(state: Readonly<RollcallState>, activityId: string, principal: Person): Decision {
  const { plan } = activityAt(state, activityId, ['draft']);
  return { events: [{ type: 'rollcall.planned', data: { activityId, plan, by: principal.personId } }] };
}

export function change(
  state: Readonly<RollcallState>,
  { activityId, plan, reason }: Static<typeof ChangeBody>,
  principal: Person,
  context: Context,
): Decision {
  const activity = activityAt(state, activityId, ['draft', 'planned']);
  checkOrganiser(activity, principal);
  const data = { activityId, plan: planOf(plan, principal, context), reason, by: principal.personId };
  return { events: [{ type: 'rollcall.changed', data }] };
}

export function cancel(
  state: Readonly<RollcallState>,
  { activityId, reason }: Static<typeof CancelBody>,
  principal: Person,
): Decision {
  checkOrganiser(activityAt(state, activityId, ['draft', 'planned']), principal);
  return {
    events: [{ type: 'rollcall.cancelled', data: { activityId, reason, by: principal.personId } }],
  };
}

function planOf(
  { byOffice, stationId, ...body }: PlanBody,
  principal: Person,
  context: Context,
): ActivityPlan {
  if (!isDate(body.officeDate) || body.officeDate < context.officeDate || body.to <= body.from)
    throw rollcallRefusal('ROLLCALL_PLAN_DATE');
  if (byOffice && !isOrganiser(principal)) throw rollcallRefusal('ROLLCALL_OFFICE_ORGANISES');
  const plan: ActivityPlan = { ...body, counts: byOffice, stationId };
  const called = participantsOf(plan, context);
  const ids = new Set(called.map(({ personId }) => personId));
  const isKnown =
    body.people.every(({ personId }) => ids.has(personId)) &&
    body.sectionIds.every((id) => context.people.section(id) !== undefined);
  if (called.length === 0 || !isKnown) throw rollcallRefusal('ROLLCALL_PLAN_PEOPLE');
  if (stationId !== undefined && context.stations.station(stationId) === undefined)
    throw rollcallRefusal('ROLLCALL_STATION');
  return plan;
}

/** `2026-12` → `2026-12-05` */
export function firstSaturday(month: string): string {
  const first = `${month}-01`;
  return addDays(first, (SATURDAY - weekdayOf(first) + 7) % 7);
}

/** WS-5: all sections, officials and not service staff; the office organises it. */
export function draftCleaning(
  state: Readonly<RollcallState>,
  month: string,
  context: Context,
): readonly OfficeEvent[] {
  const officeDate = firstSaturday(month);
  if (state.drafted.includes(month) || officeDate < context.officeDate) return [];
  const { from, to } = context.settings.at('rollcall.cleaning', officeDate);
  const plan: ActivityPlan = {
    title: `机关责任区卫生日（${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月）`,
    kind: 'cleaning',
    organiser: '办公室',
    counts: true,
    officeDate,
    from,
    to,
    place: '机关责任区',
    sectionIds: context.people.sections().map(({ sectionId }) => sectionId),
    people: [],
    officialsOnly: true,
    stationId: undefined,
  };
  return [{ type: 'rollcall.drafted', data: { activityId: context.newId('activity'), month, plan } }];
}
