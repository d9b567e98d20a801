/** Choosing people by keyboard as a screen reader meets it: who is found, who cannot be chosen, several and sections. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import { openStories, type StoriesSite } from '../stories-site.ts';

describe('choosing people', () => {
  let site: StoriesSite;

  beforeAll(async () => {
    site = await openStories();
  });
  afterAll(async () => {
    await site?.close();
  });

  it('finds one by initials, says how many, passes over who is away, and takes by Enter', async () => {
    const { page, context, errors } = await site.openComponent('person-combobox');
    const field = page.getByRole('combobox', { name: '代签人' });
    await field.focus();
    expect(await field.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.type('zxm');
    await status(page, '找到 3 人');
    expect(await optionNames(page)).toEqual(
      [/^赵晓明\s*秘书科$/, /^周欣梅\s*综合科$/, /^张孝民\s*督查科\s*公出，11月25日返回$/].map((pattern) =>
        expect.stringMatching(pattern),
      ),
    );
    await activeIs(page, field, /赵晓明/);
    expect(await page.getByRole('listbox').getByRole('option').nth(2).getAttribute('aria-disabled')).toBe(
      'true',
    );
    await page.keyboard.press('ArrowDown');
    await activeIs(page, field, /周欣梅/);
    await page.keyboard.press('ArrowDown');
    await activeIs(page, field, /周欣梅/);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByText('已选：p-001').waitFor();
    expect(await field.inputValue()).toBe('赵晓明');
    expect(await page.getByRole('listbox').count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('takes nobody by Escape or by leaving, and clears when it is emptied', async () => {
    const { page, context } = await site.openComponent('person-combobox');
    const field = page.getByRole('combobox', { name: '带班领导' });
    await field.focus();
    await page.keyboard.type('szq');
    await activeIs(page, field, /单志强/);
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await page.keyboard.press('Tab');
    expect(await field.inputValue()).toBe('赵晓明');
    await field.fill('');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await until('the field stays empty', async () => (await field.inputValue()) === '', 5000);
    await context.close();
  });

  it('says what to do where nobody is found, in the language of the moment', async () => {
    const { page, context } = await site.openComponent('person-combobox');
    const field = page.getByRole('combobox', { name: '代签人' });
    await field.focus();
    await page.keyboard.type('qqq');
    await status(page, '没有找到“qqq”。可输入姓名、拼音首字母（赵晓明输 zxm）、人员编号或科室名。');
    await page.evaluate(() => {
      const keys = [...document.querySelectorAll('button')];
      keys.find((key) => key.textContent.trim() === 'English')?.click();
    });
    await status(
      page,
      'Nobody found for “qqq”. Type a name, pinyin initials (zxm for Zhao Xiaoming), a number or a section.',
    );
    expect(await field.inputValue()).toBe('qqq');
    await context.close();
  });

  it('keeps the list while syllables are composed that fit nobody, and chooses nobody by the keys of an input method', async () => {
    const { page, context } = await site.openComponent('person-combobox');
    const field = page.getByRole('combobox', { name: '代签人' });
    await field.focus();
    const client = await context.newCDPSession(page);
    const compose = (text: string): Promise<unknown> =>
      client.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    await compose("zhao'x");
    await until(
      'composing narrows',
      async () => (await page.getByRole('listbox').getByRole('option').count()) === 1,
      5000,
    );
    await compose("zhao'xv");
    expect(await page.getByRole('listbox').getByRole('option').count()).toBe(1);
    await client.send('Input.insertText', { text: '赵晓' });
    await status(page, '找到 1 人');
    await page.keyboard.press('Enter');
    await page.getByText('已选：p-001').waitFor();
    await context.close();
  });

  it('draws no more than fifty of two thousand, and says that more are found', async () => {
    const { page, context } = await site.openComponent('person-combobox');
    await page.getByRole('combobox', { name: '全市人员' }).click();
    await status(page, '找到 2000 人，显示前 50 人，请继续输入');
    expect(await page.getByRole('listbox').getByRole('option').count()).toBe(50);
    await page.keyboard.type('秘书科');
    await status(page, /^找到 33\d 人，显示前 50 人/);
    await context.close();
  });

  it('chooses several, a whole section without who is away, and takes the last out by Backspace', async () => {
    const { page, context, errors } = await site.openComponent('people-combobox');
    const field = page.getByRole('combobox', { name: '点名人员' });
    await field.focus();
    await page.keyboard.type('xxd');
    await activeIs(page, field, /解小东/);
    await page.keyboard.press('Enter');
    await page.getByText('已选：p-003').waitFor();
    expect(await field.inputValue()).toBe('');
    await page.keyboard.type('督查科');
    await activeIs(page, field, /督查科全科\s*可选 48 人/);
    await page.keyboard.press('Enter');
    await status(page, '已选 49 人');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Backspace');
    await status(page, /^已移去.+，已选 48 人$/);
    const chips = page.getByRole('list', { name: '点名人员' });
    await chips.getByRole('button', { name: '移去解小东' }).press('Enter');
    await status(page, '已移去解小东，已选 47 人');
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('fits a phone, and a finger chooses', async () => {
    const { page, context } = await site.openComponent('people-combobox', 'phone');
    const field = page.getByRole('combobox', { name: '点名人员' });
    await field.click();
    await page.keyboard.type('oyjy');
    const option = page.getByRole('listbox').getByRole('option', { name: /欧阳静怡/ });
    await option.waitFor();
    const box = await option.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 999) <= 390).toBe(true);
    await option.click();
    await page.getByText('已选：p-006').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await context.close();
  });
});

function optionNames(page: Page): Promise<readonly string[]> {
  const options = page.getByRole('listbox').getByRole('option');
  return options.evaluateAll((all) => all.map((one) => (one.textContent ?? '').trim()));
}

/** What a screen reader is told without being asked. */
async function status(page: Page, wanted: string | RegExp): Promise<void> {
  await page.getByRole('status').filter({ hasText: wanted }).first().waitFor({ state: 'attached' });
}

/** Which option the field says is the active one. */
async function activeIs(page: Page, field: ReturnType<Page['getByRole']>, wanted: RegExp): Promise<void> {
  await until(
    `${String(wanted)} is active`,
    async () => {
      const id = await field.getAttribute('aria-activedescendant');
      if (id === null) return false;
      return wanted.test((await page.locator(`[id="${id}"]`).textContent()) ?? '');
    },
    5000,
  );
}
