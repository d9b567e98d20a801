/**
 * Passing words at the foot of the page: what was just done and, for a few seconds, the way back. A refusal or a failure
 * stays where it happened (ErrorPanel) until it is mended; only a way back that failed stands here, without an end, since
 * whoever pressed it may be on another page by then. The time is the clock port's.
 */
import { createContext } from 'svelte';
import type { Problem } from '../../../../server/contract/socket.ts';
import type { ClockPort } from '../../connection/screen-port.ts';
import { t } from '../../text/text.svelte.ts';

const STEP_MS = 200;
const SHOWN_MAX = 3;
const PLAIN_MS = 5_000;
const UNDO_MS = 8_000;

export interface ToastWords {
  /** What was done: 已同意 3 件. */
  readonly text: string;
  /**
   * Takes it back; called once, however often the key is pressed. A problem: it was not taken back; the toast says why
   * and can be tried again.
   */
  readonly undo?: () => Promise<Problem | undefined> | undefined;
  /** How long it stays, ms; 5 s, or 8 s where it can be taken back. */
  readonly staysMs?: number;
}

export class Toast {
  readonly id: number;
  readonly text: string;
  /** Why it could not be taken back; it then stays until it is tried again or put away. */
  readonly failure: string | undefined;
  readonly staysMs: number;
  readonly #undo: ToastWords['undo'];
  #leftMs = $state.raw(0);
  #undone = false;

  constructor(id: number, { text, undo, staysMs }: ToastWords, failure?: string) {
    this.id = id;
    this.text = text;
    this.failure = failure;
    this.#undo = undo;
    this.staysMs = staysMs ?? (undo === undefined ? PLAIN_MS : UNDO_MS);
    this.#leftMs = this.staysMs;
  }
  get leftMs(): number {
    return this.#leftMs;
  }
  get canUndo(): boolean {
    return this.#undo !== undefined;
  }
  pass(spanMs: number): void {
    if (this.failure !== undefined) return;
    this.#leftMs = Math.max(0, this.#leftMs - spanMs);
  }
  /** The same words again, to be tried once more. */
  failed(id: number, why: string): Toast {
    return new Toast(
      id,
      { text: this.text, staysMs: this.staysMs, ...(this.#undo === undefined ? {} : { undo: this.#undo }) },
      why,
    );
  }
  /** Does it the first time only; `nothing` where it was done already. */
  async takeBack(): Promise<'done' | 'nothing' | Problem> {
    if (this.#undone || this.#undo === undefined) return 'nothing';
    this.#undone = true;
    return (await this.#undo()) ?? 'done';
  }
}

export class ToastShelf {
  readonly #clock: Pick<ClockPort, 'after'>;
  #toasts = $state.raw<readonly Toast[]>([]);
  #lastId = 0;
  #held = false;
  #stopStep: (() => void) | undefined;

  constructor(clock: Pick<ClockPort, 'after'>) {
    this.#clock = clock;
  }
  /** The newest last. */
  get toasts(): readonly Toast[] {
    return this.#toasts;
  }

  show(words: ToastWords): Toast {
    this.#lastId += 1;
    const toast = new Toast(this.#lastId, words);
    this.#stand(toast);
    return toast;
  }
  async undo(toast: Toast): Promise<void> {
    this.dismiss(toast);
    const outcome = await toast.takeBack();
    if (outcome === 'nothing') return;
    if (outcome === 'done') {
      this.show({ text: t('toast.undone', { text: toast.text }) });
      return;
    }
    this.#lastId += 1;
    this.#stand(toast.failed(this.#lastId, outcome.title));
  }
  dismiss(toast: Toast): void {
    this.#toasts = this.#toasts.filter((one) => one !== toast);
  }
  /** While a hand or the focus is on them no time passes. */
  hold(held: boolean): void {
    this.#held = held;
  }
  stop(): void {
    this.#stopStep?.();
    this.#stopStep = undefined;
  }

  /** At most three pass at a time; what failed is not pushed out by what passes. */
  #stand(toast: Toast): void {
    const all = [...this.#toasts, toast];
    const passing = all.filter(({ failure }) => failure === undefined).slice(-SHOWN_MAX);
    this.#toasts = all.filter((one) => one.failure !== undefined || passing.includes(one));
    this.#run();
  }
  #run(): void {
    if (this.#stopStep !== undefined) return;
    this.#stopStep = this.#clock.after(STEP_MS, () => {
      this.#stopStep = undefined;
      if (!this.#held) {
        for (const toast of this.#toasts) toast.pass(STEP_MS);
        this.#toasts = this.#toasts.filter((toast) => toast.leftMs > 0);
      }
      if (this.#toasts.length > 0) this.#run();
    });
  }
}

/** The page's shelf: set where the page is built, taken by whoever has something to say. */
export const [getToasts, setToasts] = createContext<ToastShelf>();
