/**
 * The desk's inbox for leave: what I decide or enter a decision on, the decision on what I asked (told once), who is
 * 逾期未销假 in my section, and arrangements that wait for a second person.
 */
import { isGranted } from '../access/principal.ts';
import type { InboxItemValue } from '../contract/screens.ts';
import type { ScreenPart, Viewing } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { entryOf } from '../mechanisms/entry.ts';
import { isLeaders, mayDecide, type Person } from './competence.ts';
import { conflictsOf } from './conflicts.ts';
import { isToldDecision, isToldOverdue } from './ending.ts';
import { ARRANGERS } from './requests.ts';
import { countSpan } from './spans.ts';
import { leavesOf, stageOf, type LeaveState, type LeaveTrack } from './state.ts';
import { ARRANGEMENT_WORDS, conflictWords, daysWords, KIND_WORDS, spanWords, STAGE_WORDS } from './words.ts';

const DECIDE = 'inbox/leave/';
const TOLD = 'inbox/leave-decision/';
const OVERDUE = 'inbox/leave-overdue/';
const ARRANGEMENT = 'inbox/arrangement/';

export const LEAVE_INBOX: ScreenPart<LeaveState> = {
  screen: 'desk',
  owns: [DECIDE, TOLD, OVERDUE, ARRANGEMENT],
  keys(state, { principal }) {
    if (principal.kind !== 'person') return [];
    return [
      ...Object.values(state.leaves).flatMap((leave) => keysOf(leave)),
      ...Object.keys(state.proposals).map((id) => `${ARRANGEMENT}${id}`),
    ];
  },
  read,
  touched,
};

function keysOf({ leaveId, decision, overdueOn }: LeaveTrack): readonly string[] {
  return [
    ...(decision === undefined ? [`${DECIDE}${leaveId}`] : [`${TOLD}${leaveId}`]),
    ...(overdueOn === undefined ? [] : [`${OVERDUE}${leaveId}`]),
  ];
}

function read(state: Readonly<LeaveState>, key: string, viewing: Viewing): InboxItemValue | undefined {
  const { principal } = viewing;
  if (principal.kind !== 'person') return undefined;
  if (key.startsWith(ARRANGEMENT))
    return arrangementItem(state, key.slice(ARRANGEMENT.length), principal, viewing);
  const prefix = [DECIDE, TOLD, OVERDUE].find((one) => key.startsWith(one)) ?? '';
  const leave = entryOf(state.leaves, key.slice(prefix.length));
  if (leave === undefined) return undefined;
  if (prefix === DECIDE) return decideItem(state, leave, principal, viewing);
  return prefix === TOLD ? toldItem(leave, principal, viewing) : overdueItem(leave, principal, viewing);
}

function decideItem(
  state: Readonly<LeaveState>,
  leave: LeaveTrack,
  principal: Person,
  { context }: Viewing,
): InboxItemValue | undefined {
  const { leaveId, personId, kind, span, reason, filedBy, word, isLate, askedAtMs } = leave;
  if (stageOf(leave) !== 'undecided' || !mayDecide(state, personId, principal, context)) return undefined;
  const { people, calendar } = context;
  const spoken = word?.by === 'telephone' ? '已口头说明，待主任确认' : '';
  const entered = filedBy === personId ? '' : `${people.person(filedBy)?.name ?? filedBy}代报`;
  const remarks = [spoken, entered, isLate ? '补报' : ''].filter((part) => part !== '').join('，');
  const conflicts = conflictsOf(state, leave, context).map(conflictWords);
  const days = daysWords(countSpan(span, calendar).halves);
  const entersDecision = isLeaders(personId, context) && !isGranted(principal, ['city-leader']);
  const onPaper = entersDecision ? ['由市领导决定；登记时在意见栏写明市领导姓名'] : [];
  return {
    id: leaveId,
    kind: 'leave',
    title: `${KIND_WORDS[kind]}待决定：${people.person(personId)?.name ?? personId} ${spanWords(span)}（${days}）`,
    detail: [`${reason}${remarks === '' ? '' : `（${remarks}）`}`, ...conflicts, ...onPaper].join('；'),
    sinceMs: askedAtMs,
    actions: [entersDecision ? 'leave.enter-decision' : 'leave.decide'],
  };
}

function toldItem(leave: LeaveTrack, principal: Person, { context }: Viewing): InboxItemValue | undefined {
  const { leaveId, personId, kind, span, decision } = leave;
  if (decision === undefined || !isToldDecision(leave, principal.personId)) return undefined;
  const { people } = context;
  const by = decision.leaderName ?? people.person(decision.decidedBy)?.name ?? decision.decidedBy;
  const of = personId === principal.personId ? '' : `${people.person(personId)?.name ?? personId} `;
  const remark = decision.remark === '' ? '' : `：${decision.remark}`;
  return {
    id: `decision/${leaveId}`,
    kind: 'leave',
    title: `${of}${KIND_WORDS[kind]}${decision.granted ? STAGE_WORDS.granted : STAGE_WORDS.refused}：${spanWords(span)}`,
    detail: `${by}${decision.granted ? STAGE_WORDS.granted : STAGE_WORDS.refused}${remark}`,
    sinceMs: decision.atMs,
    actions: ['leave.acknowledge'],
  };
}

function overdueItem(leave: LeaveTrack, principal: Person, { context }: Viewing): InboxItemValue | undefined {
  const { leaveId, personId, span, overdueOn } = leave;
  if (overdueOn === undefined || !isToldOverdue(leave, principal, context)) return undefined;
  return {
    id: `overdue/${leaveId}`,
    kind: 'leave',
    title: `逾期未销假：${context.people.person(personId)?.name ?? personId}`,
    detail: `${spanWords(span)}的假期已满，${overdueOn} 未签到。请联系本人，需要的请续假或销假。`,
    sinceMs: context.time.instantOf(overdueOn, '08:00'),
    actions: ['leave.acknowledge'],
  };
}

function arrangementItem(
  state: Readonly<LeaveState>,
  arrangementId: string,
  principal: Person,
  { context }: Viewing,
): InboxItemValue | undefined {
  const proposal = entryOf(state.proposals, arrangementId);
  if (proposal === undefined || !isGranted(principal, ARRANGERS)) return undefined;
  const { arrangement, reason, by, atMs } = proposal;
  const { personId, kind, fromDate, untilDate, signIn } = arrangement;
  const isSecond = principal.personId !== by && principal.personId !== personId;
  const time = signIn === undefined ? '' : `，${signIn.lateFrom} 起为迟到`;
  return {
    id: arrangementId,
    kind: 'leave',
    title: `${ARRANGEMENT_WORDS[kind]}待确认：${context.people.person(personId)?.name ?? personId}`,
    detail: `${fromDate} 起${untilDate === undefined ? '' : `至 ${untilDate}`}${time}；${reason}`,
    sinceMs: atMs,
    actions: isSecond
      ? ['leave.confirm-arrangement', 'leave.withdraw-arrangement']
      : ['leave.withdraw-arrangement'],
  };
}

function touched(
  state: Readonly<LeaveState>,
  events: readonly RecordedEvent[],
  { principal }: Viewing,
): readonly string[] | 'all' {
  if (principal.kind !== 'person') return [];
  const found: string[] = [];
  for (const event of events) {
    switch (event.type) {
      case 'leave.asked':
      case 'leave.decided':
      case 'leave.withdrawn':
      case 'leave.returned':
      case 'leave.overdue':
      case 'leave.acknowledged':
        // Conflicts of the same person's other leave change with it.
        if (event.type !== 'leave.acknowledged') return 'all';
        found.push(`${TOLD}${event.data.leaveId}`, `${OVERDUE}${event.data.leaveId}`);
        break;
      // 已按时签到 is a conflict.
      case 'people.badge-recorded':
        for (const leave of leavesOf(state, event.data.personId)) found.push(...keysOf(leave));
        break;
      case 'leave.arrangement-proposed':
      case 'leave.arrangement-confirmed':
      case 'leave.arrangement-withdrawn':
        found.push(`${ARRANGEMENT}${event.data.arrangementId}`);
        break;
      // Conflicts, delegations and who decides hang on these.
      case 'leave.delegated':
      case 'leave.delegation-ended':
      case 'duty.roster-published':
      case 'people.person-recorded':
      case 'calendar.year-published':
      case 'calendar.day-changed':
        return 'all';
      case 'system.deadline-passed':
        if (event.data.key.startsWith('calendar.day-begins/')) return 'all';
        break;
      default:
        break;
    }
  }
  return found;
}
