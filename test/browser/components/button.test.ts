/** A key: its kinds, what it says while busy and where it cannot be used, and that one press is one deed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStories, type StoriesSite } from '../stories-site.ts';

describe('Button', () => {
  let site: StoriesSite;
  beforeAll(async () => {
    site = await openStories();
  });
  afterAll(() => site?.close());

  it('does its deed once while it is busy, by hand and by keyboard, says so and keeps width and focus', async () => {
    const { page, context, errors } = await site.openComponent('button');
    const key = page.getByRole('button', { name: '登记用印' });
    const before = await key.boundingBox();
    await key.dblclick();
    await key.press('Enter');
    await key.press('Space');
    await page.getByText('已提交 1 次').waitFor();
    expect(await key.getAttribute('aria-busy')).toBe('true');
    expect(await key.boundingBox()).toEqual(before);
    expect(await key.evaluate((element) => element === document.activeElement)).toBe(true);
    const spoken = page.getByRole('status').filter({ hasText: '正在办理' });
    expect(await spoken.count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: '办结' }).click();
    await key.click();
    await page.getByText('已提交 2 次').waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('keeps the width of its words while others stand in their place', async () => {
    const { page, context } = await site.openComponent('button');
    const busy = page.getByRole('button', { name: '提交审批单' });
    await busy.getByText('正在核对').waitFor();
    const busyBox = await busy.boundingBox();
    const idleWidth = await page.evaluate(() => {
      const key = [...document.querySelectorAll('button')].find((one) =>
        one.textContent.includes('提交审批单'),
      );
      const idle = key?.cloneNode(true);
      if (!(idle instanceof HTMLElement)) return 0;
      idle.classList.remove('busy');
      idle.querySelector('.meanwhile')?.remove();
      document.querySelector('main')?.append(idle);
      idle.style.justifySelf = 'start';
      return idle.getBoundingClientRect().width;
    });
    expect(busyBox?.width).toBe(idleWidth);
    await context.close();
  });

  it('that cannot be used is reached by Tab, is dashed, and says why', async () => {
    const { page, context } = await site.openComponent('button');
    const key = page.getByRole('button', { name: '同意', exact: true }).nth(1);
    await key.focus();
    expect(await key.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await key.isDisabled()).toBe(true);
    expect(await key.evaluate((element) => getComputedStyle(element).borderStyle)).toBe('dashed');
    const why = await key.getAttribute('aria-describedby');
    expect(await page.locator(`#${why}`).innerText()).toBe('此件须由市长签发');
    const link = page.getByRole('link', { name: '开柜' });
    expect(await link.getAttribute('href')).toBeNull();
    expect(await link.getAttribute('aria-disabled')).toBe('true');
    await context.close();
  });

  it.each(['desk', 'phone'] as const)('is large enough for a finger (%s)', async (size) => {
    const { page, context } = await site.openComponent('button', size);
    const heights = await page
      .locator('.key')
      .evaluateAll((keys) => keys.map((key) => key.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      size === 'phone' ? 390 : 1440,
    );
    await context.close();
  });

  it('names the function key that does the same', async () => {
    const { page, context } = await site.openComponent('button');
    const key = page.getByRole('button', { name: '无需登记', exact: true });
    expect(await key.getAttribute('aria-keyshortcuts')).toBe('F8');
    await context.close();
  });
});
