/** How a card's number is read, in words; cards of the same kind read by different readers have different numbers. */
import type { TextKey } from '../../text/dictionary.ts';
import { t } from '../../text/text.svelte.ts';

const WORDS: Readonly<Record<string, TextKey>> = {
  'em4100-40': 'card.em4100',
  dez10: 'card.dez10',
  dez8: 'card.dez8',
  hex8: 'card.hex8',
};

export function cardWord(format: string): string {
  const key = WORDS[format];
  return key === undefined ? format : t(key);
}
