/** The desk's inbox: cleaning days to adopt, leave and explanations to decide, one's own missed activities to explain. */
import type { InboxItemValue } from '../contract/screens.ts';
import type { ScreenPart, Viewing } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { isDirectorOrDeputy } from '../people/people-view.ts';
import { isOrganiser } from './planning.ts';
import type { Activity, RollcallState, Word } from './state.ts';
import { windowClosesMs } from './words.ts';

const PREFIX = 'inbox/rollcall-';

export const ROLLCALL_INBOX: ScreenPart<RollcallState> = {
  screen: 'desk',
  owns: [PREFIX],
  keys: (state, viewing) => itemsFor(state, viewing).map(([key]) => key),
  read: (state, key, viewing) => itemsFor(state, viewing).find(([own]) => own === key)?.[1],
  touched: (_state, events) => (events.some(mayChange) ? 'all' : []),
};

/** Rare at the desk: a roll call's own lines but the single sign-ins, and midnight. */
function mayChange({ type, data }: RecordedEvent): boolean {
  if (type === 'system.deadline-passed' && 'key' in data)
    return /^(rollcall\.|calendar\.day-begins)/.test(String(data.key));
  return type.startsWith('rollcall.') && type !== 'rollcall.signed' && type !== 'rollcall.called';
}

type Item = readonly [string, InboxItemValue];

function itemsFor(state: Readonly<RollcallState>, viewing: Viewing): readonly Item[] {
  return Object.values(state.activities).flatMap((activity) => [
    ...draftItem(activity, viewing),
    ...wordItems(activity, 'leave', viewing),
    ...wordItems(activity, 'explanation', viewing),
    ...ownItem(activity, viewing),
  ]);
}

function draftItem(activity: Activity, { principal, context }: Viewing): readonly Item[] {
  const { activityId, plan, stage, sinceMs } = activity;
  if (stage !== 'draft' || principal.kind !== 'person' || !isOrganiser(principal)) return [];
  if (plan.officeDate < context.officeDate) return [];
  const day = context.calendar.dayOf(plan.officeDate);
  const special =
    !day.published || day.kind === 'rest-day'
      ? ''
      : `当日为${day.kind === 'holiday' ? `${day.name ?? '节日'}放假` : '上班日'}，可改期。`;
  const item: InboxItemValue = {
    id: activityId,
    kind: 'activity',
    title: `拟安排：${plan.title} ${plan.officeDate} ${plan.from}—${plan.to}`,
    detail: `机关卫生制度第五条：每月第一个星期六上午，机关干部参加。${special}确认后生效，可先变更或取消。`,
    sinceMs,
    actions: ['rollcall.adopt', 'rollcall.cancel'],
  };
  return [[`${PREFIX}draft/${activityId}`, item]];
}

function wordItems(
  { activityId, plan, leave, explanations, stage }: Activity,
  what: 'leave' | 'explanation',
  { principal, context }: Viewing,
): readonly Item[] {
  if (principal.kind !== 'person' || stage === 'cancelled') return [];
  const words: readonly (readonly [string, Word])[] = Object.entries(what === 'leave' ? leave : explanations);
  return words.flatMap(([personId, word]): readonly Item[] => {
    const { decision, filedBy, filedAtMs, text } = word;
    if (decision !== undefined || [personId, filedBy].includes(principal.personId)) return [];
    const deciders = isDirectorOrDeputy(personId, context)
      ? (['city-leader', 'seal-custodian', 'secretary-staff'] as const)
      : (['director', 'deputy-director'] as const);
    if (!deciders.some((role) => principal.roles.includes(role))) return [];
    const name = (id: string): string => context.people.person(id)?.name ?? id;
    const item: InboxItemValue = {
      id: `${activityId}/${personId}`,
      kind: 'activity',
      title: `${what === 'leave' ? '活动请假' : '缺席说明'}待决定：${name(personId)} ${plan.officeDate} ${plan.title}`,
      detail: `${text}${filedBy === personId ? '' : `（${name(filedBy)}代报）`}`,
      sinceMs: filedAtMs,
      actions: [`rollcall.decide-${what}`],
    };
    return [[`${PREFIX}${what}/${activityId}/${personId}`, item]];
  });
}

function ownItem(activity: Activity, { principal, context }: Viewing): readonly Item[] {
  if (principal.kind !== 'person' || activity.windowClosed) return [];
  const { activityId, plan, verdicts, explanations, closedAtMs } = activity;
  const { personId } = principal;
  if (verdicts[personId] !== 'to-explain' || explanations[personId] !== undefined) return [];
  const closesMs = windowClosesMs(activity, context);
  const until = closesMs === undefined ? '' : `，可于 ${context.time.dateOf(closesMs - 1)} 前说明情况`;
  const item: InboxItemValue = {
    id: `own-activity/${activityId}`,
    kind: 'activity',
    title: `${plan.officeDate} ${plan.title} 未签到·待说明`,
    detail: `考勤制度第三条${until}。${plan.counts ? '未说明且未获同意的，期满后计缺勤一次。' : '此活动不计缺勤。'}`,
    sinceMs: closedAtMs ?? context.now.epochMs,
    actions: ['rollcall.explain'],
  };
  return [[`${PREFIX}own/${activityId}`, item]];
}
