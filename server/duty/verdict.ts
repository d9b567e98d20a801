/**
 * ZB-1 as arithmetic: how many rings were heard, and what a call then is. A ring is one burst of the cadence; answered
 * means off-hook before the next ring starts, so the pause after ring 2 still counts as two.
 */
import type { RingEvidence } from '../../devices/device-event.ts';
import type { CadenceSettings } from '../../devices/phone-line/cadence.ts';
import type { ApartReason, CallClass } from './events.ts';
import type { DutyState } from './state.ts';

/** The ring whose start is past the limit: ring 3. The monitor counts rings as the person at the handset hears them. */
export function limitRing(withinRings: number): number {
  return withinRings + 1;
}

/** When that ring is expected by the cadence, from the start of ring 1. */
export function limitRingExpectedMs(
  firstRingMs: number,
  withinRings: number,
  cadence: CadenceSettings,
): number {
  return firstRingMs + withinRings * (cadence.onMs + cadence.offMs);
}

export interface CallFacts {
  readonly answered: boolean;
  readonly ringsStarted: number;
  /** See `limitRing`. */
  readonly limitRing: number;
  /** It began to ring while a shift was running. */
  readonly inShift: boolean;
  readonly test: boolean;
  /** Part of the ringing was not seen. */
  readonly blind: boolean;
  /** Why nobody could come, found while it rang. */
  readonly excuse: ApartReason | undefined;
}

/**
 * The class of a call. Order matters: outside the hours nobody is judged; what was not seen counts neither for nor
 * against; an excuse turns only what would count against the officer.
 */
export function judgeCall(facts: CallFacts): {
  readonly class: CallClass;
  readonly apart: ApartReason | undefined;
} {
  if (!facts.inShift) return { class: 'out-of-hours', apart: undefined };
  if (facts.test) return { class: 'apart', apart: 'test' };
  if (facts.blind) return { class: 'apart', apart: 'blind' };
  const withinLimit = facts.ringsStarted < facts.limitRing;
  if (facts.answered && withinLimit) return { class: 'answered-in-time', apart: undefined };
  if (!facts.answered && withinLimit) return { class: 'abandoned-early', apart: undefined };
  if (facts.excuse !== undefined) return { class: 'apart', apart: facts.excuse };
  return { class: facts.answered ? 'answered-late' : 'missed', apart: undefined };
}

/** A delay of the service that overlaps the ringing turns what was counted into what was timed. */
export function evidenceUnderLag(
  evidence: RingEvidence,
  span: { readonly fromMs: number; readonly toMs: number },
  lags: DutyState['lags'],
): RingEvidence {
  const lagged = lags.some((lag) => lag.fromMs <= span.toMs && lag.fromMs + lag.lagMs >= span.fromMs);
  return evidence === 'counted' && lagged ? 'timed' : evidence;
}

/** The weaker of two: recovered < timed < counted. */
export function weakerEvidence(one: RingEvidence, other: RingEvidence): RingEvidence {
  const order: readonly RingEvidence[] = ['recovered', 'timed', 'counted'];
  return order.indexOf(one) <= order.indexOf(other) ? one : other;
}
