/** Passing words: how long they stay, the way back, and who is told. Time is the browser's, driven by the test. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStories, type StoriesSite } from '../stories-site.ts';

describe('ToastHost', () => {
  let site: StoriesSite;
  beforeAll(async () => {
    site = await openStories();
  });
  afterAll(() => site?.close());

  async function standing(): Promise<Awaited<ReturnType<StoriesSite['openComponent']>>> {
    const opened = await site.openComponent('toast-host');
    await opened.page.clock.install();
    return opened;
  }
  const agree = (page: Page): Promise<void> =>
    page.getByRole('button', { name: '同意', exact: true }).click();

  it('says what was done and how to take it back, counts down, and goes', async () => {
    const { page, context, errors } = await standing();
    await agree(page);
    await page
      .getByRole('status')
      .filter({ hasText: '已同意 1 件。按 F8 可撤销。' })
      .waitFor({ state: 'attached' });
    const undo = page.getByRole('button', { name: '撤销：已同意 1 件' });
    await undo.getByText('还有 8 秒').waitFor();
    await page.clock.runFor(3_000);
    await undo.getByText('还有 5 秒').waitFor();
    await page.clock.runFor(5_200);
    await undo.waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
    await context.close();
  });

  it('takes back once, however often the key is pressed', async () => {
    const { page, context } = await standing();
    await agree(page);
    await page.getByRole('button', { name: '撤销：已同意 1 件' }).evaluate((key: HTMLElement) => {
      key.click();
      key.click();
    });
    await page.getByText('撤销 1 次').waitFor();
    await page.getByRole('list', { name: '提示' }).getByText('已撤销：已同意 1 件').waitFor();
    await context.close();
  });

  it('F8 goes to it and holds the time; Escape comes back and lets it run', async () => {
    const { page, context } = await standing();
    await agree(page);
    await page.keyboard.press('F8');
    const undo = page.getByRole('button', { name: '撤销：已同意 1 件' });
    expect(await undo.evaluate((key) => key === document.activeElement)).toBe(true);
    await page.clock.runFor(30_000);
    await undo.getByText('还有 8 秒').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('同意');
    await page.clock.runFor(8_400);
    await undo.waitFor({ state: 'detached' });
    await context.close();
  });

  it('a hand on it holds the time', async () => {
    const { page, context } = await standing();
    await agree(page);
    const undo = page.getByRole('button', { name: '撤销：已同意 1 件' });
    await undo.hover();
    await page.clock.runFor(30_000);
    await undo.getByText('还有 8 秒').waitFor();
    await page.mouse.move(5, 5);
    await page.clock.runFor(8_400);
    await undo.waitFor({ state: 'detached' });
    await context.close();
  });

  it('three stand at most, and a plain one has no way back', async () => {
    const { page, context } = await standing();
    for (let pressed = 0; pressed < 4; pressed += 1) await agree(page);
    expect(await page.getByRole('list', { name: '提示' }).getByRole('listitem').count()).toBe(3);
    await page.getByText('已同意 1 件').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '导出' }).click();
    await page.getByRole('button', { name: '收起' }).click();
    await page.getByText('已导出 11月考勤表').first().waitFor({ state: 'detached' });
    await context.close();
  });

  it('keeps a way back that failed, says why, and takes back at the next try', async () => {
    const { page, context } = await standing();
    await page.getByRole('button', { name: '提出', exact: true }).click();
    await page.getByRole('button', { name: '撤销：已提出签到时限' }).click();
    const failed = page
      .getByRole('listitem')
      .filter({ hasText: '未能撤销：已提出签到时限。未办理：与服务器的连接中断' });
    await failed.waitFor();
    await page.getByRole('alert').filter({ hasText: '未能撤销' }).waitFor({ state: 'attached' });
    // Neither time nor what comes after takes it away.
    await page.clock.runFor(120_000);
    for (let pressed = 0; pressed < 4; pressed += 1) await agree(page);
    expect(await failed.count()).toBe(1);
    await page.keyboard.press('F8');
    await failed.getByRole('button', { name: '重试撤销：已提出签到时限' }).click();
    await page.getByText('撤销 1 次').waitFor();
    await page.getByText('已撤销：已提出签到时限').first().waitFor({ state: 'attached' });
    expect(await failed.count()).toBe(0);
    await context.close();
  });

  it('gives the focus back where the last one went with it', async () => {
    const { page, context } = await standing();
    await page.getByRole('button', { name: '导出' }).press('Enter');
    await page.keyboard.press('F8');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: '提示' }).waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('导出');
    await context.close();
  });
});
