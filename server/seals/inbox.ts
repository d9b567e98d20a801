/** What waits at the desk: papers to decide, papers returned, items out, uses unregistered, alarms, definitions. */
import { ROLES } from '../access/principal.ts';
import type { InboxItemValue } from '../contract/screens.ts';
import type { Context } from '../engine/context.ts';
import type { ScreenPart, Viewing } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { deadlineName } from '../mechanisms/deadline.ts';
import { objectionTo } from '../mechanisms/request.ts';
import { endsByItself } from './cabinet-of.ts';
import { keepersOf, keeps, keepsSomethingIn, mayApproveAll } from './custody.ts';
import type { ItemDefinition } from './events.ts';
import { ALARM_WORDS, momentOf } from './screen-words.ts';
import type { RegisterDue, RequestTrack, SealsState } from './state.ts';
import { titleOf } from './use-request.ts';

const USE = 'inbox/use-';
const OVERDUE = 'inbox/item-out-';
const UNREGISTERED = 'inbox/unregistered-';
const ALARM = 'inbox/cabinet-alarm-';
const PROPOSAL = 'inbox/seal-item-';
const EXCESS = 'inbox/excess-';

interface Waiting {
  readonly key: string;
  readonly value: InboxItemValue;
}

export const SEALS_INBOX: ScreenPart<SealsState> = {
  screen: 'desk',
  owns: [USE, OVERDUE, UNREGISTERED, ALARM, PROPOSAL, EXCESS],
  keys: (state, viewing) => waitingFor(state, viewing).map(({ key }) => key),
  read: (state, key, viewing) => waitingFor(state, viewing).find((one) => one.key === key)?.value,
  touched: (_state, events) => {
    const keys = events.map((event) => touchedBy(event));
    return keys.includes('all') ? 'all' : keys.flatMap((key) => key ?? []);
  },
};

function touchedBy(event: RecordedEvent): string | readonly string[] | undefined {
  switch (event.type) {
    // Who may decide has changed, or which papers hang on an item.
    case 'system.started':
    case 'people.person-recorded':
    case 'people.credential-changed':
    case 'people.proposal-ended':
    case 'people.identity-wait-waived':
    case 'seals.item-defined':
    case 'seals.deputy-appointed':
    case 'seals.deputy-ended':
    case 'seals.item-taken':
    case 'seals.session-ended':
    case 'seals.return-confirmed':
      return 'all';
    case 'seals.use-requested':
    case 'seals.request-decided':
    case 'seals.request-withdrawn':
    case 'seals.request-expired':
    case 'seals.request-used-up':
      return `${USE}${event.data.requestId}`;
    case 'seals.use-registered':
      return [`${UNREGISTERED}${event.data.requestId}`, `${EXCESS}${event.data.useId}`];
    case 'seals.excess-noted':
      return `${EXCESS}${event.data.useId}`;
    case 'seals.item-proposed':
      return `${PROPOSAL}${event.data.proposalId}`;
    case 'seals.item-placed':
      return `${OVERDUE}${event.data.itemId}`;
    case 'seals.alarm-raised':
    case 'seals.alarm-acknowledged':
    case 'seals.alarm-ended':
      return `${ALARM}${event.data.alarmId}`;
    case 'system.deadline-passed': {
      const { kind, parts } = deadlineName(event.data.key);
      // Delegations begin and end with the day.
      if (kind === 'calendar.day-begins') return 'all';
      if (kind === 'seals.register-due') return `${UNREGISTERED}${parts[0] ?? ''}`;
      return kind === 'seals.item-out' ? `${OVERDUE}${parts[0] ?? ''}` : undefined;
    }
    default:
      return undefined;
  }
}

function waitingFor(state: Readonly<SealsState>, viewing: Viewing): readonly Waiting[] {
  const { principal } = viewing;
  if (principal.kind !== 'person') return [];
  const { personId } = principal;
  return [
    ...papersFor(state, personId, viewing),
    ...overdueFor(state, personId, viewing),
    ...unregisteredFor(state, personId, viewing),
    ...alarmsFor(state, personId, viewing),
    ...proposalsFor(state, personId, viewing),
    ...excessesFor(state, personId, viewing),
  ];
}

function papersFor(state: Readonly<SealsState>, personId: string, viewing: Viewing): readonly Waiting[] {
  return Object.values(state.requests).flatMap((request) => {
    const actions = actionsOn(state, request, personId, viewing);
    if (actions.length === 0) return [];
    const { people } = viewing.context;
    const names = request.itemIds.map((itemId) => state.items[itemId]?.name ?? itemId).join('、');
    const applicant = people.person(request.applicantId)?.name ?? '';
    const returned = request.stage === 'returned' ? `退回修改：${request.remark}。` : '';
    const waits = actions.includes('approve') ? waitWords(personId, viewing.context) : '';
    return [
      {
        key: `${USE}${request.requestId}`,
        value: {
          id: request.requestId,
          kind: 'seal-use',
          title: `${names}，${titleOf(request)}，${request.copies} 份`,
          detail: `${returned}${waits}申请人 ${applicant}，${request.unit}，经办人 ${request.handledBy}`,
          sinceMs: request.askedAtMs,
          actions,
        },
      },
    ];
  });
}

/** The action stays on offer: it counts from then on, and the screen is not told of the moment. */
function waitWords(personId: string, { people, now, time }: Context): string {
  const fromMs = people.approvesFromMs(personId);
  return now.epochMs < fromMs ? `您的职务或密码由他人变更不久，${momentOf(fromMs, time)} 起方可批准。` : '';
}

function actionsOn(
  state: Readonly<SealsState>,
  request: RequestTrack,
  personId: string,
  { context }: Viewing,
): readonly string[] {
  if (request.stage === 'returned') return request.applicantId === personId ? ['resubmit', 'withdraw'] : [];
  const items = request.itemIds.flatMap((itemId) => state.items[itemId] ?? []);
  const objection = objectionTo({
    stage: request.stage,
    act: 'approve',
    applicantId: request.applicantId,
    deciderId: personId,
    barredIds: items.flatMap((item) => keepersOf(state, item, context)),
    competent: mayApproveAll(items, personId, context.people),
  });
  return objection === undefined ? ['approve', 'return', 'refuse'] : [];
}

/** A reminder, not an alarm (YX-Y4). */
function overdueFor(state: Readonly<SealsState>, personId: string, { context }: Viewing): readonly Waiting[] {
  return Object.values(state.items).flatMap((item) => {
    const isLate = item.place === 'out' && item.taken?.reminded === true;
    if (item.taken === undefined || !isLate || !keeps(state, item, personId, context)) return [];
    const holder =
      item.taken.custodianId === undefined ? '' : context.people.person(item.taken.custodianId)?.name;
    return [
      {
        key: `${OVERDUE}${item.itemId}`,
        value: {
          id: item.itemId,
          kind: 'seal-use',
          title: `${item.name}取出已超过时限`,
          detail: `${context.time.timeOf(item.taken.atMs)} 由${holder ?? ''}取出，请还印入位。`,
          sinceMs: item.taken.dueMs,
          actions: [],
        },
      },
    ];
  });
}

/**
 * Taken and used, the door closed again, and no line in the register yet (YX-Y1, 做好登记). Past its time the director
 * hears of it as well: who keeps the seal may be who keeps silent.
 */
function unregisteredFor(
  state: Readonly<SealsState>,
  personId: string,
  { context }: Viewing,
): readonly Waiting[] {
  return Object.values(state.requests).flatMap((request) => {
    const underWay = Object.values(state.sessions).some(
      (session) => session.stage === 'open' && session.requestIds.includes(request.requestId),
    );
    if (underWay) return [];
    const waiting = Object.entries(request.unregistered).flatMap(([itemId, open]) =>
      open ? (state.items[itemId] ?? []) : [],
    );
    const late = waiting.flatMap(({ itemId }) => {
      const due = request.registerDue[itemId];
      return due?.passed === true ? [due] : [];
    });
    const mayRegister = waiting.some((item) => keeps(state, item, personId, context));
    const isDirector = context.people.hasRole(personId, 'director');
    if (!mayRegister && !(isDirector && late.length > 0)) return [];
    const names = waiting.map((item) => item.name).join('、');
    const what = mayRegister ? '请登记用印份数。' : '请督促保管人登记，并查明原因。';
    return [
      {
        key: `${UNREGISTERED}${request.requestId}`,
        value: {
          id: request.requestId,
          kind: 'seal-use',
          title: `${late.length > 0 ? '用印逾时未登记' : '用印未登记'}：${names}`,
          detail: `${titleOf(request)}，审批 ${request.copies} 份。${takenWords(late, context)}${what}`,
          sinceMs: request.decidedAtMs ?? request.askedAtMs,
          actions: mayRegister ? ['register-use'] : [],
        },
      },
    ];
  });
}

function takenWords([first]: readonly RegisterDue[], { people, time }: Context): string {
  if (first === undefined) return '';
  const by = first.takenBy === undefined ? undefined : people.person(first.takenBy)?.name;
  const when = `${time.dateOf(first.takenMs)} ${time.timeOf(first.takenMs).slice(0, 5)}`;
  return `${when} 由${by ?? '何人不明'}取印。`;
}

function alarmsFor(state: Readonly<SealsState>, personId: string, { context }: Viewing): readonly Waiting[] {
  return Object.values(state.cabinets).flatMap((cabinet) => {
    const concerned =
      context.people.hasRole(personId, 'director') ||
      keepsSomethingIn(state, cabinet.cabinetId, personId, context);
    if (!concerned) return [];
    return cabinet.alarms.map((alarm) => ({
      key: `${ALARM}${alarm.alarmId}`,
      value: {
        id: alarm.alarmId,
        kind: 'alarm' as const,
        title: `${cabinet.name}：${ALARM_WORDS[alarm.kind].title}`,
        detail: ALARM_WORDS[alarm.kind].whatToDo,
        sinceMs: alarm.sinceMs,
        actions: endsByItself(alarm) ? [] : ['acknowledge'],
      },
    }));
  });
}

/** A definition takes two: proposed by the administrator, confirmed by the director. */
function proposalsFor(
  state: Readonly<SealsState>,
  personId: string,
  { context }: Viewing,
): readonly Waiting[] {
  if (!context.people.hasRole(personId, 'director')) return [];
  return Object.entries(state.proposals)
    .filter(([, proposal]) => proposal.by !== personId)
    .map(([proposalId, proposal]) => ({
      key: `${PROPOSAL}${proposalId}`,
      value: {
        id: proposalId,
        kind: 'setting',
        title: `印信定义待确认：${proposal.name}（${proposal.slot} 号位）`,
        detail: `${proposal.approverRoles.map((role) => ROLES[role]).join('或')}批准，${keeperWords(proposal, context)}`,
        sinceMs: proposal.proposedAtMs,
        actions: ['seals.confirm-item'],
      },
    }));
}

/** An irregular use: the director reads of it, and it waits for that. */
function excessesFor(
  state: Readonly<SealsState>,
  personId: string,
  { context: { people, time } }: Viewing,
): readonly Waiting[] {
  if (!people.hasRole(personId, 'director')) return [];
  return Object.entries(state.excesses).map(([useId, use]) => ({
    key: `${EXCESS}${useId}`,
    value: {
      id: useId,
      kind: 'seal-use',
      title: `超出批准份数用印：${use.itemName}，超出 ${use.excess} 份`,
      detail: `${use.title}，批准 ${use.approvedCopies} 份；${time.dateOf(use.atMs)} ${time.timeOf(use.atMs).slice(0, 5)} ${people.person(use.custodianId)?.name ?? ''}登记用印 ${use.copies} 份、作废 ${use.spoiled} 份。请查明处理。`,
      sinceMs: use.atMs,
      actions: ['seals.note-excess'],
    },
  }));
}

function keeperWords({ custodianIds }: ItemDefinition, context: Context): string {
  if (custodianIds.length === 0) return '由秘书科长保管';
  return `由${custodianIds.map((id) => context.people.person(id)?.name ?? id).join('、')}保管`;
}
