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
  ATTENDANCE_CORRECTION_NOT_YOURS: {
    meaning: 'a correction asked for somebody else by who is not the clerk',
    sentence: '未登记：补签由本人申请，或由考勤员代报。请转由其办理。',
  },
  ATTENDANCE_CORRECTION_TOO_EARLY: {
    meaning: 'the morning has not been judged yet',
    sentence: '未登记：{date} 的考勤尚未判定，无须补签。请直接签到，或先说明情况。',
  },
  ATTENDANCE_CORRECTION_TOO_OLD: {
    meaning: 'the morning lies further back than corrections reach',
    sentence: '未登记：{date} 已超出可更正的年度。原记录照存，请核对日期。',
  },
  ATTENDANCE_CORRECTION_DEADLINE: {
    meaning: 'the days for asking it oneself are over',
    sentence: '未登记：{date} 的补签期限（{days} 个工作日）已过。确有出入的，请考勤员代报，由主任决定。',
  },
  ATTENDANCE_CORRECTION_QUOTA: {
    meaning: "the month's corrections are used up",
    sentence: '未登记：{month} 的补签次数（{count} 次）已用完。确有出入的，请考勤员代报，由主任决定。',
  },
  ATTENDANCE_CORRECTION_SAME: {
    meaning: 'what is claimed stands already',
    sentence: '未登记：{date} 现有判定与所报一致，无须补签。',
  },
  ATTENDANCE_CORRECTION_CLAIM: {
    meaning: 'the claimed time does not exist, lies before sign-in opens or is still to come',
    sentence: '未登记：所报时刻 {at} 不在签到时间内。请核对时刻。',
  },
  ATTENDANCE_CORRECTION_PENDING: {
    meaning: 'a correction of that morning waits to be decided',
    sentence: '未登记：{date} 已有补签待决定。请等候决定，或先撤回。',
  },
  ATTENDANCE_CORRECTION_UNKNOWN: {
    meaning: 'no such correction waits: it has been decided or withdrawn',
    sentence: '未办理：没有这件待决定的补签，其余各件也未办理。请刷新后再看。',
  },
  ATTENDANCE_OWN_CORRECTION: {
    meaning: 'nobody decides on a correction of their own or that they filed',
    sentence: '未办理：本人的或本人代报的补签不由本人决定，其余各件也未办理。请转由他人决定。',
  },
  ATTENDANCE_HISTORY_STANDS: {
    meaning: 'a day of the imported history is known here, to come, or of nobody in the register',
    sentence: '未导入：{name} {date} 在本系统已有结果、尚未到来或查无此人，整批未导入。请核对后重报。',
  },
  ATTENDANCE_OUTAGE_READER: {
    meaning: 'the device is no reader that counts for sign-in',
    sentence: '未登记：{device} 不是签到用的读卡器或指纹机。请核对设备。',
  },
  ATTENDANCE_OUTAGE_SPAN: {
    meaning: 'the span is empty, in the future, or outside the time in which people sign in',
    sentence: '未登记：停机时段须在已过去的签到时间（{from}—{to}）之内。请核对起止时刻。',
  },
  ATTENDANCE_DAY_SETTLED: {
    meaning: 'the day is put away; it is corrected person by person',
    sentence: '未登记：{date} 已结清，不能整批更改。确有出入的，请逐人申请补签。',
  },
  ATTENDANCE_OUTAGE_UNKNOWN: {
    meaning: 'no such declaration waits',
    sentence: '未办理：没有这件待确认的停机声明。请刷新后再看。',
  },
  ATTENDANCE_SECOND_PERSON: {
    meaning: 'what one has stated another confirms',
    sentence: '未确认：须由另一人核对确认，不能与提出、录入者为同一人。请转由他人确认。',
  },
  ATTENDANCE_PROPOSER_WITHDRAWS: {
    meaning: 'withdrawn only by who stated it or by the director',
    sentence: '未撤回：由提出、录入者本人或主任撤回。请转由其办理。',
  },
  ATTENDANCE_PAPER_NO_OUTAGE: {
    meaning: 'the written time lies outside every known outage of that reader',
    sentence:
      '未登记：{name} 所写时刻 {at} 不在该签到机的停机时段内。请核对时刻；停机未登记的，先由两人声明停机。',
  },
  ATTENDANCE_PAPER_PERSON: {
    meaning: 'a line names somebody twice, nobody, or who is not expected that day',
    sentence: '未登记：{name} 重复、查无此人或当日不作签到要求，整批未登记。请核对名单。',
  },
  ATTENDANCE_PAPER_UNKNOWN: {
    meaning: 'no such lines wait for a second signature',
    sentence: '未办理：没有这批待核对的纸质簿。请刷新后再看。',
  },
  ATTENDANCE_PAPER_OWN_LINE: {
    meaning: 'the only line left is of the person who confirms',
    sentence: '未确认：剩下的只有本人的一行，须由他人核对。请转由他人确认。',
  },
  ATTENDANCE_WAITING_MAX: {
    meaning: 'too much waits to be confirmed already',
    sentence: '未登记：待确认的已有 {count} 件，达到上限。请先办结已报的。',
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
