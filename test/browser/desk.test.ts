/** The desk on the built screen: signing in, enrolling with guidance, verifying, settings by two, language, phone. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, openPage } from '../support/chromium.ts';
import { startService } from '../support/service.ts';
import { type DemoOffice, keepBothThemes, openDemoOffice, shows, signInAt } from './demo-office.ts';

const PHONE_PAGES = [
  'inbox',
  'attendance',
  'duty',
  'seals',
  'people',
  'settings',
  'devices',
  'journal',
  'account',
];

describe('the desk', () => {
  let office: DemoOffice;

  beforeAll(async () => {
    office = await openDemoOffice('09:10');
  });
  afterAll(async () => {
    await office?.close();
  });

  it('refuses a wrong password in words, and shows nothing of the office before signing in', async () => {
    const { page, context } = await office.open('desk', 'desk');
    await page.getByLabel('用户名').fill('zhouhaitao');
    await page.getByLabel('登录密码').fill('不是这个密码');
    await page.getByRole('button', { name: '登录' }).click();
    await shows(page, '[role=alert]', /未登录|密码/);
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await page.locator('body').innerText()).not.toContain('肥城市');
    await keepBothThemes(page, 'desk-sign-in');
    await context.close();
  });

  it('enrols a finger and a card with guidance at each step, and says that it is done', async () => {
    const clerk = await office.openDesk('liqian');
    await clerk.page.goto(`${office.service.origin}/desk#people/${office.person('沈佳').personId}`);
    await clerk.page.getByLabel('手指').selectOption('左手食指');
    await clerk.page.locator('main').getByLabel('设备').selectOption('entrance-finger');
    await clerk.page.getByRole('button', { name: '开始登记' }).click();
    await shows(clerk.page, '.guide', /请按手指/);
    await keepBothThemes(clerk.page, 'desk-enrolment');
    const press = {
      act: 'press-finger',
      deviceId: 'entrance-finger',
      print: 'p-30/left-index',
      holdMs: 1200,
    } as const;
    await office.act(press);
    await shows(clerk.page, '.guide', /请再按同一手指/);
    await office.act(press);
    await shows(clerk.page, '.outcome', /登记完成/);
    await clerk.page.locator('.what', { hasText: '左手食指' }).getByText('大厅指纹机').waitFor();

    await clerk.page.locator('main').getByLabel('登记').first().selectOption('card');
    await clerk.page.locator('main').getByLabel('设备').selectOption('entrance-card');
    await clerk.page.getByRole('button', { name: '开始登记' }).click();
    await shows(clerk.page, '.guide', /请刷卡/);
    const held = clerk.page.locator('.section-head', {
      has: clerk.page.getByRole('heading', { name: '卡与指纹', exact: true }),
    });
    await office.swipeUntil('entrance-card', '0B0077AA31', () =>
      clerk.page.getByText('请再刷一次').isVisible(),
    );
    await office.swipeUntil('entrance-card', '0B0077AA31', async () => /卡 2/.test(await held.innerText()));
    await shows(clerk.page, '.outcome', /登记完成/);
    expect(clerk.errors).toEqual([]);
    await clerk.context.close();
  });

  it('verifies the journal to its last line', async () => {
    const { page, context, errors } = await office.openDesk('zhouhaitao');
    await page.getByRole('link', { name: '原始记录' }).click();
    await page.getByRole('button', { name: '校验全部记录' }).click();
    await shows(page, '.verification', /\d+ 条记录完整无改动/, 60_000);
    await keepBothThemes(page, 'desk-journal');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('tells the journal in words and by name, with the line as written one key away', async () => {
    const { page, context, errors } = await office.openDesk('zhouhaitao');
    await page.getByRole('link', { name: '原始记录' }).click();
    await shows(page, 'tbody', /登录办公桌\s*系统\s*周海涛/);
    expect(await page.locator('tbody').innerText()).not.toMatch(/(?:people|stations)\.|(?:device|person):/);

    // What is handed out says itself that there is more.
    const holds = /^只含已列出的 100 条，查到第 \d+ 条为止，更早的尚未查找$/;
    await page.getByText(holds).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出所列' }).click(),
    ]);
    const rows = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    expect(rows).toHaveLength(102);
    expect(rows.at(-1)).toMatch(holds);

    const line = page.locator('tbody tr', { hasText: '登录办公桌' }).first();
    await line.getByRole('button').press('Enter');
    await shows(page, 'pre', /"type": "people\.signed-in-to-desk"/);
    // Looked for on the service, in all lines.
    await page.getByLabel('类别').selectOption({ label: '登录办公桌' });
    await page.getByRole('combobox', { name: '有关人员' }).fill('zht');
    await page.getByRole('option', { name: /周海涛/ }).click();
    await page.getByText(/列出 \d+ 条，已查到第 1 条/).waitFor();
    const found = page.locator('main tbody tr[tabindex]');
    expect(await found.count()).toBeGreaterThan(0);
    expect(await found.filter({ hasNotText: '登录办公桌' }).count()).toBe(0);
    await page.getByLabel('原文中的字词').fill('没有这样的字词');
    await page.getByText('没有符合条件的原始记录。').waitFor();
    await page.getByLabel('原文中的字词').fill('');
    await found.first().waitFor();
    await keepBothThemes(page, 'desk-journal-line');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('changes a setting by two persons: proposed by one, confirmed by another', async () => {
    const clerk = await office.openDesk('liqian');
    await clerk.page.getByRole('link', { name: '设置' }).click();
    await clerk.page.getByRole('link', { name: '大厅名单显示' }).click();
    await clerk.page.getByLabel('秒数').fill('45');
    await clerk.page.getByRole('button', { name: '提出' }).click();
    await shows(clerk.page, '.proposal', /秒数 60 → 45[\s\S]*李倩提出/);
    const own = clerk.page.locator('.proposal').getByRole('button', { name: '确认' });
    expect(await own.getAttribute('aria-disabled')).toBe('true');
    await shows(clerk.page, '.proposal .reason', /本人提出的，须另一人确认/);
    await keepBothThemes(clerk.page, 'desk-settings');

    // What was just proposed can be taken back where it is said, and is called taken back once it is.
    await clerk.page.getByRole('button', { name: /^撤销：已提出/ }).click();
    await clerk.page
      .getByText(/^已撤销：已提出/)
      .first()
      .waitFor();
    await clerk.page.locator('.proposal').waitFor({ state: 'detached' });
    await clerk.page.getByLabel('秒数').fill('45');
    await clerk.page.getByRole('button', { name: '提出' }).click();
    await shows(clerk.page, '.proposal', /秒数 60 → 45/);

    const director = await office.openDesk('zhouhaitao');
    const item = director.page.locator('li', { hasText: '设置待确认：大厅名单显示' });
    await item.getByRole('button').first().click();
    await item.getByRole('button', { name: '确认', exact: true }).click();
    await item.waitFor({ state: 'detached' });
    await clerk.page.reload();
    await shows(clerk.page, 'main dl', /秒数 45[\s\S]*第 1 版[\s\S]*周海涛确认/);
    // Another setting is opened by a link: what is typed is asked about first.
    await clerk.page.getByLabel('秒数').fill('30');
    await clerk.page.getByRole('link', { name: '开柜时限' }).click();
    await clerk.page.getByRole('dialog', { name: '有内容尚未提出' }).waitFor();
    await clerk.context.close();
    await director.context.close();
  });

  it('KQ-1: an explanation that waits is accepted from the inbox', async () => {
    const { page, context, errors } = await office.openDesk('zhouhaitao');
    const item = page.locator('li', { hasText: '说明情况待确认' }).first();
    const title = await item.locator('.title').innerText();
    await item.getByRole('button').first().click();
    await item.getByLabel(/意见|附言|批注|备注/).fill('情况属实');
    await item.getByRole('button', { name: '说明成立', exact: true }).click();
    await page.getByText(title, { exact: true }).waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
    await context.close();
  });

  it('KQ-1: staff without an office see their own mornings and no page that would refuse them', async () => {
    const { page, context, errors } = await office.openDesk('zhangrui');
    await page.getByRole('link', { name: '考勤' }).click();
    await shows(page, 'main', /本人考勤[\s\S]*11月2\d日|本人考勤[\s\S]*11 ?月/);
    expect(await page.getByRole('link', { name: '原始记录' }).count()).toBe(0);
    await keepBothThemes(page, 'desk-own-attendance');
    // Every page of theirs, and every page under it; a refusal is an error in the console.
    for (const link of await page
      .getByRole('navigation', { name: '页面', exact: true })
      .getByRole('link')
      .all()) {
      await link.click();
      await page.locator('main h2').first().waitFor();
      for (const under of await page.locator('nav.sub-pages').getByRole('link').all()) {
        await under.click();
        await page
          .locator('nav.sub-pages [aria-current=page]', { hasText: await under.innerText() })
          .waitFor();
      }
    }
    expect(errors).toEqual([]);
    await context.close();
  });

  it('speaks English at a touch, without a reload', async () => {
    const { page, context } = await office.openDesk('zhouhaitao');
    await page.evaluate(() => (document.documentElement.dataset['kept'] = 'yes'));
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('link', { name: 'Attendance' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset['kept'])).toBe('yes');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await context.close();
  });

  it('fits a phone of 390 px on every page', async () => {
    const { page, context } = await office.openDesk('zhouhaitao', 'phone');
    for (const name of PHONE_PAGES) {
      await page.goto(`${office.service.origin}/desk#${name}`);
      await page.locator('main h2').first().waitFor();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, name).toBeLessThanOrEqual(390);
      await keepBothThemes(page, `desk-phone-${name}`);
    }
    await context.close();
  });
});

describe('a desk that nobody has set up', () => {
  it('makes the first administrator by the code that the service printed, and by no other', async () => {
    const service = await startService({ arguments: ['--no-demo'] });
    const [, code = ''] = await service.printed(/setup code\s+([A-Z0-9-]+)/);

    const browser = await launchChromium();
    try {
      const { page } = await openPage(browser, `${service.origin}/desk`, 'desk');
      const fill = async (typed: string): Promise<void> => {
        await page.getByLabel('启动码').fill(typed);
        await page.getByLabel('姓名').fill('朱文博');
        await page.getByRole('textbox', { name: '用户名', exact: true }).fill('zhuwenbo');
        await page.getByLabel('登录密码').fill('秋收冬藏又一年啊啊');
      };
      await fill('AAAA-BBBB-CCCC');
      expect(await page.getByLabel('登录密码').evaluate((field) => field.matches(':invalid'))).toBe(true);
      await page.getByLabel('登录密码').fill('秋收冬藏，又是一年好光景');
      await page.getByRole('button', { name: '建立管理员' }).click();
      await shows(page, '[role=alert]', /未设置\s*原因\s*启动码不对/);
      await keepBothThemes(page, 'desk-set-up');
      await page.getByLabel('启动码').fill(code);
      await page.getByLabel('登录密码').fill('秋收冬藏，又是一年好光景');
      await page.getByRole('button', { name: '建立管理员' }).click();
      await page.getByRole('navigation').waitFor();
      await shows(page, '.me', /朱文博/);
      await page.getByRole('button', { name: /本人菜单/ }).click();
      await page.getByRole('button', { name: '退出' }).click();
      await signInAt(page, 'zhuwenbo', '秋收冬藏，又是一年好光景');
    } finally {
      await browser.close();
      await service.stop();
      service.remove();
    }
  });
});
