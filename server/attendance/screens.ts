/** Attendance's share of the entrance screen. After a badge only that person's row, the card and the totals are read. */
import type { EdgesValue, SectionValue } from '../contract/screens.ts';
import type { ScreenPart, Viewing } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { badgeValue, boardValue, isBoardUp, rowValue, tonightValue, totalsValue } from './board.ts';
import { edgesOf } from './edges.ts';
import { readKey } from './keys.ts';
import type { AttendanceState } from './state.ts';

const ROW = 'row/';
const SECTION = 'section/';
const FIXED = ['edges', 'totals', 'badge', 'board', 'tonight'] as const;

export const ENTRANCE_SCREEN: ScreenPart<AttendanceState> = {
  screen: 'entrance',
  owns: [...FIXED, ROW, SECTION],
  keys: (state, viewing) => (isBoardUp(state, viewing) ? [...FIXED, ...namesOf(viewing)] : FIXED),
  read,
  touched,
};

function namesOf({ context }: Viewing): readonly string[] {
  const employed = context.people.employedOn(context.officeDate);
  const sections = new Set(employed.map(({ sectionId }) => sectionId));
  return [
    ...[...sections].map((id) => `${SECTION}${id}`),
    ...employed.map(({ personId }) => `${ROW}${personId}`),
  ];
}

function read(state: Readonly<AttendanceState>, key: string, viewing: Viewing): unknown {
  switch (key) {
    case 'edges':
      return edgesValue(viewing);
    case 'totals':
      return totalsValue(state, viewing);
    case 'badge':
      return badgeValue(state, viewing);
    case 'board':
      return boardValue(state, viewing);
    case 'tonight':
      return tonightValue(viewing);
    default:
      return isBoardUp(state, viewing) ? readName(state, key, viewing) : undefined;
  }
}

function readName(state: Readonly<AttendanceState>, key: string, viewing: Viewing): unknown {
  const { people } = viewing.context;
  if (key.startsWith(SECTION)) {
    const section = people.section(key.slice(SECTION.length));
    return (
      section &&
      ({ sectionId: section.sectionId, name: section.name, order: section.order } satisfies SectionValue)
    );
  }
  const person = people.person(key.slice(ROW.length));
  return person && rowValue(state, person, viewing);
}

function edgesValue({ context }: Viewing): EdgesValue {
  const { officeDate } = context;
  const {
    opensMs: signInOpensMs,
    bandFromMs,
    lateMs: lateFromMs,
    absentMs: absentFromMs,
  } = edgesOf(officeDate, context);
  const { lateFrom, absentFrom } = context.settings.at('attendance.edges', officeDate);
  const judged = context.calendar.isWorkingDay(officeDate) === true;
  return { signInOpensMs, bandFromMs, lateFromMs, absentFromMs, lateFrom, absentFrom, judged };
}

function touched(
  state: Readonly<AttendanceState>,
  events: readonly RecordedEvent[],
  viewing: Viewing,
): readonly string[] | 'all' {
  const keys = new Set<string>();
  const first = events[0]?.position ?? 0;
  const shownSince =
    viewing.stationId === undefined ? undefined : state.boards[viewing.stationId]?.shownSince;
  for (const event of events) {
    const found = touchedBy(event, viewing);
    if (found === 'all') return 'all';
    for (const key of found) keys.add(key);
  }
  // The names have come up with one of these very events.
  const justUp = shownSince !== undefined && shownSince >= first && isBoardUp(state, viewing);
  return justUp ? [...keys, ...namesOf(viewing)] : [...keys];
}

function touchedBy(event: RecordedEvent, { stationId }: Viewing): readonly string[] | 'all' {
  switch (event.type) {
    case 'people.badge-recorded': {
      const row = `${ROW}${event.data.personId}`;
      return event.data.stationId === stationId ? ['badge', 'board', row] : [row];
    }
    case 'attendance.signed-in':
      return ['badge', 'totals', `${ROW}${event.data.personId}`];
    case 'attendance.corrected':
    case 'attendance.rejudged':
      return ['badge', 'totals', `${ROW}${event.data.judgement.personId}`];
    case 'attendance.verdict-withdrawn':
      return ['badge', 'totals', `${ROW}${event.data.personId}`];
    case 'leave.asked':
    case 'leave.decided':
    case 'leave.withdrawn':
    case 'leave.returned':
      return ['totals', `${ROW}${event.data.personId}`];
    case 'leave.arrangement-confirmed':
      return ['totals', `${ROW}${event.data.arrangement.personId}`];
    case 'duty.signed-on':
    case 'duty.signed-off':
    case 'duty.sign-on-lapsed':
      return [`${ROW}${event.data.personId}`];
    case 'duty.roster-published':
      return ['tonight'];
    case 'people.person-recorded':
    case 'people.section-recorded':
    case 'attendance.edge-judged':
    case 'settings.confirmed':
    case 'calendar.year-published':
    case 'calendar.day-changed':
    case 'system.started':
    case 'system.clock-stepped':
      return 'all';
    case 'system.deadline-passed':
      return readKey(event.data.key) === undefined ? [] : 'all';
    default:
      return [];
  }
}
