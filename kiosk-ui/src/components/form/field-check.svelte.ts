/**
 * When a field speaks up: after it was left, or when its form was sent; never while a Chinese input method is composing,
 * and no longer than the mistake lasts. The browser's bubble is held back; the first wrong field of a form is focused.
 */
import type { Judged } from './mistake-words.ts';

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export class FieldCheck {
  readonly #words: (judged: Judged, control: Control) => string | undefined;
  #mistake = $state.raw<string | undefined>();
  #composing = false;
  #spoken = false;

  constructor(words: (judged: Judged, control: Control) => string | undefined) {
    this.#words = words;
  }
  get mistake(): string | undefined {
    return this.#mistake;
  }
  get composing(): boolean {
    return this.#composing;
  }

  readonly oninvalid = (event: Event): void => {
    event.preventDefault();
    const control = controlOf(event);
    if (control === undefined) return;
    this.#spoken = true;
    this.#mistake = this.#words(control.validity, control);
    // Only the first of a form: the others have their words already.
    if (control.form?.querySelector(':is(input, select, textarea):invalid') === control) control.focus();
  };
  readonly oncompositionstart = (): void => {
    this.#composing = true;
  };
  readonly oncompositionend = (event: Event): void => {
    this.#composing = false;
    this.oninput(event);
  };
  readonly oninput = (event: Event): void => {
    const control = controlOf(event);
    if (this.#composing || control === undefined) return;
    if (this.#spoken) this.#mistake = this.#words(control.validity, control);
  };
  /** An empty field that was only passed by is not scolded before the form is sent. */
  readonly onblur = (event: Event): void => {
    const control = controlOf(event);
    if (control === undefined || this.#composing) return;
    if (control.validity.valueMissing && !this.#spoken) return;
    this.#mistake = this.#words(control.validity, control);
    this.#spoken = this.#mistake !== undefined;
  };
}

function controlOf({ target }: Event): Control | undefined {
  return target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement
    ? target
    : undefined;
}
