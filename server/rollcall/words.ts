/** HX-4: leave from the 分工主任 for urgent work; KQ-3: a missed activity is explained within the window. */
import type { Static } from 'typebox';
import { addDays } from '../calendar/dates.ts';
import type { Context } from '../engine/context.ts';
import type { Decision } from '../engine/module.ts';
import type { OfficeEvent } from '../engine/recorded-event.ts';
import { isDirectorOrDeputy } from '../people/people-view.ts';
import { participantsOf } from './judge.ts';
import { activityAt, type Person } from './planning.ts';
import { rollcallRefusal } from './refusals.ts';
import type { DecideBody, WordBody } from './requests.ts';
import type { Activity, RollcallState } from './state.ts';

export function askLeave(
  state: Readonly<RollcallState>,
  { activityId, personId, text: reason }: Static<typeof WordBody>,
  principal: Person,
  context: Context,
): Decision {
  const activity = activityAt(state, activityId, ['planned', 'open']);
  const about = personId ?? principal.personId;
  checkMaySpeak(about, principal, context);
  const called =
    activity.stage === 'open'
      ? activity.participants[about] !== undefined
      : participantsOf(activity.plan, context).some((one) => one.personId === about);
  if (!called) throw rollcallRefusal('ROLLCALL_NOT_CALLED');
  if (activity.signed[about] !== undefined) throw rollcallRefusal('ROLLCALL_NOTHING_TO_EXPLAIN');
  if (activity.leave[about]?.decision !== undefined) throw rollcallRefusal('ROLLCALL_ALREADY_DECIDED');
  const data = { activityId, personId: about, reason, askedBy: principal.personId };
  return { events: [{ type: 'rollcall.leave-asked', data }] };
}

export function explain(
  state: Readonly<RollcallState>,
  { activityId, personId, text }: Static<typeof WordBody>,
  principal: Person,
  context: Context,
): Decision {
  const activity = activityAt(state, activityId, ['closed']);
  const about = personId ?? principal.personId;
  checkMaySpeak(about, principal, context);
  if (activity.participants[about] === undefined) throw rollcallRefusal('ROLLCALL_NOT_CALLED');
  const closesMs = windowClosesMs(activity, context);
  if (activity.windowClosed || (closesMs !== undefined && context.now.epochMs >= closesMs))
    throw rollcallRefusal('ROLLCALL_WINDOW_CLOSED');
  if (activity.verdicts[about] !== 'to-explain') throw rollcallRefusal('ROLLCALL_NOTHING_TO_EXPLAIN');
  if (activity.explanations[about]?.decision !== undefined) throw rollcallRefusal('ROLLCALL_ALREADY_DECIDED');
  const data = { activityId, personId: about, text, filedBy: principal.personId };
  return { events: [{ type: 'rollcall.explained', data }] };
}

/** As for a morning (KQ-1): until so many working days later. */
export function windowClosesMs({ plan }: Pick<Activity, 'plan'>, context: Context): number | undefined {
  const { workingDays } = context.settings.at('attendance.explanation', plan.officeDate);
  const last =
    workingDays === 0 ? plan.officeDate : context.calendar.workingDayAfter(plan.officeDate, workingDays);
  return last === undefined ? undefined : context.time.instantOf(addDays(last, 1), '00:00');
}

function checkMaySpeak(about: string, principal: Person, { people }: Context): void {
  if (about === principal.personId) return;
  const { roles } = principal;
  if (roles.some((role) => ['attendance-clerk', 'director', 'deputy-director'].includes(role))) return;
  const section = people.person(about)?.sectionId;
  const heads = roles.includes('section-head') && people.person(principal.personId)?.sectionId === section;
  if (!heads) throw rollcallRefusal('ROLLCALL_WORD_NOT_YOURS');
}

/** All of them or none. */
export function decideWords(
  state: Readonly<RollcallState>,
  what: 'leave' | 'explanation',
  { activityId, personIds, accepted, remark }: Static<typeof DecideBody>,
  principal: Person,
  context: Context,
): Decision {
  const activity = activityAt(state, activityId, ['planned', 'open', 'closed']);
  const words = what === 'leave' ? activity.leave : activity.explanations;
  const events = personIds.map((personId): OfficeEvent => {
    const word = words[personId];
    if (word === undefined || word.decision !== undefined) throw rollcallRefusal('ROLLCALL_WORD_UNKNOWN');
    if ([personId, word.filedBy].includes(principal.personId)) throw rollcallRefusal('ROLLCALL_OWN_WORD');
    checkDecides(personId, principal, remark, context);
    const data = { activityId, personId, accepted, decidedBy: principal.personId, remark };
    return what === 'leave'
      ? { type: 'rollcall.leave-decided', data }
      : { type: 'rollcall.explanation-decided', data };
  });
  return { events };
}

/** Of the director and the deputies a city leader decides; the secretary section enters it with the name. */
function checkDecides(personId: string, { roles }: Person, remark: string, context: Context): void {
  if (!isDirectorOrDeputy(personId, context)) {
    if (roles.includes('deputy-director') || roles.includes('director')) return;
    throw rollcallRefusal('ROLLCALL_DEPUTYS_DECISION');
  }
  const entered = roles.includes('secretary-staff') || roles.includes('seal-custodian');
  if (!roles.includes('city-leader') && !(entered && remark.trim() !== ''))
    throw rollcallRefusal('ROLLCALL_LEADERS_DECISION');
}
