/** What the administrator does at the desk alone: the staff list from a spreadsheet, and an account for a new person. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/chromium.ts';
import { gbk } from '../support/gbk.ts';
import { type DemoOffice, keepBothThemes, openDemoOffice, shows, signInAt } from './demo-office.ts';

const PASSWORD = '秋收冬藏，又是一年好光景';
const HEADING = '编号,姓名,科室,职务,排序,角色\r\n';
const NEW_PEOPLE = [
  'p-gaoyuan,高远,数据科,科长,9001,分工主任、科室负责人\r\n',
  'p-tianye,田野,数据科,科员,9002,\r\n',
].join('');
/** Line 4: a rank that is no number. */
const BAD_LIST = gbk(`${HEADING}${NEW_PEOPLE}p-hebian,何边,数据科,科员,第三,\r\n`);
/** The last row gives the administrator who imports it a role: a rule refuses it, and the others go on. */
const goodList = (adminId: string): Buffer =>
  gbk(
    `${HEADING}${NEW_PEOPLE}p-hebian,何边,数据科,科员,9003,\r\n${adminId},朱文博,信息科,科长,9004,审计/巡察\r\n`,
  );

describe('the administrator at the desk', () => {
  let office: DemoOffice;
  let admin: OpenPage;

  beforeAll(async () => {
    office = await openDemoOffice('09:10');
    admin = await office.openDesk('zhuwenbo');
  });
  afterAll(async () => {
    await office?.close();
  });

  async function choose(page: Page, buffer: Buffer): Promise<void> {
    await page.getByLabel('选择 CSV 文件').setInputFiles({ name: '人员.csv', mimeType: 'text/csv', buffer });
  }

  it('reads the list of an office in GBK, names its bad row and records nothing of it', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: '人员' }).click();
    await page.getByRole('link', { name: '导入人员名单' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载空白名单' }).click();
    const template = await saved;
    expect(template.suggestedFilename()).toBe('人员名单.csv');
    expect(readFileSync(await template.path(), 'utf8')).toBe(
      '\uFEFF编号,姓名,科室,职务,排序,身份,入职日期,角色,班子成员,免签到\r\n',
    );

    const chooser = page.waitForEvent('filechooser');
    await page.getByLabel('选择 CSV 文件').press('Enter');
    await chooser;
    await choose(page, BAD_LIST);
    await shows(page, 'section dl', /人员\.csv[\s\S]*3[\s\S]*GB18030/);
    await shows(page, '.preview', /高远[\s\S]*田野[\s\S]*何边/);
    await keepBothThemes(page, 'desk-import-chosen');
    await page.getByRole('button', { name: '导入 3 行' }).click();
    await shows(page, '.mistakes', /第 4 行\s*排序[\s\S]*须为 1 以上的整数/);
    await shows(page, 'section [role=alert]:has(.title)', /未作任何更改。[\s\S]*请按所列各处改正后重报/);
    await page.getByText('未登记任何人').waitFor();
    await keepBothThemes(page, 'desk-import-refused');
    await page.getByRole('link', { name: '名册' }).click();
    await page.getByRole('heading', { name: '信息科' }).waitFor();
    expect(await page.getByRole('link', { name: /高\s*远/ }).count()).toBe(0);
    await page.getByRole('link', { name: '导入人员名单' }).click();
  });

  it('imports the list once it is good, once however often the key is pressed, and says what was refused', async () => {
    const { page } = admin;
    const sent: string[] = [];
    page.on('request', (request) => sent.push(new URL(request.url()).pathname));
    await choose(page, goodList(office.person('朱文博').personId));
    await page.getByRole('button', { name: '导入 4 行' }).dblclick();
    await shows(page, 'section [role=status]:has(.outcome)', /已登记 3 人，新设科室 1 个/);
    await shows(page, '.mistakes', /朱文博[\s\S]*(?:本人|自己)/);
    expect(sent.filter((path) => path === '/api/people/import')).toHaveLength(1);
    await keepBothThemes(page, 'desk-import-done');
    await page.getByRole('link', { name: '查看名册' }).click();
    await page.getByRole('heading', { name: '数据科' }).waitFor();
    await page.getByRole('link', { name: /高\s*远/ }).waitFor();
    await page.goBack();
    await page.setViewportSize({ width: 390, height: 844 });
    await choose(page, BAD_LIST);
    await page.getByRole('button', { name: '导入 3 行' }).click();
    await shows(page, '.mistakes', /第 4 行/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.locator('.mistakes').scrollIntoViewIfNeeded();
    await keepBothThemes(page, 'desk-import-phone');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('does not claim that nothing was recorded where no answer came', async () => {
    const { page } = admin;
    await page.route('**/api/people/import', (route) => route.abort());
    await choose(page, BAD_LIST);
    await page.getByRole('button', { name: '导入 3 行' }).click();
    await page.getByText(/是否已登记未能确认/).waitFor();
    expect(await page.getByText('未登记任何人').count()).toBe(0);
    await page.unroute('**/api/people/import');
  });

  it('reads no workbook as a list, and says what to do', async () => {
    const { page } = admin;
    await choose(page, Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00]));
    await page.getByText('未读取：人员.csv 不是文字的 CSV').waitFor();
    expect(await page.getByRole('button', { name: /^导入 \d+ 行/ }).count()).toBe(0);
  });

  it('YX-Y1: gives an approver an account only with a second person, and that person signs in with it', async () => {
    const director = await office.openDesk('zhouhaitao');
    const role = director.page.locator('li', { hasText: '角色待确认：高远' });
    await role.getByRole('button').first().click();
    await role.getByRole('button', { name: '确认', exact: true }).click();
    await role.waitFor({ state: 'detached' });
    await director.context.close();

    const { page } = admin;
    await page.getByRole('link', { name: '名册', exact: true }).click();
    await page.getByRole('link', { name: /高\s*远/ }).click();
    await shows(page, 'main dl', /分工主任[\s\S]*未设登录密码[\s\S]*未设口令/);
    const typed = async (secret: string): Promise<void> => {
      await page.getByLabel(/^新/).fill(secret);
      await page.getByLabel('再输一次').fill(secret);
    };
    await page.getByRole('textbox', { name: /^用户名/ }).fill('gaoyuan');
    await typed(PASSWORD);
    await page.getByRole('button', { name: '设置', exact: true }).click();
    await shows(page, 'form [role=alert]:has(.title)', /第二人|另一人/);
    await keepBothThemes(page, 'desk-account-refused');

    await typed(PASSWORD);
    await page.getByLabel('见证人用户名').fill('zhouhaitao');
    await page.getByLabel('见证人登录密码').fill(office.password);
    await page.getByRole('button', { name: '设置', exact: true }).click();
    await shows(page, 'form .outcome[role=status]', /已设登录密码[\s\S]*高远的“待办”/);
    await shows(page, 'main dl', /已设登录密码[\s\S]*未设口令/);
    await page.getByText('gaoyuan', { exact: true }).waitFor();

    await page.locator('form select').last().selectOption('pin');
    await typed('482915');
    await page.getByLabel('见证人用户名').fill('zhouhaitao');
    await page.getByLabel('见证人登录密码').fill(office.password);
    await page.getByRole('button', { name: '设置', exact: true }).click();
    await shows(page, 'main dl', /已设登录密码[\s\S]*已设口令/);
    await keepBothThemes(page, 'desk-account-given');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: '结束此人全部登录' }).scrollIntoViewIfNeeded();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await keepBothThemes(page, 'desk-account-phone');
    await page.setViewportSize({ width: 1440, height: 900 });

    const holder = await office.open('desk', 'desk');
    await signInAt(holder.page, 'gaoyuan', PASSWORD);
    await shows(holder.page, '.me', /高远/);
    await holder.page.getByText('您的身份凭据有变动').click();
    await shows(holder.page, 'main', /更改密码（朱文博经办，周海涛见证）/);

    await page.getByRole('button', { name: '结束此人全部登录' }).click();
    const ask = page.getByRole('alertdialog', { name: '结束高远的全部登录？' });
    expect(
      await ask.getByRole('button', { name: '返回' }).evaluate((key) => key === document.activeElement),
    ).toBe(true);
    await page.keyboard.press('Escape');
    await ask.waitFor({ state: 'hidden' });
    expect(await holder.page.getByLabel('登录密码').count()).toBe(0);
    await page.getByRole('button', { name: '结束此人全部登录' }).click();
    await ask.getByRole('button', { name: '结束登录' }).click();
    await page.getByText('高远的登录均已结束').first().waitFor();
    await holder.page.getByLabel('登录密码').waitFor();
    // The refusals and the cut asked for above are the only failures that the browser noted.
    expect(admin.errors.filter((error) => !/status of 4\d\d|ERR_FAILED/.test(error))).toEqual([]);
  });

  it('stops a card only after saying that it cannot be brought back', async () => {
    const { page } = admin;
    const { personId } = office.person('李倩');
    await page.goto(`${office.service.origin}/desk#people/${personId}`);
    await page.getByRole('heading', { name: '李倩' }).waitFor();
    await page.getByLabel('停用或删除的事由').fill('遗失');
    await page.getByRole('button', { name: /^停用/ }).click();
    const ask = page.getByRole('alertdialog', { name: /^停用李倩的/ });
    await ask.getByText('事由：遗失').waitFor();
    await ask.getByRole('button', { name: '返回' }).click();
    expect(await page.getByRole('button', { name: /^停用/ }).count()).toBe(1);
    await page.getByRole('button', { name: /^停用/ }).click();
    await ask.getByRole('button', { name: '停用' }).click();
    await page.getByText('已停用：遗失').waitFor();
    expect(await page.getByRole('button', { name: /^停用/ }).count()).toBe(0);
  });

  it('offers neither to whoever is no administrator, and no account form for oneself', async () => {
    const { page } = admin;
    const own = office.person('朱文博').personId;
    await page.goto(`${office.service.origin}/desk#people/${own}`);
    await page.getByRole('heading', { name: '朱文博' }).waitFor();
    expect(await page.getByRole('button', { name: '结束此人全部登录' }).count()).toBe(0);
    const director = await office.openDesk('zhouhaitao');
    await director.page.getByRole('link', { name: '人员' }).click();
    await director.page.getByRole('heading', { name: '数据科' }).waitFor();
    expect(await director.page.getByRole('link', { name: /导入人员名单/ }).count()).toBe(0);
    await director.page.getByRole('link', { name: /田\s*野/ }).click();
    await director.page.getByRole('heading', { name: '田野' }).waitFor();
    expect(await director.page.getByRole('button', { name: '结束此人全部登录' }).count()).toBe(0);
    await director.context.close();
  });
});
