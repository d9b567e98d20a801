/** The clock of the machine that a page runs on is nobody's: a day ahead or behind, every screen shows the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';
import { type DemoOffice, openDemoOffice, shows, signInAt } from './demo-office.ts';

const DAY_MS = 24 * 3_600_000;
const ADDRESSES = ['entrance', 'duty', 'cabinet', 'desk#inbox', 'desk#attendance', 'desk#duty'];

let office: DemoOffice;

beforeAll(async () => {
  office = await openDemoOffice('09:20');
});
afterAll(async () => {
  await office?.close();
});

describe('a machine whose clock is wrong by a day', () => {
  it.each(ADDRESSES)('shows on /%s what every other shows', async (address) => {
    const seen = await Promise.all([0, DAY_MS, -DAY_MS].map((aheadMs) => openAt(address, aheadMs)));
    let shown: string[] = [];
    const alike = async (): Promise<boolean> => {
      shown = await Promise.all(seen.map(words));
      return new Set(shown).size === 1;
    };
    await until(`${address} shows the same`, alike).catch((error: unknown) => {
      throw new Error(`${String(error)}: ${[...new Set(shown)].join('\n')}`);
    });
    expect(shown[0]).toMatch(/\p{Script=Han}/u);
    await Promise.all(seen.map((page) => page.context().close()));
  });
});

async function openAt(address: string, aheadMs: number): Promise<Page> {
  const context = await office.browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  if (aheadMs !== 0) await page.clock.install({ time: Date.now() + aheadMs });
  await page.goto(`${office.service.origin}/${address}`);
  if (address.startsWith('desk')) await signInAt(page, 'zhouhaitao', office.password);
  await shows(page, 'footer', /第\s*\d+\s*条/, 30_000);
  return page;
}

/**
 * Without what moves by itself between two looks (seconds, ages, the journal's position) and without what is read out:
 * that tells what changed while this page was open, a device that blinked, and another page may have come after it.
 */
async function words(page: Page): Promise<string> {
  const text = await page.locator('body').innerText();
  const spoken = await page.locator('.spoken').allInnerTexts();
  return spoken
    .filter((words) => words !== '')
    .reduce((left, words) => left.replace(words, ''), text)
    .replaceAll(/[\d.]+\s*秒前/g, '秒前')
    .replaceAll(/第\s*\d+\s*条/g, '条')
    .replaceAll(/\s+/g, ' ');
}
