/**
 * What a station's screen says and offers where it knows only a part: nothing is claimed that nobody knows, and what
 * goes on meanwhile can be touched. On the stories, which stand still.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage, type SizeName } from '../support/chromium.ts';
import { openStories, type StoriesSite } from './stories-site.ts';

let site: StoriesSite;
beforeAll(async () => {
  site = await openStories();
});
afterAll(async () => {
  await site?.close();
});

async function story(name: string, size: SizeName, language = 'zh-CN'): Promise<Page> {
  const { page } = await openPage(
    site.browser,
    `${site.origin}/stories?story=${name}&theme=light&lang=${language}`,
    size,
  );
  await page.locator('[data-story=shown]').waitFor();
  return page;
}

describe('the duty desk', () => {
  it.each(['duty-loading', 'duty-offline'])(
    'claims nothing before it has heard the service (%s)',
    async (name) => {
      const page = await story(name, 'duty');
      const words = await page.locator('main').innerText();
      expect(words).not.toMatch(/均已登记|时段外|无来电|无待回电|无人签到/);
      await page.context().close();
    },
  );

  it('takes no shift for over while the calendar is not published', async () => {
    const page = await story('duty-not-published', 'duty');
    expect(await page.locator('main .right').innerText()).not.toContain('值守时段外');
    await page.context().close();
  });

  it.each(['zh-CN', 'en'])(
    'keeps signing on and its keys within reach while the clock is unsure (%s)',
    async (lang) => {
      const signing = await story('duty-clock-offer', 'duty', lang);
      // A trial does all but the click: what lies over the key is an error.
      await signing.locator('section.band .key').click({ trial: true });
      await signing.context().close();
      const working = await story('duty-clock', 'duty', lang);
      for (const key of await working.locator('nav button').all()) await key.click({ trial: true });
      await working.context().close();
    },
  );
});

describe('the cabinet', () => {
  it('draws no seal where nobody can say whether it is there', async () => {
    const page = await story('cabinet-unknown', 'cabinet');
    expect(await page.locator('svg.cabinet .paste').count()).toBe(0);
    expect(await page.locator('svg.cabinet g .missing').count()).toBeGreaterThanOrEqual(7);
    expect(await page.locator('.who').innerText()).toContain('不能开柜');
    await page.context().close();
  });

  it.each(['zh-CN', 'en'])(
    'keeps entries, returns and cancelling within reach while the clock is unsure (%s)',
    async (lang) => {
      for (const name of ['cabinet-clock-register', 'cabinet-clock-choose']) {
        const page = await story(name, 'cabinet', lang);
        for (const key of await page.locator('.panel .key:enabled').all()) await key.click({ trial: true });
        await page.context().close();
      }
    },
  );
});
