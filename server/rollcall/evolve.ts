/** Takes recorded events into the state of the roll calls. Deterministic, from the event alone. */
import { daysBetween } from '../calendar/dates.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import type { ActivityPlan } from './events.ts';
import { readKey } from './keys.ts';
import { DAYS_KEPT, MONTHS_KEPT, type Activity, type RollcallState } from './state.ts';

export function evolveRollcall(state: RollcallState, event: RecordedEvent): void {
  switch (event.type) {
    case 'system.started':
      state.firstDate ??= event.officeDate;
      return;
    case 'people.badge-recorded': {
      const { stationId, personId, atMs, by } = event.data;
      const activityId = state.openAt[stationId];
      if (activityId !== undefined)
        state.badges[stationId] = { activityId, personId, atMs, by, position: event.position };
      return;
    }
    case 'system.deadline-passed':
      passDeadline(state, event.data.key);
      return;
    case 'rollcall.drafted': {
      const { activityId, month, plan } = event.data;
      state.activities[activityId] = fresh(activityId, plan, 'draft', 'system', event.recordedAtMs);
      state.drafted = [...state.drafted, month].slice(-MONTHS_KEPT);
      return;
    }
    case 'rollcall.planned': {
      const { activityId, plan, by } = event.data;
      state.activities[activityId] = fresh(activityId, plan, 'planned', by, event.recordedAtMs);
      return;
    }
    default: {
      const activity = activityIn(state, event);
      if (activity !== undefined) evolveActivity(state, activity, event);
    }
  }
}

function fresh(
  activityId: string,
  plan: ActivityPlan,
  stage: 'draft' | 'planned',
  by: string,
  sinceMs: number,
): Activity {
  return {
    activityId,
    plan,
    stage,
    by,
    sinceMs,
    stationId: plan.stationId,
    openedAtMs: undefined,
    closedAtMs: undefined,
    blind: undefined,
    windowClosed: false,
    participants: {},
    signed: {},
    onDuty: {},
    leave: {},
    explanations: {},
    verdicts: {},
  };
}

function activityIn(state: RollcallState, event: RecordedEvent): Activity | undefined {
  if (!event.type.startsWith('rollcall.') || !('activityId' in event.data)) return undefined;
  return state.activities[event.data.activityId];
}

function evolveActivity(state: RollcallState, activity: Activity, event: RecordedEvent): void {
  switch (event.type) {
    case 'rollcall.changed':
      activity.plan = event.data.plan;
      activity.stationId = event.data.plan.stationId;
      return;
    case 'rollcall.cancelled':
      activity.stage = 'cancelled';
      return;
    case 'rollcall.opened':
      activity.stage = 'open';
      activity.stationId = event.data.stationId;
      activity.openedAtMs = event.data.atMs;
      state.openAt[event.data.stationId] = activity.activityId;
      delete state.badges[event.data.stationId];
      return;
    case 'rollcall.called':
      for (const { personId, mark } of event.data.participants) activity.participants[personId] = mark;
      return;
    case 'rollcall.signed': {
      const { personId, atMs, badgePosition } = event.data;
      activity.signed[personId] = { atMs, badgePosition };
      return;
    }
    case 'rollcall.closed': {
      activity.stage = 'closed';
      activity.closedAtMs = event.data.atMs;
      activity.blind = event.data.blind;
      for (const { personId, shift } of event.data.onDuty) activity.onDuty[personId] = shift;
      const at = activity.stationId ?? '';
      if (state.openAt[at] === activity.activityId) delete state.openAt[at];
      return;
    }
    case 'rollcall.judged':
      for (const { personId, verdict } of event.data.judgements) activity.verdicts[personId] = verdict;
      return;
    default:
      evolveWord(activity, event);
  }
}

function evolveWord(activity: Activity, event: RecordedEvent): void {
  const filedAtMs = event.recordedAtMs;
  switch (event.type) {
    case 'rollcall.leave-asked': {
      const { personId, reason: text, askedBy: filedBy } = event.data;
      activity.leave[personId] = { text, filedBy, filedAtMs, decision: undefined };
      return;
    }
    case 'rollcall.explained': {
      const { personId, text, filedBy } = event.data;
      activity.explanations[personId] = { text, filedBy, filedAtMs, decision: undefined };
      return;
    }
    case 'rollcall.leave-decided':
    case 'rollcall.explanation-decided': {
      const { personId, accepted, decidedBy, remark } = event.data;
      const words = event.type === 'rollcall.leave-decided' ? activity.leave : activity.explanations;
      const word = words[personId];
      if (word !== undefined) words[personId] = { ...word, decision: { accepted, decidedBy, remark } };
      return;
    }
    default:
      return;
  }
}

function passDeadline(state: RollcallState, key: string): void {
  const name = readKey(key);
  if (name?.kind === 'window-closes') {
    const activity = state.activities[name.activityId];
    if (activity !== undefined) activity.windowClosed = true;
  }
  if (name?.kind !== 'day-begins') return;
  for (const { activityId, plan, stage } of Object.values(state.activities)) {
    if (stage !== 'open' && daysBetween(plan.officeDate, name.officeDate) > DAYS_KEPT)
      delete state.activities[activityId];
  }
}
