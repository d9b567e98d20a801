/** The desk's inbox for KQ-4: to each who has the next step, that step alone; to everybody the own sheet to check. */
import type { Role } from '../access/principal.ts';
import type { InboxItemValue } from '../contract/screens.ts';
import type { ScreenPart, Viewing } from '../engine/module.ts';
import { titleOf } from './layout.ts';
import { closedMonth, issueDate } from './schedule.ts';
import type { BulletinState, BulletinTrack } from './state.ts';
import { mayDecideAsDirector } from './steps.ts';

const PREFIX = 'inbox/bulletin/';
const STEPS = ['draft', 'objections', 'review', 'sign', 'issue', 'sheet'] as const;
type Step = (typeof STEPS)[number];

export const BULLETIN_INBOX: ScreenPart<BulletinState> = {
  screen: 'desk',
  owns: [PREFIX],
  keys: (state, viewing) =>
    viewing.principal.kind === 'person'
      ? monthsOf(state, viewing).flatMap((month) => STEPS.map((step) => `${PREFIX}${month}/${step}`))
      : [],
  read(state, key, viewing) {
    const [month = '', name = ''] = key.slice(PREFIX.length).split('/');
    const step = STEPS.find((one) => one === name);
    return step === undefined ? undefined : itemOf(state, month, step, viewing);
  },
  touched(_state, events) {
    const turned = events.some(
      (event) =>
        event.type.startsWith('bulletin.') ||
        (event.type === 'system.deadline-passed' &&
          /^(bulletin\.|calendar\.day-begins)/.test(event.data.key)),
    );
    return turned ? 'all' : [];
  },
};

/** Those under way, and the one that is due. */
function monthsOf(state: Readonly<BulletinState>, { context }: Viewing): readonly string[] {
  const due = closedMonth(state, context.officeDate);
  const under = Object.values(state.tracks).filter(({ stage }) => stage !== 'issued');
  return [...new Set([...under.map(({ month }) => month), ...(due === undefined ? [] : [due])])];
}

function itemOf(
  state: Readonly<BulletinState>,
  month: string,
  step: Step,
  viewing: Viewing,
): InboxItemValue | undefined {
  const { principal, context } = viewing;
  if (principal.kind !== 'person') return undefined;
  const track = state.tracks[month];
  const has = (role: Role): boolean => principal.roles.includes(role);
  const item = (title: string, detail: string, action: string): InboxItemValue => ({
    id: `${month}/${step}`,
    kind: 'bulletin',
    title: `${titleOf(month)}：${title}`,
    detail: `${detail}${dueWords(state, month, viewing)}`,
    sinceMs: sinceOf(track) ?? context.time.instantOf(context.officeDate, '00:00'),
    actions: [action],
  });
  switch (step) {
    case 'draft': {
      const isDue = track === undefined && closedMonth(state, context.officeDate) === month;
      if (!has('attendance-clerk') || !(isDue || track?.stage === 'returned')) return undefined;
      const words = track?.returned === undefined ? '' : `退回意见：${track.returned.remark}。`;
      return item(track === undefined ? '待起草' : '退回修改', words, 'bulletin.draft');
    }
    case 'objections': {
      const open = Object.values(track?.objections ?? {}).filter(({ answer }) => answer === undefined);
      const mine = open.filter(({ by, personId }) => ![by, personId].includes(principal.personId));
      if (!has('attendance-clerk') || mine.length === 0 || track?.stage === 'issued') return undefined;
      return item(`有 ${mine.length} 条意见待答复`, '', 'bulletin.answer');
    }
    case 'review':
      if (!has('deputy-director') || track?.stage !== 'drafted' || !track.checkOver) return undefined;
      return track.draftedBy === principal.personId ? undefined : item('待审核', '', 'bulletin.review');
    case 'sign': {
      if (!mayDecideAsDirector(principal, context) || track?.stage !== 'reviewed') return undefined;
      const took = [track.draftedBy, track.reviewed?.by].includes(principal.personId);
      return took ? undefined : item('待签发', '', 'bulletin.sign');
    }
    case 'issue':
      return has('attendance-clerk') && track?.stage === 'signed'
        ? item('待印发', '', 'bulletin.issue')
        : undefined;
    case 'sheet':
      return track === undefined ? undefined : sheetItem(track, principal.personId, viewing, item);
  }
}

/** 核对单: one's own line, to be confirmed or objected to. */
function sheetItem(
  { stage, checkOver, sheets, confirmed, version, checkUntilMs }: Readonly<BulletinTrack>,
  personId: string,
  { context }: Viewing,
  item: (title: string, detail: string, action: string) => InboxItemValue,
): InboxItemValue | undefined {
  const isOpen = (stage === 'drafted' || stage === 'returned') && !checkOver;
  if (!isOpen || sheets[personId] === undefined || confirmed[personId] === version) return undefined;
  const until = context.time.dateOf(checkUntilMs - 1);
  return item('请核对本人考勤', `核对期至 ${until}，有出入的请提出意见。`, 'bulletin.confirm-sheet');
}

function sinceOf(track: Readonly<BulletinTrack> | undefined): number | undefined {
  return track?.signed?.atMs ?? track?.reviewed?.atMs ?? track?.draftedAtMs;
}

function dueWords(state: Readonly<BulletinState>, month: string, { context }: Viewing): string {
  const by = issueDate(month, context);
  if (!state.dueMonths.includes(month)) return `应于 ${by} 前印发（考勤制度第四条）。`;
  return context.officeDate > by ? `已过应印发日期 ${by}。` : '应于今日印发。';
}
