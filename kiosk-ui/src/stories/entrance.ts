/** Every state of the entrance. */
import type { BadgeValue, BoardState, EdgesValue, RowValue } from '../../../server/contract/screens.ts';
import { device, entranceDevices, LEADERS, office, SECTIONS, STAFF, workday } from './office.ts';
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
  totals: { expected: 56, signed: 41, notSigned: 15 },
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
const badge = (name: string, time: string, state: BadgeValue['state'], remark?: string): BadgeValue => ({
  id: name + time,
  name,
  time,
  atMs: shanghai(`2026-11-23T${time}`),
  by: 'finger',
  state,
  remark,
});

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
];
function rows(): Record<string, unknown> {
  const found: Record<string, unknown> = {};
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
      const state = MIX[(order * 5 + at) % MIX.length] ?? 'not-yet';
      const timed = state === 'on-time' || state === 'late' || state === 'after-edge';
      const row: RowValue = {
        personId: `p${order}-${at}`,
        name,
        sectionId: `s${order}`,
        rank: 10 + at,
        state,
        time: timed ? '07:4' + (at % 10) : undefined,
      };
      found[`row/${row.personId}`] = row;
    }),
  );
  return found;
}

const at = '2026-11-23T07:42:13';
const entrance = (over: Partial<Story> & { readonly set?: Record<string, unknown> }): Story => ({
  screen: 'entrance',
  at,
  ...over,
  document: { ...base, ...over.set },
});

export const entranceStories: Readonly<Record<string, Story>> = {
  'entrance-rest': entrance({}),
  'entrance-opening': entrance({ at: '2026-11-23T06:12:00' }),
  'entrance-late': entrance({ at: '2026-11-23T07:53:20' }),
  'entrance-past': entrance({ at: '2026-11-23T08:04:51' }),
  'entrance-on-time': entrance({ set: { badge: badge('王建国', '07:42:13', 'on-time') } }),
  'entrance-late-badge': entrance({
    at: '2026-11-23T07:53:21',
    set: { badge: badge('孙涛', '07:53:20', 'late') },
  }),
  'entrance-after-edge': entrance({
    at: '2026-11-23T08:04:52',
    set: { badge: badge('买买提·阿不都拉', '08:04:51', 'after-edge') },
  }),
  'entrance-open-badge': entrance({
    set: { badge: badge('欧阳靖宇', '07:42:13', 'open', '签到机 07:31 至 07:40 离线，证据不全') },
  }),
  'entrance-unknown-finger': entrance({ notice: { code: 'badge-unknown', params: {}, atMs: shanghai(at) } }),
  'entrance-names': entrance({ set: { board: { shown: 'always' }, ...rows() } }),
  'entrance-names-badge': entrance({
    set: { board: { shown: 'always' }, ...rows(), badge: badge('王建国', '07:42:13', 'on-time') },
  }),
  'entrance-down': entrance({
    set: { reader: { state: 'down' }, devices: [device('指纹机', 'offline'), device('读卡器', 'offline')] },
  }),
  'entrance-finger-only': entrance({
    set: { reader: { state: 'finger-only' }, devices: [device('指纹机'), device('读卡器', 'unknown')] },
  }),
  'entrance-not-published': entrance({
    at: '2027-01-04T07:42:13',
    set: { day: { officeDate: '2027-01-04', kind: 'not-published' }, edges: { ...edges, judged: false } },
  }),
  'entrance-holiday': entrance({
    set: {
      day: { officeDate: '2026-10-01', kind: 'holiday', holidayName: '国庆节' },
      edges: { ...edges, judged: false },
    },
  }),
  'entrance-empty': entrance({
    set: { totals: { expected: 0, signed: 0, notSigned: 0 }, tonight: undefined, notices: [] },
  }),
  'entrance-loading': { screen: 'entrance', at, document: {}, phase: 'loading' },
  'entrance-stale': entrance({ phase: 'stale' }),
  'entrance-unwritable': entrance({ heartbeat: { journal: { writable: false, reason: '（磁盘已满）' } } }),
  'entrance-clock': entrance({ heartbeat: { clock: { believed: false, reason: '时钟早于最后一条记录。' } } }),
  'entrance-demo': entrance({ heartbeat: { demoClock: true } }),
};
