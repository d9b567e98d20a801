/** The calendar as the engine sees it: notices by year, single days by two people, and midnight as a deadline. */
import { Type } from 'typebox';
import type { Context } from '../engine/context.ts';
import type { Deadline } from '../engine/input.ts';
import type { OfficeModule, ViewDefinition } from '../engine/module.ts';
import { Year } from '../mechanisms/office-date.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { createCalendarView } from './calendar-view.ts';
import { addDays, datesOfYear } from './dates.ts';
import { decideCalendar } from './decide.ts';
import { CALENDAR_REQUESTS } from './requests.ts';
import { CALENDAR_SCREENS } from './screens.ts';
import { dayBeginsKey, evolveCalendar, initialCalendar, type CalendarState } from './state.ts';

export { createCalendarView } from './calendar-view.ts';
export type { CalendarState } from './state.ts';

const YearQuery = Type.Object({ year: Year }, { additionalProperties: false });

const yearView: ViewDefinition<CalendarState> = {
  name: 'calendar.year',
  summary: 'Every day of a year with its kind, the source of the notice, and what waits for a second person',
  query: YearQuery,
  allow: ['person', 'token:read-attendance'],
  read(state, query, { context }) {
    const year = Number(readBody(YearQuery, query).year);
    const view = createCalendarView(state);
    return {
      year,
      source: state.sources[String(year)],
      days: datesOfYear(year).map((date) => view.dayOf(date)),
      proposals: Object.values(state.proposals)
        .filter(({ day }) => day.date.startsWith(`${year}-`))
        .map((proposal) => ({
          ...proposal,
          byName: context.people.person(proposal.by)?.name,
          rejudges: peopleJudgedOn(proposal.day.date, context),
        })),
      yearProposals: Object.values(state.yearProposals)
        .filter((proposal) => proposal.year === year)
        .map((proposal) => ({ ...proposal, byName: context.people.person(proposal.by)?.name })),
      publishedYears: view.publishedYears(),
    };
  },
};

export const calendarModule: OfficeModule<CalendarState> = {
  name: 'calendar',
  version: 3,
  initial: initialCalendar,
  decide: decideCalendar,
  evolve: evolveCalendar,
  deadlines: calendarDeadlines,
  registers: [],
  requests: CALENDAR_REQUESTS,
  views: [yearView],
  screens: CALENDAR_SCREENS,
};

/** How many people have a verdict on that date, which a change of the day would judge again. */
function peopleJudgedOn(date: string, { people, attendance }: Context): number {
  return people.employedOn(date).filter(({ personId }) => attendance.verdict(personId, date) !== undefined)
    .length;
}

/** Today's beginning, once, and then tomorrow's. Days slept through are passed over: nothing was shown on them. */
function calendarDeadlines(state: Readonly<CalendarState>, context: Context): readonly Deadline[] {
  const today = context.officeDate;
  const date = state.dayBegun !== undefined && state.dayBegun >= today ? addDays(state.dayBegun, 1) : today;
  return [{ key: dayBeginsKey(state, date), dueAtMs: context.time.instantOf(date, '00:00') }];
}
