/** What a combobox of people searches for and finds, as the text comes: also while an input method is composing. */
import { findPeople, indexPeople, type PersonOption } from './person-ranking.ts';

/** More are not drawn: who is not among them is found by typing on. */
const SHOWN_MAX = 50;

export class PersonSearch {
  readonly #people: () => readonly PersonOption[];
  /** What was typed since the list was opened; '' shows everybody. */
  text = $state('');
  /** Syllables of an input method that are not characters yet. */
  composing = $state(false);
  #index = $derived.by(() => indexPeople(this.#people()));
  #now = $derived.by(() => findPeople(this.#index, this.text));
  #settled: readonly PersonOption[] = [];
  /**
   * Everybody found. Half a syllable that is being composed narrows the list as pinyin does; where it fits nobody, the list
   * stays as it was until the characters are there.
   */
  found = $derived.by(() => {
    if (this.composing && this.#now.length === 0) return this.#settled;
    this.#settled = this.#now;
    return this.#now;
  });
  shown = $derived.by(() => this.found.slice(0, SHOWN_MAX));

  constructor(people: () => readonly PersonOption[]) {
    this.#people = people;
  }
}
