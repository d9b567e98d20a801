/** A reader that was down, at the desk: declared by one and confirmed by another, the paper sheet keyed and signed by two. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/chromium.ts';
import { type DemoOffice, journalLines, keepBothThemes, openDemoOffice, shows } from './demo-office.ts';

describe('KQ-2: readers down and the paper sheet at the desk', () => {
  let office: DemoOffice;
  let clerk: OpenPage;
  let custodian: OpenPage;

  beforeAll(async () => {
    office = await openDemoOffice('08:30');
    clerk = await office.openDesk('liqian');
    custodian = await office.openDesk('sunshufen');
  });
  afterAll(async () => {
    await office?.close();
  });

  const toPage = async (page: Page): Promise<void> => {
    await page.getByRole('link', { name: '考勤', exact: true }).click();
    await page.getByRole('link', { name: '停机与纸质簿' }).click();
  };

  it('shows whom a declaration concerns before it is made, and lets only another confirm it', async () => {
    const { page } = clerk;
    await toPage(page);
    await page.getByRole('button', { name: '声明停机' }).click();
    await page.getByLabel('签到机', { exact: true }).selectOption({ index: 1 });
    await page.getByLabel('停机起').fill('0720');
    await page.getByLabel('停机止').fill('0805');
    await page.getByText('按纸质簿逐人核定').click();
    await page.getByLabel('事由').fill('大厅断电，8:05 恢复');
    await shows(page, '#page', /确认后(没有人的判定改变| \d+ 人的判定随之改变)/);
    await page.getByRole('button', { name: '提交确认' }).click();
    await shows(page, '#page', /待另一人确认[\s\S]*07:20:00—08:05:00 停机[\s\S]*本人提出的，须由另一人确认/);
    await keepBothThemes(page, 'desk-outages-waiting');

    const other = custodian.page;
    await other.getByRole('button', { name: /停机声明待确认/ }).click();
    await other.getByRole('link', { name: '前往办理' }).click();
    await shows(other, '#page', /李倩 ?提出[\s\S]*按纸质簿逐人核定/);
    await other.getByRole('button', { name: '确认', exact: true }).click();
    await shows(other, '#page', /当日的停机声明[\s\S]*李倩 ?提出，孙淑芬 ?确认/);
    expect(await journalLines(await office.client('zhouhaitao'), 'attendance.outage-declared')).toBe(1);
  });

  it('takes the paper sheet person by person from one, signed by another', async () => {
    const { page } = clerk;
    await shows(page, '#page', /当日的停机声明/);
    await page.getByRole('button', { name: '录入纸质簿' }).click();
    await page.getByLabel('签到机', { exact: true }).selectOption({ index: 1 });
    for (const [at, [initials, name, time]] of (
      [
        ['tl', /唐.?磊/, '0744'],
        ['hb', /韩.?冰/, '0752'],
      ] as const
    ).entries()) {
      if (at > 0) await page.getByRole('button', { name: '加一行' }).click();
      const line = page.getByRole('group', { name: `第 ${at + 1} 行` });
      await line.getByLabel('姓名').fill(initials);
      await page.getByRole('option', { name }).click();
      await line.getByLabel('签到时刻').fill(time);
      await line.getByLabel('签到时刻').press('Tab');
    }
    await keepBothThemes(page, 'desk-outages-paper');
    await page.getByRole('button', { name: '提交核对' }).click();
    await shows(page, '#page', /纸质簿 2026年11月24日[\s\S]*2 人[\s\S]*本人录入的，须由另一人核对/);

    const other = custodian.page;
    await shows(other, '#page', /李倩 ?录入[\s\S]*唐磊[\s\S]*07:44[\s\S]*韩冰[\s\S]*07:52/);
    await other.getByRole('button', { name: '确认', exact: true }).click();
    await shows(other, '#page', /已核对的纸质簿[\s\S]*唐磊[\s\S]*07:44[\s\S]*按时[\s\S]*李倩[\s\S]*孙淑芬/);
  });

  it("lists sign-ins by card to a section's head, of the own section only", async () => {
    const { page } = await office.openDesk('liqiang', 'phone');
    await page.getByRole('link', { name: '考勤', exact: true }).click();
    await page.getByRole('link', { name: '刷卡抽查' }).click();
    await shows(page, '#page', /以卡签到的[\s\S]*刘洋/);
    await expect(page.locator('#page').innerText()).resolves.not.toMatch(/高凤兰/);
  });
});
