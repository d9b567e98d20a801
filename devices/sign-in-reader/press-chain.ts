/**
 * KQ-2: what counts is the first contact with the reader. Failed presses within 60 s before a success at the same reader
 * led up to it. Pure.
 */
import type { Stamp } from '../../firmware-bridge/index.ts';

/** KQ-2: "within 60 s". */
export const LEADING_PRESSES_MS = 60_000;

export class PressChain {
  private failed: Stamp[] = [];

  /** A press that identified nobody. */
  failedAt(at: Stamp): void {
    this.failed = [...this.within(at), at];
  }

  /** A press that identified somebody; returns the first press that led up to it and starts afresh. */
  succeededAt(at: Stamp): Stamp {
    const [first] = this.within(at);
    this.failed = [];
    return first ?? at;
  }

  private within(at: Stamp): Stamp[] {
    return this.failed.filter((press) => at.monotonicMs - press.monotonicMs <= LEADING_PRESSES_MS);
  }
}
