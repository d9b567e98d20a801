/** What the service answers the pages of leave, in the shape of its views. */
import { SECTIONS, STAFF } from './office.ts';
import { shanghai } from './story-ports.svelte.ts';

const ms = (at: string): number => shanghai(`2026-${at}:00`);
const half = (date: string, of: 'am' | 'pm') => ({
  date: `2026-${date}`,
  half: of === 'am' ? 'morning' : 'afternoon',
});

interface LineOver {
  readonly kind?: string;
  readonly stage?: string;
  readonly halves?: number;
  readonly acts?: readonly string[];
  readonly away?: boolean;
  readonly overdueOn?: string;
  readonly back?: object;
  readonly name?: string;
  readonly sectionName?: string;
  readonly reason?: string;
  readonly isLate?: boolean;
  readonly grounds?: object;
}
const WORDS: Readonly<Record<string, string>> = {
  personal: '事假',
  sick: '病假',
  annual: '年休假',
  away: '公出',
  countryside: '下乡',
  'time-off': '补休',
};

function line(leaveId: string, from: object, until: object, over: LineOver = {}) {
  const { kind = 'annual', stage = 'granted', halves = 2, reason = '回老家探亲' } = over;
  const decided = stage === 'granted' || stage === 'refused';
  return {
    leaveId,
    personId: 'p-0-3',
    name: over.name ?? '孙志强',
    sectionId: 's0',
    sectionName: over.sectionName ?? '秘书科',
    words: WORDS[kind] ?? '事假',
    away: over.away ?? false,
    span: { from, until },
    lastHalf: until,
    halves,
    stage,
    isLate: over.isLate ?? false,
    askedAtMs: ms('11-20T16:42'),
    back: over.back,
    overdueOn: over.overdueOn,
    acts: over.acts ?? [],
    grounds: {
      kind,
      reason,
      filedBy: 'p-0-3',
      filedByName: over.name ?? '孙志强',
      conflicts: [],
      decidedByName: decided ? '李振华' : undefined,
      decidedAtMs: decided ? ms('11-20T17:05') : undefined,
      remark: stage === 'refused' ? '当日有全市会议，请改期' : '',
      ...over.grounds,
    },
  };
}

const own = [
  line('v1', half('01-26', 'am'), half('01-30', 'pm'), { halves: 10, back: half('02-02', 'am') }),
  line('v2', half('10-12', 'pm'), half('10-12', 'pm'), { kind: 'sick', halves: 1, reason: '发热就诊' }),
  line('v3', half('11-16', 'am'), half('11-17', 'pm'), { kind: 'personal', stage: 'refused', halves: 4 }),
  line('v4', half('11-19', 'am'), half('11-20', 'pm'), {
    kind: 'personal',
    halves: 4,
    acts: ['return', 'extend'],
    overdueOn: '2026-11-23',
  }),
  line('v5', half('11-26', 'am'), half('11-27', 'am'), {
    stage: 'undecided',
    halves: 3,
    acts: ['withdraw'],
  }),
];

const whole = {
  ...line('v5', half('11-26', 'am'), half('11-27', 'am'), {
    stage: 'undecided',
    halves: 3,
    acts: ['withdraw'],
    isLate: true,
    grounds: {
      word: { by: 'telephone', spokenBy: '本人', atMs: ms('11-20T07:36') },
      conflicts: [
        { code: 'on-duty', date: '2026-11-26', words: '2026-11-26 当日有值班，当晚值班未安排替班' },
      ],
    },
  }),
  steps: [{ position: 18002, step: 'asked', byName: '陈静', atMs: ms('11-20T16:42') }],
  extendedBy: [],
};
/** A leave that went the whole way: granted by a delegate, extended, back by badge. */
export const wholeGranted = {
  ...line('v4', half('11-19', 'am'), half('11-20', 'pm'), {
    kind: 'personal',
    halves: 4,
    acts: ['return', 'extend'],
    overdueOn: '2026-11-23',
    grounds: { delegationId: 'd1', decidedByName: '张美玲' },
  }),
  steps: [
    { position: 17002, step: 'asked', byName: '孙志强', atMs: ms('11-18T16:42') },
    {
      position: 17040,
      step: 'decided',
      byName: '张美玲',
      remark: '同意，请安排好工作',
      atMs: ms('11-18T17:05'),
    },
    { position: 17051, step: 'acknowledged', byName: '孙志强', remark: 'decision', atMs: ms('11-18T17:20') },
    { position: 18060, step: 'overdue', remark: '2026-11-23', atMs: ms('11-23T08:00') },
  ],
  extendedBy: [line('v6', half('11-23', 'am'), half('11-23', 'pm'), { kind: 'personal', stage: 'refused' })],
};

export const preview = {
  halves: 3,
  isLate: false,
  conflicts: [{ code: 'on-duty', date: '2026-11-26', words: '2026-11-26 当日有值班，当晚值班未安排替班' }],
};
export const previewRefused = {
  halves: 2,
  isLate: false,
  conflicts: [],
  refusal: {
    code: 'LEAVE_WINDOW_CLOSED',
    message:
      '未登记：2026-11-16 的补报期限（2 个工作日）已过，请假未受理（考勤制度第一条）。确有出入的，请向主任申请更正。',
  },
};

const waitingLine = (
  leaveId: string,
  name: string,
  sectionName: string,
  [from, until, halves]: readonly [object, object, number],
  over: LineOver & { readonly conflictsNow?: readonly object[]; readonly needsLeaderName?: boolean } = {},
) => ({
  ...line(leaveId, from, until, { stage: 'undecided', halves, name, sectionName, ...over }),
  needsLeaderName: over.needsLeaderName ?? false,
  conflictsNow: over.conflictsNow ?? [],
  taken: [{ kind: 'annual', halves: 5 }],
});
const onDuty = [{ code: 'on-duty', date: '2026-11-26', words: '2026-11-26 当日有值班，当晚值班未安排替班' }];
export const waiting = {
  year: '2026',
  leaves: [
    waitingLine('w1', '王建国', '秘书科', [half('11-26', 'am'), half('11-27', 'am'), 3], {
      conflictsNow: onDuty,
    }),
    waitingLine('w2', '胡敏', '综合信息科', [half('11-23', 'am'), half('11-23', 'am'), 1], {
      kind: 'sick',
      reason: '发热，在市人民医院就诊',
      isLate: true,
      grounds: {
        filedByName: '陈静',
        word: { by: 'telephone', spokenBy: '胡敏', atMs: ms('11-23T07:31') },
      },
    }),
    waitingLine('w3', '阿卜杜热合曼·买买提', '督查科', [half('11-24', 'am'), half('11-25', 'pm'), 4], {
      kind: 'countryside',
      away: true,
      reason: '赴石横镇督查秋冬种和秸秆禁烧，随行车辆已派',
    }),
    waitingLine('w4', '赵明', '督查科', [half('11-24', 'am'), half('11-24', 'am'), 1], {
      kind: 'time-off',
      reason: '昨夜值班加班至 23:40',
    }),
  ],
};
/** The secretary section enters what a city leader decided. */
export const waitingLeaders = {
  year: '2026',
  leaves: [
    waitingLine('w5', '李振华', '办公室领导', [half('11-25', 'am'), half('11-25', 'pm'), 2], {
      needsLeaderName: true,
    }),
  ],
};
/** One is taken, the other was decided on elsewhere meanwhile. */
export const decidedPartly = {
  decided: ['w1', 'w3', 'w4'],
  refused: [
    {
      id: 'w2',
      code: 'LEAVE_NOT_WAITING',
      message: '未办理：胡敏 此件请假已决定或已撤回，原决定未变。请刷新后再看。',
    },
  ],
};

const PLACES = ['at-post', 'at-post', 'away', 'on-leave', 'countryside', 'open', 'not-signed-in'] as const;
const PLACE_KINDS: Readonly<Record<string, string>> = {
  away: '公出',
  'on-leave': '请假',
  countryside: '下乡',
};
const whereabouts = {
  date: '2026-11-23',
  half: 'morning',
  working: true,
  people: STAFF.flatMap((names, section) =>
    names.map((name, at) => {
      const where = PLACES[(at * 3 + section) % PLACES.length] ?? 'at-post';
      return {
        personId: `p-${section}-${at}`,
        name,
        post: at === 0 ? '科长' : '科员',
        sectionId: `s${section}`,
        sectionName: SECTIONS[section],
        where,
        kindWords: PLACE_KINDS[where],
        time: where === 'at-post' ? '07:42' : undefined,
      };
    }),
  ),
};
const GROUPS = [
  'present',
  'present',
  'away',
  'present',
  'on-leave',
  'present',
  'not-signed-in',
  'open',
] as const;
const GROUP_WORDS: Readonly<Record<string, string>> = { away: '下乡', 'on-leave': '病假', open: '待核' };
const morning = {
  date: '2026-11-23',
  time: '08:34:10',
  expected: STAFF.flat().length,
  sections: STAFF.map((names, section) => ({
    sectionId: `s${section}`,
    name: SECTIONS[section],
    people: names.map((name, at) => {
      const group = GROUPS[(at + section) % GROUPS.length] ?? 'present';
      return {
        personId: `p-${section}-${at}`,
        name,
        group,
        words: GROUP_WORDS[group] ?? '按时',
        time: group === 'present' ? '07:42:13' : undefined,
      };
    }),
  })),
};

const delegations = [
  ['d3', '李振华', '2026-12-01', '2026-12-04', '赴济南参加培训', undefined],
  ['d2', '李振华', '2026-11-20', '2026-11-27', '下乡调研', undefined],
  ['d1', '张美玲', '2026-10-12', '2026-10-16', '', ms('10-14T09:00')],
].map(([delegationId, toName, fromDate, untilDate, reason, endedAtMs]) => ({
  delegationId,
  byName: '孙志强',
  toName,
  fromDate,
  untilDate,
  reason,
  endedAtMs,
}));

export const leaveFilled: Readonly<Record<string, unknown>> = {
  '/api/views/leave.mine': {
    year: '2026',
    leaves: own,
    taken: [
      { kind: 'annual', halves: 10 },
      { kind: 'sick', halves: 1 },
      { kind: 'personal', halves: 4 },
    ],
    arrangements: [
      {
        arrangementId: 'a1',
        words: '本人签到时间',
        fromDate: '2026-09-01',
        untilDate: '2027-08-31',
        signIn: { lateFrom: '08:50:00' },
        stage: 'confirmed',
      },
    ],
  },
  '/api/views/leave.list': {
    leaves: [...waiting.leaves.map((one) => ({ ...one, acts: [] })), ...own].toReversed(),
    leftOut: 12,
  },
  '/api/views/leave.delegations': { delegations },
  '/api/views/leave.waiting': waiting,
  '/api/views/leave.whereabouts': whereabouts,
  '/api/views/attendance.morning': morning,
  '/api/requests/leave.decide': { position: 18403, answer: decidedPartly },
  '/api/views/leave.one': whole,
  '/api/views/leave.preview': preview,
};
export const leaveEmpty: Readonly<Record<string, unknown>> = {
  '/api/views/leave.mine': { year: '2026', leaves: [], taken: [], arrangements: [] },
  '/api/views/leave.waiting': { year: '2026', leaves: [] },
  '/api/views/leave.list': { leaves: [], leftOut: 0 },
  '/api/views/leave.delegations': { delegations: [] },
  '/api/views/leave.whereabouts': { ...whereabouts, working: false, people: [] },
  '/api/views/attendance.morning': { ...morning, expected: 0, sections: [] },
};
