/** States of the desk: each page filled, empty, refused and loading, and what may stand over any of them. */
import type { EnrolmentValue, InboxItemValue } from '../../../server/contract/screens.ts';
import { noCorrections } from './attendance-matters.ts';
import { bulletinIssued, bulletinOfSection, bulletinToSign } from './bulletin.ts';
import { calendarProposed } from './calendar.ts';
import { empty, filled } from './desk-answers.ts';
import { journalPage } from './journal.ts';
import { openActivity, plannedActivity } from './rollcall.ts';
import { manySettings } from './settings-answers.ts';
import { CLOCK_UNSURE, device, JOURNAL_UNWRITABLE, NOT_PUBLISHED, office, workday } from './office.ts';
import { shanghai, type Story } from './story-ports.svelte.ts';

const at = '2026-11-23T08:34:10';
const ms = (time: string): number => shanghai(`2026-11-23T${time}`);
const inbox = (
  id: string,
  kind: InboxItemValue['kind'],
  title: string,
  detail: string,
  actions: readonly string[],
): InboxItemValue => ({
  id,
  kind,
  title,
  detail,
  sinceMs: ms('08:10:00'),
  actions,
});
const base = {
  office: { ...office, stationName: '办公桌' },
  day: workday,
  devices: [device('入口'), device('值班室'), device('印章柜')],
  me: { personId: 'p-0-3', name: '孙志强', roles: ['director', 'system-admin'] },
  'inbox/use-r1': inbox(
    'r1',
    'seal-use',
    '市政府办公室印章，关于做好2026年冬季森林防火工作的通知，12 份',
    '申请人 张磊，秘书科，经办人 张磊',
    ['approve', 'return', 'refuse'],
  ),
  'inbox/setting/s1': inbox('s1', 'setting', '设置待确认：签到时限', '提出人 陈静，自 2026-11-24 起', [
    'settings.confirm',
    'settings.withdraw',
  ]),
  'inbox/enrolment/e1': inbox(
    'e1',
    'enrolment',
    '请见证：陈静登记指纹（右手食指）',
    '经办人 张磊。您在场看到本人登记的，请确认；十分钟内无人见证即作废。',
    ['people.witness-enrolment'],
  ),
  'inbox/attendance/x1': inbox(
    '2026-11-20/p-1-2',
    'explanation',
    '迟到说明：胡敏，2026-11-20 07:53:20',
    '下乡返程堵车，有派车单为证。',
    ['attendance.decide-explanation'],
  ),
  'inbox/duty-w1': inbox(
    'w1',
    'call-unanswered',
    '来电未接且未回电',
    '20:08:30 二线来电（0538-000 0142）无人接听，至今未登记回电。',
    ['acknowledge'],
  ),
  'inbox/cabinet-alarm-a1': inbox(
    'a1',
    'alarm',
    '印章柜：非正常开门',
    '无授权开门。请关门，清点印章，报告主任。',
    [],
  ),
};
/** The desk of the director at 8:34, with what is set beside and over it. */
export const desk = (set: Record<string, unknown> = {}, over: Partial<Story> = {}): Story => ({
  screen: 'desk',
  at,
  answers: { values: filled },
  ...over,
  document: { ...base, ...set },
});
const enrolment = (over: Partial<EnrolmentValue>): EnrolmentValue => ({
  enrolmentId: 'e9',
  personId: 'p-0-0',
  personName: '陈静',
  credential: 'finger',
  step: 'press-finger',
  sample: 1,
  because: undefined,
  outcome: 'running',
  reason: undefined,
  ...over,
});

/** Pages by name; the inbox comes over the stream and stands for itself. */
const PAGES = {
  attendance: 'attendance',
  'own-attendance': 'attendance/mine',
  corrections: 'attendance/corrections',
  leave: 'leave/mine',
  'leave-waiting': 'leave/waiting',
  'leave-whereabouts': 'leave/whereabouts',
  'leave-morning': 'leave/morning',
  'leave-enter': 'leave/enter',
  'leave-delegation': 'leave/delegation',
  'leave-list': 'leave/list',
  outages: 'attendance/outages',
  rollcalls: 'rollcall',
  'own-rollcalls': 'rollcall/mine',
  'card-spots': 'attendance/card-spots',
  duty: 'duty',
  roster: 'duty/roster',
  seals: 'seals',
  register: 'seals/register',
  people: 'people',
  person: 'people/p-0-0',
  'people-import': 'people/import',
  calendar: 'calendar',
  month: 'attendance/month',
  'late-book': 'attendance/late-book',
  'attendance-year': 'attendance/year',
  'sign-in-times': 'attendance/times',
  bulletins: 'bulletin/months',
  'own-sheet': 'bulletin/mine',
  'year-end': 'bulletin/year-end',
  settings: 'settings',
  devices: 'devices',
  journal: 'journal',
  account: 'account',
} as const;
const nothingWaits = { office: base.office, day: workday, devices: base.devices, me: base.me };

function pages(): Readonly<Record<string, Story>> {
  return Object.fromEntries(
    Object.entries(PAGES).flatMap(([name, page]) => [
      [`desk-${name}`, desk({}, { page })],
      [`desk-${name}-empty`, desk({}, { page, answers: { values: empty } })],
      [`desk-${name}-refused`, desk({}, { page, answers: { service: 'refuses' } })],
      [`desk-${name}-loading`, desk({}, { page, answers: { service: 'pending' } })],
    ]),
  );
}

export const deskStories: Readonly<Record<string, Story>> = {
  desk: desk(),
  'desk-empty': { screen: 'desk', at, answers: { values: filled }, document: nothingWaits },
  'desk-decide': desk({}, { hands: [{ pressWords: '12 份' }] }),
  'desk-decide-refused': desk(
    {},
    {
      answers: {
        values: filled,
        refusals: {
          'POST /api/requests/seals.decide': {
            code: 'SEALS_NOT_APPROVER',
            status: 409,
            title: '未审批：此件须由市长批准。请转送其审批。',
            clause: 'YX-Y1',
          },
        },
      },
      hands: [{ pressWords: '12 份' }, { press: 'act.approve' }],
    },
  ),
  ...pages(),
  'desk-calendar-change': desk(
    {},
    { page: PAGES.calendar, hands: [{ pressWords: '2026年11月27日，星期五，工作日' }] },
  ),
  'desk-calendar-proposed': desk(
    {},
    {
      page: PAGES.calendar,
      answers: { values: { ...filled, '/api/views/calendar.year': calendarProposed } },
    },
  ),
  'desk-bulletin': desk({}, { page: 'bulletin/months/2026-10' }),
  'desk-bulletin-sign': desk(
    {},
    { page: 'bulletin/months/2026-10', answers: { values: { ...filled, ...bulletinToSign } } },
  ),
  'desk-bulletin-issued': desk(
    {},
    { page: 'bulletin/months/2026-10', answers: { values: { ...filled, ...bulletinIssued } } },
  ),
  'desk-bulletin-section': desk(
    { me: { personId: 'p-0-0', name: '陈静', roles: ['section-head'] } },
    { page: 'bulletin/months/2026-10', answers: { values: { ...filled, ...bulletinOfSection } } },
  ),
  'desk-setting': desk({}, { page: 'settings/entrance.board' }),
  'desk-setting-list': desk({}, { page: 'settings/duty.shifts' }),
  'desk-setting-own': desk({}, { page: 'settings/attendance.edges' }),
  'desk-setting-refused': desk(
    {},
    {
      page: 'settings/seals.opening',
      answers: {
        values: filled,
        refusals: {
          'POST /api/requests/settings.propose': {
            code: 'SETTINGS_VALUE_INVALID',
            status: 409,
            title: '未办理：“开柜时限”的值不合要求：开锁保持应在 1 至 30 之间。设置未变，请改正后重报。',
            clause: 'YX-Y1',
          },
        },
      },
      hands: [{ fill: 'value.releaseS', text: '31' }, { press: 'settings.propose' }],
    },
  ),
  'desk-setting-read-only': desk(
    { me: { personId: 'p-9', name: '审计员', roles: ['auditor'] } },
    { page: 'settings/seals.opening' },
  ),
  'desk-journal-more': desk(
    {},
    {
      page: PAGES.journal,
      answers: {
        values: {
          ...filled,
          '/api/journal/search': { events: journalPage, position: 18402, searchedTo: 18303 },
        },
      },
    },
  ),
  'desk-settings-many': desk(
    {},
    { page: 'settings', answers: { values: { ...filled, '/api/views/settings.list': manySettings } } },
  ),
  'desk-corrections-chosen': desk({}, { page: PAGES.corrections, hands: [{ press: 'table.pickAll' }] }),
  'desk-corrections-ask': desk({}, { page: `${PAGES.corrections}/2026-11-20` }),
  'desk-rollcall-new': desk({}, { page: 'rollcall/list/new' }),
  'desk-rollcall-planned': desk(
    {},
    {
      page: 'rollcall/list/a2',
      answers: { values: { ...filled, '/api/views/rollcall.one': plannedActivity } },
      hands: [{ press: 'rollcall.change' }],
    },
  ),
  'desk-rollcall-open': desk(
    {
      'rollcall/a1': { activityId: 'a1', called: 9, present: 3, excused: 3, missing: 3 },
    },
    { page: 'rollcall/list/a1', answers: { values: { ...filled, '/api/views/rollcall.one': openActivity } } },
  ),
  'desk-rollcall-close': desk(
    {},
    {
      page: 'rollcall/list/a1',
      answers: { values: { ...filled, '/api/views/rollcall.one': openActivity } },
      hands: [{ press: 'rollcall.close' }],
    },
  ),
  'desk-rollcall-closed': desk({}, { page: 'rollcall/list/a1' }),
  'desk-rollcall-explain': desk(
    {
      'inbox/rollcall-own/a3': inbox(
        'own-activity/a3',
        'activity',
        '2026-11-19 全市安全生产工作会议 未签到·待说明',
        '考勤制度第三条，可于 2026-11-23 前说明情况。',
        ['rollcall.explain'],
      ),
    },
    { page: 'rollcall/mine/a3' },
  ),
  'desk-outages-declare': desk(
    {},
    {
      page: PAGES.outages,
      hands: [
        { press: 'outage.declare' },
        { choose: 'outage.reader', value: 'finger-1' },
        { fill: 'outage.from', text: '07:40' },
        { fill: 'outage.to', text: '08:05' },
      ],
    },
  ),
  'desk-outages-paper': desk(
    {},
    { page: PAGES.outages, hands: [{ press: 'outage.keyPaper' }, { press: 'outage.addLine' }] },
  ),
  'desk-corrections-filed': desk(
    { me: { personId: 'p-0-3', name: '张磊', roles: ['attendance-clerk'] } },
    {
      page: PAGES.corrections,
      answers: { values: { ...filled, '/api/views/attendance.corrections': noCorrections } },
      hands: [{ press: 'correction.askFor' }],
    },
  ),
  'desk-attendance-matters': desk({
    'inbox/leave/v1': inbox(
      'v1',
      'leave',
      '年休假待决定：胡敏 2026-11-25 至 2026-11-27（3 天）',
      '回老家探亲；25 日晚当晚值班未安排替班',
      ['leave.decide'],
    ),
    'inbox/correction/c1': inbox(
      'c1',
      'correction',
      '补签待决定：李莉 2026-11-20 07:45',
      '指纹未识别，在门卫处登记。证明人：王建国',
      ['attendance.decide-correction'],
    ),
    'inbox/outage/o1': inbox(
      'o1',
      'outage',
      '停机声明待确认：大厅指纹机 2026-11-20 07:40—08:05',
      '大厅停电（陈静提出，影响 14 人）',
      ['attendance.confirm-outage', 'attendance.withdraw-outage'],
    ),
    'inbox/activity/a1': inbox(
      'a1',
      'activity',
      '拟安排：机关卫生日 2026-12-05 08:30—10:00',
      '机关卫生制度第五条：每月第一个星期六上午，机关干部参加。确认后生效，可先变更或取消。',
      ['rollcall.adopt', 'rollcall.cancel'],
    ),
    'inbox/count-warning/w1': inbox(
      '2026/lates',
      'count-warning',
      '再迟到 1 次折合缺勤 1 次',
      '考勤制度第五条：三次迟到折合一次缺勤。此提醒只有本人和考勤员可见。',
      ['attendance.see-count-warning'],
    ),
    'inbox/bulletin/b1': inbox(
      'b1',
      'bulletin',
      '2026年10月考勤通报待签发',
      '考勤制度第四条：考勤员拟稿，分工主任已审核。',
      [],
    ),
  }),
  'desk-officer': desk({ me: { personId: 'p-2-1', name: '赵明', roles: [] } }),
  'desk-long-name': desk({
    me: { personId: 'p-0-3', name: '阿卜杜热合曼·买买提', roles: ['deputy-director'] },
  }),
  'desk-menu': desk({}, { hands: [{ press: 'me.menu' }] }),
  'desk-search': desk({}, { hands: [{ fill: 'find.label', text: 'cj' }] }),
  'desk-search-none': desk({}, { hands: [{ fill: 'find.label', text: '没有的人' }] }),
  'desk-unsaved': desk(
    {},
    {
      page: PAGES.account,
      hands: [{ fill: 'account.current', text: '一句话' }, { press: 'desk.people' }],
    },
  ),
  'desk-withdraw-ask': desk({}, { page: PAGES.seals, hands: [{ press: 'act.withdraw' }] }),
  'desk-stop-card-ask': desk(
    {},
    {
      page: PAGES.person,
      hands: [{ fill: 'person.reason', text: '遗失，本人电话报失' }, { press: 'person.stopCard' }],
    },
  ),
  'desk-end-sessions-ask': desk({}, { page: PAGES.person, hands: [{ press: 'give.endSessions' }] }),
  'desk-enrolling': desk(
    { 'enrolment/e9': enrolment({ step: 'press-again', sample: 2, because: 'poor-image' }) },
    { page: PAGES.person },
  ),
  'desk-witness': desk(
    { 'enrolment/e9': enrolment({ outcome: 'awaiting-second-person' }) },
    { page: PAGES.person },
  ),
  'desk-device-lost': desk(
    { devices: [device('入口', 'degraded'), device('值班室', 'offline'), device('印章柜', 'unknown')] },
    { page: PAGES.devices },
  ),
  'desk-not-published': desk({ day: NOT_PUBLISHED }, { at: '2027-01-04T08:34:10' }),
  'desk-clock': desk({}, { heartbeat: CLOCK_UNSURE }),
  'desk-unwritable': desk({}, { heartbeat: JOURNAL_UNWRITABLE }),
  'desk-loading': { screen: 'desk', at, document: {}, phase: 'loading', answers: { service: 'pending' } },
  'desk-offline': { screen: 'desk', at, document: {}, phase: 'offline', answers: { service: 'away' } },
  'desk-stale': desk({}, { phase: 'stale' }),
  'desk-demo': desk({}, { heartbeat: { demoClock: true } }),
};
