/**
 * Evidence incomplete (KQ-2): whether an edge can be held against a person. It can only where a reader that counts,
 * and that this person could use at the time, was alive after the edge and not blind for longer than the setting allows
 * before it; a blindness over the edge counts whole. A sign of life counts on the day itself: a silent reader that reads
 * again the next morning may have been dead all day.
 */
import type { Context } from '../engine/context.ts';
import { CLOCK_STEP } from '../stations/blindness.ts';
import type { BlindInterval, StationDevice } from '../stations/view.ts';
import type { Edges } from './edges.ts';
import type { ConfirmedOutage } from './corrections-state.ts';
import type { SignInContact } from './events.ts';
import type { DayState } from './state.ts';

/** Readers report life every ten seconds; who has not by then is not vouched for. */
export const PROOF_WITHIN_MS = 30_000;

export type Evidence =
  | { readonly kind: 'complete'; readonly because: string }
  /** Not blind as far as is known; a sign of life after the edge is still to come. */
  | { readonly kind: 'awaited'; readonly silent: boolean; readonly because: string }
  | { readonly kind: 'incomplete'; readonly because: string };

/** One decision's evidence: worked out once for each set of readers, of which an office has a handful. */
export class EvidenceBook {
  readonly #context: Context;
  readonly #edges: Edges;
  readonly #day: DayState | undefined;
  readonly #known = new Map<string, Evidence>();

  /** `day`: the day of these edges. */
  constructor(edges: Edges, day: DayState | undefined, context: Context) {
    this.#edges = edges;
    this.#day = day;
    this.#context = context;
  }

  /** `contact`: proves its own reader alive, if it came after the edge. */
  of(personId: string, edge: 'late' | 'absent', contact: SignInContact | undefined): Evidence {
    const edgeMs = edge === 'late' ? this.#edges.lateMs : this.#edges.absentMs;
    const readers = usableReaders(personId, edgeMs, this.#context);
    const alive = contact !== undefined && contact.atMs >= edgeMs ? contact.deviceId : undefined;
    const key = `${edge} ${alive ?? ''} ${readers.map(({ deviceId }) => deviceId).join()}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const proven = edge === 'late' ? this.#day?.provenLate : this.#day?.provenAbsent;
    const question = { ...this.#sight(edgeMs), alive, proven };
    const evidence = evidenceOf(readers, question);
    this.#known.set(key, evidence);
    return evidence;
  }

  /** Id of the declaration of two that answers for this person's readers at the edge; never a declaration of one's own. */
  declared(personId: string, edge: 'late' | 'absent'): string | undefined {
    const edgeMs = edge === 'late' ? this.#edges.lateMs : this.#edges.absentMs;
    const ofOthers = this.#day?.outages.filter(
      ({ settles, proposedBy, confirmedBy }) =>
        settles && proposedBy !== personId && confirmedBy !== personId,
    );
    if (ofOthers === undefined || ofOthers.length === 0) return undefined;
    const { blindMaxS } = this.#context.settings.at('attendance.evidence', this.#edges.officeDate);
    const readers = usableReaders(personId, edgeMs, this.#context);
    return readers
      .map(({ deviceId }) => {
        const spans = ofOthers.filter((outage) => outage.deviceId === deviceId);
        const untilMs = sightAgainMs(deviceId, this.#sight(edgeMs));
        return coveredMs(spans, this.#edges.evidenceFromMs, untilMs) > blindMaxS * 1000
          ? spans[0]?.outageId
          : undefined;
      })
      .find((outageId) => outageId !== undefined);
  }

  #sight(edgeMs: number): Sight {
    return { edges: this.#edges, edgeMs, outages: this.#day?.outages ?? [], context: this.#context };
  }
}

/** Readers that count for sign-in and that this person had a card or a finger for at the edge. */
function usableReaders(
  personId: string,
  edgeMs: number,
  { people, stations }: Context,
): readonly StationDevice[] {
  const { cardRefs, fingerModules } = people.credentials(personId, edgeMs);
  return stations.devices().filter(({ kind, countsForSignIn, moduleId }) => {
    if (!countsForSignIn) return false;
    if (kind === 'card-reader') return cardRefs.length > 0;
    return kind === 'fingerprint-reader' && moduleId !== undefined && fingerModules.includes(moduleId);
  });
}

interface Sight {
  readonly edges: Edges;
  readonly edgeMs: number;
  readonly outages: readonly ConfirmedOutage[];
  readonly context: Context;
}
interface Question extends Sight {
  /** A reader known alive after the edge by the very contact. */
  readonly alive: string | undefined;
  /** Readers that showed life after the edge, that day. */
  readonly proven: Readonly<Record<string, number>> | undefined;
}

function evidenceOf(readers: readonly StationDevice[], question: Question): Evidence {
  if (readers.length === 0) return { kind: 'incomplete', because: 'no-reader-for-this-person' };
  const each = readers.map((reader) => ofReader(reader, question));
  // Any one reader would have done.
  return (
    each.find(({ kind }) => kind === 'complete') ??
    each.find((evidence) => evidence.kind === 'awaited' && !evidence.silent) ??
    each.find(({ kind }) => kind === 'awaited') ?? {
      kind: 'incomplete',
      because: each.map(({ because }) => because).join(' '),
    }
  );
}

function ofReader(reader: StationDevice, question: Question): Evidence {
  const { edges, edgeMs, alive, proven, context } = question;
  const { settings, stations } = context;
  const { blindMaxS } = settings.at('attendance.evidence', edges.officeDate);
  const { deviceId } = reader;
  const untilMs = sightAgainMs(deviceId, question);
  const blind = blindIn(deviceId, edges.evidenceFromMs, untilMs, question);
  const stepped = stations
    .blindIn(deviceId, edgeMs - 1, edgeMs + 1)
    .find(({ reason }) => reason === CLOCK_STEP);
  if (stepped !== undefined)
    return { kind: 'incomplete', because: `clock-step:${stepped.fromMs}-${stepped.toMs ?? ''}` };
  const blindMs = coveredMs(blind, edges.evidenceFromMs, untilMs);
  if (blindMs > blindMaxS * 1000) {
    const reasons = [...new Set(blind.map(({ reason }) => reason))].join('+');
    return { kind: 'incomplete', because: `blind:${deviceId}:${Math.round(blindMs / 1000)}s:${reasons}` };
  }
  if (alive === deviceId || proven?.[deviceId] !== undefined)
    return { kind: 'complete', because: `alive:${deviceId}` };
  return { kind: 'awaited', silent: reader.silentWhenDead, because: `unproven:${deviceId}` };
}

/**
 * The edge, or where it fell into a blindness the end of that: whoever came shortly before the edge and found the
 * reader dead is not late because it had been dead for less than a minute by then. One that still lasts lasts until now.
 */
function sightAgainMs(deviceId: string, sight: Sight): number {
  const { edgeMs, context } = sight;
  const { now } = context;
  let untilMs = edgeMs;
  const overEdge = blindIn(deviceId, edgeMs - 1, Infinity, sight).toSorted((a, b) => a.fromMs - b.fromMs);
  for (const { fromMs, toMs } of overEdge) {
    if (fromMs <= untilMs) untilMs = Math.max(untilMs, toMs ?? now.epochMs);
  }
  return untilMs;
}

/** What the devices say of themselves, and what two people have declared. */
function blindIn(
  deviceId: string,
  fromMs: number,
  toMs: number,
  { outages, context }: Sight,
): readonly BlindInterval[] {
  const known = context.stations.blindIn(deviceId, fromMs, toMs);
  const declared = outages
    .filter((outage) => outage.deviceId === deviceId && outage.fromMs < toMs && outage.toMs > fromMs)
    .map((outage): BlindInterval => ({
      deviceId,
      fromMs: outage.fromMs,
      toMs: outage.toMs,
      reason: 'declared',
    }));
  return declared.length === 0 ? known : [...known, ...declared];
}

/** How much of the span the intervals cover, overlaps counted once. */
export function coveredMs(
  intervals: readonly Pick<BlindInterval, 'fromMs' | 'toMs'>[],
  fromMs: number,
  toMs: number,
): number {
  const clipped = intervals
    .map((interval) => ({
      fromMs: Math.max(interval.fromMs, fromMs),
      toMs: Math.min(interval.toMs ?? toMs, toMs),
    }))
    .filter((interval) => interval.toMs > interval.fromMs)
    .toSorted((a, b) => a.fromMs - b.fromMs);
  let covered = 0;
  let reachedMs = fromMs;
  for (const interval of clipped) {
    covered += Math.max(0, interval.toMs - Math.max(interval.fromMs, reachedMs));
    reachedMs = Math.max(reachedMs, interval.toMs);
  }
  return covered;
}
