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
    const [right] = seen;
    for (const page of seen)
      await until(
        `${address} shows the same`,
        async () => right !== undefined && (await words(page)) === (await words(right)),
      );
    expect(right === undefined ? '' : await words(right)).toMatch(/\p{Script=Han}/u);
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

/** Without what moves by itself between two looks: seconds, ages, and the journal's position. */
async function words(page: Page): Promise<string> {
  const text = await page.locator('body').innerText();
  return text
    .replaceAll(/[\d.]+\s*秒前/g, '秒前')
    .replaceAll(/第\s*\d+\s*条/g, '条')
    .replaceAll(/\s+/g, ' ');
}
