/** The bench's state, read once a second, and the acts of the visitor's hand. */
import type { BenchAct } from '../../../../server/contract/bench.ts';
import type { Problem } from '../../../../server/contract/socket.ts';
import { call } from '../../connection/api.ts';
import type { ClockPort } from '../../connection/screen-port.ts';
import { isAnything } from '../../connection/shape.ts';
import { isBench, type ShownBench } from './bench-shapes.ts';

const READ_EVERY_MS = 1000;

export class BenchWork {
  readonly #clock: Pick<ClockPort, 'after'>;
  #state = $state.raw<ShownBench | undefined>();
  #problem = $state.raw<Problem | undefined>();
  #away = $state.raw(false);
  #stop: (() => void) | undefined;

  constructor(clock: Pick<ClockPort, 'after'>) {
    this.#clock = clock;
  }
  get state(): ShownBench | undefined {
    return this.#state;
  }
  /** The last act's refusal. */
  get problem(): Problem | undefined {
    return this.#problem;
  }
  /** The bench does not answer: what is shown is old. */
  get away(): boolean {
    return this.#away;
  }

  async read(): Promise<void> {
    const answer = await call('GET', '/bench/state', isBench);
    this.#away = !answer.ok;
    if (answer.ok) this.#state = answer.value;
  }
  async watch(): Promise<void> {
    await this.read();
    this.#stop = this.#clock.after(READ_EVERY_MS, () => void this.watch());
  }
  stop(): void {
    this.#stop?.();
  }
  async act(act: BenchAct): Promise<void> {
    const answer = await call('POST', '/bench/act', isAnything, act);
    this.#problem = answer.ok ? undefined : answer.problem;
    await this.read();
  }
}
