/** Why the calendar refuses, by stable code. `docs/errors.md` lists each with what the operator does. */
import { RuleViolation } from '../errors.ts';

export const CALENDAR_REFUSALS = {
  CALENDAR_DATE_INVALID: {
    meaning: 'the date does not exist',
    sentence: '未登记：没有 {date} 这一天。请核对日期后重报。',
  },
  CALENDAR_DAY_TOO_OLD: {
    meaning: 'a day more than ten days back is settled and is not changed any more',
    sentence: '未登记：{date} 已过十日，考勤已定。如有出入，请逐人办理更正。',
  },
  CALENDAR_DAY_UNCHANGED: {
    meaning: 'the day is of that kind already',
    sentence: '未登记：{date} 本来就是如此，日历未变。',
  },
  CALENDAR_PROPOSAL_UNKNOWN: {
    meaning: 'no such proposed change of the calendar, or it has been settled',
    sentence: '未办理：没有这项待确认的日历更改，或已办结。请刷新后再看。',
  },
  CALENDAR_SECOND_PERSON: {
    meaning: 'a change of the calendar is confirmed by another person than proposed it',
    sentence: '未生效：日历更改须由提出人以外的一人确认。请另一人登录后确认。',
  },
  CALENDAR_NOTICE_UNSOUND: {
    meaning: "a year's notice contradicts itself or is cut off",
    sentence: '未登记：{year} 年放假通知有误：{mistakes}。日历未变，请核对通知原文后重报。',
  },
  CALENDAR_YEAR_ALREADY_PUBLISHED: {
    meaning: "the year's notice has been loaded before",
    sentence: '未登记：{year} 年放假通知已登记过，日历未变。个别日子有变动的，请逐日更改并由另一人确认。',
  },
} as const satisfies Record<string, { readonly meaning: string; readonly sentence: string }>;
export type CalendarRefusalCode = keyof typeof CALENDAR_REFUSALS;

export function calendarRefusal(
  code: CalendarRefusalCode,
  params: Readonly<Record<string, string | number>> = {},
): RuleViolation {
  const message = CALENDAR_REFUSALS[code].sentence.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(params[name] ?? ''),
  );
  return new RuleViolation(code, message, { params: { ...params } });
}
