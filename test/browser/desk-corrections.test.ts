/** Corrections at the desk: asked from one's own day by one, decided by another with the original beside it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/chromium.ts';
import { type DemoOffice, journalLines, keepBothThemes, openDemoOffice, shows } from './demo-office.ts';

describe('KQ-2: corrections at the desk', () => {
  let office: DemoOffice;
  let head: OpenPage;
  let director: OpenPage;

  beforeAll(async () => {
    office = await openDemoOffice('08:20');
    head = await office.openDesk('liqiang');
    director = await office.openDesk('zhouhaitao');
  });
  afterAll(async () => {
    await office?.close();
  });

  const pageOf = async (page: Page): Promise<void> => {
    await page.getByRole('link', { name: '考勤', exact: true }).click();
    await page.getByRole('link', { name: '补签与更正' }).click();
  };
  const decided = async (): Promise<number> =>
    journalLines(await office.client('zhouhaitao'), 'attendance.corrected');

  it("is asked from one's own day, with quota and deadline said", async () => {
    const { page } = head;
    await pageOf(page);
    await shows(page, '#page', /本人可申请补签的[\s\S]*每月 3 次/);
    await page.goto(`${page.url().split('#')[0] ?? ''}#attendance/corrections/2026-11-24`);
    const form = page.getByRole('row').filter({ has: page.getByLabel('到岗时刻') });
    await form.getByLabel('到岗时刻').fill('0755');
    await form.getByLabel('证明人').fill('oyjy');
    await page.getByRole('option', { name: /欧阳静怡/ }).click();
    await form.getByLabel('事由').fill('读卡器时钟有误，实际 7:55 到岗');
    await keepBothThemes(page, 'desk-corrections-ask');
    await form.getByRole('button', { name: '提交申请' }).click();
    await shows(page, '#page', /11月24日星期二[\s\S]*12月1日止[\s\S]*已申请，待决定/);
    await shows(page, '#page', /补签登记[\s\S]*李强[\s\S]*07:55 已到岗[\s\S]*待决定/);
  });

  it('is decided by the director, who sees what stands beside what is claimed', async () => {
    const { page } = director;
    await page.getByRole('button', { name: /补签待决定：李强/ }).click();
    await page.getByRole('link', { name: '前往办理' }).click();
    await shows(page, '#page', /待我决定[\s\S]*李强[\s\S]*按时[\s\S]*07:55 已到岗/);
    await page.getByRole('checkbox', { name: /李.?强/ }).check();
    await keepBothThemes(page, 'desk-corrections-decide');
    await page.getByRole('button', { name: '同意', exact: true }).click();
    await shows(page, '#page', /补签登记[\s\S]*李强[\s\S]*按时[\s\S]*07:55 已到岗[\s\S]*同意[\s\S]*迟到/);
    expect(await decided()).toBe(1);
    await expect(page.getByText('待我决定').count()).resolves.toBe(0);
  });

  it("is filed by the clerk for somebody, shows nobody's own to decide, and is withdrawn by who filed it", async () => {
    const clerk = await office.openDesk('liqian', 'phone');
    const { page } = clerk;
    await pageOf(page);
    await page.getByRole('button', { name: '代报补签' }).click();
    await page.getByLabel('姓名').fill('hb');
    await page.getByRole('option', { name: /韩.?冰/ }).click();
    await page.getByLabel('日期').first().fill('20261112');
    await page.getByText('判定应为其他').click();
    await page.getByLabel('应为', { exact: true }).selectOption('away-on-duty');
    await page.getByLabel('事由').fill('下乡督查，公出单补到');
    await page.getByRole('button', { name: '提交申请' }).click();
    await shows(page, '#page', /补签登记[\s\S]*韩冰[\s\S]*应为公出[\s\S]*待决定/);
    await director.page.reload();
    await shows(director.page, '#page', /待我决定[\s\S]*韩冰[\s\S]*2026年11月12日/);
    await page.getByRole('button', { name: /详情 韩/ }).click();
    await page.getByRole('button', { name: '撤回', exact: true }).click();
    await shows(page, '#page', /韩冰[\s\S]*已撤回/);
    // What waits comes and goes by itself.
    await shows(director.page, '#page', /^(?![\s\S]*待我决定)/);
    await clerk.context.close();
  });
});
