/**
 * Due times of the seals: an approval that runs out, a step at the cabinet that lapses, a pulse that nobody answered
 * for, an item that has been out too long (a reminder), a use that should be registered by now. Each fires once; `evolve`
 * clears what needs no decision.
 */
import type { Context } from '../engine/context.ts';
import type { Deadline } from '../engine/input.ts';
import { type Decision, NO_DECISION } from '../engine/module.ts';
import { deadlineKey, deadlineName } from '../mechanisms/deadline.ts';
import { lapse } from './identify.ts';
import { PULSE_ANSWER_MS } from './limits.ts';
import type { SealsState } from './state.ts';
import { expire } from './use-request.ts';

const APPROVAL = 'seals.approval';
const LAPSE = 'seals.lapse';
const STOPPED = 'seals.stopped';
const PULSE_ANSWER = 'seals.pulse-answer';
const ITEM_OUT = 'seals.item-out';
const REGISTER_DUE = 'seals.register-due';

export function sealDeadlines(state: Readonly<SealsState>): readonly Deadline[] {
  const approvals = Object.values(state.requests).flatMap(({ requestId, stage, expiresAtMs }) =>
    stage === 'approved' && expiresAtMs !== undefined
      ? [{ key: deadlineKey(APPROVAL, requestId), dueAtMs: expiresAtMs }]
      : [],
  );
  const steps = Object.entries(state.sessions).flatMap(([cabinetId, session]) => {
    const position = String(session.position);
    switch (session.stage) {
      case 'first-factor':
      case 'identified':
        return [{ key: deadlineKey(LAPSE, cabinetId, position), dueAtMs: session.lapsesMs }];
      case 'stopped':
        return [{ key: deadlineKey(STOPPED, cabinetId, position), dueAtMs: session.clearsMs }];
      case 'opening':
      case 'open':
        return [];
    }
  });
  const pulses = Object.values(state.intents)
    .filter((intent) => intent.outcome === undefined)
    .map(({ intentId, atMs }) => ({
      key: deadlineKey(PULSE_ANSWER, intentId),
      dueAtMs: atMs + PULSE_ANSWER_MS,
    }));
  const items = Object.values(state.items).flatMap(({ itemId, taken }) =>
    taken === undefined || taken.reminded
      ? []
      : [{ key: deadlineKey(ITEM_OUT, itemId, String(taken.position)), dueAtMs: taken.dueMs }],
  );
  const uses = Object.values(state.requests).flatMap(({ requestId, unregistered, registerDue }) =>
    Object.entries(registerDue).flatMap(([itemId, { position, dueMs, passed }]) =>
      unregistered[itemId] === true && !passed
        ? [{ key: deadlineKey(REGISTER_DUE, requestId, itemId, String(position)), dueAtMs: dueMs }]
        : [],
    ),
  );
  return [...approvals, ...steps, ...pulses, ...items, ...uses];
}

export function decideSealDeadline(
  state: Readonly<SealsState>,
  deadline: Deadline,
  context: Context,
): Decision {
  const { kind, parts } = deadlineName(deadline.key);
  const [id = '', position = ''] = parts;
  switch (kind) {
    case APPROVAL:
      return expire(state, id);
    case LAPSE:
      return lapse(state, id, position, context.now.epochMs);
    case PULSE_ANSWER:
      return noAnswer(state, id);
    default:
      return NO_DECISION;
  }
}

/** The device layer never said what became of the pulse. */
function noAnswer(state: Readonly<SealsState>, intentId: string): Decision {
  const intent = state.intents[intentId];
  if (intent === undefined || intent.outcome !== undefined) return NO_DECISION;
  const outcome = { name: 'unknown', reason: 'no-answer' } as const;
  return { events: [{ type: 'seals.opening-settled', data: { intentId, outcome } }] };
}
