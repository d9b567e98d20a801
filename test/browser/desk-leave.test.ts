/** The pages of leave in a real office (KQ-1): asked by staff, decided on one page, seen at the door and on the board. */
import { readFileSync } from 'node:fs';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/chromium.ts';
import {
  DEMO_DATE,
  type DemoOffice,
  journalLines,
  keepBothThemes,
  openDemoOffice,
  shows,
} from './demo-office.ts';

describe('KQ-1: one’s own leave at the desk', () => {
  let office: DemoOffice;
  let staff: OpenPage;

  beforeAll(async () => {
    office = await openDemoOffice('08:20');
    const admin = await office.client('zhuwenbo');
    const { personId } = office.person('陈晓东');
    const account = { username: 'chenxiaodong', password: office.password };
    const given = await admin.send('POST', `/api/people/${personId}/password`, account);
    expect(given.status, JSON.stringify(given.body)).toBeLessThan(300);
    staff = await office.openDesk('chenxiaodong');
  });
  afterAll(async () => {
    await office?.close();
  });

  it('names the days and what speaks against it before it is sent, and what would be refused', async () => {
    const { page } = staff;
    await openLeave(page, '本人请假');
    await fillSpan(page, '20261113', '');
    await page.getByLabel('事项').selectOption('年休假');
    await shows(page, '#page form', /补报期限[\s\S]*已过[\s\S]*请按上述说明改正/);
    await fillSpan(page, '20261127', '20261130');
    await shows(page, '#page form', /11月27日上午至11月30日下午计 2 天\s*（只计工作日）/);
    await page.getByLabel('事由').fill('回老家探亲');
    await keepBothThemes(page, 'desk-leave-asking');
    await page.getByRole('button', { name: '提交申请' }).click();
    await shows(page, '#page table', /年休假[\s\S]*11月27日上午至11月30日下午[\s\S]*2 天[\s\S]*待核/);
    await expect(journalLines(await office.client('zhouhaitao'), 'leave.asked')).resolves.toBe(1);
  });

  it('is withdrawn where it stands, and then offers nothing more', async () => {
    const { page } = staff;
    await page.getByRole('button', { name: /详情/ }).click();
    await shows(page, '#page table', /事由\s*回老家探亲[\s\S]*办理经过[\s\S]*申请陈晓东/);
    await page.getByRole('button', { name: '撤回', exact: true }).click();
    await page.getByRole('button', { name: '确认撤回' }).click();
    await shows(page, '#page table', /年休假[\s\S]*撤回[\s\S]*办理经过[\s\S]*撤回陈晓东/);
    expect(await page.locator('#page table').getByRole('button', { name: '撤回' }).count()).toBe(0);
  });
});

describe('KQ-1: many decided on one page', () => {
  let office: DemoOffice;
  let director: OpenPage;
  let head: OpenPage;
  let hall: OpenPage;

  beforeAll(async () => {
    office = await openDemoOffice('07:20');
    head = await office.openDesk('liqiang');
    director = await office.openDesk('zhouhaitao');
    hall = await office.open('entrance', 'hall');
  });
  afterAll(async () => {
    await office?.close();
  });

  it('leads from the inbox to the whole, shows what became of each, and loses none that was refused', async () => {
    const secretary = await office.client('zhangrui');
    const day = { date: DEMO_DATE, half: 'morning' };
    const asked = { from: day, until: { ...day, half: 'afternoon' }, reason: '赴石横镇督查' };
    await secretary.request('leave.ask', { ...asked, kind: 'countryside' });
    for (const name of ['songyumei', 'guoweiguo'])
      await (await office.client(name)).request('leave.ask', { ...asked, kind: 'sick', reason: '发热就诊' });
    await openLeave(head.page, '本人请假');
    await head.page.getByLabel('事项').selectOption('事假');
    await fillSpan(head.page, '20261124', '');
    await head.page.getByLabel('事由').fill('家中有事');
    await head.page.getByRole('button', { name: '提交申请' }).click();
    await shows(head.page, '#page table', /事假[\s\S]*11月24日全天[\s\S]*待核/);

    const { page } = director;
    await page.getByRole('button', { name: /李强/ }).click();
    await page.getByRole('link', { name: '前往办理' }).click();
    await shows(page, '#page table', /李强[\s\S]*事假[\s\S]*综合科[\s\S]*意见/);
    for (const name of ['张　瑞', '宋玉梅', '郭卫国'])
      await page.getByRole('checkbox', { name: `选中：${name}` }).check();
    // The service has heard it from another desk of the director meanwhile; this page has not asked again yet.
    const meanwhile = async (route: Route): Promise<void> => {
      const other = await office.client('zhouhaitao');
      const leaveId = idOf(await other.view('leave.waiting'), '宋玉梅');
      const decisions = [{ leaveId, granted: false, remark: '请先做好交接' }];
      await other.request('leave.decide', { decisions });
      await route.continue();
    };
    await page.route('**/api/requests/leave.decide', meanwhile, { times: 1 });
    await page.locator('.chosen').getByRole('button', { name: '同意', exact: true }).click();
    await shows(page, 'dialog[open]', /同意所选 3 件？[\s\S]*张瑞[\s\S]*宋玉梅[\s\S]*郭卫国/);
    await page.getByRole('button', { name: '同意 3 件' }).click();
    await shows(page, '#page section', /已办理 2 件，未办理 1 件[\s\S]*未办理\s*宋玉梅[\s\S]*已决定或已撤回/);
    await keepBothThemes(page, 'desk-leave-decided');
    await shows(page, '#page table', /李强/);
    await page.locator('.detail').getByRole('button', { name: '同意', exact: true }).click();
    await shows(page, '#page section', /已办理 1 件，未办理 0 件/);
    await shows(page, '#page', /没有待决定的请假/);
    await expect(journalLines(await office.client('zhouhaitao'), 'leave.decided')).resolves.toBe(4);
  });

  it('reaches the person who asked, and the names at the door show 请假', async () => {
    await shows(head.page, '#page table', /事假[\s\S]*11月24日全天[\s\S]*同意/);
    await office.swipe('entrance-card', '周海涛');
    await shows(hall.page, 'body', /李强[\s\S]{0,12}请假|请假[\s\S]{0,12}李强/);
  });

  it('stands on 去向板 and on the page of 8:05, by section', async () => {
    const { page } = director;
    await openLeave(page, '去向板');
    await shows(page, '#page table', /综合科[\s\S]*李强[\s\S]*请假（事假）/);
    await keepBothThemes(page, 'desk-whereabouts');
    await openLeave(page, '今晨到岗');
    await shows(page, '#page dl', /应到\s*\d+\s*实到\s*\d+\s*请假\s*\d+\s*公出\s*1\b/);
    await shows(page, '#page table', /综合科（应到 \d+，实到 \d+）[\s\S]*李强[\s\S]*请假（事假）/);
    await openLeave(head.page, '去向板');
    await shows(head.page, '#page table', /郭卫国[\s\S]{0,20}请假(?!（病假）)/);
    expect(await head.page.locator('.sub-pages').getByRole('link', { name: '今晨到岗' }).count()).toBe(0);
  });

  it('is entered for several of a section at once, and who is refused stays chosen and is named', async () => {
    const { page } = head;
    const day = { date: '2026-11-25', half: 'morning' };
    await (
      await office.client('liqiang')
    ).request('leave.enter-away-batch', {
      personIds: [office.person('欧阳静怡').personId],
      kind: 'away',
      from: day,
      until: { ...day, half: 'afternoon' },
      reason: '赴泰安送审材料',
    });
    await openLeave(page, '代为登记');
    const batch = page.locator('form').filter({ hasText: '集体公出' });
    for (const name of ['欧阳静怡', '刘洋']) {
      await batch.getByRole('combobox', { name: '公出人员' }).fill(name);
      await page.getByRole('option', { name: new RegExp([...name].join('\\s*')) }).click();
    }
    await batch.getByLabel('起始日期', { exact: true }).fill('20261125');
    await batch.getByLabel('事由').fill('赴泰安送审材料');
    await batch.getByRole('button', { name: '登记 2 人' }).click();
    await shows(page, '#page section', /已办理 1 件，未办理 1 件[\s\S]*欧阳静怡[\s\S]*已经登记[\s\S]*刘洋/);
    await batch.getByRole('button', { name: '登记 1 人' }).waitFor();
    expect(await page.getByRole('combobox', { name: '请假人' }).count()).toBe(1);
  });

  it('is entered by the clerk after a call, and decided by the deputy to whom the director delegates', async () => {
    const clerk = await office.openDesk('liqian');
    await openLeave(clerk.page, '代为登记');
    expect(await clerk.page.getByText('集体公出').count()).toBe(0);
    await clerk.page.getByRole('combobox', { name: '请假人' }).fill('冯雪');
    await clerk.page.getByRole('option', { name: /冯\s*雪/ }).click();
    await clerk.page.getByLabel('事项').selectOption('病假');
    await clerk.page.getByLabel('起始日期', { exact: true }).fill('20261124');
    await clerk.page.getByLabel('事由').fill('发热');
    await clerk.page.getByText('来电', { exact: true }).click();
    await clerk.page.getByLabel('来电人').fill('冯雪');
    await clerk.page.getByLabel('说明时间').fill('0715');
    await clerk.page.keyboard.press('Tab');
    await shows(clerk.page, '#page form', /11月24日全天计 1 天/);
    await clerk.page.getByRole('button', { name: '登记', exact: true }).click();
    await clerk.page
      .getByText(/已登记：冯\s*雪，待决定/)
      .first()
      .waitFor();

    const { page } = director;
    await openLeave(page, '委托代行');
    await page.getByLabel('代行人').selectOption({ label: '尹　明' });
    await page.getByLabel('起始日期', { exact: true }).fill('20261124');
    await page.keyboard.press('Tab');
    await page.getByLabel('截止日期', { exact: true }).fill('20261125');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: '委托', exact: true }).click();
    await shows(page, '#page table', /尹明[\s\S]*周海涛[\s\S]*代行中/);

    const deputy = await office.openDesk('yinming');
    await openLeave(deputy.page, '待决定');
    await shows(deputy.page, '#page', /受主任委托代行，至11月25日止/);
    await deputy.page.getByRole('button', { name: /详情 冯\s雪/ }).click();
    await shows(deputy.page, '.detail', /07:15 冯雪来电说明/);
    await deputy.page.locator('.detail').getByRole('button', { name: '同意', exact: true }).click();
    await shows(deputy.page, '#page section', /已办理 1 件，未办理 0 件/);

    await page.getByRole('button', { name: '终止', exact: true }).click();
    await page.getByRole('button', { name: '终止委托' }).click();
    await shows(page, '#page table', /尹明[\s\S]*已终止/);
    await shows(deputy.page, '#page', /没有待决定的请假[\s\S]*主任委托代行期间/);

    await openLeave(clerk.page, '登记簿');
    await shows(clerk.page, '#page table', /冯雪[\s\S]*信息科[\s\S]*病假[\s\S]*同意[\s\S]*尹明/);
    await clerk.page.getByLabel('事项').selectOption('病假');
    const saved = clerk.page.waitForEvent('download');
    await clerk.page.getByRole('link', { name: '存为 CSV' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe('请假外出登记簿 2026-10-25 至 2026-12-24.csv');
    const text = readFileSync(await file.path(), 'utf8');
    expect(text).toContain('信息科,冯雪,病假,2026-11-24 上午,2026-11-24 下午,1,同意,发热,尹明');
    expect(text).not.toContain('李强');
    await keepBothThemes(clerk.page, 'desk-leave-register');
  });

  it('offers no decision to who has none to make', async () => {
    const { page } = head;
    expect(await page.locator('.sub-pages').getByRole('link', { name: '待决定' }).count()).toBe(0);
    await page.evaluate(() => (location.hash = '#leave/waiting'));
    await shows(page, '#page', /本人请假/);
    expect(await page.getByRole('button', { name: '不同意' }).count()).toBe(0);
  });
});

function idOf(waiting: unknown, name: string): string {
  const leaves: unknown = Object(waiting).leaves;
  const found = (Array.isArray(leaves) ? leaves : []).find((one) => one.name === name);
  if (found === undefined) throw new Error(`nothing of ${name} waits: ${JSON.stringify(waiting)}`);
  return String(found.leaveId);
}

async function openLeave(page: Page, subPage: string): Promise<void> {
  await page.getByRole('link', { name: '请假外出' }).click();
  const row = page.locator('.sub-pages').getByRole('link', { name: subPage });
  if ((await row.count()) > 0) await row.click();
}

async function fillSpan(page: Page, from: string, until: string): Promise<void> {
  await page.getByLabel('起始日期', { exact: true }).fill(from);
  await page.getByLabel('截止日期', { exact: true }).fill(until);
  await page.keyboard.press('Tab');
}
