/**
 * KQ-2, reader blind, to be read at the desk: one day's readers, declarations, paper sheets and who is still 待核; what
 * waits for a second person, of any day; and what a declaration would change, before anybody makes it.
 */
import { Type } from 'typebox';
import { isDate } from '../calendar/dates.ts';
import type { Reading, SqlValue, ViewDefinition } from '../engine/module.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { textOf } from '../mechanisms/sql-text.ts';
import type { DeclaredOutage, PaperLot } from './correction-events.ts';
import { KEEPERS, WallTime } from './correction-requests.ts';
import { standingShown } from './corrections-askable.ts';
import type { ConfirmedOutage, Waiting } from './corrections-state.ts';
import { edgesOf } from './edges.ts';
import { isAwaited, judgedDay, judgementOf } from './judge.ts';
import { knownOutages } from './outages.ts';
import { OfficeDate } from './requests.ts';
import type { AttendanceState } from './state.ts';
import { VERDICT_WORDS, whyLines } from './why.ts';

const STRICT = { additionalProperties: false };
const DayQuery = Type.Object({ date: OfficeDate }, STRICT);
const EffectQuery = Type.Object(
  {
    date: OfficeDate,
    deviceId: Type.String({ minLength: 1, maxLength: 40 }),
    from: WallTime,
    to: WallTime,
    settles: Type.Enum(['true', 'false']),
  },
  STRICT,
);
type Row = Readonly<Record<string, SqlValue>>;

export const OUTAGE_VIEWS: readonly ViewDefinition<AttendanceState>[] = [
  {
    name: 'attendance.outages',
    summary:
      'One day: when each reader was down, declarations, paper sheets and who is still 待核; what waits of any day (KQ-2)',
    query: DayQuery,
    allow: KEEPERS,
    read: (state, query, reading) => readOutages(state, readBody(DayQuery, query).date, reading),
  },
  {
    name: 'attendance.outage-effect',
    summary:
      'Whose verdict a declaration of this span would change, and into what; nothing is recorded (KQ-2)',
    query: EffectQuery,
    allow: KEEPERS,
    read(state, query, reading) {
      const { date, deviceId, from, to, settles } = readBody(EffectQuery, query);
      const { context, principal } = reading;
      if (!isDate(date)) return { affected: [] };
      const { instantOf } = edgesOf(date, context);
      const me = principal.kind === 'person' ? principal.personId : '';
      const imagined: ConfirmedOutage = {
        outageId: '',
        deviceId,
        stationId: context.stations.device(deviceId)?.stationId ?? '',
        officeDate: date,
        fromMs: instantOf(from),
        toMs: instantOf(to),
        settles: settles === 'true',
        reason: '',
        proposedBy: me,
        confirmedBy: me,
      };
      return { affected: affectedBy(state, imagined, reading) };
    },
  },
];

/** In rank order: who is judged otherwise with the declaration than without. Who makes it is never settled by it. */
function affectedBy(
  state: Readonly<AttendanceState>,
  outage: ConfirmedOutage,
  { context }: Reading,
): readonly object[] {
  const { officeDate } = outage;
  const day = state.days[officeDate];
  if (day === undefined) return [];
  const imagined = { ...day, outages: [...day.outages, outage] };
  const judged = judgedDay(
    { ...state, days: { ...state.days, [officeDate]: imagined } },
    officeDate,
    context,
  );
  if (judged === undefined) return [];
  return context.people.employedOn(officeDate).flatMap((person) => {
    const { personId, name, sectionId } = person;
    const before = day.standing[personId]?.verdict;
    if (before === undefined || !isAwaited(person, officeDate, context)) return [];
    const after = judgementOf(judged, personId)?.judgement.verdict;
    if (after === undefined || after === before) return [];
    return [
      {
        personId,
        name,
        sectionName: context.people.section(sectionId)?.name,
        before,
        beforeWords: VERDICT_WORDS[before],
        after,
        afterWords: VERDICT_WORDS[after],
      },
    ];
  });
}

function readOutages(state: Readonly<AttendanceState>, date: string, reading: Reading): unknown {
  const { context, registers } = reading;
  const day = state.days[date];
  const { outages, lots } = state.corrections;
  const readers = context.stations.devices().filter(({ countsForSignIn }) => countsForSignIn);
  return {
    date,
    /** The day can still be settled as a whole; later it is corrected person by person. */
    open: day !== undefined,
    readers: readers.map(({ deviceId, name, stationId }) => ({
      deviceId,
      name,
      stationId,
      stationName: context.stations.station(stationId)?.name,
      down: knownOutages(day ?? { officeDate: date, outages: [] }, deviceId, context).map((span) => ({
        ...span,
        from: context.time.timeOf(span.fromMs),
        to: context.time.timeOf(span.toMs),
      })),
    })),
    waiting: Object.values(outages).map((one) => waitingShown(state, one, reading)),
    declared: registers
      .all('SELECT * FROM attendance_outage WHERE office_date = ? ORDER BY confirmed_at_ms', date)
      .map((row) => declaredShown(row, reading)),
    lots: Object.values(lots).map((one) => lotShown(one, reading)),
    signedLines: registers
      .all('SELECT * FROM attendance_paper_line WHERE office_date = ? ORDER BY at_ms, person_id', date)
      .map((row) => ({
        ...lineShown({ personId: textOf(row['person_id']), atMs: Number(row['at_ms']) }, date, reading),
        sheetId: textOf(row['sheet_id']),
        enteredBy: textOf(row['entered_by']),
        enteredByName: nameOf(textOf(row['entered_by']), reading),
        confirmedBy: textOf(row['confirmed_by']),
        confirmedByName: nameOf(textOf(row['confirmed_by']), reading),
      })),
    stillOpen: openPeople(date, reading),
  };
}

function waitingShown(
  state: Readonly<AttendanceState>,
  { what, sinceMs }: Waiting<DeclaredOutage>,
  reading: Reading,
): object {
  const { principal } = reading;
  const confirmedBy = principal.kind === 'person' ? principal.personId : '';
  return {
    ...what,
    ...spanShown(what, reading),
    proposedByName: nameOf(what.proposedBy, reading),
    sinceMs,
    affected: affectedBy(state, { ...what, confirmedBy }, reading),
  };
}

function declaredShown(row: Row, reading: Reading): object {
  const what = {
    outageId: textOf(row['outage_id']),
    deviceId: textOf(row['device_id']),
    fromMs: Number(row['from_ms']),
    toMs: Number(row['to_ms']),
    settles: row['settles'] === 1,
    reason: textOf(row['reason']),
    proposedBy: textOf(row['proposed_by']),
    confirmedBy: textOf(row['confirmed_by']),
    confirmedAtMs: Number(row['confirmed_at_ms']),
  };
  return {
    ...what,
    ...spanShown(what, reading),
    proposedByName: nameOf(what.proposedBy, reading),
    confirmedByName: nameOf(what.confirmedBy, reading),
  };
}

function lotShown({ what, sinceMs }: Waiting<PaperLot>, reading: Reading): object {
  return {
    ...what,
    sinceMs,
    deviceName: reading.context.stations.device(what.deviceId)?.name ?? what.deviceId,
    enteredByName: nameOf(what.enteredBy, reading),
    lines: what.lines.map((line) => lineShown(line, what.officeDate, reading)),
  };
}

function spanShown(
  { deviceId, fromMs, toMs }: Pick<DeclaredOutage, 'deviceId' | 'fromMs' | 'toMs'>,
  { context }: Reading,
): object {
  return {
    deviceName: context.stations.device(deviceId)?.name ?? deviceId,
    from: context.time.timeOf(fromMs),
    to: context.time.timeOf(toMs),
  };
}

/** With what stands for the person: before the second signature what it may change, after it what it has made. */
function lineShown(
  { personId, atMs }: { readonly personId: string; readonly atMs: number },
  officeDate: string,
  reading: Reading,
): object {
  const { context } = reading;
  return {
    personId,
    name: context.people.person(personId)?.name,
    atMs,
    time: context.time.timeOf(atMs),
    standing: standingShown(personId, officeDate, reading),
  };
}

function nameOf(personId: string, { context }: Reading): string {
  return context.people.person(personId)?.name ?? personId;
}

/** In rank order, with why. */
function openPeople(date: string, { context, registers }: Reading): readonly object[] {
  const rows = registers.all("SELECT * FROM attendance_day WHERE office_date = ? AND verdict = 'open'", date);
  const byPerson = new Map(rows.map((row) => [textOf(row['person_id']), row]));
  return context.people.employedOn(date).flatMap((person) => {
    const row = byPerson.get(person.personId);
    if (row === undefined) return [];
    const because: unknown = JSON.parse(textOf(row['because']) || '[]');
    const tokens = Array.isArray(because) ? because.map(String) : [];
    const ruled = {
      officeDate: date,
      clause: textOf(row['clause']),
      ruleVersion: Number(row['rule_version']),
    };
    const atMs = typeof row['at_ms'] === 'number' ? row['at_ms'] : undefined;
    const { personId, name, sectionId } = person;
    const sectionName = context.people.section(sectionId)?.name;
    return [
      { personId, name, sectionId, sectionName, why: whyLines(tokens, ruled, atMs, context, () => '') },
    ];
  });
}
