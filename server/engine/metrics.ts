/** Counts and durations of the engine as plain numbers; `/metrics` turns them into Prometheus' words. */

export interface EngineMetrics {
  readonly position: number;
  readonly inboxLength: number;
  readonly inputs: number;
  /** Inputs refused by rule. */
  readonly refused: number;
  /** Inputs rolled back because something threw that was not a refusal. */
  readonly defects: number;
  /** Inputs not taken because the journal could not be written or the inbox was full. */
  readonly turnedAway: number;
  readonly events: number;
  readonly commits: number;
  readonly commitsFailed: number;
  /** Sum over all commits, BEGIN to COMMIT, ms. */
  readonly commitMsTotal: number;
  readonly commitMsMax: number;
  readonly lastCommitMs: number;
  readonly largestGroup: number;
  readonly rebuilds: number;
  readonly effectsFailed: number;
  readonly loopLagMs: number;
  readonly loopLagMsMax: number;
  readonly checkpointSize: number;
}

/** The counters behind it; only the engine writes them. */
export class EngineCounters {
  inputs = 0;
  refused = 0;
  defects = 0;
  turnedAway = 0;
  events = 0;
  commits = 0;
  commitsFailed = 0;
  commitMsTotal = 0;
  commitMsMax = 0;
  lastCommitMs = 0;
  largestGroup = 0;
  rebuilds = 0;
  effectsFailed = 0;
  loopLagMs = 0;
  loopLagMsMax = 0;
  checkpointSize = 0;

  committed(inputs: number, events: number, tookMs: number): void {
    this.commits += 1;
    this.events += events;
    this.commitMsTotal += tookMs;
    this.lastCommitMs = tookMs;
    this.commitMsMax = Math.max(this.commitMsMax, tookMs);
    this.largestGroup = Math.max(this.largestGroup, inputs);
  }

  lagged(lagMs: number): void {
    this.loopLagMs = lagMs;
    this.loopLagMsMax = Math.max(this.loopLagMsMax, lagMs);
  }
}
