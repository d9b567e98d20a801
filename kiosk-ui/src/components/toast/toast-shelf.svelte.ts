/**
 * Passing words at the foot of the page: what was just done and, for a few seconds, the way back. Never a refusal or a
 * failure: those stay where they happened (ErrorPanel) until they are mended. The time is the clock port's.
 */
import { createContext } from 'svelte';
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
   * Takes it back; called once, however often the key is pressed. A promise of false: it was not taken back, and why
   * not is the caller's to show.
   */
  readonly undo?: () => unknown;
  /** How long it stays, ms; 5 s, or 8 s where it can be taken back. */
  readonly staysMs?: number;
}

export class Toast {
  readonly id: number;
  readonly text: string;
  readonly staysMs: number;
  readonly #undo: ToastWords['undo'];
  #leftMs = $state.raw(0);
  #undone = false;

  constructor(id: number, { text, undo, staysMs }: ToastWords) {
    this.id = id;
    this.text = text;
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
    this.#leftMs = Math.max(0, this.#leftMs - spanMs);
  }
  /** Does it the first time only; whether it was taken back. */
  async takeBack(): Promise<boolean> {
    if (this.#undone || this.#undo === undefined) return false;
    this.#undone = true;
    return (await this.#undo()) !== false;
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
  /** At most three, the newest last. */
  get toasts(): readonly Toast[] {
    return this.#toasts;
  }

  show(words: ToastWords): Toast {
    this.#lastId += 1;
    const toast = new Toast(this.#lastId, words);
    this.#toasts = [...this.#toasts, toast].slice(-SHOWN_MAX);
    this.#run();
    return toast;
  }
  async undo(toast: Toast): Promise<void> {
    this.dismiss(toast);
    if (await toast.takeBack()) this.show({ text: t('toast.undone', { text: toast.text }) });
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
