/** The calendar's share of the screens: what day it is, what the hall should know, what waits for a second person. */
import type { DayValue, InboxItemValue, NoticesValue } from '../contract/screens.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import type { ScreenName, ScreenPart, Viewing } from '../engine/module.ts';
import { createCalendarView } from './calendar-view.ts';
import { addDays, weekdayOf, yearOf } from './dates.ts';
import { isNextYearOverdue, NEXT_YEAR_ASKED_FROM } from './decide.ts';
import type { CalendarDay } from './events.ts';
import { CALENDAR_KEEPERS } from './requests.ts';
import type { CalendarState } from './state.ts';

const SCREENS: readonly ScreenName[] = ['entrance', 'duty', 'cabinet', 'desk'];
/** The hall is told of what differs from the plain week this many days ahead. */
const AHEAD_DAYS = 7;
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;
const INBOX_DAY = 'inbox/day/';
const INBOX_YEAR = 'inbox/calendar-year';
const INBOX_NOTICE = 'inbox/year/';

export const CALENDAR_SCREENS: readonly ScreenPart<CalendarState>[] = [
  ...SCREENS.map((screen): ScreenPart<CalendarState> => ({
    screen,
    owns: ['day'],
    keys: () => ['day'],
    read: (state, _key, viewing) => dayValue(state, viewing.context.officeDate),
    touched: (_state, events) => (events.some(isTurning) ? ['day'] : []),
  })),
  {
    screen: 'entrance',
    owns: ['notices'],
    keys: () => ['notices'],
    read: (state, _key, viewing) => noticesValue(state, viewing.context.officeDate),
    touched: (_state, events) => (events.some(isTurning) ? ['notices'] : []),
  },
  {
    screen: 'desk',
    owns: [INBOX_DAY, INBOX_YEAR, INBOX_NOTICE],
    keys: (state, viewing) =>
      isKeeper(viewing)
        ? [
            INBOX_YEAR,
            ...Object.keys(state.proposals).map((id) => `${INBOX_DAY}${id}`),
            ...Object.keys(state.yearProposals).map((id) => `${INBOX_NOTICE}${id}`),
          ]
        : [],
    read: readInbox,
    touched: (_state, events) => {
      const found = events.map(touchedInbox);
      return found.includes('all') ? 'all' : found.flatMap((keys) => keys);
    },
  },
];

function dayValue(state: Readonly<CalendarState>, officeDate: string): DayValue {
  const day = createCalendarView(state).dayOf(officeDate);
  return day.published
    ? { officeDate, kind: day.kind, holidayName: day.name }
    : { officeDate, kind: 'not-published', holidayName: undefined };
}

function noticesValue(state: Readonly<CalendarState>, officeDate: string): NoticesValue {
  const view = createCalendarView(state);
  const ahead = Array.from({ length: AHEAD_DAYS }, (_, index) => addDays(officeDate, index + 1));
  return ahead.flatMap((date): NoticesValue[number][] => {
    const day = view.dayOf(date);
    const spoken = `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日（周${WEEKDAYS[weekdayOf(date) - 1]}）`;
    if (!day.published) {
      const isFirst = date.endsWith('-01-01');
      const year = yearOf(date);
      return isFirst
        ? [{ code: 'year-not-published', params: { year }, text: `${year} 年放假安排尚未公布` }]
        : [];
    }
    const params = { date, name: day.name ?? '' };
    if (day.kind === 'make-up-workday')
      return [{ code: 'make-up-workday-ahead', params, text: `${spoken}调休上班` }];
    const previous = view.dayOf(addDays(date, -1));
    const begins = day.kind === 'holiday' && !(previous.published && previous.kind === 'holiday');
    return begins ? [{ code: 'holiday-ahead', params, text: `${spoken}起${day.name ?? ''}放假` }] : [];
  });
}

function readInbox(
  state: Readonly<CalendarState>,
  key: string,
  viewing: Viewing,
): InboxItemValue | undefined {
  const { context, principal } = viewing;
  if (key === INBOX_YEAR) {
    const year = yearOf(context.officeDate) + 1;
    const isProposed = Object.values(state.yearProposals).some((proposal) => proposal.year === year);
    if (!isKeeper(viewing) || isProposed || !isNextYearOverdue(state, context.officeDate)) return undefined;
    return {
      id: 'calendar-year',
      kind: 'alarm',
      title: `${year} 年放假安排尚未登记`,
      detail: `未登记前 ${year} 年的日子不作考勤判定。请将通知登记到日历。`,
      sinceMs: context.time.instantOf(`${year - 1}-${NEXT_YEAR_ASKED_FROM}`, '00:00'),
      actions: ['calendar.propose-year'],
    };
  }
  if (key.startsWith(INBOX_NOTICE)) {
    const notice = state.yearProposals[key.slice(INBOX_NOTICE.length)];
    if (notice === undefined || !isKeeper(viewing)) return undefined;
    const count = (wanted: CalendarDay['kind']): number =>
      notice.days.filter(({ kind }) => kind === wanted).length;
    return {
      id: notice.proposalId,
      kind: 'setting',
      title: `${notice.year} 年放假安排（${notice.source}）`,
      detail:
        `登记人 ${context.people.person(notice.by)?.name ?? notice.by}；放假 ${count('holiday')} 天，` +
        `调休上班 ${count('make-up-workday')} 天。请对照通知原文逐日核对后确认。`,
      sinceMs: notice.atMs,
      actions:
        principal.kind === 'person' && principal.personId === notice.by
          ? ['calendar.withdraw-year']
          : ['calendar.confirm-year', 'calendar.withdraw-year'],
    };
  }
  const proposal = state.proposals[key.slice(INBOX_DAY.length)];
  if (proposal === undefined || !isKeeper(viewing)) return undefined;
  const { proposalId, day, reason, by, atMs } = proposal;
  const own = principal.kind === 'person' && principal.personId === by;
  return {
    id: proposalId,
    kind: 'setting',
    title: `日历更改：${day.date} 改为${KIND_WORDS[day.kind]}`,
    detail: `提出人 ${context.people.person(by)?.name ?? by}；事由：${reason}`,
    sinceMs: atMs,
    actions: own ? ['calendar.withdraw-day'] : ['calendar.confirm-day', 'calendar.withdraw-day'],
  };
}

const KIND_WORDS = {
  workday: '工作日',
  'rest-day': '休息日',
  holiday: '放假',
  'make-up-workday': '调休上班',
} as const;

function isKeeper({ principal }: Viewing): boolean {
  return principal.kind === 'person' && principal.roles.some((role) => CALENDAR_KEEPERS.includes(role));
}

/** A new day, or a calendar that now says otherwise. */
function isTurning(event: RecordedEvent): boolean {
  switch (event.type) {
    case 'system.deadline-passed':
      return event.data.key.startsWith('calendar.day-begins/');
    case 'system.started':
    case 'system.clock-stepped':
    case 'calendar.year-published':
    case 'calendar.day-changed':
      return true;
    default:
      return false;
  }
}

function touchedInbox(event: RecordedEvent): readonly string[] | 'all' {
  switch (event.type) {
    case 'calendar.day-proposed':
    case 'calendar.day-withdrawn':
    case 'calendar.day-changed':
      return [`${INBOX_DAY}${event.data.proposalId}`];
    case 'calendar.year-proposed':
    case 'calendar.year-withdrawn':
      return [`${INBOX_NOTICE}${event.data.proposalId}`, INBOX_YEAR];
    case 'calendar.year-published':
      return 'all';
    default:
      return isTurning(event) ? [INBOX_YEAR] : [];
  }
}
