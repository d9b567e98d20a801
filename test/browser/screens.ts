/**
 * `npm run screens`: pictures of every state of every screen and of every component, in both themes and languages, with
 * `index.html` to look at them, under test-results/screens. Words after it choose the states by the beginning of their
 * names: `npm run screens -- cabinet-`. `--approve` takes the station screens as they are now for the pictures that the
 * tests compare with; look at them first.
 */
import { rmSync } from 'node:fs';
import { SCREENS_FOLDER, writeContactSheet } from '../support/contact-sheet.mjs';
import { APPROVED_STORIES, approve, APPROVED_FOLDER } from './approved.ts';
import { pictureName, takePicture } from './pictures-of-screens.ts';
import { openStories } from './stories-site.ts';
import { componentStops, storyStops, walk, type Sight } from './story-walk.ts';

const words = process.argv.slice(2);
const approving = words.includes('--approve');
const chosen = words.filter((word) => !word.startsWith('--'));
const isApproved = ({ name, size }: { readonly name: string; readonly size: string }): boolean =>
  APPROVED_STORIES.some(([story, at]) => story === name && at === size);
const isWanted = (stop: { readonly name: string; readonly size: string }): boolean =>
  approving ? isApproved(stop) : chosen.length === 0 || chosen.some((word) => stop.name.startsWith(word));

async function look(sight: Sight): Promise<void> {
  if (approving && sight.language !== 'zh-CN') return;
  const picture = await takePicture(sight);
  if (approving) approve(pictureName(sight), picture);
}

const site = await openStories();
try {
  if (approving) rmSync(APPROVED_FOLDER, { recursive: true, force: true });
  const stops = [...storyStops(), ...(await componentStops(site))].filter(isWanted);
  const wrong = await walk(site, stops, look);
  writeContactSheet();
  console.log(`${stops.length} states and panels; open ${SCREENS_FOLDER}/index.html`);
  for (const what of wrong) console.error(what);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  await site.close();
}
