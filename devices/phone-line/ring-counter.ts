/**
 * Counts rings from the edges of the ring contact. A ring is one burst of the cadence (ZB-1): bursts closer than the
 * merge gap are one ring (a British double burst), anything shorter than the shortest burst is a spike and no ring. A
 * burst is believed as soon as it has lasted long enough, and is dated back to its start. Pure: time arrives with the
 * edge. Source: hardware notes §9.
 */
import type { Stamp } from '../../firmware-bridge/index.ts';
import type { CadenceSettings } from './cadence.ts';

export type RingSignal =
  /** `ring` is 1-based; `at` is the start of the first burst of the ring. */
  | { readonly kind: 'ring-started'; readonly ring: number; readonly at: Stamp }
  /** `at` is the end of the last burst of the ring; known once the merge gap has passed. */
  | { readonly kind: 'ring-stopped'; readonly ring: number; readonly at: Stamp }
  /** A burst was seen for too short a time to be believed; `start` is when it was first seen. */
  | { readonly kind: 'burst-disbelieved'; readonly start: Stamp };

/** What polling leaves uncertain of an edge; nothing where edges are exact. */
export interface EdgeDoubt {
  /** Falling edge: the last moment at which the level was seen on, so that a polled spike does not grow. */
  readonly heldUntil?: Stamp;
  /** Rising edge: how long the level may be taken to have been on before it was first seen, ms. */
  readonly leadMs?: number;
}

interface Burst {
  readonly start: Stamp;
  readonly leadMs: number;
  readonly confirmed: boolean;
}

export class RingCounter {
  private readonly cadence: CadenceSettings;
  private burst: Burst | undefined;
  private ringCount = 0;
  private ringStart: Stamp | undefined;
  private burstEnd: Stamp | undefined;
  private ringOpen = false;
  private spikeCount = 0;

  constructor(cadence: CadenceSettings) {
    this.cadence = cadence;
  }

  /** Rings started so far. */
  get rings(): number {
    return this.ringCount;
  }

  get spikes(): number {
    return this.spikeCount;
  }

  /** Start of the newest ring. */
  get lastRingStart(): Stamp | undefined {
    return this.ringStart;
  }

  /** End of the last burst; undefined while one is running, and before the first. */
  get silentSince(): Stamp | undefined {
    return this.burst === undefined ? this.burstEnd : undefined;
  }

  /** Start of the burst that is running, spike or not. */
  get burstStart(): Stamp | undefined {
    return this.burst?.start;
  }

  /** The newest ring was told as started and not yet as stopped. */
  get open(): boolean {
    return this.ringOpen;
  }

  /** The level changed at `at`, or was first seen to have changed. */
  edge(on: boolean, at: Stamp, doubt: EdgeDoubt = {}): readonly RingSignal[] {
    return on ? this.rise(at, doubt.leadMs ?? 0) : this.fall(at, doubt.heldUntil ?? at);
  }

  /** The level is at `at` as the last edge left it. */
  tick(at: Stamp): readonly RingSignal[] {
    return this.burst === undefined ? this.closeRing(at) : this.confirm(at);
  }

  private rise(at: Stamp, leadMs: number): readonly RingSignal[] {
    if (this.burst !== undefined) return this.confirm(at);
    const signals = this.closeRing(at);
    this.burst = { start: at, leadMs, confirmed: false };
    return signals;
  }

  private fall(at: Stamp, heldUntil: Stamp): readonly RingSignal[] {
    if (this.burst === undefined) return this.closeRing(at);
    const signals = this.confirm(heldUntil);
    const { start, confirmed } = this.burst;
    this.burst = undefined;
    if (confirmed) {
      this.burstEnd = at;
      return signals;
    }
    this.spikeCount += 1;
    return [...signals, { kind: 'burst-disbelieved', start }];
  }

  private confirm(at: Stamp): readonly RingSignal[] {
    const burst = this.burst;
    if (burst === undefined || burst.confirmed) return [];
    if (between(burst.start, at) + burst.leadMs < this.cadence.burstMinMs) return [];
    this.burst = { ...burst, confirmed: true };
    const pauseMs =
      this.burstEnd === undefined ? Number.POSITIVE_INFINITY : between(this.burstEnd, burst.start);
    if (pauseMs < this.cadence.mergeGapMs) {
      this.ringOpen = true;
      return [];
    }
    const signals = this.closeRing(burst.start);
    this.ringCount += 1;
    this.ringStart = burst.start;
    this.ringOpen = true;
    return [...signals, { kind: 'ring-started', ring: this.ringCount, at: burst.start }];
  }

  private closeRing(at: Stamp): readonly RingSignal[] {
    if (!this.ringOpen || this.burstEnd === undefined) return [];
    if (between(this.burstEnd, at) < this.cadence.mergeGapMs) return [];
    this.ringOpen = false;
    return [{ kind: 'ring-stopped', ring: this.ringCount, at: this.burstEnd }];
  }
}

function between(from: Stamp, to: Stamp): number {
  return to.monotonicMs - from.monotonicMs;
}
