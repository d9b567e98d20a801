/** Activities to be read: a span of them, one with who was present, excused and missing by section, and one's own year. */
import { Type } from 'typebox';
import type { Grant } from '../access/principal.ts';
import type { Reading, SqlValue, ViewDefinition } from '../engine/module.ts';
import { Year } from '../mechanisms/office-date.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { textOf } from '../mechanisms/sql-text.ts';
import type { ActivityPlan, ActivityVerdict } from './events.ts';
import { coverOf, participantsOf } from './judge.ts';
import { rollcallRefusal } from './refusals.ts';
import { OfficeDate, OFFICE_ORGANISERS } from './requests.ts';
import type { RollcallState } from './state.ts';
import { standsNow, tallyOf } from './tally.ts';
import { ACTIVITY_WORDS, KIND_WORDS, whyLines } from './why.ts';

const STRICT = { additionalProperties: false };
const SpanQuery = Type.Object({ from: OfficeDate, to: OfficeDate }, STRICT);
const OneQuery = Type.Object({ activityId: Type.String({ minLength: 1, maxLength: 80 }) }, STRICT);
const MineQuery = Type.Object({ year: Year }, STRICT);
const ROWS_MAX = 1_000;
/** Who reads all; heads of sections see their own section's people. */
const READERS: readonly Grant[] = [...OFFICE_ORGANISERS, 'auditor'];
const GROUNDS: readonly Grant[] = [...OFFICE_ORGANISERS, 'section-head'];

type Row = Readonly<Record<string, SqlValue>>;

export const ROLLCALL_VIEWS: readonly ViewDefinition<RollcallState>[] = [
  {
    name: 'rollcall.list',
    summary: 'Activities of a span, with how many were called, present, excused and missing',
    query: SpanQuery,
    allow: [...READERS, 'section-head'],
    read: (state, query, reading) => readList(state, readBody(SpanQuery, query), reading),
  },
  {
    name: 'rollcall.one',
    summary:
      'One activity: everybody called by section in rank order, with the verdict, why and what stood before',
    query: OneQuery,
    allow: [...READERS, 'section-head'],
    read: (state, query, reading) => readOne(state, readBody(OneQuery, query).activityId, reading),
  },
  {
    name: 'rollcall.mine',
    summary: "One's own activities of a year, and those ahead",
    query: MineQuery,
    allow: ['person'],
    read: (state, query, reading) => readMine(state, readBody(MineQuery, query).year, reading),
  },
];

function readList(
  state: Readonly<RollcallState>,
  { from, to }: { readonly from: string; readonly to: string },
  { registers, context }: Reading,
): unknown {
  const rows = registers.all(
    'SELECT * FROM rollcall_activity WHERE office_date BETWEEN ? AND ? ORDER BY office_date, activity_id LIMIT ?',
    from,
    to,
    ROWS_MAX,
  );
  const counted = registers.all(
    `SELECT activity_id, verdict, COUNT(*) AS people FROM rollcall_participant
      WHERE activity_id IN (SELECT activity_id FROM rollcall_activity WHERE office_date BETWEEN ? AND ?)
      GROUP BY activity_id, verdict`,
    from,
    to,
  );
  return {
    activities: rows.map((row) => {
      const activityId = textOf(row['activity_id']);
      const live = state.activities[activityId];
      const verdicts = Object.fromEntries(
        counted
          .filter((one) => textOf(one['activity_id']) === activityId && one['verdict'] !== null)
          .map((one) => [textOf(one['verdict']), Number(one['people'])]),
      );
      const tally = live?.stage === 'open' ? tallyOf(live, context) : undefined;
      const expected =
        live?.stage === 'planned' || live?.stage === 'draft'
          ? participantsOf(live.plan, context).length
          : undefined;
      return { ...activityShown(row), verdicts, tally, expected };
    }),
  };
}

function activityShown(row: Row): object {
  const plan = planIn(row);
  return {
    activityId: textOf(row['activity_id']),
    ...plan,
    kindWords: plan === undefined ? undefined : KIND_WORDS[plan.kind],
    stage: textOf(row['stage']),
    plannedBy: textOf(row['planned_by']),
    reason: row['reason'] ?? undefined,
    stationId: row['station_id'] ?? undefined,
    openedAtMs: row['opened_at_ms'] ?? undefined,
    openedBy: row['opened_by'] ?? undefined,
    closedAtMs: row['closed_at_ms'] ?? undefined,
    closedBy: row['closed_by'] ?? undefined,
    blind: row['blind'] ?? undefined,
  };
}

function readOne(state: Readonly<RollcallState>, activityId: string, reading: Reading): unknown {
  const { registers, context, principal } = reading;
  const row = registers.all('SELECT * FROM rollcall_activity WHERE activity_id = ?', activityId)[0];
  if (row === undefined) throw rollcallRefusal('ROLLCALL_UNKNOWN');
  const live = state.activities[activityId];
  const isAhead = live?.stage === 'planned' || live?.stage === 'draft';
  const rows = registers.all('SELECT * FROM rollcall_participant WHERE activity_id = ?', activityId);
  const byPerson = new Map(rows.map((one) => [textOf(one['person_id']), one]));
  const called: ReadonlyMap<string, string> = isAhead
    ? new Map(participantsOf(live.plan, context).map(({ personId, mark }) => [personId, mark]))
    : new Map(rows.map((one) => [textOf(one['person_id']), textOf(one['mark'])]));
  const officeDate = textOf(row['office_date']);
  const missed = morningsMissed(officeDate, reading);
  const limit = sectionOnly(reading);
  const withGrounds = principal.kind === 'person' && principal.roles.some((role) => GROUNDS.includes(role));
  const words = wordsOf(activityId, withGrounds, reading);
  const people = context.people.employedOn(officeDate).flatMap((person) => {
    const { personId, name, sectionId } = person;
    const mark = called.get(personId);
    if (mark === undefined || (limit !== undefined && sectionId !== limit)) return [];
    const own = byPerson.get(personId);
    const cover = isAhead ? coverOf(live.plan, personId, context) : undefined;
    const verdict: ActivityVerdict | undefined =
      live?.stage === 'open' ? standsNow(live, personId, context) : verdictNamed(own?.['verdict']);
    const atMs = typeof own?.['at_ms'] === 'number' ? own['at_ms'] : undefined;
    return [
      {
        personId,
        name,
        sectionId,
        sectionName: context.people.section(sectionId)?.name,
        mark,
        markWords: mark === 'sits-in' ? '列席' : '参加',
        verdict,
        words: verdict && ACTIVITY_WORDS[verdict],
        atMs,
        time: atMs === undefined ? undefined : context.time.timeOf(atMs),
        by: own?.['signed_by'] ?? undefined,
        why: whyLines(tokens(own?.['because']), atMs, context),
        /** Before the roll call: covered by leave or 公出 already. */
        covered: cover === undefined ? undefined : cover.state,
        /** The morning of that day is missed as well: both count, and somebody looks (KQ-3). */
        alsoMorning: verdict === 'absent' && missed.has(personId),
        filed: words.get(personId) ?? [],
      },
    ];
  });
  return {
    ...activityShown(row),
    tally: live === undefined || isAhead ? undefined : tallyOf(live, context),
    /** Called by name in the plan; `people` are all who are called. */
    named: planIn(row)?.people ?? [],
    people,
    former: formerOf(activityId, new Set(people.map(({ personId }) => personId)), reading),
  };
}

function wordsOf(
  activityId: string,
  withGrounds: boolean,
  { registers }: Reading,
): ReadonlyMap<string, readonly object[]> {
  const found = new Map<string, object[]>();
  for (const row of registers.all(
    'SELECT * FROM rollcall_word WHERE activity_id = ? ORDER BY position',
    activityId,
  )) {
    const own = found.get(textOf(row['person_id'])) ?? [];
    own.push({
      kind: textOf(row['kind']),
      ...(withGrounds
        ? { text: row['text'] ?? undefined, remark: row['remark'] ?? undefined }
        : { withheld: true }),
      filedBy: row['filed_by'] ?? undefined,
      accepted: row['accepted'] === null ? undefined : row['accepted'] === 1,
      decidedBy: row['decided_by'] ?? undefined,
      recordedAtMs: Number(row['recorded_at_ms']),
    });
    found.set(textOf(row['person_id']), own);
  }
  return found;
}

function formerOf(
  activityId: string,
  shown: ReadonlySet<string>,
  { registers, context }: Reading,
): readonly object[] {
  return registers
    .all('SELECT * FROM rollcall_former WHERE activity_id = ? ORDER BY position, person_id', activityId)
    .filter((row) => shown.has(textOf(row['person_id'])))
    .map((row) => {
      const verdict = verdictNamed(row['verdict']);
      return {
        personId: textOf(row['person_id']),
        verdict,
        words: verdict && ACTIVITY_WORDS[verdict],
        why: whyLines(tokens(row['because']), undefined, context),
        replacedBy: Number(row['replaced_by']),
        reason: textOf(row['reason']),
      };
    });
}

function morningsMissed(officeDate: string, { registers }: Reading): ReadonlySet<string> {
  const rows = registers.all(
    "SELECT person_id FROM attendance_day WHERE office_date = ? AND verdict = 'absent'",
    officeDate,
  );
  return new Set(rows.map((row) => textOf(row['person_id'])));
}

function readMine(
  state: Readonly<RollcallState>,
  year: string,
  { registers, context, principal }: Reading,
): unknown {
  const personId = principal.kind === 'person' ? principal.personId : '';
  const rows = registers.all(
    `SELECT rollcall_activity.*, mark, at_ms, verdict, because
       FROM rollcall_participant JOIN rollcall_activity USING (activity_id)
      WHERE person_id = ? AND office_date BETWEEN ? AND ? ORDER BY office_date, activity_id`,
    personId,
    `${year}-01-01`,
    `${year}-12-31`,
  );
  const ahead = Object.values(state.activities).filter(
    ({ stage, plan }) =>
      stage === 'planned' &&
      plan.officeDate >= context.officeDate &&
      participantsOf(plan, context).some((one) => one.personId === personId),
  );
  return {
    year,
    activities: rows.map((row) => {
      const verdict = verdictNamed(row['verdict']);
      const atMs = typeof row['at_ms'] === 'number' ? row['at_ms'] : undefined;
      const { officeDate, title, counts, from, to, place } = planIn(row) ?? {};
      return {
        activityId: textOf(row['activity_id']),
        officeDate,
        title,
        counts,
        from,
        to,
        place,
        stage: textOf(row['stage']),
        mark: textOf(row['mark']),
        verdict,
        words: verdict && ACTIVITY_WORDS[verdict],
        time: atMs === undefined ? undefined : context.time.timeOf(atMs),
        why: whyLines(tokens(row['because']), atMs, context),
      };
    }),
    ahead: ahead.map(({ activityId, plan: { officeDate, title, from, to, place }, leave }) => ({
      activityId,
      officeDate,
      title,
      from,
      to,
      place,
      leave: leave[personId]?.decision?.accepted ?? (leave[personId] === undefined ? undefined : 'asked'),
    })),
  };
}

/** The section that a head is limited to; undefined for who reads all. */
function sectionOnly({ principal, context }: Reading): string | undefined {
  if (principal.kind !== 'person' || principal.roles.some((role) => READERS.includes(role))) return undefined;
  return context.people.person(principal.personId)?.sectionId ?? '';
}

function planIn(row: Row): ActivityPlan | undefined {
  const parsed: unknown = JSON.parse(textOf(row['plan']) || 'null');
  return isPlan(parsed) ? parsed : undefined;
}
function isPlan(value: unknown): value is ActivityPlan {
  return typeof value === 'object' && value !== null && 'title' in value && 'kind' in value;
}

function verdictNamed(value: SqlValue | undefined): ActivityVerdict | undefined {
  return Object.keys(ACTIVITY_WORDS).find((verdict): verdict is ActivityVerdict => verdict === value);
}

function tokens(value: SqlValue | undefined): readonly string[] {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : [];
  return Array.isArray(parsed) ? parsed.filter((token) => typeof token === 'string') : [];
}
