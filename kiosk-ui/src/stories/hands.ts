/** What hands do in a story, named by the words that stand on the screen, so that a redrawn screen keeps its stories. */
import type { TextKey, TextParams } from '../text/dictionary.ts';
import { t } from '../text/text.svelte.ts';

export type Hand =
  | { readonly press: TextKey; readonly params?: TextParams }
  /** A key by its words as the service sends them. */
  | { readonly pressWords: string }
  | {
      readonly fill: TextKey;
      readonly text: string;
      /** The field is left again: what was typed or chosen is taken. */
      readonly settled?: boolean;
    }
  /** One line of a list, by its value. */
  | { readonly choose: TextKey; readonly value: string }
  | { readonly key: string; readonly capsLock?: boolean };

/** A screen that waits for an answer draws its keys some frames later. */
const FRAMES_MAX = 120;

/** Throws where the screen does not offer what the hand is to take. */
export async function work(hands: readonly Hand[]): Promise<void> {
  for (const hand of hands) {
    if ('key' in hand)
      window.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: hand.key,
          bubbles: true,
          modifierCapsLock: hand.capsLock ?? false,
        }),
      );
    else if ('fill' in hand) {
      const field = await found(() => fieldOf(t(hand.fill)), t(hand.fill));
      fill(field, hand.text);
      if (hand.settled === true) settle(field);
    } else if ('choose' in hand)
      choose(await found(() => listOf(t(hand.choose)), t(hand.choose)), hand.value);
    else {
      const words = 'press' in hand ? t(hand.press, hand.params ?? {}) : hand.pressWords;
      (await found(() => keyOf(words), words)).click();
    }
    await nextFrame();
  }
}

type TypedField = HTMLInputElement | HTMLTextAreaElement;

function fill(field: TypedField, text: string): void {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function settle(field: TypedField): void {
  field.dispatchEvent(new FocusEvent('blur'));
}

function choose(list: HTMLSelectElement, value: string): void {
  list.value = value;
  list.dispatchEvent(new Event('change', { bubbles: true }));
}

function listOf(words: string): HTMLSelectElement | undefined {
  const control = labelled(words);
  return control instanceof HTMLSelectElement ? control : undefined;
}

function labelled(words: string): Element | null | undefined {
  return [...document.querySelectorAll('label')].find((label) => label.textContent.trim().startsWith(words))
    ?.control;
}

function keyOf(words: string): HTMLElement | undefined {
  const keys = [
    ...document.querySelectorAll<HTMLElement>('button, a[href], summary, [role=tab], [type=checkbox]'),
  ];
  return (
    keys.find((key) => key.textContent.trim() === words) ??
    keys.find((key) => key.textContent.includes(words) || key.getAttribute('aria-label') === words)
  );
}

function fieldOf(words: string): TypedField | undefined {
  const named = document.querySelector(`input[aria-label="${words}"], textarea[aria-label="${words}"]`);
  return [labelled(words), named].find(
    (field) => field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement,
  );
}

async function found<T>(find: () => T | undefined, words: string): Promise<T> {
  for (let frame = 0; frame < FRAMES_MAX; frame += 1) {
    const it = find();
    if (it !== undefined) return it;
    await nextFrame();
  }
  throw new Error(`the screen does not offer: ${words}`);
}

export function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}
