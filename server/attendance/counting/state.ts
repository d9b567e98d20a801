/**
 * What counts, of every year: the mornings of each person as one text a year (372 bytes a person and year), the absences
 * that no morning knows of, and which warnings were given. Kept for all years, so that a correction years back moves
 * the year it belongs to. Changed only by `evolveCounting`.
 */
import type { RecordedEvent } from '../../engine/recorded-event.ts';
import type { CountWarning } from './events.ts';
import { withMark } from './marks.ts';
import type { OtherAbsence } from './tally.ts';
import { verdictsOf, type StandingVerdict } from './verdicts.ts';

/** A warning that was given; `seen` once the person has said so. */
export interface GivenWarning {
  readonly lates: number;
  readonly absences: number;
  readonly atMs: number;
  readonly seen: boolean;
}

export interface CountingState {
  /** By year, then person: the year's marks. */
  marks: Record<string, Record<string, string>>;
  /** By person: absences from activities and duty, in order of arrival. */
  others: Record<string, OtherAbsence[]>;
  /** By year, then person. */
  warned: Record<string, Record<string, Partial<Record<CountWarning, GivenWarning>>>>;
  /** The last two badges at each station: twice within five seconds asks for one's tally. */
  badges: Record<string, readonly SeenBadge[]>;
}
export interface SeenBadge {
  readonly personId: string;
  readonly atMs: number;
  readonly recordedAtMs: number;
}

export function initialCounting(): CountingState {
  return { marks: {}, others: {}, warned: {}, badges: {} };
}

export function evolveCounting(state: CountingState, event: RecordedEvent): void {
  for (const standing of verdictsOf(event)) mark(state, standing);
  switch (event.type) {
    case 'rollcall.judged': {
      const { activityId, officeDate, title, counts, judgements } = event.data;
      for (const { personId, verdict } of judgements) {
        const absence: OtherAbsence = { kind: 'activity', officeDate, source: activityId, title };
        setOther(state, personId, absence, counts && verdict === 'absent');
      }
      return;
    }
    case 'duty.default-confirmed': {
      const { personId, officeDate, shiftId } = event.data;
      const source = `${officeDate}/${shiftId}`;
      setOther(state, personId, { kind: 'duty', officeDate, source, title: '值班' }, true);
      return;
    }
    case 'people.badge-recorded': {
      const { stationId, personId, atMs } = event.data;
      const before = state.badges[stationId]?.at(-1);
      const badge = { personId, atMs, recordedAtMs: event.recordedAtMs };
      state.badges[stationId] = before === undefined ? [badge] : [before, badge];
      return;
    }
    default:
      evolveWarning(state, event);
  }
}

function evolveWarning(state: CountingState, event: RecordedEvent): void {
  if (event.type === 'attendance.count-warned') {
    const { personId, year, about, lates, absences } = event.data;
    const ofYear = (state.warned[year] ??= {});
    const given = { lates, absences, atMs: event.recordedAtMs, seen: false };
    ofYear[personId] = { ...ofYear[personId], [about]: given };
    return;
  }
  if (event.type !== 'attendance.count-warning-seen') return;
  const { personId, year, about } = event.data;
  const given = state.warned[year]?.[personId]?.[about];
  const ofYear = state.warned[year];
  if (given === undefined || ofYear === undefined) return;
  ofYear[personId] = { ...ofYear[personId], [about]: { ...given, seen: true } };
}

function mark(state: CountingState, { personId, officeDate, verdict }: StandingVerdict): void {
  const ofYear = (state.marks[officeDate.slice(0, 4)] ??= {});
  ofYear[personId] = withMark(ofYear[personId], officeDate, verdict);
}

/** The last word on a person and an activity (or a shift) stands. */
function setOther(state: CountingState, personId: string, absence: OtherAbsence, counts: boolean): void {
  const rest = (state.others[personId] ?? []).filter(
    ({ kind, source }) => kind !== absence.kind || source !== absence.source,
  );
  if (counts) rest.push(absence);
  if (rest.length > 0) state.others[personId] = rest;
  else delete state.others[personId];
}
