/** The director's page of 08:05 (KQ-1, KQ-2): 应到 实到 请假 公出 未签到 待核, with names by section. */
import { Type } from 'typebox';
import type { Reading, ViewDefinition } from '../engine/module.ts';
import { kindWords } from '../leave/views.ts';
import { readBody } from '../mechanisms/request-body.ts';
import type { PersonRecord } from '../people/events.ts';
import type { AttendanceVerdict } from './events.ts';
import { isAwaited } from './judge.ts';
import type { AttendanceState } from './state.ts';
import { VERDICT_WORDS } from './why.ts';

const MorningQuery = Type.Object({}, { additionalProperties: false });

/** Everybody expected is in exactly one of these. */
export type MorningGroup =
  'present' | 'on-leave' | 'away' | 'explained' | 'not-signed-in' | 'open' | 'not-yet';

const GROUP_OF_VERDICT: Readonly<Record<AttendanceVerdict, MorningGroup>> = {
  'on-time': 'present',
  late: 'present',
  'after-edge': 'present',
  'not-signed-in': 'not-signed-in',
  absent: 'not-signed-in',
  open: 'open',
  explained: 'explained',
  'on-leave': 'on-leave',
  'away-on-duty': 'away',
  'not-expected': 'not-yet',
};

interface MorningLine {
  readonly personId: string;
  readonly name: string;
  readonly post: string;
  readonly group: MorningGroup;
  /** `迟到`, `病假`, `8:00 未签到` */
  readonly words: string;
  /** First contact, `07:42:13`. */
  readonly time: string | undefined;
}

export const MORNING_VIEW: ViewDefinition<AttendanceState> = {
  name: 'attendance.morning',
  summary: "The director's page of 08:05: expected, present, on leave, away, not signed in, open, by section",
  query: MorningQuery,
  allow: ['director', 'deputy-director', 'attendance-clerk'],
  read(state, query, reading) {
    readBody(MorningQuery, query);
    return readMorning(state, reading);
  },
};

function readMorning(state: Readonly<AttendanceState>, reading: Reading): object {
  const { context } = reading;
  const { officeDate, people, calendar } = context;
  const judged = calendar.isWorkingDay(officeDate) === true;
  const counts: Record<MorningGroup, number> = {
    present: 0,
    'on-leave': 0,
    away: 0,
    explained: 0,
    'not-signed-in': 0,
    open: 0,
    'not-yet': 0,
  };
  const sections = new Map<string, MorningLine[]>();
  for (const person of judged ? people.employedOn(officeDate) : []) {
    if (!isAwaited(person, officeDate, context)) continue;
    const line = lineOf(state, person, reading);
    counts[line.group] += 1;
    const lines = sections.get(person.sectionId) ?? [];
    sections.set(person.sectionId, [...lines, line]);
  }
  return {
    date: officeDate,
    time: context.time.timeOf(context.now.epochMs),
    day: calendar.dayOf(officeDate),
    expected: Object.values(counts).reduce((sum, count) => sum + count, 0),
    counts,
    sections: people.sections().flatMap(({ sectionId, name }) => {
      const lines = sections.get(sectionId);
      return lines === undefined ? [] : { sectionId, name, people: lines };
    }),
  };
}

function lineOf(
  state: Readonly<AttendanceState>,
  { personId, name, post }: PersonRecord,
  { context }: Reading,
): MorningLine {
  const { officeDate, leave, time } = context;
  const standing = state.days[officeDate]?.standing[personId];
  const cover = leave.coverOf(personId, officeDate, 'morning');
  const granted = cover?.state === 'granted' ? cover : undefined;
  const before = granted === undefined ? 'not-yet' : granted.away ? 'away' : 'on-leave';
  const group = standing === undefined ? before : GROUP_OF_VERDICT[standing.verdict];
  const isCovered = group === 'on-leave' || group === 'away';
  const verdictWords = standing === undefined ? '尚未签到' : VERDICT_WORDS[standing.verdict];
  const atMs = standing?.contact?.atMs;
  return {
    personId,
    name,
    post,
    group,
    words: isCovered && granted !== undefined ? kindWords(granted.kind) : verdictWords,
    time: atMs === undefined ? undefined : time.timeOf(atMs),
  };
}
