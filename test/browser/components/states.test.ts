/** The components that say how things are: lamp, ruler, countdown, stepper, as a person hears and sees them. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStories, type StoriesSite } from '../stories-site.ts';

let site: StoriesSite;

beforeAll(async () => {
  site = await openStories();
});
afterAll(async () => {
  await site?.close();
});

/** Nothing of the component reaches beyond the screen. */
async function overflow(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

describe('StatusLamp', () => {
  it('has its word whether drawn or only spoken, and the shape is nobody’s name', async () => {
    const { page, errors } = await site.openComponent('status-lamp', 'phone');
    const spoken = page.locator('.lamp').filter({ has: page.locator('.spoken') });
    expect(await spoken.innerText()).toBe('迟到');
    expect(await page.locator('.lamp svg:not([aria-hidden=true])').count()).toBe(0);
    expect(await page.locator('.lamp').evaluateAll((all) => all.every((one) => one.textContent !== ''))).toBe(
      true,
    );
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
  });
});

describe('Ruler', () => {
  it('says how much has passed, never more than all, and nothing where nobody can say', async () => {
    const { page, errors } = await site.openComponent('ruler');
    const now = await page
      .getByRole('progressbar')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-valuenow')));
    expect(now.slice(0, 4)).toEqual(['0', '60', '100', '100']);
    await page.getByRole('img', { name: '未知', exact: true }).waitFor();
    expect(
      await page.getByRole('img', { name: '签到时段，现在未知' }).locator('.hand, .passed').count(),
    ).toBe(0);
    expect(errors).toEqual([]);
  });

  it('keeps the hand under the end of what has passed', async () => {
    const { page } = await site.openComponent('ruler');
    const ruler = page.getByRole('progressbar', { name: '签到时段，已过一半' });
    const passed = await ruler.locator('.passed').boundingBox();
    const hand = await ruler.locator('.hand').boundingBox();
    if (passed === null || hand === null) throw new Error('not drawn');
    expect(Math.abs(passed.x + passed.width - (hand.x + hand.width / 2))).toBeLessThan(1);
  });
});

describe('Countdown', () => {
  it('says what is left in words, tenths when it is short, and by how much it is over', async () => {
    const { page, errors } = await site.openComponent('countdown', 'phone');
    const words = await page.getByRole('timer').allInnerTexts();
    expect(words.slice(0, 7)).toEqual([
      '还有 1 小时 42 分 08 秒',
      '还有 7 分 47 秒',
      '还有 48 秒',
      '还有 3.8 秒',
      '已超 2 分 10 秒',
      '—',
      '柜门开启，还有 48 秒',
    ]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
  });

  it('steps each second and is read out at its moments only', async () => {
    const { page } = await site.openComponent('countdown');
    const stepped = page.locator('[data-story=stepped]');
    const timer = stepped.getByRole('timer');
    const aloud = stepped.locator('[aria-live=polite]');
    const pass = async (key: string, shown: string, read: string): Promise<void> => {
      await stepped.getByRole('button', { name: key }).click();
      await expect.poll(() => timer.innerText()).toBe(shown);
      expect(await aloud.textContent()).toBe(read);
    };
    await pass('过一秒', '还有 1 分 01 秒', '');
    await pass('过一秒', '还有 1 分 00 秒', '还有 1 分 00 秒');
    await pass('过一秒', '还有 59 秒', '还有 1 分 00 秒');
    for (let seconds = 49; seconds > 9; seconds -= 10)
      await pass('过十秒', `还有 ${seconds} 秒`, '还有 1 分 00 秒');
    await pass('过十秒', '还有 9 秒', '还有 9 秒');
    await pass('过十秒', '已超 1 秒', '已超 1 秒');
    await pass('过一秒', '已超 2 秒', '已超 1 秒');
  });

  it('speaks English on demand', async () => {
    const { page } = await site.openComponent('countdown', 'desk', 'en');
    expect((await page.getByRole('timer').allInnerTexts()).slice(1, 5)).toEqual([
      '7 min 47 s left',
      '48 s left',
      '3.8 s left',
      '2 min 10 s over',
    ]);
  });
});

describe('Stepper', () => {
  it('marks one step as the current one and says of each how it stands', async () => {
    const { page, errors } = await site.openComponent('stepper', 'cabinet');
    const second = page.getByRole('list', { name: '办理进度' }).nth(1);
    expect(await second.locator('[aria-current=step]').count()).toBe(1);
    const states = (await second.getByRole('listitem').allTextContents()).map((text) => text.trim());
    expect(states.slice(0, 3)).toEqual(['刷卡　已完成', '指纹　正在办理', '选件　未到']);
    const refused = page.getByRole('list', { name: '办理进度' }).nth(2).locator('[aria-current=step]');
    expect((await refused.textContent())?.trim()).toBe('未开　未成');
    expect(await refused.locator('svg').isVisible()).toBe(true);
    expect(errors).toEqual([]);
  });

  it.each(['cabinet', 'phone'] as const)('fits the %s without words that touch each other', async (size) => {
    const { page } = await site.openComponent('stepper', size);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    const cut = await page.locator('li .word').evaluateAll(
      (words) =>
        words.filter((word) => {
          const cell = word.parentElement;
          return word.clientWidth > 1 && cell !== null && word.scrollWidth > cell.clientWidth;
        }).length,
    );
    expect(cut).toBe(0);
  });

  it('on the phone says in one line where one is and what comes next', async () => {
    const { page } = await site.openComponent('stepper', 'phone');
    const line = page.locator('.phone .narrow').first();
    expect((await line.innerText()).replaceAll(/\s+/g, ' ')).toBe('用印登记下一步 还印入位 第 6 步，共 8 步');
  });
});

describe('ClockFace', () => {
  it('shifts nothing when a second passes, from the narrowest figures to the widest', async () => {
    const { page, errors } = await site.openComponent('clock-face');
    await page.evaluate(async () => {
      await document.fonts.ready;
    });
    const boxes = (): Promise<string> =>
      page.locator('[data-story=stepped] :is(.digit, .colon)').evaluateAll((signs) =>
        signs
          .map((sign) => sign.getBoundingClientRect())
          .map(({ x, y, width, height }) => `${x} ${y} ${width} ${height}`)
          .join('; '),
      );
    const face = page.locator('[data-story=stepped] [role=timer]');
    expect(await face.getAttribute('aria-label')).toBe('11:11:11');
    const first = await boxes();
    for (const time of ['12:59:59', '19:41:17', '20:08:54', '00:00:00', '—']) {
      await page.getByRole('button', { name: '下一时刻' }).click();
      await expect.poll(() => face.getAttribute('aria-label')).toBe(time);
      expect(await boxes()).toBe(first);
    }
    expect(errors).toEqual([]);
  });
});

describe('PersonName', () => {
  it('is whole, apart where it has two characters, and never red', async () => {
    const { page, errors } = await site.openComponent('person-name', 'phone');
    const names = page.locator('bdi.name');
    expect((await names.allInnerTexts()).slice(0, 5)).toEqual([
      '赵　明',
      '王建国',
      '欧阳建华',
      '阿卜杜热合曼·买买提',
      '𬱖　㛃',
    ]);
    const ink = await names.first().evaluate((name) => getComputedStyle(name).color);
    expect(await page.locator('.red bdi').evaluate((name) => getComputedStyle(name).color)).toBe(ink);
    // In two lines, broken after the dot: neither piece is taken apart.
    const heights = await page
      .locator('.narrow bdi span')
      .evaluateAll((pieces) => pieces.map((piece) => piece.getClientRects().length));
    expect(heights).toEqual([1, 1]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
  });
});
