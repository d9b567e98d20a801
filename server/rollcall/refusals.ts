/** Why a roll call refuses, by stable code. `docs/errors.md` lists each with what the operator does. */
import { RuleViolation } from '../errors.ts';

export const ROLLCALL_REFUSALS = {
  ROLLCALL_PLAN_DATE: {
    meaning: 'the date does not exist or is over, or the end is not after the start',
    sentence: '未登记：活动须在今日或以后，结束须晚于开始。请核对日期和时间。',
  },
  ROLLCALL_PLAN_PEOPLE: {
    meaning: 'nobody is called, or a section or person is not known or not of the office then',
    sentence: '未登记：参加人员为空，或有查无的科室、人员。请核对参加范围。',
  },
  ROLLCALL_OFFICE_ORGANISES: {
    meaning: 'only leaders, the clerk and the secretary section plan what the office organises',
    sentence: '未登记：办公室组织的活动由主任、分工主任、秘书科或考勤员安排。请转由其办理，或改填组织单位。',
  },
  ROLLCALL_NOT_YOURS: {
    meaning: 'changed, opened and closed by who planned it, by leaders, clerk or secretary section',
    sentence: '未办理：此活动由安排人、主任、分工主任、秘书科或考勤员办理。请转由其办理。',
  },
  ROLLCALL_UNKNOWN: {
    meaning: 'no such activity, or it is long over',
    sentence: '未办理：没有这项活动，或已结清。请刷新后再看。',
  },
  ROLLCALL_STAGE: {
    meaning: 'the activity is not at the stage for this',
    sentence: '未办理：此活动现在不能这样办理（{stage}）。请刷新后再看。',
  },
  ROLLCALL_STATION: {
    meaning: 'the station has no reader, or another roll call is open there',
    sentence: '未开始点名：该处没有签到机，或正在进行另一点名。请另选一处，或先结束前一点名。',
  },
  ROLLCALL_TIME: {
    meaning: 'a roll call opens on its date, from two hours before the start until the end',
    sentence:
      '未开始点名：点名可在活动当日开始前两小时至结束前进行（{from}—{to}）。请到时办理，或先变更活动。',
  },
  ROLLCALL_NOT_CALLED: {
    meaning: 'the person is not called to this activity',
    sentence: '未登记：此人不在参加人员之列，无须请假或说明。',
  },
  ROLLCALL_WORD_NOT_YOURS: {
    meaning: 'filed for somebody else by who is neither clerk, leader nor head of that section',
    sentence: '未登记：代他人请假、说明须由考勤员、主任、分工主任或本科室负责人办理。请转由其办理。',
  },
  ROLLCALL_NOTHING_TO_EXPLAIN: {
    meaning: 'the person was present or is excused',
    sentence: '未登记：此人已签到或已免到，无须说明。',
  },
  ROLLCALL_WINDOW_CLOSED: {
    meaning: 'explanations may be filed until so many working days later',
    sentence: '未登记：此活动的说明期限已过（考勤制度第三条）。确有出入的，请向主任说明。',
  },
  ROLLCALL_ALREADY_DECIDED: {
    meaning: 'it has been decided',
    sentence: '未登记：此事已有决定，原决定未变。',
  },
  ROLLCALL_WORD_UNKNOWN: {
    meaning: 'nothing of that person waits to be decided',
    sentence: '未办理：没有此人待决定的请假或说明，其余各件也未办理。请刷新后再看。',
  },
  ROLLCALL_OWN_WORD: {
    meaning: 'nobody decides on a matter of their own or that they filed',
    sentence: '未办理：本人的或本人代报的不由本人决定，其余各件也未办理。请转由他人决定。',
  },
  ROLLCALL_LEADERS_DECISION: {
    meaning: "the director's and deputies' are decided by a city leader",
    sentence: '未办理：主任、分工主任的由市领导决定。请秘书科登记决定，并在备注中写明市领导姓名。',
  },
  ROLLCALL_DEPUTYS_DECISION: {
    meaning: 'leave from an activity is given by the deputy in charge or the director (HX-4)',
    sentence: '未办理：活动请假由分工主任或主任决定。请转由其办理。',
  },
} as const satisfies Record<string, { readonly meaning: string; readonly sentence: string }>;
export type RollcallRefusalCode = keyof typeof ROLLCALL_REFUSALS;

export function rollcallRefusal(
  code: RollcallRefusalCode,
  params: Readonly<Record<string, string>> = {},
): RuleViolation {
  const message = ROLLCALL_REFUSALS[code].sentence.replace(
    /\{(\w+)\}/g,
    (_, name: string) => params[name] ?? '',
  );
  return new RuleViolation(code, message, { clause: 'KQ-3', params: { ...params } });
}
