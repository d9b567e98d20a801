/**
 * From what is known of a day to events: who is judged at all, what each verdict is now, and which of them are new or
 * have changed. Every path (badge, edge, sign of life, correction) ends here, so that all agree.
 */
import type { Context } from '../engine/context.ts';
import type { OfficeEvent } from '../engine/recorded-event.ts';
import type { PersonRecord } from '../people/events.ts';
import { isExpected } from '../people/people-view.ts';
import { edgesOf, type Edges } from './edges.ts';
import type { AttendanceEvent, Judgement, SignInContact } from './events.ts';
import { EvidenceBook } from './evidence.ts';
import { ownEdgesOf } from './own-edges.ts';
import { leaveIn, type AttendanceState, type DayState, type Standing } from './state.ts';
import { verdictOf, type MorningFacts } from './verdict.ts';

/** At an edge, in lots of at most this many people. */
const LOT_SIZE = 500;

export interface JudgedDay {
  readonly officeDate: string;
  readonly day: DayState | undefined;
  readonly edges: Edges;
  readonly evidence: EvidenceBook;
  readonly context: Context;
}

/** Undefined where nobody is judged: a rest day, or a year without a notice. */
export function judgedDay(
  state: Readonly<AttendanceState>,
  officeDate: string,
  context: Context,
): JudgedDay | undefined {
  if (context.calendar.isWorkingDay(officeDate) !== true) return undefined;
  const edges = edgesOf(officeDate, context);
  const day = state.days[officeDate];
  return {
    officeDate,
    day,
    edges,
    evidence: new EvidenceBook(edges, day, context),
    context,
  };
}

/** Expected that morning, and not exempt by an arrangement that two people have confirmed (KQ-1). */
export function isAwaited(person: PersonRecord, officeDate: string, { leave }: Context): boolean {
  return isExpected(person, officeDate) && !leave.isExempt(person.personId, officeDate);
}

/** The first contact that counts: from the opening of sign-in on. */
export function contactOf(
  day: DayState | undefined,
  personId: string,
  edges: Edges,
): SignInContact | undefined {
  return day?.contacts[personId]?.find(({ atMs }) => atMs >= edges.opensMs);
}

export function judgementOf(
  judged: JudgedDay,
  personId: string,
): { readonly judgement: Judgement; readonly contact: SignInContact | undefined } | undefined {
  const { day, officeDate, context } = judged;
  const own = ownEdgesOf(personId, judged.edges, day, context);
  const { edges, evidence } = own ?? judged;
  const contact = contactOf(day, personId, edges);
  const verdict = verdictOf({
    contact,
    edges,
    edgePassed: own?.edgePassed ?? isPassed(day?.absentEdge?.dueAtMs, edges.absentMs),
    proofOverdue: own?.proofOverdue ?? isPassed(day?.proofDue?.dueAtMs, edges.absentMs),
    late: () => evidence.of(personId, 'late', contact),
    absent: () => evidence.of(personId, 'absent', contact),
    cover: context.leave.coverOf(personId, officeDate, 'morning'),
    explanation: explanationOf(day, personId),
    correction: day?.corrections[personId],
    declared: (edge) => evidence.declared(personId, edge),
    windowClosed: day?.closed ?? false,
  });
  if (verdict === undefined) return undefined;
  const { ruleVersion } = edges;
  const because = own === undefined ? verdict.because : [...verdict.because, `own-time:${own.arrangementId}`];
  return { judgement: { personId, officeDate, ruleVersion, ...verdict, because }, contact };
}

/** An edge that passed before it was set anew has not passed. */
function isPassed(passedMs: number | undefined, edgeMs: number): boolean {
  return passedMs !== undefined && passedMs >= edgeMs;
}

function explanationOf(day: DayState | undefined, personId: string): MorningFacts['explanation'] {
  const explanation = day?.explanations[personId];
  if (explanation === undefined) return 'none';
  if (explanation.decision === undefined) return 'undecided';
  return explanation.decision.accepted ? 'accepted' : 'rejected';
}

/** What one person's facts now come to; nothing where the verdict stands. */
export function judgePerson(
  state: Readonly<AttendanceState>,
  officeDate: string,
  personId: string,
  reason: string,
  context: Context,
): readonly OfficeEvent[] {
  if (!context.mayAct) return [];
  const standing = state.days[officeDate]?.standing[personId];
  const judged = judgedDay(state, officeDate, context);
  const person = context.people.person(personId);
  if (judged === undefined || person === undefined || !isAwaited(person, officeDate, context)) {
    return standing === undefined ? [] : [withdrawn(personId, officeDate, standing, 'not-judged')];
  }
  return changeOf(judged, personId, standing, reason);
}

/** What these people's facts now come to; also on a closed day. */
export function judgePeople(
  state: Readonly<AttendanceState>,
  officeDate: string,
  personIds: readonly string[],
  reason: string,
  context: Context,
): readonly OfficeEvent[] {
  const judged = context.mayAct ? judgedDay(state, officeDate, context) : undefined;
  if (judged === undefined) return [];
  return personIds.flatMap((personId) => {
    const person = context.people.person(personId);
    if (person === undefined || !isAwaited(person, officeDate, context)) return [];
    return changeOf(judged, personId, judged.day?.standing[personId], reason);
  });
}

/** What a whole day's facts now come to. New verdicts at the edge go in lots, changed ones singly. */
export function judgeDay(
  state: Readonly<AttendanceState>,
  officeDate: string,
  reason: string,
  context: Context,
): readonly OfficeEvent[] {
  if (!context.mayAct) return [];
  const day = state.days[officeDate];
  const judged = judgedDay(state, officeDate, context);
  const standing = Object.entries(day?.standing ?? {});
  if (judged === undefined)
    return standing.map(([personId, before]) => withdrawn(personId, officeDate, before, 'not-judged'));
  const expected = context.people
    .employedOn(officeDate)
    .filter((person) => isAwaited(person, officeDate, context));
  const expectedIds = new Set(expected.map(({ personId }) => personId));
  const gone = standing.filter(([personId]) => !expectedIds.has(personId));
  const changes = expected.flatMap(({ personId }) =>
    changeOf(judged, personId, day?.standing[personId], reason),
  );
  return [
    ...inLots(officeDate, changes),
    ...gone.map(([personId, before]) => withdrawn(personId, officeDate, before, 'not-expected')),
  ];
}

type Change = Extract<
  AttendanceEvent,
  { type: 'attendance.signed-in' | 'attendance.rejudged' | 'attendance.verdict-withdrawn' }
>;

function changeOf(
  judged: JudgedDay,
  personId: string,
  standing: Standing | undefined,
  reason: string,
): readonly Change[] {
  const now = judgementOf(judged, personId);
  if (now === undefined)
    return standing === undefined ? [] : [withdrawn(personId, judged.officeDate, standing, reason)];
  const { judgement, contact } = now;
  if (standing !== undefined && isSame(standing, judgement, contact)) return [];
  const isArrival = contact !== undefined && standing?.contact === undefined;
  // Arrivals are told as such; a contact from before the edge that becomes known after it judges again.
  const isNews = isArrival && (standing === undefined || contact.atMs >= judged.edges.absentMs);
  if (isNews) return [{ type: 'attendance.signed-in', data: { ...judgement, ...contact } }];
  return [{ type: 'attendance.rejudged', data: { previous: standing?.verdict, judgement, contact, reason } }];
}

function isSame(standing: Standing, judgement: Judgement, contact: SignInContact | undefined): boolean {
  return (
    standing.verdict === judgement.verdict &&
    standing.ruleVersion === judgement.ruleVersion &&
    standing.leaveId === leaveIn(judgement.because) &&
    standing.contact?.badgePosition === contact?.badgePosition
  );
}

function inLots(officeDate: string, changes: readonly Change[]): readonly AttendanceEvent[] {
  const judgements: Judgement[] = [];
  const singly: Change[] = [];
  for (const change of changes) {
    const isFirst = change.type === 'attendance.rejudged' && change.data.previous === undefined;
    const closes = change.type === 'attendance.rejudged' && change.data.judgement.verdict === 'absent';
    if (change.type === 'attendance.rejudged' && (isFirst || closes)) judgements.push(change.data.judgement);
    else singly.push(change);
  }
  const lots: AttendanceEvent[] = [];
  for (let at = 0; at < judgements.length; at += LOT_SIZE) {
    const lot = judgements.slice(at, at + LOT_SIZE);
    const edge = lot.some(({ verdict }) => verdict === 'absent') ? 'explanation-closed' : 'absent';
    lots.push({ type: 'attendance.edge-judged', data: { officeDate, edge, judgements: lot } });
  }
  return [...lots, ...singly];
}

function withdrawn(
  personId: string,
  officeDate: string,
  { verdict: previous }: Standing,
  reason: string,
): Extract<Change, { type: 'attendance.verdict-withdrawn' }> {
  return { type: 'attendance.verdict-withdrawn', data: { personId, officeDate, previous, reason } };
}
