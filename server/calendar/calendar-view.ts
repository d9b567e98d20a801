/** Answers from the calendar's state. A year without a notice is *not published*: nobody is judged on its days. */
import { addDays, weekdayOf, yearOf } from './dates.ts';
import type { CalendarDay } from './events.ts';
import { isYearPublished, type CalendarState } from './state.ts';
import type { CalendarView, DayAnswer } from './view.ts';

/** No notice so far has made a break of more than ten days; a search that goes on longer has no end. */
const SEARCH_DAYS_MAX = 60;
/** The next year's notice may still change these days of December. */
const PROVISIONAL_FROM = '-12-25';

export function createCalendarView(state: Readonly<CalendarState>): CalendarView {
  const dayOf = (date: string): DayAnswer => answerOf(state, date);
  const isWorkingDay = (date: string): boolean | undefined => {
    const day = dayOf(date);
    return day.published ? isWorkingKind(day.kind) : undefined;
  };
  return {
    dayOf,
    isWorkingDay,
    workingDayAfter(date, count) {
      let found = 0;
      let at = date;
      for (let step = 0; step < SEARCH_DAYS_MAX && found < count; step += 1) {
        at = addDays(at, 1);
        const working = isWorkingDay(at);
        if (working === undefined) return undefined;
        if (working) found += 1;
      }
      return found < count ? undefined : at;
    },
    publishedYears: () =>
      Object.keys(state.sources)
        .map(Number)
        .toSorted((a, b) => a - b),
  };
}

export function isWorkingKind(kind: CalendarDay['kind']): boolean {
  return kind === 'workday' || kind === 'make-up-workday';
}

function answerOf(state: Readonly<CalendarState>, date: string): DayAnswer {
  const changed = state.changed[date];
  // The office settled this very day by two people, whatever notice comes.
  if (changed !== undefined) return { ...changed, published: true, provisional: false };
  if (!isYearPublished(state, date)) return { published: false, date };
  const provisional =
    date.slice(4) >= PROVISIONAL_FROM && state.sources[String(yearOf(date) + 1)] === undefined;
  const noticed = state.noticed[date];
  if (noticed !== undefined) return { ...noticed, published: true, provisional };
  return {
    date,
    kind: weekdayOf(date) < 6 ? 'workday' : 'rest-day',
    name: undefined,
    published: true,
    provisional,
  };
}
