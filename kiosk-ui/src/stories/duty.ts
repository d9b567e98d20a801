/** Every state of the duty desk. */
import type { CallValue, LineState, LineValue, OnDutyValue } from '../../../server/contract/screens.ts';
import {
  CLOCK_UNSURE,
  device,
  dutyDevices,
  JOURNAL_UNWRITABLE,
  NOT_PAIRED,
  NOT_PUBLISHED,
  office,
  PAIRING_REFUSED,
  workday,
} from './office.ts';
import { shanghai, type Story } from './story-ports.svelte.ts';

const at = '2026-11-23T20:14:08';
const ms = (time: string): number => shanghai(`2026-11-23T${time}`);
const line = (id: string, name: string, state: LineState, over: Partial<LineValue> = {}): LineValue => ({
  lineId: id,
  name,
  number: id === 'line-1' ? '0538-000 8001' : '0538-000 8002',
  state,
  ring: 0,
  callId: undefined,
  callerNumber: undefined,
  sinceMs: ms('20:14:06'),
  firstRingMs: undefined,
  limitRingExpectedMs: undefined,
  ...over,
});
const ringing = {
  callerNumber: '0538-000 0117',
  callId: 'now',
  firstRingMs: ms('20:14:01'),
  limitRingExpectedMs: ms('20:14:11'),
};

const CALLS: readonly (readonly [
  string,
  string,
  string | undefined,
  number,
  number | undefined,
  string | undefined,
  string,
  string | undefined,
  CallValue['log'],
])[] = [
  ['20:08:30', '二线', '0538-000 0142', 5, undefined, undefined, 'apart', 'other-line', 'open'],
  ['20:07:52', '一线', '0538-000 0231', 1, 3100, '赵明', 'answered-in-time', undefined, 'open'],
  ['19:58:07', '二线', '6012', 2, 6400, '赵明', 'answered-in-time', undefined, 'logged'],
  ['18:20:12', '一线', undefined, 3, undefined, undefined, 'out-of-hours', undefined, 'not-needed'],
  ['16:40:33', '一线', '0538-000 0198', 4, 18600, '李娜', 'answered-late', undefined, 'logged'],
  ['15:47:09', '一线', '0538-000 0164', 1, 2700, '孙涛', 'answered-in-time', undefined, 'logged'],
  ['15:12:26', '二线', '6003', 1, 1900, '孙涛', 'answered-in-time', undefined, 'logged'],
];
function calls(): Record<string, CallValue> {
  return Object.fromEntries(
    CALLS.map(([time, lineName, callerNumber, rings, waitMs, answeredBy, klass, apart, log]) => [
      `call/${time}`,
      {
        callId: time,
        lineId: lineName === '一线' ? 'line-1' : 'line-2',
        lineName,
        startedAtMs: ms(time),
        time,
        callerNumber,
        rings,
        waitMs,
        answeredBy,
        class: klass,
        apart,
        evidence: 'counted',
        log,
        matter: log === 'logged' ? '寒潮蓝色预警，请转告市政处' : undefined,
        remark: undefined,
      },
    ]),
  );
}
const onDuty: OnDutyValue = {
  shiftName: '晚班',
  from: '19:30',
  to: '21:30',
  signedOn: [
    { personId: 'p1', name: '赵明', sectionName: '督查科', sinceMs: ms('19:27:40'), rostered: false },
  ],
  rosteredNotHere: [],
  leader: '李振华',
  driver: '周卫东',
  next: undefined,
  away: undefined,
  receiving: undefined,
};
const base = {
  office: { ...office, stationName: '值班室' },
  day: workday,
  devices: dutyDevices,
  'on-duty': onDuty,
  next: { label: '次日白班', fromMs: shanghai('2026-11-24T08:00:00'), names: ['秘书科'] },
  figures: {
    inTime: 17,
    counted: 18,
    apart: [
      { reason: 'out-of-hours', count: 1 },
      { reason: 'other-line', count: 1 },
    ],
  },
  'line/line-1': line('line-1', '一线', 'idle'),
  'line/line-2': line('line-2', '二线', 'idle'),
  ...calls(),
  'call-back/20:08:30': {
    callId: '20:08:30',
    lineName: '二线',
    callerNumber: '0538-000 0142',
    time: '20:08:30',
    missedAtMs: ms('20:08:50'),
    dueMs: ms('20:18:50'),
    leaderTold: false,
  },
};
const duty = (over: Partial<Story> & { readonly set?: Record<string, unknown> }): Story => ({
  screen: 'duty',
  at,
  ...over,
  document: { ...base, ...over.set },
});
const withLine = (state: LineState, over: Partial<LineValue> = {}): Story =>
  duty({ set: { 'line/line-1': line('line-1', '一线', state, over) } });

const manyCallBacks = Object.fromEntries(
  Array.from({ length: 5 }, (_, at) => [
    `call-back/b${at}`,
    { ...base['call-back/20:08:30'], callId: `b${at}`, dueMs: ms(`20:1${at}:50`), leaderTold: at < 2 },
  ]),
);
const manyCalls = Object.fromEntries(
  Array.from({ length: 12 }, (_, at) => [
    `call/14:${10 + at}:00`,
    {
      ...calls()['call/19:58:07'],
      callId: `c${at}`,
      time: `14:${10 + at}:00`,
      startedAtMs: ms(`14:${10 + at}:00`),
      answeredBy: '欧阳静怡',
      matter: '仪仗路与长山街交叉口雨水井盖缺失，请市政处即派人员设围挡，处置情况于今日下班前报值班室',
    },
  ]),
);

/** Up to six, so that every state stands beside the others. */
function manyLines(count: number): Record<string, LineValue> {
  const lines: readonly LineValue[] = [
    line('line-1', '一线', 'past-limit', { ...ringing, ring: 5 }),
    line('line-2', '二线', 'ring-2', { ...ringing, ring: 2, callerNumber: undefined }),
    line('line-3', '三线', 'in-call', { ...ringing, sinceMs: ms('20:13:27') }),
    line('line-4', '值班专线', 'ring-1', { ...ringing, ring: 1 }),
    line('line-5', '防汛专线', 'idle'),
    line('line-6', '传真', 'blind', { sinceMs: ms('19:52:10') }),
  ];
  return Object.fromEntries(lines.slice(0, count).map((one) => [`line/${one.lineId}`, one]));
}

export const dutyStories: Readonly<Record<string, Story>> = {
  'duty-idle': duty({}),
  'duty-ring-1': withLine('ring-1', {
    ...ringing,
    ring: 1,
    sinceMs: ms('20:14:05'),
    firstRingMs: ms('20:14:05'),
    limitRingExpectedMs: ms('20:14:15'),
  }),
  'duty-ring-2': withLine('ring-2', { ...ringing, ring: 2 }),
  'duty-past-limit': withLine('past-limit', { ...ringing, ring: 4 }),
  'duty-in-call': withLine('in-call', { ...ringing, sinceMs: ms('20:13:27') }),
  'duty-off-hook': withLine('off-hook', { sinceMs: ms('20:12:30') }),
  'duty-unknown': withLine('unknown'),
  'duty-blind': duty({
    set: {
      'line/line-1': line('line-1', '一线', 'blind', { sinceMs: ms('19:52:10') }),
      devices: [device('电话监测', 'offline', '2026-11-23T19:52:10'), device('读卡器')],
    },
  }),
  'duty-offer': duty({
    set: {
      offer: {
        personId: 'p1',
        name: '赵明',
        offers: ['take-call', 'sign-off'],
        validUntilMs: ms('20:14:30'),
      },
    },
  }),
  'duty-sign-on': duty({
    set: {
      'on-duty': { ...onDuty, signedOn: [], rosteredNotHere: [{ personId: 'p2', name: '宋佳' }] },
      offer: { personId: 'p2', name: '宋佳', offers: ['sign-on'], validUntilMs: ms('20:14:30') },
    },
  }),
  'duty-hand-over': duty({
    set: {
      'on-duty': {
        ...onDuty,
        signedOn: [
          ...onDuty.signedOn,
          {
            personId: 'p9',
            name: '阿卜杜热合曼·买买提',
            sectionName: '机要文书科',
            sinceMs: ms('20:13:40'),
            rostered: true,
          },
        ],
        receiving: { personId: 'p1', name: '赵明', sinceMs: ms('20:11:00') },
      },
      offer: { personId: 'p1', name: '赵明', offers: ['sign-off'], validUntilMs: ms('20:14:30') },
    },
  }),
  'duty-receiving': duty({
    set: {
      'on-duty': { ...onDuty, receiving: { personId: 'p1', name: '赵明', sinceMs: ms('20:11:00') } },
    },
  }),
  'duty-unknown-badge': duty({
    notice: { code: 'badge-unknown', params: {}, atMs: shanghai(at) },
  }),
  'duty-nobody': duty({
    set: { 'on-duty': { ...onDuty, signedOn: [], rosteredNotHere: [{ personId: 'p2', name: '宋佳' }] } },
  }),
  'duty-away': duty({
    set: {
      'on-duty': {
        ...onDuty,
        away: { personId: 'p1', name: '赵明', sinceMs: ms('20:10:00'), expectedMinutes: 10 },
      },
    },
  }),
  'duty-visits': duty({
    set: {
      'log/v1': {
        id: 'v1',
        kind: 'visit',
        atMs: ms('19:40:00'),
        time: '19:40:00',
        from: '石横镇王同志',
        matter: '送防汛值守材料，转秘书科',
        passedTo: undefined,
        done: true,
        by: ['赵明'],
      },
    },
  }),
  'duty-four-lines': duty({ set: manyLines(4) }),
  'duty-six-lines': duty({ set: { ...manyLines(6), ...manyCalls, ...manyCallBacks } }),
  'duty-three-lines': duty({
    set: {
      'line/line-1': line('line-1', '一线', 'past-limit', { ...ringing, ring: 5 }),
      'line/line-2': line('line-2', '二线', 'ring-2', { ...ringing, ring: 2, callerNumber: undefined }),
      'line/line-3': line('line-3', '值班专线', 'ring-1', { ...ringing, ring: 1 }),
      ...manyCalls,
      ...manyCallBacks,
    },
  }),
  'duty-five-lines': duty({
    set: {
      'line/line-1': line('line-1', '一线', 'ring-2', { ...ringing, ring: 2 }),
      'line/line-3': line('line-3', '三线', 'in-call', { ...ringing, sinceMs: ms('20:13:27') }),
      'line/line-4': line('line-4', '值班专线', 'blind', { sinceMs: ms('19:52:10') }),
      'line/line-5': line('line-5', '传真', 'unknown'),
      ...manyCalls,
      ...manyCallBacks,
    },
  }),
  'duty-visit': duty({
    hands: [
      { key: 'F4' },
      { fill: 'duty.visitFrom', text: '石横镇王同志' },
      { fill: 'duty.visitField', text: '送防汛值守材料，转秘书科' },
    ],
  }),
  'duty-step-away': duty({ hands: [{ key: 'F2' }] }),
  'duty-refused': duty({
    hands: [{ key: 'F3' }],
    refusal: {
      code: 'DUTY_BADGE_NEEDED',
      title: '未办理：半分钟内未见赵明在本台刷卡或按指纹。请先刷卡或按指纹，再点选。',
      clause: 'ZB-1',
    },
  }),
  'duty-many-calls': duty({ set: { ...manyCalls, ...manyCallBacks } }),
  'duty-empty': {
    screen: 'duty',
    at,
    document: {
      office: base.office,
      day: workday,
      devices: dutyDevices,
      'on-duty': onDuty,
      figures: { inTime: 0, counted: 0, apart: [] },
      'line/line-1': base['line/line-1'],
      'line/line-2': base['line/line-2'],
    },
  },
  'duty-all-devices-lost': duty({
    set: {
      'line/line-1': line('line-1', '一线', 'blind', { sinceMs: ms('19:52:10') }),
      'line/line-2': line('line-2', '二线', 'blind', { sinceMs: ms('19:52:10') }),
      devices: [
        device('电话监测', 'offline', '2026-11-23T19:52:10'),
        device('读卡器', 'offline', '2026-11-23T19:52:10'),
      ],
    },
  }),
  'duty-crowded': duty({
    set: {
      'on-duty': {
        ...onDuty,
        rosteredNotHere: [{ personId: 'p2', name: '宋佳' }],
        away: { personId: 'p1', name: '赵明', sinceMs: ms('20:10:00'), expectedMinutes: 10 },
      },
      ...manyCalls,
      ...manyCallBacks,
    },
  }),
  'duty-three-lines-away': duty({
    set: {
      'line/line-3': line('line-3', '值班专线', 'ring-1', { ...ringing, ring: 1 }),
      'on-duty': {
        ...onDuty,
        away: { personId: 'p1', name: '赵明', sinceMs: ms('20:10:00'), expectedMinutes: 10 },
      },
      ...manyCalls,
      ...manyCallBacks,
    },
  }),
  'duty-clock': duty({ heartbeat: CLOCK_UNSURE }),
  'duty-clock-offer': duty({
    heartbeat: CLOCK_UNSURE,
    set: {
      'on-duty': { ...onDuty, signedOn: [], rosteredNotHere: [{ personId: 'p2', name: '宋佳' }] },
      offer: { personId: 'p2', name: '宋佳', offers: ['sign-on'], validUntilMs: ms('20:14:30') },
    },
  }),
  'duty-unwritable': duty({ heartbeat: JOURNAL_UNWRITABLE }),
  'duty-not-published': duty({
    at: '2027-01-04T20:14:08',
    set: {
      day: NOT_PUBLISHED,
      'on-duty': { ...onDuty, shiftName: undefined, from: undefined, to: undefined, signedOn: [] },
      next: undefined,
      'call-back/20:08:30': undefined,
    },
  }),
  'duty-no-lines': duty({ set: { 'line/line-1': undefined, 'line/line-2': undefined } }),
  'duty-stale': duty({ phase: 'stale' }),
  'duty-stale-ringing': duty({
    phase: 'stale',
    set: { 'line/line-1': line('line-1', '一线', 'ring-2', { ...ringing, ring: 2 }) },
  }),
  'duty-offline': { screen: 'duty', at, document: {}, phase: 'offline' },
  'duty-loading': { screen: 'duty', at, document: {}, phase: 'loading' },
  'duty-pairing': { screen: 'duty', at, document: {}, phase: 'refused', problem: NOT_PAIRED },
  'duty-pairing-refused': {
    screen: 'duty',
    at,
    document: {},
    phase: 'refused',
    answers: { refusals: { '/api/pair': PAIRING_REFUSED } },
    hands: [{ fill: 'pair.code', text: 'K7QM 2XDP' }, { press: 'pair.send' }],
  },
};
