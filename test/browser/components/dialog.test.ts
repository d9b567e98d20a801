/** Dialogs: where the focus goes, how one leaves, and what must not be lost or done by a slip of the hand. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStories, type StoriesSite } from '../stories-site.ts';

describe('Dialog', () => {
  let site: StoriesSite;
  beforeAll(async () => {
    site = await openStories();
  });
  afterAll(() => site?.close());

  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => document.activeElement?.textContent.trim() ?? '');

  it('takes the focus in, leaves by Escape, and gives the focus back', async () => {
    const { page, context, errors } = await site.openComponent('dialog');
    await page.getByRole('button', { name: '同意所选 3 件' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: '同意林志远等 3 人的申请？' });
    await dialog.waitFor();
    expect(await focused(page)).toBe('同意 3 件');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('同意所选 3 件');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('a touch beside it leaves, but not once something is typed', async () => {
    const { page, context } = await site.openComponent('dialog');
    await page.getByRole('button', { name: '退回修改' }).click();
    const dialog = page.getByRole('dialog', { name: '退回张磊的用印申请' });
    await dialog.waitFor();
    await page.mouse.click(10, 10);
    await dialog.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: '退回修改' }).click();
    await dialog.getByLabel('退回意见').fill('附件与正文份数不一致');
    await page.mouse.click(10, 10);
    expect(await dialog.getByLabel('退回意见').inputValue()).toBe('附件与正文份数不一致');
    // A selection drawn out of the dialog is no touch beside it either.
    await dialog.getByRole('button', { name: '退回修改' }).click();
    await dialog.waitFor({ state: 'detached' });
    await context.close();
  });

  it('stands on the safe key where a deed cannot be taken back', async () => {
    const { page, context } = await site.openComponent('dialog');
    await page.getByRole('button', { name: '停用此卡' }).click();
    const dialog = page.getByRole('alertdialog', { name: /停用阿卜杜热合曼/ });
    await dialog.waitFor();
    expect(await focused(page)).toBe('返回');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByText('已停用').count()).toBe(0);
    await page.getByRole('button', { name: '停用此卡' }).click();
    await dialog.getByRole('button', { name: '停用', exact: true }).click();
    await page.getByText('已停用').waitFor();
    await context.close();
  });

  it('has the words typed before it acts, and keeps a refusal in front of the person', async () => {
    const { page, context } = await site.openComponent('dialog');
    await page.getByRole('button', { name: '认领模块' }).click();
    const dialog = page.getByRole('alertdialog', { name: /认领大厅指纹机/ });
    const act = dialog.getByRole('button', { name: '清空并认领' });
    expect(await act.isDisabled()).toBe(true);
    expect(await focused(page)).toBe('');
    await dialog.getByText('输入一致后方可办理').waitFor();
    await page.keyboard.type('大厅指纹机');
    await act.click();
    await dialog.getByRole('alert').getByText('未更换').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '认领模块' }).click();
    expect(await dialog.getByRole('textbox').inputValue()).toBe('');
    await context.close();
  });

  it('never stands beside a second one', async () => {
    const { page, context } = await site.openComponent('dialog');
    await page.getByRole('button', { name: '同意所选 3 件' }).click();
    await page.getByRole('button', { name: '另开一个' }).click();
    expect(await page.locator('dialog[open]').count()).toBe(1);
    await page.getByRole('button', { name: '返回' }).click();
    await page.getByRole('dialog', { name: '前一个关闭后才轮到本框' }).waitFor();
    expect(await page.locator('dialog[open]').count()).toBe(1);
    await context.close();
  });

  it.each(['desk', 'phone'] as const)('scrolls inside and keeps its keys in sight (%s)', async (size) => {
    const { page, context } = await site.openComponent('dialog', size);
    await page.getByRole('button', { name: '查看名单' }).click();
    const dialog = page.getByRole('dialog', { name: '今日未签到 60 人' });
    const close = dialog.getByRole('button', { name: '关闭' });
    await close.waitFor();
    const view = page.viewportSize();
    const key = await close.boundingBox();
    expect((key?.y ?? 0) + (key?.height ?? 0)).toBeLessThanOrEqual(view?.height ?? 0);
    expect(await dialog.locator('.body').evaluate((body) => body.scrollHeight > body.clientHeight)).toBe(
      true,
    );
    if (size === 'phone') expect((await dialog.boundingBox())?.width).toBe(390);
    await context.close();
  });
});
