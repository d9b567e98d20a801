/** The morning's edges of a date as instants, and the deadlines that they and the explanation window make. */
import { addDays, daysBetween } from '../calendar/dates.ts';
import type { Context } from '../engine/context.ts';
import type { Deadline } from '../engine/input.ts';
import type { SettingsView } from '../settings/view.ts';
import { PROOF_WITHIN_MS } from './evidence.ts';
import { boardKey, edgeKey, windowKey, type EdgeKind } from './keys.ts';
import { DAYS_KEPT, type AttendanceState, type DayState } from './state.ts';

export interface Edges {
  readonly officeDate: string;
  readonly opensMs: number;
  readonly bandFromMs: number;
  /** First late second. */
  readonly lateMs: number;
  /** First second that is not on time at all. */
  readonly absentMs: number;
  /** Readers are held to account from here. */
  readonly evidenceFromMs: number;
  readonly ruleVersion: number;
  /** The instant of a wall time of this date. */
  instantOf(wallTime: string): number;
}

/** By settings view, then date and versions: read at every badge, and several days at once for the deadlines. */
const known = new WeakMap<SettingsView, Map<string, Edges>>();
const KNOWN_MAX = 200;

export function edgesOf(officeDate: string, context: Context): Edges {
  const { settings } = context;
  const versions = `${settings.versionAt('attendance.edges', officeDate)} ${settings.versionAt('attendance.evidence', officeDate)}`;
  const key = `${officeDate} ${versions} ${context.time.zone}`;
  const ofView = known.get(settings) ?? new Map<string, Edges>();
  const before = ofView.get(key);
  if (before !== undefined) return before;
  if (ofView.size >= KNOWN_MAX) ofView.clear();
  const edges = workOut(officeDate, context);
  ofView.set(key, edges);
  known.set(settings, ofView);
  return edges;
}

function workOut(officeDate: string, context: Context): Edges {
  const { settings, time } = context;
  const edges = settings.at('attendance.edges', officeDate);
  const { windowFrom } = settings.at('attendance.evidence', officeDate);
  const opensMs = time.instantOf(officeDate, edges.signInOpens);
  const lateMs = time.instantOf(officeDate, edges.lateFrom);
  const windowMs = time.instantOf(officeDate, windowFrom);
  return {
    officeDate,
    opensMs,
    bandFromMs: time.instantOf(officeDate, edges.bandFrom),
    lateMs,
    absentMs: time.instantOf(officeDate, edges.absentFrom),
    // Before sign-in opens no badge counts, so blindness then has kept nobody from signing in. Where the edges were moved
    // before the window, there would be no window at all: then it is the whole time of signing in.
    evidenceFromMs: windowMs < lateMs ? Math.max(opensMs, windowMs) : opensMs,
    ruleVersion: settings.versionAt('attendance.edges', officeDate),
    instantOf: (wallTime) => time.instantOf(officeDate, wallTime),
  };
}

export function attendanceDeadlines(state: Readonly<AttendanceState>, context: Context): readonly Deadline[] {
  return [
    ...edgeDeadlines(state, context),
    ...windowDeadlines(state, context),
    ...boardDeadlines(state, context),
  ];
}

/** A day may become a working day this long after the fact (the calendar refuses older changes). */
const LATE_WORKING_DAYS = 10;

/** Edges of every working day not judged yet, to tomorrow; today's again where they were set anew. */
function edgeDeadlines(state: Readonly<AttendanceState>, context: Context): readonly Deadline[] {
  const { firstDate, judgedThrough } = state;
  if (firstDate === undefined) return [];
  const last = addDays(context.officeDate, 1);
  const oldest = addDays(context.officeDate, -DAYS_KEPT);
  const deadlines: Deadline[] = [];
  const recent = addDays(context.officeDate, -LATE_WORKING_DAYS);
  const from = judgedThrough === undefined || judgedThrough > recent ? recent : judgedThrough;
  for (let date = latest(from, firstDate, oldest); date <= last; date = addDays(date, 1)) {
    if (state.settled.includes(date) || context.calendar.isWorkingDay(date) !== true) continue;
    deadlines.push(...edgesPending(state.days[date], date, context));
  }
  return deadlines;
}

function edgesPending(day: DayState | undefined, officeDate: string, context: Context): readonly Deadline[] {
  const { settings } = context;
  const sameDay = settings.effectiveSince('attendance.edges', officeDate) === officeDate;
  // The last of the three has passed under the plain key: nothing is pending unless the edges were set anew.
  if (!sameDay && day?.proofDue !== undefined) return [];
  const edges = edgesOf(officeDate, context);
  const version = sameDay ? edges.ruleVersion : undefined;
  const due: readonly [EdgeKind, number, string | undefined][] = [
    ['late-edge', edges.lateMs, day?.lateEdge?.key],
    ['absent-edge', edges.absentMs, day?.absentEdge?.key],
    ['proof-due', edges.absentMs + PROOF_WITHIN_MS, day?.proofDue?.key],
  ];
  return due
    .map(([kind, dueAtMs, passed]) => ({ key: edgeKey(kind, officeDate, version), dueAtMs, passed }))
    .filter(({ key, passed }) => key !== passed)
    .map(({ key, dueAtMs }) => ({ key, dueAtMs }));
}

/** KQ-1: explanations may be filed until so many working days later; 缺勤 only after that. */
export function windowClosesMs(officeDate: string, context: Context): number | undefined {
  const { workingDays } = context.settings.at('attendance.explanation', officeDate);
  const lastDay = workingDays === 0 ? officeDate : context.calendar.workingDayAfter(officeDate, workingDays);
  return lastDay === undefined ? undefined : context.time.instantOf(addDays(lastDay, 1), '00:00');
}

function windowDeadlines(state: Readonly<AttendanceState>, context: Context): readonly Deadline[] {
  return Object.values(state.days).flatMap(({ officeDate, absentEdge, closed }): Deadline[] => {
    if (absentEdge === undefined || closed) return [];
    const calendarDay = context.calendar.dayOf(officeDate);
    // While the next year's notice may still make the day a holiday, nothing on it is final.
    if (!calendarDay.published || calendarDay.provisional) return [];
    const dueAtMs = windowClosesMs(officeDate, context);
    return dueAtMs === undefined ? [] : [{ key: windowKey(officeDate), dueAtMs }];
  });
}

/** The hall's board of names goes down some time after the last badge. */
function boardDeadlines(state: Readonly<AttendanceState>, context: Context): readonly Deadline[] {
  const { seconds, shown } = context.settings.at('entrance.board', context.officeDate);
  if (shown !== 'after-badge') return [];
  return Object.entries(state.boards).flatMap(([stationId, { lastBadgeAtMs, shownSince }]): Deadline[] => {
    const atEntrance = context.stations.station(stationId)?.station === 'entrance';
    if (shownSince === undefined || !atEntrance) return [];
    return [{ key: boardKey(stationId, lastBadgeAtMs), dueAtMs: lastBadgeAtMs + seconds * 1000 }];
  });
}

function latest(...dates: readonly string[]): string {
  return dates.reduce((one, other) => (one > other ? one : other));
}

/** How many days back a fact may still change a verdict. */
export function isOpenDate(officeDate: string, today: string): boolean {
  const age = daysBetween(officeDate, today);
  return age >= 0 && age <= DAYS_KEPT;
}
