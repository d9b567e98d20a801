/** The chain of *why* behind a verdict, in words that an official would use: badge, evidence, explanation, rule. */
import type { Context } from '../engine/context.ts';
import type { CorrectionClaim } from './correction-events.ts';
import type { AttendanceVerdict } from './events.ts';

export const VERDICT_WORDS: Readonly<Record<AttendanceVerdict, string>> = {
  'on-time': '按时',
  late: '迟到',
  'after-edge': '8:00 后到',
  'not-signed-in': '8:00 未签到',
  absent: '缺勤',
  open: '待核',
  explained: '已说明',
  'on-leave': '请假',
  'away-on-duty': '公出',
  'not-expected': '不作要求',
};

/** `07:45 已签到`, `应为请假` */
export function claimWords(claim: CorrectionClaim): string {
  return claim.kind === 'signed-in' ? `${claim.at} 已签到` : `应为${VERDICT_WORDS[claim.verdict]}`;
}

const CLAUSE_WORDS: Readonly<Record<string, string>> = {
  'KQ-1': '考勤制度第一条',
  'KQ-2': '考勤制度第二条',
  'KQ-3': '考勤制度第三条',
};

const BLIND_WORDS: Readonly<Record<string, string>> = {
  'service-stopped': '服务停止',
  starting: '服务启动中',
  journal: '记录写不进磁盘',
  unplugged: '接线断开',
  'no-reply': '无应答',
  'module-mismatch': '指纹模块与登记不符',
  'not-installed': '尚未安装',
  'clock-step': '系统时钟跳变',
  declared: '两人声明停机',
};

export interface RuledBy {
  readonly officeDate: string;
  readonly clause: string;
  readonly ruleVersion: number;
}

/** In order: the rule, the calendar, then each reason of the judgement; leave in words that this reader may see. */
export function whyLines(
  because: readonly string[],
  ruled: RuledBy,
  atMs: number | undefined,
  context: Context,
  leaveWords: (leaveId: string) => string,
): readonly string[] {
  const { lateFrom, absentFrom } = context.settings.ofVersion('attendance.edges', ruled.ruleVersion);
  const version = ruled.ruleVersion === 0 ? '制度原定' : `设置第 ${ruled.ruleVersion} 版`;
  return [
    `${CLAUSE_WORDS[ruled.clause] ?? ruled.clause}：${lateFrom} 起为迟到，${absentFrom} 起为 8:00 未签到（${version}）`,
    calendarLine(ruled.officeDate, context),
    ...because.map((token) =>
      /^(?:leave|own-time):/.test(token)
        ? leaveWords(token.split(':')[1] ?? '')
        : tokenLine(token, atMs, context),
    ),
  ];
}

function calendarLine(officeDate: string, { calendar }: Context): string {
  const day = calendar.dayOf(officeDate);
  if (!day.published) return `${officeDate}：日历未公布`;
  const kind = { workday: '工作日', 'make-up-workday': '调休上班日', 'rest-day': '休息日', holiday: '放假' }[
    day.kind
  ];
  return `${officeDate}：${kind}${day.provisional ? '（待下一年度通知确认）' : ''}`;
}

function tokenLine(token: string, atMs: number | undefined, { time, stations }: Context): string {
  const [kind = '', ...rest] = token.split(':');
  const reader = stations.device(rest[0] ?? '')?.name ?? rest[0] ?? '';
  switch (kind) {
    case 'badge':
      return `首次签到 ${atMs === undefined ? '' : time.timeOf(atMs)}（原始记录第 ${rest[0] ?? ''} 条）`;
    case 'history':
      return `从原系统导入（${rest.join(':')}）${atMs === undefined ? '' : `，${time.timeOf(atMs)} 签到`}`;
    case 'paper':
      return `纸质簿签到 ${atMs === undefined ? '' : time.timeOf(atMs)}（两人签字录入，原始记录第 ${rest[0] ?? ''} 条）`;
    case 'correction':
      return `补签经同意，原记录照存（${rest[0] ?? ''}）`;
    case 'outage':
      return `签到机停机经两人声明，统一予以说明（${rest[0] ?? ''}）`;
    case 'no-badge':
      return '没有签到记录';
    case 'alive':
      return `${reader}（${rest[0] ?? ''}）在时限之后工作正常`;
    case 'unproven':
      return `${reader}（${rest[0] ?? ''}）在时限之后没有工作的证据`;
    case 'no-reader-for-this-person':
      return '此人没有登记可用的卡或指纹';
    case 'clock-step':
      return '时限前后系统时钟有跳变，时刻不可靠';
    case 'blind':
      return blindLine(reader, rest);
    case 'explanation':
      return (
        { undecided: '已说明情况，待主任确认', accepted: '说明情况已获同意', rejected: '说明情况未获同意' }[
          rest[0] ?? ''
        ] ?? token
      );
    default:
      return token;
  }
}

/** `blind:entrance-card:132s:unplugged+service-stopped` */
function blindLine(reader: string, [deviceId = '', seconds = '', reasons = '']: readonly string[]): string {
  const words = reasons.split('+').map((reason) => BLIND_WORDS[reason] ?? reason);
  return `${reader}（${deviceId}）在时限前后有 ${seconds.replace('s', '')} 秒不能签到：${words.join('、')}`;
}
