/** Fields: names, words for what is wrong, Chinese input methods, and that nothing jumps. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStories, type StoriesSite } from '../stories-site.ts';

describe('the fields', () => {
  let site: StoriesSite;
  beforeAll(async () => {
    site = await openStories();
  });
  afterAll(() => site?.close());

  const focusedName = (page: Page): Promise<string> =>
    page.evaluate(() => {
      const { activeElement } = document;
      return activeElement instanceof HTMLInputElement ? (activeElement.labels?.[0]?.innerText ?? '') : '';
    });

  it('say in words what is missing, all at once, and go to the first; nothing moves', async () => {
    const { page, context, errors } = await site.openComponent('field');
    const form = page.getByRole('form', { name: '用印登记' });
    const before = await form.boundingBox();
    await form.getByRole('button', { name: '登记' }).click();
    const reason = form.getByRole('textbox', { name: '事由', exact: true });
    await form.getByText('请填写').first().waitFor();
    expect(await focusedName(page)).toBe('事由');
    expect(await reason.getAttribute('aria-invalid')).toBe('true');
    const described = (await reason.getAttribute('aria-describedby'))?.split(' ') ?? [];
    const words = await Promise.all(described.map((id) => page.locator(`[id="${id}"]`).textContent()));
    expect(words.map((one) => one?.trim())).toEqual(['请填写', '一句话说明用途']);
    expect(await form.locator('.mistake').allInnerTexts()).toEqual(
      expect.arrayContaining(['请填写', '请选择', '请勾选']),
    );
    // The box to tick stands last and may grow by its line; what stands before it may not.
    expect(Math.abs(((await form.boundingBox())?.height ?? 0) - (before?.height ?? 0))).toBeLessThanOrEqual(
      30,
    );

    await reason.fill('防汛');
    await form.getByText('至少 4 个字').waitFor();
    await reason.fill('防汛通知');
    await form.getByText('至少 4 个字').waitFor({ state: 'detached' });
    expect(await reason.getAttribute('aria-invalid')).toBeNull();
    await form.getByRole('spinbutton', { name: '份数' }).fill('１２');
    await form.getByLabel('印章').selectOption('a');
    await form.getByRole('radio', { name: '刷卡' }).check();
    await form.getByRole('checkbox').check();
    await form.getByRole('button', { name: '登记' }).click();
    await form.getByText('已登记 1 次，份数 12').waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('a mistake takes the place of the help, and the line below stays where it is', async () => {
    const { page, context } = await site.openComponent('field');
    const form = page.getByRole('form', { name: '用印登记' });
    const copies = form.getByRole('spinbutton', { name: '份数' });
    const heightOf = (): Promise<number> =>
      copies.evaluate((input) => input.closest<HTMLElement>('.field')?.offsetHeight ?? 0);
    const before = await heightOf();
    await copies.fill('0');
    await copies.blur();
    await form.getByText('至少为 1').waitFor();
    expect(await heightOf()).toBe(before);
    await context.close();
  });

  it('judge nothing while an input method composes, and take what it gives when it is done', async () => {
    const { page, context } = await site.openComponent('field');
    const form = page.getByRole('form', { name: '用印登记' });
    const reason = form.getByRole('textbox', { name: '事由', exact: true });
    await reason.fill('好');
    await reason.blur();
    await form.getByText('至少 4 个字').waitFor();
    await reason.focus();
    const session = await page.context().newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'fangxun', selectionStart: 7, selectionEnd: 7 });
    // Seven letters would be long enough; they are not what will be written.
    expect(await form.getByText('至少 4 个字').count()).toBe(1);
    await session.send('Input.insertText', { text: '防汛通知' });
    await form.getByText('至少 4 个字').waitFor({ state: 'detached' });
    expect(await reason.inputValue()).toMatch(/防汛通知$/);
    await context.close();
  });

  it('a number goes up and down by the arrow keys within its limits, and tells its unit', async () => {
    const { page, context } = await site.openComponent('field');
    const form = page.getByRole('form', { name: '用印登记' });
    const copies = form.getByRole('spinbutton', { name: '份数' });
    await copies.press('ArrowUp');
    await copies.press('ArrowUp');
    expect(await copies.inputValue()).toBe('2');
    expect(await copies.getAttribute('aria-valuetext')).toBe('2份');
    await copies.press('ArrowDown');
    await copies.press('ArrowDown');
    expect(await copies.inputValue()).toBe('1');
    await form.getByText('份数 1').waitFor();
    await copies.fill('三份');
    await copies.blur();
    await form.getByText('请填数字').waitFor();
    await form.getByText('份数 未填').waitFor();
    await context.close();
  });

  it('a password is shown and hidden by a key that keeps its place', async () => {
    const { page, context } = await site.openComponent('field');
    const password = page.getByLabel('登录密码');
    expect(await password.getAttribute('type')).toBe('password');
    await page.getByRole('button', { name: '显示' }).press('Enter');
    expect(await password.getAttribute('type')).toBe('text');
    const hide = page.getByRole('button', { name: '隐藏' });
    expect(await hide.getAttribute('aria-pressed')).toBe('true');
    expect(await hide.evaluate((key) => key === document.activeElement)).toBe(true);
    await context.close();
  });

  it('count what is left to write, and say it when little is', async () => {
    const { page, context } = await site.openComponent('field');
    const note = page.getByRole('textbox', { name: '备注' });
    await page.getByText('还可写 30 字').waitFor();
    await note.fill('已电话告知经办人，原件随后送到');
    await page.getByRole('status').filter({ hasText: '还可写 15 字' }).waitFor({ state: 'attached' });
    await context.close();
  });

  it('choices move by the arrow keys, and what cannot be chosen says why', async () => {
    const { page, context } = await site.openComponent('field');
    const group = page.getByRole('radiogroup', { name: '签到方式' });
    await group.getByRole('radio', { name: '刷卡' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await group.getByRole('radio', { name: '指纹' }).isChecked()).toBe(true);
    const paper = group.getByRole('radio', { name: '纸质簿' });
    expect(await paper.isDisabled()).toBe(true);
    const why = await paper.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${why}"]`).innerText()).toBe('由考勤员代录');
    await context.close();
  });

  it('fit a phone', async () => {
    const { page, context } = await site.openComponent('field', 'phone', 'en');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const low = await page
      .locator('.line > :is(input, select, textarea), label.check')
      .evaluateAll((controls) => controls.map((one) => one.getBoundingClientRect().height));
    expect(Math.min(...low)).toBeGreaterThanOrEqual(44);
    await context.close();
  });
});
