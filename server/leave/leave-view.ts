/** Answers from the state of leave; what covers whom is worked out once for each half day and change. */
import type { Arrangement, Half, LeaveKind, PostingKind } from './events.ts';
import { isWithin } from './spans.ts';
import { lastHalfOf, leavesOf, stageOf, type ArrangementTrack, type LeaveState } from './state.ts';
import type { LeaveCover, LeaveView } from './view.ts';

/** In the order in which they count where several cover the same half day: the office's business first. */
export const LEAVE_KINDS = [
  'village',
  'party-school',
  'secondment',
  'away',
  'countryside',
  'study',
  'maternity',
  'marriage',
  'bereavement',
  'sick',
  'annual',
  'time-off',
  'personal',
] as const satisfies readonly (LeaveKind | PostingKind)[];
const AWAY_KINDS: readonly (LeaveKind | PostingKind)[] = LEAVE_KINDS.slice(0, 6);

/** 公出 in the wide sense: business of the office, not one's own. */
export function isAwayKind(kind: LeaveKind | PostingKind): boolean {
  return AWAY_KINDS.includes(kind);
}

/** Half days kept: this one, and those that a report goes through. */
const HALVES_KEPT = 8;

export function createLeaveView(state: Readonly<LeaveState>): LeaveView {
  let keptAt = -1;
  let arranged:
    { readonly revision: number; readonly by: ReadonlyMap<string, readonly ArrangementTrack[]> } | undefined;
  const standing = (personId: string, date: string): readonly ArrangementTrack[] => {
    if (arranged?.revision !== state.revision) arranged = { revision: state.revision, by: byPerson(state) };
    return (arranged.by.get(personId) ?? []).filter(({ arrangement }) => isInForce(arrangement, date));
  };
  const kept = new Map<string, ReadonlyMap<string, LeaveCover>>();
  const coverOf = (personId: string, officeDate: string, half: Half): LeaveCover | undefined =>
    firstOf([...leaveCovers(state, personId, officeDate, half), ...postings(standing(personId, officeDate))]);
  return {
    revision: () => state.revision,
    coverOf,
    coveredOn(officeDate, half) {
      if (keptAt !== state.revision) kept.clear();
      keptAt = state.revision;
      const key = `${officeDate} ${half}`;
      const known = kept.get(key);
      if (known !== undefined) return known;
      if (kept.size >= HALVES_KEPT) kept.clear();
      const covered = new Map<string, LeaveCover>();
      for (const personId of concerned(state)) {
        const cover = coverOf(personId, officeDate, half);
        if (cover?.state === 'granted') covered.set(personId, cover);
      }
      kept.set(key, covered);
      return covered;
    },
    delegatorsOf: (personId, officeDate) =>
      Object.values(state.delegations)
        .filter(
          ({ to, fromDate, untilDate }) =>
            to === personId && fromDate <= officeDate && officeDate <= untilDate,
        )
        .map(({ by }) => by),
    signInOf(personId, officeDate) {
      const own = newest(
        standing(personId, officeDate).filter(({ arrangement }) => arrangement.kind === 'sign-in-time'),
      );
      const signIn = own?.arrangement.signIn;
      return own === undefined || signIn === undefined
        ? undefined
        : { ...signIn, arrangementId: own.arrangementId };
    },
    signInTimes(officeDate) {
      const times = Object.values(state.arrangements).flatMap(({ arrangement }) =>
        isInForce(arrangement, officeDate) ? (arrangement.signIn?.absentFrom ?? []) : [],
      );
      return [...new Set(times)].toSorted();
    },
    isExempt: (personId, officeDate) =>
      standing(personId, officeDate).some(({ arrangement }) => arrangement.kind === 'exempt'),
  };
}

function* leaveCovers(
  state: Readonly<LeaveState>,
  personId: string,
  date: string,
  half: Half,
): Generator<LeaveCover> {
  for (const leave of leavesOf(state, personId)) {
    const stage = stageOf(leave);
    if (stage !== 'granted' && stage !== 'undecided') continue;
    const { leaveId, kind, span } = leave;
    if (isWithin({ date, half }, { from: span.from, until: lastHalfOf(leave) }))
      yield { leaveId, kind, away: isAwayKind(kind), state: stage };
  }
}

function postings(inForce: readonly ArrangementTrack[]): readonly LeaveCover[] {
  return inForce.flatMap(({ arrangementId: leaveId, arrangement: { kind } }) =>
    kind === 'sign-in-time' || kind === 'exempt' ? [] : { leaveId, kind, away: true, state: 'granted' },
  );
}

function isInForce({ fromDate, untilDate }: Arrangement, date: string): boolean {
  return fromDate <= date && (untilDate === undefined || date <= untilDate);
}

function byPerson({ arrangements }: Readonly<LeaveState>): ReadonlyMap<string, readonly ArrangementTrack[]> {
  const by = new Map<string, ArrangementTrack[]>();
  for (const track of Object.values(arrangements)) {
    const { personId } = track.arrangement;
    by.set(personId, [...(by.get(personId) ?? []), track]);
  }
  return by;
}

function newest(tracks: readonly ArrangementTrack[]): ArrangementTrack | undefined {
  return tracks.toSorted((one, other) => other.confirmedAtMs - one.confirmedAtMs)[0];
}

/** The same whatever came first: granted before undecided, then by kind, then by id. */
function firstOf(covers: readonly LeaveCover[]): LeaveCover | undefined {
  return covers.toSorted(
    (one, other) =>
      Number(other.state === 'granted') - Number(one.state === 'granted') ||
      LEAVE_KINDS.indexOf(one.kind) - LEAVE_KINDS.indexOf(other.kind) ||
      (one.leaveId < other.leaveId ? -1 : 1),
  )[0];
}

function concerned({ byPerson, arrangements }: Readonly<LeaveState>): ReadonlySet<string> {
  return new Set([
    ...Object.keys(byPerson),
    ...Object.values(arrangements).map(({ arrangement }) => arrangement.personId),
  ]);
}
