/** The state of 用印审批单, from the events alone. Settled papers leave memory once nothing hangs on them. */
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { isSettled, type RequestAct, stageAfter } from '../mechanisms/request.ts';
import { excessOf } from './excess.ts';
import type { RequestTrack, SealsState } from './state.ts';
import { isInUse } from './use-request.ts';

export function evolveRequest(state: SealsState, event: RecordedEvent): void {
  switch (event.type) {
    case 'seals.use-requested': {
      const { atMs, again: _, ...application } = event.data;
      state.requests[application.requestId] = {
        ...application,
        itemIds: [...application.itemIds],
        stage: 'asked',
        askedAtMs: atMs,
        decidedBy: undefined,
        decidedAtMs: undefined,
        decidedPosition: undefined,
        remark: '',
        expiresAtMs: undefined,
        used: {},
        unregistered: {},
        registerDue: {},
      };
      return;
    }
    case 'seals.request-decided': {
      const request = state.requests[event.data.requestId];
      if (request === undefined) return;
      request.decidedBy = event.data.decidedBy;
      request.decidedAtMs = event.data.atMs;
      request.decidedPosition = event.position;
      request.remark = event.data.remark;
      request.expiresAtMs = event.data.expiresAtMs;
      act(state, request, event.data.decision);
      return;
    }
    case 'seals.request-withdrawn':
      actOn(state, event.data.requestId, 'withdraw');
      return;
    case 'seals.request-expired':
      actOn(state, event.data.requestId, 'expire');
      return;
    case 'seals.request-used-up':
      actOn(state, event.data.requestId, 'use-up');
      return;
    case 'seals.item-taken': {
      const { itemId, custodianId: takenBy, atMs: takenMs, dueMs, requestIds } = event.data;
      for (const requestId of requestIds) {
        const request = state.requests[requestId];
        if (request === undefined) continue;
        request.unregistered[itemId] = true;
        request.registerDue[itemId] = { position: event.position, takenBy, takenMs, dueMs, passed: false };
      }
      return;
    }
    case 'seals.use-registered': {
      noteExcess(state, event.data);
      const request = state.requests[event.data.requestId];
      if (request === undefined) return;
      request.used[event.data.itemId] = event.data.usedInAll;
      request.unregistered[event.data.itemId] = false;
      forgetSettled(state, request);
      return;
    }
    case 'seals.excess-noted':
      delete state.excesses[event.data.useId];
      return;
    case 'seals.opening-intended':
    case 'seals.return-confirmed':
      for (const request of Object.values(state.requests)) forgetSettled(state, request);
      return;
    default:
  }
}

function noteExcess(
  state: SealsState,
  data: Extract<RecordedEvent, { readonly type: 'seals.use-registered' }>['data'],
): void {
  const excess = excessOf(data);
  if (excess === 0) return;
  const { useId, itemName, title, copies, spoiled, approvedCopies, custodianId, atMs } = data;
  state.excesses[useId] = { itemName, title, copies, spoiled, excess, approvedCopies, custodianId, atMs };
}

function actOn(state: SealsState, requestId: string, what: RequestAct): void {
  const request = state.requests[requestId];
  if (request !== undefined) act(state, request, what);
}

function act(state: SealsState, request: RequestTrack, what: RequestAct): void {
  request.stage = stageAfter(request.stage, what) ?? request.stage;
  forgetSettled(state, request);
}

/**
 * The register keeps it; memory does not, unless it is in use or carried the last opening of a cabinet: what is taken in
 * that one, and told late, has to be registered under it even where it has expired meanwhile.
 */
function forgetSettled(state: SealsState, request: RequestTrack): void {
  if (!isSettled(request.stage) || isInUse(state, request)) return;
  const { requestId } = request;
  if (Object.values(state.intents).some((intent) => intent.requestIds.includes(requestId))) return;
  delete state.requests[requestId];
}
