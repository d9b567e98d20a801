/** The ring of light of a fingerprint reader in words. The virtual module says `off`, or effect and colour: `flash red`. */
import type { TextKey } from '../../text/dictionary.ts';
import { t } from '../../text/text.svelte.ts';

const EFFECTS: Readonly<Record<string, TextKey>> = {
  breathe: 'bench.breathing',
  flash: 'bench.flashing',
  on: 'bench.lit',
  'fade-in': 'bench.lit',
};
const COLOURS: Readonly<Record<string, TextKey>> = {
  red: 'bench.red',
  blue: 'bench.blue',
  purple: 'bench.purple',
  green: 'bench.green',
  yellow: 'bench.yellow',
  cyan: 'bench.cyan',
  white: 'bench.white',
};

/** A light that has no words is left out: better nothing than a code. */
export function lightWords(light: string): string {
  if (light === 'off') return t('bench.dark');
  const [effect = '', colour = ''] = light.split(' ');
  const [shown, tint] = [EFFECTS[effect], COLOURS[colour]];
  return shown === undefined || tint === undefined ? '' : t(shown, { colour: t(tint) });
}
