/** Signs that few people have in their names come from slices of our own, and only when somebody has one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage } from '../support/chromium.ts';
import { openStories, type StoriesSite } from './stories-site.ts';

describe('rare signs in a name', () => {
  let site: StoriesSite;
  beforeAll(async () => {
    site = await openStories();
  });
  afterAll(() => site.close());

  /** The slices in use that have 㛃 or 𬱖, whatever fonts the machine itself has. */
  async function rareSlices(story: string): Promise<readonly string[]> {
    const { page, context } = await openPage(site.browser, `${site.origin}/stories?story=${story}`, 'hall');
    await page.locator('.card').waitFor();
    await page.waitForLoadState('networkidle');
    const slices = await page.evaluate(() =>
      Array.from(document.fonts)
        .filter((face) => face.status === 'loaded' && /U\+(?:36c3|2cc56)\b/i.test(face.unicodeRange))
        .map((face) => face.family.replaceAll('"', '')),
    );
    await context.close();
    return slices;
  }

  it('𬱖 and 㛃 are drawn by the serif of the card', async () => {
    expect(await rareSlices('entrance-rare-name')).toEqual(['Noto Serif SC', 'Noto Serif SC']);
  });
  it('are not loaded for a name without them', async () => {
    expect(await rareSlices('entrance-on-time')).toEqual([]);
  });
});
