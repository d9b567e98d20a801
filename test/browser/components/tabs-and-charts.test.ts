/** Tabs by keys and address; a chart that is walked and that has the same as a table. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import { openStories, type StoriesSite } from '../stories-site.ts';

let site: StoriesSite;
beforeAll(async () => {
  site = await openStories();
});
afterAll(async () => {
  await site?.close();
});

describe('tabs', () => {
  it('are walked by arrows, Home and End, past what cannot be opened', async () => {
    const { page, context, errors } = await site.openComponent('tabs');
    const sections = page.getByRole('tablist', { name: '科室' });
    const chosen = sections.getByRole('tab', { selected: true });
    await chosen.focus();
    expect(await chosen.innerText()).toBe('综合信息科');
    await page.keyboard.press('End');
    await until('the last is chosen', async () => (await chosen.innerText()) === '值班室');
    await page.keyboard.press('ArrowLeft');
    await until(
      'the one that cannot be opened is passed',
      async () => (await chosen.innerText()) === '研究室',
    );
    await page.keyboard.press('Home');
    await until('the first is chosen', async () => (await chosen.innerText()) === '办公室领导');
    const panel = await chosen.getAttribute('aria-controls');
    expect(await page.locator(`[id="${panel}"]`).getAttribute('role')).toBe('tabpanel');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('keep the choice in the address, and again after a reload', async () => {
    const { page, context } = await site.openComponent('tabs');
    await page.getByRole('tablist').last().getByRole('tab', { name: '已办' }).click();
    await until('the address says so', () =>
      Promise.resolve(new URL(page.url()).searchParams.get('tab') === 'done'),
    );
    expect(new URL(page.url()).searchParams.get('only')).toBe('tabs');
    await page.reload();
    await page.getByRole('tablist').last().getByRole('tab', { name: '已办', selected: true }).waitFor();
    await context.close();
  });

  it('show the chosen one on a phone', async () => {
    const { page, context } = await site.openComponent('tabs', 'phone');
    const sections = page.getByRole('tablist', { name: '科室' });
    await sections.getByRole('tab', { selected: true }).focus();
    await page.keyboard.press('End');
    await until('the last is in sight', async () => {
      const box = await sections.getByRole('tab', { name: '值班室' }).boundingBox();
      return box !== null && box.x >= 0 && box.x + box.width <= 390;
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await context.close();
  });
});

describe('a chart', () => {
  it('is one stop for Tab, and reads each column out', async () => {
    const { page, context, errors } = await site.openComponent('column-chart');
    const chart = page.getByRole('slider', { name: '11月签到时间' });
    await chart.focus();
    const read = (): Promise<string | null> => chart.getAttribute('aria-valuetext');
    expect(await read()).toBe('7:10—7:15　3 人次');
    await page.keyboard.press('End');
    await until('the last is read', async () => (await read()) === '7:55—8:00　6 人次　迟到');
    expect(await chart.locator('p').innerText()).toBe('7:55—8:00　6 人次　迟到');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await until('the one before is read', async () => (await read()) === '7:50—7:55　13 人次　迟到');
    expect(await chart.locator('.edge').count()).toBe(2);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('has the same as a table, always for who hears the page, and by one key for who looks', async () => {
    const { page, context } = await site.openComponent('column-chart');
    const figure = page.getByRole('figure', { name: '11月签到时间' });
    const row = figure.getByRole('row', { name: '7:50—7:55 13 迟到' });
    expect(await row.count()).toBe(1);
    expect((await figure.getByRole('table').boundingBox())?.width).toBeLessThan(
      (await figure.boundingBox())?.width ?? 0,
    );
    await figure.getByRole('button', { name: '表' }).click();
    await until('the drawing is put away', async () => !(await figure.getByRole('slider').isVisible()));
    expect(await figure.getByRole('button', { name: '表' }).getAttribute('aria-pressed')).toBe('true');
    const empty = page.getByRole('figure', { name: '12月来电，按小时' });
    expect(await empty.innerText()).toMatch(/本月无来电。/);
    expect(await empty.getByRole('button').count()).toBe(0);
    await context.close();
  });

  it('prints both, or the one that is asked for', async () => {
    const { page, context } = await site.openComponent('column-chart');
    await page.emulateMedia({ media: 'print' });
    const printed = async (name: string): Promise<readonly boolean[]> => {
      const figure = page.getByRole('figure', { name });
      return [await figure.locator('svg').isVisible(), await figure.locator('table').isVisible()];
    };
    expect(await printed('11月签到时间')).toEqual([true, true]);
    expect(await printed('11月来电，第几声接听')).toEqual([true, false]);
    expect(await printed('11月来电，按小时')).toEqual([false, true]);
    await context.close();
  });
});
