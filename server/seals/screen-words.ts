/** Words of the cabinet screen: why it stopped, and what to do at an alarm. 何事、未办何事、下一步. */
import type { OfficeTime } from '../calendar/office-time.ts';
import { MINUTE_MS } from '../mechanisms/durations.ts';
import type { AlarmKind } from './events.ts';
import type { StopProblem } from './state.ts';

export const STOP_WORDS: Readonly<Record<StopProblem, string>> = {
  lapsed: '柜门未开：两项身份未在时限内验齐。请先刷卡，再按指纹。',
  'another-person': '柜门未开：两次验证不是同一人，已作废。请由保管人一人重新刷卡、按指纹。',
  'unknown-badge': '柜门未开：有未识别的卡或指纹，本次验证已作废。请重新刷卡、按指纹。',
  'not-entitled': '柜门未开：所验人员不是本柜印章保管人。请保管人到柜前办理。',
  'identity-wait': '柜门未开：该凭证或职责变更未满等候时间，{cabinetFrom} 起方可开柜。急用请两人办理免等候。',
  'entitlement-ended': '柜门未开：保管职责已变更，本次验证已作废。请现任保管人办理。',
  'identity-changed': '柜门未开：该人员的凭证刚有变更，本次验证已作废。请重新刷卡、按指纹。',
  'pin-locked': '柜门未开：口令连续输错，已锁定。请改用卡加指纹，或联系管理员。',
  'door-moved': '验证已作废：柜门有动作。请查看柜门，关好后重新刷卡、按指纹。',
  'cabinet-away': '柜门未开：柜锁离线，状态不明。请人工查看，恢复在线后重新验证。',
  restart: '验证已作废：系统重新启动。请重新刷卡、按指纹。',
  'journal-blind': '验证已作废：台账曾无法写入。请重新刷卡、按指纹。',
  'clock-stepped': '验证已作废：系统时间有变动。请重新刷卡、按指纹。',
  cancelled: '已取消，柜门未开。',
  'did-not-open': '柜门未开：锁已动作而门未拉开，或锁未动作。审批仍有效，请重新刷卡、按指纹后再开。',
  'pulse-refused': '柜门未开：柜锁未执行（{reason}）。审批仍有效，请稍候重新刷卡、按指纹后再开。',
  'pulse-unknown': '开柜结果不明：不知锁是否已动作。请人工查看柜门，关好后重新刷卡、按指纹。',
};

/** "11月24日 09:12", the minute from which on it holds: a begun minute is not over yet. */
export function momentOf(atMs: number, time: OfficeTime): string {
  const wholeMs = Math.ceil(atMs / MINUTE_MS) * MINUTE_MS;
  const [, month = '', day = ''] = time.dateOf(wholeMs).split('-');
  return `${Number(month)}月${Number(day)}日 ${time.timeOf(wholeMs).slice(0, 5)}`;
}

export const PIN_WORDS = {
  'pin-wrong': '口令不符，未采用。请重新输入，或改用另一项身份。',
  'pin-none': '未采用：本人未设口令。请改用卡加指纹。',
  'pin-too-new': '未采用：口令变更未满等候时间。请改用卡加指纹。',
} as const;

export const PULSE_REFUSAL_WORDS: Readonly<Record<string, string>> = {
  expired: '指令已过时效',
  'cooling-down': '线圈冷却中',
  'over-budget': '开锁过于频繁',
  'board-offline': '控制板离线',
  'output-mode-wrong': '控制板输出方式不符',
  'door-open': '柜门未关',
  'intent-already-used': '指令已用过',
};

interface AlarmWords {
  readonly title: string;
  readonly whatToDo: string;
}
export const ALARM_WORDS: Readonly<Record<AlarmKind, AlarmWords>> = {
  forced: { title: '非正常开门', whatToDo: '无授权开门。请关门，清点印章，报告主任。' },
  held: { title: '柜门未关', whatToDo: '请还印入位，关门落锁。' },
  'did-not-relock': {
    title: '柜门未落锁',
    whatToDo: '门已关而锁未落。请重新关紧；仍不落锁的，留人看守并联系管理员。',
  },
  'contacts-disagree': {
    title: '状态不明，请人工查看',
    whatToDo: '门与锁的信号相互矛盾。请查看柜门、清点印章，联系管理员。',
  },
  tamper: { title: '柜体防拆报警', whatToDo: '请到场查看柜体，清点印章，报告主任。' },
  'output-mode': { title: '柜锁控制板设置不符', whatToDo: '已停止开柜。请联系管理员核对控制板。' },
  'slot-behind-door': {
    title: '印位信号异常',
    whatToDo: '门关着而印位有变。请人工查看、清点印章，联系管理员。',
  },
  'taken-without-authority': { title: '未经批准取印', whatToDo: '请立即还印入位，清点印章，报告主任。' },
};
