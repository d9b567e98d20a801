/** What the roll calls make of an input: requests, badges, due times, and leave that becomes known afterwards. Pure. */
import { addDays } from '../calendar/dates.ts';
import type { Principal } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import type { Deadline, Input, OfficeRequest } from '../engine/input.ts';
import { NO_DECISION, type Decision } from '../engine/module.ts';
import type { OfficeEvent, RecordedEvent } from '../engine/recorded-event.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { answer, close, closeByItself, judgeAll, open } from './calling.ts';
import { judge } from './judge.ts';
import { cleaningKey, closesKey, readKey, windowKey } from './keys.ts';
import { adopt, cancel, change, create, draftCleaning, firstSaturday } from './planning.ts';
import { rollcallRefusal } from './refusals.ts';
import * as bodies from './requests.ts';
import type { RollcallState } from './state.ts';
import { askLeave, decideWords, explain, windowClosesMs } from './words.ts';

/** The draft of a cleaning day comes up at this time of its day. */
const DRAFTED_AT = '08:00';

export function decideRollcall(state: Readonly<RollcallState>, input: Input, context: Context): Decision {
  if (input.kind === 'request') return decideRequest(state, input.request, input.principal, context);
  if (input.kind !== 'recorded' || !context.mayAct) return NO_DECISION;
  const events = reactTo(state, input.event, context);
  return events.length === 0 ? NO_DECISION : { events };
}

function decideRequest(
  state: Readonly<RollcallState>,
  { type, body }: OfficeRequest,
  principal: Principal,
  context: Context,
): Decision {
  if (!type.startsWith('rollcall.')) return NO_DECISION;
  if (principal.kind !== 'person') throw rollcallRefusal('ROLLCALL_NOT_YOURS');
  switch (type) {
    case 'rollcall.create':
      return create(readBody(bodies.CreateBody, body), principal, context);
    case 'rollcall.adopt':
      return adopt(state, readBody(bodies.ActivityBody, body).activityId, principal);
    case 'rollcall.change':
      return change(state, readBody(bodies.ChangeBody, body), principal, context);
    case 'rollcall.cancel':
      return cancel(state, readBody(bodies.CancelBody, body), principal);
    case 'rollcall.open':
      return open(state, readBody(bodies.OpenBody, body), principal, context);
    case 'rollcall.close':
      return close(state, readBody(bodies.ActivityBody, body).activityId, principal, context);
    case 'rollcall.ask-leave':
      return askLeave(state, readBody(bodies.WordBody, body), principal, context);
    case 'rollcall.explain':
      return explain(state, readBody(bodies.WordBody, body), principal, context);
    case 'rollcall.decide-leave':
      return decideWords(state, 'leave', readBody(bodies.DecideBody, body), principal, context);
    case 'rollcall.decide-explanation':
      return decideWords(state, 'explanation', readBody(bodies.DecideBody, body), principal, context);
    default:
      return NO_DECISION;
  }
}

function reactTo(
  state: Readonly<RollcallState>,
  event: RecordedEvent,
  context: Context,
): readonly OfficeEvent[] {
  switch (event.type) {
    case 'people.badge-recorded':
      return answer(state, event);
    case 'rollcall.closed':
      return judgeAll(state, event.data.activityId, 'closed', context);
    case 'rollcall.signed':
      return judgeOne(state, event.data, 'late-fact', context);
    case 'rollcall.leave-decided':
      return judgeOne(state, event.data, 'leave-decided', context);
    case 'rollcall.explanation-decided':
      return judgeOne(state, event.data, 'explanation-decided', context);
    case 'leave.asked':
    case 'leave.decided':
    case 'leave.withdrawn':
    case 'leave.returned':
      return judgePerson(state, event.data.personId, 'leave-changed', context);
    case 'leave.arrangement-confirmed': {
      const { arrangement, replaced } = event.data;
      const ids = new Set([arrangement.personId, replaced?.personId ?? arrangement.personId]);
      return [...ids].flatMap((personId) => judgePerson(state, personId, 'leave-changed', context));
    }
    case 'system.deadline-passed': {
      const name = readKey(event.data.key);
      if (name?.kind === 'closes') return closeByItself(state, name.activityId, event.data.dueAtMs, context);
      if (name?.kind === 'window-closes') return judgeAll(state, name.activityId, 'window-closed', context);
      return name?.kind === 'cleaning' ? draftCleaning(state, name.month, context) : [];
    }
    default:
      return [];
  }
}

function judgeOne(
  state: Readonly<RollcallState>,
  { activityId, personId }: { readonly activityId: string; readonly personId: string },
  reason: string,
  context: Context,
): readonly OfficeEvent[] {
  const activity = state.activities[activityId];
  return activity === undefined ? [] : judge(activity, [personId], reason, context);
}

function judgePerson(
  state: Readonly<RollcallState>,
  personId: string,
  reason: string,
  context: Context,
): readonly OfficeEvent[] {
  return Object.values(state.activities).flatMap((activity) => judge(activity, [personId], reason, context));
}

export function rollcallDeadlines(state: Readonly<RollcallState>, context: Context): readonly Deadline[] {
  const ofActivities = Object.values(state.activities).flatMap((activity): readonly Deadline[] => {
    const { activityId, plan, stage, windowClosed } = activity;
    if (stage === 'open')
      return [{ key: closesKey(activityId), dueAtMs: context.time.instantOf(plan.officeDate, plan.to) }];
    const dueAtMs = stage === 'closed' && !windowClosed ? windowClosesMs(activity, context) : undefined;
    return dueAtMs === undefined ? [] : [{ key: windowKey(activityId), dueAtMs }];
  });
  return [...ofActivities, ...cleaningDeadlines(state, context)];
}

/** WS-5: this month's and the next one's, while they lie ahead. */
function cleaningDeadlines(
  { drafted, firstDate }: Readonly<RollcallState>,
  context: Context,
): readonly Deadline[] {
  const { officeDate, settings, time } = context;
  const { proposed, daysAhead } = settings.at('rollcall.cleaning', officeDate);
  if (!proposed || firstDate === undefined) return [];
  const next = addDays(`${officeDate.slice(0, 7)}-28`, 7).slice(0, 7);
  return [officeDate.slice(0, 7), next].flatMap((month): readonly Deadline[] => {
    const saturday = firstSaturday(month);
    if (drafted.includes(month) || saturday < officeDate) return [];
    return [{ key: cleaningKey(month), dueAtMs: time.instantOf(addDays(saturday, -daysAhead), DRAFTED_AT) }];
  });
}
