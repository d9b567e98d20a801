/** Leave in the words of an official (*Words* of the regulations). */
import type { HalfDay, LeaveConflict, LeaveKind, LeaveSpan, PostingKind } from './events.ts';
import type { LeaveStage } from './state.ts';

export const KIND_WORDS: Readonly<Record<LeaveKind | PostingKind, string>> = {
  personal: '事假',
  sick: '病假',
  annual: '年休假',
  marriage: '婚假',
  maternity: '产假',
  bereavement: '丧假',
  away: '公出',
  countryside: '下乡',
  study: '学习',
  'time-off': '补休',
  village: '驻村',
  'party-school': '党校学习',
  secondment: '借调外出',
};

export const ARRANGEMENT_WORDS: Readonly<Record<PostingKind | 'sign-in-time' | 'exempt', string>> = {
  village: KIND_WORDS.village,
  'party-school': KIND_WORDS['party-school'],
  secondment: KIND_WORDS.secondment,
  'sign-in-time': '本人签到时间',
  exempt: '不作签到要求',
};

export const STAGE_WORDS: Readonly<Record<LeaveStage, string>> = {
  undecided: '待核',
  granted: '同意',
  refused: '不同意',
  withdrawn: '撤回',
};

const CONFLICT_WORDS: Readonly<Record<LeaveConflict['code'], string>> = {
  'overlapping-leave': '与已登记的请假或公出时间重叠',
  'on-duty': '当日有值班，当晚值班未安排替班',
  'signed-in': '当日上午已按时签到',
  'not-employed': '当日不在本办公室工作',
  'no-working-day': '起止期间没有工作日，无须请假',
  'calendar-not-published': '起日历未公布，天数待定',
};

/** `2026-11-23 当日有值班，当晚值班未安排替班` */
export function conflictWords({ code, date }: LeaveConflict): string {
  return code === 'no-working-day' ? CONFLICT_WORDS[code] : `${date} ${CONFLICT_WORDS[code]}`;
}

export function halfWords({ date, half }: HalfDay): string {
  return `${date} ${half === 'morning' ? '上午' : '下午'}`;
}

/** `2026-11-23 上午至 2026-11-24 下午`, one half day alone without its end. */
export function spanWords({ from, until }: LeaveSpan): string {
  const isOne = from.date === until.date && from.half === until.half;
  if (isOne) return halfWords(from);
  if (from.date === until.date) return `${from.date} 全天`;
  return `${halfWords(from)}至 ${halfWords(until)}`;
}

/** Half days as days: `1.5 天` */
export function daysWords(halves: number): string {
  return `${halves / 2} 天`;
}
