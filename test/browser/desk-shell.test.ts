/** The frame of the desk: search, skip link, person's menu, unsaved work, back, a page that cannot be fetched, print. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoOffice, openDemoOffice, shows, signInAt } from './demo-office.ts';

describe('the frame of the desk', () => {
  let office: DemoOffice;

  beforeAll(async () => {
    office = await openDemoOffice('09:20');
  });
  afterAll(async () => {
    await office?.close();
  });

  it.each(['desk', 'phone'] as const)('finds a person by initials with keys alone (%s)', async (size) => {
    const { page, context, errors } = await office.openDesk('zhouhaitao', size);
    await page.keyboard.press('/');
    await page.keyboard.type('lq');
    await page.getByRole('option', { name: /李倩/ }).waitFor();
    await shows(page, '[role=search] [role=status]', /找到 \d+ 项/);
    await page.keyboard.press('Enter');
    await shows(page, 'main h2', /李倩/);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('没有的人');
    await page.getByText('没有找到“没有的人”').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('listbox').isVisible()).toBe(false);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('leads past the frame, opens and closes the menu by keys, and puts the focus at the heading', async () => {
    const { page, context } = await office.openDesk('zhouhaitao');
    await page.getByRole('link', { name: '跳到正文' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    const menu = page.getByRole('button', { name: /本人菜单/ });
    await menu.press('Enter');
    await page.getByRole('button', { name: '退出' }).focus();
    await page.keyboard.press('Escape');
    expect(await menu.evaluate((key) => key === document.activeElement)).toBe(true);
    await page.getByRole('link', { name: '人员', exact: true }).press('Enter');
    await page.locator('main h2:focus').waitFor();
    expect(await page.title()).toContain('人员');
    await context.close();
  });

  it('asks before typed text is left, also by the back key', async () => {
    const { page, context } = await office.openDesk('zhouhaitao');
    await page.getByRole('link', { name: '我的账号' }).first().click();
    await page.getByLabel('现用登录密码').fill('一句话');
    await page.goBack();
    await page.getByRole('dialog', { name: '有内容尚未提出' }).waitFor();
    await page.getByRole('button', { name: '留在本页' }).click();
    expect(await page.getByLabel('现用登录密码').inputValue()).toBe('一句话');
    await page.getByRole('link', { name: '设备', exact: true }).click();
    await page.getByRole('button', { name: '离开，不保留' }).click();
    await shows(page, 'main h2', /设备/);
    await context.close();
  });

  it('keeps what was typed until it was taken: a refusal loses nothing, an accepted paper is left freely, withdrawn when asked twice', async () => {
    const { page, context } = await office.openDesk('zhouhaitao');
    const nav = page.locator('nav').first();
    await nav.getByRole('link', { name: '用印' }).click();
    await page.getByRole('checkbox', { name: '市政府办公室印章' }).check();
    await page.getByLabel('文件标题').fill('关于做好冬季森林防火工作的通知');
    await page.getByLabel('经办人').fill('张磊');
    const paper = page.getByRole('button', { name: '提交审批' });
    await page.route('**/api/requests/seals.request-use', (route) => route.abort());
    await paper.click();
    await page.locator('main [role=alert]').first().waitFor();
    await nav.getByRole('link', { name: '设备' }).click();
    await page.getByRole('dialog', { name: '有内容尚未提出' }).waitFor();
    await page.getByRole('button', { name: '留在本页' }).click();
    expect(await page.getByLabel('文件标题').inputValue()).toBe('关于做好冬季森林防火工作的通知');
    await page.unroute('**/api/requests/seals.request-use');
    await paper.click();
    await page.getByText('用印申请已提交，待审批').first().waitFor();
    expect(await page.getByLabel('经办人').inputValue()).toBe('张磊');
    // What cannot be taken back is asked first.
    await page.getByRole('button', { name: '撤回' }).click();
    const ask = page.getByRole('alertdialog', { name: '撤回这份用印申请？' });
    await ask.getByText('关于做好冬季森林防火工作的通知').waitFor();
    await ask.getByRole('button', { name: '返回' }).click();
    expect(await page.getByText('用印申请已撤回').count()).toBe(0);
    await page.getByRole('button', { name: '撤回' }).click();
    await ask.getByRole('button', { name: '撤回申请' }).click();
    await page.getByText('用印申请已撤回').first().waitFor();
    await page.getByRole('button', { name: '撤回' }).waitFor({ state: 'detached' });
    await nav.getByRole('link', { name: '设备' }).click();
    await shows(page, 'main h2', /设备/);
    await context.close();
  });

  it('walks the pages under a page by keys, keeps the place, and says what it opened', async () => {
    const { page, context, errors } = await office.openDesk('zhouhaitao', 'phone');
    const nav = page.locator('nav').first();
    await nav.getByRole('link', { name: '用印' }).press('Enter');
    await page.locator('main h2:focus').waitFor();
    const register = page.getByRole('link', { name: '用印登记簿' });
    await register.press('Enter');
    await page.getByRole('heading', { name: '用印登记簿' }).waitFor();
    expect(await register.evaluate((link) => link === document.activeElement)).toBe(true);
    expect(await register.getAttribute('aria-current')).toBe('page');
    await shows(page, 'main > [role=status].spoken', /已打开用印登记簿/);
    expect(await page.title()).toMatch(/用印登记簿　用印/);
    await page.reload();
    await page.locator('main a[aria-current=page]', { hasText: '用印登记簿' }).waitFor();
    // The navigation leads back to what was last open under the page.
    await nav.getByRole('link', { name: '设备' }).click();
    await shows(page, 'main h2', /设备/);
    await nav.getByRole('link', { name: '用印' }).click();
    await page.waitForURL(/#seals\/register$/);
    await page.goBack();
    await shows(page, 'main h2', /设备/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('opens the first page under a page for whom the named one is not, and one person with a way back', async () => {
    const { page, context } = await office.openDesk('zhangrui');
    await page.goto(`${office.service.origin}/desk#attendance/day`);
    await shows(page, 'main', /本人考勤/);
    expect(await page.getByRole('link', { name: '每日考勤' }).count()).toBe(0);
    await context.close();
    const director = await office.openDesk('zhouhaitao', 'phone');
    await director.page.goto(`${office.service.origin}/desk#people/${office.person('李倩').personId}`);
    await shows(director.page, 'main h2', /李倩/);
    await director.page.getByRole('link', { name: '返回人员名册' }).click();
    await shows(director.page, 'main h2', /人员/);
    await director.context.close();
  });

  it('says that a page could not be fetched, and opens it at the next try', async () => {
    const { page, context } = await office.openDesk('zhouhaitao');
    const link = page.getByRole('link', { name: '设备', exact: true });
    await link.waitFor();
    await context.setOffline(true);
    await link.click();
    await page.getByText('本页未能打开').waitFor();
    await context.setOffline(false);
    await page.getByRole('button', { name: '重试' }).click();
    await shows(page, 'main h2', /设备/);
    await context.close();
  });

  it('keeps page and typed text when the session ends, for the same person', async () => {
    const { page, context } = await office.openDesk('zhouhaitao');
    await page.getByRole('link', { name: '设置', exact: true }).click();
    await page.getByLabel('查设置').fill('大厅');
    await page.evaluate(() => fetch('/api/session', { method: 'DELETE', headers: { 'x-dianmao': '1' } }));
    await page.getByText('登录已结束').waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await signInAt(page, 'zhouhaitao', office.password);
    expect(await page.getByLabel('查设置').inputValue()).toBe('大厅');
    await shows(page, '.me', /周海涛/);
    await context.close();
  });

  it('hides what was open when the session ends, and keeps none of it for another person', async () => {
    const { page, context } = await office.openDesk('zhouhaitao');
    await page.goto(`${office.service.origin}/desk#people/${office.person('李倩').personId}`);
    await shows(page, 'main h2', /李倩/);
    await page.evaluate(() => fetch('/api/session', { method: 'DELETE', headers: { 'x-dianmao': '1' } }));
    await page.getByText('登录已结束').waitFor();
    expect(await page.locator('body').innerText()).not.toContain('李倩');
    expect(await page.locator('body').ariaSnapshot()).not.toContain('李倩');
    expect(await page.locator('[hidden][inert]:has(nav)').count()).toBe(1);
    expect(await page.title()).not.toContain('肥城市');
    await signInAt(page, 'zhangrui', office.password);
    await shows(page, '.me', /张瑞/);
    await shows(page, 'main h2', /待办/);
    expect(await page.content()).not.toContain('李倩');
    expect(page.url()).toMatch(/#inbox$/);
    await context.close();
  });

  it('says how long one is signed in, and on the demonstration where its passwords stand', async () => {
    const { page, context } = await office.open('desk', 'phone');
    expect(await page.getByRole('link', { name: '试验台' }).getAttribute('href')).toBe('/bench');
    await signInAt(page, 'zhouhaitao', office.password);
    await page.getByRole('button', { name: /本人菜单/ }).click();
    await shows(page, '.menu', /已登录 不到 1 分，最迟再过 1[12] 小时[\s\S]*30 分不操作即退出/);
    await context.close();
  });

  it('leaves nothing behind who signs out by their own hand', async () => {
    const { page, context } = await office.openDesk('zhouhaitao');
    await page.getByRole('link', { name: '设置', exact: true }).click();
    await page.getByLabel('查设置').fill('大厅');
    await page.getByRole('button', { name: /本人菜单/ }).click();
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByLabel('用户名').waitFor();
    expect(await page.getByText('登录已结束').count()).toBe(0);
    await signInAt(page, 'zhouhaitao', office.password);
    expect(await page.getByLabel('查设置').inputValue()).toBe('');
    await context.close();
  });

  it('prints the page without its frame, with who printed it', async () => {
    const { page, context } = await office.openDesk('zhouhaitao');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation').count()).toBe(0);
    await shows(page, '.printed', /打印人 周海涛.*\d{4}年\d+月\d+日 9:\d\d.*原始记录 第 \d+ 条/);
    expect(await page.locator('h1').isVisible()).toBe(true);
    await context.close();
  });

  it('says on every printed sheet of every page who printed it, when, and which of how many it is', async () => {
    const { page, context, errors } = await office.openDesk('zhouhaitao');
    const pages = [
      'attendance',
      'attendance/mine',
      'calendar',
      'duty',
      'duty/roster',
      'journal',
      'people',
      'seals',
      'seals/register',
      'settings',
    ];
    mkdirSync('test-results/screens', { recursive: true });
    const paper = 'test-results/screens/desk-sheet.pdf';
    let most = 0;
    for (const hash of pages) {
      await page.goto(`${office.service.origin}/desk#${hash}`);
      await page.locator('main h2').first().waitFor();
      await page.getByText('正在读取').first().waitFor({ state: 'detached' });
      await page.pdf({ path: paper, preferCSSPageSize: true });
      const sheets = execFileSync('pdftotext', ['-layout', paper, '-'], { encoding: 'utf8' })
        .split('\f')
        .slice(0, -1)
        .map((text) => text.replaceAll(/\s+/g, ''));
      for (const [at, text] of sheets.entries()) {
        expect(text, hash).toMatch(/打印人周海涛\d{4}年\d+月\d+日9:\d\d原始记录第\d+条/);
        expect(text, hash).toContain(`第${at + 1}页，共${sheets.length}页`);
      }
      most = Math.max(most, sheets.length);
    }
    expect(most).toBeGreaterThan(1);
    expect(errors).toEqual([]);
    await context.close();
  });
});
