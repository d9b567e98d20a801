/** The entrance on the built screen: badges, the board of names, refusals, a reader that is away, names in full. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { type DemoOffice, keepBothThemes, openDemoOffice, shows } from './demo-office.ts';

const BADGE = 'section.card';
/** Three pages of eight seconds, and once more for a busy machine. */
const BOARD_TURNS_MS = 40_000;

describe('the entrance', () => {
  let office: DemoOffice;
  let page: Page;
  let errors: readonly string[];

  beforeAll(async () => {
    office = await openDemoOffice('07:21');
    ({ page, errors } = await office.open('entrance', 'hall'));
    await shows(page, '.left', /离 7:50 还有/);
  });
  afterAll(async () => {
    await office?.close();
  });

  it('shows totals and no names to the hall before a badge, under the watermark of a demonstration', async () => {
    expect(await page.locator('.watermark').innerText()).toContain('演示');
    expect(await page.locator('.board').count()).toBe(0);
    await shows(page, '.totals', /应到\s*38/);
    await keepBothThemes(page, 'entrance-hall');
  });

  it('KQ-2: a card raises name, time with seconds and 按时, and the board of names with the person 按时', async () => {
    const before = await totals(page);
    await office.swipe('entrance-card', '王建国');
    await shows(page, BADGE, /王建国[\s\S]*按时/);
    expect(digits(await page.locator(`${BADGE} .time`).innerText())).toMatch(/^07:2\d:\d\d$/);
    await keepBothThemes(page, 'entrance-badge');
    await rowShows(page, '王建国', /按时.*7:2\d/);
    await until('the totals have changed', async () => (await totals(page)).signed === before.signed + 1);
    expect(await totals(page)).toEqual({
      expected: before.expected,
      signed: before.signed + 1,
      notSigned: before.notSigned - 1,
    });
  });

  it('KQ-2: a finger counts as a card does, and the next badge replaces the card at once', async () => {
    await office.press('entrance-finger', '李倩');
    await shows(page, BADGE, /李倩[\s\S]*按时/);
    await office.swipe('entrance-card', '冯雪');
    await shows(page, BADGE, /冯雪[\s\S]*按时/);
    await rowShows(page, '李倩', /按时/);
  });

  it('a second badge of the morning is answered, and changes nothing', async () => {
    const before = await totals(page);
    await office.press('entrance-finger', '王建国');
    await shows(page, BADGE, /王建国[\s\S]*已签到/);
    expect((await page.locator(`${BADGE} .verdict`).evaluate(overflow)).beyond).toBe(0);
    expect(await totals(page)).toEqual(before);
  });

  it('shows a long name and rare characters whole, on the card and on the board', async () => {
    for (const name of ['阿卜杜热合曼·买买提', '李𬱖', '赵㛃']) {
      await office.press('entrance-finger', name);
      await shows(page, BADGE, new RegExp(name));
      const card = await page.locator(`${BADGE} .name`).evaluate(overflow);
      expect(card, `${name} on the card`).toEqual({ hidden: 0, beyond: 0 });
      await keepBothThemes(page, `entrance-name-${name.length}-${[...name].length}`);
      await until(
        `${name} is on the board, whole`,
        async () => {
          const row = page.locator('.board .name', { hasText: lettersOf(name) });
          return (await row.count()) > 0 && (await row.first().evaluate(overflow)).hidden === 0;
        },
        BOARD_TURNS_MS,
      );
    }
  });

  it('answers an unknown card and an unknown finger in words', async () => {
    await office.act({ act: 'swipe-card', deviceId: 'entrance-card', cardNumber: '0B00123456' });
    await shows(page, BADGE, /未识别，请再按一次或刷卡/);
    await office.press('entrance-finger', '张瑞');
    await shows(page, BADGE, /张瑞/);
    await office.act({ act: 'press-finger', deviceId: 'entrance-finger', print: 'unknown', holdMs: 700 });
    await shows(page, BADGE, /未识别，请再按一次或刷卡/);
  });

  it('says which reader is away, and with both away to sign on paper; nobody is signed in meanwhile', async () => {
    await office.act({ act: 'unplug', deviceId: 'entrance-finger' });
    await shows(page, 'footer', /大厅指纹机\s*离线/);
    await shows(page, '.left', /指纹机暂不能用|以屏幕回应为准/);
    await office.act({ act: 'unplug', deviceId: 'entrance-card' });
    await shows(page, '.down', /签到机故障，请签纸质簿/);
    await shows(page, 'footer', /大厅读卡器\s*离线/);
    await page.locator(BADGE).waitFor({ state: 'detached' });
    await keepBothThemes(page, 'entrance-down');
    await office.act({ act: 'plug', deviceId: 'entrance-finger' });
    await office.act({ act: 'plug', deviceId: 'entrance-card' });
    await shows(page, 'footer', /大厅指纹机\s*在线/);
    await until('the band is down', async () => (await page.locator('.down').count()) === 0);
    await office.swipeUntil('entrance-card', '沈佳', () =>
      page.locator(BADGE, { hasText: '按时' }).isVisible(),
    );
    await shows(page, BADGE, /沈佳[\s\S]*按时/);
  });

  it('hangs in landscape as well, and nothing of all this was an error', async () => {
    const board = await office.open('entrance', 'board');
    await office.press('entrance-finger', '韩冰');
    await shows(board.page, BADGE, /韩冰/);
    await board.page.locator('.board').waitFor();
    await keepBothThemes(board.page, 'entrance-board');
    expect(board.errors).toEqual([]);
    expect(errors).toEqual([]);
  });
});

interface Totals {
  readonly expected: number;
  readonly signed: number;
  readonly notSigned: number;
}

async function totals(page: Page): Promise<Totals> {
  const [expected = NaN, signed = NaN, notSigned = NaN] = (
    await page.locator('.totals dd').allInnerTexts()
  ).map(Number);
  return { expected, signed, notSigned };
}

/** Pages of the board turn by themselves: waits until the row comes round. */
async function rowShows(page: Page, name: string, state: RegExp): Promise<void> {
  const row = page.locator('.board li', { hasText: lettersOf(name) });
  await until(
    `the board shows ${name} as ${String(state)}`,
    async () => {
      return state.test((await row.first().innerText({ timeout: 1000 })).replaceAll(/\s/g, ' '));
    },
    BOARD_TURNS_MS,
  );
}

/** A name of two characters stands with a space between them. */
function lettersOf(name: string): RegExp {
  return new RegExp([...name].join('\\s*'), 'u');
}

function digits(text: string): string {
  return text.replaceAll(/\s/g, '');
}

/** How many pixels of an element's text are cut off, and how many lie beyond the window. */
function overflow(element: Element): { hidden: number; beyond: number } {
  const box = element.getBoundingClientRect();
  return {
    hidden: Math.max(0, element.scrollWidth - element.clientWidth - 1),
    beyond: Math.max(0, Math.round(box.right - window.innerWidth), Math.round(-box.left)),
  };
}
