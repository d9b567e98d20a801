/** A roll call from the desk: planned, opened at the entrance, answered with cards there, closed, explained, decided. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/chromium.ts';
import {
  type DemoOffice,
  DEMO_DATE,
  journalLines,
  keepBothThemes,
  openDemoOffice,
  shows,
} from './demo-office.ts';

describe('KQ-3, HX-4: a roll call at the desk', () => {
  let office: DemoOffice;
  let clerk: OpenPage;
  let head: OpenPage;

  beforeAll(async () => {
    office = await openDemoOffice('14:20');
    clerk = await office.openDesk('liqian');
    head = await office.openDesk('liqiang', 'phone');
  });
  afterAll(async () => {
    await office?.close();
  });
  const signed = async (): Promise<number> =>
    journalLines(await office.client('zhouhaitao'), 'rollcall.signed');

  it('is planned by section and by name', async () => {
    const { page } = clerk;
    await page.getByRole('link', { name: '活动签到', exact: true }).click();
    await page.getByRole('link', { name: '安排活动' }).click();
    await page.getByLabel('名称').fill('全市安全生产工作会议');
    await page.getByLabel('日期', { exact: true }).fill(DEMO_DATE.replaceAll('-', ''));
    await page.getByLabel('开始', { exact: true }).fill('1430');
    await page.getByLabel('结束', { exact: true }).fill('1600');
    await page.getByLabel('地点').fill('三楼会议室');
    await page.getByText('综合科', { exact: true }).click();
    await page.getByLabel('另按姓名参加').fill('hb');
    await page.getByRole('option', { name: /韩.?冰/ }).click();
    await page.keyboard.press('Escape');
    await keepBothThemes(page, 'desk-rollcall-plan');
    await page.getByRole('button', { name: '提交安排' }).click();
    await shows(
      page,
      '#page',
      /全市安全生产工作会议[\s\S]*14:30—16:00[\s\S]*已安排[\s\S]*办公室组织，计缺勤/,
    );
    await shows(page, '#page', /点名册[\s\S]*李强[\s\S]*韩冰/);
  });

  it('gives leave by the 分工主任 to who asks it on the own page', async () => {
    const { page } = head;
    await page.getByRole('link', { name: '活动签到', exact: true }).click();
    await page.getByRole('link', { name: '本人活动' }).click();
    await page.getByRole('button', { name: /请假 全市安全生产/ }).click();
    await page.getByLabel('请假事由').fill('陪同省督查组');
    await page.getByRole('button', { name: '请假', exact: true }).click();
    await shows(page, '#page', /已请假，待分工主任决定/);

    const deputy = await office.openDesk('yinming');
    await deputy.page.getByRole('button', { name: /活动请假待决定：李强/ }).click();
    await deputy.page.getByRole('link', { name: '前往办理' }).click();
    await deputy.page.getByRole('checkbox', { name: /选中：李.?强/ }).check();
    await deputy.page.getByRole('button', { name: '同意', exact: true }).click();
    await shows(deputy.page, '#page', /^(?![\s\S]*待决定的请假)/);
    await deputy.context.close();
  });

  it('is open at the entrance, answered with cards, and seen live', async () => {
    const { page } = clerk;
    await page.getByLabel('签到处').selectOption({ index: 1 });
    await page.getByRole('button', { name: '开始点名' }).click();
    await shows(page, '#page', /正在点名[\s\S]*应到\s*7\s*已签到\s*0\s*免到\s*1\s*未签到\s*6/);
    await office.swipeUntil('entrance-card', '刘洋', async () => (await signed()) === 1);
    await office.swipeUntil('entrance-card', '韩冰', async () => (await signed()) === 2);
    await shows(page, '#page', /已签到\s*2\s*免到\s*1\s*未签到\s*4[\s\S]*刘洋[\s\S]*已签到/);
    await keepBothThemes(page, 'desk-rollcall-open');
  });

  it('closes; who missed it explains on the own page, and the reason is decided', async () => {
    const { page } = clerk;
    await page.getByRole('button', { name: '结束点名' }).click();
    await shows(page, 'dialog[open]', /此时未签到的 4 人转为“未签到·待说明”/);
    await page.getByRole('alertdialog').getByRole('button', { name: '结束点名' }).click();
    await shows(page, '#page', /已点名[\s\S]*未签到·待说明/);
    await page
      .getByRole('row', { name: /于.?水/ })
      .getByRole('button')
      .click();
    await page.getByLabel('未到的情况说明').fill('在医院陪护');
    await page.getByRole('button', { name: '提交说明' }).click();
    await shows(page, '#page', /说明：在医院陪护/);

    const director = await office.openDesk('zhouhaitao');
    await director.page.getByRole('button', { name: /缺席说明待决定：于水/ }).click();
    await director.page.getByRole('button', { name: '说明成立', exact: true }).click();
    await page.reload();
    await shows(page, '#page', /于水[\s\S]*已说明/);
    await page.emulateMedia({ media: 'print' });
    await keepBothThemes(page, 'desk-rollcall-print');
    await page.emulateMedia({ media: 'screen' });
    await director.context.close();
    expect(clerk.errors).toEqual([]);
  });
});
