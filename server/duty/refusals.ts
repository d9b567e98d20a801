/**
 * What the duty desk refuses, by stable code. Each sentence says what happened, what was not done and what to do next.
 * `docs/errors.md` lists every code with what the operator does.
 */
import { RuleViolation } from '../errors.ts';

interface Refusal {
  readonly clause: 'ZB-1' | 'ZB-2';
  /** For docs/errors.md, English. */
  readonly meaning: string;
  /** `{name}` is replaced by the parameter of that name. */
  readonly sentence: string;
}

export const DUTY_REFUSALS = {
  DUTY_AT_DESK_ONLY: {
    clause: 'ZB-2',
    meaning: 'asked from elsewhere than a duty desk station',
    sentence: '未办理：此事须在值班台屏幕上办理。请到值班台办理。',
  },
  DUTY_PERSON_UNKNOWN: {
    clause: 'ZB-2',
    meaning: 'no such person, or the person has left',
    sentence: '未办理：查无此人或已离岗。请核对人员后重报。',
  },
  DUTY_BADGE_NEEDED: {
    clause: 'ZB-2',
    meaning:
      'signing on or off, or taking a call, without a badge of that person at this desk in the last 30 s',
    sentence: '未办理：半分钟内未见{name}在本台刷卡或按指纹。请先刷卡或按指纹，再点选。',
  },
  DUTY_ALREADY_ON: {
    clause: 'ZB-2',
    meaning: 'the person is signed on already',
    sentence: '未重复签到：{name}已在岗，记录未变。如要离岗，请点“离岗”。',
  },
  DUTY_NOT_ON: {
    clause: 'ZB-2',
    meaning: 'the person is not signed on at this desk',
    sentence: '未办理：{name}未在本台签到在岗。请先刷卡签到。',
  },
  DUTY_ALREADY_AWAY: {
    clause: 'ZB-2',
    meaning: 'the person is away from the desk, or receiving a visitor, already',
    sentence: '未重复登记：{name}已登记暂离或接待，记录未变。请先点“已回”或“接待完毕”。',
  },
  DUTY_NOT_AWAY: {
    clause: 'ZB-2',
    meaning: 'the person is neither away nor receiving a visitor',
    sentence: '未办理：{name}没有暂离或接待的记录，无须登记返回。',
  },
  DUTY_CALL_UNKNOWN: {
    clause: 'ZB-1',
    meaning: 'no such call at this desk today or yesterday',
    sentence: '未登记：查无此来电（只能登记昨日和今日的来电）。请在来电列表中重新选取。',
  },
  DUTY_CALL_NOT_ENDED: {
    clause: 'ZB-1',
    meaning: 'the call still rings',
    sentence: '未登记：此来电尚在响铃。请接听或待铃停后再登记。',
  },
  DUTY_CALL_LOGGED: {
    clause: 'ZB-1',
    meaning: 'the call has a log entry or was marked as needing none',
    sentence: '未重复登记：此来电已登记或已标为无需登记，原记录未变。如需补充，请另登记一条来访或来电。',
  },
  DUTY_CALL_NOT_ANSWERED: {
    clause: 'ZB-1',
    meaning: 'nobody answered that call, so nobody can have taken it',
    sentence: '未登记接听人：此来电无人接听。请回电后登记“已回电”。',
  },
  DUTY_CALL_TAKEN: {
    clause: 'ZB-1',
    meaning: 'who answered is recorded already',
    sentence: '未更改：此来电的接听人已登记，原记录未变。',
  },
  DUTY_NOT_ON_THEN: {
    clause: 'ZB-1',
    meaning: 'the person was not signed on when the call was answered',
    sentence: '未登记接听人：接听时其未签到在岗。请登记当时在岗的接听人。',
  },
  DUTY_CALL_BACK_NOT_OWED: {
    clause: 'ZB-1',
    meaning: 'no call back is owed for that call, or it has been made',
    sentence: '未登记：此来电不需回电，或已登记回电，原记录未变。',
  },
  DUTY_NOBODY_ON: {
    clause: 'ZB-1',
    meaning: 'the log is kept by who is signed on, and nobody is',
    sentence: '未登记：本台无人签到在岗，值班日志须由在岗人员登记。请先刷卡签到。',
  },
  DUTY_LINE_UNKNOWN: {
    clause: 'ZB-1',
    meaning: 'no such telephone line',
    sentence: '未登记：没有这条电话线路。请重新选取线路。',
  },
  DUTY_ROSTER_PAST: {
    clause: 'ZB-2',
    meaning: 'a roster row would change a shift that has begun',
    sentence: '值班表未发布：{date} {shift} 已开始或已过，不得更改。请删去该行后重报；当班变动请办替班。',
  },
  DUTY_ROSTER_HOURS: {
    clause: 'ZB-2',
    meaning:
      'a roster row has no hours of its own and names no shift of the settings, or lasts longer than 24 h',
    sentence: '值班表未发布：{date} {shift} 未列起止时间，或时长超过二十四小时。请补列后重报。',
  },
  DUTY_ROSTER_PERSON: {
    clause: 'ZB-2',
    meaning: 'a roster row names someone who is not employed on that date',
    sentence: '值班表未发布：{date} {shift} 所列人员（{person}）查无此人或当日不在职。请更正后重报。',
  },
  DUTY_ROSTER_TWICE: {
    clause: 'ZB-2',
    meaning: 'the same shift of the same date twice in one publication',
    sentence: '值班表未发布：{date} {shift} 列了两次。请合并后重报。',
  },
  DUTY_WORD_UNKNOWN: {
    clause: 'ZB-1',
    meaning: 'no such word to this leader, or it is acknowledged already',
    sentence: '未办理：查无此提醒，或已经阅知。',
  },
} as const satisfies Record<string, Refusal>;
export type DutyRefusalCode = keyof typeof DUTY_REFUSALS;

/** The refusal with its sentence filled in. */
export function dutyRefusal(
  code: DutyRefusalCode,
  params: Readonly<Record<string, string>> = {},
): RuleViolation {
  const { clause, sentence } = DUTY_REFUSALS[code];
  const message = sentence.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
  return new RuleViolation(code, message, { clause, params: { ...params } });
}
