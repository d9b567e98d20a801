/** The lists of attendance at the desk over a lived month: walked by keyboard, asked for their why, taken away as files. */
import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/chromium.ts';
import { type DemoOffice, keepBothThemes, openDemoOffice, shows } from './demo-office.ts';

interface Month {
  readonly marks: Readonly<Record<string, { readonly words: string }>>;
  readonly people: readonly { readonly name: string; readonly sectionName: string; readonly marks: string }[];
}

describe('KQ-2, KQ-5: the lists of attendance at the desk', () => {
  let office: DemoOffice;
  let clerk: OpenPage;
  let month: Month;

  beforeAll(async () => {
    office = await openDemoOffice('09:10');
    clerk = await office.openDesk('liqian');
    const { body } = await (await office.client('liqian')).get('/api/views/attendance.month?month=2026-11');
    if (!isMonth(body)) throw new Error(`no month: ${JSON.stringify(body)}`);
    month = body;
    await clerk.page.getByRole('link', { name: '考勤' }).click();
  });
  afterAll(async () => {
    await office?.close();
  });

  const grid = (page: Page) => page.getByRole('grid', { name: '月表' });
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

  it('walks a month person by person and day by day, over the months and back, and opens the why', async () => {
    const { page } = clerk;
    await page.getByRole('link', { name: '月表' }).click();
    await grid(page).waitFor();
    const [first, second] = month.people;
    await page.locator('td[data-at="0-1"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect(focused(page).then(close)).resolves.toContain(`${second?.name ?? ''}11月3日`);
    await page.keyboard.press('PageUp');
    await shows(page, '.head b', /2026年10月/);
    await expect(focused(page).then(close)).resolves.toContain(`${second?.name ?? ''}10月3日`);
    await page.keyboard.press('PageDown');
    await shows(page, '.head b', /2026年11月/);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowUp');
    await expect(focused(page).then(close)).resolves.toContain(`${first?.name ?? ''}11月2日`);
    await page.keyboard.press('Enter');
    const why = page.getByRole('dialog');
    await shows(page, 'dialog[open]', /11月2日（星期一）[\s\S]*依据[\s\S]*考勤制度第/);
    await keepBothThemes(page, 'desk-month-why');
    await why.getByRole('button', { name: '返回' }).click();
    await keepBothThemes(page, 'desk-month-lived');
  });

  it('shows a section alone, finds a name, and prints across', async () => {
    const { page } = clerk;
    const general = month.people.filter(({ sectionName }) => sectionName === '综合科');
    await page.getByLabel('科室').selectOption({ label: '综合科' });
    await expect.poll(() => grid(page).locator('tbody th.who').count()).toBe(general.length);
    await page.getByLabel('姓名').fill('刘洋');
    await expect.poll(() => grid(page).locator('tbody th.who').count()).toBe(1);
    await page.getByLabel('姓名').fill('');
    expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toEqual(['842x595']);
  });

  it('gives the month as CSV and as .xlsx, cell by cell what the view says', async () => {
    const { page } = clerk;
    const csv = readFileSync(await download(page, '导出 CSV'), 'utf8')
      .slice(1)
      .split('\r\n');
    const general = month.people.filter(({ sectionName }) => sectionName === '综合科');
    const wanted = general.map(({ name, sectionName, marks }) => [
      sectionName,
      name,
      ...Array.from(marks, (mark) => month.marks[mark]?.words ?? ''),
    ]);
    expect(csv.slice(1, -1).map((line) => line.split(','))).toEqual(wanted);
    const cells = sheetCells(readFileSync(await download(page, '导出电子表格')));
    expect(cells.slice(0, 2)).toEqual(['科室', '姓名']);
    for (const row of wanted) for (const word of row) if (word !== '') expect(cells).toContain(word);
    await page.getByLabel('科室').selectOption({ label: '全部' });
  });

  it('tells who came late in a span, with the reason and what was decided', async () => {
    const { page } = clerk;
    await page.getByRole('link', { name: '迟到簿' }).click();
    await page.getByRole('button', { name: '本年' }).click();
    const table = page.getByRole('grid', { name: '迟到簿' });
    const csv = readFileSync(await download(page, '导出 CSV'), 'utf8')
      .trim()
      .split('\r\n');
    expect(csv[0]).toContain('日期,科室,姓名,签到时间,现为');
    expect(csv.length).toBeGreaterThan(1);
    await expect.poll(() => table.locator('tbody tr[tabindex]').count()).toBe(csv.length - 1);
    for (const line of csv.slice(1)) expect(line).toMatch(/,07:5\d:\d\d|,08:00:00/);
    await keepBothThemes(page, 'desk-late-book-lived');
  });

  it('counts the year, with the days behind each figure and by the rule in force', async () => {
    const { page } = clerk;
    await page.getByRole('link', { name: '全年统计' }).click();
    await shows(page, '#page', /迟到 3 次折合缺勤 1 次，全年缺勤超过 5 次的，年终不评优秀/);
    await page.getByRole('button', { name: /张\s?瑞/ }).click();
    await shows(page, '.detail', /迟到[\s\S]*上午缺勤[\s\S]*待核/);
    await keepBothThemes(page, 'desk-year-lived');
    await page.getByRole('button', { name: '上一年' }).click();
    await shows(page, '#page', /2025年/);
  });

  it('draws how sign-in times are spread, and tells the same as a table', async () => {
    const { page } = clerk;
    await page.getByRole('link', { name: '签到时间分布' }).click();
    await shows(page, 'figcaption', /\d+ 人次，其中迟到 \d+ 人次/);
    await keepBothThemes(page, 'desk-times-lived');
    const words = (await page.locator('figcaption').innerText()).replaceAll(',', '');
    await page.getByRole('button', { name: '表', exact: true }).click();
    const cells = await page.locator('figure table tbody td').allInnerTexts();
    const total = cells.reduce((sum, cell) => sum + Number(cell), 0);
    expect(words).toContain(`${total} 人次`);
  });

  it('shows the head of a section that section alone, and staff what concerns nobody else', async () => {
    const head = await office.openDesk('liqiang');
    await head.page.goto(`${office.service.origin}/desk#attendance/month`);
    const general = month.people.filter(({ sectionName }) => sectionName === '综合科');
    await expect.poll(() => grid(head.page).locator('tbody th.who').count()).toBe(general.length);
    expect(await head.page.getByLabel('科室').count()).toBe(0);
    expect(clerk.errors).toEqual([]);
    expect(head.errors).toEqual([]);
  });
});

/** Names of two signs are set apart by a wide space. */
function close(words: string | null | undefined): string {
  return (words ?? '').replaceAll(/\s/g, '');
}

async function download(page: Page, key: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: key }).click(),
  ]);
  return file.path();
}

/** Texts of the first sheet, in the order in which they stand. */
function sheetCells(file: Buffer): readonly string[] {
  const parts = unzipSync(file);
  const text = (name: string): string => strFromU8(parts[name] ?? new Uint8Array());
  const shared = [...text('xl/sharedStrings.xml').matchAll(/<si>.*?<t[^>]*>(.*?)<\/t>.*?<\/si>/gs)].map(
    ([, words]) => words ?? '',
  );
  return [...text('xl/worksheets/sheet1.xml').matchAll(/<c ([^>]*)>(.*?)<\/c>/gs)].map(
    ([, kind = '', inside = '']) => {
      const value = /<(?:v|t)[^>]*>(.*?)<\//s.exec(inside)?.[1] ?? '';
      return kind.includes('t="s"') ? (shared[Number(value)] ?? '') : value;
    },
  );
}

/** Sizes of a PDF's pages in points. */
function pagesOf(pdf: Buffer): readonly string[] {
  const boxes = pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g);
  return [...boxes].map(([, width, height]) => `${Math.round(Number(width))}x${Math.round(Number(height))}`);
}

function isMonth(body: unknown): body is Month {
  return typeof body === 'object' && body !== null && 'people' in body && Array.isArray(body.people);
}
