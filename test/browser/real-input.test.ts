/**
 * The three ways through the office on wires whose other ends our code does not hold: Python peers written from the
 * manuals speak over pseudo terminals and TCP, and Chromium shows what came of it.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CabinetSessionValue, LockValue, SlotValue } from '../../server/contract/screens.ts';
import { keepScreenshot, launchChromium, openPage } from '../support/chromium.ts';
import { fieldOf, openScreen } from '../support/office-client.ts';
import { setToday } from '../support/office-today.ts';
import { until } from '../support/until.ts';
import { CUSTODIAN_CARD, LATE_CARD, ON_TIME_CARD, openRealOffice, type RealOffice } from './real-office.ts';

/** How long the morning of this test lasts: until late, and from there until absent. */
const TILL_LATE_MS = 12_000;
const TILL_ABSENT_MS = 8000;
const CUSTODIAN_FINGER = 'right index of 陈静';

describe('an office on real wires', () => {
  let office: RealOffice;
  let browser: Browser;

  beforeAll(async () => {
    office = await openRealOffice();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await office?.close();
  });

  it('KQ-2: 按时 before the edge, 迟到 after it, 未签到 as a fact only from the second after the last', async () => {
    await office.enrolFinger('p-absent', 'entrance-finger', 'right index of 周卫东');
    const lateFromMs = Math.ceil((Date.now() + TILL_LATE_MS) / 1000) * 1000;
    const absentFromMs = lateFromMs + TILL_ABSENT_MS;
    await setToday(office.zone, { lateFromMs, absentFromMs }, office.clerk, office.director);
    const { page, errors } = await openPage(browser, `${office.service.origin}/entrance`, 'board');
    await rowShows(page, '王建国', /未签到/);
    office.peer('entrance-card').send({ card: ON_TIME_CARD });
    await rowShows(page, '王建国', /按时/);
    await keepScreenshot(page, 'real-entrance-on-time');
    await until('the late edge has passed', () => Date.now() > lateFromMs + 300, 30_000);
    office.peer('entrance-card').send({ card: LATE_CARD });
    await rowShows(page, '孙志强', /迟到/);
    expect(await rowText(page, '周卫东')).not.toMatch(/\d 未签到/);
    await until('the absent edge has passed', () => Date.now() > absentFromMs, 30_000);
    await rowShows(page, '周卫东', /\d+:\d\d 未签到/);
    await keepScreenshot(page, 'real-entrance-after-the-edge');
    expect(errors).toEqual([]);
  });

  it('ZB-1: 铃响超过两声 stands on the screen from the start of the third ring, not before', async () => {
    const board = office.peer('board');
    const screen = await openScreen(office.service.origin, 'duty');
    const { page, errors } = await openPage(browser, `${office.service.origin}/duty`, 'duty');
    const seen: { readonly state: string; readonly atMs: number }[] = [];
    screen.onDelta((delta) => {
      const state = stateOf(delta.set['line/line-1']);
      if (state !== undefined && state !== seen.at(-1)?.state) seen.push({ state, atMs: Date.now() });
    });
    await page.getByText('待接').first().waitFor();
    board.send({ ring: 4 });
    await page.getByText('铃响第二声').first().waitFor();
    await page.getByText('铃响超过两声').first().waitFor();
    const third = await board.fact('ring', (ring) => ring === 3);
    await keepScreenshot(page, 'real-duty-past-limit');
    board.send({ lift: true });
    await page.getByText('通话中').first().waitFor();
    expect(seen.map(({ state }) => state)).toEqual(['ring-1', 'ring-2', 'past-limit', 'in-call']);
    expect(seen[2]?.atMs).toBeGreaterThanOrEqual(Number(third['at']));
    board.send({ lift: false });
    await page.getByText('待接').first().waitFor();
    expect(errors).toEqual([]);
    screen.close();
  });

  it('YX-Y1: an approved use opens the cabinet by exactly one pulse, after card and finger', async () => {
    const board = office.peer('board');
    const pulses = (): number => board.facts.filter((fact) => 'pulse' in fact).length;
    await office.enrolFinger('p-custodian', 'cabinet-finger', CUSTODIAN_FINGER, office.director);
    const screen = await openScreen(office.service.origin, 'cabinet');
    const { page, errors } = await openPage(browser, `${office.service.origin}/cabinet`, 'cabinet');
    const identify = async (): Promise<void> => {
      office.peer('cabinet-card').send({ card: CUSTODIAN_CARD });
      await screen.waitFor('session', (session: CabinetSessionValue) => session.factors.includes('card'));
      office.peer('cabinet-finger').send({ press: CUSTODIAN_FINGER, hold: 700 });
    };
    const asked = await office.early.request('seals.request-use', {
      itemIds: ['seal-office'],
      title: '关于做好森林防火工作的通知',
      kind: 'office-document',
      copies: 12,
      unit: '秘书科',
      handledBy: '王建国',
      phone: '8001',
    });
    const requestId = fieldOf(asked, 'requestId');
    await office.director.request('seals.decide', { requestId, decision: 'approve', remark: '' });
    await screen.waitFor(`request/${requestId}`, (value: unknown) => value !== undefined);

    // A finger enrolled a minute ago does not open the cabinet yet, card or no card.
    await identify();
    await screen.waitFor('session', (session: CabinetSessionValue) => session.problem !== undefined);
    expect((await screen.request('seals.open', { ground: 'use', requestIds: [requestId] })).ok).toBe(false);
    expect(pulses()).toBe(0);
    await office.clerk.request('people.waive-identity-wait', { personId: 'p-custodian', reason: '急用' });
    await office.director.request('people.confirm-waiver', { personId: 'p-custodian' });

    // The reader takes the same card again only three seconds after it was taken away.
    const shownAtMs = Date.now();
    await until('the card counts again', () => Date.now() > shownAtMs + 3500);
    await identify();
    await screen.waitFor('session', (session: CabinetSessionValue) => session.step === 'choose');
    expect(await screen.request('seals.choose', { requestIds: [requestId] })).toMatchObject({ ok: true });
    await keepScreenshot(page, 'real-cabinet-choose');
    expect(await screen.request('seals.open', { ground: 'use', requestIds: [requestId] })).toMatchObject({
      ok: true,
    });
    await board.fact('pulse');
    board.send({ door: 'open' });
    await screen.waitFor('lock', (lock: LockValue) => lock.state === 'open');
    board.send({ slot: 3, occupied: false });
    await screen.waitFor('slot/3', (slot: SlotValue) => slot.state === 'out');
    await keepScreenshot(page, 'real-cabinet-open');
    const use = { requestId, itemId: 'seal-office', copies: 12, spoiled: 0 };
    expect(await screen.request('seals.register-use', use)).toMatchObject({ ok: true });
    board.send({ slot: 3, occupied: true });
    await screen.waitFor('slot/3', (slot: SlotValue) => slot.state === 'in');
    const back = { itemId: 'seal-office', slot: 3 };
    expect(await screen.request('seals.confirm-return', back)).toMatchObject({ ok: true });
    board.send({ door: 'closed' });
    await screen.waitFor('lock', (lock: LockValue) => lock.state === 'locked');
    await screen.waitFor('session', (session: CabinetSessionValue) => session.step === 'idle');
    expect(pulses()).toBe(1);
    expect(errors).toEqual([]);
    screen.close();
  });

  it('PIPL 29: consent withdrawn deletes the finger, and the page says so once the module’s own index is without it', async () => {
    const { origin } = office.service;
    const { page, context, errors } = await openPage(browser, `${origin}/duty`, 'desk');
    const [name = '', value = ''] = office.clerk.cookie.split('=');
    await context.addCookies([{ name, value, url: origin }]);
    await page.goto(`${origin}/desk#people/staff/p-absent`);
    await page.getByText('本人签字同意书').waitFor();
    await page.getByLabel('撤回事由').fill('改用卡');
    await page.getByRole('button', { name: '撤回同意，删除指纹' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: '撤回同意，删除指纹' }).click();
    await office.peer('entrance-finger').fact('deleted');
    await until('the page tells the proof', async () => {
      await page.reload();
      await page.getByText('注销（改用卡）').waitFor();
      return (await page.getByText('读回指纹机目录，确已删除').count()) === 1;
    });
    await keepScreenshot(page, 'real-finger-erased');
    expect(errors).toEqual([]);
  });

  it('the journal of all this verifies', async () => {
    const started = await office.clerk.send('POST', '/api/journal/verify', {});
    expect(started.status).toBeLessThan(300);
    await until('the verification is done', async () => {
      const { body } = await office.clerk.get('/api/journal/verify');
      return JSON.stringify(body).includes('"ok":true');
    });
  });
});

function stateOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('state' in value)) return undefined;
  return typeof value.state === 'string' ? value.state : undefined;
}

async function rowText(page: Page, name: string): Promise<string> {
  return (await page.locator('li', { hasText: name }).first().textContent()) ?? '';
}

async function rowShows(page: Page, name: string, state: RegExp): Promise<void> {
  try {
    await until(
      `${name} is shown as ${String(state)}`,
      async () => state.test(await rowText(page, name)),
      20_000,
    );
  } catch (error) {
    throw new Error(`${String(error)}; the row says: ${await rowText(page, name)}`);
  }
}
