/** The duty desk on the built screen: sign on, answer after the third ring, log by keyboard, a line that is away. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage, type OpenPage } from '../support/chromium.ts';
import { type DemoOffice, keepBothThemes, openDemoOffice, shows } from './demo-office.ts';
import { until } from '../support/until.ts';

const LINE = { deviceId: 'line-1', lineId: 'line-1' } as const;
const OFFER = 'section.band';
const ENTRY = 'section:has(> form.blank) .section-head > span';

describe('the duty desk', () => {
  let office: DemoOffice;
  let page: Page;
  let errors: readonly string[];

  beforeAll(async () => {
    office = await openDemoOffice('09:05');
    ({ page, errors } = await office.open('duty', 'duty'));
    await page.getByText('待接').first().waitFor();
  });
  afterAll(async () => {
    await office?.close();
  });

  it('ZB-3: a badge offers, and only a touch signs off or on', async () => {
    await shows(page, '.person', /李倩/);
    await office.swipeUntil('duty-card', '李倩', () => page.locator(OFFER).isVisible());
    await shows(page, OFFER, /李倩[\s\S]*离岗/);
    expect(await page.locator('.person', { hasText: /李\s*倩/ }).count()).toBe(1);
    await page.locator(OFFER).getByRole('button', { name: '离岗' }).click();
    await shows(page, '.person', /无人签到/);
    await office.swipeUntil('duty-card', '张瑞', () => page.locator(OFFER).isVisible());
    await shows(page, OFFER, /张瑞[\s\S]*签到/);
    await shows(page, '.person', /无人签到/);
    await keepBothThemes(page, 'duty-offer');
    await page.locator(OFFER).getByRole('button', { name: '签到' }).click();
    await shows(page, '.person', /张瑞[\s\S]*签到/);
  });

  it('ZB-1: first ring, second ring, past two rings, in call; the call stands judged among the calls', async () => {
    await office.act({ act: 'ring', ...LINE, number: '05383312345', rings: 6 });
    await page.getByText('铃响第一声').waitFor();
    await page.getByText('铃响第二声，请接听').waitFor();
    await keepBothThemes(page, 'duty-second-ring');
    await page.getByText('铃响超过两声').first().waitFor();
    await keepBothThemes(page, 'duty-past-limit');
    await office.act({ act: 'lift', ...LINE });
    await page.getByText('通话中').waitFor();
    await office.act({ act: 'hang-up', ...LINE });
    await page.getByText('待接').first().waitFor();
    await shows(page, 'tbody tr', /3 声[\s\S]*张瑞[\s\S]*铃响超过两声/);
  });

  it('ZB-4: the call is entered by typing and Enter, and stands with its matter', async () => {
    await page.getByLabel('事由（何人、何事、转告何处）').fill('市供电公司询问停电通知，转综合科');
    const entry = await page.locator(ENTRY).innerText();
    await page.keyboard.press('Enter');
    await shows(page, 'tbody tr', /市供电公司询问停电通知/);
    await isNoLongerAsked(page, entry);
  });

  it('ZB-4: F8 says that a call needs no entry', async () => {
    // The caller waits as long as the clause allows, so that a slow machine still answers a call that rings.
    await office.act({ act: 'ring', ...LINE, number: '', rings: 6 });
    await page.getByText(/铃响第[一二]声/).waitFor();
    await office.act({ act: 'lift', ...LINE });
    await page.getByText('通话中').waitFor();
    await office.act({ act: 'hang-up', ...LINE });
    await page.getByText(/^登记 .* 来电$/).waitFor();
    await shows(page, 'tbody tr', /两声内接听/);
    // A stall of the machine can cut a call in two, which asks for two entries.
    for (;;) {
      const entry = await page.locator(ENTRY).innerText();
      if (!entry.startsWith('登记')) break;
      await page.keyboard.press('F8');
      await isNoLongerAsked(page, entry);
    }
    await page.getByText('来电均已登记').waitFor();
    await keepBothThemes(page, 'duty-calls');
  });

  it('keys pressed after the screen has changed and before the answer is here are done, each once', async () => {
    const answers = await openWithHeldAnswers(office);
    const { page: slow } = answers;
    await slow.getByText('来电均已登记').waitFor();
    await slow.keyboard.press('F4');
    const who = slow.getByLabel('来访人、单位');
    const logVisit = async (from: string): Promise<void> => {
      await who.fill(from);
      await slow.getByLabel('来访（何单位、何事、转何科室）').fill('咨询不动产登记');
      await slow.keyboard.press('Enter');
      await slow.locator('.visit', { hasText: from }).waitFor();
    };
    answers.hold();
    await logVisit('城关街道刘建军');
    // The visit stands on the screen, so the next visitor's blank is asked for, and Enter was touched twice.
    await slow.keyboard.press('Enter');
    await slow.keyboard.press('F4');
    answers.letGo();
    await until('a new blank for a visitor', async () => (await who.inputValue()) === '');
    await logVisit('泰山区王秀英');
    await slow.getByText('来电均已登记').waitFor();
    expect(await slow.locator('p.visit').count()).toBe(2);
    // Two calls wait: the first is entered, and F8 is meant for the second that stands there now.
    for (const lineId of ['line-1', 'line-2']) {
      await office.act({ act: 'ring', deviceId: lineId, lineId, number: '', rings: 6 });
      await slow
        .getByText(/铃响第[一二]声/)
        .first()
        .waitFor();
      await office.act({ act: 'lift', deviceId: lineId, lineId });
      await slow.getByText('通话中').first().waitFor();
      await office.act({ act: 'hang-up', deviceId: lineId, lineId });
      await slow.getByText('通话中').first().waitFor({ state: 'detached' });
    }
    const entryOf = (): Promise<string> => slow.locator(ENTRY).innerText();
    await until('a call is to be entered', async () => (await entryOf()).startsWith('登记'));
    answers.hold();
    await slow.getByLabel('事由（何人、何事、转告何处）').fill('询问停水通知');
    await slow.keyboard.press('Enter');
    await slow.getByText('询问停水通知').waitFor();
    expect(await entryOf()).toMatch(/^登记/);
    await slow.keyboard.press('F8');
    answers.letGo();
    await slow.getByText('来电均已登记').waitFor();
    expect(await slow.locator('[role=alert] .title').count()).toBe(0);
    expect(answers.errors).toEqual([]);
    await answers.context.close();
  });

  it('says that it is not known whether a thing was done whose answer was lost with the link', async () => {
    const answers = await openWithHeldAnswers(office);
    const { page: slow } = answers;
    await slow.getByText('来电均已登记').waitFor();
    answers.hold();
    await slow.keyboard.press('F3');
    await slow.getByText(/正在接待/).waitFor();
    answers.cut();
    await slow.getByText('是否已办理不明').waitFor();
    await slow.getByText('SCREEN_OUTCOME_UNKNOWN').waitFor();
    // Back by itself, the screen shows what has become of it.
    answers.letGo();
    const receiving = slow.locator('.out', { hasText: '正在接待' });
    await until('the visitor is seen off', async () => {
      if ((await receiving.count()) === 0) return true;
      await receiving.getByRole('button').click({ timeout: 1000 });
      return false;
    });
    await answers.context.close();
  });

  it('says 监测中断 while a line is away and 待接 when it is back', async () => {
    await office.act({ act: 'unplug', deviceId: 'line-1' });
    await page.getByText('监测中断').first().waitFor();
    await shows(page, 'footer', /值班电话\s*离线/);
    await keepBothThemes(page, 'duty-blind');
    await office.act({ act: 'plug', deviceId: 'line-1' });
    await shows(page, 'footer', /值班电话\s*在线/);
    await page.getByText('待接').first().waitFor();
  });

  it('ZB-3: the one on duty signs off by a badge and a touch', async () => {
    await office.swipeUntil('duty-card', '张瑞', () => page.locator(OFFER).isVisible());
    await page.locator(OFFER).getByRole('button', { name: '离岗' }).click();
    await shows(page, '.person', /无人签到/);
    expect(errors).toEqual([]);
  });
});

interface HeldAnswers extends OpenPage {
  /** From now on deltas come and answers to requests do not. */
  hold(): void;
  letGo(): void;
  cut(): void;
}
/** A duty desk whose answers can be kept back on the wire, as a slow line does: socket.io's acknowledgements begin `43`. */
async function openWithHeldAnswers(office: DemoOffice): Promise<HeldAnswers> {
  let held: (() => void)[] | undefined;
  let cut = (): void => {};
  const opened = await openPage(office.browser, 'about:blank', 'duty');
  await opened.page.routeWebSocket(/socket\.io/, (socket) => {
    const service = socket.connectToServer();
    cut = () => void socket.close();
    service.onMessage((message) => {
      if (held !== undefined && String(message).startsWith('43')) held.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  await opened.page.goto(`${office.service.origin}/duty`);
  return {
    ...opened,
    hold: () => (held = []),
    cut: () => cut(),
    letGo: () => {
      for (const send of held ?? []) send();
      held = undefined;
    },
  };
}

function isNoLongerAsked(page: Page, entry: string): Promise<void> {
  return until(`“${entry}” is done`, async () => (await page.locator(ENTRY).innerText()) !== entry);
}
