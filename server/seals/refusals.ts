/**
 * What the seals and the cabinet refuse, by stable code. Each sentence says what happened, what was not done and what
 * to do next. `docs/errors.md` lists every code with what the operator does.
 */
import { RuleViolation } from '../errors.ts';

interface Refusal {
  readonly clause: 'YX-Y1' | 'YX-Y2' | 'YX-Y3' | 'YX-Y4';
  /** For docs/errors.md, English. */
  readonly meaning: string;
  /** `{name}` is replaced by the parameter of that name. */
  readonly sentence: string;
}

export const SEAL_REFUSALS = {
  // ---- items and custody
  SEALS_ITEM_UNKNOWN: {
    clause: 'YX-Y1',
    meaning: 'no such seal, plate or letter paper',
    sentence: '未办理：没有这件印信。请重新选取。',
  },
  SEALS_ITEM_DEFINITION: {
    clause: 'YX-Y1',
    meaning:
      'an item definition names an unknown cabinet, a slot that is taken or people who are not employed',
    sentence: '未办理：{what}。印信定义未变，请更正后重报。',
  },
  SEALS_PROPOSAL_UNKNOWN: {
    clause: 'YX-Y1',
    meaning: 'no such proposed definition',
    sentence: '未办理：查无此项拟定，或已经确认。',
  },
  SEALS_PROPOSAL_OWN: {
    clause: 'YX-Y1',
    meaning: 'the proposer of a definition confirms it himself',
    sentence: '未确认：本人拟定的印信定义须由另一人确认。请转主任办理。',
  },
  SEALS_DEPUTY: {
    clause: 'YX-Y1',
    meaning: 'a delegation with wrong dates, too long, or of someone who may not keep these items',
    sentence: '委托代行未登记：{what}。请更正后重报。',
  },
  // ---- request and approval
  SEALS_NO_COMMON_APPROVER: {
    clause: 'YX-Y1',
    meaning: 'no office may approve all of the items asked for',
    sentence: '用印申请未受理：所选印章的审批人不同（{items}）。请按印章分开申请。',
  },
  SEALS_SEVERAL_CABINETS: {
    clause: 'YX-Y1',
    meaning: 'items of several cabinets in one request',
    sentence: '用印申请未受理：所选印章不在同一印章柜。请分开申请。',
  },
  SEALS_PLATE_BY_LOAN: {
    clause: 'YX-Y3',
    meaning: 'the printing plate is lent by YX-Y3, not used by a use request',
    sentence: '未办理：印模须凭介绍信、由两人以上办理借印手续，不走用印审批单。请联系秘书科长。',
  },
  SEALS_TITLE_MISSING: {
    clause: 'YX-Y2',
    meaning: 'a request without title',
    sentence: '用印申请未受理：未填事由（文件题名）。请补填后重报。',
  },
  SEALS_SECRET_TITLE: {
    clause: 'YX-Y2',
    meaning: 'a classified request carries a title, or no register number',
    sentence: '用印申请未受理：密件只填登记号，题名、内容不进本系统。请清空题名，填写登记号后重报。',
  },
  SEALS_REQUESTS_TOO_MANY: {
    clause: 'YX-Y1',
    meaning: 'too many undecided or unused requests of one person',
    sentence: '用印申请未受理：本人未办结的申请已达上限。请先撤回不再需要的申请。',
  },
  SEALS_REQUEST_UNKNOWN: {
    clause: 'YX-Y1',
    meaning: 'no such request, or it is settled',
    sentence: '未办理：查无此件，或已办结。请刷新后重新选取。',
  },
  SEALS_REQUEST_NOT_OPEN: {
    clause: 'YX-Y1',
    meaning: 'the act does not fit the state of the request',
    sentence: '未办理：此件现为“{stage}”，不能再作此处理。请刷新后查看。',
  },
  SEALS_OWN_REQUEST: {
    clause: 'YX-Y1',
    meaning: 'the applicant decides the own request',
    sentence: '未审批：本人申请的用印须由他人审批。此件须由{approvers}批准。',
  },
  SEALS_KEEPER_DECIDES: {
    clause: 'YX-Y1',
    meaning: 'the custodian or a deputy decides on an item in own keeping',
    sentence: '未审批：印章保管人不得审批本人保管的印章。此件须由{approvers}批准。',
  },
  SEALS_NOT_APPROVER: {
    clause: 'YX-Y1',
    meaning: 'the person holds no approving office for every item of the request',
    sentence: '未审批：此件须由{approvers}批准。请转送其审批。',
  },
  SEALS_APPROVER_WAITS: {
    clause: 'YX-Y1',
    meaning: "the approver's office or password was given by others less than the identity wait ago",
    sentence:
      '未批准：您的职务或密码由他人变更不久，{from} 起方可批准。急件请转其他审批人（{approvers}），或由两人免除等候。',
  },
  SEALS_REMARK_MISSING: {
    clause: 'YX-Y2',
    meaning: 'returned or refused without saying what to correct or why',
    sentence: '未办理：退回修改或不同意须写明意见。请补写后重报。',
  },
  SEALS_NOT_APPLICANT: {
    clause: 'YX-Y1',
    meaning: 'somebody else withdraws or resubmits a request',
    sentence: '未办理：此件须由申请人本人办理。请转告申请人。',
  },
  SEALS_WITHDRAW_IN_USE: {
    clause: 'YX-Y1',
    meaning:
      'a request is withdrawn while it carries an opening, an item is out under it or a use is unregistered',
    sentence: '未撤回：此件正在开柜取印，或印章未还、用印尚未登记。请先登记用印、还印入位。',
  },
  // ---- at the cabinet
  SEALS_AT_CABINET_ONLY: {
    clause: 'YX-Y1',
    meaning: 'asked from elsewhere than a cabinet station',
    sentence: '未办理：此事须在印章柜屏幕上办理。请到印章柜办理。',
  },
  SEALS_CABINET_UNKNOWN: {
    clause: 'YX-Y1',
    meaning: 'the station has no cabinet',
    sentence: '未办理：本处未装印章柜。请联系管理员。',
  },
  SEALS_MAY_NOT_ACT: {
    clause: 'YX-Y1',
    meaning: 'the journal cannot be written, the clock is not believed or the service is recovering',
    sentence: '柜门未开：记录不能写入或时间未经确认，柜门保持锁闭。请联系管理员，恢复后重新验证身份。',
  },
  SEALS_BOARD_AWAY: {
    clause: 'YX-Y1',
    meaning: "the cabinet's board is not online, or door and lock are unknown",
    sentence: '柜门未开：柜锁离线，状态不明。请人工查看柜门，待柜锁恢复在线后重新验证身份。',
  },
  SEALS_ALARM_OPEN: {
    clause: 'YX-Y1',
    meaning: 'an alarm of this cabinet has not been acknowledged',
    sentence: '柜门未开：有警报未处理。请先清点印章、确认警报，再开柜。',
  },
  SEALS_NOT_LOCKED: {
    clause: 'YX-Y1',
    meaning: 'the door is not closed and locked',
    sentence: '未再开柜：柜门现未锁闭。请先还印入位、关门落锁。',
  },
  SEALS_OPENING_PENDING: {
    clause: 'YX-Y1',
    meaning: 'an opening intent has no outcome yet',
    sentence: '未再开柜：上一次开柜尚无结果。请稍候，待有结果后重新验证身份。',
  },
  SEALS_NOT_IDENTIFIED: {
    clause: 'YX-Y1',
    meaning: 'no two factors of one entitled person',
    sentence: '柜门未开：未验到保管人身份。请先刷卡，再按指纹。',
  },
  SEALS_IDENTIFICATION_LAPSED: {
    clause: 'YX-Y1',
    meaning: 'the opening was asked for too long after the identification',
    sentence: '柜门未开：身份验证已过时限。请重新刷卡、按指纹。',
  },
  SEALS_NOT_KEEPER: {
    clause: 'YX-Y1',
    meaning: 'the person identified keeps not all of the items',
    sentence: '柜门未开：所选印章须由其保管人开柜。请保管人{keepers}到柜前办理。',
  },
  SEALS_NO_AUTHORITY: {
    clause: 'YX-Y1',
    meaning: 'an opening for use without a request',
    sentence: '柜门未开：未选用印审批件。未经批准不准用印，请先选取已批准的申请。',
  },
  SEALS_NOT_APPROVED: {
    clause: 'YX-Y1',
    meaning: 'a chosen request is not approved',
    sentence: '柜门未开：所选审批件未经批准或已办结。请选取已批准的申请。',
  },
  SEALS_APPROVAL_EXPIRED: {
    clause: 'YX-Y1',
    meaning: 'a chosen approval has run out',
    sentence: '柜门未开：所选审批件已过有效期。请重新申请。',
  },
  SEALS_RULE_CHANGED: {
    clause: 'YX-Y1',
    meaning: 'name or approving offices of an item have changed since the request was approved',
    sentence: '柜门未开：{items}的审批规定在批准之后已变更，原批准不再适用。请重新申请。',
  },
  SEALS_OWN_APPROVAL: {
    clause: 'YX-Y1',
    meaning: 'the keeper at the cabinet approved the request himself',
    sentence: '柜门未开：审批人不得自行开柜用印。请其他保管人办理。',
  },
  SEALS_ITEM_NOT_IN_REQUEST: {
    clause: 'YX-Y1',
    meaning: 'an item is named that none of the chosen requests covers, or it is in another cabinet',
    sentence: '柜门未开：所选印章不在审批件之内，或不在本柜。请按审批件选取。',
  },
  SEALS_NOTHING_LEFT: {
    clause: 'YX-Y4',
    meaning: 'all approved copies have been used',
    sentence: '柜门未开：审批份数已用完。如需增加，请另行申请。',
  },
  SEALS_USE_UNREGISTERED: {
    clause: 'YX-Y1',
    meaning: 'an earlier use under the request has not been registered',
    sentence: '柜门未开：此件上次用印尚未登记。请先登记上次用印的份数。',
  },
  SEALS_ITEM_NOT_IN_PLACE: {
    clause: 'YX-Y1',
    meaning: 'an item of the request is out, unconfirmed or its slot is unknown',
    sentence: '柜门未开：{items}不在位或状态不明。请先还印入位，或请人工查看。',
  },
  SEALS_NOTHING_OUT: {
    clause: 'YX-Y1',
    meaning: 'nothing is out that could be taken back in, or the item named is not out',
    sentence: '柜门未开：没有取出在外的印章需要还入。请核对。',
  },
  SEALS_LOAN_NOT_KEPT_HERE: {
    clause: 'YX-Y3',
    meaning: 'lending and its return need a loan authority, which this version does not keep',
    sentence:
      '柜门未开：借印须有借印手续，本系统尚未受理借印。请按纸质手续由秘书科长办理，用机械钥匙开柜并登记。',
  },
  SEALS_EMERGENCY_NOT_KEPT_HERE: {
    clause: 'YX-Y1',
    meaning: 'an emergency opening needs an order, which this version does not keep',
    sentence: '柜门未开：紧急开柜须有主任指令，本系统尚未受理。请报主任，用机械钥匙开柜，两人在场并登记。',
  },
  SEALS_COUNT_NOT_KEPT_HERE: {
    clause: 'YX-Y1',
    meaning: 'a stock check needs an order, which this version does not keep',
    sentence: '柜门未开：清点开柜须有清点指令，本系统尚未受理。请结合用印开柜时清点，或报主任。',
  },
  SEALS_SERVICE_NOT_KEPT_HERE: {
    clause: 'YX-Y1',
    meaning: 'opening for service needs an order, which this version does not keep',
    sentence: '柜门未开：检修开柜须有检修指令，本系统尚未受理。请先移出印章，再由管理员断电检修。',
  },
  SEALS_PIN_NOT_CHECKED: {
    clause: 'YX-Y1',
    meaning: 'a PIN reached the rules without having been checked',
    sentence: '口令未采用：未经核对。请先刷卡或按指纹，再输入口令。',
  },
  SEALS_PIN_NOT_EXPECTED: {
    clause: 'YX-Y1',
    meaning: 'a PIN without a first factor of the same person at this cabinet',
    sentence: '口令未采用：未验到第一项身份，或已过时限。请先刷卡或按指纹，再输入口令。',
  },
  SEALS_NOTHING_TO_CANCEL: {
    clause: 'YX-Y1',
    meaning: 'nothing is under way, or the door is already opening',
    sentence: '未取消：柜门已在开启或没有进行中的操作。柜门开启后请还印入位、关门落锁。',
  },
  // ---- use and return
  SEALS_KEEPER_NEEDED: {
    clause: 'YX-Y1',
    meaning:
      'registering a use or confirming a return by someone who does not keep the item, or without identification',
    sentence: '未登记：须由该印章保管人验证身份后办理。请先刷卡、按指纹。',
  },
  SEALS_NOT_TAKEN: {
    clause: 'YX-Y1',
    meaning: 'no unregistered taking of that item under that request',
    sentence: '用印未登记：此件名下没有待登记的取印。请核对审批件和印章。',
  },
  SEALS_COPIES_EXCEED: {
    clause: 'YX-Y4',
    meaning:
      'copies and spoiled sheets together exceed what was approved, and nobody has confirmed that they do',
    sentence:
      '用印未登记：本次合计 {asked} 份，审批只余 {left} 份，超出批准份数 {excess} 份。请核对；确已用印的，再次确认后如实登记，并报主任。尚未用印的，另行申请。',
  },
  SEALS_EXCESS_UNKNOWN: {
    clause: 'YX-Y4',
    meaning: 'no such use beyond the approved copies, or the director has read of it already',
    sentence: '未办理：查无此项超出批准份数的用印，或已经阅知。请刷新后查看。',
  },
  SEALS_UNUSED_REMARK: {
    clause: 'YX-Y4',
    meaning: 'a taking without any use needs a word of explanation',
    sentence: '用印未登记：份数为零须注明原因。请在备注中写明后重报。',
  },
  SEALS_WRONG_SLOT: {
    clause: 'YX-Y1',
    meaning: 'the return is confirmed for another slot than the own one',
    sentence: '还印未确认：印章放错位。{item}应放回 {slot} 号位。请放回后再确认。',
  },
  SEALS_NOT_BACK: {
    clause: 'YX-Y1',
    meaning: 'the slot of the item does not say that it is back',
    sentence: '还印未确认：{slot} 号位未见印章入位。请放稳后再确认。',
  },
  // ---- alarms
  SEALS_NO_ALARM: {
    clause: 'YX-Y1',
    meaning: 'this alarm waits for nobody: acknowledged already, ended, or one that ends by itself',
    sentence:
      '未办理：这条警报已由他人确认，或无需确认。关门落锁类提示在关好柜门后自行解除；另有警报的，请看清后再确认。',
  },
  SEALS_ACKNOWLEDGE_BADGE: {
    clause: 'YX-Y1',
    meaning: 'an alarm is acknowledged at the cabinet without a badge in the last minute',
    sentence: '警报未确认：须由到场人员确认。请先刷卡或按指纹，再点“已到场”键。',
  },
} as const satisfies Record<string, Refusal>;
export type SealRefusalCode = keyof typeof SEAL_REFUSALS;

/** The refusal with its sentence filled in. */
export function sealRefusal(
  code: SealRefusalCode,
  params: Readonly<Record<string, string | number>> = {},
): RuleViolation {
  const { clause, sentence } = SEAL_REFUSALS[code];
  const message = sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
  return new RuleViolation(code, message, { clause, params: { ...params } });
}
