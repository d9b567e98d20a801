/**
 * The words of the screens in two languages, switched without a reload. Chinese as an official writes it is the
 * original; English stands beside each line, so that neither can be forgotten. Words of the service itself (refusals,
 * alarms, names) come in Chinese and are shown as they are.
 */
import type { Language, Line, TextKey, TextParams } from './dictionary.ts';
import { fill } from './fill.ts';
import { STATION_WORDS } from './station-words.ts';

const KEPT_AS = 'dianmao.language';

const words = new Map<string, Line>(Object.entries(STATION_WORDS));

/** Before the first line is drawn: what this page says beyond the words of the stations. */
export function useWords(more: Readonly<Record<string, Line>>): void {
  for (const [key, line] of Object.entries(more)) words.set(key, line);
}

class LanguageChoice {
  #current = $state.raw<Language>('zh-CN');

  get current(): Language {
    return this.#current;
  }

  start(): void {
    const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(KEPT_AS);
    this.choose(asked === 'en' ? 'en' : 'zh-CN');
  }

  choose(language: Language): void {
    this.#current = language;
    localStorage.setItem(KEPT_AS, language);
    document.documentElement.lang = language;
  }
}

export const languageChoice = new LanguageChoice();

/** The line in the chosen language, `{name}` filled in. A line that the page did not bring along shows as its key. */
export function t(key: TextKey, params: TextParams = {}): string {
  return fill(words.get(key)?.[languageChoice.current === 'en' ? 1 : 0] ?? key, params);
}

/** For keys that come from outside (codes of notices): the line, or undefined where there is none. */
export function isTextKey(key: string): key is TextKey {
  return words.has(key);
}
