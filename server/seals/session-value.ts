/** Key `session` of the cabinet screen: exactly where the person at the cabinet stands, and why it stopped. */
import type { CabinetSessionValue, CabinetStep } from '../contract/screens.ts';
import type { Context } from '../engine/context.ts';
import { itemsIn } from './cabinet-of.ts';
import { unregisteredOf } from './cabinet-facts.ts';
import { momentOf, PIN_WORDS, PULSE_REFUSAL_WORDS, STOP_WORDS } from './screen-words.ts';
import type { CabinetTrack, OpeningSession, SealsState, StoppedSession } from './state.ts';
import { copiesLeft, titleOf } from './use-request.ts';

const IDLE: CabinetSessionValue = {
  step: 'idle',
  personName: undefined,
  personId: undefined,
  factors: [],
  lapsesMs: undefined,
  chosenRequestIds: [],
  ground: undefined,
  intentId: undefined,
  toRegister: [],
  toReturn: [],
  problem: undefined,
};

export function sessionValue(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  context: Context,
): CabinetSessionValue {
  const session = state.sessions[cabinet.cabinetId];
  if (session === undefined) return IDLE;
  const person = {
    personId: session.personId,
    personName: session.personId === undefined ? undefined : context.people.person(session.personId)?.name,
  };
  switch (session.stage) {
    case 'first-factor':
      return {
        ...IDLE,
        ...person,
        step: 'first-factor',
        factors: [session.shown.factor],
        lapsesMs: session.lapsesMs,
        problem:
          session.pinProblem === undefined
            ? undefined
            : { code: session.pinProblem, title: PIN_WORDS[session.pinProblem] },
      };
    case 'identified':
      return {
        ...IDLE,
        ...person,
        step: 'choose',
        factors: session.factors,
        lapsesMs: session.lapsesMs,
        chosenRequestIds: session.chosen,
        ...openMatters(state, cabinet, requestIdsIn(state, cabinet)),
      };
    case 'opening':
    case 'open':
      return { ...IDLE, ...person, ...openingValue(state, cabinet, session) };
    case 'stopped':
      return {
        ...IDLE,
        ...person,
        step: 'stopped',
        lapsesMs: session.clearsMs,
        problem: stopWords(session, context),
      };
  }
}

function openingValue(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  session: OpeningSession,
): Partial<CabinetSessionValue> & { readonly step: CabinetStep } {
  const matters = openMatters(state, cabinet, session.requestIds);
  return {
    step: session.stage === 'opening' ? 'opening' : stepOf(session, matters),
    factors: session.factors,
    chosenRequestIds: session.requestIds,
    ground: session.ground,
    intentId: session.intentId,
    ...matters,
    problem: wrongItem(state, cabinet, session),
  };
}

type Matters = Pick<CabinetSessionValue, 'toRegister' | 'toReturn'>;

/** What is still to be registered and to be returned, in slot order. */
function openMatters(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  requestIds: readonly string[],
): Matters {
  const nameOf = (itemId: string): string => state.items[itemId]?.name ?? itemId;
  return {
    toRegister: unregisteredOf(state, requestIds).flatMap(({ requestId, itemId }) => {
      const request = state.requests[requestId];
      if (request === undefined) return [];
      const copies = copiesLeft(request, itemId);
      return [{ requestId, itemId, itemName: nameOf(itemId), title: titleOf(request), copies }];
    }),
    toReturn: itemsIn(state, cabinet.cabinetId)
      .filter((item) => item.place !== 'in')
      .map((item) => ({ itemId: item.itemId, itemName: item.name, slot: item.slot })),
  };
}

function requestIdsIn(state: Readonly<SealsState>, cabinet: CabinetTrack): readonly string[] {
  return Object.values(state.requests)
    .filter((request) => request.cabinetId === cabinet.cabinetId)
    .map((request) => request.requestId);
}

function stepOf(session: OpeningSession, matters: Matters): CabinetStep {
  if (session.ground === 'use' && !session.taken) return 'take';
  if (matters.toRegister.length > 0) return 'register';
  return matters.toReturn.length > 0 ? 'return' : 'close';
}

/** 取错印, or one put where none belongs: said at once, while it can still be mended. */
function wrongItem(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  session: OpeningSession,
): CabinetSessionValue['problem'] {
  const items = itemsIn(state, cabinet.cabinetId);
  const wrong = items.find(
    ({ place, taken }) =>
      place === 'out' && taken?.intentId === session.intentId && taken.requestIds.length === 0,
  );
  if (wrong !== undefined) {
    return {
      code: 'wrong-item',
      title: `取错印：${wrong.name}不在本次审批之内。请放回 ${wrong.slot} 号位。`,
    };
  }
  const stray = Object.values(cabinet.slots).find(
    ({ slot, occupied }) => occupied === true && items.every((item) => item.slot !== slot),
  );
  if (stray === undefined) return undefined;
  const title = `印章放错位：${stray.slot} 号位不放印章。请放回原位。`;
  return { code: 'wrong-slot', title };
}

function stopWords(session: StoppedSession, context: Context): CabinetSessionValue['problem'] {
  const { reason = '', cabinetFromMs } = session.params;
  const cabinetFrom = cabinetFromMs === undefined ? '' : momentOf(Number(cabinetFromMs), context.time);
  const title = STOP_WORDS[session.problem]
    .replace('{reason}', PULSE_REFUSAL_WORDS[reason] ?? reason)
    .replace('{cabinetFrom}', cabinetFrom);
  return { code: session.problem, title };
}
