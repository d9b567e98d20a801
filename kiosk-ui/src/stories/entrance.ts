/** Every state of the entrance. */
import type {
  BadgeValue,
  BoardState,
  DeviceStripEntry,
  EdgesValue,
  ReaderValue,
  RowValue,
  TotalsValue,
} from '../../../server/contract/screens.ts';
import {
  CLOCK_UNSURE,
  device,
  entranceDevices,
  JOURNAL_UNWRITABLE,
  LEADERS,
  NOT_PAIRED,
  office,
  PAIRING_REFUSED,
  SECTIONS,
  STAFF,
  workday,
} from './office.ts';
import { shanghai, type Story } from './story-ports.svelte.ts';

const edges: EdgesValue = {
  signInOpensMs: shanghai('2026-11-23T06:30:00'),
  bandFromMs: shanghai('2026-11-23T07:20:00'),
  lateFromMs: shanghai('2026-11-23T07:50:00'),
  absentFromMs: shanghai('2026-11-23T08:00:01'),
  lateFrom: '07:50:00',
  absentFrom: '08:00:01',
  judged: true,
};
const base = {
  office,
  day: workday,
  devices: entranceDevices,
  edges,
  totals: { expected: 56, signed: 41, onLeave: 0, away: 0, notSigned: 15 },
  board: { shown: 'after-badge' },
  reader: { state: 'ready' },
  tonight: {
    from: '19:30',
    to: '21:30',
    rows: [
      { role: 'leader', name: '李振华', remark: '副主任' },
      { role: 'officer', name: '赵明', remark: '督查科' },
      { role: 'driver', name: '周卫东', remark: '行政科' },
    ],
  },
  notices: [{ code: 'make-up-workday-ahead', params: {}, text: '11月29日（星期日）调休上班' }],
};
/** As the service sends it for a day that asks for no sign-in. */
const NOT_COUNTED: TotalsValue = { expected: 0, signed: 0, onLeave: 0, away: 0, notSigned: 0 };
export const badge = (
  name: string,
  time: string,
  state: BadgeValue['state'],
  remark?: string,
): BadgeValue => ({
  id: name + time,
  name,
  time,
  atMs: shanghai(`2026-11-23T${time}`),
  by: 'finger',
  state,
  remark,
});

/** Past eight o'clock; before that nobody can be late or missing. */
const MIX: readonly BoardState[] = [
  'on-time',
  'on-time',
  'on-time',
  'not-yet',
  'on-time',
  'late',
  'on-time',
  'away-on-duty',
  'on-time',
  'on-leave',
  'open',
  'on-duty-shift',
  'not-signed-in',
  'not-expected',
  'after-edge',
  'explained',
];
const BEFORE_EIGHT: Partial<Record<BoardState, BoardState>> = {
  late: 'on-time',
  'after-edge': 'not-yet',
  'not-signed-in': 'not-yet',
};
/** On the board these two are as long as names get. */
const LONG: Readonly<Record<string, string>> = { 唐波: '欧阳靖宇', 彭飞: '阿卜杜热合曼·买买提' };

function stateIn(kind: 'morning' | 'past' | 'rest', at: number): BoardState {
  if (kind === 'rest') return 'not-expected';
  const state = MIX[at % MIX.length] ?? 'not-yet';
  return kind === 'past' ? state : (BEFORE_EIGHT[state] ?? state);
}
function timeIn(state: BoardState, order: number, at: number): string | undefined {
  if (state === 'late') return `07:5${at % 10}`;
  if (state === 'after-edge') return `08:0${1 + (at % 4)}`;
  return state === 'on-time' ? `07:${18 + ((order * 7 + at * 11) % 25)}` : undefined;
}
function rows(kind: 'morning' | 'past' | 'rest' = 'morning'): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const states: BoardState[] = [];
  SECTIONS.forEach((name, order) => (found[`section/${order}`] = { sectionId: `s${order}`, name, order }));
  LEADERS.forEach((name, rank) => {
    found[`row/l${rank}`] = {
      personId: `l${rank}`,
      name,
      sectionId: 'lead',
      rank,
      state: rank === 3 ? 'away-on-duty' : 'at-post',
      time: undefined,
    };
  });
  STAFF.forEach((names, order) =>
    names.forEach((name, at) => {
      const state = stateIn(kind, order * 5 + at);
      const row: RowValue = {
        personId: `p${order}-${at}`,
        name: LONG[name] ?? name,
        sectionId: `s${order}`,
        rank: 10 + at,
        state,
        time: name === '王建国' && state === 'on-time' ? '07:42' : timeIn(state, order, at),
      };
      found[`row/${row.personId}`] = row;
      states.push(state);
    }),
  );
  found['totals'] = kind === 'rest' ? NOT_COUNTED : totalsOf(states);
  return found;
}
function totalsOf(states: readonly BoardState[]): TotalsValue {
  const count = (...some: readonly BoardState[]): number =>
    states.filter((state) => some.includes(state)).length;
  const onLeave = count('on-leave');
  const away = count('away-on-duty');
  const signed = count('on-time', 'late', 'after-edge');
  const expected = states.length - count('not-expected', 'on-duty-shift');
  return { expected, signed, onLeave, away, notSigned: expected - signed - onLeave - away };
}

const at = '2026-11-23T07:42:13';
export const entrance = (over: Partial<Story> & { readonly set?: Record<string, unknown> }): Story => ({
  screen: 'entrance',
  at,
  ...over,
  document: { ...base, ...over.set },
});

const badged = (name: string, time: string, state: BadgeValue['state'], remark?: string): Story =>
  entrance({ at: `2026-11-23T${time}`, set: { badge: badge(name, time, state, remark) } });
const said = (code: string, params: Readonly<Record<string, string>> = {}): Story =>
  entrance({ notice: { code, params, atMs: shanghai(at) } });
const readers = (
  state: ReaderValue['state'],
  finger: DeviceStripEntry['lamp'],
  card: DeviceStripEntry['lamp'],
): Story =>
  entrance({
    set: { reader: { state }, devices: [device('指纹机', finger), device('读卡器', card)] },
  });
const judgedNot = { edges: { ...edges, judged: false }, totals: NOT_COUNTED };
const staffOnly = { board: { shown: 'always' }, ...rows() };

export const entranceStories: Readonly<Record<string, Story>> = {
  'entrance-rest': entrance({}),
  'entrance-opening': entrance({
    at: '2026-11-23T06:12:00',
    set: { totals: { expected: 56, signed: 0, onLeave: 2, away: 3, notSigned: 51 } },
  }),
  'entrance-late': entrance({ at: '2026-11-23T07:53:20' }),
  'entrance-past': entrance({ at: '2026-11-23T08:04:51' }),
  'entrance-on-time': badged('王建国', '07:42:13', 'on-time'),
  'entrance-late-badge': badged('孙涛', '07:53:20', 'late'),
  'entrance-after-edge': badged('买买提·阿不都拉', '08:04:51', 'after-edge'),
  'entrance-open-badge': badged('欧阳靖宇', '07:42:13', 'open', '签到机 07:31 至 07:40 离线，证据不全'),
  'entrance-already-signed': badged('王建国', '07:46:40', 'already-signed', '今日已于 07:42:13 签到'),
  'entrance-recorded': badged('宋佳', '17:31:05', 'recorded'),
  'entrance-long-name': badged('阿卜杜热合曼·买买提', '07:42:13', 'on-time'),
  'entrance-long-name-open': badged(
    '阿卜杜热合曼·买买提',
    '07:42:13',
    'open',
    '签到机 07:31 至 07:40 离线，证据不全',
  ),
  'entrance-rare-name': badged('𬱖㛃', '07:42:13', 'on-time'),
  'entrance-unknown-finger': said('badge-unknown'),
  'entrance-stopped-card': said('badge-unknown', { reason: 'stopped' }),
  'entrance-poor-image': said('finger-poor-image'),
  'entrance-names': entrance({ set: staffOnly }),
  'entrance-names-badge': entrance({
    set: { ...staffOnly, badge: badge('王建国', '07:42:13', 'on-time') },
  }),
  'entrance-names-minute': entrance({
    set: { ...rows(), board: { shown: 'after-badge', visibleUntilMs: shanghai('2026-11-23T07:43:00') } },
  }),
  'entrance-names-past': entrance({
    at: '2026-11-23T08:04:51',
    set: { ...staffOnly, ...rows('past') },
  }),
  'entrance-names-not-judged': entrance({
    at: '2026-11-28T07:42:13',
    set: {
      ...staffOnly,
      ...rows('rest'),
      day: { officeDate: '2026-11-28', kind: 'rest-day' },
      ...judgedNot,
    },
  }),
  'entrance-down': readers('down', 'offline', 'offline'),
  'entrance-names-down': entrance({
    set: {
      ...staffOnly,
      reader: { state: 'down' },
      devices: [device('指纹机', 'offline'), device('读卡器', 'offline')],
    },
  }),
  'entrance-finger-only': readers('finger-only', 'online', 'unknown'),
  'entrance-card-only': readers('card-only', 'offline', 'online'),
  'entrance-unproven': readers('unproven', 'degraded', 'unknown'),
  'entrance-not-published': entrance({
    at: '2027-01-04T07:42:13',
    set: {
      day: { officeDate: '2027-01-04', kind: 'not-published' },
      ...judgedNot,
      notices: [{ code: 'year-not-published', params: { year: 2027 }, text: '2027年工作日历未公布' }],
    },
  }),
  'entrance-holiday': entrance({
    at: '2026-10-01T07:42:13',
    set: {
      day: { officeDate: '2026-10-01', kind: 'holiday', holidayName: '国庆节' },
      ...judgedNot,
      notices: [{ code: 'make-up-workday-ahead', params: {}, text: '10月10日（星期六）调休上班' }],
    },
  }),
  'entrance-rest-day': entrance({
    at: '2026-11-28T07:42:13',
    set: { day: { officeDate: '2026-11-28', kind: 'rest-day' }, ...judgedNot },
  }),
  'entrance-make-up-day': entrance({
    set: {
      day: { officeDate: '2026-11-29', kind: 'make-up-workday' },
      notices: [
        {
          code: 'holiday-ahead',
          params: { name: '元旦', from: '2027-01-01', to: '2027-01-03' },
          text: '1月1日至1月3日元旦放假',
        },
      ],
    },
  }),
  'entrance-empty': entrance({
    set: {
      totals: { expected: 0, signed: 0, onLeave: 0, away: 0, notSigned: 0 },
      tonight: undefined,
      notices: [],
    },
  }),
  'entrance-loading': { screen: 'entrance', at, document: {}, phase: 'loading' },
  'entrance-stale': entrance({ phase: 'stale' }),
  'entrance-names-stale': entrance({ phase: 'stale', set: staffOnly }),
  'entrance-offline': { screen: 'entrance', at, document: {}, phase: 'offline' },
  'entrance-unwritable': entrance({ heartbeat: JOURNAL_UNWRITABLE }),
  'entrance-clock': entrance({ heartbeat: CLOCK_UNSURE }),
  'entrance-demo': entrance({ heartbeat: { demoClock: true } }),
  'entrance-pairing': { screen: 'entrance', at, document: {}, phase: 'refused', problem: NOT_PAIRED },
  'entrance-pairing-refused': {
    screen: 'entrance',
    at,
    document: {},
    phase: 'refused',
    answers: { refusals: { '/api/pair': PAIRING_REFUSED } },
    hands: [{ fill: 'pair.code', text: 'K7QM 2XDP' }, { press: 'pair.send' }],
  },
};
