/**
 * Fetches the slices of the fonts for words that must be readable when nothing can be fetched any more: the link is
 * lost, the journal cannot be written, the reader is down, an alarm.
 */
import type { Line } from '../text/dictionary.ts';

const NEEDED_WITHOUT_A_LINK = /^(state|problem|reader|badge|line|strip|alarm)\.|\.staleAdvice$/;

/** Resolves when they are there, or cannot come. */
export async function loadReadyWords(lines: Readonly<Record<string, Line>>): Promise<void> {
  const words = Object.entries(lines)
    .filter(([key]) => NEEDED_WITHOUT_A_LINK.test(key))
    .map(([, [chinese]]) => chinese)
    .join('');
  const loads = ['400', '700'].map((weight) => document.fonts.load(`${weight} 16px "Noto Sans SC"`, words));
  for (const load of await Promise.allSettled(loads)) {
    if (load.status === 'rejected')
      console.warn('fonts for the words of a lost link could not be loaded', load.reason);
  }
}
