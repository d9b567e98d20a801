/**
 * Walks over every story and every component: each is loaded once for each panel that it is drawn for, and shown there
 * in both themes and both languages without a reload. What is looked at on the way is the visitor's affair.
 */
import type { Page } from 'playwright-core';
import { STORIES } from '../../kiosk-ui/src/stories/index.ts';
import type { StoryScreenName } from '../../kiosk-ui/src/stories/story-ports.svelte.ts';
import { openPage, type SizeName } from '../support/chromium.ts';
import type { StoriesSite } from './stories-site.ts';

export interface Look {
  readonly theme: 'light' | 'dark';
  readonly language: 'zh-CN' | 'en';
}
/** One change at a time, so that the last look of one language is the first paper of the next. */
export const LOOKS: readonly Look[] = [
  { theme: 'light', language: 'zh-CN' },
  { theme: 'dark', language: 'zh-CN' },
  { theme: 'dark', language: 'en' },
  { theme: 'light', language: 'en' },
];
export interface Sight extends Look {
  readonly page: Page;
  /** A story's or a component's name. */
  readonly name: string;
  readonly screen: StoryScreenName | 'gallery';
  readonly size: SizeName;
}
interface Stop {
  readonly name: string;
  readonly screen: StoryScreenName | 'gallery';
  readonly address: string;
  /** What is there once the page is to be looked at. */
  readonly shown: string;
  readonly size: SizeName;
}

const PANELS: Readonly<Record<StoryScreenName, readonly SizeName[]>> = {
  entrance: ['hall', 'board'],
  duty: ['duty'],
  cabinet: ['cabinet'],
  desk: ['desk', 'phone'],
  'sign-in': ['desk', 'phone'],
  'sign-in-again': ['desk', 'phone'],
  bench: ['desk'],
};
/** Components are read at the desk and on a phone. */
const GALLERY_PANELS: readonly SizeName[] = ['desk', 'phone'];
/** As many as the machine has cores. */
const PAGES_AT_ONCE = 2;

export function storyStops(): readonly Stop[] {
  return Object.entries(STORIES).flatMap(([name, { screen }]) =>
    PANELS[screen].map((size) => ({
      name,
      screen,
      size,
      address: `/stories?story=${name}`,
      shown: '[data-story=shown]',
    })),
  );
}

/** As the gallery itself names them. */
export async function componentStops(site: StoriesSite): Promise<readonly Stop[]> {
  const { page, context } = await openPage(site.browser, `${site.origin}/gallery?only=none`, 'desk');
  await page.locator('main').waitFor();
  await page.goto(`${site.origin}/gallery`);
  const anchors = await page
    .locator('main > section')
    .evaluateAll((sections) => sections.map((section) => section.id));
  await context.close();
  return anchors.flatMap((name) =>
    GALLERY_PANELS.map((size) => ({
      name,
      screen: 'gallery' as const,
      size,
      address: `/gallery?only=${name}`,
      shown: 'main section',
    })),
  );
}

/** The answer: what went wrong on the way, by name and size; errors of the pages' consoles are among it. */
export async function walk(
  site: StoriesSite,
  stops: readonly Stop[],
  visit: (sight: Sight) => Promise<void>,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  // Longest queues of one size first, each page stays at its size: a window that is resized draws everything twice.
  const left = stops.toSorted((one, other) => (one.size < other.size ? -1 : one.size > other.size ? 1 : 0));
  const half = Math.ceil(left.length / PAGES_AT_ONCE);
  await Promise.all(
    Array.from({ length: PAGES_AT_ONCE }, (_, at) =>
      walkOne(site, left.slice(at * half, (at + 1) * half), visit, wrong),
    ),
  );
  return wrong;
}

async function walkOne(
  site: StoriesSite,
  stops: readonly Stop[],
  visit: (sight: Sight) => Promise<void>,
  wrong: string[],
): Promise<void> {
  for (const size of new Set(stops.map((stop) => stop.size))) {
    const { page, context, errors } = await openPage(site.browser, 'about:blank', size);
    for (const stop of stops.filter((one) => one.size === size)) {
      const before = errors.length;
      try {
        const [first] = LOOKS;
        await page.goto(
          `${site.origin}${stop.address}&theme=${first?.theme ?? ''}&lang=${first?.language ?? ''}`,
        );
        await page.locator(stop.shown).first().waitFor();
        for (const look of LOOKS) {
          await wear(page, look);
          await visit({ page, name: stop.name, screen: stop.screen, size, ...look });
        }
      } catch (error) {
        wrong.push(`${stop.name} ${size}: ${String(error).split('\n')[0] ?? ''}`);
      }
      const heard = new Set(errors.slice(before));
      wrong.push(...[...heard].map((error) => `${stop.name} ${size}: ${error}`));
    }
    await context.close();
  }
}

/** Two frames later everything stands in its new words, and their fonts are there. */
async function wear(page: Page, look: Look): Promise<void> {
  await page.evaluate(async (detail) => {
    window.dispatchEvent(new CustomEvent('look', { detail }));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await document.fonts.ready;
  }, look);
}
