/**
 * A page that was left open over an update. To the page the update is that the service names another build than the
 * page's own, so here the page is given an older build's name, and the service is as it is.
 */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { type DemoOffice, openDemoOffice, shows, signInAt } from './demo-office.ts';

const OLD = '0123456789abcdef';
/** Runs in the page. */
const BE_OLD = `() => { document.querySelector('meta[name="build"]').content = '${OLD}'; }`;
/** Longer than a page waits for a quiet moment. */
const UNTOUCHED = '00:31';

let office: DemoOffice;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  office = await openDemoOffice('09:20');
});
afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())));
afterAll(async () => {
  await office?.close();
});

interface Left {
  readonly page: Page;
  /** How often the page was loaded. */
  loads(): number;
}

/** `always`: something in between keeps handing out the old page. */
async function leftOpen(path: string, always = false): Promise<Left> {
  const context = await office.browser.newContext({ locale: 'zh-CN' });
  contexts.push(context);
  const page = await context.newPage();
  let loads = 0;
  page.on('domcontentloaded', () => (loads += 1));
  await page.clock.install();
  if (always) await page.addInitScript(`addEventListener('DOMContentLoaded', ${BE_OLD})`);
  await page.goto(`${office.service.origin}/${path}`);
  await page.evaluate(`(${BE_OLD})()`);
  expect(await buildOf(page)).toBe(OLD);
  return { page, loads: () => loads };
}

function buildOf(page: Page): Promise<string | null> {
  return page.locator('meta[name="build"]').getAttribute('content');
}

async function isLive(page: Page): Promise<void> {
  await shows(page, 'footer', /第\s*\d+\s*条/, 30_000);
}

describe('a page of another build than the service serves', () => {
  it('loads itself anew at a station, once nobody has touched it for a while', async () => {
    const { page, loads } = await leftOpen('entrance');
    await isLive(page);
    await page.clock.fastForward(UNTOUCHED);
    await until('it is of the new build', async () => (await buildOf(page)) !== OLD, 30_000);
    await isLive(page);
    expect(loads()).toBe(2);
  });

  it('does so once for each build, however often the old page comes', async () => {
    const { page, loads } = await leftOpen('entrance', true);
    await isLive(page);
    await page.clock.fastForward(UNTOUCHED);
    await until('it has loaded itself anew', () => loads() === 2, 30_000);
    await isLive(page);
    for (const another of [UNTOUCHED, UNTOUCHED]) {
      await page.clock.fastForward(another);
      await isLive(page);
    }
    expect(loads()).toBe(2);
  });

  it('says so at the desk, keeps what is typed, and loads itself anew by its key', async () => {
    const { page, loads } = await leftOpen('desk');
    await signInAt(page, 'zhouhaitao', office.password);
    await isLive(page);
    await page.getByText('程序已更新，请刷新。').waitFor();
    await page.goto(`${office.service.origin}/desk#account`);
    await page.locator('main input').first().fill('半句话');
    await page.clock.fastForward(UNTOUCHED);
    await isLive(page);
    await page.getByText('程序已更新，请刷新。').waitFor();
    expect(await page.locator('main input').first().inputValue()).toBe('半句话');
    expect(loads()).toBe(1);
    await page.getByRole('button', { name: '刷新' }).click();
    await until('it is of the new build', async () => (await buildOf(page)) !== OLD, 30_000);
    await isLive(page);
    expect(await page.getByText('程序已更新，请刷新。').count()).toBe(0);
  });
});
