/** What the service answers the desk's pages, in the shape of its views. */
import { attendanceSheets, emptySheets } from './attendance-sheets.ts';
import {
  cardSpots,
  corrections,
  noCardSpots,
  noCorrections,
  noOutage,
  outageDay,
  outageEffect,
} from './attendance-matters.ts';
import { bulletins, noBulletins } from './bulletin.ts';
import { calendarUnpublished, calendarYear } from './calendar.ts';
import { journal } from './journal.ts';
import { leaveEmpty, leaveFilled } from './leave-answers.ts';
import { SECTIONS, STAFF } from './office.ts';
import { activities, noActivities, oneActivity, ownActivities } from './rollcall.ts';
import { settings } from './settings-answers.ts';
import { shanghai } from './story-ports.svelte.ts';

const ms = (time: string): number => shanghai(`2026-11-23T${time}`);
const people = STAFF.flatMap((names, section) =>
  names.map((name, place) => ({
    personId: `p-${section}-${place}`,
    name,
    spelled: name === '陈静' ? 'chen jing' : '',
    rank: section * 100 + place,
    sectionId: `s${section}`,
    post: place === 0 ? '科长' : '科员',
    roles:
      section === 0 && place === 0 ? ['seal-custodian', 'section-head'] : place === 0 ? ['section-head'] : [],
    cardCount: 1,
    fingerCount: place % 3,
    hasPin: false,
    hasPassword: true,
  })),
);
const [first] = people;
const person = {
  ...first,
  fingerCount: 3,
  sectionName: '秘书科',
  joinedOn: '2019-03-01',
  waitsForCabinet: true,
  cards: [
    { cardRef: 'c1', format: 'em4100-40', temporary: false, cabinetFromMs: ms('08:00:00'), enrolledAtMs: 0 },
    {
      cardRef: 'c2',
      format: 'dez10',
      temporary: true,
      cabinetFromMs: ms('08:00:00'),
      stopped: '遗失',
      enrolledAtMs: 0,
    },
  ],
  fingers: [
    {
      moduleId: 'm1',
      page: 3,
      finger: '右手食指',
      deviceId: 'finger-1',
      cabinetFromMs: shanghai('2026-11-24T08:00:00'),
      disabled: false,
    },
    {
      moduleId: 'm2',
      page: 3,
      finger: '右手食指',
      deviceId: 'finger-2',
      cabinetFromMs: ms('08:00:00'),
      disabled: false,
    },
    { moduleId: 'm0', page: 9, finger: '左手拇指', cabinetFromMs: ms('08:00:00'), disabled: true },
  ],
  consent: { givenAtMs: shanghai('2026-03-02T09:12:00'), by: 'p-9', formNumber: '2026-014' },
  erasures: [
    {
      moduleId: 'm1',
      page: 1,
      finger: '左手食指',
      reason: '手指受伤，换手指',
      removedAtMs: shanghai('2026-06-01T08:40:00'),
      erasedAtMs: shanghai('2026-06-01T08:40:02'),
    },
    {
      moduleId: 'm2',
      page: 1,
      finger: '左手食指',
      reason: '手指受伤，换手指',
      removedAtMs: shanghai('2026-06-01T08:40:00'),
    },
  ],
};
const stations = {
  stations: [
    { stationId: 'entrance-1', station: 'entrance', name: '入口' },
    { stationId: 'duty-1', station: 'duty', name: '值班室' },
    { stationId: 'cabinet-1', station: 'cabinet', name: '印章柜' },
  ],
  devices: [
    {
      deviceId: 'finger-1',
      stationId: 'entrance-1',
      kind: 'fingerprint-reader',
      model: 'zfm-20',
      name: '指纹机',
      health: 'online',
      reason: '',
      sinceMs: ms('07:00:00'),
    },
    {
      deviceId: 'card-1',
      stationId: 'entrance-1',
      kind: 'card-reader',
      model: 'rdm6300',
      name: '读卡器',
      health: 'offline',
      reason: 'unplugged',
      sinceMs: ms('08:30:58'),
    },
    {
      deviceId: 'line-1',
      stationId: 'duty-1',
      kind: 'phone-line',
      model: 'ring-relay',
      name: '一线',
      health: 'unknown',
      reason: '',
      sinceMs: ms('07:00:00'),
    },
    {
      deviceId: 'cabinet-1',
      stationId: 'cabinet-1',
      kind: 'seal-cabinet',
      model: 'modbus-8',
      name: '柜锁',
      health: 'online',
      reason: '',
      sinceMs: ms('07:00:00'),
    },
  ],
  blind: [],
  pairings: [{ pairingId: 'pair-1', stationId: 'duty-1', by: 'p-1', sinceMs: ms('07:00:00') }],
};
const attendance = {
  date: '2026-11-23',
  people: people.map((one, index) => ({
    personId: one.personId,
    name: one.name,
    sectionId: one.sectionId,
    sectionName: SECTIONS[Number(one.sectionId.slice(1))],
    post: one.post,
    expected: true,
    verdict: (['on-time', 'on-time', 'late', 'not-signed-in', 'open', 'explained'] as const)[index % 6],
    clause: 'KQ-2',
    ruleVersion: 0,
    time: ['07:42:13', '07:44:50', '07:53:20'][index % 6],
    by: index % 6 < 3 ? 'finger' : undefined,
    position: 18000 + index,
    why: [
      '考勤制度第二条：07:50:00 起为迟到，08:00:01 起为 8:00 未签到（制度原定）',
      '2026-11-23：工作日',
      ...(index % 6 < 3
        ? [
            `首次签到 ${['07:42:13', '07:44:50', '07:53:20'][index % 6] ?? ''}（原始记录第 ${18000 + index} 条）`,
          ]
        : []),
    ],
  })),
};
const ownYear = {
  days: [
    { officeDate: '2026-11-23', verdict: 'on-time', time: '07:42:13', why: ['首次签到 07:42:13'] },
    {
      officeDate: '2026-11-20',
      verdict: 'late',
      time: '07:53:20',
      why: ['考勤制度第二条：07:50:00 起为迟到', '首次签到 07:53:20（原始记录第 17011 条）'],
    },
    { officeDate: '2026-11-19', verdict: 'away-on-duty', time: undefined, why: ['公出：石横镇'] },
    { officeDate: '2026-11-18', verdict: 'open', time: undefined, why: ['签到机离线，证据不全'] },
  ],
  explanations: [
    { officeDate: '2026-11-20', text: '下乡返程堵车', accepted: undefined, remark: undefined },
    { officeDate: '2026-11-18', text: '签到机无回应', accepted: true, remark: '情况属实' },
  ],
};
const sealItems = [
  '市政府印章',
  '市政府党组印章',
  '市政府办公室印章',
  '办公室党组印章',
  '办公室支部印章',
  '市政府印模',
  '公函',
].map((name, index) => ({
  itemId: `item-${index}`,
  name,
  slot: index + 1,
  place: 'in',
  keepers: [{ personId: 'p-0-0', name: '陈静' }],
  approvers: ['主任', '分工主任'],
}));
const paper = (requestId: string, state: string, title: string) => ({
  requestId,
  applicantId: 'p-0-3',
  applicant: '张磊',
  itemIds: ['item-2'],
  itemNames: ['市政府办公室印章'],
  title,
  kind: '公文',
  copies: 12,
  unit: '秘书科',
  handledBy: '张磊',
  phone: '6012',
  secret: false,
  state,
  askedAtMs: ms('08:05:00'),
  decidedBy: state === 'asked' ? undefined : '孙志强',
  remark: state === 'returned' ? '落款日期有误，请更正' : '',
  unregistered: [],
});
export const filled: Readonly<Record<string, unknown>> = {
  '/api/session': {
    signedIn: true,
    setupNeeded: false,
    demo: false,
    personId: 'p-0-3',
    section: '秘书科',
    session: { ageMs: 7_680_000, endsInMs: 35_520_000, idleMaxMs: 1_800_000 },
  },
  '/api/views/people.list': people,
  '/api/views/people.sections': SECTIONS.map((name, order) => ({ sectionId: `s${order}`, name, order })),
  '/api/views/people.person': person,
  '/api/people/p-0-0/account': { username: 'chenjing' },
  '/api/views/stations.devices': stations,
  '/api/views/calendar.year': calendarYear,
  ...attendanceSheets,
  ...bulletins,
  '/api/views/settings.list': settings,
  '/api/views/attendance.would-rejudge': {
    people: 2,
    changes: [
      { personId: 'p-0-3', name: '张磊', officeDate: '2026-11-23', previous: 'late', now: 'on-time' },
      { personId: 'p-1-2', name: '阿卜杜热合曼·买买提', officeDate: '2026-11-23', previous: 'not-signed-in' },
    ],
  },
  '/api/views/attendance.day': attendance,
  '/api/views/attendance.person': ownYear,
  '/api/views/attendance.corrections': corrections,
  ...leaveFilled,
  '/api/views/attendance.outages': outageDay,
  '/api/views/rollcall.list': activities,
  '/api/views/rollcall.one': oneActivity,
  '/api/views/rollcall.mine': ownActivities,
  '/api/views/attendance.outage-effect': outageEffect,
  '/api/views/attendance.card-spots': cardSpots,
  '/api/views/seals.items': sealItems,
  '/api/views/seals.requests': {
    rows: [
      paper('r1', 'asked', '关于做好2026年冬季森林防火工作的通知'),
      paper('r2', 'returned', '关于报送安全生产大检查情况的函'),
      paper('r3', 'used-up', '预备党员转正材料'),
    ],
    leftOut: 12,
  },
  '/api/views/seals.register': {
    rows: [
      {
        useId: 'u1',
        itemName: '市政府办公室印章',
        title: '预备党员转正材料',
        unit: '秘书科',
        handledBy: '张磊',
        approvedBy: '孙志强',
        copies: 2,
        spoiled: 1,
        excess: 1,
        custodian: '陈静',
        officeDate: '2026-11-20',
        time: '09:12:07',
      },
    ],
    leftOut: 318,
  },
  '/api/views/duty.calls': {
    date: '2026-11-23',
    calls: [
      {
        callId: 'c1',
        lineName: '一线',
        time: '08:07:52',
        class: 'answered-in-time',
        rings: 1,
        waitMs: 3100,
        answeredBy: '赵明',
        number: '0538-000 0231',
        matter: '仪仗路雨水井盖缺失，转市政处',
      },
    ],
    log: [],
  },
  '/api/views/duty.roster': {
    from: '',
    to: '',
    rows: [
      {
        officeDate: '2026-11-23',
        shiftId: 'night',
        shiftName: '夜班',
        from: '19:30:00',
        to: '21:30:00',
        leader: { personId: 'l1', name: '李振华' },
        officers: [{ personId: 'p1', name: '赵明' }],
        driver: { personId: 'p2', name: '周卫东' },
        version: 1,
      },
    ],
  },
  '/api/views/people.names': people.map(({ personId, name }) => ({ personId, name })),
  '/api/journal/search': { events: journal.toReversed(), position: 18402, searchedTo: 1 },
  '/api/journal/verify': {
    state: 'done',
    atMs: 0,
    result: {
      ok: true,
      lines: 18402,
      root: '7c1e90ab4f3d22c87c1e90ab4f3d22c8',
      headHash: '',
      checkpoints: 41,
      witnessedLines: 0,
      exposedLines: 0,
      findings: [],
    },
  },
};

/** The same views of an office that has only begun: nothing entered, nothing recorded. */
export const empty: Readonly<Record<string, unknown>> = {
  ...filled,
  '/api/views/calendar.year': calendarUnpublished,
  ...emptySheets,
  ...noBulletins,
  '/api/views/people.list': [],
  '/api/views/people.sections': [],
  '/api/views/people.person': {
    ...person,
    cards: [],
    fingers: [],
    cardCount: 0,
    fingerCount: 0,
    roles: [],
    waitsForCabinet: false,
    consent: undefined,
    erasures: [],
  },
  '/api/people/p-0-0/account': {},
  '/api/views/stations.devices': { stations: [], devices: [], blind: [], pairings: [] },
  '/api/views/settings.list': { ...settings, settings: [], proposals: [] },
  '/api/views/attendance.day': { date: '2026-11-23', people: [] },
  '/api/views/attendance.person': { days: [], explanations: [] },
  '/api/views/attendance.corrections': noCorrections,
  ...leaveEmpty,
  '/api/views/attendance.outages': noOutage,
  '/api/views/rollcall.list': noActivities,
  '/api/views/rollcall.mine': { activities: [], ahead: [] },
  '/api/views/attendance.card-spots': noCardSpots,
  '/api/views/seals.items': [],
  '/api/views/seals.requests': { rows: [], leftOut: 0 },
  '/api/views/seals.register': { rows: [], leftOut: 0 },
  '/api/views/duty.calls': { date: '2026-11-23', calls: [], log: [] },
  '/api/views/duty.roster': { from: '', to: '', rows: [] },
  '/api/views/people.names': [],
  '/api/journal/search': { events: [], position: 0, searchedTo: 1 },
  '/api/journal/verify': { state: 'none' },
};
