/**
 * What the office's calendar holds: the notices by year, single days otherwise, and proposals that wait for a second
 * person. Changed only by `evolveCalendar`.
 */
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { yearOf } from './dates.ts';
import type { CalendarDay } from './events.ts';

export interface DayProposal {
  readonly proposalId: string;
  readonly day: CalendarDay;
  readonly reason: string;
  readonly by: string;
  readonly atMs: number;
}

export interface YearProposal {
  readonly proposalId: string;
  readonly year: number;
  readonly source: string;
  readonly days: readonly CalendarDay[];
  readonly by: string;
  readonly atMs: number;
}

export interface CalendarState {
  /** Source of each published year's notice. */
  sources: Record<string, string>;
  /** Days of the notices that differ from the plain week, by date. */
  noticed: Record<string, CalendarDay>;
  /** Single days that the office changed; they go before the notice. */
  changed: Record<string, CalendarDay>;
  proposals: Record<string, DayProposal>;
  /** Notices of whole years that wait for a second person. */
  yearProposals: Record<string, YearProposal>;
  /** Office date whose beginning was last announced, so that screens turn at midnight. */
  dayBegun: string | undefined;
  /** How often the clock was set back over a midnight: those days begin once more, under keys of their own. */
  setBack: number;
}

/** Keyed by office date: `calendar.day-begins/2026-11-23`, and `…/2026-11-23/1` after a clock was set back over it. */
export const DAY_BEGINS = 'calendar.day-begins/';

export function dayBeginsKey(state: Readonly<CalendarState>, date: string): string {
  return state.setBack === 0 ? `${DAY_BEGINS}${date}` : `${DAY_BEGINS}${date}/${state.setBack}`;
}

export function initialCalendar(): CalendarState {
  return {
    sources: {},
    noticed: {},
    changed: {},
    proposals: {},
    yearProposals: {},
    dayBegun: undefined,
    setBack: 0,
  };
}

export function evolveCalendar(state: CalendarState, event: RecordedEvent): void {
  switch (event.type) {
    case 'calendar.year-published':
      state.sources[String(event.data.year)] = event.data.source;
      for (const day of event.data.days) state.noticed[day.date] = day;
      // Whoever read the same notice off the paper a second time is served as well.
      for (const { proposalId, year } of Object.values(state.yearProposals))
        if (year === event.data.year) delete state.yearProposals[proposalId];
      return;
    case 'calendar.year-proposed': {
      const { proposalId, year, source, days, by } = event.data;
      state.yearProposals[proposalId] = { proposalId, year, source, days, by, atMs: event.recordedAtMs };
      return;
    }
    case 'calendar.year-withdrawn':
      delete state.yearProposals[event.data.proposalId];
      return;
    case 'calendar.day-proposed': {
      const { proposalId, day, reason, by } = event.data;
      state.proposals[proposalId] = { proposalId, day, reason, by, atMs: event.recordedAtMs };
      return;
    }
    case 'calendar.day-withdrawn':
      delete state.proposals[event.data.proposalId];
      return;
    case 'calendar.day-changed':
      delete state.proposals[event.data.proposalId];
      state.changed[event.data.day.date] = event.data.day;
      return;
    case 'system.deadline-passed':
      if (event.data.key.startsWith(DAY_BEGINS))
        state.dayBegun = event.data.key.slice(DAY_BEGINS.length).split('/')[0];
      return;
    case 'system.started':
    case 'system.clock-stepped':
      if (state.dayBegun === undefined || event.officeDate >= state.dayBegun) return;
      state.dayBegun = event.officeDate;
      state.setBack += 1;
      return;
    default:
      return;
  }
}

export function isYearPublished(state: Readonly<CalendarState>, date: string): boolean {
  return state.sources[String(yearOf(date))] !== undefined;
}
