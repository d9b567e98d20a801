/**
 * Who stands at the cabinet (YX-Y1): two different factors of one entitled person within 10 s at the same station. Pure;
 * one factor arrives, one outcome leaves. Another person's badge voids what was there and begins nothing: whoever was
 * first starts over, so that two people can never make up one identity between them.
 */
import type { Factor, VoidReason } from './events.ts';
import type { SessionTrack } from './state.ts';

export interface FactorShown {
  readonly personId: string;
  readonly factor: Factor;
  readonly monotonicMs: number;
  /** Wall clock of the showing. */
  readonly atMs: number;
  /** From then on this credential, and this person, count at the cabinet (24 h after an identity change). */
  readonly cabinetFromMs: number;
  /** Custodian or deputy of something in this cabinet, today. */
  readonly entitled: boolean;
}

export type FactorOutcome =
  | { readonly name: 'ignored' }
  | { readonly name: 'first' }
  | { readonly name: 'identified'; readonly factors: readonly Factor[] }
  | { readonly name: 'void'; readonly reason: VoidReason };

/** `withinMs`: time between the two factors, on the monotonic clock. */
export function takeFactor(
  session: SessionTrack | undefined,
  shown: FactorShown,
  withinMs: number,
): FactorOutcome {
  if (session?.stage === 'opening' || session?.stage === 'open') return { name: 'ignored' };
  const live = liveIdentification(session, shown.monotonicMs);
  if (live !== undefined && live.personId !== shown.personId)
    return { name: 'void', reason: 'another-person' };
  if (!shown.entitled) return { name: 'void', reason: 'not-entitled' };
  if (shown.atMs < shown.cabinetFromMs) return { name: 'void', reason: 'identity-wait' };
  if (live === undefined) return { name: 'first' };
  if (live.stage === 'identified') return { name: 'ignored' };
  if (live.shown.factor === shown.factor) return { name: 'first' };
  const apartMs = Math.abs(shown.monotonicMs - live.shown.monotonicMs);
  return apartMs <= withinMs
    ? { name: 'identified', factors: [live.shown.factor, shown.factor] }
    : { name: 'first' };
}

/** The identification in force at that moment of the monotonic clock, half or whole. */
export function liveIdentification(
  session: SessionTrack | undefined,
  monotonicMs: number,
): Extract<SessionTrack, { stage: 'first-factor' | 'identified' }> | undefined {
  if (session?.stage !== 'first-factor' && session?.stage !== 'identified') return undefined;
  return monotonicMs <= session.lapsesMonotonicMs ? session : undefined;
}
