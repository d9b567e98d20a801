/** What the service answers the page of settings: as they are at first, and the thirty that an office has later. */
const untouched = { version: 0, versions: [] };

export const settings = {
  proposers: [
    'director',
    'deputy-director',
    'attendance-clerk',
    'seal-custodian',
    'secretary-staff',
    'system-admin',
  ],
  confirmers: ['director', 'deputy-director', 'attendance-clerk', 'seal-custodian'],
  settings: [
    {
      key: 'attendance.edges',
      name: '签到时限',
      clause: 'KQ-2',
      ...untouched,
      value: { signInOpens: '06:30:00', bandFrom: '07:20:00', lateFrom: '07:50:00', absentFrom: '08:00:01' },
    },
    {
      key: 'entrance.board',
      name: '大厅名单显示',
      clause: 'KQ-2',
      version: 2,
      value: { shown: 'after-badge', seconds: 60 },
      versions: [
        {
          version: 1,
          value: { shown: 'never', seconds: 60 },
          effectiveFrom: '2026-03-02',
          confirmedByName: '陈静',
        },
        {
          version: 2,
          value: { shown: 'after-badge', seconds: 60 },
          effectiveFrom: '2026-09-01',
          confirmedByName: '阿卜杜热合曼·买买提',
        },
        {
          version: 3,
          value: { shown: 'after-badge', seconds: 45 },
          effectiveFrom: '2026-12-01',
          confirmedByName: '陈静',
        },
      ],
    },
    {
      key: 'duty.shifts',
      name: '值班班次',
      clause: 'ZB-2',
      ...untouched,
      value: [
        { id: 'day', name: '日班', from: '08:00', to: '17:30', days: 'working-days' },
        { id: 'night', name: '夜班', from: '19:30', to: '21:30', days: 'daily' },
      ],
    },
    {
      key: 'seals.opening',
      name: '开柜时限',
      clause: 'YX-Y1',
      ...untouched,
      value: {
        secondFactorWithinS: 10,
        openWithinS: 30,
        releaseS: 5,
        doorOpenS: 30,
        pulseMs: 500,
        itemOutMinutes: 30,
        identityWaitHours: 24,
        approvalDays: 7,
      },
    },
  ],
  proposals: [
    {
      proposalId: 'setting-1',
      key: 'entrance.board',
      value: { shown: 'always', seconds: 60 },
      effectiveFrom: '2026-11-24',
      by: 'p-1',
      byName: '陈静',
    },
    {
      proposalId: 'setting-2',
      key: 'attendance.edges',
      value: { signInOpens: '06:00:00', bandFrom: '07:20:00', lateFrom: '07:50:00', absentFrom: '08:00:01' },
      effectiveFrom: '2026-12-01',
      by: 'p-0-3',
      byName: '孙志强',
    },
  ],
};

const LATER = {
  attendance: [
    '补签次数',
    '补签期限',
    '销假期限',
    '假种',
    '半日界限',
    '点名核对期',
    '通报印发期限',
    '迟到折算',
    '年度截止',
  ],
  duty: ['暂离时限', '值班检查次数', '检查应答时限', '交接提前', '传达回报时限', '短信提醒', '来电留存'],
  seals: ['外借期限', '外借人数', '用后登记时限', '介绍信存根', '作废份数', '保管人替代'],
  archive: ['原始记录导出', '照片保存期限'],
};
/** With the pages to come: the frame carries them all. */
export const manySettings = {
  ...settings,
  settings: [
    ...settings.settings,
    ...Object.entries(LATER).flatMap(([group, names]) =>
      names.map((name, at) => ({
        key: `${group}.later-${at}`,
        name,
        clause: 'KQ-1',
        ...untouched,
        value: { workingDays: 2 },
      })),
    ),
  ],
};
