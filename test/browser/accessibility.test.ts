/** axe-core over the five screens, light and dark: nothing serious, nothing critical. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepScreenshot } from '../support/chromium.ts';
import { type DemoOffice, openDemoOffice } from './demo-office.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SCREENS = [
  ['entrance', 'hall'],
  ['entrance', 'board'],
  ['duty', 'duty'],
  ['cabinet', 'cabinet'],
  ['bench', 'desk'],
  ['desk', 'desk'],
] as const;

describe('every screen', () => {
  let office: DemoOffice;

  beforeAll(async () => {
    office = await openDemoOffice('07:46');
  });
  afterAll(async () => {
    await office?.close();
  });

  it.each(SCREENS.flatMap(([path, size]) => [[path, size, 'light'] as const, [path, size, 'dark'] as const]))(
    '%s (%s, %s) has no serious or critical finding',
    async (path, size, theme) => {
      const { page, context, errors } =
        path === 'desk'
          ? await office.openDesk('zhouhaitao', size, theme)
          : await office.open(path, size, theme);
      await page
        .locator(path === 'bench' ? '.device' : 'footer')
        .first()
        .waitFor();
      await keepScreenshot(page, `whole-${path}-${size}-${theme}`);
      expect(await findings(page)).toEqual([]);
      expect(errors).toEqual([]);
      await context.close();
    },
  );
});

/**
 * Without the watermark: it must not compete with what it lies over, is hidden from screen readers, and its word stands
 * in the foot of every screen as well (WCAG 1.4.3, incidental).
 * axe comes in through the debugger: the pages' own policy allows no script from elsewhere, and stays as it is.
 */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found: unknown = await page.evaluate(
    `axe.run({ exclude: ['.watermark'] }, { resultTypes: ['violations'] }).then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html.slice(0, 160)).join(' | ')))`,
  );
  if (!Array.isArray(found)) throw new Error('axe gave no answer');
  return found.map(String);
}
