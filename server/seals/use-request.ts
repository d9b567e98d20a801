/**
 * 用印审批单 (YX-Y1, lane (b)): asked for, decided by an approver of every item, returned for correction, withdrawn,
 * expired. Never decided by the applicant, never by whoever keeps one of the items, never approved by whose identity has
 * just changed.
 */
import type { Static } from 'typebox';
import { ROLES, type Principal } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import type { Decision } from '../engine/module.ts';
import { DAY_MS } from '../mechanisms/durations.ts';
import { entryOf } from '../mechanisms/entry.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { isSettled, objectionTo, type RequestStage, stageAfter } from '../mechanisms/request.ts';
import { commonApproverRoles, keepersOf, mayApproveAll } from './custody.ts';
import type { UseApplication } from './events.ts';
import { OPEN_REQUESTS_PER_PERSON_MAX } from './limits.ts';
import { sealRefusal } from './refusals.ts';
import { DECIDE, REQUEST_USE, RESUBMIT, WITHDRAW } from './requests.ts';
import { momentOf } from './screen-words.ts';
import type { ItemTrack, RequestTrack, SealsState } from './state.ts';

const STAGE_WORDS: Readonly<Record<RequestStage, string>> = {
  asked: '待批',
  returned: '退回修改',
  approved: '同意',
  refused: '不同意',
  withdrawn: '已撤回',
  expired: '已过期',
  'used-up': '已用完',
};

export function requestUse(
  state: Readonly<SealsState>,
  principal: Principal,
  body: unknown,
  context: Context,
): Decision {
  const applicantId = requirePerson(principal);
  const application = toApplication(state, readBody(REQUEST_USE, body));
  const open = Object.values(state.requests).filter(
    (one) => one.applicantId === applicantId && !isSettled(one.stage),
  );
  if (open.length >= OPEN_REQUESTS_PER_PERSON_MAX) throw sealRefusal('SEALS_REQUESTS_TOO_MANY');
  const requestId = context.newId('use');
  const data = { ...application, requestId, applicantId, atMs: context.now.epochMs, again: false };
  return { events: [{ type: 'seals.use-requested', data }], answer: { requestId } };
}

export function resubmit(
  state: Readonly<SealsState>,
  principal: Principal,
  body: unknown,
  context: Context,
): Decision {
  const { requestId, ...given } = readBody(RESUBMIT, body);
  const request = requireOwn(state, requestId, principal);
  requireAct(request, 'resubmit');
  const application = toApplication(state, given);
  const { applicantId } = request;
  const data = { ...application, requestId, applicantId, atMs: context.now.epochMs, again: true };
  return { events: [{ type: 'seals.use-requested', data }] };
}

export function decideUse(
  state: Readonly<SealsState>,
  principal: Principal,
  body: unknown,
  context: Context,
): Decision {
  const { requestId, decision, remark = '' } = readBody(DECIDE, body);
  const decidedBy = requirePerson(principal);
  const request = requireRequest(state, requestId);
  const items = itemsOf(state, request.itemIds);
  const objection = objectionTo({
    stage: request.stage,
    act: decision,
    applicantId: request.applicantId,
    deciderId: decidedBy,
    barredIds: items.flatMap((item) => keepersOf(state, item, context)),
    competent: mayApproveAll(items, decidedBy, context.people),
  });
  const approvers = approverWords(items);
  switch (objection) {
    case 'not-open':
      throw sealRefusal('SEALS_REQUEST_NOT_OPEN', { stage: STAGE_WORDS[request.stage] });
    case 'own-request':
      throw sealRefusal('SEALS_OWN_REQUEST', { approvers });
    case 'holds-the-item':
      throw sealRefusal('SEALS_KEEPER_DECIDES', { approvers });
    case 'not-competent':
      throw sealRefusal('SEALS_NOT_APPROVER', { approvers });
    case undefined:
  }
  if (decision === 'approve') checkApproval(items, decidedBy, context);
  else if (remark.trim() === '') throw sealRefusal('SEALS_REMARK_MISSING');
  const { approvalDays } = context.settings.at('seals.opening', context.officeDate);
  const atMs = context.now.epochMs;
  return {
    events: [
      {
        type: 'seals.request-decided',
        data: {
          requestId,
          decision,
          decidedBy,
          remark,
          atMs,
          expiresAtMs: decision === 'approve' ? atMs + approvalDays * DAY_MS : undefined,
          clause: 'YX-Y1',
          ruleVersion: context.settings.versionAt('seals.opening', context.officeDate),
        },
      },
    ],
  };
}

/** Only an approval carries an opening; what is returned or refused opens nothing. */
function checkApproval(items: readonly ItemTrack[], decidedBy: string, context: Context): void {
  // Asked for before the item was defined as what leaves by loan only.
  if (items.some((item) => !item.unloanable)) throw sealRefusal('SEALS_PLATE_BY_LOAN');
  const fromMs = context.people.approvesFromMs(decidedBy);
  if (context.now.epochMs >= fromMs) return;
  const from = momentOf(fromMs, context.time);
  throw sealRefusal('SEALS_APPROVER_WAITS', { from, approvers: approverWords(items) });
}

export function withdraw(state: Readonly<SealsState>, principal: Principal, body: unknown): Decision {
  const { requestId } = readBody(WITHDRAW, body);
  const request = requireOwn(state, requestId, principal);
  requireAct(request, 'withdraw');
  if (isInUse(state, request)) throw sealRefusal('SEALS_WITHDRAW_IN_USE');
  return { events: [{ type: 'seals.request-withdrawn', data: { requestId, by: request.applicantId } }] };
}

/** The approval has run out unused, or not used up. */
export function expire(state: Readonly<SealsState>, requestId: string): Decision {
  const request = state.requests[requestId];
  if (request === undefined || stageAfter(request.stage, 'expire') === undefined) return { events: [] };
  return { events: [{ type: 'seals.request-expired', data: { requestId } }] };
}

/** The door is being opened under it, an item is out under it, or a use under it is still to be registered. */
export function isInUse(state: Readonly<SealsState>, request: RequestTrack): boolean {
  const isOpening = Object.values(state.sessions).some(
    (session) =>
      (session.stage === 'opening' || session.stage === 'open') &&
      !session.taken &&
      session.requestIds.includes(request.requestId),
  );
  const isOut = request.itemIds.some((itemId) =>
    state.items[itemId]?.taken?.requestIds.includes(request.requestId),
  );
  return isOpening || isOut || Object.values(request.unregistered).some((waiting) => waiting);
}

/** Copies of this item that the approval still covers; never below zero. */
export function copiesLeft(request: RequestTrack, itemId: string): number {
  return request.itemIds.includes(itemId) ? Math.max(0, request.copies - (request.used[itemId] ?? 0)) : 0;
}

/** "市领导或主任": the offices that may approve all of it. */
function approverWords(items: readonly ItemTrack[]): string {
  return commonApproverRoles(items)
    .map((role) => ROLES[role])
    .join('或');
}

/** What papers are called on screens; classified ones have a register number and nothing else. */
export function titleOf(request: UseApplication): string {
  return request.secret ? `密件（登记号 ${request.registerNumber ?? ''}）` : request.title;
}

export function itemsOf(state: Readonly<SealsState>, itemIds: readonly string[]): readonly ItemTrack[] {
  return itemIds.map((itemId) => {
    const item = entryOf(state.items, itemId);
    if (item === undefined) throw sealRefusal('SEALS_ITEM_UNKNOWN');
    return item;
  });
}

/** Throws SEALS_REQUEST_UNKNOWN. */
export function requireRequest(state: Readonly<SealsState>, requestId: string): RequestTrack {
  const request = entryOf(state.requests, requestId);
  if (request === undefined) throw sealRefusal('SEALS_REQUEST_UNKNOWN');
  return request;
}

function toApplication(state: Readonly<SealsState>, given: Static<typeof REQUEST_USE>): UseApplication {
  const items = itemsOf(state, given.itemIds);
  const [first] = items;
  if (first === undefined) throw sealRefusal('SEALS_ITEM_UNKNOWN');
  if (items.some((item) => !item.unloanable)) throw sealRefusal('SEALS_PLATE_BY_LOAN');
  if (items.some((item) => item.cabinetId !== first.cabinetId)) throw sealRefusal('SEALS_SEVERAL_CABINETS');
  if (commonApproverRoles(items).length === 0) {
    throw sealRefusal('SEALS_NO_COMMON_APPROVER', { items: items.map((item) => item.name).join('、') });
  }
  const secret = given.secret ?? false;
  const title = (given.title ?? '').trim();
  if (!secret && title === '') throw sealRefusal('SEALS_TITLE_MISSING');
  if (secret && (title !== '' || given.registerNumber === undefined)) throw sealRefusal('SEALS_SECRET_TITLE');
  return {
    itemIds: given.itemIds,
    cabinetId: first.cabinetId,
    title,
    kind: given.kind,
    copies: given.copies,
    unit: given.unit,
    handledBy: given.handledBy,
    phone: given.phone,
    secret,
    registerNumber: given.registerNumber,
  };
}

function requireOwn(state: Readonly<SealsState>, requestId: string, principal: Principal): RequestTrack {
  const request = requireRequest(state, requestId);
  if (requirePerson(principal) !== request.applicantId) throw sealRefusal('SEALS_NOT_APPLICANT');
  return request;
}

function requireAct(request: RequestTrack, act: 'resubmit' | 'withdraw'): void {
  if (stageAfter(request.stage, act) === undefined) {
    throw sealRefusal('SEALS_REQUEST_NOT_OPEN', { stage: STAGE_WORDS[request.stage] });
  }
}

function requirePerson(principal: Principal): string {
  if (principal.kind !== 'person') throw sealRefusal('SEALS_NOT_APPLICANT');
  return principal.personId;
}
