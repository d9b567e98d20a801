/** Dates, times and spans by keyboard: typed in many ways, stepped, picked from the calendar; refused in words. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStories, type StoriesSite } from '../stories-site.ts';

describe('dates and times', () => {
  let site: StoriesSite;

  beforeAll(async () => {
    site = await openStories();
  });
  afterAll(async () => {
    await site?.close();
  });

  it.each([
    ['20261125', '2026-11-25', '2026年11月25日'],
    ['11-3', '2026-11-03', '2026年11月3日'],
    ['２０２６年１２月１日', '2026-12-01', '2026年12月1日'],
    ['今天', '2026-11-23', '2026年11月23日'],
  ])('takes %s at Enter and shows it as people write it', async (typed, iso, shown) => {
    const { page, context, errors } = await site.openComponent('date-field');
    const field = page.getByRole('textbox', { name: '生效日期' });
    await field.focus();
    await page.keyboard.insertText(typed);
    await page.keyboard.press('Enter');
    await page.getByText(`值：${iso}`).waitFor();
    expect(await field.inputValue()).toBe(shown);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('says in words what is no date and what is out of bounds, and hands on neither', async () => {
    const { page, context } = await site.openComponent('date-field');
    const field = page.getByRole('textbox', { name: '生效日期' });
    await field.focus();
    await page.keyboard.type('20260230');
    await page.keyboard.press('Tab');
    await page
      .getByRole('alert')
      .filter({ hasText: '无此日期：“20260230”。请输入年月日，如 20261123。' })
      .waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await described(field)).toContain('无此日期');
    expect(await field.evaluate((input) => input.matches(':invalid'))).toBe(true);
    await page.getByText('值：无').waitFor();
    await field.fill('20270101');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: '不得晚于2026年12月31日。' }).waitFor();
    await page.getByText('值：无').waitFor();
    await field.fill('20261201');
    await page.keyboard.press('Enter');
    await page.getByText('值：2026-12-01').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBeNull();
    await context.close();
  });

  it('steps by keys and says where it came to', async () => {
    const { page, context } = await site.openComponent('date-field');
    const field = page.getByRole('textbox', { name: '值班日期' });
    await field.focus();
    await page.keyboard.press('ArrowUp');
    expect(await field.inputValue()).toBe('2026年10月2日');
    await page.getByRole('status').filter({ hasText: '2026年10月2日 星期五' }).waitFor({ state: 'attached' });
    await page.keyboard.press('PageDown');
    expect(await field.inputValue()).toBe('2026年9月2日');
    expect(await described(field)).toBe('星期三');
    await context.close();
  });

  it('opens the calendar by Alt and Down, moves in it, and takes a day by Enter; Escape leaves it', async () => {
    const { page, context, errors } = await site.openComponent('date-field');
    const field = page.getByRole('textbox', { name: '生效日期' });
    await field.focus();
    await page.keyboard.press('Alt+ArrowDown');
    const sheet = page.getByRole('dialog', { name: '日历：生效日期' });
    await sheet.getByRole('grid', { name: '生效日期 2026年11月' }).waitFor();
    const focused = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
    await expect.poll(focused).toBe('2026年11月23日，星期一，今天');
    await page.keyboard.press('End');
    await expect.poll(focused).toBe('2026年11月29日，星期日，休息日');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(focused).toBe('2026年11月28日，星期六，调休上班');
    await page.keyboard.press('PageDown');
    await expect.poll(focused).toBe('2026年12月28日，星期一');
    await page.keyboard.press('PageDown');
    await expect.poll(focused).toBe('2027年1月28日，星期四');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-disabled'))).toBe('true');
    await page.keyboard.press('Enter');
    expect(await sheet.isVisible()).toBe(true);
    await page.keyboard.press('PageUp');
    await expect.poll(focused).toBe('2026年12月28日，星期一');
    await page.keyboard.press('Enter');
    await page.getByText('值：2026-12-28').waitFor();
    await sheet.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: '打开日历：生效日期' }).press('Enter');
    await sheet.waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await page.getByText('值：2026-12-28').waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('speaks the language of the moment, also while the calendar is open', async () => {
    const { page, context } = await site.openComponent('date-field');
    await page.getByRole('button', { name: '打开日历：值班日期' }).press('Enter');
    await page.getByRole('grid', { name: '值班日期 2026年10月' }).waitFor();
    await page.evaluate(() => {
      const keys = [...document.querySelectorAll('button')];
      keys.find((key) => key.textContent.trim() === 'English')?.click();
    });
    await page.getByRole('grid', { name: '值班日期 October 2026' }).waitFor();
    expect(await page.getByRole('textbox', { name: '值班日期' }).inputValue()).toBe('1 October 2026');
    expect(
      await page.getByRole('gridcell', { selected: true }).getByRole('button').getAttribute('aria-label'),
    ).toBe('1 October 2026, Thursday, Public holiday');
    await context.close();
  });

  it('takes times in 24 hours, with and without seconds', async () => {
    const { page, context, errors } = await site.openComponent('time-field');
    const field = page.getByRole('textbox', { name: '签到开始' });
    await field.fill('0745');
    await page.keyboard.press('Tab');
    await page.keyboard.type('83065');
    await page.keyboard.press('Tab');
    await page
      .getByRole('alert')
      .filter({ hasText: '无此时间：“83065”。请按 24 小时制输入，如 07:50:30。' })
      .waitFor();
    await page.getByRole('textbox', { name: '来电时间' }).fill('08：30：05');
    await page.keyboard.press('Enter');
    await page.getByText('值：07:45 08:30:05').waitFor();
    await field.focus();
    await page.keyboard.press('ArrowUp');
    await page.getByText('值：07:46 08:30:05').waitFor();
    await field.fill('9:30');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: '不得晚于 09:00。' }).waitFor();
    await page.getByText('值：07:46 08:30:05').waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('takes a span by its keys, and the other end along where the ends would cross', async () => {
    const { page, context, errors } = await site.openComponent('date-range-field', 'phone');
    const group = page.getByRole('group', { name: '统计期间' });
    await group.getByRole('button', { name: '上月' }).press('Enter');
    await page.getByText('值：2026-10-01 2026-10-31').waitFor();
    await group.getByRole('textbox', { name: '起始日期' }).fill('20261110');
    await page.keyboard.press('Enter');
    await page.getByText('值：2026-11-10 2026-11-10').waitFor();
    await group.getByRole('status').filter({ hasText: '截止日期已随之改为2026年11月10日。' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(errors).toEqual([]);
    await context.close();
  });
});

/** What a screen reader says of a field after its name. */
function described(field: { evaluate<T>(read: (element: Element) => T): Promise<T> }): Promise<string> {
  return field.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent?.trim() ?? '')
      .join(' '),
  );
}
