/** The search of the desk's heading over fixed answers: what a role is offered, what is read out, input methods. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage } from '../../support/chromium.ts';
import { openStories, type StoriesSite } from '../stories-site.ts';

describe('the search of the heading', () => {
  let site: StoriesSite;

  beforeAll(async () => {
    site = await openStories();
  });
  afterAll(async () => {
    await site?.close();
  });

  async function typedInto(story: string, text: string): Promise<Page> {
    const { page } = await openPage(site.browser, `${site.origin}/stories?story=${story}&lang=zh-CN`, 'desk');
    await page.locator('[data-story=shown]').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type(text);
    return page;
  }

  it('offers a director people by initials, and says how many', async () => {
    const page = await typedInto('desk', 'cj');
    await page.getByRole('group', { name: '人员' }).getByRole('option', { name: '陈静' }).waitFor();
    await page.getByRole('status').getByText('找到 1 项').waitFor();
    await page.context().close();
  });

  it('leads to a paper by its title and to a line of the journal by # and its number', async () => {
    const page = await typedInto('desk', '森林防火');
    await page.getByRole('group', { name: '用印申请' }).getByRole('option').first().click();
    await page.waitForURL(/#seals\/show-/);
    await page.getByRole('link', { name: '显示全部文件' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('#18397');
    await page.getByRole('option', { name: '原始记录第 18397 条' }).click();
    await page.waitForURL(/#journal\/18397$/);
    await page.locator('pre', { hasText: '"position": 18397' }).waitFor();
    await page.context().close();
  });

  it('offers staff without an office their pages alone', async () => {
    const page = await typedInto('desk-officer', '');
    await page.getByRole('option', { name: '考勤', exact: true }).waitFor();
    expect(await page.getByRole('option', { name: '原始记录' }).count()).toBe(0);
    await page.keyboard.type('cj');
    await page.getByText('没有找到“cj”').waitFor();
    await page.context().close();
  });

  it('moves by arrows round the list, and names the chosen line to a screen reader', async () => {
    const page = await typedInto('desk', '');
    const chosen = page.getByRole('option', { selected: true });
    await page.keyboard.press('ArrowUp');
    await chosen.getByText('我的账号').waitFor();
    await page.keyboard.press('ArrowDown');
    await chosen.getByText('待办').waitFor();
    const box = page.getByRole('combobox', { name: '查找' });
    expect(await box.getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'));
    await page.context().close();
  });

  it('leaves Enter and arrows to an input method that is composing', async () => {
    const page = await typedInto('desk', 'cj');
    await page.getByRole('option', { name: '陈静' }).waitFor();
    await page.getByRole('combobox', { name: '查找' }).evaluate((box) => {
      const press = { key: 'Enter', bubbles: true, cancelable: true, isComposing: true };
      box.dispatchEvent(new KeyboardEvent('keydown', press));
    });
    expect(new URL(page.url()).hash).toBe('');
    expect(await page.getByRole('option', { name: '陈静' }).isVisible()).toBe(true);
    await page.context().close();
  });

  it('opens the line that is pressed', async () => {
    const page = await typedInto('desk', 'cj');
    await page.getByRole('option', { name: '陈静' }).click();
    await page.waitForURL(/#people\/p-0-0$/);
    await page.context().close();
  });
});
