/** Long postings, a sign-in time of one's own and exemptions, with dates: one proposes, another confirms (KQ-1). */
import type { Static } from 'typebox';
import { isDate } from '../calendar/dates.ts';
import type { Context } from '../engine/context.ts';
import type { Decision } from '../engine/module.ts';
import { entryOf } from '../mechanisms/entry.ts';
import type { Person } from './competence.ts';
import type { Arrangement } from './events.ts';
import { leaveRefusal } from './refusals.ts';
import type { ProposeArrangementBody } from './requests.ts';
import type { LeaveState } from './state.ts';

export function propose(
  state: Readonly<LeaveState>,
  body: Static<typeof ProposeArrangementBody>,
  principal: Person,
  context: Context,
): Decision {
  const { personId, kind, fromDate, untilDate, signIn, reason, replacesId } = body;
  const arrangement: Arrangement = { personId, kind, fromDate, untilDate, signIn };
  requireSound(arrangement);
  const person = context.people.person(personId);
  if (person === undefined) throw leaveRefusal('LEAVE_NOT_EMPLOYED', { name: personId });
  requireReplaceable(state, arrangement, replacesId);
  requireFree(state, arrangement, replacesId, person.name);
  const arrangementId = context.newId('arrangement');
  const data = { arrangementId, arrangement, reason, replacesId, by: principal.personId };
  return { events: [{ type: 'leave.arrangement-proposed', data }], answer: { arrangementId } };
}

export function confirm(
  state: Readonly<LeaveState>,
  arrangementId: string,
  principal: Person,
  context: Context,
): Decision {
  const proposal = entryOf(state.proposals, arrangementId);
  if (proposal === undefined) throw leaveRefusal('LEAVE_ARRANGEMENT_UNKNOWN');
  const { arrangement, replacesId, by } = proposal;
  const confirmedBy = principal.personId;
  if (confirmedBy === by || confirmedBy === arrangement.personId) throw leaveRefusal('LEAVE_SECOND_PERSON');
  const name = context.people.person(arrangement.personId)?.name ?? arrangement.personId;
  requireReplaceable(state, arrangement, replacesId);
  requireFree(state, arrangement, replacesId, name);
  const replaced = replacesId === undefined ? undefined : state.arrangements[replacesId]?.arrangement;
  const data = { arrangementId, arrangement, replacesId, replaced, confirmedBy };
  return { events: [{ type: 'leave.arrangement-confirmed', data }] };
}

export function withdrawProposal(
  state: Readonly<LeaveState>,
  arrangementId: string,
  principal: Person,
): Decision {
  if (entryOf(state.proposals, arrangementId) === undefined) throw leaveRefusal('LEAVE_ARRANGEMENT_UNKNOWN');
  return {
    events: [{ type: 'leave.arrangement-withdrawn', data: { arrangementId, by: principal.personId } }],
  };
}

function requireSound({ kind, fromDate, untilDate, signIn }: Arrangement): void {
  const datesSound =
    isDate(fromDate) && (untilDate === undefined || (isDate(untilDate) && fromDate <= untilDate));
  const timeSound =
    kind === 'sign-in-time'
      ? signIn !== undefined && signIn.lateFrom < signIn.absentFrom
      : signIn === undefined;
  if (!datesSound || !timeSound) throw leaveRefusal('LEAVE_ARRANGEMENT_INVALID');
}

/** Only a standing arrangement of the same person and kind is changed by another. */
function requireReplaceable(
  state: Readonly<LeaveState>,
  { personId, kind }: Arrangement,
  replacesId: string | undefined,
): void {
  if (replacesId === undefined) return;
  const old = entryOf(state.arrangements, replacesId)?.arrangement;
  if (old === undefined || old.personId !== personId || old.kind !== kind)
    throw leaveRefusal('LEAVE_ARRANGEMENT_UNKNOWN');
}

function requireFree(
  { arrangements }: Readonly<LeaveState>,
  wanted: Arrangement,
  replacesId: string | undefined,
  name: string,
): void {
  const isTaken = Object.values(arrangements).some(
    ({ arrangementId, arrangement: other }) =>
      arrangementId !== replacesId &&
      other.personId === wanted.personId &&
      other.kind === wanted.kind &&
      (wanted.untilDate === undefined || other.fromDate <= wanted.untilDate) &&
      (other.untilDate === undefined || wanted.fromDate <= other.untilDate),
  );
  if (isTaken) throw leaveRefusal('LEAVE_ARRANGEMENT_OVERLAPS', { name });
}
