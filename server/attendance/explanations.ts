/**
 * KQ-1: who cannot come in time asks for leave or explains. A word by telephone, entered by the clerk or the head of
 * the section, is an explanation that the director has still to confirm; undecided it is 待核, never 缺勤.
 */
import type { Static } from 'typebox';
import type { Principal, Role } from '../access/principal.ts';
import { isDate } from '../calendar/dates.ts';
import type { Context } from '../engine/context.ts';
import type { Decision } from '../engine/module.ts';
import { isDirectorsDelegate } from '../leave/view.ts';
import type { PersonRecord } from '../people/events.ts';
import { isDirectorOrDeputy } from '../people/people-view.ts';
import { isOpenDate, windowClosesMs } from './edges.ts';
import { isAwaited } from './judge.ts';
import { attendanceRefusal } from './refusals.ts';
import type { DecideExplanationBody, ExplainBody } from './requests.ts';
import type { AttendanceState } from './state.ts';

export function explain(
  state: Readonly<AttendanceState>,
  { personId, officeDate: date, text }: Static<typeof ExplainBody>,
  principal: Principal,
  context: Context,
): Decision {
  if (principal.kind !== 'person') throw attendanceRefusal('ATTENDANCE_NOT_YOURS');
  const about = personId ?? principal.personId;
  const person = context.people.person(about);
  if (!isDate(date) || !isOpenDate(date, context.officeDate))
    throw attendanceRefusal('ATTENDANCE_DATE_INVALID', { date });
  if (
    person === undefined ||
    !isAwaited(person, date, context) ||
    context.calendar.isWorkingDay(date) !== true
  ) {
    throw attendanceRefusal('ATTENDANCE_NOT_JUDGED', { date });
  }
  if (about !== principal.personId && !maySpeakFor(principal, person, context))
    throw attendanceRefusal('ATTENDANCE_NOT_YOURS');
  const day = state.days[date];
  const closesMs = windowClosesMs(date, context);
  if (day?.closed === true || (closesMs !== undefined && context.now.epochMs >= closesMs)) {
    throw attendanceRefusal('ATTENDANCE_WINDOW_CLOSED', { date });
  }
  if (day?.standing[about]?.verdict === 'on-time')
    throw attendanceRefusal('ATTENDANCE_NOTHING_TO_EXPLAIN', { date });
  if (day?.explanations[about]?.decision !== undefined) throw attendanceRefusal('ATTENDANCE_ALREADY_DECIDED');
  return {
    events: [
      {
        type: 'attendance.explained',
        data: { personId: about, officeDate: date, text, filedBy: principal.personId },
      },
    ],
  };
}

export type Person = Extract<Principal, { kind: 'person' }>;

function maySpeakFor(principal: Person, { sectionId }: PersonRecord, context: Context): boolean {
  if (has(principal, 'attendance-clerk') || has(principal, 'director')) return true;
  return has(principal, 'section-head') && context.people.person(principal.personId)?.sectionId === sectionId;
}

export function decideExplanation(
  state: Readonly<AttendanceState>,
  { personId, officeDate, accepted, remark }: Static<typeof DecideExplanationBody>,
  principal: Principal,
  context: Context,
): Decision {
  if (principal.kind !== 'person') throw attendanceRefusal('ATTENDANCE_DIRECTORS_DECISION');
  const explanation = state.days[officeDate]?.explanations[personId];
  if (explanation === undefined) throw attendanceRefusal('ATTENDANCE_EXPLANATION_UNKNOWN');
  if (explanation.decision !== undefined) throw attendanceRefusal('ATTENDANCE_ALREADY_DECIDED');
  if (principal.personId === personId) throw attendanceRefusal('ATTENDANCE_OWN_EXPLANATION');
  const objection = decisionObjection(personId, principal, remark, context);
  if (objection !== undefined) throw attendanceRefusal(objection);
  const decidedBy = principal.personId;
  return {
    events: [
      { type: 'attendance.explanation-decided', data: { personId, officeDate, accepted, decidedBy, remark } },
    ],
  };
}

/**
 * Why this person may not decide about a morning of that one (KQ-1): the director or a delegate decides of staff; of the director and the
 * deputies a city leader, whose word the secretary section enters with the name.
 */
export function decisionObjection(
  personId: string,
  principal: Person,
  remark: string,
  context: Context,
): 'ATTENDANCE_LEADERS_DECISION' | 'ATTENDANCE_DIRECTORS_DECISION' | undefined {
  const isLeaders = isDirectorOrDeputy(personId, context);
  const namesLeader = has(principal, 'city-leader') || remark.trim() !== '';
  if (decidesAbout(personId, principal, context) && (!isLeaders || namesLeader)) return undefined;
  return isLeaders ? 'ATTENDANCE_LEADERS_DECISION' : 'ATTENDANCE_DIRECTORS_DECISION';
}

/** With whom it waits: who decides about a morning of that person, or enters the decision of a city leader. */
export function decidesAbout(personId: string, principal: Person, context: Context): boolean {
  if (isDirectorOrDeputy(personId, context))
    return (['city-leader', 'secretary-staff', 'seal-custodian'] as const).some((role) =>
      has(principal, role),
    );
  // 委托代行 counts on the day of the decision, whatever the morning.
  return has(principal, 'director') || isDirectorsDelegate(principal.personId, context);
}

export function has({ roles }: Person, role: Role): boolean {
  return roles.includes(role);
}
