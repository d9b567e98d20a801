/** Health of one board from the fate of its polls. Pure: the driver tells what happened, this says what it means. */
import type { Health } from '../device-event.ts';
import { LOSS_DEGRADED, LOSS_RECOVERED, LOSS_WEIGHT, MISSES_TO_OFFLINE } from './limits.ts';

export interface HealthVerdict {
  readonly health: Health;
  readonly reason: string;
}

export class BoardHealth {
  private verdict: HealthVerdict = { health: 'unknown', reason: 'start' };
  private missesInARow = 0;
  private loss = 0;
  private lossy = false;
  private concern: string | undefined;

  get current(): HealthVerdict {
    return this.verdict;
  }

  get offline(): boolean {
    return this.verdict.health === 'offline' || this.verdict.health === 'unknown';
  }

  /** Each method returns the new verdict when it differs from the one before. */
  answered(): HealthVerdict | undefined {
    // What was lost while it was away has been told as such.
    if (this.offline) this.loss = 0;
    this.missesInARow = 0;
    this.weigh(0);
    return this.become(this.living());
  }

  missed(): HealthVerdict | undefined {
    this.missesInARow += 1;
    this.weigh(1);
    if (this.missesInARow >= MISSES_TO_OFFLINE) return this.become({ health: 'offline', reason: 'no-reply' });
    return this.offline ? undefined : this.become(this.living());
  }

  wireLost(reason: string): HealthVerdict | undefined {
    this.missesInARow = 0;
    return this.become({ health: 'offline', reason });
  }

  /** A reason to be degraded although it answers, or undefined when that is over. */
  worry(concern: string | undefined): HealthVerdict | undefined {
    this.concern = concern;
    return this.offline ? undefined : this.become(this.living());
  }

  private living(): HealthVerdict {
    if (this.concern !== undefined) return { health: 'degraded', reason: this.concern };
    return this.lossy ? { health: 'degraded', reason: 'lossy' } : { health: 'online', reason: 'ok' };
  }

  private weigh(miss: 0 | 1): void {
    this.loss += (miss - this.loss) * LOSS_WEIGHT;
    if (this.loss > LOSS_DEGRADED) this.lossy = true;
    if (this.loss < LOSS_RECOVERED) this.lossy = false;
  }

  private become(verdict: HealthVerdict): HealthVerdict | undefined {
    if (verdict.health === this.verdict.health && verdict.reason === this.verdict.reason) return undefined;
    this.verdict = verdict;
    return verdict;
  }
}
