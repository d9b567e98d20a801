/**
 * Draws the pictures of the README from the demonstration: `node --import tsx test/browser/pictures.ts` after a build.
 * Only what the screens really show, on panels small enough that each picture stays below 200 kB.
 */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { type DemoOffice, openDemoOffice, shows } from './demo-office.ts';

const FOLDER = 'docs/screens';

async function keep(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
}

async function entrance(office: DemoOffice): Promise<void> {
  const { page } = await office.open('entrance', 'hall');
  await page.setViewportSize({ width: 720, height: 1280 });
  await shows(page, '.left', /离 7:50 还有/);
  await office.press('entrance-finger', '王建国');
  await shows(page, 'section.card', /王建国/);
  await keep(page, 'entrance');
}

async function duty(office: DemoOffice): Promise<void> {
  const { page } = await office.open('duty', 'duty');
  await page.setViewportSize({ width: 1440, height: 810 });
  await shows(page, '.person', /李倩/);
  await office.act({ act: 'ring', deviceId: 'line-1', lineId: 'line-1', number: '05383312345', rings: 3 });
  await page.getByText('铃响第二声，请接听').waitFor();
  await keep(page, 'duty');
}

async function cabinet(office: DemoOffice): Promise<void> {
  const { page } = await office.open('cabinet', 'cabinet');
  await shows(page, '.ask', /请刷卡/);
  await office.swipeUntil('cabinet-card', '孙淑芬', () => page.getByText('请按指纹').isVisible());
  await shows(page, '.ask', /请按指纹/);
  await keep(page, 'cabinet');
}

async function desk(office: DemoOffice): Promise<void> {
  const { page } = await office.openDesk('zhouhaitao');
  await page.locator('main li .title').first().waitFor();
  await keep(page, 'desk');
}

mkdirSync(FOLDER, { recursive: true });
for (const [clock, draw] of [
  ['07:28', [entrance]],
  ['09:20', [duty, cabinet, desk]],
] as const) {
  const office = await openDemoOffice(clock);
  try {
    for (const one of draw) await one(office);
  } finally {
    await office.close();
  }
}
