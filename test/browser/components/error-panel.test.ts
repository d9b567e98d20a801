/** A refusal in its parts, heard when it comes, with a code to copy and a key to try again; and the empty state. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStories, type StoriesSite } from '../stories-site.ts';

describe('ErrorPanel', () => {
  let site: StoriesSite;
  beforeAll(async () => {
    site = await openStories();
  });
  afterAll(() => site?.close());

  it('says what was not done, why, how things stand, what to do next and by what clause', async () => {
    const { page, context, errors } = await site.openComponent('error-panel');
    const panel = page.getByRole('alert').first();
    expect((await panel.innerText()).split(/\s*\n\s*/)).toEqual([
      '柜门未开',
      '原因',
      '未验到保管人指纹。',
      '现状',
      '开柜、取印均未进行，审批仍有效。',
      '下一步',
      '请先刷卡，再按指纹。',
      '依据：印信管理制度 用印 第一条',
      '代码 SEALS_KEEPER_NOT_VERIFIED',
      '复制',
    ]);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('names the places of mistakes as a form does, never as the program does', async () => {
    const { page, context } = await site.openComponent('error-panel');
    const said = await page.getByRole('alert').nth(1).innerText();
    expect(said).toMatch(/份数：须为 1 以上的整数/);
    expect(said).toMatch(/经办人：须填写/);
    expect(said).not.toMatch(/copies|handledBy|internalSwitch/);
    await context.close();
  });

  it('tells apart what was never sent from what may have been done', async () => {
    const { page, context } = await site.openComponent('error-panel');
    await page.getByText('未办理').nth(2).waitFor();
    expect(await page.getByRole('alert').nth(3).innerText()).toMatch(/未作任何更改[\s\S]*SCREEN_NO_LINK/);
    expect(await page.getByRole('alert').nth(4).innerText()).toMatch(/是否已办理不明[\s\S]*刷新查看/);
    await context.close();
  });

  it('stands empty before, so that it is heard when it comes', async () => {
    const { page, context } = await site.openComponent('error-panel');
    const late = page.locator('#late').getByRole('alert');
    expect(await late.innerText()).toBe('');
    await page.getByRole('button', { name: '出错' }).click();
    await late.getByText('柜门未开').waitFor();
    await context.close();
  });

  it('copies its code, and where the browser has no clipboard selects it for the hand', async () => {
    const { page, context } = await site.openComponent('error-panel');
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const panel = page.getByRole('alert').first();
    await panel.getByRole('button', { name: '复制' }).click();
    await panel.getByRole('button', { name: '已复制' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /^SEALS_KEEPER_NOT_VERIFIED 柜门未开/,
    );
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    const other = page.getByRole('alert').nth(1);
    await other.getByRole('button', { name: '复制' }).click();
    await other.getByRole('button', { name: /Ctrl\+C/ }).waitFor();
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('代码 REQUEST_INVALID');
    await context.close();
  });

  it('tries again where asking twice does no harm', async () => {
    const { page, context } = await site.openComponent('error-panel');
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByText('已重试 1 次').waitFor();
    await context.close();
  });

  it('speaks English around the words of the service, on a phone', async () => {
    const { page, context } = await site.openComponent('error-panel', 'phone', 'en');
    const panel = page.getByRole('alert').first();
    expect(await panel.innerText()).toMatch(/Cause[\s\S]*Next[\s\S]*Copy/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await context.close();
  });

  it('an empty list says so, with what it means and a key', async () => {
    const { page, context } = await site.openComponent('empty-state');
    const empty = page.getByRole('status').filter({ hasText: '今日无来电' });
    await empty.getByText('19:30 起监测正常').waitFor();
    await empty.getByRole('link', { name: '查看昨日来电' }).waitFor();
    await context.close();
  });
});
