/**
 * Fetches the slices of the fonts for words that must be readable when nothing can be fetched any more: the link is
 * lost, the journal cannot be written, the reader is down, an alarm.
 */
import { DICTIONARY } from '../text/dictionary.ts';

const NEEDED_WITHOUT_A_LINK = /^(state|problem|reader|badge|line|strip|alarm)\.|\.staleAdvice$/;

export function loadReadyWords(): void {
  const words = Object.entries(DICTIONARY)
    .filter(([key]) => NEEDED_WITHOUT_A_LINK.test(key))
    .map(([, [chinese]]) => chinese)
    .join('');
  for (const weight of ['400', '700']) {
    document.fonts.load(`${weight} 16px "Noto Sans SC"`, words).catch((error: unknown) => {
      console.warn('fonts for the words of a lost link could not be loaded', error);
    });
  }
}
