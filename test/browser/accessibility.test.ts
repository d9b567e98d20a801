/**
 * axe-core over the five screens of the whole service, in both themes and both languages: nothing serious, nothing
 * critical. Theme and language are changed as a person does, by the screen's own keys and without a reload. The states
 * are walked over in stories.test.ts.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepScreenshot } from '../support/chromium.ts';
import { axeFindings } from './axe.ts';
import { type DemoOffice, openDemoOffice } from './demo-office.ts';

const SCREENS = [
  ['entrance', 'hall'],
  ['entrance', 'board'],
  ['duty', 'duty'],
  ['cabinet', 'cabinet'],
  ['bench', 'desk'],
  ['desk', 'desk'],
  ['desk', 'phone'],
] as const;

describe('every screen', () => {
  let office: DemoOffice;

  beforeAll(async () => {
    office = await openDemoOffice('07:46');
  });
  afterAll(async () => {
    await office?.close();
  });

  it.each(SCREENS)('%s (%s) has no serious or critical finding', async (path, size) => {
    const { page, context, errors } =
      path === 'desk' ? await office.openDesk('zhouhaitao', size) : await office.open(path, size);
    await page
      .locator(path === 'bench' ? '.device' : 'footer')
      .first()
      .waitFor();
    const found: string[] = [];
    const look = async (theme: string, language: string): Promise<void> => {
      await keepScreenshot(page, `whole-${path}--${size}--${theme}--${language}`);
      found.push(...(await axeFindings(page)).map((what) => `${theme} ${language}: ${what}`));
    };
    await look('light', 'zh');
    await press(page, '深色');
    await look('dark', 'zh');
    await press(page, 'English');
    await look('dark', 'en');
    await press(page, 'Light');
    await look('light', 'en');
    expect(found).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });
});

async function press(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: words, exact: true }).click();
}
