/** The set of pictures that CI keeps for people to look at. */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SCREENS_FOLDER } from '../support/contact-sheet.mjs';
import type { Sight } from './story-walk.ts';

/** Higher pages than this the browser does not draw at once. */
const WHOLE_PAGE_MAX = 8000;

/** `entrance-late--hall--dark--zh` */
export function pictureName({ name, screen, size, theme, language }: Omit<Sight, 'page'>): string {
  const what = screen === 'gallery' ? `component-${name}` : name;
  return `${what}--${size}--${theme}--${language === 'en' ? 'en' : 'zh'}`;
}

/** Pictures of states that are no longer there; those of the whole service are other tests'. */
export function forgetPictures(): void {
  if (!existsSync(SCREENS_FOLDER)) return;
  for (const name of readdirSync(SCREENS_FOLDER))
    if (name.includes('--') && !name.startsWith('whole-')) rmSync(join(SCREENS_FOLDER, name));
}

/** What moves of itself stands still at its end, so that two pictures of one state are the same. */
export async function takePicture(sight: Sight): Promise<Buffer> {
  mkdirSync(SCREENS_FOLDER, { recursive: true });
  const height = await sight.page.evaluate(() => document.documentElement.scrollHeight);
  return sight.page.screenshot({
    path: join(SCREENS_FOLDER, `${pictureName(sight)}.png`),
    animations: 'disabled',
    // A phone's page and a component's are looked at whole, but for ten thousand rows.
    fullPage: (sight.size === 'phone' || sight.screen === 'gallery') && height <= WHOLE_PAGE_MAX,
  });
}
