/** A year of the office's calendar as its view tells it, with a change that waits, and one without a notice. */
import { addDays, weekdayIndex } from '../components/pick/calendar-days.ts';
import { shanghai } from './story-ports.svelte.ts';

const OFF: readonly (readonly [from: string, to: string, name: string])[] = [
  ['2026-01-01', '2026-01-03', '元旦'],
  ['2026-02-15', '2026-02-23', '春节'],
  ['2026-04-04', '2026-04-06', '清明节'],
  ['2026-05-01', '2026-05-05', '劳动节'],
  ['2026-06-19', '2026-06-21', '端午节'],
  ['2026-09-25', '2026-09-27', '中秋节'],
  ['2026-10-01', '2026-10-07', '国庆节'],
];
const MAKE_UP: Readonly<Record<string, string>> = {
  '2026-01-04': '元旦',
  '2026-02-14': '春节',
  '2026-02-28': '春节',
  '2026-05-09': '劳动节',
  '2026-09-20': '国庆节',
  '2026-10-10': '国庆节',
};

function dayOf(date: string): object {
  const off = OFF.find(([from, to]) => from <= date && date <= to);
  const plain = weekdayIndex(date) < 5 ? 'workday' : 'rest-day';
  const makeUp = MAKE_UP[date];
  const kind = off !== undefined ? 'holiday' : makeUp === undefined ? plain : 'make-up-workday';
  return { date, kind, name: off?.[2] ?? makeUp, published: true, provisional: date >= '2026-12-25' };
}
function datesOf(year: number): readonly string[] {
  const dates: string[] = [];
  for (let date = `${year}-01-01`; date.startsWith(`${year}-`); date = addDays(date, 1)) dates.push(date);
  return dates;
}

export const calendarYear = {
  year: 2026,
  source: '国办发明电〔2025〕7 号',
  days: datesOf(2026).map(dayOf),
  proposals: [
    {
      proposalId: 'day-1',
      day: { date: '2026-11-28', kind: 'make-up-workday', name: '迎检' },
      reason: '迎接省政府督查，周六照常上班',
      by: 'p-0-0',
      byName: '陈静',
      atMs: shanghai('2026-11-23T08:20:00'),
      rejudges: 0,
    },
    {
      proposalId: 'day-2',
      day: { date: '2026-11-20', kind: 'rest-day', name: '停电检修' },
      reason: '市政府大楼停电检修一日',
      by: 'p-0-3',
      byName: '孙志强',
      atMs: shanghai('2026-11-23T08:25:00'),
      rejudges: 58,
    },
  ],
  yearProposals: [],
  publishedYears: [2024, 2025, 2026],
};

/** Before the notice has come. */
export const calendarUnpublished = {
  ...calendarYear,
  source: undefined,
  days: datesOf(2026).map((date) => ({ date, published: false })),
  proposals: [],
  publishedYears: [2024, 2025],
};
/** Entered by one, not yet compared by another. */
export const calendarProposed = {
  ...calendarUnpublished,
  yearProposals: [
    {
      proposalId: 'year-1',
      source: calendarYear.source,
      days: [
        ...OFF.flatMap(([from, to, name]) =>
          datesOf(2026)
            .filter((date) => from <= date && date <= to)
            .map((date) => ({ date, kind: 'holiday', name })),
        ),
        ...Object.entries(MAKE_UP).map(([date, name]) => ({ date, kind: 'make-up-workday', name })),
      ],
      by: 'p-0-0',
      byName: '陈静',
      atMs: shanghai('2026-11-23T08:20:00'),
    },
  ],
};
