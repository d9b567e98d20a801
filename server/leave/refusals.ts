/** Why leave is refused, by stable code. `docs/errors.md` lists each with what the operator does. */
import { RuleViolation } from '../errors.ts';

export const LEAVE_REFUSALS = {
  LEAVE_SPAN_INVALID: {
    meaning: 'dates do not exist, the end is before the beginning, or it is longer than a year',
    sentence: '未登记：请假起止 {from} 至 {until} 不合要求（止不早于起，一次不超过一年）。请核对后重报。',
  },
  LEAVE_WINDOW_CLOSED: {
    meaning: 'filed later than so many working days after its first day',
    sentence:
      '未登记：{date} 的补报期限（{days} 个工作日）已过，请假未受理（考勤制度第一条）。确有出入的，请向主任申请更正。',
  },
  LEAVE_NOT_EMPLOYED: {
    meaning: 'the person is not of the office on any of these days',
    sentence: '未登记：起止期间 {name} 不在本办公室工作，无须请假。请核对人员和日期。',
  },
  LEAVE_ASKED_ALREADY: {
    meaning: 'the very same leave is waiting or has been granted',
    sentence: '未重复登记：{name} 的同一请假已经登记。如需更改，请先撤回原件。',
  },
  LEAVE_NOT_YOURS: {
    meaning:
      'entered for somebody else by who is neither clerk, secretary section, director nor head of that section',
    sentence: '未登记：代 {name} 请假须由考勤员、秘书科或其科室负责人办理。请转由其办理。',
  },
  LEAVE_OTHER_SECTION: {
    meaning: 'a head of section sends out people of another section',
    sentence: '未登记：{name} 不在本科室，公出由其所在科室负责人登记。',
  },
  LEAVE_WORD_TO_COME: {
    meaning: 'the word is said to have been given in the future',
    sentence: '未登记：口头或书面说明的时间晚于现在。请核对时间后重报。',
  },
  LEAVE_PAPER_BY_SECRETARIES: {
    meaning:
      "a city leader's decision is entered by the secretary section, and for the director and deputies alone",
    sentence: '未登记：市领导的决定由秘书科登记，且只用于主任、分工主任的请假。请核对后办理。',
  },
  LEAVE_UNKNOWN: {
    meaning: 'there is no such leave, or it ended long ago',
    sentence: '未办理：没有此件请假。请刷新后再看。',
  },
  LEAVE_NOT_WAITING: {
    meaning: 'the leave has been decided or withdrawn',
    sentence: '未办理：{name} 此件请假已决定或已撤回，原决定未变。请刷新后再看。',
  },
  LEAVE_OWN: {
    meaning: 'nobody decides for oneself',
    sentence: '未办理：本人的请假不由本人决定。主任、分工主任的，由市领导决定，秘书科登记。',
  },
  LEAVE_LEADERS_DECISION: {
    meaning: "the director's and deputies' leave is decided by a city leader",
    sentence: '未办理：{name} 的请假由市领导决定。请秘书科登记决定，并写明市领导姓名。',
  },
  LEAVE_DIRECTORS_DECISION: {
    meaning:
      'leave of staff is decided by the director, or by the deputy to whom it is delegated on that day',
    sentence: '未办理：{name} 的请假由办公室主任决定，或由主任委托代行的分工主任决定。请转其办理。',
  },
  LEAVE_NOT_ASKED_BY_YOU: {
    meaning: 'withdrawn by who neither asked for it nor takes it',
    sentence: '未撤回：此件由本人或代报人撤回。请转由其办理。',
  },
  LEAVE_BEGUN: {
    meaning: 'granted and begun: it is ended by coming back, not withdrawn',
    sentence: '未撤回：此件已获同意并已开始。提前上班的请销假。',
  },
  LEAVE_NOT_GRANTED: {
    meaning: 'only a granted leave is extended or ended',
    sentence: '未办理：此件请假未获同意或已撤回，不能续假、销假。请核对。',
  },
  LEAVE_EXTENSION_INVALID: {
    meaning: 'the extension does not end after the leave that it goes on from, or that one has ended early',
    sentence: '未登记：续假须止于原假期之后，原假期已销假的请另行请假。请核对日期。',
  },
  LEAVE_BACK_INVALID: {
    meaning: 'back before or in its first half day, or in the future',
    sentence: '未登记：销假时间须在假期开始之后，且不晚于今日。未开始的假期请撤回。',
  },
  LEAVE_BACK_ALREADY: {
    meaning: 'the person was back by then already',
    sentence: '未重复登记：此件已于 {date} 销假。',
  },
  LEAVE_DELEGATE_INVALID: {
    meaning: 'decisions are delegated to a deputy director, for days that are not over',
    sentence: '未委托：代行人须为分工主任，止期不早于起期和今日，且不超过一年。请核对后重报。',
  },
  LEAVE_DELEGATION_UNKNOWN: {
    meaning: 'there is no such delegation, or it has ended',
    sentence: '未办理：没有此项委托，或委托已终止。请刷新后再看。',
  },
  LEAVE_ARRANGEMENT_INVALID: {
    meaning:
      'the dates do not exist or are the wrong way round, or the sign-in time is missing, misplaced or unsound',
    sentence: '未登记：起止日期或本人签到时间不合要求（迟到时限须早于未签到时限）。请核对后重报。',
  },
  LEAVE_ARRANGEMENT_OVERLAPS: {
    meaning: 'an arrangement of the same kind covers some of these days',
    sentence: '未登记：{name} 在此期间已有同类安排。需要更改的，请在原安排上提出。',
  },
  LEAVE_ARRANGEMENT_UNKNOWN: {
    meaning: 'there is no such arrangement or proposal waiting',
    sentence: '未办理：没有此项安排，或已办结。请刷新后再看。',
  },
  LEAVE_SECOND_PERSON: {
    meaning: 'confirmed neither by the proposer nor by whom it concerns',
    sentence: '未确认：须由提出人和当事人以外的另一人确认。请转由其办理。',
  },
  LEAVE_NOTHING_TOLD: {
    meaning: 'there is nothing of this leave that this person was told and has not seen',
    sentence: '未办理：此件没有需要您阅知的事项。请刷新后再看。',
  },
  LEAVE_VIEW_PRIVATE: {
    meaning: "leave of somebody else's section",
    sentence: '未显示：他人的请假由本人、本科室负责人、考勤员和主任查阅。请向考勤员查询。',
  },
} as const satisfies Record<string, { readonly meaning: string; readonly sentence: string }>;
export type LeaveRefusalCode = keyof typeof LEAVE_REFUSALS;

export function leaveRefusal(
  code: LeaveRefusalCode,
  params: Readonly<Record<string, string>> = {},
): RuleViolation {
  const message = LEAVE_REFUSALS[code].sentence.replace(
    /\{(\w+)\}/g,
    (_, name: string) => params[name] ?? '',
  );
  return new RuleViolation(code, message, { clause: 'KQ-1', params: { ...params } });
}
