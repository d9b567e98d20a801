/** What the service answers the pages of activities and their roll calls. */

const meeting = {
  activityId: 'a1',
  title: '全市安全生产工作会议',
  kind: 'meeting',
  organiser: '办公室',
  counts: true,
  officeDate: '2026-11-23',
  from: '08:30',
  to: '10:00',
  place: '三楼会议室',
  sectionIds: ['s0', 's1'],
  people: [],
  officialsOnly: false,
  stage: 'open',
  plannedBy: 'p-0-3',
  verdicts: {},
};
export const activities = {
  activities: [
    {
      ...meeting,
      activityId: 'a0',
      stage: 'closed',
      officeDate: '2026-11-12',
      title: '理论学习中心组学习（扩大）',
      kind: 'study',
      verdicts: { present: 41, 'excused-away': 3, 'to-explain': 1, absent: 1 },
    },
    {
      ...meeting,
      activityId: 'a3',
      stage: 'closed',
      officeDate: '2026-11-19',
      organiser: '秘书科',
      counts: false,
      title: '秘书科业务交流',
      kind: 'other',
      verdicts: { present: 9 },
    },
    { ...meeting, tally: { called: 58, present: 31, excused: 6, missing: 21 } },
    {
      ...meeting,
      activityId: 'a2',
      stage: 'planned',
      officeDate: '2026-11-27',
      title: '关于进一步规范公文运转和印章使用管理工作的专题业务培训会',
      kind: 'study',
      expected: 58,
    },
    {
      ...meeting,
      activityId: 'a4',
      stage: 'cancelled',
      officeDate: '2026-11-30',
      title: '月末工作例会',
      expected: undefined,
    },
    {
      ...meeting,
      activityId: 'd1',
      stage: 'draft',
      officeDate: '2026-12-05',
      title: '机关责任区卫生日（2026 年 12 月）',
      kind: 'cleaning',
      place: '机关责任区',
      expected: 51,
    },
  ],
};
export const noActivities = { activities: [] };

const called = (place: number, name: string, over: object): object => ({
  personId: `p-${place < 5 ? 0 : 1}-${place}`,
  name,
  sectionId: place < 5 ? 's0' : 's1',
  sectionName: place < 5 ? '秘书科' : '综合信息科',
  mark: 'attends',
  why: [],
  alsoMorning: false,
  filed: [],
  ...over,
});
const signed = (time: string, by: string): object => ({
  verdict: 'present',
  time,
  by,
  why: [`点名时签到 ${time}（原始记录第 18390 条）`],
});
const asked = (kind: string, text: string, filedBy: string): object => ({
  kind,
  text,
  filedBy,
  recordedAtMs: 0,
});
const roll = (missing: object, filed: readonly object[]): readonly object[] => [
  called(0, '陈静', signed('08:26:03', 'finger')),
  called(1, '王建国', signed('08:27:41', 'card')),
  called(2, '李娜', { verdict: 'excused-leave', why: ['当时请假或公出（年休假）'] }),
  called(4, '张磊', { ...missing, filed, mark: 'sits-in' }),
  called(5, '郑国庆', signed('08:29:58', 'finger')),
  called(6, '韩雪', { verdict: 'excused-away', why: ['当时请假或公出（公出）'] }),
  called(7, '阿卜杜热合曼·买买提', { ...missing, alsoMorning: true }),
  called(8, '郭伟', { verdict: 'excused-duty', why: ['当时值班（日班）'] }),
  called(9, '何佳', missing),
];
const one = { ...meeting, named: [{ personId: 'p-0-3', mark: 'sits-in' }], former: [] };
const tally = { called: 9, present: 3, excused: 3, missing: 3 };

export const openActivity = { ...one, tally, people: roll({ verdict: 'to-explain' }, []) };
export const oneActivity = {
  ...one,
  stage: 'closed',
  tally,
  blind: 'blind:finger-1',
  people: roll({ verdict: 'to-explain', why: ['点名时没有签到', '说明情况待决定'] }, [
    asked('explanation', '陪同省督查组现场督导，未及返回', 'p-0-0'),
  ]),
  former: [{ personId: 'p-1-8', verdict: 'to-explain' }],
};
export const plannedActivity = {
  ...one,
  activityId: 'a2',
  stage: 'planned',
  officeDate: '2026-11-27',
  people: [
    called(0, '陈静', {}),
    called(1, '王建国', { covered: 'granted' }),
    called(4, '张磊', { mark: 'sits-in', filed: [asked('leave', '参加市委党校培训', 'p-0-0')] }),
    called(7, '阿卜杜热合曼·买买提', { covered: 'asked' }),
  ],
};
export const ownActivities = {
  ahead: [
    {
      activityId: 'a2',
      title: '公文运转和印章管理业务培训',
      officeDate: '2026-11-27',
      from: '14:30',
      to: '16:00',
      place: '三楼会议室',
      leave: 'asked',
    },
    {
      activityId: 'd1',
      title: '机关责任区卫生日（2026 年 12 月）',
      officeDate: '2026-12-05',
      from: '08:30',
      to: '10:00',
      place: '机关责任区',
    },
  ],
  activities: [
    {
      activityId: 'a0',
      title: '理论学习中心组学习（扩大）',
      officeDate: '2026-11-12',
      from: '14:30',
      to: '16:00',
      place: '三楼会议室',
      counts: true,
      stage: 'closed',
      verdict: 'present',
      time: '14:22:07',
      why: ['点名时签到 14:22:07（原始记录第 17200 条）'],
    },
    {
      activityId: 'a3',
      title: '全市安全生产工作会议',
      officeDate: '2026-11-19',
      from: '08:30',
      to: '10:00',
      place: '三楼会议室',
      counts: true,
      stage: 'closed',
      verdict: 'to-explain',
      why: ['点名时没有签到'],
    },
  ],
};
