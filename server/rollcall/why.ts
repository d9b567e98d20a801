/** Verdicts of an activity and the chain of *why* behind them, in words that an official would use. */
import type { Context } from '../engine/context.ts';
import type { ActivityKind, ActivityVerdict } from './events.ts';

export const ACTIVITY_WORDS: Readonly<Record<ActivityVerdict, string>> = {
  present: '已签到',
  'excused-duty': '值班',
  'excused-away': '公出',
  'excused-leave': '请假',
  'to-explain': '未签到·待说明',
  explained: '已说明',
  absent: '缺勤',
};
export const KIND_WORDS: Readonly<Record<ActivityKind, string>> = {
  meeting: '会议',
  study: '学习',
  cleaning: '卫生日',
  other: '其他',
};

export function whyLines(
  because: readonly string[],
  atMs: number | undefined,
  { time, stations }: Context,
): readonly string[] {
  return because.map((token) => {
    const [kind = '', ...rest] = token.split(':');
    const decided: Readonly<Record<string, string>> = {
      accepted: '已获同意',
      rejected: '未获同意',
      undecided: '待决定',
    };
    switch (kind) {
      case 'badge':
        return `点名时签到 ${atMs === undefined ? '' : time.timeOf(atMs)}（原始记录第 ${rest[0] ?? ''} 条）`;
      case 'no-badge':
        return '点名时没有签到';
      case 'duty':
        return `当时值班（${rest.join(':')}）`;
      case 'leave':
        return rest[1] === 'granted' ? `当时请假或公出（${rest[0] ?? ''}）` : '请假或公出待决定';
      case 'activity-leave':
        return `活动请假${decided[rest[0] ?? ''] ?? ''}`;
      case 'explanation':
        return `说明情况${decided[rest[0] ?? ''] ?? ''}`;
      case 'blind': {
        const readers = (rest[0] ?? '').split('+').map((id) => stations.device(id)?.name ?? id);
        return `点名期间签到机不能签到：${readers.join('、')}`;
      }
      default:
        return token;
    }
  });
}
