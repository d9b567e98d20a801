/** Asking for leave (KQ-1): for oneself, for somebody after a word, for several people of a section, and for more. */
import type { Static } from 'typebox';
import type { Context } from '../engine/context.ts';
import type { Decision } from '../engine/module.ts';
import { RuleViolation } from '../errors.ts';
import { entryOf } from '../mechanisms/entry.ts';
import { isEmployedOn } from '../people/people-view.ts';
import { authorityOver, isHeadOf, isLeaders, isSecretary, mayEnterFor, type Person } from './competence.ts';
import { conflictsOf } from './conflicts.ts';
import type { GivenWord, LeaveEvent, LeaveKind, LeaveSpan } from './events.ts';
import { beginsMs, filingClosesMs, firstCounting } from './hours.ts';
import { leaveRefusal } from './refusals.ts';
import type { AskBody, AwayBatchBody, EnterBody, ExtendBody } from './requests.ts';
import { compareHalves, datesOf, halfAfter, isSpan } from './spans.ts';
import { leavesOf, stageOf, type LeaveState, type LeaveTrack } from './state.ts';

type Asked = Extract<LeaveEvent, { type: 'leave.asked' }>;

interface Application {
  readonly personId: string;
  readonly kind: LeaveKind;
  readonly span: LeaveSpan;
  readonly reason: string;
  readonly word: GivenWord | undefined;
  readonly extendsId: string | undefined;
}

export function ask(
  state: Readonly<LeaveState>,
  { kind, from, until, reason }: Static<typeof AskBody>,
  principal: Person,
  context: Context,
): Decision {
  const { personId } = principal;
  const rest = { word: undefined, extendsId: undefined };
  const event = apply(state, { personId, kind, span: { from, until }, reason, ...rest }, principal, context);
  return { events: [event], answer: { leaveId: event.data.leaveId } };
}

/** A word by telephone before the edge satisfies KQ-1: 已口头说明，待主任确认. */
export function enter(
  state: Readonly<LeaveState>,
  body: Static<typeof EnterBody>,
  principal: Person,
  context: Context,
): Decision {
  const { personId, kind, from, until, reason, decision } = body;
  const person = context.people.person(personId);
  if (person === undefined || !mayEnterFor(principal, person, context))
    throw leaveRefusal('LEAVE_NOT_YOURS', { name: person?.name ?? personId });
  const word = wordOf(body.word, context);
  const application = { personId, kind, span: { from, until }, reason, word, extendsId: undefined };
  const event = apply(state, application, principal, context);
  const answer = { leaveId: event.data.leaveId };
  if (decision === undefined) return { events: [event], answer };
  if (!isLeaders(personId, context) || !isSecretary(principal))
    throw leaveRefusal('LEAVE_PAPER_BY_SECRETARIES');
  const authority = authorityOver(state, { personId }, principal, decision.leaderName, context);
  const { leaveId, span, conflicts } = event.data;
  const decided: LeaveEvent = {
    type: 'leave.decided',
    data: {
      leaveId,
      personId,
      kind,
      span,
      granted: decision.granted,
      decidedBy: principal.personId,
      ...authority,
      remark: decision.remark ?? '',
      conflicts,
    },
  };
  return { events: [event, decided], answer };
}

function wordOf({ by, spokenBy, at }: Static<typeof EnterBody>['word'], { time, now }: Context): GivenWord {
  const [date = '', clock = ''] = at.split('T');
  const atMs = time.instantOf(date, clock);
  if (atMs > now.epochMs) throw leaveRefusal('LEAVE_WORD_TO_COME');
  return { by, spokenBy, atMs };
}

export interface RefusedItem {
  readonly id: string;
  readonly code: string;
  readonly message: string;
}

/** Each by itself, so that one refused holds up nobody; what is asked for alone and refused is a refused request. */
export function eachByItself<Item, Done>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  act: (item: Item) => Done,
): { readonly done: readonly Done[]; readonly refused: readonly RefusedItem[] } {
  const done: Done[] = [];
  const refusals: { readonly id: string; readonly error: RuleViolation }[] = [];
  for (const item of items) {
    try {
      done.push(act(item));
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      refusals.push({ id: idOf(item), error });
    }
  }
  const [first] = refusals;
  // Of several each has its own reason, also where none was done.
  if (items.length === 1 && first !== undefined) throw first.error;
  return {
    done,
    refused: refusals.map(({ id, error }) => ({ id, code: error.code, message: error.message })),
  };
}

export function enterAwayBatch(
  state: Readonly<LeaveState>,
  { personIds, kind, from, until, reason }: Static<typeof AwayBatchBody>,
  principal: Person,
  context: Context,
): Decision {
  const { done, refused } = eachByItself(
    personIds,
    (personId) => personId,
    (personId) => {
      const person = context.people.person(personId);
      if (person === undefined || !isHeadOf(principal, person.sectionId, context))
        throw leaveRefusal('LEAVE_OTHER_SECTION', { name: person?.name ?? personId });
      const rest = { word: undefined, extendsId: undefined };
      return apply(state, { personId, kind, span: { from, until }, reason, ...rest }, principal, context);
    },
  );
  return {
    events: done,
    answer: { entered: done.map(({ data }) => ({ leaveId: data.leaveId })), refused },
  };
}

/** 续假: a leave of its own, from the half day after the old one, with a decision of its own. */
export function extend(
  state: Readonly<LeaveState>,
  { leaveId, until, reason }: Static<typeof ExtendBody>,
  principal: Person,
  context: Context,
): Decision {
  const old = extendable(state, leaveId, principal, context);
  const from = halfAfter(old.span.until);
  if (compareHalves(until, from) < 0) throw leaveRefusal('LEAVE_EXTENSION_INVALID');
  const { personId, kind } = old;
  const application = { personId, kind, span: { from, until }, reason, word: undefined, extendsId: leaveId };
  const event = apply(state, application, principal, context);
  return { events: [event], answer: { leaveId: event.data.leaveId } };
}

/** The leave, where this person may ask for more of it. Throws the refusal where not. */
export function extendable(
  state: Readonly<LeaveState>,
  leaveId: string,
  principal: Person,
  context: Context,
): LeaveTrack {
  const old = entryOf(state.leaves, leaveId);
  if (old === undefined) throw leaveRefusal('LEAVE_UNKNOWN');
  const person = context.people.person(old.personId);
  const isTheirs = principal.personId === old.personId;
  if (!isTheirs && (person === undefined || !mayEnterFor(principal, person, context)))
    throw leaveRefusal('LEAVE_NOT_YOURS', { name: person?.name ?? old.personId });
  if (stageOf(old) !== 'granted') throw leaveRefusal('LEAVE_NOT_GRANTED');
  if (old.back !== undefined) throw leaveRefusal('LEAVE_EXTENSION_INVALID');
  return old;
}

function apply(
  state: Readonly<LeaveState>,
  application: Application,
  principal: Person,
  context: Context,
): Asked {
  const examined = examine(state, application, context);
  const data = { leaveId: context.newId('leave'), ...application, filedBy: principal.personId, ...examined };
  return { type: 'leave.asked', data };
}

/** What asking for it now comes to: late or not, and what speaks against it. Throws the refusal where it is not taken. */
export function examine(
  state: Readonly<LeaveState>,
  { personId, kind, span, word }: Pick<Application, 'personId' | 'kind' | 'span' | 'word'>,
  context: Context,
): Pick<Asked['data'], 'isLate' | 'conflicts'> {
  if (!isSpan(span))
    throw leaveRefusal('LEAVE_SPAN_INVALID', { from: span.from.date, until: span.until.date });
  const person = context.people.person(personId);
  const name = person?.name ?? personId;
  if (person === undefined || !datesOf(span).some((date) => isEmployedOn(person, date)))
    throw leaveRefusal('LEAVE_NOT_EMPLOYED', { name });
  const isTwice = leavesOf(state, personId).some(
    (other) =>
      (stageOf(other) === 'undecided' || (stageOf(other) === 'granted' && other.back === undefined)) &&
      other.kind === kind &&
      compareHalves(other.span.from, span.from) === 0 &&
      compareHalves(other.span.until, span.until) === 0,
  );
  if (isTwice) throw leaveRefusal('LEAVE_ASKED_ALREADY', { name });
  const first = firstCounting(span, context);
  requireInTime(first.date, context);
  const beginMs = beginsMs(personId, first, context);
  const isLate = context.now.epochMs >= beginMs && !(word !== undefined && word.atMs < beginMs);
  return { isLate, conflicts: conflictsOf(state, { leaveId: undefined, personId, span }, context) };
}

/** Late filing within the same working days as an explanation; after that a correction is somebody's decision. */
function requireInTime(date: string, context: Context): void {
  if (date >= context.officeDate) return;
  const closesMs = filingClosesMs(date, context);
  if (closesMs === undefined || context.now.epochMs < closesMs) return;
  const days = String(context.settings.at('attendance.explanation', date).workingDays);
  throw leaveRefusal('LEAVE_WINDOW_CLOSED', { date, days });
}
