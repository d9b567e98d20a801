/**
 * Badges and PINs at the cabinet, and what ends an identification: another badge, a moved door, a lost or changed
 * entitlement, time. Decides from the one badge fact that people record; the machine itself is `identification.ts`.
 */
import type { Context } from '../engine/context.ts';
import { type Decision, type Effect, NO_DECISION } from '../engine/module.ts';
import type { BadgeFact } from '../people/events.ts';
import { entryOf } from '../mechanisms/entry.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { SECOND_MS } from '../mechanisms/durations.ts';
import { cabinetAt, endsByItself, requireCabinet } from './cabinet-of.ts';
import { keepsSomethingIn } from './custody.ts';
import type { SealEvent, VoidReason } from './events.ts';
import { type FactorShown, liveIdentification, takeFactor } from './identification.ts';
import { sealRefusal } from './refusals.ts';
import { CHOOSE, PIN_CHECKED } from './requests.ts';
import type { CabinetTrack, SealsState } from './state.ts';
import type { Principal } from '../access/principal.ts';

/** `knownAtMs`: when it was recorded. The badge's own wall time is its first contact, which wet fingers put far back. */
export function badgeAtCabinet(
  state: Readonly<SealsState>,
  badge: BadgeFact,
  knownAtMs: number,
  context: Context,
): Decision {
  const cabinet = cabinetAt(state, badge.stationId);
  if (cabinet === undefined) return NO_DECISION;
  // With an alarm open a badge says who came; nobody is identified for an opening.
  if (cabinet.alarms.some((alarm) => !endsByItself(alarm))) return NO_DECISION;
  return factorDecision(state, cabinet, context, {
    personId: badge.personId,
    factor: badge.by,
    monotonicMs: badge.monotonicMs,
    atMs: knownAtMs,
    cabinetFromMs: Math.max(badge.cabinetFromMs, state.barredUntilMs[badge.personId] ?? 0),
    entitled: keepsSomethingIn(state, cabinet.cabinetId, badge.personId, context),
  });
}

/** A badge that nobody holds, at a cabinet where somebody was being identified. */
export function unknownBadgeAtCabinet(
  state: Readonly<SealsState>,
  stationId: string,
  atMs: number,
): Decision {
  const cabinet = cabinetAt(state, stationId);
  return cabinet === undefined ? NO_DECISION : { events: voided(state, cabinet, 'unknown-badge', atMs) };
}

export function pinChecked(state: Readonly<SealsState>, body: unknown, context: Context): Decision {
  const { personId, outcome, stationId } = readBody(PIN_CHECKED, body);
  const cabinet = Object.values(state.cabinets).find((one) => {
    const live = liveIdentification(state.sessions[one.cabinetId], context.now.monotonicMs);
    const here = stationId === undefined || one.stationId === stationId;
    return here && live?.stage === 'first-factor' && live.personId === personId;
  });
  if (cabinet === undefined) throw sealRefusal('SEALS_PIN_NOT_EXPECTED');
  const where = atCabinet(cabinet, context.now.epochMs);
  if (outcome !== 'ok') {
    const refused: SealEvent = { type: 'seals.pin-refused', data: { ...where, personId, outcome } };
    const locked = outcome === 'locked' ? voided(state, cabinet, 'pin-locked', where.atMs) : [];
    return { events: [refused, ...locked] };
  }
  // What bars the person has been weighed with the first factor; the PIN has a wait of its own.
  const cabinetFromMs = state.pinFromMs[personId] ?? 0;
  if (where.atMs < cabinetFromMs) {
    return { events: [{ type: 'seals.pin-refused', data: { ...where, personId, outcome: 'too-new' } }] };
  }
  return factorDecision(state, cabinet, context, {
    personId,
    factor: 'pin',
    monotonicMs: context.now.monotonicMs,
    atMs: where.atMs,
    cabinetFromMs,
    entitled: keepsSomethingIn(state, cabinet.cabinetId, personId, context),
  });
}

export function choose(
  state: Readonly<SealsState>,
  principal: Principal,
  body: unknown,
  context: Context,
): Decision {
  const { requestIds } = readBody(CHOOSE, body);
  const cabinet = requireCabinet(state, principal);
  const session = state.sessions[cabinet.cabinetId];
  if (session?.stage !== 'identified') throw sealRefusal('SEALS_NOT_IDENTIFIED');
  if (context.now.monotonicMs > session.lapsesMonotonicMs) throw sealRefusal('SEALS_IDENTIFICATION_LAPSED');
  const allApproved = requestIds.every((id) => entryOf(state.requests, id)?.stage === 'approved');
  if (!allApproved) throw sealRefusal('SEALS_NOT_APPROVED');
  const data = { ...atCabinet(cabinet, context.now.epochMs), personId: session.personId, requestIds };
  return { events: [{ type: 'seals.requests-chosen', data }] };
}

export function cancel(state: Readonly<SealsState>, principal: Principal, context: Context): Decision {
  const cabinet = requireCabinet(state, principal);
  const events = voided(state, cabinet, 'cancelled', context.now.epochMs);
  if (events.length === 0) throw sealRefusal('SEALS_NOTHING_TO_CANCEL');
  return { events };
}

/** The step's time has run out; `position` names the step, so that a later one is not ended by it. */
export function lapse(
  state: Readonly<SealsState>,
  cabinetId: string,
  position: string,
  atMs: number,
): Decision {
  const cabinet = state.cabinets[cabinetId];
  const session = state.sessions[cabinetId];
  if (cabinet === undefined || String(session?.position) !== position) return NO_DECISION;
  return { events: voided(state, cabinet, 'lapsed', atMs) };
}

/** Ends every identification of this person: who they are, or what they may, has changed meanwhile. */
export function voidOf(
  state: Readonly<SealsState>,
  personId: string,
  reason: VoidReason,
  context: Context,
): readonly SealEvent[] {
  return Object.values(state.cabinets)
    .filter((cabinet) => identifying(state, cabinet)?.personId === personId)
    .flatMap((cabinet) => voided(state, cabinet, reason, context.now.epochMs));
}

/**
 * Ends the identifications of people who keep nothing in that cabinet any more, and that of the person whose record has
 * just changed: an office newly given is weighed with the next badge, not taken along.
 */
export function voidUnentitled(
  state: Readonly<SealsState>,
  context: Context,
  changedId?: string,
): readonly SealEvent[] {
  return Object.values(state.cabinets).flatMap((cabinet) => {
    const personId = identifying(state, cabinet)?.personId;
    if (personId === undefined) return [];
    if (!keepsSomethingIn(state, cabinet.cabinetId, personId, context))
      return voided(state, cabinet, 'entitlement-ended', context.now.epochMs);
    return personId === changedId ? voided(state, cabinet, 'identity-changed', context.now.epochMs) : [];
  });
}

/** Ends every identification, wherever. */
export function voidAll(state: Readonly<SealsState>, reason: VoidReason, atMs: number): readonly SealEvent[] {
  return Object.values(state.cabinets).flatMap((cabinet) => voided(state, cabinet, reason, atMs));
}

/** Nothing when nobody is being identified there: an opening under way is not ended by this. */
export function voided(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  reason: VoidReason,
  atMs: number,
): readonly SealEvent[] {
  const session = identifying(state, cabinet);
  if (session === undefined) return [];
  return [voidEvent(cabinet, { personId: session.personId, reason, atMs, cabinetFromMs: undefined })];
}

function identifying(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
): { readonly personId: string } | undefined {
  const session = state.sessions[cabinet.cabinetId];
  return session?.stage === 'first-factor' || session?.stage === 'identified' ? session : undefined;
}

function factorDecision(
  state: Readonly<SealsState>,
  cabinet: CabinetTrack,
  context: Context,
  shown: FactorShown,
): Decision {
  const times = context.settings.at('seals.opening', context.officeDate);
  const outcome = takeFactor(state.sessions[cabinet.cabinetId], shown, times.secondFactorWithinS * SECOND_MS);
  switch (outcome.name) {
    case 'ignored':
      return NO_DECISION;
    case 'void': {
      const cabinetFromMs = outcome.reason === 'identity-wait' ? shown.cabinetFromMs : undefined;
      const { personId, atMs } = shown;
      return {
        events: [voidEvent(cabinet, { personId, reason: outcome.reason, atMs, cabinetFromMs })],
        effects: lights(cabinet, 'refused', context),
      };
    }
    case 'first':
    case 'identified': {
      const identifies = outcome.name === 'identified';
      const lastsMs = (identifies ? times.openWithinS : times.secondFactorWithinS) * SECOND_MS;
      return {
        events: [
          {
            type: 'seals.factor-shown',
            data: {
              ...atCabinet(cabinet, shown.atMs),
              personId: shown.personId,
              factor: shown.factor,
              monotonicMs: shown.monotonicMs,
              identifies,
              lapsesMs: shown.atMs + lastsMs,
              lapsesMonotonicMs: shown.monotonicMs + lastsMs,
            },
          },
        ],
        effects: lights(cabinet, identifies ? 'granted' : 'waiting', context),
      };
    }
  }
}

interface Voiding {
  readonly personId: string | undefined;
  readonly reason: VoidReason;
  readonly atMs: number;
  readonly cabinetFromMs: number | undefined;
}
function voidEvent(cabinet: CabinetTrack, { atMs, ...voiding }: Voiding): SealEvent {
  return { type: 'seals.identification-voided', data: { ...atCabinet(cabinet, atMs), ...voiding } };
}

/** Card readers have no light that could be set. */
function lights(
  cabinet: CabinetTrack,
  shown: 'granted' | 'refused' | 'waiting',
  context: Context,
): readonly Effect[] {
  return context.stations
    .devicesAt(cabinet.stationId)
    .filter((device) => device.kind === 'fingerprint-reader')
    .map(({ deviceId }) => ({
      kind: 'device',
      deviceId,
      command: { kind: 'show-reader-light', light: shown },
    }));
}

export function atCabinet(
  { cabinetId, stationId }: CabinetTrack,
  atMs: number,
): { readonly cabinetId: string; readonly stationId: string; readonly atMs: number } {
  return { cabinetId, stationId, atMs };
}
