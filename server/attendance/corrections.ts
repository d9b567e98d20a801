/**
 * 补签: a morning said to have been otherwise. Asked by oneself within quota and deadline, or by the clerk for any
 * morning of the years kept; decided by another. The original stays beside it. A day that has been put away is judged by
 * the claim and the edges of its date alone: what stood is remembered where it was not on time (`corrections-state.ts`).
 */
import type { Static } from 'typebox';
import type { Principal } from '../access/principal.ts';
import { daysBetween, isDate, yearOf } from '../calendar/dates.ts';
import type { Context } from '../engine/context.ts';
import type { OfficeRequest } from '../engine/input.ts';
import type { Decision } from '../engine/module.ts';
import type { OfficeEvent } from '../engine/recorded-event.ts';
import { entryOf } from '../mechanisms/entry.ts';
import { readBody } from '../mechanisms/request-body.ts';
import type { CorrectionClaim } from './correction-events.ts';
import { AskCorrectionBody, CorrectionBody, DecideCorrectionBody } from './correction-requests.ts';
import { PAST_YEARS, pastVerdict, usedIn, type AskedCorrection } from './corrections-state.ts';
import { edgesOf } from './edges.ts';
import type { AttendanceVerdict } from './events.ts';
import { decisionObjection, has, type Person } from './explanations.ts';
import { isAwaited } from './judge.ts';
import { ownEdgesOf } from './own-edges.ts';
import { attendanceRefusal } from './refusals.ts';
import type { AttendanceState } from './state.ts';
import { claimedVerdict } from './verdict.ts';

/** Of all people together. */
const ASKED_MAX = 2_000;

/** Undefined for requests of others. */
export function decideCorrectionRequest(
  state: Readonly<AttendanceState>,
  { type, body }: OfficeRequest,
  principal: Principal,
  context: Context,
): Decision | undefined {
  if (!type.endsWith('-correction')) return undefined;
  if (principal.kind !== 'person') throw attendanceRefusal('ATTENDANCE_CORRECTION_NOT_YOURS');
  switch (type) {
    case 'attendance.ask-correction':
      return ask(state, readBody(AskCorrectionBody, body), principal, context);
    case 'attendance.withdraw-correction':
      return withdraw(state, readBody(CorrectionBody, body).correctionId, principal);
    case 'attendance.decide-correction':
      return decide(state, readBody(DecideCorrectionBody, body), principal, context);
    default:
      return undefined;
  }
}

/** What stands for the morning; undefined also where a day put away was on time. */
export function standingOf(
  state: Readonly<AttendanceState>,
  personId: string,
  officeDate: string,
): AttendanceVerdict | undefined {
  const day = state.days[officeDate];
  return day === undefined
    ? pastVerdict(state.corrections, personId, officeDate)
    : day.standing[personId]?.verdict;
}

function ask(
  state: Readonly<AttendanceState>,
  { personId, officeDate: date, claim, reason, witnessIds }: Static<typeof AskCorrectionBody>,
  principal: Person,
  context: Context,
): Decision {
  const about = personId ?? principal.personId;
  const byClerk = has(principal, 'attendance-clerk') && about !== principal.personId;
  if (about !== principal.personId && !byClerk) throw attendanceRefusal('ATTENDANCE_CORRECTION_NOT_YOURS');
  checkDate(state, date, about, context);
  checkClaim(claim, date, context);
  if (verdictClaimed(state, about, claim, date, context) === standingOf(state, about, date))
    throw attendanceRefusal('ATTENDANCE_CORRECTION_SAME', { date });
  const asked = Object.values(state.corrections.asked);
  if (asked.some((one) => one.personId === about && one.officeDate === date))
    throw attendanceRefusal('ATTENDANCE_CORRECTION_PENDING', { date });
  if (asked.length >= ASKED_MAX)
    throw attendanceRefusal('ATTENDANCE_WAITING_MAX', { count: String(ASKED_MAX) });
  const beyond = beyondLimits(state, about, date, context);
  if (!byClerk) refuseBeyond(beyond, date, context);
  const correctionId = context.newId('correction');
  return {
    events: [
      {
        type: 'attendance.correction-asked',
        data: {
          correctionId,
          personId: about,
          officeDate: date,
          claim,
          reason,
          witnessIds: witnessIds ?? [],
          askedBy: principal.personId,
          beyond,
        },
      },
    ],
    answer: { correctionId },
  };
}

function checkDate(state: Readonly<AttendanceState>, date: string, personId: string, context: Context): void {
  if (!isDate(date) || daysBetween(date, context.officeDate) < 0)
    throw attendanceRefusal('ATTENDANCE_DATE_INVALID', { date });
  if (yearOf(date) < yearOf(context.officeDate) - PAST_YEARS)
    throw attendanceRefusal('ATTENDANCE_CORRECTION_TOO_OLD', { date });
  const person = context.people.person(personId);
  if (
    person === undefined ||
    !isAwaited(person, date, context) ||
    context.calendar.isWorkingDay(date) !== true
  )
    throw attendanceRefusal('ATTENDANCE_NOT_JUDGED', { date });
  const day = state.days[date];
  if (date === context.officeDate && day?.absentEdge === undefined)
    throw attendanceRefusal('ATTENDANCE_CORRECTION_TOO_EARLY', { date });
}

function checkClaim(claim: CorrectionClaim, date: string, context: Context): void {
  if (claim.kind !== 'signed-in') return;
  const { instantOf, opensMs } = edgesOf(date, context);
  const atMs = instantOf(claim.at);
  if (atMs < opensMs || atMs > context.now.epochMs)
    throw attendanceRefusal('ATTENDANCE_CORRECTION_CLAIM', { at: claim.at });
}

/** By the sign-in time of one's own, where there is one. */
function verdictClaimed(
  state: Readonly<AttendanceState>,
  personId: string,
  claim: CorrectionClaim,
  date: string,
  context: Context,
): AttendanceVerdict {
  const office = edgesOf(date, context);
  const own = ownEdgesOf(personId, office, undefined, context)?.edges;
  return claimedVerdict(claim, own ?? office, state.days[date]?.closed ?? true);
}

function beyondLimits(
  state: Readonly<AttendanceState>,
  personId: string,
  date: string,
  context: Context,
): AskedCorrection['beyond'] {
  const { perMonth, workingDays } = context.settings.at('attendance.corrections', date);
  const last = workingDays === 0 ? date : context.calendar.workingDayAfter(date, workingDays);
  if (last !== undefined && context.officeDate > last) return 'deadline';
  return usedIn(state.corrections, personId, date) >= perMonth ? 'quota' : 'none';
}

function refuseBeyond(beyond: AskedCorrection['beyond'], date: string, context: Context): void {
  const { perMonth, workingDays } = context.settings.at('attendance.corrections', date);
  if (beyond === 'deadline')
    throw attendanceRefusal('ATTENDANCE_CORRECTION_DEADLINE', { date, days: String(workingDays) });
  if (beyond === 'quota')
    throw attendanceRefusal('ATTENDANCE_CORRECTION_QUOTA', {
      month: date.slice(0, 7),
      count: String(perMonth),
    });
}

function withdraw(state: Readonly<AttendanceState>, correctionId: string, principal: Person): Decision {
  const asked = entryOf(state.corrections.asked, correctionId);
  if (asked === undefined) throw attendanceRefusal('ATTENDANCE_CORRECTION_UNKNOWN');
  const { personId, officeDate, askedBy } = asked;
  if (principal.personId !== personId && principal.personId !== askedBy)
    throw attendanceRefusal('ATTENDANCE_PROPOSER_WITHDRAWS');
  const by = principal.personId;
  return {
    events: [{ type: 'attendance.correction-withdrawn', data: { correctionId, personId, officeDate, by } }],
  };
}

/** All of them or none: a page that decides many at once must not leave some behind unseen. */
function decide(
  state: Readonly<AttendanceState>,
  { correctionIds, accepted, remark }: Static<typeof DecideCorrectionBody>,
  principal: Person,
  context: Context,
): Decision {
  const events = correctionIds.flatMap((correctionId): readonly OfficeEvent[] => {
    const asked = entryOf(state.corrections.asked, correctionId);
    if (asked === undefined) throw attendanceRefusal('ATTENDANCE_CORRECTION_UNKNOWN');
    const { personId, officeDate } = asked;
    if ([personId, asked.askedBy].includes(principal.personId))
      throw attendanceRefusal('ATTENDANCE_OWN_CORRECTION');
    const objection = decisionObjection(personId, principal, remark, context);
    if (objection !== undefined) throw attendanceRefusal(objection);
    const decidedBy = principal.personId;
    const decided: OfficeEvent = {
      type: 'attendance.correction-decided',
      data: { correctionId, personId, officeDate, accepted, decidedBy, remark },
    };
    return accepted ? [decided, corrected(state, asked, context)] : [decided];
  });
  return { events };
}

/** The same as judging the morning with the correction in it would give. */
function corrected(
  state: Readonly<AttendanceState>,
  { correctionId, personId, officeDate, claim, reason }: AskedCorrection,
  context: Context,
): OfficeEvent {
  if (context.calendar.isWorkingDay(officeDate) !== true)
    throw attendanceRefusal('ATTENDANCE_NOT_JUDGED', { date: officeDate });
  return {
    type: 'attendance.corrected',
    data: {
      correctionId,
      previous: standingOf(state, personId, officeDate),
      judgement: {
        personId,
        officeDate,
        verdict: verdictClaimed(state, personId, claim, officeDate, context),
        clause: 'KQ-2',
        ruleVersion: edgesOf(officeDate, context).ruleVersion,
        because: [`correction:${correctionId}`],
      },
      reason,
    },
  };
}
