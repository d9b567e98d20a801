/** Bulletins to be read: all of them with where they stand, and one with its text. Never given to a screen in the hall. */
import { Type } from 'typebox';
import type { Grant, Principal } from '../access/principal.ts';
import type { Reading, ViewDefinition } from '../engine/module.ts';
import { Month } from '../mechanisms/office-date.ts';
import { entryOf } from '../mechanisms/entry.ts';
import { readBody } from '../mechanisms/request-body.ts';

import { bulletinSheet, correctionText, leaveText, titleOf, type BulletinText } from './layout.ts';
import { isBeingChecked, openObjections, stepsOpen } from './may.ts';
import { bulletinRefusal } from './refusals.ts';
import { closedMonth, issueDate } from './schedule.ts';
import type { BulletinState, BulletinTrack, Objection } from './state.ts';
import { STAGE_WORDS, trackOf } from './steps.ts';
import { textOf } from './text.ts';
import { YEAR_END } from './year-end.ts';

const STRICT = { additionalProperties: false };
const NoQuery = Type.Object({}, STRICT);
const TextQuery = Type.Object({ month: Month }, STRICT);

/** Who prepares, reviews, signs and issues it reads a draft whole. */
const PREPARERS: readonly Grant[] = [
  'attendance-clerk',
  'deputy-director',
  'director',
  'seal-custodian',
  'secretary-staff',
];

export const BULLETIN_VIEWS: readonly ViewDefinition<BulletinState>[] = [
  {
    name: 'bulletin.list',
    summary: 'Bulletins by month, newest first, with where each stands and when the next is due (KQ-4)',
    query: NoQuery,
    allow: ['person'],
    read: (state, _query, reading) => readList(state, reading),
  },
  {
    name: 'bulletin.text',
    summary:
      "A bulletin's text: issued, to everybody of the office; before, to who prepares it, a head's section, one's own line (KQ-4)",
    query: TextQuery,
    allow: ['person'],
    read: (state, query, reading) => readText(state, readBody(TextQuery, query).month, reading),
    sheet: (state, query, reading) =>
      bulletinSheet(textRead(state, readBody(TextQuery, query).month, reading).text),
  },
  YEAR_END,
];

function readList(state: Readonly<BulletinState>, { context, principal }: Reading): unknown {
  const due = closedMonth(state, context.officeDate);
  return {
    due: due === undefined ? undefined : { month: due, issueBy: issueDate(due, context) },
    // A month that is over and that nobody has drafted.
    waiting:
      due === undefined || state.tracks[due] !== undefined
        ? undefined
        : { month: due, title: titleOf(due), may: stepsOpen(undefined, principal, context) },
    bulletins: Object.values(state.tracks)
      .toSorted((one, other) => (one.month < other.month ? 1 : -1))
      .map((track) => ({ ...summaryOf(track, state, context, principal), objections: undefined })),
  };
}

function summaryOf(
  track: Readonly<BulletinTrack>,
  state: Readonly<BulletinState>,
  context: Reading['context'],
  principal: Principal,
): object {
  const { time, people } = context;
  const { month, version, stage, sha256, checkUntilMs } = track;
  const named = (step: BulletinTrack['reviewed']): object | undefined =>
    step && { ...step, name: people.person(step.by)?.name ?? step.by };
  const issued = state.issued[month];
  return {
    month,
    title: titleOf(month),
    version,
    stage,
    stageWords: STAGE_WORDS[stage],
    sha256,
    issueBy: issueDate(month, context),
    checkUntil: time.dateOf(checkUntilMs - 1),
    checking: isBeingChecked(track, context.now.epochMs),
    may: stepsOpen(track, principal, context),
    drafted: named({ by: track.draftedBy, atMs: track.draftedAtMs, remark: '' }),
    reviewed: named(track.reviewed),
    signed: named(track.signed),
    returned: named(track.returned),
    issued: issued && { ...issued, titles: undefined, name: people.person(issued.issuedBy)?.name },
    objectionsOpen: openObjections(track),
  };
}

interface TextRead {
  readonly text: BulletinText;
  readonly track: Readonly<BulletinTrack>;
  readonly whole: boolean;
}

/** What this reader may see of it. Throws BULLETIN_UNKNOWN and BULLETIN_PRIVATE. */
function textRead(state: Readonly<BulletinState>, month: string, reading: Reading): TextRead {
  const { principal, registers, context } = reading;
  const track = trackOf(state, month);
  const text = textOf(registers, month, track.version);
  if (track.stage === 'issued' || isPreparer(principal)) return { text, track, whole: true };
  const own = principal.kind === 'person' ? principal.personId : '';
  const heads =
    principal.kind === 'person' && principal.roles.includes('section-head')
      ? context.people.person(own)?.sectionId
      : undefined;
  const mine = (line: { readonly personId: string; readonly sectionId: string }): boolean =>
    line.personId === own || line.sectionId === heads;
  const lines = text.lines.filter(mine);
  const corrections = text.corrections.filter(mine);
  if (lines.length + corrections.length === 0) throw bulletinRefusal('BULLETIN_PRIVATE');
  return { text: { month, lines, corrections }, track, whole: false };
}

function isPreparer(principal: Principal): boolean {
  return (
    principal.kind === 'system' ||
    (principal.kind === 'person' && principal.roles.some((role) => PREPARERS.includes(role)))
  );
}

function readText(state: Readonly<BulletinState>, month: string, reading: Reading): unknown {
  const { text, track, whole } = textRead(state, month, reading);
  const { principal, context } = reading;
  const own = principal.kind === 'person' ? principal.personId : '';
  const ids = new Set(text.lines.map(({ personId }) => personId));
  const objections = Object.values(track.objections).filter(
    ({ personId, by }) => whole || by === own || (personId !== undefined && ids.has(personId)),
  );
  return {
    ...summaryOf(track, state, context, principal),
    whole,
    lines: text.lines.map((line) => ({ ...line, leaveWords: leaveText(line.leave) })),
    corrections: text.corrections.map((one) => ({ ...one, words: correctionText(one) })),
    sections: sectionsOf(text, track),
    // In the issued text nobody reads who objected: that was between them and the clerk.
    objections:
      track.stage === 'issued' && !isPreparer(principal) ? [] : objections.map((one) => named(one, context)),
    confirmed: entryOf(track.confirmed, own) === track.version,
    confirmedCount: Object.values(track.confirmed).filter((version) => version === track.version).length,
  };
}

function named(objection: Objection, { people }: Reading['context']): object {
  const nameOf = (personId: string): string => people.person(personId)?.name ?? personId;
  const { personId, sectionId, by, answer } = objection;
  return {
    ...objection,
    about: personId === undefined ? (people.section(sectionId)?.name ?? sectionId) : nameOf(personId),
    byName: nameOf(by),
    answer: answer && { ...answer, byName: nameOf(answer.by) },
  };
}

/** Totals by section, in the order of the lines, and how many of it have confirmed their sheet. */
function sectionsOf({ lines }: BulletinText, track: Readonly<BulletinTrack>): readonly object[] {
  const sections = new Map<
    string,
    {
      sectionName: string;
      people: number;
      confirmed: number;
      lates: number;
      absences: number;
      undecided: number;
    }
  >();
  const none = { people: 0, confirmed: 0, lates: 0, absences: 0, undecided: 0 };
  for (const { personId, sectionId, sectionName, lates, mornings, others, undecided } of lines) {
    const before = sections.get(sectionId) ?? { sectionName, ...none };
    sections.set(sectionId, {
      sectionName,
      people: before.people + 1,
      confirmed: before.confirmed + Number(entryOf(track.confirmed, personId) === track.version),
      lates: before.lates + lates.length,
      absences: before.absences + mornings.length + others.length,
      undecided: before.undecided + undecided.length,
    });
  }
  return [...sections].map(([sectionId, totals]) => ({ sectionId, ...totals }));
}
