/** Why attendance refuses, by stable code. `docs/errors.md` lists each with what the operator does. */
import { RuleViolation } from '../errors.ts';

export const ATTENDANCE_REFUSALS = {
  ATTENDANCE_DATE_INVALID: {
    meaning: 'the date does not exist or is still to come',
    sentence: '未登记：{date} 不是可以说明的日期，只能说明当日和以前的考勤。请核对日期。',
  },
  ATTENDANCE_NOT_JUDGED: {
    meaning: 'nobody is judged on that date, or not this person',
    sentence: '未登记：{date} 此人不作签到要求，无须说明。',
  },
  ATTENDANCE_NOTHING_TO_EXPLAIN: {
    meaning: 'the person was on time',
    sentence: '未登记：{date} 此人按时签到，无须说明。',
  },
  ATTENDANCE_WINDOW_CLOSED: {
    meaning: 'explanations may be filed until two working days later',
    sentence: '未登记：{date} 的说明期限已过（考勤制度第一条）。确有出入的，请向主任申请更正。',
  },
  ATTENDANCE_NOT_YOURS: {
    meaning: 'filed for somebody else by who is neither clerk, director nor head of that section',
    sentence: '未登记：代他人说明须由考勤员、主任或本科室负责人办理。请转由其办理。',
  },
  ATTENDANCE_EXPLANATION_UNKNOWN: {
    meaning: 'there is no explanation of that person and date waiting',
    sentence: '未办理：没有此人当日待确认的说明。请刷新后再看。',
  },
  ATTENDANCE_ALREADY_DECIDED: {
    meaning: 'the explanation has been decided',
    sentence: '未登记：此人当日的说明已有决定，原决定未变。如需更正，请主任另行登记。',
  },
  ATTENDANCE_SPAN_INVALID: {
    meaning: 'the span ends before it begins, or is longer than a year',
    sentence: '未显示：{from} 至 {to} 不是可以查阅的期间，最长一年。请核对起止日期。',
  },
  ATTENDANCE_NO_WARNING: {
    meaning: 'there is no warning of that kind and year for the person who asks',
    sentence: '未登记：{year} 年没有需要您知悉的考勤提醒。请刷新后再看。',
  },
  ATTENDANCE_PERSON_PRIVATE: {
    meaning: "somebody else's attendance",
    sentence: '未显示：他人的考勤由本人、本科室负责人、考勤员和主任查阅。请向考勤员查询。',
  },
  ATTENDANCE_OWN_EXPLANATION: {
    meaning: 'nobody decides for oneself',
    sentence: '未办理：本人的说明不由本人决定。主任、分工主任的，由市领导决定，秘书科登记。',
  },
  ATTENDANCE_LEADERS_DECISION: {
    meaning: "the director's and deputies' explanations are decided by a city leader",
    sentence: '未办理：主任、分工主任的说明由市领导决定。请秘书科登记决定，并在备注中写明市领导姓名。',
  },
  ATTENDANCE_DIRECTORS_DECISION: {
    meaning: 'explanations of staff are decided by the director',
    sentence: '未办理：此件由办公室主任决定。请转主任办理。',
  },
} as const satisfies Record<string, { readonly meaning: string; readonly sentence: string }>;
export type AttendanceRefusalCode = keyof typeof ATTENDANCE_REFUSALS;

export function attendanceRefusal(
  code: AttendanceRefusalCode,
  params: Readonly<Record<string, string>> = {},
): RuleViolation {
  const message = ATTENDANCE_REFUSALS[code].sentence.replace(
    /\{(\w+)\}/g,
    (_, name: string) => params[name] ?? '',
  );
  return new RuleViolation(code, message, { clause: 'KQ-1', params: { ...params } });
}
