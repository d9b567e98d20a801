/** Truth first: without the service the figures come down, with it they come back by themselves; screens agree. */
import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, openPage } from '../support/chromium.ts';
import { deskClient } from '../support/office-client.ts';
import { type Service, startService } from '../support/service.ts';
import { until } from '../support/until.ts';
import { DEMO_DATE, keepBothThemes, shows } from './demo-office.ts';

/** screens.md: within 3 s; half a second for a busy machine to draw it. */
const STALE_WITHIN_MS = 3500;

describe('a service that is killed', () => {
  let service: Service;
  let browser: Browser;
  let page: Page;
  let other: Page;

  beforeAll(async () => {
    service = await startService({ arguments: ['--demo-clock', `${DEMO_DATE}T07:40/1x`] });
    browser = await launchChromium();
    ({ page } = await openPage(browser, `${service.origin}/entrance`, 'hall'));
    other = (await openPage(browser, `${service.origin}/entrance`, 'board')).page;
    for (const each of [page, other]) await shows(each, '.totals', /应到\s*38/);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    if (service !== undefined) rmSync(service.data, { recursive: true, force: true });
  });

  it('two browsers on one screen show the same', async () => {
    await swipe(service.origin, 'p-26');
    await shows(page, 'section.card', /曹\s*丽/);
    await until('both show the same totals', async () => (await totals(page)) === (await totals(other)));
    expect(await totals(page)).not.toContain('—');
  });

  it('greys the screen and takes the figures down within 3.5 s, and says since when', async () => {
    const before = await totals(page);
    await service.kill();
    const killedAtMs = performance.now();
    await page.locator('.veil').waitFor({ timeout: STALE_WITHIN_MS });
    await other.locator('.veil').waitFor({ timeout: STALE_WITHIN_MS });
    expect(performance.now() - killedAtMs).toBeLessThan(STALE_WITHIN_MS);
    await shows(page, '[role=alert]', /连接中断，自 07:4\d:\d\d 起/);
    expect(await totals(page)).toBe('—,—,—');
    expect(await page.locator('.clock').innerText()).not.toMatch(/\d/);
    await shows(page, 'footer', /服务器\s*离线/);
    await keepBothThemes(page, 'entrance-stale');
    expect(before).not.toContain('—');
  });

  it('is live again by itself when the service is back on the same data and port, with all it had recorded', async () => {
    const port = new URL(service.origin).port;
    service = await startService({ data: service.data, arguments: ['--port', port] });
    await page.locator('.veil').waitFor({ state: 'detached', timeout: 30_000 });
    await other.locator('.veil').waitFor({ state: 'detached', timeout: 30_000 });
    await shows(page, '.totals', /应到\s*38/);
    await until('both show the same totals', async () => (await totals(page)) === (await totals(other)));
  });
});

async function totals(page: Page): Promise<string> {
  return (await page.locator('.totals dd').allInnerTexts()).join();
}

async function swipe(origin: string, personId: string): Promise<void> {
  const hands = deskClient(origin);
  const { body } = await hands.get('/bench/state');
  const cardNumber = cardOf(body, personId);
  await hands.send('POST', '/bench/act', { act: 'swipe-card', deviceId: 'entrance-card', cardNumber });
}

function cardOf(body: unknown, personId: string): string {
  const found = new RegExp(`"personId":"${personId}".*?"cards":\\["([0-9A-F]+)"`).exec(
    JSON.stringify(body),
  )?.[1];
  if (found === undefined) throw new Error(`${personId} has no card`);
  return found;
}
