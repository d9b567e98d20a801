/**
 * One contact, settled: a new level counts when it has been seen for as long as `settleMs` (which may differ by
 * direction), and is then dated back to its first sight. Pure; time arrives with the level.
 */
import type { Stamp } from '../../firmware-bridge/index.ts';

export interface SettledLevel {
  readonly level: boolean;
  /** First sight of the level that settled. */
  readonly since: Stamp;
}

export interface DebounceTimes {
  /** A closed contact must hold this long, ms. */
  readonly closeMs: number;
  readonly openMs: number;
}

export class Debounce {
  private readonly times: DebounceTimes;
  private settled: SettledLevel | undefined;
  private candidateSince: Stamp | undefined;

  constructor(times: DebounceTimes) {
    this.times = times;
  }

  /** The settled level; undefined before the first. */
  get current(): SettledLevel | undefined {
    return this.settled;
  }

  /** Takes the level seen at `at`; returns the newly settled level, if this settled one. The first counts at once. */
  see(level: boolean, at: Stamp): SettledLevel | undefined {
    if (this.settled === undefined) return this.settle(level, at);
    if (level === this.settled.level) {
      this.candidateSince = undefined;
      return undefined;
    }
    this.candidateSince ??= at;
    const heldMs = at.monotonicMs - this.candidateSince.monotonicMs;
    if (heldMs < (level ? this.times.closeMs : this.times.openMs)) return undefined;
    return this.settle(level, this.candidateSince);
  }

  /** Sight was lost: the next level counts at once. */
  forget(): void {
    this.settled = undefined;
    this.candidateSince = undefined;
  }

  private settle(level: boolean, since: Stamp): SettledLevel {
    this.candidateSince = undefined;
    this.settled = { level, since };
    return this.settled;
  }
}
