/** Every state of the seal cabinet. */
import type {
  CabinetAlarmValue,
  CabinetSessionValue,
  LockValue,
  SlotValue,
} from '../../../server/contract/screens.ts';
import {
  cabinetDevices,
  CLOCK_UNSURE,
  device,
  JOURNAL_UNWRITABLE,
  NOT_PAIRED,
  NOT_PUBLISHED,
  office,
  PAIRING_REFUSED,
  workday,
} from './office.ts';
import { shanghai, type Story } from './story-ports.svelte.ts';

const at = '2026-11-23T09:47:52';
const ms = (time: string): number => shanghai(`2026-11-23T${time}`);
const ITEMS = ['市政府', '市政府党组', '市政府办公室', '办公室党组', '办公室支部', '印模', '公函'];
const slot = (number: number, over: Partial<SlotValue> = {}): SlotValue => ({
  slot: number,
  itemId: `item-${number}`,
  itemName: ITEMS[number - 1] ?? '',
  state: 'in',
  outSinceMs: undefined,
  dueMs: undefined,
  holder: undefined,
  ...over,
});
const slots = (over: Readonly<Record<number, Partial<SlotValue>>> = {}): Record<string, SlotValue> =>
  Object.fromEntries(ITEMS.map((_, index) => [`slot/${index + 1}`, slot(index + 1, over[index + 1])]));
const lock = (over: Partial<LockValue> = {}): LockValue => ({
  state: 'locked',
  door: 'closed',
  lock: 'closed',
  sinceMs: ms('08:00:00'),
  doorDueMs: undefined,
  ...over,
});
const session = (over: Partial<CabinetSessionValue> = {}): CabinetSessionValue => ({
  step: 'idle',
  personName: undefined,
  personId: undefined,
  factors: [],
  lapsesMs: undefined,
  chosenRequestIds: [],
  ground: undefined,
  intentId: undefined,
  toRegister: [],
  toReturn: [],
  problem: undefined,
  ...over,
});
const custodian = { personName: '陈静', personId: 'p1', factors: ['card', 'finger'] };
const request = (id: string, item: number, title: string, copies: number) => ({
  requestId: id,
  itemIds: [`item-${item}`],
  itemNames: [ITEMS[item - 1] ?? ''],
  title,
  copies,
  unit: '市自然资源局',
  lane: 'b',
  approvedBy: '孙志强',
  approvedAtMs: ms('08:40:00'),
  expiresAtMs: ms('23:59:59'),
});
const base = {
  office: { ...office, stationName: '印章柜' },
  day: workday,
  devices: cabinetDevices,
  lock: lock(),
  session: session(),
  ...slots(),
  'request/r1': request('r1', 1, '关于同意设立公益性公墓的批复', 5),
  'request/r2': request('r2', 3, '关于做好2026年冬季森林防火工作的通知', 12),
  'request/r3': request('r3', 5, '预备党员转正材料', 2),
};
const cabinet = (set: Record<string, unknown> = {}, over: Partial<Story> = {}): Story => ({
  screen: 'cabinet',
  at,
  ...over,
  document: { ...base, ...set },
});
const open = lock({ state: 'open', door: 'open', lock: 'open', doorDueMs: ms('09:48:40') });
const outNow = slots({
  3: { state: 'out', outSinceMs: ms('09:40:00'), dueMs: ms('10:10:00'), holder: '陈静' },
});
const entry = {
  requestId: 'r2',
  itemId: 'item-3',
  itemName: '市政府办公室',
  title: '关于做好2026年冬季森林防火工作的通知',
  copies: 12,
};
const back = { itemId: 'item-3', itemName: '市政府办公室', slot: 3 };
const LONG_TITLE =
  '关于转发市安全生产委员会办公室关于进一步加强岁末年初安全生产和森林防灭火工作的紧急通知的通知';
const many = Object.fromEntries(
  Array.from({ length: 9 }, (_, index) => [
    `request/m${index}`,
    request(`m${index}`, (index % 5) + 1, '关于报送安全生产大检查情况的函', index + 1),
  ]),
);

const alarm = (
  kind: string,
  title: string,
  whatToDo: string,
  acknowledge: boolean,
): { readonly alarm: CabinetAlarmValue } => ({
  alarm: { alarmId: `alarm-${kind}`, kind, sinceMs: ms('09:46:07'), title, whatToDo, acknowledge },
});
const FORCED = {
  lock: lock({ state: 'forced', door: 'open', lock: 'closed' }),
  ...alarm('forced', '非正常开门', '无授权开门。请关门，清点印章，报告主任。', true),
};
const atFirstFactor = session({
  step: 'first-factor',
  personName: '陈静',
  personId: 'p1',
  factors: ['card'],
  lapsesMs: ms('09:47:59'),
});

export const cabinetStories: Readonly<Record<string, Story>> = {
  'cabinet-idle': cabinet(),
  'cabinet-finger': cabinet({
    session: session({
      step: 'first-factor',
      personName: '陈静',
      personId: 'p1',
      factors: ['card'],
      lapsesMs: ms('09:47:59'),
      chosenRequestIds: ['r1', 'r2'],
    }),
    ...outNow,
  }),
  'cabinet-card': cabinet({
    session: session({ ...atFirstFactor, factors: ['finger'] }),
  }),
  'cabinet-pin': cabinet(
    { session: atFirstFactor },
    { hands: [{ press: 'cabinet.usePin' }, { pressWords: '2' }, { pressWords: '5' }, { pressWords: '8' }] },
  ),
  'cabinet-pin-refused': cabinet(
    { session: atFirstFactor },
    {
      hands: [
        { press: 'cabinet.usePin' },
        { pressWords: '2' },
        { pressWords: '5' },
        { pressWords: '8' },
        { pressWords: '0' },
        { press: 'pin.send' },
      ],
      refusal: {
        code: 'SEALS_PIN_NOT_EXPECTED',
        title: '口令未采用：未验到第一项身份，或已过时限。请先刷卡或按指纹，再输入口令。',
        clause: 'YX-Y1',
      },
    },
  ),
  'cabinet-unknown-badge': cabinet({}, { notice: { code: 'badge-unknown', params: {}, atMs: shanghai(at) } }),
  'cabinet-choose-refused': cabinet(
    {
      session: session({ step: 'choose', ...custodian, lapsesMs: ms('09:48:20'), chosenRequestIds: ['r2'] }),
    },
    {
      hands: [{ press: 'cabinet.open' }],
      refusal: {
        code: 'SEALS_ITEM_NOT_IN_PLACE',
        title: '柜门未开：市政府办公室不在位或状态不明。请先还印入位，或请人工查看。',
        clause: 'YX-Y1',
      },
    },
  ),
  'cabinet-choose': cabinet({
    session: session({ step: 'choose', ...custodian, lapsesMs: ms('09:48:20'), chosenRequestIds: ['r2'] }),
  }),
  'cabinet-choose-many': cabinet({
    session: session({ step: 'choose', ...custodian, lapsesMs: ms('09:48:20') }),
    ...many,
    ...outNow,
  }),
  'cabinet-long-names': cabinet({
    session: session({ step: 'choose', ...custodian, personName: '欧阳静怡', lapsesMs: ms('09:48:20') }),
    'request/r1': request('r1', 1, LONG_TITLE, 9999),
    'request/r2': request('r2', 3, LONG_TITLE, 9999),
    'request/r3': request('r3', 5, LONG_TITLE, 9999),
    ...outNow,
  }),
  'cabinet-register-long': cabinet({
    session: session({
      step: 'register',
      ...custodian,
      toRegister: [
        { ...entry, title: LONG_TITLE, copies: 9999 },
        { ...entry, requestId: 'r9' },
      ],
    }),
    lock: open,
    ...outNow,
  }),
  'cabinet-opening': cabinet({
    session: session({ step: 'opening', ...custodian, chosenRequestIds: ['r2'] }),
    lock: lock({ state: 'unlocking', lock: 'open' }),
  }),
  'cabinet-take': cabinet({
    session: session({ step: 'take', ...custodian, chosenRequestIds: ['r2'] }),
    lock: open,
  }),
  'cabinet-register': cabinet({
    session: session({
      step: 'register',
      ...custodian,
      chosenRequestIds: ['r2'],
      toRegister: [entry, entry],
      toReturn: [back],
    }),
    lock: open,
    ...outNow,
  }),
  'cabinet-return': cabinet({
    session: session({ step: 'return', ...custodian, toReturn: [back] }),
    lock: open,
  }),
  'cabinet-return-out': cabinet({
    session: session({ step: 'return', ...custodian, toReturn: [back] }),
    lock: open,
    ...outNow,
  }),
  'cabinet-close': cabinet({
    session: session({ step: 'close', ...custodian }),
    lock: lock({ state: 'open', door: 'open', lock: 'open', doorDueMs: ms('09:47:40') }),
  }),
  'cabinet-stopped': cabinet({
    session: session({
      step: 'stopped',
      personName: '陈静',
      personId: 'p1',
      factors: ['card'],
      problem: { code: 'SEALS_FINGER', title: '柜门未开：未验到保管人指纹。请先刷卡，再按指纹。' },
    }),
  }),
  'cabinet-out': cabinet(outNow),
  'cabinet-overdue': cabinet(
    slots({ 6: { state: 'out', outSinceMs: ms('08:00:00'), dueMs: ms('09:30:00'), holder: '市印刷厂' } }),
  ),
  'cabinet-long-slots': cabinet(
    slots({
      1: { itemName: '肥城市人民政府办公室印章' },
      3: {
        itemName: '市政府办公室财务专用章',
        state: 'out',
        outSinceMs: ms('09:40:00'),
        dueMs: ms('10:10:00'),
        holder: '阿卜杜热合曼·买买提',
      },
      6: { state: 'out', outSinceMs: ms('09:41:00'), dueMs: ms('10:11:00'), holder: '欧阳文静' },
    }),
  ),
  'cabinet-wrong': cabinet(slots({ 2: { state: 'wrong' }, 4: { state: 'unknown' } })),
  'cabinet-alarm': cabinet(FORCED),
  'cabinet-alarm-refused': cabinet(FORCED, {
    hands: [{ press: 'alarm.here' }],
    refusal: {
      code: 'SEALS_ACKNOWLEDGE_BADGE',
      title: '警报未确认：须由到场人员确认。请先刷卡或按指纹，再点“已到场”键。',
      clause: 'YX-Y1',
    },
  }),
  'cabinet-alarm-stale': cabinet(FORCED, { phase: 'stale' }),
  'cabinet-tamper': cabinet(alarm('tamper', '柜体防拆报警', '请到场查看柜体，清点印章，报告主任。', true)),
  'cabinet-held': cabinet({
    lock: lock({ state: 'held', door: 'open', lock: 'open', doorDueMs: ms('09:46:07') }),
    ...alarm('held', '柜门未关', '请还印入位，关门落锁。', false),
  }),
  'cabinet-did-not-relock': cabinet({
    lock: lock({ state: 'did-not-relock', lock: 'open' }),
    ...alarm(
      'did-not-relock',
      '柜门未落锁',
      '门已关而锁未落。请重新关紧；仍不落锁的，留人看守并联系管理员。',
      false,
    ),
  }),
  'cabinet-did-not-open': cabinet({
    lock: lock({ state: 'did-not-open' }),
    session: session({
      step: 'stopped',
      ...custodian,
      problem: {
        code: 'did-not-open',
        title: '柜门未开：锁已动作而门未拉开，或锁未动作。审批仍有效，请重新刷卡、按指纹后再开。',
      },
    }),
  }),
  'cabinet-unknown': cabinet({
    lock: lock({ state: 'unknown', door: 'unknown', lock: 'unknown' }),
    ...slots(Object.fromEntries(ITEMS.map((_, index) => [index + 1, { state: 'unknown' as const }]))),
  }),
  'cabinet-eight-slots': cabinet({
    'slot/8': slot(8, { itemId: undefined, itemName: '', state: 'out' }),
    ...outNow,
  }),
  'cabinet-device-lost': cabinet({
    lock: lock({ state: 'unknown', door: 'unknown', lock: 'unknown' }),
    ...slots(Object.fromEntries(ITEMS.map((_, index) => [index + 1, { state: 'unknown' as const }]))),
    devices: [
      device('柜锁', 'offline', '2026-11-23T09:31:20'),
      device('指纹机'),
      device('读卡器', 'degraded'),
    ],
  }),
  'cabinet-reader-lost': cabinet({
    devices: [device('柜锁'), device('指纹机', 'offline', '2026-11-23T09:31:20'), device('读卡器')],
  }),
  'cabinet-lamp-unknown': cabinet({
    devices: [device('柜锁'), device('指纹机', 'unknown'), device('读卡器', 'degraded')],
  }),
  'cabinet-not-published': cabinet({ day: NOT_PUBLISHED }, { at: '2027-01-04T09:47:52' }),
  'cabinet-clock': cabinet({}, { heartbeat: CLOCK_UNSURE }),
  'cabinet-clock-register': cabinet(
    {
      session: session({ step: 'register', ...custodian, toRegister: [entry], toReturn: [back] }),
      lock: open,
      ...outNow,
    },
    { heartbeat: CLOCK_UNSURE },
  ),
  'cabinet-clock-choose': cabinet(
    { session: session({ step: 'choose', ...custodian, lapsesMs: ms('09:48:20') }), ...outNow },
    { heartbeat: CLOCK_UNSURE },
  ),
  'cabinet-demo': cabinet({}, { heartbeat: { demoClock: true } }),
  'cabinet-offline': { screen: 'cabinet', at, document: {}, phase: 'offline' },
  'cabinet-pairing': { screen: 'cabinet', at, document: {}, phase: 'refused', problem: NOT_PAIRED },
  'cabinet-pairing-refused': {
    screen: 'cabinet',
    at,
    document: {},
    phase: 'refused',
    answers: { refusals: { '/api/pair': PAIRING_REFUSED } },
    hands: [{ fill: 'pair.code', text: 'K7QM 2XDP' }, { press: 'pair.send' }],
  },
  'cabinet-empty': {
    screen: 'cabinet',
    at,
    document: {
      office: base.office,
      day: workday,
      devices: cabinetDevices,
      lock: lock(),
      session: session(),
      ...slots(),
    },
  },
  'cabinet-stale': cabinet({}, { phase: 'stale' }),
  'cabinet-loading': { screen: 'cabinet', at, document: {}, phase: 'loading' },
  'cabinet-unwritable': cabinet({}, { heartbeat: JOURNAL_UNWRITABLE }),
};
