/** What asking would come to, told before it is asked (KQ-1): working half days, what speaks against it, the refusal. */
import { Type, type Static } from 'typebox';
import type { Reading } from '../engine/module.ts';
import { RuleViolation } from '../errors.ts';
import { OfficeDate } from '../mechanisms/office-date.ts';
import { TYPED_ID } from '../people/id-pattern.ts';
import { examine, extendable } from './asking.ts';
import { mayEnterFor, type Person } from './competence.ts';
import { comeBack, withdraw } from './ending.ts';
import type { LeaveConflict, LeaveKind, LeaveSpan } from './events.ts';
import { leaveRefusal } from './refusals.ts';
import { LeaveKindBody } from './requests.ts';
import { countSpan, halfAfter, isSpan } from './spans.ts';
import { entryOf } from '../mechanisms/entry.ts';
import type { LeaveState } from './state.ts';
import { conflictWords } from './words.ts';

const HalfName = Type.Enum(['morning', 'afternoon']);
export const PreviewQuery = Type.Object(
  {
    /** Oneself where it is left out. */
    personId: Type.Optional(Type.String({ pattern: TYPED_ID, description: 'Person, p-12' })),
    kind: LeaveKindBody,
    fromDate: OfficeDate,
    fromHalf: HalfName,
    untilDate: OfficeDate,
    untilHalf: HalfName,
  },
  { additionalProperties: false },
);

export interface LeavePreview {
  readonly halves: number;
  readonly unknownFrom: string | undefined;
  /** Asked now without a word given before, it would be marked 补报. */
  readonly isLate: boolean;
  readonly conflicts: readonly (LeaveConflict & { readonly words: string })[];
  /** It would not be taken, and why. */
  readonly refusal: { readonly code: string; readonly message: string } | undefined;
}

export function preview(
  state: Readonly<LeaveState>,
  query: Static<typeof PreviewQuery>,
  { principal, context }: Reading,
): LeavePreview {
  if (principal.kind !== 'person') throw leaveRefusal('LEAVE_VIEW_PRIVATE');
  const personId = query.personId ?? principal.personId;
  const person = context.people.person(personId);
  const isTheirs = personId === principal.personId;
  if (!isTheirs && (person === undefined || !mayEnterFor(principal, person, context)))
    throw leaveRefusal('LEAVE_NOT_YOURS', { name: person?.name ?? personId });
  const span: LeaveSpan = {
    from: { date: query.fromDate, half: query.fromHalf },
    until: { date: query.untilDate, half: query.untilHalf },
  };
  const { halves, unknownFrom } = isSpan(span)
    ? countSpan(span, context.calendar)
    : { halves: 0, unknownFrom: undefined };
  const wanted: { personId: string; kind: LeaveKind; span: LeaveSpan } = { personId, kind: query.kind, span };
  const found = attempt(() => examine(state, { ...wanted, word: undefined }, context));
  return found instanceof RuleViolation
    ? {
        halves,
        unknownFrom,
        isLate: false,
        conflicts: [],
        refusal: { code: found.code, message: found.message },
      }
    : {
        halves,
        unknownFrom,
        isLate: found.isLate,
        conflicts: found.conflicts.map((one) => ({ ...one, words: conflictWords(one) })),
        refusal: undefined,
      };
}

/** 撤回, 销假, 续假. */
export type LeaveAct = 'withdraw' | 'return' | 'extend';

/** What this person may do with it now, so that a page offers nothing that would be refused. */
export function actsOn(
  state: Readonly<LeaveState>,
  leaveId: string,
  principal: Person,
  context: Reading['context'],
): readonly LeaveAct[] {
  const leave = entryOf(state.leaves, leaveId);
  if (leave === undefined) return [];
  const { personId, kind, span } = leave;
  const acts: Readonly<Record<LeaveAct, () => unknown>> = {
    withdraw: () => withdraw(state, { leaveId, reason: '' }, principal, context),
    return: () => comeBack(state, { leaveId, back: halfAfter(span.from) }, principal, context),
    extend: () => {
      extendable(state, leaveId, principal, context);
      const next = halfAfter(span.until);
      const more = { personId, kind, span: { from: next, until: next }, word: undefined };
      return examine(state, more, context);
    },
  };
  // Who has come back reports it once; an earlier hour is a matter for the clerk.
  return (['withdraw', 'return', 'extend'] as const)
    .filter((act) => act !== 'return' || leave.back === undefined)
    .filter((act) => !(attempt(acts[act]) instanceof RuleViolation));
}

function attempt<T>(act: () => T): T | RuleViolation {
  try {
    return act();
  } catch (error) {
    if (error instanceof RuleViolation) return error;
    throw error;
  }
}
