/** What the calendar makes of requests, of a start and of midnight. Pure. */
import type { Principal } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import type { Input, OfficeRequest } from '../engine/input.ts';
import { NO_DECISION, type Decision } from '../engine/module.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { createCalendarView } from './calendar-view.ts';
import { daysBetween, isDate, yearOf } from './dates.ts';
import type { CalendarDay } from './events.ts';
import { mistakesOfNotice } from './notice.ts';
import { PUBLISHED_YEARS } from './published/years.ts';
import { calendarRefusal } from './refusals.ts';
import { ChangeDayBody, DayProposalBody, YearNoticeBody, YearProposalBody } from './requests.ts';
import { isYearPublished, type CalendarState, type DayProposal, type YearProposal } from './state.ts';

/** Attendance keeps the facts of a day in memory about this long; older days are corrected person by person. */
const CHANGE_DAYS_BACK_MAX = 10;

export function decideCalendar(state: Readonly<CalendarState>, input: Input, context: Context): Decision {
  if (input.kind === 'request') return decideRequest(state, input.request, input.principal, context);
  if (input.kind === 'recorded' && input.event.type === 'system.started') return publishBuiltIn(state);
  return NO_DECISION;
}

/** The notices that came with this version are journaled at the first start that knows them. */
function publishBuiltIn(state: Readonly<CalendarState>): Decision {
  const missing = PUBLISHED_YEARS.filter(({ year }) => state.sources[String(year)] === undefined);
  return { events: missing.map((data) => ({ type: 'calendar.year-published', data })) };
}

function decideRequest(
  state: Readonly<CalendarState>,
  request: OfficeRequest,
  principal: Principal,
  context: Context,
): Decision {
  switch (request.type) {
    case 'calendar.publish-year':
      return publishYear(state, readBody(YearNoticeBody, request.body));
    case 'calendar.propose-year':
      return proposeYear(state, readBody(YearNoticeBody, request.body), principal, context);
    case 'calendar.confirm-year':
      return confirmYear(state, readBody(YearProposalBody, request.body).proposalId, principal);
    case 'calendar.withdraw-year':
      return withdrawYear(state, readBody(YearProposalBody, request.body).proposalId, principal);
    case 'calendar.change-day':
      return changeDay(state, readBody(ChangeDayBody, request.body), principal, context);
    case 'calendar.confirm-day':
      return confirmDay(state, readBody(DayProposalBody, request.body).proposalId, principal);
    case 'calendar.withdraw-day':
      return withdrawDay(state, readBody(DayProposalBody, request.body).proposalId, principal);
    default:
      return NO_DECISION;
  }
}

interface Notice {
  readonly year: number;
  readonly source: string;
  readonly days: readonly {
    readonly date: string;
    readonly kind: CalendarDay['kind'];
    readonly name?: string;
  }[];
}

function publishYear(state: Readonly<CalendarState>, notice: Notice): Decision {
  return { events: [{ type: 'calendar.year-published', data: soundNotice(state, notice) }] };
}

function proposeYear(
  state: Readonly<CalendarState>,
  notice: Notice,
  principal: Principal,
  context: Context,
): Decision {
  const proposalId = context.newId('year');
  const data = { proposalId, ...soundNotice(state, notice), by: personOf(principal) };
  return { events: [{ type: 'calendar.year-proposed', data }], answer: { proposalId } };
}

function confirmYear(state: Readonly<CalendarState>, proposalId: string, principal: Principal): Decision {
  const { year, source, days, by } = yearProposalOf(state, proposalId);
  const confirmedBy = personOf(principal);
  if (confirmedBy === by) throw calendarRefusal('CALENDAR_SECOND_PERSON');
  const data = { year, source, days, proposalId, proposedBy: by, confirmedBy };
  return { events: [{ type: 'calendar.year-published', data }] };
}

function withdrawYear(state: Readonly<CalendarState>, proposalId: string, principal: Principal): Decision {
  yearProposalOf(state, proposalId);
  return { events: [{ type: 'calendar.year-withdrawn', data: { proposalId, by: personOf(principal) } }] };
}

function yearProposalOf(state: Readonly<CalendarState>, proposalId: string): YearProposal {
  const proposal = state.yearProposals[proposalId];
  if (proposal === undefined) throw calendarRefusal('CALENDAR_PROPOSAL_UNKNOWN');
  return proposal;
}

function soundNotice(
  state: Readonly<CalendarState>,
  { year, source, days }: Notice,
): { readonly year: number; readonly source: string; readonly days: readonly CalendarDay[] } {
  if (state.sources[String(year)] !== undefined)
    throw calendarRefusal('CALENDAR_YEAR_ALREADY_PUBLISHED', { year });
  const noticed = days
    .map(({ date, kind, name }): CalendarDay => ({ date, kind, name }))
    .toSorted((a, b) => a.date.localeCompare(b.date));
  const mistakes = mistakesOfNotice(year, noticed);
  if (mistakes.length > 0)
    throw calendarRefusal('CALENDAR_NOTICE_UNSOUND', { year, mistakes: mistakes.join('；') });
  return { year, source, days: noticed };
}

interface DayChange {
  readonly date: string;
  readonly kind: CalendarDay['kind'];
  readonly name?: string;
  readonly reason: string;
}

function changeDay(
  state: Readonly<CalendarState>,
  { date, kind, name, reason }: DayChange,
  principal: Principal,
  context: Context,
): Decision {
  if (!isDate(date)) throw calendarRefusal('CALENDAR_DATE_INVALID', { date });
  if (daysBetween(date, context.officeDate) > CHANGE_DAYS_BACK_MAX)
    throw calendarRefusal('CALENDAR_DAY_TOO_OLD', { date });
  const present = createCalendarView(state).dayOf(date);
  const settled = present.published && !present.provisional;
  if (settled && present.kind === kind && present.name === name)
    throw calendarRefusal('CALENDAR_DAY_UNCHANGED', { date });
  const proposalId = context.newId('day');
  const day: CalendarDay = { date, kind, name };
  return {
    events: [{ type: 'calendar.day-proposed', data: { proposalId, day, reason, by: personOf(principal) } }],
    answer: { proposalId },
  };
}

function confirmDay(state: Readonly<CalendarState>, proposalId: string, principal: Principal): Decision {
  const { day, reason, by } = proposalOf(state, proposalId);
  const confirmedBy = personOf(principal);
  if (confirmedBy === by) throw calendarRefusal('CALENDAR_SECOND_PERSON');
  return { events: [{ type: 'calendar.day-changed', data: { proposalId, day, reason, confirmedBy } }] };
}

function withdrawDay(state: Readonly<CalendarState>, proposalId: string, principal: Principal): Decision {
  proposalOf(state, proposalId);
  return { events: [{ type: 'calendar.day-withdrawn', data: { proposalId, by: personOf(principal) } }] };
}

function proposalOf(state: Readonly<CalendarState>, proposalId: string): DayProposal {
  const proposal = state.proposals[proposalId];
  if (proposal === undefined) throw calendarRefusal('CALENDAR_PROPOSAL_UNKNOWN');
  return proposal;
}

/** The person who asks; the service itself has no second person beside it. */
function personOf(principal: Principal): string {
  return principal.kind === 'person' ? principal.personId : 'system';
}

/** Month and day from which the next year's notice is asked for: it comes out in the first half of November. */
export const NEXT_YEAR_ASKED_FROM = '11-01';

/** The year after the one of `date` has no notice although November has come: somebody should load it. */
export function isNextYearOverdue(state: Readonly<CalendarState>, date: string): boolean {
  return date.slice(5) >= NEXT_YEAR_ASKED_FROM && !isYearPublished(state, `${yearOf(date) + 1}-01-01`);
}
