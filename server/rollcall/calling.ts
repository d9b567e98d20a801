/**
 * The roll call itself: opened at a station's readers, answered by badges, closed by a person or by the end of the
 * activity. One badge serves the morning's sign-in and the roll call alike; it never toggles.
 */
import type { Static } from 'typebox';
import type { Context } from '../engine/context.ts';
import type { Decision } from '../engine/module.ts';
import type { OfficeEvent, RecordedEvent } from '../engine/recorded-event.ts';
import { HOUR_MS } from '../mechanisms/durations.ts';
import { judge, lotsOf, participantsOf } from './judge.ts';
import { activityAt, checkOrganiser, type Person } from './planning.ts';
import { rollcallRefusal } from './refusals.ts';
import type { OpenBody } from './requests.ts';
import type { Activity, RollcallState } from './state.ts';

const OPENS_BEFORE_MS = 2 * HOUR_MS;
const READERS: readonly string[] = ['card-reader', 'fingerprint-reader'];

export function open(
  state: Readonly<RollcallState>,
  { activityId, stationId }: Static<typeof OpenBody>,
  principal: Person,
  context: Context,
): Decision {
  const activity = activityAt(state, activityId, ['planned']);
  checkOrganiser(activity, principal);
  const { time, now } = context;
  const { officeDate, from, to } = activity.plan;
  const fromMs = time.instantOf(officeDate, from) - OPENS_BEFORE_MS;
  const toMs = time.instantOf(officeDate, to);
  if (now.epochMs < fromMs || now.epochMs >= toMs)
    throw rollcallRefusal('ROLLCALL_TIME', { from: time.timeOf(fromMs).slice(0, 5), to });
  if (readersAt(stationId, context).length === 0 || state.openAt[stationId] !== undefined)
    throw rollcallRefusal('ROLLCALL_STATION');
  const called = participantsOf(activity.plan, context);
  if (called.length === 0) throw rollcallRefusal('ROLLCALL_PLAN_PEOPLE');
  return {
    events: [
      {
        type: 'rollcall.opened',
        data: { activityId, stationId, atMs: now.epochMs, by: principal.personId },
      },
      ...lotsOf(called).map((participants): OfficeEvent => ({
        type: 'rollcall.called',
        data: { activityId, participants },
      })),
    ],
  };
}

export function close(
  state: Readonly<RollcallState>,
  activityId: string,
  principal: Person,
  context: Context,
): Decision {
  const activity = activityAt(state, activityId, ['open']);
  checkOrganiser(activity, principal);
  return { events: closing(activity, principal.personId, context.now.epochMs, context) };
}

/** The end of the activity has come, if the roll call is still open. */
export function closeByItself(
  state: Readonly<RollcallState>,
  activityId: string,
  dueAtMs: number,
  context: Context,
): readonly OfficeEvent[] {
  const activity = state.activities[activityId];
  return activity?.stage === 'open' ? closing(activity, 'system', dueAtMs, context) : [];
}

function closing(activity: Activity, by: string, atMs: number, context: Context): readonly OfficeEvent[] {
  const { activityId, plan, participants, openedAtMs = atMs } = activity;
  const fromMs = Math.min(openedAtMs, context.time.instantOf(plan.officeDate, plan.from));
  const onDuty = Object.keys(participants).flatMap((personId) => {
    const shift = context.duty.dutyIn(personId, fromMs, atMs);
    return shift === undefined ? [] : [{ personId, shift }];
  });
  const blind = blindBetween(activity, openedAtMs, atMs, context);
  return [{ type: 'rollcall.closed', data: { activityId, atMs, by, onDuty, blind } }];
}

/** After `rollcall.closed`: everybody, once. */
export function judgeAll(
  state: Readonly<RollcallState>,
  activityId: string,
  reason: string,
  context: Context,
): readonly OfficeEvent[] {
  const activity = state.activities[activityId];
  return activity === undefined ? [] : judge(activity, Object.keys(activity.participants), reason, context);
}

/** None of the station's readers saw for long enough: nobody's silence says anything. */
function blindBetween(
  { stationId }: Activity,
  fromMs: number,
  toMs: number,
  context: Context,
): string | undefined {
  const { blindMaxS } = context.settings.at('attendance.evidence', context.officeDate);
  const readers = readersAt(stationId ?? '', context);
  const blind = readers.filter((deviceId) => {
    const spans = context.stations.blindIn(deviceId, fromMs, toMs);
    const covered = spans.map((span) => Math.min(span.toMs ?? toMs, toMs) - Math.max(span.fromMs, fromMs));
    return covered.reduce((sum, ms) => sum + ms, 0) > blindMaxS * 1000;
  });
  return blind.length < readers.length ? undefined : `blind:${blind.join('+')}`;
}

function readersAt(stationId: string, { stations }: Context): readonly string[] {
  return stations
    .devicesAt(stationId)
    .filter(({ kind }) => READERS.includes(kind))
    .map(({ deviceId }) => deviceId);
}

/** The first badge of a participant within the roll call, also one that becomes known after it was closed. */
export function answer(
  state: Readonly<RollcallState>,
  event: Extract<RecordedEvent, { type: 'people.badge-recorded' }>,
): readonly OfficeEvent[] {
  const { personId, stationId, atMs, by, deviceId } = event.data;
  return Object.values(state.activities).flatMap((activity): readonly OfficeEvent[] => {
    const { activityId, openedAtMs, closedAtMs, participants, signed } = activity;
    const within =
      activity.stationId === stationId &&
      openedAtMs !== undefined &&
      openedAtMs <= atMs &&
      atMs < (closedAtMs ?? Infinity);
    if (!within || participants[personId] === undefined || signed[personId] !== undefined) return [];
    const data = { activityId, personId, atMs, by, deviceId, badgePosition: event.position };
    return [{ type: 'rollcall.signed', data }];
  });
}
