/** What the service answers the pages of corrections, of readers that were down and of sign-ins by card. */
import { shanghai } from './story-ports.svelte.ts';

const correction = (over: Readonly<Record<string, unknown>>): object => ({
  correctionId: 'k1',
  personId: 'p-1-2',
  name: '胡敏',
  sectionName: '综合信息科',
  officeDate: '2026-11-20',
  claim: { claim: { kind: 'signed-in', at: '07:45' }, words: '07:45 已签到' },
  beyond: 'none',
  askedBy: 'p-1-2',
  askedByName: '胡敏',
  askedAtMs: shanghai('2026-11-20T09:12:00'),
  stage: 'asked',
  reason: '指纹三次未识别，在门卫处登记',
  remark: '',
  witnesses: ['王建国'],
  standing: { verdict: 'not-signed-in', words: '8:00 未签到' },
  isOwn: false,
  isLeaders: false,
  ...over,
});

export const corrections = {
  waiting: [
    correction({}),
    correction({
      correctionId: 'k2',
      personId: 'p-6-6',
      name: '阿卜杜热合曼·买买提',
      sectionName: '机关工勤',
      officeDate: '2026-10-30',
      claim: { claim: { kind: 'verdict', verdict: 'away-on-duty' }, words: '应为公出' },
      askedBy: 'p-0-1',
      askedByName: '王建国',
      beyond: 'deadline',
      reason: '随市领导赴石横镇督导防汛，公出单由石横镇政府补寄，十一月二十日方才收到，故逾期代报',
      standing: { verdict: 'absent', words: '缺勤' },
    }),
    correction({
      correctionId: 'k3',
      personId: 'p-3-7',
      name: '周卫东',
      sectionName: '行政科',
      claim: { claim: { kind: 'verdict', verdict: 'on-time' }, words: '应为按时' },
      reason: '排队人多，刷卡时已过点',
      witnesses: [],
      standing: { verdict: 'late', words: '迟到', time: '07:50:31' },
    }),
  ],
  askable: [
    {
      officeDate: '2026-11-20',
      verdict: 'late',
      words: '迟到',
      time: '07:53:20',
      until: '2026-11-27',
      perMonth: 3,
      left: 2,
      pending: false,
    },
    {
      officeDate: '2026-11-19',
      verdict: 'not-signed-in',
      words: '8:00 未签到',
      until: '2026-11-26',
      perMonth: 3,
      left: 2,
      pending: true,
    },
    {
      officeDate: '2026-11-18',
      verdict: 'on-time',
      words: '按时',
      time: '07:41:02',
      until: '2026-11-25',
      perMonth: 3,
      left: 2,
      pending: false,
    },
  ],
  corrections: [
    correction({
      correctionId: 'k4',
      personId: 'p-0-3',
      name: '孙志强',
      sectionName: '秘书科',
      officeDate: '2026-11-19',
      isOwn: true,
      reason: '开门取文件后直接赴会',
    }),
    correction({
      correctionId: 'k5',
      name: '于洋',
      sectionName: '行政科',
      officeDate: '2026-11-12',
      stage: 'accepted',
      standing: undefined,
      previous: 'late',
      verdict: 'on-time',
      decidedByName: '孙志强',
      decidedAtMs: shanghai('2026-11-13T08:31:00'),
      remark: '情况属实',
    }),
    correction({
      correctionId: 'k6',
      name: '赵明',
      sectionName: '督查科',
      officeDate: '2026-11-05',
      stage: 'refused',
      standing: undefined,
      decidedByName: '孙志强',
      decidedAtMs: shanghai('2026-11-06T08:40:00'),
      remark: '门卫记录为 8:12',
    }),
    correction({
      correctionId: 'k7',
      name: '宋佳',
      sectionName: '督查科',
      officeDate: '2026-11-04',
      stage: 'withdrawn',
      standing: undefined,
      reason: undefined,
      witnesses: undefined,
      remark: undefined,
    }),
  ],
  quota: { personId: 'p-0-3', month: '2026-11', used: 1, perMonth: 3, workingDays: 5 },
};
export const noCorrections = {
  waiting: [],
  askable: [],
  corrections: [],
  quota: { ...corrections.quota, used: 0 },
};

const affected = [
  { personId: 'p-0-4', name: '赵晓燕', before: 'not-signed-in', after: 'explained' },
  { personId: 'p-6-6', name: '阿卜杜热合曼·买买提', before: 'open', after: 'explained' },
  { personId: 'p-1-6', name: '罗欣', before: 'late', after: 'explained' },
];
const line = (name: string, time: string, verdict: string): object => ({
  personId: name,
  name,
  time,
  standing: { verdict },
});
export const outageDay = {
  date: '2026-11-23',
  open: true,
  readers: [
    {
      deviceId: 'finger-1',
      name: '指纹机',
      stationName: '入口',
      down: [
        { from: '07:40:00', to: '08:05:00', reason: 'unplugged' },
        { from: '07:20:00', to: '07:31:00', reason: 'declared' },
      ],
    },
    { deviceId: 'card-1', name: '读卡器', stationName: '入口', down: [] },
  ],
  waiting: [
    {
      outageId: 'o1',
      deviceName: '指纹机',
      officeDate: '2026-11-23',
      from: '07:40:00',
      to: '08:05:00',
      settles: true,
      reason: '大厅断电，8:05 恢复',
      proposedBy: 'p-0-0',
      proposedByName: '陈静',
      affected,
    },
    {
      outageId: 'o2',
      deviceName: '读卡器',
      officeDate: '2026-11-20',
      from: '07:30:00',
      to: '07:55:00',
      settles: false,
      reason: '读卡器接线松脱',
      proposedBy: 'p-0-3',
      proposedByName: '孙志强',
      affected: [],
    },
  ],
  declared: [
    {
      outageId: 'o3',
      deviceName: '指纹机',
      from: '07:20:00',
      to: '07:31:00',
      settles: false,
      reason: '指纹机死机，重启后恢复',
      proposedBy: 'p-0-0',
      proposedByName: '陈静',
      confirmedByName: '孙志强',
    },
  ],
  lots: [
    {
      lotId: 'lot-1',
      officeDate: '2026-11-23',
      deviceName: '指纹机',
      enteredBy: 'p-0-0',
      enteredByName: '陈静',
      lines: [
        line('韩雪', '07:44:00', 'open'),
        line('阿卜杜热合曼·买买提', '07:46:00', 'open'),
        line('谢芳', '07:52:00', 'open'),
      ],
    },
  ],
  signedLines: [
    { ...line('于洋', '07:43:00', 'on-time'), enteredByName: '陈静', confirmedByName: '孙志强' },
    { ...line('叶青', '07:51:00', 'late'), enteredByName: '陈静', confirmedByName: '孙志强' },
  ],
  stillOpen: ['韩雪', '谢芳', '阿卜杜热合曼·买买提'].map((name) => ({
    personId: name,
    name,
    sectionName: '综合信息科',
    why: ['考勤制度第二条：07:50:00 起为迟到', '指纹机 07:40:00 至 08:05:00 不能签到（接线断开）'],
  })),
};
export const noOutage = {
  date: '2026-11-23',
  open: false,
  readers: [],
  waiting: [],
  declared: [],
  lots: [],
  signedLines: [],
  stillOpen: [],
};
export const outageEffect = { affected };

export const cardSpots = {
  withinSeconds: 5,
  people: [
    {
      personId: 'p-1-2',
      name: '胡敏',
      sectionName: '综合信息科',
      mornings: 20,
      byCard: 19,
      cardOnly: true,
      temporaryCard: false,
    },
    {
      personId: 'p-6-6',
      name: '阿卜杜热合曼·买买提',
      sectionName: '机关工勤',
      mornings: 21,
      byCard: 3,
      cardOnly: false,
      temporaryCard: true,
    },
  ],
  pairs: [
    {
      people: [
        { personId: 'p-1-2', name: '胡敏', sectionName: '综合信息科' },
        { personId: 'p-6-6', name: '阿卜杜热合曼·买买提', sectionName: '机关工勤' },
      ],
      times: 2,
      occasions: [
        { officeDate: '2026-11-12', time: '07:44:02', seconds: 2 },
        { officeDate: '2026-11-18', time: '07:47:31', seconds: 3 },
      ],
    },
  ],
};
export const noCardSpots = { withinSeconds: 5, people: [], pairs: [] };
