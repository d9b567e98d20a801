/** Progress in words and on the ruler, and the key that stops it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStories, type StoriesSite } from '../stories-site.ts';

describe('Progress', () => {
  let site: StoriesSite;
  beforeAll(async () => {
    site = await openStories();
  });
  afterAll(() => site?.close());

  it('is measured where it has a total, in words for the ear', async () => {
    const { page, context, errors } = await site.openComponent('progress');
    const bar = page.getByRole('progressbar', { name: '导入人员名单' });
    expect(await bar.getAttribute('aria-valuenow')).toBe('40');
    expect(await bar.getAttribute('aria-valuetext')).toBe('已 120 / 300 人');
    const steps = page.getByRole('progressbar', { name: '核对指纹模块' });
    expect(await steps.getAttribute('aria-valuetext')).toBe('第 3 步，共 4 步：逐枚核对');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('claims no measure where it has none', async () => {
    const { page, context } = await site.openComponent('progress');
    const bar = page.getByRole('progressbar', { name: '读取名单文件' });
    expect(await bar.getAttribute('aria-valuenow')).toBeNull();
    expect(await bar.getAttribute('aria-valuetext')).toBe('已 3120 行');
    await context.close();
  });

  it('is stopped once, says what stays done, and says that it is stopping', async () => {
    const { page, context } = await site.openComponent('progress');
    await page.getByText('停止后，已导入的 120 人保留').waitFor();
    const stop = page.getByRole('button', { name: '停止' }).first();
    await stop.dblclick();
    await page.getByText('已请求停止 1 次').waitFor();
    await page.getByRole('status').filter({ hasText: '正在停止' }).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: '已停住' }).click();
    await page.getByRole('status').filter({ hasText: '正在停止' }).waitFor({ state: 'detached' });
    await context.close();
  });

  it('fits a phone', async () => {
    const { page, context } = await site.openComponent('progress', 'phone', 'en');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await context.close();
  });
});
