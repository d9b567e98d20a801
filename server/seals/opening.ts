/**
 * YX-Y1: opening the cabinet. Gathers what is so at this moment, checks the row of the ground, records the intent and
 * asks for exactly one pulse, which the engine sends only after the intent is on disk. This is the only place in the
 * whole program that asks for a pulse.
 */
import type { Principal } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import type { Decision } from '../engine/module.ts';
import { entryOf } from '../mechanisms/entry.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { isInPlace, itemsIn, requireCabinet } from './cabinet-of.ts';
import { keepersOf, keeps } from './custody.ts';
import type { OpeningGround } from './events.ts';
import { INTENT_VALID_MS } from './limits.ts';
import { firstUnmet, type OpeningFacts, type Precondition, PRECONDITIONS } from './opening-grounds.ts';
import { sealRefusal } from './refusals.ts';
import { OPEN } from './requests.ts';
import type { CabinetTrack, IdentifiedSession, ItemTrack, RequestTrack, SealsState } from './state.ts';
import { copiesLeft } from './use-request.ts';

interface Asked {
  readonly ground: OpeningGround;
  readonly cabinet: CabinetTrack;
  readonly session: IdentifiedSession | undefined;
  readonly requestIds: readonly string[];
  readonly requests: readonly RequestTrack[];
  readonly items: readonly ItemTrack[];
  /** Every item named exists and is in this cabinet. */
  readonly itemsKnown: boolean;
}

/** Throws the refusal of the first precondition that is not met; nothing is recorded then and nothing moves. */
export function openCabinet(
  state: Readonly<SealsState>,
  principal: Principal,
  body: unknown,
  context: Context,
): Decision {
  const cabinet = requireCabinet(state, principal);
  const { ground, requestIds, itemIds } = readBody(OPEN, body);
  const asked = ownOnly(state, gather(state, cabinet, ground, requestIds, itemIds), context);
  const unmet = firstUnmet(ground, openingFacts(state, asked, context));
  if (unmet !== undefined)
    throw sealRefusal(PRECONDITIONS[unmet], refusalWords(unmet, state, asked, context));
  if (asked.session === undefined) throw sealRefusal('SEALS_NOT_IDENTIFIED');
  const intentId = context.newId('intent');
  return {
    events: [
      {
        type: 'seals.opening-intended',
        data: {
          intentId,
          cabinetId: cabinet.cabinetId,
          stationId: cabinet.stationId,
          ground,
          authority: authorityOf(asked),
          custodianId: asked.session.personId,
          factors: asked.session.factors,
          itemIds: asked.items.map((item) => item.itemId),
          atMs: context.now.epochMs,
        },
      },
    ],
    effects: [
      {
        kind: 'device',
        deviceId: cabinet.cabinetId,
        command: { kind: 'pulse-lock', intentId, expiresAtMs: context.now.monotonicMs + INTENT_VALID_MS },
      },
    ],
    answer: { intentId },
  };
}

function gather(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  ground: OpeningGround,
  requestIds: readonly string[],
  itemIds: readonly string[] | undefined,
): Asked {
  const session = state.sessions[cabinet.cabinetId];
  const requests = requestIds.flatMap((id) => entryOf(state.requests, id) ?? []);
  const wanted = itemIds ?? defaultItems(state, cabinet, ground, requests);
  const items = wanted
    .flatMap((id) => entryOf(state.items, id) ?? [])
    .filter((item) => item.cabinetId === cabinet.cabinetId);
  return {
    ground,
    cabinet,
    session: session?.stage === 'identified' ? session : undefined,
    requestIds,
    requests,
    items,
    itemsKnown: items.length === wanted.length,
  };
}

/** 还印入柜 of several keepers' items at once: each opens for the own ones, whatever else is out. */
function ownOnly(state: Readonly<SealsState>, asked: Asked, context: Context): Asked {
  const { ground, session, items } = asked;
  if (ground !== 'take-back' || session === undefined) return asked;
  const own = items.filter((item) => keeps(state, item, session.personId, context));
  return own.length === 0 ? asked : { ...asked, items: own };
}

/** For use: what the papers name and still have copies of. For 还印入柜: whatever is out. */
function defaultItems(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  ground: OpeningGround,
  requests: readonly RequestTrack[],
): readonly string[] {
  if (ground === 'take-back') {
    return itemsIn(state, cabinet.cabinetId)
      .filter((item) => item.place === 'out')
      .map((item) => item.itemId);
  }
  const named = requests.flatMap((request) =>
    request.itemIds.filter((itemId) => copiesLeft(request, itemId) > 0),
  );
  return [...new Set(named)];
}

function openingFacts(state: Readonly<SealsState>, asked: Asked, context: Context): OpeningFacts {
  const { cabinet, session, requests, items } = asked;
  const personId = session?.personId;
  const pending = Object.values(state.intents).some(
    (intent) => intent.cabinetId === cabinet.cabinetId && intent.outcome === undefined,
  );
  return {
    'may-act': context.mayAct,
    'board-online':
      cabinet.lock !== 'unknown' && context.stations.device(cabinet.cabinetId)?.health !== 'offline',
    'no-alarm': cabinet.alarms.length === 0,
    'door-locked': isLocked(cabinet),
    'nothing-pending': !pending,
    identified: session !== undefined,
    'in-time': session !== undefined && context.now.monotonicMs <= session.lapsesMonotonicMs,
    'keeps-all': personId !== undefined && items.every((item) => keeps(state, item, personId, context)),
    'authority-named': asked.requestIds.length > 0,
    'authority-approved':
      requests.length === asked.requestIds.length &&
      requests.every((request) => request.stage === 'approved'),
    'authority-in-force': requests.every((request) => (request.expiresAtMs ?? 0) > context.now.epochMs),
    'rule-unchanged': items.every((item) => isSameRuleFor(requests, item)),
    'not-own-approval': requests.every((request) => request.decidedBy !== personId),
    'items-of-authority': isCovered(asked),
    'copies-left': everyoneHasCopies(asked),
    'use-registered': requests.every((request) =>
      Object.values(request.unregistered).every((waiting) => !waiting),
    ),
    'items-in-place': items.every((item) => isInPlace(cabinet, item)),
    'items-out': asked.itemsKnown && items.length > 0 && items.every((item) => item.place === 'out'),
    // No such authority can be given here yet, so none is ever at hand.
    'loan-authority': false,
    'loan-return-authority': false,
    'emergency-order': false,
    'count-order': false,
    'service-order': false,
  };
}

/** After "did not open" the bolt never moved: a new intent may try again while both contacts say closed. */
function isLocked({ lock, door, bolt }: CabinetTrack): boolean {
  return lock === 'locked' || (lock === 'did-not-open' && door === 'closed' && bolt === 'closed');
}

function isCovered({ requests, items, itemsKnown, cabinet }: Asked): boolean {
  const sameCabinet = requests.every((request) => request.cabinetId === cabinet.cabinetId);
  const covered = items.every(({ itemId }) => requests.some((request) => request.itemIds.includes(itemId)));
  return itemsKnown && sameCabinet && covered;
}

/** No approval is used under another rule than it was given by. */
function isSameRuleFor(requests: readonly RequestTrack[], { itemId, ruledSince }: ItemTrack): boolean {
  return requests
    .filter((request) => request.itemIds.includes(itemId))
    .every(({ decidedPosition }) => decidedPosition !== undefined && ruledSince < decidedPosition);
}

function everyoneHasCopies({ requests, items }: Asked): boolean {
  const left = (request: RequestTrack): boolean =>
    items.some(({ itemId }) => copiesLeft(request, itemId) > 0);
  const wanted = items.every(({ itemId }) => requests.some((request) => copiesLeft(request, itemId) > 0));
  return items.length > 0 && requests.every(left) && wanted;
}

function authorityOf({ ground, requestIds, items }: Asked): readonly string[] {
  if (ground !== 'take-back') return requestIds;
  return [...new Set(items.flatMap((item) => item.taken?.requestIds ?? []))];
}

function refusalWords(
  unmet: Precondition,
  state: Readonly<SealsState>,
  { items, requests, cabinet }: Asked,
  context: Context,
): Record<string, string> {
  if (unmet === 'items-in-place') {
    const missing = items.filter((item) => !isInPlace(cabinet, item)).map((item) => item.name);
    return { items: missing.join('、') };
  }
  if (unmet === 'rule-unchanged') {
    const changed = items.filter((item) => !isSameRuleFor(requests, item)).map((item) => item.name);
    return { items: changed.join('、') };
  }
  if (unmet === 'keeps-all') {
    const keepers = new Set(items.flatMap((item) => keepersOf(state, item, context)));
    return { keepers: [...keepers].map((id) => context.people.person(id)?.name ?? id).join('、') };
  }
  return {};
}
