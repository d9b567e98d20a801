/** KQ-4 at the desk: a month that was lived is drafted, checked, reviewed, signed, issued, taken away and printed. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/chromium.ts';
import { type DemoOffice, keepBothThemes, openDemoOffice } from './demo-office.ts';

/** A Monday, after the three working days of checking that begin on the demonstration's Tuesday. */
const CHECKED = '2026-11-30T09:10/1x';

describe('KQ-4: the bulletin at the desk', () => {
  let first: DemoOffice;
  let later: DemoOffice | undefined;
  let clerk: OpenPage;

  beforeAll(async () => {
    first = await openDemoOffice('09:10');
    clerk = await first.openDesk('liqian');
  });
  afterAll(async () => {
    await later?.close();
    await first?.close();
  });

  it('is drafted by the clerk from the inbox, who is told by when it is due', async () => {
    const { page } = clerk;
    await page.getByRole('link', { name: /待办/ }).click();
    await page.getByRole('button', { name: /2026年10月考勤通报：待起草/ }).click();
    await page.getByRole('link', { name: '前往办理' }).click();
    await reads(page, '#page', /2026年10月考勤通报尚未起草，应于2026年11月6日前印发（考勤制度第四条）/);
    await page.getByRole('button', { name: '起草' }).click();
    await reads(page, '#page', /核对至2026年11月27日：请本人、科室核对。已过应印发日期2026年11月6日/);
    await reads(page, '.notice-sheet', /10月份核对稿（第1稿，尚未印发）[\s\S]*2026年10月考勤通报/);
    expect(await page.getByRole('button', { name: '审核通过' }).count()).toBe(0);
  });

  it('is checked: one confirms the own sheet, a head writes for the section, the clerk answers', async () => {
    const head = await first.openDesk('liqiang');
    await head.page.goto(`${first.service.origin}/desk#bulletin/months/2026-10`);
    await reads(head.page, '#page', /2026年10月考勤通报/);
    expect(await head.page.locator('.notice-sheet').count()).toBe(0);
    await head.page.getByLabel('本科室的核对意见').fill('10月26日于水在石横镇下乡，派车单在本科。');
    await head.page.getByRole('button', { name: '提出意见' }).click();
    await reads(head.page, '#page', /综合科10月26日于水在石横镇下乡[\s\S]*尚未答复/);
    await head.page.getByRole('link', { name: '本人核对单' }).first().click();
    await head.page.getByRole('button', { name: '核对无误' }).click();
    await reads(head.page, '#page', /本人已核对无误/);
    await keepBothThemes(head.page, 'desk-own-sheet-lived');
    expect(head.errors).toEqual([]);

    const { page } = clerk;
    await reads(page, '#page', /综合科1\/6人/);
    await page.getByRole('button', { name: '答复', exact: true }).click();
    await page.getByLabel('答复内容').fill('派车单已核，请补报公出。');
    await page.getByRole('button', { name: '采纳', exact: true }).click();
    await reads(page, '#page', /采纳派车单已核，请补报公出。/);
    await keepBothThemes(page, 'desk-bulletin-lived');
  });

  it('waits with 审核 until the days for checking are over, and says so', async () => {
    const { page } = await first.openDesk('yinming');
    await page.goto(`${first.service.origin}/desk#bulletin/months/2026-10`);
    await reads(page, '#page', /核对期至2026年11月27日，期满后方可审核/);
    expect(await page.getByRole('button', { name: '审核通过' }).getAttribute('aria-disabled')).toBe('true');
    await first.service.stop();
  });

  it('is reviewed, signed and issued by three people, each by the own key alone', async () => {
    later = await openDemoOffice('09:10', {
      data: first.service.data,
      arguments: ['--demo-clock', CHECKED],
    });
    const open = async (username: string): Promise<Page> => {
      const { page } = await (later ?? first).openDesk(username);
      await page.getByRole('link', { name: /待办/ }).click();
      await page.getByRole('button', { name: /2026年10月考勤通报/ }).click();
      await page.getByRole('link', { name: '前往办理' }).click();
      await page
        .getByRole('link', { name: '2026年10月' })
        .or(page.locator('.notice-sheet'))
        .first()
        .waitFor();
      return page;
    };
    const deputy = await open('yinming');
    await deputy.getByRole('button', { name: '审核通过' }).click();
    await reads(deputy, '#page', /待主任签发/);
    const director = await open('zhouhaitao');
    await director.getByLabel('意见').fill('同意印发');
    await keepBothThemes(director, 'desk-bulletin-sign-lived');
    await director.getByRole('button', { name: '签发', exact: true }).click();
    await reads(director, '#page', /待考勤员、秘书科印发/);
    const page = await open('liqian');
    await page.getByRole('button', { name: '印发', exact: true }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: '印发', exact: true }).click();
    await reads(page, '#page', /已印发，不再改动/);
    await reads(page, '.notice-sheet', /考勤通报〔2026〕第1期[\s\S]*待核[\s\S]*2026年11月30日/);
    await keepBothThemes(page, 'desk-bulletin-issued-lived');
  });

  it('is the same bytes for everybody: the CSV has the digest that is shown, the .xlsx its cells', async () => {
    const staff = await (later ?? first).openDesk('liqiang');
    const { page } = staff;
    await page.goto(`${later?.service.origin ?? ''}/desk#bulletin/months/2026-10`);
    await reads(page, '.notice-sheet', /第1期/);
    const digest = /[0-9a-f]{64}/.exec(await page.locator('.notice-sheet').innerText())?.[0];
    const csv = readFileSync(await download(page, '导出 CSV'));
    expect(createHash('sha256').update(csv).digest('hex')).toBe(digest);
    const parts = unzipSync(readFileSync(await download(page, '导出电子表格')));
    const texts = Object.entries(parts).flatMap(([name, part]) =>
      name.endsWith('.xml') ? [strFromU8(part)] : [],
    );
    for (const line of csv.toString('utf8').split('\r\n').slice(1, 40))
      for (const cell of line.split(',').filter((word) => /^\p{Script=Han}+$/u.test(word)))
        expect(texts.some((text) => text.includes(cell))).toBe(true);
    expect(await page.getByRole('button', { name: '重新起草' }).count()).toBe(0);
    expect(staff.errors).toEqual([]);
  });

  it('prints on A4 as a paper of the office, with nothing of the screen around it', async () => {
    const { page } = await (later ?? first).openDesk('zhouhaitao');
    await page.goto(`${later?.service.origin ?? ''}/desk#bulletin/months/2026-10`);
    await reads(page, '.notice-sheet', /第1期/);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    mkdirSync('test-results/papers', { recursive: true });
    writeFileSync('test-results/papers/bulletin.pdf', pdf);
    const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(boxes.length).toBeGreaterThan(1);
    for (const [, width, height] of boxes) {
      expect(Math.round(Number(width))).toBe(595);
      expect(Math.round(Number(height))).toBe(842);
    }
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
    expect(await page.getByText('办理进度').isVisible()).toBe(false);
  });

  it('KH-1: lists facts for appraisal with their closing date and the days, and no sanction', async () => {
    const { page, errors } = await (later ?? first).openDesk('zhouhaitao');
    await page.goto(`${later?.service.origin ?? ''}/desk#bulletin/year-end`);
    await reads(page, '#page', /2026年全年考勤情况（供考核参考）[\s\S]*截止日期2026年11月30日/);
    await page.getByRole('button', { name: /张\s?瑞/ }).click();
    await reads(page, '.detail', /迟到11月12日、11月17日、11月18日[\s\S]*折合缺勤1次/);
    await keepBothThemes(page, 'desk-year-end-lived');
    await page.getByLabel('期间').selectOption({ label: '第三季度' });
    await reads(page, '#page', /2026年第三季度考勤情况（供考核参考）[\s\S]*截止日期2026年9月30日/);
    expect(await page.locator('#page').innerText()).not.toMatch(/旷工|处分|扣/);
    const csv = readFileSync(await download(page, '导出 CSV'), 'utf8');
    expect(csv).toContain('截止日期');
    expect(csv).toContain('2026-09-30');
    const staff = await (later ?? first).openDesk('liqiang');
    await staff.page.goto(`${later?.service.origin ?? ''}/desk#bulletin`);
    await reads(staff.page, '#page', /本人核对单/);
    expect(await staff.page.getByRole('link', { name: /供考核参考/ }).count()).toBe(0);
    expect(errors).toEqual([]);
  });
});

/** Waits until the text, without the spaces between signs and figures, has what is looked for. */
async function reads(page: Page, selector: string, pattern: RegExp): Promise<void> {
  const text = async (): Promise<string> =>
    (await page.locator(selector).first().innerText()).replaceAll(/\s/g, '');
  await expect.poll(text, { timeout: 15_000 }).toMatch(pattern);
}

async function download(page: Page, key: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: key }).click(),
  ]);
  return file.path();
}
