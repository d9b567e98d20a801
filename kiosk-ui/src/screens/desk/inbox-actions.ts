/**
 * What an inbox item lets a person do: the service names the actions, this table knows their words and bodies. What
 * needs a form of its own (resubmitting, registering) leads to the page that has it; an unknown action is not offered.
 */
import type { InboxItemValue } from '../../../../server/contract/screens.ts';
import type { TextKey } from '../../text/dictionary.ts';

export interface InboxAction {
  readonly word: TextKey;
  readonly request: string;
  /** Decisions take a remark; refusing and returning want one. */
  readonly remark: 'none' | 'may' | 'must';
  readonly filled: boolean;
  body(item: InboxItemValue, remark: string): unknown;
}

const decide = (word: TextKey, decision: string, remark: 'may' | 'must'): InboxAction => ({
  word,
  request: 'seals.decide',
  remark,
  filled: decision === 'approve',
  body: (item, text) => ({ requestId: item.id, decision, remark: text }),
});
const plain = (word: TextKey, request: string, field: string, filled = true): InboxAction => ({
  word,
  request,
  remark: 'none',
  filled,
  body: (item) => ({ [field]: item.id }),
});
const APPROVE = decide('act.approve', 'approve', 'may');
const RETURN = decide('act.return', 'return', 'must');
const REFUSE = decide('act.refuse', 'refuse', 'must');

const explanation = (word: TextKey, accepted: boolean): InboxAction => ({
  word,
  request: 'attendance.decide-explanation',
  remark: 'may',
  filled: accepted,
  body: (item, text) => {
    const [officeDate, personId] = item.id.split('/');
    return { personId, officeDate, accepted, remark: text };
  },
});

const leave = (word: TextKey, granted: boolean, isLeaders: boolean): InboxAction => ({
  word,
  request: 'leave.decide',
  remark: isLeaders || !granted ? 'must' : 'may',
  filled: granted,
  body: ({ id: leaveId }, text) => ({
    decisions: [{ leaveId, granted, ...(isLeaders ? { leaderName: text } : { remark: text }) }],
  }),
});
const correction = (word: TextKey, accepted: boolean): InboxAction => ({
  word,
  request: 'attendance.decide-correction',
  remark: 'may',
  filled: accepted,
  body: (item, text) => ({ correctionIds: [item.id], accepted, remark: text }),
});

const ofActivity = (word: TextKey, request: string, accepted: boolean): InboxAction => ({
  word,
  request,
  remark: 'may',
  filled: accepted,
  body: (item, text) => {
    const [activityId = '', personId = ''] = item.id.split('/');
    return { activityId, personIds: [personId], accepted, remark: text };
  },
});

const ACTIONS: Readonly<Record<string, readonly InboxAction[]>> = {
  'seals.decide': [APPROVE, RETURN, REFUSE],
  approve: [APPROVE],
  return: [RETURN],
  refuse: [REFUSE],
  withdraw: [plain('act.withdraw', 'seals.withdraw', 'requestId', false)],
  'settings.confirm': [plain('act.confirm', 'settings.confirm', 'proposalId')],
  'settings.withdraw': [plain('act.withdraw', 'settings.withdraw', 'proposalId', false)],
  'calendar.confirm-day': [plain('act.confirm', 'calendar.confirm-day', 'proposalId')],
  'calendar.confirm-year': [plain('act.confirm', 'calendar.confirm-year', 'proposalId')],
  'calendar.withdraw-year': [plain('act.withdraw', 'calendar.withdraw-year', 'proposalId', false)],
  'calendar.withdraw-day': [plain('act.withdraw', 'calendar.withdraw-day', 'proposalId', false)],
  'people.witness-enrolment': [plain('act.witness', 'people.witness-enrolment', 'enrolmentId')],
  'people.confirm-person': [plain('act.confirm', 'people.confirm-person', 'proposalId')],
  'people.withdraw-person': [plain('act.withdraw', 'people.withdraw-person', 'proposalId', false)],
  'people.confirm-waiver': [plain('act.confirm', 'people.confirm-waiver', 'personId')],
  'attendance.decide-explanation': [explanation('act.accept', true), explanation('act.notAccept', false)],
  'attendance.see-count-warning': [
    {
      word: 'act.seen',
      request: 'attendance.see-count-warning',
      remark: 'none',
      filled: true,
      body: ({ id }) => {
        const [year = '', about = ''] = id.split('/');
        return { year, about };
      },
    },
  ],
  'leave.decide': [leave('act.approve', true, false), leave('act.refuse', false, false)],
  'leave.enter-decision': [leave('act.approve', true, true), leave('act.refuse', false, true)],
  'leave.acknowledge': [
    {
      word: 'act.seen',
      request: 'leave.acknowledge',
      remark: 'none',
      filled: true,
      body: ({ id }) => {
        const [about = '', leaveId = ''] = id.split('/');
        return { about, leaveId };
      },
    },
  ],
  'leave.confirm-arrangement': [plain('act.confirm', 'leave.confirm-arrangement', 'arrangementId')],
  'leave.withdraw-arrangement': [plain('act.withdraw', 'leave.withdraw-arrangement', 'arrangementId', false)],
  'attendance.decide-correction': [correction('act.approve', true), correction('act.refuse', false)],
  'attendance.confirm-outage': [plain('act.confirm', 'attendance.confirm-outage', 'outageId')],
  'attendance.withdraw-outage': [plain('act.withdraw', 'attendance.withdraw-outage', 'outageId', false)],
  'attendance.confirm-paper': [plain('act.confirm', 'attendance.confirm-paper', 'lotId')],
  'attendance.withdraw-paper': [plain('act.withdraw', 'attendance.withdraw-paper', 'lotId', false)],
  'rollcall.adopt': [plain('act.confirm', 'rollcall.adopt', 'activityId')],
  'rollcall.cancel': [
    {
      word: 'act.withdraw',
      request: 'rollcall.cancel',
      remark: 'must',
      filled: false,
      body: (item, reason) => ({ activityId: item.id, reason }),
    },
  ],
  'rollcall.decide-leave': [
    ofActivity('act.approve', 'rollcall.decide-leave', true),
    ofActivity('act.refuse', 'rollcall.decide-leave', false),
  ],
  'rollcall.decide-explanation': [
    ofActivity('act.accept', 'rollcall.decide-explanation', true),
    ofActivity('act.notAccept', 'rollcall.decide-explanation', false),
  ],
  'seals.confirm-item': [plain('act.confirm', 'seals.confirm-item', 'proposalId')],
  'seals.acknowledge-alarm': [plain('act.seen', 'seals.acknowledge-alarm', 'alarmId')],
  'seals.note-excess': [plain('act.seen', 'seals.note-excess', 'useId')],
  'duty.acknowledge-word': [plain('act.seen', 'duty.acknowledge-word', 'wordId')],
  'system.confirm-clock': [
    {
      word: 'act.confirmClock',
      request: 'system.confirm-clock',
      remark: 'none',
      filled: true,
      body: () => ({}),
    },
  ],
};

/** The page that an item's further work is done on. */
export function inboxPage(item: InboxItemValue): string | undefined {
  if (item.actions.includes('resubmit')) return `#seals/${encodeURIComponent(item.id)}`;
  if (item.actions.includes('calendar.propose-year')) return '#calendar/next';
  if (item.kind === 'correction') return '#attendance/corrections';
  if (item.kind === 'bulletin') {
    const [month = ''] = item.id.split('/');
    if (item.actions.includes('bulletin.confirm-sheet')) return `#bulletin/mine/${month}`;
    // What is not drafted yet has no page of its own.
    return item.actions.includes('bulletin.draft') ? '#bulletin/months' : `#bulletin/months/${month}`;
  }
  if (item.actions.includes('rollcall.explain'))
    return `#rollcall/mine/${encodeURIComponent(item.id.replace(/^own-activity\//, ''))}`;
  if (item.kind === 'activity') return `#rollcall/list/${encodeURIComponent(item.id.split('/')[0] ?? '')}`;
  if (item.kind === 'outage') return '#attendance/outages';
  if (item.actions.includes('attendance.explain'))
    return `#attendance/mine/${item.id.replace(/^own-morning\//, '')}`;
  // Decided here as well; there it stands whole, beside the others.
  if (item.actions.includes('leave.decide') || item.actions.includes('leave.enter-decision'))
    return `#leave/waiting/${encodeURIComponent(item.id)}`;
  // 续假 and 销假 of who is overdue are entered there by the head of the section.
  if (item.kind === 'leave' && item.id.startsWith('overdue/'))
    return `#leave/list/${encodeURIComponent(item.id.slice('overdue/'.length))}`;
  return item.actions.includes('register-use') ? `#seals/register-${encodeURIComponent(item.id)}` : undefined;
}

export function inboxActions(item: InboxItemValue): readonly InboxAction[] {
  return item.actions.flatMap((action) => {
    if (action === 'acknowledge')
      return ACTIONS[item.kind === 'alarm' ? 'seals.acknowledge-alarm' : 'duty.acknowledge-word'] ?? [];
    return ACTIONS[action] ?? [];
  });
}
