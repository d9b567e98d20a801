/**
 * Every story of every screen at the size it is drawn for, in both languages: nothing runs out of its panel, no word is
 * squeezed into a column of single letters. The stories are built for this alone; the product does not carry them.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STORIES } from '../../kiosk-ui/src/stories/index.ts';
import { openPage, type SizeName } from '../support/chromium.ts';
import { openStories, type StoriesSite } from './stories-site.ts';

const PANELS = {
  entrance: ['hall', 'board'],
  duty: ['duty'],
  cabinet: ['cabinet'],
  desk: ['desk', 'phone'],
  'sign-in': ['desk', 'phone'],
  bench: ['desk'],
} as const;
/** These have no wheel and no hand to scroll with. */
const STATIONS: readonly string[] = ['hall', 'board', 'duty', 'cabinet'];

const shown = Object.entries(STORIES).flatMap(([story, { screen }]) =>
  PANELS[screen].map((size) => ({ size, story })),
);

describe('every story', () => {
  let site: StoriesSite;

  beforeAll(async () => {
    site = await openStories();
  });
  afterAll(async () => {
    await site?.close();
  });

  it.each(['zh-CN', 'en'])('fits its panel (%s)', async (language) => {
    const wrong: string[] = [];
    for (const size of new Set(shown.map((one) => one.size))) {
      const { page, context, errors } = await openPage(site.browser, `${site.origin}/stories`, size);
      for (const { story } of shown.filter((one) => one.size === size)) {
        await page.goto(`${site.origin}/stories?story=${story}&lang=${language}`);
        await page.locator('[data-story=shown]').waitFor();
        const found = await misfits(page, size);
        wrong.push(...found.map((what) => `${story} ${size}: ${what}`));
      }
      wrong.push(...errors.map((error) => `${size}: ${error}`));
      await context.close();
    }
    expect(wrong).toEqual([]);
  });
});

async function misfits(page: Page, size: SizeName): Promise<readonly string[]> {
  const heightCounts = STATIONS.includes(size);
  return page.evaluate(async (alsoHeight) => {
    await document.fonts.ready;
    const { scrollWidth, scrollHeight } = document.documentElement;
    const wide = scrollWidth > innerWidth ? [`${scrollWidth} wide`] : [];
    const high = alsoHeight && scrollHeight > innerHeight ? [`${scrollHeight} high`] : [];
    const squeezed = [...document.querySelectorAll('body *')].flatMap((element) => {
      const words = element.textContent.trim();
      if (element.childElementCount > 0 || words.length < 3) return [];
      const { width, height } = element.getBoundingClientRect();
      const sign = Number.parseFloat(getComputedStyle(element).fontSize);
      return width > 1 && width < 2 * sign && height > 3 * sign ? [`squeezed: ${words}`] : [];
    });
    return [...wide, ...high, ...squeezed];
  }, heightCounts);
}
