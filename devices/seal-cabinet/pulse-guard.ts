/**
 * The last word before the solenoid: is this pulse still wanted, allowed and harmless? Pure; asked when the bytes are
 * about to leave. What it admits it counts as sent, whatever becomes of it, so that nothing is ever sent twice.
 */
import type { LockState, PulseRefusal } from '../device-event.ts';
import { COOL_DOWN_PULSES, PULSE_BUDGET, PULSE_BUDGET_WINDOW_MS, USED_INTENTS_MAX } from './limits.ts';

export interface PulseQuestion {
  /** Monotonic moment after which the pulse must not be sent. */
  readonly expiresAtMs: number;
  readonly nowMs: number;
  readonly pulseMs: number;
  readonly lock: LockState;
  /** The door contact as last seen, bounce included; undefined when it is not seen. */
  readonly doorClosed: boolean | undefined;
}

export class PulseGuard {
  private readonly usedIntents = new Set<string>();
  private sentAtMs: number[] = [];
  private restUntilMs = Number.NEGATIVE_INFINITY;

  /** Takes the intent. False: it was taken before, whatever came of it; an intent is good for one command. */
  claim(intentId: string): boolean {
    if (this.usedIntents.has(intentId)) return false;
    this.usedIntents.add(intentId);
    const [oldest] = this.usedIntents;
    if (this.usedIntents.size > USED_INTENTS_MAX && oldest !== undefined) this.usedIntents.delete(oldest);
    return true;
  }

  /** Undefined: send it now; it is counted as sent. */
  admit(question: PulseQuestion): PulseRefusal | undefined {
    const refusal = this.refusalOf(question);
    if (refusal !== undefined) return refusal;
    const { nowMs, pulseMs } = question;
    this.sentAtMs = [...this.recent(nowMs), nowMs];
    this.restUntilMs = nowMs + pulseMs + COOL_DOWN_PULSES * pulseMs;
    return undefined;
  }

  private refusalOf({ expiresAtMs, nowMs, lock, doorClosed }: PulseQuestion): PulseRefusal | undefined {
    if (nowMs > expiresAtMs) return 'expired';
    if (lock === 'unknown' || doorClosed === undefined) return 'board-offline';
    if (!doorClosed || lock === 'open' || lock === 'held' || lock === 'forced') return 'door-open';
    if (lock === 'unlocking' || nowMs < this.restUntilMs) return 'cooling-down';
    if (this.recent(nowMs).length >= PULSE_BUDGET) return 'over-budget';
    return undefined;
  }

  private recent(nowMs: number): number[] {
    return this.sentAtMs.filter((sentAtMs) => nowMs - sentAtMs < PULSE_BUDGET_WINDOW_MS);
  }
}
