/** One view of the service as a page holds it: loading, the value, or the refusal. A later load wins over an earlier. */
import type { Problem } from '../../../../server/contract/socket.ts';
import type { Answer } from '../../connection/api.ts';

export class ViewLoad<T> {
  #value = $state.raw<T | undefined>();
  #problem = $state.raw<Problem | undefined>();
  #loading = $state.raw(false);
  #turn = 0;

  get value(): T | undefined {
    return this.#value;
  }
  get problem(): Problem | undefined {
    return this.#problem;
  }
  get loading(): boolean {
    return this.#loading;
  }

  async load(read: () => Promise<Answer<T>>): Promise<void> {
    const turn = (this.#turn += 1);
    this.#loading = true;
    const answer = await read();
    if (turn !== this.#turn) return;
    this.#loading = false;
    this.#problem = answer.ok ? undefined : answer.problem;
    if (answer.ok) this.#value = answer.value;
  }
}

/** One thing a person asks: busy while it runs, and the refusal until the next time. */
export class Asking {
  /** The one begun last on the page: whoever hears a form being sent learns what that asked. */
  static #latest: Asking | undefined;

  #problem = $state.raw<Problem | undefined>();
  #busy = $state.raw(false);
  #done = $state.raw(false);

  /** What is under way now because of the event that is being handled; undefined: nothing. */
  static get underWay(): Asking | undefined {
    return Asking.#latest?.busy === true ? Asking.#latest : undefined;
  }
  get problem(): Problem | undefined {
    return this.#problem;
  }
  get busy(): boolean {
    return this.#busy;
  }
  /** The last asking was taken. */
  get done(): boolean {
    return this.#done;
  }

  /** The answer, or undefined where it was refused. A second touch while it runs asks nothing. */
  async run<T>(asked: () => Promise<Answer<T>>): Promise<{ readonly value: T } | undefined> {
    if (this.#busy) return undefined;
    this.#busy = true;
    this.#done = false;
    Asking.#latest = this;
    const answer = await asked();
    this.#busy = false;
    this.#problem = answer.ok ? undefined : answer.problem;
    this.#done = answer.ok;
    return answer.ok ? { value: answer.value } : undefined;
  }
  forget(): void {
    this.#problem = undefined;
    this.#done = false;
  }
}
