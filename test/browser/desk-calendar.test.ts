/** The calendar's page: a day changed by two people, and a whole year's notice entered by one and confirmed by another. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/chromium.ts';
import { type DemoOffice, journalLines, keepBothThemes, openDemoOffice, shows } from './demo-office.ts';

/** As a notice is written: first and last day off, days worked in return. */
const NOTICE_2027 = [
  ['元旦', '20270101', '20270103', []],
  ['春节', '20270205', '20270212', ['20270131', '20270220']],
  ['清明节', '20270403', '20270405', []],
  ['劳动节', '20270501', '20270505', ['20270508']],
  ['端午节', '20270609', '20270609', []],
  ['中秋节', '20270915', '20270915', []],
  ['国庆节', '20271001', '20271007', ['20270926', '20271009']],
] as const;

describe('KQ-2: the calendar at the desk', () => {
  let office: DemoOffice;
  let director: OpenPage;
  let clerk: OpenPage;

  beforeAll(async () => {
    office = await openDemoOffice('09:10');
    director = await office.openDesk('zhouhaitao');
    clerk = await office.openDesk('liqian');
  });
  afterAll(async () => {
    await office?.close();
  });

  const dayKey = (page: Page, words: string) => page.getByRole('button', { name: words });

  it('changes a day by keyboard: proposed by one, confirmed by another', async () => {
    const { page } = clerk;
    await page.getByRole('link', { name: '日历' }).click();
    await dayKey(page, '2026年11月24日').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('ArrowUp');
    await expect(page.evaluate(() => document.activeElement?.getAttribute('data-date'))).resolves.toBe(
      '2026-12-18',
    );
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('调休上班').click();
    await dialog.getByLabel('名称').fill('迎检');
    await dialog.getByLabel('事由').fill('迎接省政府督查');
    await dialog.getByRole('button', { name: '提交确认' }).click();
    await shows(page, '#page', /2026年12月19日（星期六）改为调休上班（迎检）[\s\S]*须由另一人确认/);
    await keepBothThemes(page, 'desk-calendar-waits');

    await director.page.getByRole('link', { name: '日历' }).click();
    await shows(
      director.page,
      '#page',
      /2026年12月19日（星期六）改为调休上班（迎检）[\s\S]*当日尚无考勤判定/,
    );
    await director.page.getByRole('button', { name: '确认', exact: true }).click();
    await dayKey(director.page, '2026年12月19日，星期六，调休上班，迎检').waitFor();
    expect(await journalLines(await office.client('zhouhaitao'), 'calendar.day-changed')).toBe(1);
  });

  it("takes next year's notice as it is written, from two people", async () => {
    const { page } = clerk;
    await page.getByRole('button', { name: '下一年' }).click();
    await shows(page, '#page', /2027年放假安排尚未登记/);
    await page.getByLabel('发文字号').fill('国办发明电〔2026〕9 号');
    for (const [name, from, to, makeUp] of NOTICE_2027) {
      const line = page.getByRole('group', { name });
      await line.getByLabel('放假首日', { exact: true }).fill(from);
      await line.getByLabel('放假末日', { exact: true }).fill(to);
      for (const [at, date] of makeUp.entries())
        await line.getByLabel(`调休上班日（${at + 1}）`, { exact: true }).fill(date);
    }
    await page.keyboard.press('Tab');
    await shows(page, 'fieldset:nth-of-type(2) legend', /共 8 天/);
    await keepBothThemes(page, 'desk-calendar-notice');
    await page.getByRole('button', { name: '提交确认' }).click();
    await shows(page, '#page', /全年放假通知：国办发明电〔2026〕9 号[\s\S]*本人提出的，须由另一人确认/);

    await director.page.getByRole('link', { name: /待办/ }).click();
    await director.page.getByRole('button', { name: /2027 年放假安排/ }).click();
    await shows(director.page, '#page', /请对照通知原文逐日核对后确认/);
    await director.page.getByRole('button', { name: '确认', exact: true }).click();
    await page.reload();
    await page.getByRole('button', { name: '下一年' }).click();
    await shows(page, '#page', /依据：国办发明电〔2026〕9 号。放假 28 天/);
    await dayKey(page, '2027年2月20日，星期六，调休上班，春节').waitFor();
  });
});
