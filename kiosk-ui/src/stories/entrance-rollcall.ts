/** The entrance while its readers take a roll call, and one's own figures after badging twice. */
import type { RollcallBadgeValue, RollcallValue, TallyValue } from '../../../server/contract/screens.ts';
import { badge, entrance } from './entrance.ts';
import { device, SECTIONS, STAFF } from './office.ts';
import { shanghai, type Story } from './story-ports.svelte.ts';

const study: RollcallValue = {
  activityId: 'study',
  title: '第四季度政治学习',
  kind: 'study',
  place: '三楼会议室',
  from: '14:30',
  to: '16:00',
  openedAtMs: shanghai('2026-11-23T14:20:00'),
  closesAtMs: shanghai('2026-11-23T16:00:00'),
  called: 56,
  present: 31,
  excused: 4,
  missing: 21,
};
/** A meeting that begins with the day: the morning's sign-in goes on beside it. */
const early: RollcallValue = {
  ...study,
  title: '全市防汛工作视频调度会',
  kind: 'meeting',
  place: '一楼视频会议室',
  from: '08:00',
  to: '09:30',
  openedAtMs: shanghai('2026-11-23T07:35:00'),
  closesAtMs: shanghai('2026-11-23T09:30:00'),
  called: 18,
  present: 7,
  excused: 1,
  missing: 10,
};
const LONG_TITLE =
  '关于深入学习贯彻全市机关作风建设暨优化营商环境工作会议精神、部署年末督查考核和值班值守各项工作的办公室全体人员会议';

const at = '2026-11-23T14:24:13';
const calling = (over: Partial<Story> & { readonly set?: Record<string, unknown> } = {}): Story =>
  entrance({ at, ...over, set: { rollcall: study, ...over.set } });

function answered(
  name: string,
  time: string,
  state: RollcallBadgeValue['state'],
  more: { readonly excused?: boolean; readonly set?: Record<string, unknown> } = {},
): Story {
  const card = badge(name, time, 'already-signed', '今日已于 07:31:20 签到');
  const called: RollcallBadgeValue = {
    id: card.id,
    name,
    time,
    atMs: card.atMs,
    state,
    excused: more.excused ?? false,
  };
  return calling({
    at: `2026-11-23T${time}`,
    set: { badge: card, 'rollcall-badge': called, ...more.set },
  });
}

function notYet(): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  SECTIONS.forEach((name, order) => (found[`section/${order}`] = { sectionId: `s${order}`, name, order }));
  STAFF.slice(0, 5).forEach((names, order) =>
    names
      .filter((_name, index) => index % 3 === 1)
      .forEach((name, index) => {
        const personId = `p${order}-${index}`;
        found[`rollcall-row/${personId}`] = {
          personId,
          name: name === '彭飞' ? '阿卜杜热合曼·买买提' : name,
          sectionId: `s${order}`,
          rank: index,
          state: 'not-yet',
          time: undefined,
        };
      }),
  );
  return found;
}

const morningCard = badge('王建国', '07:42:13', 'on-time');
const morningCall: RollcallBadgeValue = {
  id: morningCard.id,
  name: '王建国',
  time: '07:42:13',
  atMs: morningCard.atMs,
  state: 'signed',
  excused: false,
};
const morning = (set: Record<string, unknown> = {}): Story => entrance({ set: { rollcall: early, ...set } });

const own: TallyValue = {
  name: '王建国',
  monthLates: 2,
  monthAbsences: 0,
  monthUndecided: 1,
  yearLates: 5,
  yearAbsences: 1,
  nextLate: '再迟到 1 次折合缺勤 1 次',
  visibleUntilMs: shanghai('2026-11-23T07:42:26'),
};
const told = (tally: Partial<TallyValue> = {}, set: Record<string, unknown> = {}): Story =>
  entrance({
    at: '2026-11-23T07:42:17',
    set: {
      badge: badge(tally.name ?? own.name, '07:42:16', 'already-signed', '今日已于 07:42:13 签到'),
      tally: { ...own, ...tally },
      ...set,
    },
  });

export const entranceRollcallStories: Readonly<Record<string, Story>> = {
  'entrance-call': calling(),
  'entrance-call-under-way': calling({
    at: '2026-11-23T14:52:40',
    set: { rollcall: { ...study, present: 50, missing: 2 } },
  }),
  'entrance-call-opened-late': calling({
    at: '2026-11-23T14:52:40',
    set: { rollcall: { ...study, openedAtMs: shanghai('2026-11-23T14:40:00') } },
  }),
  'entrance-call-opened-early': calling({
    at: '2026-11-23T13:10:40',
    set: {
      rollcall: {
        ...study,
        from: '14:30',
        to: '15:00',
        ...spanned('12:35', '15:00'),
        present: 0,
        missing: 52,
      },
    },
  }),
  'entrance-call-long-title': calling({ set: { rollcall: { ...study, title: LONG_TITLE } } }),
  'entrance-call-names': calling({
    set: { ...notYet(), board: { shown: 'after-badge', visibleUntilMs: shanghai('2026-11-23T14:25:00') } },
  }),
  'entrance-call-names-long': calling({
    set: { ...notYet(), board: { shown: 'always' }, rollcall: { ...study, title: LONG_TITLE } },
  }),
  'entrance-call-signed': answered('王建国', '14:24:13', 'signed'),
  'entrance-call-again': answered('王建国', '14:26:40', 'already-signed'),
  'entrance-call-not-called': answered('阿卜杜热合曼·买买提', '14:24:13', 'not-called'),
  'entrance-call-not-counted': answered('宋佳', '14:24:13', 'not-counted'),
  'entrance-call-excused': answered('赵明', '14:24:13', 'not-counted', { excused: true }),
  'entrance-call-morning': morning(),
  'entrance-call-morning-badge': morning({ badge: morningCard, 'rollcall-badge': morningCall }),
  'entrance-call-morning-names': morning({ ...notYet(), board: { shown: 'always' } }),
  'entrance-call-rest-day': calling({
    at: '2026-11-28T14:24:13',
    set: {
      day: { officeDate: '2026-11-28', kind: 'rest-day' },
      rollcall: {
        ...study,
        title: '机关责任区卫生日（2026 年 11 月）',
        kind: 'cleaning',
        place: '机关责任区',
        openedAtMs: shanghai('2026-11-28T14:20:00'),
        closesAtMs: shanghai('2026-11-28T16:00:00'),
      },
    },
  }),
  'entrance-call-down': calling({
    set: {
      reader: { state: 'down' },
      devices: [
        device('指纹机', 'offline', '2026-11-23T14:21:01'),
        device('读卡器', 'offline', '2026-11-23T14:21:01'),
      ],
    },
  }),
  'entrance-call-stale': calling({ phase: 'stale' }),
  'entrance-tally': told(),
  'entrance-tally-none': told({
    monthLates: 0,
    monthUndecided: 0,
    yearLates: 0,
    yearAbsences: 0,
    nextLate: '再迟到 3 次折合缺勤 1 次',
  }),
  'entrance-tally-long': told({
    name: '阿卜杜热合曼·买买提',
    monthLates: 12,
    monthAbsences: 10,
    monthUndecided: 11,
    yearLates: 23,
    yearAbsences: 12,
    nextLate: '再迟到 1 次折合缺勤 1 次，全年缺勤将超过 5 次',
  }),
};

function spanned(from: string, to: string): Pick<RollcallValue, 'openedAtMs' | 'closesAtMs'> {
  return {
    openedAtMs: shanghai(`2026-11-23T${from}:00`),
    closesAtMs: shanghai(`2026-11-23T${to}:00`),
  };
}
