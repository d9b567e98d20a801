/** A table of 10,000 rows: what stands in the page, what the keys reach, what is said, saved and printed. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenPage } from '../../support/chromium.ts';
import { until } from '../../support/until.ts';
import { openStories, type StoriesSite } from '../stories-site.ts';

const ROWS = 10_000;
/** A screen of 900 px shows some 20; with what is kept ready above and below. */
const STANDING_MAX = 60;

describe('a table', () => {
  let site: StoriesSite;
  let opened: OpenPage;
  let page: Page;

  beforeAll(async () => {
    site = await openStories();
  });
  afterAll(async () => {
    await site?.close();
  });
  beforeEach(async () => {
    opened = await site.openComponent('data-table');
    page = opened.page;
  });
  afterEach(async () => {
    expect(opened.errors).toEqual([]);
    await opened.context.close();
  });

  const table = (name: string): Locator => page.getByRole('grid', { name });
  const calls = (): Locator => table('来电登记');
  const focused = (): Promise<string | null> =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex') ?? null);
  const inSight = (): Promise<boolean> =>
    page.evaluate(() => {
      const { top, bottom } = document.activeElement?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
      return top >= 0 && bottom <= innerHeight;
    });
  const enter = (): Promise<void> => calls().getByRole('row').nth(1).focus();

  it('has in the page only the rows in sight, and says how many there are', async () => {
    const standing = (): Promise<number> => calls().locator('tbody tr').count();
    expect(await calls().getAttribute('aria-rowcount')).toBe(String(ROWS + 1));
    expect(await standing()).toBeLessThan(STANDING_MAX);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
    await until('other rows stand in the page', async () => {
      const index = await calls().locator('tbody tr[data-index]').last().getAttribute('aria-rowindex');
      return Number(index) > 4000 && Number(index) < 6000;
    });
    expect(await standing()).toBeLessThan(STANDING_MAX);
  });

  it('is as high as all its rows: the last is reached by Ctrl+End and stands at the foot', async () => {
    await enter();
    await page.keyboard.press('Control+End');
    await until('the last row has the focus', async () => (await focused()) === String(ROWS + 1));
    expect(await inSight()).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('10000');
    const left = await page.evaluate(
      () => document.documentElement.scrollHeight - innerHeight - Math.round(scrollY),
    );
    expect(left).toBeLessThan(200);
    await page.keyboard.press('Home');
    await until('the first row has the focus', async () => (await focused()) === '2');
    expect(await inSight()).toBe(true);
  });

  it('walks row by row and page by page, and keeps the focus through the wheel', async () => {
    await enter();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
    await until('the second row has the focus', async () => (await focused()) === '3');
    await page.keyboard.press('PageDown');
    await until('a page further', async () => Number(await focused()) > 15);
    const before = await focused();
    await page.mouse.move(700, 500);
    await page.mouse.wheel(0, 60_000);
    await until('the row is out of sight', async () => !(await inSight()));
    expect(await focused()).toBe(before);
    await page.keyboard.press('ArrowDown');
    await until('it comes back with the next key', inSight);
    expect(Number(await focused())).toBe(Number(before) + 1);
  });

  it('sorts by a column, says so, and finds text', async () => {
    await calls().getByRole('button', { name: '铃响（声）' }).click();
    const heading = calls().getByRole('columnheader', { name: '铃响（声）' });
    expect(await heading.getAttribute('aria-sort')).toBe('ascending');
    // Stable: among equals the order of before.
    expect(await calls().locator('tbody td.strong').first().innerText()).toBe('1');
    await heading.getByRole('button').click();
    expect(await heading.getAttribute('aria-sort')).toBe('descending');
    await heading.getByRole('button').click();
    expect(await heading.getAttribute('aria-sort')).toBeNull();

    const field = page.getByLabel('在表中查找').last();
    await field.fill('李娜 07:');
    await page.getByText(/符合 \d+ 条，共 10000 条/).waitFor();
    await field.fill('没有这样的');
    await page.getByText('没有符合“没有这样的”的').waitFor();
    await page.getByRole('button', { name: '显示全部' }).click();
    await page.getByText('共 10000 条', { exact: true }).waitFor();
  });

  it('saves and copies what is shown, with no formula in it', async () => {
    await page.getByLabel('在表中查找').last().fill('10000');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出表格' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe('来电登记 2026—11.csv');
    const text = readFileSync(await saved.path(), 'utf8');
    expect(text.split('\r\n')).toHaveLength(3);
    expect(text).toMatch(/^\uFEFF序号,时间,来电号码,铃响（声）,接听人,事由\r\n10000,/);
    await page.getByLabel('在表中查找').last().fill('=1+1');
    await opened.context.grantPermissions(['clipboard-read']);
    // A refusal beside has a key of that name for its code.
    await page.locator('.tools').getByRole('button', { name: '复制' }).last().click();
    await page.getByText(/已复制 2000 行/).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("\t'=1+1");
    expect(copied).not.toContain('\t=');
  });

  it('opens a row to its why by Enter and by its key, between headings of sections', async () => {
    const people = table('11月23日考勤');
    await people.getByRole('rowheader', { name: '秘书科' }).waitFor();
    await people.getByRole('row', { name: /阿卜杜热合曼/ }).focus();
    await page.keyboard.press('Enter');
    await people.getByText('时钟偏差 0.02 秒').waitFor();
    const key = people.getByRole('button', { name: '依据：阿卜杜热合曼·买买提' });
    expect(await key.getAttribute('aria-expanded')).toBe('true');
    await key.click();
    await people.getByText('时钟偏差 0.02 秒').waitFor({ state: 'detached' });
  });

  it('lets many be decided at once, and tells of those that are out of sight', async () => {
    const matters = table('待办说明');
    await matters.getByRole('row', { name: /孙志强/ }).focus();
    await page.keyboard.press('Space');
    await page.getByText('已选 2 项').waitFor();
    expect(await matters.getByRole('row', { selected: true }).count()).toBe(2);
    await page.getByLabel('在表中查找').first().fill('宋佳');
    await page.getByText('已选 2 项，其中 2 项未列出').waitFor();
    await matters.getByRole('checkbox', { name: '选中全部所列' }).check();
    await page.getByRole('button', { name: '同意所选 3 件' }).waitFor();
    await page.getByRole('button', { name: '取消选择' }).click();
    expect(await page.getByRole('button', { name: '同意所选 0 件' }).isDisabled()).toBe(true);
  });

  const matters = (): Locator => table('待办说明');
  const picked = (): Promise<readonly string[]> =>
    matters()
      .getByRole('row', { selected: true })
      .evaluateAll((rows) => rows.map((row) => row.querySelector('.strong')?.textContent ?? ''));
  const PEOPLE = ['孙志强', '赵　明', '阿卜杜热合曼·买买提', '宋　佳', '李　娜'];

  it('selects from row to row by Shift with the arrows, and gives rows back on the way back', async () => {
    await page.getByRole('button', { name: '取消选择' }).click();
    await matters()
      .getByRole('row', { name: /赵\s明/ })
      .focus();
    for (const key of ['Shift+ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key);
    await page.getByText('已选 3 项').waitFor();
    expect(await picked()).toEqual(PEOPLE.slice(1, 4));
    await page.keyboard.press('Shift+ArrowUp');
    await page.getByText('已选 2 项').waitFor();
    await page.keyboard.press('Shift+End');
    await page.getByText('已选 4 项').waitFor();
    // A key without Shift ends it: the next range begins where the focus is.
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('已选 5 项').waitFor();
  });

  it('selects up to a row by Shift+Space from the one selected before', async () => {
    await page.getByRole('button', { name: '取消选择' }).click();
    await matters()
      .getByRole('row', { name: /李\s娜/ })
      .focus();
    await page.keyboard.press('Space');
    for (const key of ['ArrowUp', 'ArrowUp', 'Shift+Space']) await page.keyboard.press(key);
    await page.getByText('已选 3 项').waitFor();
    expect(await picked()).toEqual(PEOPLE.slice(2));
  });

  it('selects and gives back from row to row by Shift with the mouse, marking no words', async () => {
    await page.getByRole('button', { name: '取消选择' }).click();
    const box = (name: string): Locator => matters().getByRole('checkbox', { name: `选中：${name}` });
    await box('孙志强').click();
    await box('宋　佳').click({ modifiers: ['Shift'] });
    await page.getByText('已选 4 项').waitFor();
    expect(await picked()).toEqual(PEOPLE.slice(0, 4));
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('');
    await box('赵　明').click({ modifiers: ['Shift'] });
    await page.getByText('已选 1 项').waitFor();
    expect(await picked()).toEqual(['孙志强']);
    expect(await box('赵　明').isChecked()).toBe(false);
    await matters()
      .getByRole('row', { name: /李\s娜/ })
      .getByText('按时')
      .click({ modifiers: ['Shift'] });
    await page.getByText('已选 5 项').waitFor();
    expect(await picked()).toEqual(PEOPLE);
  });

  it('leads from a row to its page, by its name as a link, by Enter and by the row', async () => {
    const people = table('全体人员');
    const link = people.getByRole('link', { name: '阿卜杜热合曼·买买提' });
    const address = (name: string): string => `#people/${encodeURIComponent(name)}`;
    expect(await link.getAttribute('href')).toBe(address('阿卜杜热合曼·买买提'));
    await people.getByRole('row', { name: /赵\s明/ }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${address('赵　明')}`);
    await people
      .getByRole('row', { name: /宋\s佳/ })
      .getByText('8:00 未签到')
      .click();
    await page.waitForURL(`**${address('宋　佳')}`);
  });

  it('opens a row where it stands, by its name as a key, by Enter and by the row', async () => {
    const people = table('当日人员');
    await people.getByRole('button', { name: '孙志强' }).click();
    await page.getByText('已打开：孙志强').waitFor();
    await people.getByRole('row', { name: /赵\s明/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('已打开：赵　明').waitFor();
    await people
      .getByRole('row', { name: /李\s娜/ })
      .getByText('按时')
      .click();
    await page.getByText('已打开：李　娜').waitFor();
  });

  it('is on paper where a program prints it, and says where paper ends before the rows do', async () => {
    // Two thousand are far more than stand in the page, and enough.
    await page.getByLabel('在表中查找').last().fill('李娜');
    await page.getByText('符合 2000 条').waitFor();
    const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(paper.match(/\/Type \/Page\b(?!s)/g)?.length).toBeGreaterThan(15);
    await until('the window closes', async () => (await calls().locator('tbody tr').count()) < STANDING_MAX);
    await page.emulateMedia({ media: 'print' });
    await page.getByText('一次最多打印 3 行，其余 2 行未印。').waitFor();
    expect(await table('当日人员').locator('tbody tr').count()).toBe(3);
    await page.emulateMedia({ media: 'screen' });
    await page.getByText('一次最多打印 3 行').waitFor({ state: 'detached' });
    expect(await table('当日人员').locator('tbody tr').count()).toBe(5);
  });

  it('prints as many rows as paper takes in seconds, and none of its tools', async () => {
    await page.emulateMedia({ media: 'print' });
    await until('a thousand rows stand', async () => (await calls().locator('tbody tr').count()) === 1_000);
    await page.getByText('一次最多打印 1000 行，其余').waitFor();
    expect(await page.getByRole('button', { name: '导出表格' }).count()).toBe(0);
    expect(
      await calls()
        .locator('thead')
        .evaluate((head) => getComputedStyle(head).display),
    ).toBe('table-header-group');
    await page.emulateMedia({ media: 'screen' });
    await until('the window closes', async () => (await calls().locator('tbody tr').count()) < STANDING_MAX);
  });

  it('says each value with its label on a phone, and stays within it', async () => {
    const phone = await site.openComponent('data-table', 'phone');
    const row = phone.page.getByRole('grid', { name: '来电登记' }).getByRole('row').nth(2);
    await row.scrollIntoViewIfNeeded();
    expect(
      await row
        .locator('td')
        .nth(4)
        .evaluate((cell) => getComputedStyle(cell, '::before').content),
    ).toBe('"接听人"');
    expect(await row.getByRole('gridcell').count()).toBe(6);
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await phone.page.keyboard.press('Tab');
    await row.focus();
    await phone.page.keyboard.press('Control+End');
    await phone.page.getByRole('row', { name: /^10000 / }).waitFor();
    expect(phone.errors).toEqual([]);
    await phone.context.close();
  });
});
