/** Offers each input to the part of the seals that it concerns. */
import type { Context } from '../engine/context.ts';
import type { Input } from '../engine/input.ts';
import { type Decision, NO_DECISION } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { decideCabinetFact, unapprovedOut } from './cabinet-facts.ts';
import { decideSealDeadline } from './due-times.ts';
import type { SealEvent } from './events.ts';
import { noteExcess } from './excess.ts';
import {
  badgeAtCabinet,
  cancel,
  choose,
  pinChecked,
  unknownBadgeAtCabinet,
  voidAll,
  voidOf,
  voidUnentitled,
} from './identify.ts';
import { lastIntent } from './intent-of.ts';
import { appointDeputy, confirmItem, defaultItems, endDeputy, proposeItem } from './items.ts';
import { openCabinet } from './opening.ts';
import { sealRefusal } from './refusals.ts';
import type { SealsState } from './state.ts';
import { acknowledgeAlarm, confirmReturn, registerUse } from './use.ts';
import { decideUse, requestUse, resubmit, withdraw } from './use-request.ts';

type RequestInput = Extract<Input, { readonly kind: 'request' }>;

export function decideSeals(state: Readonly<SealsState>, input: Input, context: Context): Decision {
  switch (input.kind) {
    case 'badge':
      return NO_DECISION;
    case 'device':
      return decideCabinetFact(state, input, context);
    case 'deadline':
      return decideSealDeadline(state, input.deadline, context);
    case 'recorded':
      return decideRecorded(state, input.event, context);
    case 'request':
      return decideRequest(state, input, context);
  }
}

function decideRequest(
  state: Readonly<SealsState>,
  { principal, request }: RequestInput,
  context: Context,
): Decision {
  const { type, body } = request;
  switch (type) {
    case 'seals.request-use':
      return requestUse(state, principal, body, context);
    case 'seals.resubmit':
      return resubmit(state, principal, body, context);
    case 'seals.decide':
      return decideUse(state, principal, body, context);
    case 'seals.withdraw':
      return withdraw(state, principal, body);
    case 'seals.choose':
      return choose(state, principal, body, context);
    case 'seals.enter-pin':
      // The PIN is consumed before the engine; what comes here was not checked and must not count.
      throw sealRefusal('SEALS_PIN_NOT_CHECKED');
    case 'seals.pin-checked':
      return pinChecked(state, body, context);
    case 'seals.open':
      return openCabinet(state, principal, body, context);
    case 'seals.register-use':
      return registerUse(state, principal, body, context);
    case 'seals.note-excess':
      return noteExcess(state, principal, body, context);
    case 'seals.confirm-return':
      return confirmReturn(state, principal, body, context);
    case 'seals.cancel':
      return cancel(state, principal, context);
    case 'seals.acknowledge-alarm':
      return acknowledgeAlarm(state, principal, body, context);
    case 'seals.define-item':
      return proposeItem(state, principal, body, context);
    case 'seals.confirm-item':
      return confirmItem(state, principal, body, context);
    case 'seals.appoint-deputy':
      return appointDeputy(state, principal, body, context);
    case 'seals.end-deputy':
      return endDeputy(state, principal, body);
    default:
      return NO_DECISION;
  }
}

function decideRecorded(state: Readonly<SealsState>, event: RecordedEvent, context: Context): Decision {
  switch (event.type) {
    case 'system.started':
      return { events: restarted(state, event.recordedAtMs, context) };
    case 'stations.configured':
      return { events: defaultItems(state, event.data) };
    case 'people.badge-recorded':
      return badgeAtCabinet(state, event.data, event.recordedAtMs, context);
    case 'people.badge-unknown':
      return unknownBadgeAtCabinet(state, event.data.stationId, event.data.atMs);
    case 'system.journal-blind':
      // What happened at the cabinet meanwhile may not have been recorded. Too much at once loses no fact of the cabinet.
      return event.data.reason === 'overload'
        ? NO_DECISION
        : { events: unwritten(state, event.recordedAtMs) };
    case 'system.clock-stepped':
      // The machine slept, or somebody set the clock: how long ago the person badged is not sure any more.
      return { events: voidAll(state, 'clock-stepped', event.recordedAtMs) };
    case 'people.person-recorded':
      return { events: voidUnentitled(state, context, event.data.personId) };
    case 'seals.item-defined':
    case 'seals.deputy-ended':
      return { events: voidUnentitled(state, context) };
    case 'people.card-stopped':
    case 'people.finger-removed':
    case 'people.sessions-revoked':
    case 'people.credential-changed':
    case 'seals.keeper-barred':
      return { events: voidOf(state, event.data.personId, 'identity-changed', context) };
    default:
      return NO_DECISION;
  }
}

/**
 * After a restart nobody is identified any more, and an intent without an outcome is settled as unknown. It is never
 * sent again: whether the bolt moved, a person must look. A wrong item that was out is nobody's to put back any more.
 */
function restarted(state: Readonly<SealsState>, atMs: number, context: Context): readonly SealEvent[] {
  const identifications = voidAll(state, 'restart', atMs);
  const intents = settledAsUnknown(state, 'restart');
  const unapproved = Object.values(state.cabinets).flatMap((cabinet) => {
    const last = lastIntent(state, cabinet.cabinetId);
    if (last === undefined || last.overMs !== undefined) return [];
    return unapprovedOut(state, cabinet, last.intentId, atMs, context);
  });
  return [...identifications, ...intents, ...unapproved];
}

/**
 * An intent whose commit failed may be on disk all the same, and its pulse was never ordered; of one that was under way
 * the device's own word follows. Neither is sent again. Whoever was identified may have gone.
 */
function unwritten(state: Readonly<SealsState>, atMs: number): readonly SealEvent[] {
  return [...voidAll(state, 'journal-blind', atMs), ...settledAsUnknown(state, 'journal-blind')];
}

function settledAsUnknown(state: Readonly<SealsState>, reason: string): readonly SealEvent[] {
  return Object.values(state.intents)
    .filter((intent) => intent.outcome === undefined)
    .map(({ intentId }) => ({
      type: 'seals.opening-settled',
      data: { intentId, outcome: { name: 'unknown', reason } },
    }));
}
