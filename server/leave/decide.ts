/** What leave makes of requests, of badges and of verdicts. Pure. */
import type { Principal } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import type { Input, OfficeRequest } from '../engine/input.ts';
import { NO_DECISION, type Decision } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { confirm, propose, withdrawProposal } from './arrangements.ts';
import { ask, enter, enterAwayBatch, extend } from './asking.ts';
import { decideMany, delegate, endDelegation } from './deciding.ts';
import { acknowledge, comeBack, withdraw } from './ending.ts';
import type { LeaveEvent } from './events.ts';
import {
  AcknowledgeBody,
  ArrangementBody,
  AskBody,
  AwayBatchBody,
  DecideBody,
  DelegateBody,
  EndDelegationBody,
  EnterBody,
  ExtendBody,
  ProposeArrangementBody,
  ReturnBody,
  WithdrawBody,
} from './requests.ts';
import { settleAll, settlePerson } from './settle.ts';
import type { LeaveState } from './state.ts';

export function decideLeave(state: Readonly<LeaveState>, input: Input, context: Context): Decision {
  if (input.kind === 'request') return decideRequest(state, input.request, input.principal, context);
  if (input.kind !== 'recorded') return NO_DECISION;
  const events = reactTo(state, input.event, context);
  return events.length === 0 ? NO_DECISION : { events };
}

function decideRequest(
  state: Readonly<LeaveState>,
  { type, body }: OfficeRequest,
  principal: Principal,
  context: Context,
): Decision {
  if (principal.kind !== 'person') return NO_DECISION;
  switch (type) {
    case 'leave.ask':
      return ask(state, readBody(AskBody, body), principal, context);
    case 'leave.enter':
      return enter(state, readBody(EnterBody, body), principal, context);
    case 'leave.enter-away-batch':
      return enterAwayBatch(state, readBody(AwayBatchBody, body), principal, context);
    case 'leave.decide':
      return decideMany(state, readBody(DecideBody, body), principal, context);
    case 'leave.withdraw':
      return withdraw(state, readBody(WithdrawBody, body), principal, context);
    case 'leave.extend':
      return extend(state, readBody(ExtendBody, body), principal, context);
    case 'leave.return':
      return comeBack(state, readBody(ReturnBody, body), principal, context);
    case 'leave.acknowledge':
      return acknowledge(state, readBody(AcknowledgeBody, body), principal, context);
    case 'leave.delegate':
      return delegate(readBody(DelegateBody, body), principal, context);
    case 'leave.end-delegation':
      return endDelegation(state, readBody(EndDelegationBody, body).delegationId, principal, context);
    case 'leave.propose-arrangement':
      return propose(state, readBody(ProposeArrangementBody, body), principal, context);
    case 'leave.confirm-arrangement':
      return confirm(state, readBody(ArrangementBody, body).arrangementId, principal, context);
    case 'leave.withdraw-arrangement':
      return withdrawProposal(state, readBody(ArrangementBody, body).arrangementId, principal);
    default:
      return NO_DECISION;
  }
}

function reactTo(state: Readonly<LeaveState>, event: RecordedEvent, context: Context): readonly LeaveEvent[] {
  switch (event.type) {
    case 'people.badge-recorded':
      return event.data.countsForSignIn ? settlePerson(state, event.data.personId, context) : [];
    case 'leave.decided':
      return settlePerson(state, event.data.personId, context);
    case 'attendance.edge-judged':
      return event.data.judgements.flatMap(({ personId }) => settlePerson(state, personId, context));
    case 'attendance.rejudged':
      return settlePerson(state, event.data.judgement.personId, context);
    case 'system.clock-confirmed':
      return settleAll(state, context);
    default:
      return [];
  }
}
