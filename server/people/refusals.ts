/** What is refused about people and how they identify themselves, by stable code. See docs/errors.md. */
import { RuleViolation } from '../errors.ts';

export const PEOPLE_REFUSALS = {
  PEOPLE_PERSON_UNKNOWN: {
    meaning: 'no such person, or the person has left',
    sentence: '未办理：查无此人（{personId}）或已离岗。请核对人员编号。',
  },
  PEOPLE_SECTION_UNKNOWN: {
    meaning: 'no such section',
    sentence: '未登记：没有科室 {sectionId}。请先登记科室。',
  },
  PEOPLE_DATES_INVALID: {
    meaning: 'a date does not exist, or ends before it begins',
    sentence: '未登记：日期有误或先后颠倒（{dates}）。请核对后重报。',
  },
  PEOPLE_ROLES_NOT_YOURS: {
    meaning: 'roles are given by the system administrator or the director',
    sentence: '未登记：角色须由系统管理员或主任更改。请转由其办理，或保持角色不变。',
  },
  PEOPLE_SECOND_PERSON: {
    meaning: 'custodians and approvers: a second person is needed, other than the first and the holder',
    sentence:
      '未办理：此事涉及{name}的印章保管、审批或系统管理身份，须由经办人和本人以外的第二人在场确认。请第二人登录后确认。',
  },
  PEOPLE_SECOND_PERSON_ROLE: {
    meaning: 'the second person neither keeps seals nor approves, and there is somebody who does',
    sentence: '未办理：{name}不是印章保管人或审批人，不能作第二人。请另一位保管人或审批人登录后确认。',
  },
  PEOPLE_SECOND_PERSON_RESET: {
    meaning: "the second person's own password was set by somebody else less than the identity wait ago",
    sentence:
      '未办理：{name}的密码刚由他人设置，{hours} 小时内不能作第二人。请另一位保管人或审批人确认，或等待期满后再办。',
  },
  PEOPLE_NOT_FOR_ONESELF: {
    meaning: 'nobody decides for oneself',
    sentence: '未办理：本人的事项不由本人确认。请另一人登录后办理。',
  },
  PEOPLE_NOT_YOURS: {
    meaning: "somebody else's card, finger or sessions, asked for by who does not keep the register",
    sentence: '未办理：此事项须由本人或登记人员（系统管理员、考勤员、秘书科）办理。请转由其办理。',
  },
  PEOPLE_PROPOSAL_UNKNOWN: {
    meaning: 'no such proposed change of a person, or it has been settled',
    sentence: '未办理：没有这项待确认的人员更改，或已办结。请刷新后再看。',
  },
  PEOPLE_READER_UNFIT: {
    meaning: 'the device named cannot enrol this kind of credential',
    sentence: '未开始：{deviceId} 不能登记{credential}。请选另一台读卡器或指纹机。',
  },
  PEOPLE_READER_AWAY: {
    meaning: 'the reader is not connected',
    sentence: '未开始：{deviceId} 现在不在线。请检查接线，待其在线后再登记。',
  },
  PEOPLE_READER_BUSY: {
    meaning: 'the reader is enrolling somebody already',
    sentence: '未开始：{deviceId} 正在为另一人登记。请等其完成或取消后再开始。',
  },
  PEOPLE_ENROLMENT_UNKNOWN: {
    meaning: 'no such enrolment, or it has ended',
    sentence: '未办理：没有这次登记，或已结束。请重新开始。',
  },
  PEOPLE_WITNESS_NOT_NEEDED: {
    meaning: 'this enrolment needs no second person, or has one already',
    sentence: '未办理：这次登记不需要第二人确认，或已确认过，记录未变。',
  },
  PEOPLE_CARD_UNKNOWN: {
    meaning: 'the person holds no such card, or it has been stopped',
    sentence: '未停用：此人名下没有这张卡，或已停用。请核对后重报。',
  },
  PEOPLE_FINGER_UNKNOWN: {
    meaning: 'the person has no such finger enrolled',
    sentence: '未注销：此人没有登记这枚指纹，或已注销。请核对后重报。',
  },
  PEOPLE_CONSENT_MISSING: {
    meaning: 'the person has not consented to fingerprints being kept',
    sentence:
      '未办理：未见{name}同意登记指纹的记录。请先由本人同意，或登记其签字的同意书；不同意的用卡，效力相同。',
  },
  PEOPLE_CONSENT_FORM: {
    meaning: "somebody else's consent is recorded from a signed form only, by its number",
    sentence: '未登记：{name}的同意须由本人登录办理，或填写其签字的同意书编号。',
  },
  PEOPLE_CONSENT_STANDS: {
    meaning: 'the person has consented already',
    sentence: '未登记：{name}的同意已有记录，仍然有效，无须再登记。',
  },
  PEOPLE_NO_WAIT: {
    meaning: 'no 24-hour wait applies to this person now, or no waiver was asked for',
    sentence: '未办理：此人现在没有开柜等待期，或无人提出免除。',
  },
  PEOPLE_MODULE_FITS: {
    meaning: 'the fingerprint module is as expected; there is nothing to adopt',
    sentence: '未更换：{deviceId} 的指纹模块与登记相符，无须重新认定。',
  },
} as const satisfies Record<string, { readonly meaning: string; readonly sentence: string }>;
export type PeopleRefusalCode = keyof typeof PEOPLE_REFUSALS;

export function peopleRefusal(
  code: PeopleRefusalCode,
  params: Readonly<Record<string, string>> = {},
): RuleViolation {
  const message = PEOPLE_REFUSALS[code].sentence.replace(
    /\{(\w+)\}/g,
    (_, name: string) => params[name] ?? '',
  );
  return new RuleViolation(code, message, { params: { ...params } });
}
