/** Corrections, outages with their paper sheets, and sign-ins by card to be read at the desk. */
import { Type } from 'typebox';
import type { Reading, SqlValue, ViewDefinition } from '../engine/module.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { isDirectorOrDeputy } from '../people/people-view.ts';
import { textOf } from '../mechanisms/sql-text.ts';
import { cardSpots } from './card-spots.ts';
import type { CorrectionClaim } from './correction-events.ts';
import { askableMornings, standingShown } from './corrections-askable.ts';
import { decidesCorrection } from './corrections-inbox.ts';
import { usedIn } from './corrections-state.ts';
import { OUTAGE_VIEWS } from './outages-views.ts';
import { OfficeDate } from './requests.ts';
import type { AttendanceState } from './state.ts';
import { checkMayRead, mayReadGrounds, sectionOnly, verdictNamed } from './views.ts';
import { claimWords, VERDICT_WORDS } from './why.ts';

const STRICT = { additionalProperties: false };
const SpanQuery = Type.Object({ from: OfficeDate, to: OfficeDate }, STRICT);
const CorrectionsQuery = Type.Object(
  {
    from: OfficeDate,
    to: OfficeDate,
    personId: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    stage: Type.Optional(Type.Enum(['asked', 'accepted', 'refused', 'withdrawn'])),
  },
  STRICT,
);
const ROWS_MAX = 2_000;

type Row = Readonly<Record<string, SqlValue>>;

export const CORRECTION_VIEWS: readonly ViewDefinition<AttendanceState>[] = [
  {
    name: 'attendance.corrections',
    summary:
      'Corrections of a span, with what stood before and stands now; those that wait for one’s own decision; one’s own mornings that may still be asked about',
    query: CorrectionsQuery,
    allow: ['person'],
    read(state, query, reading) {
      return readCorrections(state, readBody(CorrectionsQuery, query), reading);
    },
  },
  ...OUTAGE_VIEWS,
  {
    name: 'attendance.card-spots',
    summary: 'Sign-ins by card of a span, and cards of two people within seconds at one reader (KQ-2)',
    query: SpanQuery,
    allow: ['director', 'deputy-director', 'attendance-clerk', 'section-head', 'auditor'],
    read(_state, query, reading) {
      const { from, to } = readBody(SpanQuery, query);
      return cardSpots(from, to, sectionOnly(reading.principal, reading), reading);
    },
  },
];

interface CorrectionsAsked {
  readonly from: string;
  readonly to: string;
  readonly personId?: string;
  readonly stage?: string;
}

function readCorrections(
  state: Readonly<AttendanceState>,
  { from, to, personId, stage }: CorrectionsAsked,
  reading: Reading,
): unknown {
  const { principal, registers, context } = reading;
  if (personId !== undefined) checkMayRead(personId, reading);
  const rows = registers.all(
    `SELECT * FROM attendance_correction WHERE office_date BETWEEN ? AND ?
        AND (? IS NULL OR person_id = ?) AND (? IS NULL OR stage = ?)
      ORDER BY office_date DESC, asked_at_ms DESC LIMIT ?`,
    from,
    to,
    personId ?? null,
    personId ?? null,
    stage ?? null,
    stage ?? null,
    ROWS_MAX,
  );
  const seen = rows.filter((row) => maySee(textOf(row['person_id']), reading));
  const about = personId ?? (principal.kind === 'person' ? principal.personId : '');
  const month = context.officeDate.slice(0, 7);
  return {
    corrections: seen.map((row) => correctionShown(row, false, reading)),
    waiting: waitingFor(state, reading),
    askable: askableMornings(state, about, reading),
    quota: {
      personId: about,
      month,
      used: usedIn(state.corrections, about, context.officeDate),
      ...context.settings.at('attendance.corrections', context.officeDate),
    },
  };
}

/** What this person decides, of any date, the longest waiting first; whoever decides reads the grounds. */
function waitingFor(state: Readonly<AttendanceState>, reading: Reading): readonly object[] {
  const waiting = Object.values(state.corrections.asked).filter((asked) => decidesCorrection(asked, reading));
  if (waiting.length === 0) return [];
  const ids = new Set(waiting.map(({ correctionId }) => correctionId));
  return reading.registers
    .all("SELECT * FROM attendance_correction WHERE stage = 'asked' ORDER BY asked_at_ms")
    .filter((row) => ids.has(textOf(row['correction_id'])))
    .map((row) => correctionShown(row, true, reading));
}

/** One's own, one's section's as its head, everybody's for who reads the register. */
function maySee(personId: string, reading: Reading): boolean {
  const { principal, context } = reading;
  if (principal.kind !== 'person') return false;
  if (principal.personId === personId) return true;
  const own = sectionOnly(principal, reading);
  if (own === undefined) return true;
  return principal.roles.includes('section-head') && context.people.person(personId)?.sectionId === own;
}

function correctionShown(row: Row, decides: boolean, reading: Reading): object {
  const { context, principal } = reading;
  const personId = textOf(row['person_id']);
  const name = (id: string): string | undefined => context.people.person(id)?.name;
  const [askedBy, decidedBy] = [textOf(row['asked_by']), textOf(row['decided_by'])];
  const previous = verdictNamed(row['previous']);
  const verdict = verdictNamed(row['verdict']);
  const withGrounds = decides || mayReadGrounds(principal, personId);
  const stage = textOf(row['stage']);
  const officeDate = textOf(row['office_date']);
  return {
    correctionId: textOf(row['correction_id']),
    personId,
    name: name(personId),
    sectionName: context.people.section(context.people.person(personId)?.sectionId ?? '')?.name,
    officeDate,
    claim: claimShown(textOf(row['claim'])),
    beyond: textOf(row['beyond']),
    askedBy,
    askedByName: name(askedBy),
    askedAtMs: Number(row['asked_at_ms']),
    stage,
    ...(withGrounds
      ? { reason: textOf(row['reason']), remark: textOf(row['remark']), witnesses: namesIn(row, name) }
      : { withheld: true }),
    decidedBy: decidedBy === '' ? undefined : decidedBy,
    decidedByName: name(decidedBy),
    decidedAtMs: typeof row['decided_at_ms'] === 'number' ? row['decided_at_ms'] : undefined,
    previous,
    previousWords: previous && VERDICT_WORDS[previous],
    verdict,
    verdictWords: verdict && VERDICT_WORDS[verdict],
    /** While it waits: what the claim would change. */
    standing: stage === 'asked' ? standingShown(personId, officeDate, reading) : undefined,
    isOwn: principal.kind === 'person' && [personId, askedBy].includes(principal.personId),
    /** Of the director or a deputy: a city leader's name belongs in the remark of who enters the decision. */
    isLeaders: isDirectorOrDeputy(personId, context),
  };
}

function namesIn(row: Row, name: (id: string) => string | undefined): readonly string[] {
  const ids: unknown = JSON.parse(textOf(row['witnesses']) || '[]');
  return Array.isArray(ids) ? ids.map((id: unknown) => name(String(id)) ?? String(id)) : [];
}

function claimShown(claim: string): { readonly claim: unknown; readonly words: string } {
  const parsed: unknown = JSON.parse(claim);
  return { claim: parsed, words: isClaim(parsed) ? claimWords(parsed) : claim };
}

function isClaim(value: unknown): value is CorrectionClaim {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
