/**
 * A station's page is not shown before it can stand still: the sheet waits for its first values and the fonts of what
 * they say, the band that says it is still connecting for the fonts of its own words. Nothing jumps when they come.
 */
import { tick } from 'svelte';
import type { ClockPort, ScreenPort } from '../connection/screen-port.ts';

/** Fonts that do not come are not waited for: the machine's own shows the signs. */
const FONTS_LIMIT_MS = 800;

/** `words`: the fonts of the bands' words are there. Call once, before the page is mounted. */
export function holdFirstPaint(
  screen: Pick<ScreenPort, 'phase'>,
  clock: Pick<ClockPort, 'after'>,
  words: Promise<unknown>,
): void {
  const { dataset } = document.documentElement;
  const limit = (): Promise<void> => new Promise((resolve) => void clock.after(FONTS_LIMIT_MS, resolve));
  dataset['waits'] = 'all';
  void Promise.race([words, limit()]).then(() => {
    if (dataset['waits'] === 'all') dataset['waits'] = 'sheet';
  });
  const stop = $effect.root(() => {
    $effect(() => {
      if (screen.phase !== 'loading') void show();
    });
  });

  async function show(): Promise<void> {
    stop();
    await tick();
    // Laid out once, though unseen, so that its fonts are asked for.
    document.body.getBoundingClientRect();
    await Promise.race([document.fonts.ready, limit()]);
    delete dataset['waits'];
  }
}
