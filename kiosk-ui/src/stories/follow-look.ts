/** Development only: whoever looks at a story from outside changes its paper and language without a reload. */
import { languageChoice } from '../text/text.svelte.ts';
import { themeChoice } from '../theme/theme.svelte.ts';

/** Listens for `new CustomEvent('look', { detail: { theme: 'dark', language: 'en' } })`. */
export function followLook(): void {
  window.addEventListener('look', (event) => {
    if (!(event instanceof CustomEvent)) return;
    const { theme, language }: { theme?: unknown; language?: unknown } = event.detail;
    themeChoice.choose(theme === 'dark' ? 'dark' : 'light');
    languageChoice.choose(language === 'en' ? 'en' : 'zh-CN');
  });
}
