/**
 * The sounds of the stations in the whole service: each comes with its visible twin, waits for a touch where the browser
 * wants one and says so, and is as loud as the office sets it, live.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { DEMO_DATE, type DemoOffice, openDemoOffice, shows } from './demo-office.ts';

describe('the sounds of the stations', () => {
  let office: DemoOffice;
  beforeAll(async () => {
    office = await openDemoOffice('07:26');
  });
  afterAll(() => office?.close());

  const heard = (page: Page, sound: string): Promise<void> =>
    until(
      `“${sound}” is heard`,
      async () => (await page.locator('html').getAttribute('data-sound')) === sound,
    );

  it('wait for a touch, and say so at the foot; a card confirms, an unknown card refuses', async () => {
    const { page, errors, context } = await office.open('entrance', 'hall');
    await shows(page, '.left', /离 7:50 还有/);
    await page.getByText('提示音：触屏启用').waitFor();
    await page.locator('.clock').click();
    await page.getByText('提示音：触屏启用').waitFor({ state: 'detached' });
    await office.swipe('entrance-card', '王建国');
    await shows(page, 'section.card', /王建国/);
    await heard(page, 'confirm');
    await office.act({ act: 'swipe-card', deviceId: 'entrance-card', cardNumber: '0B00123456' });
    await shows(page, 'section.card', /未识别/);
    await heard(page, 'refuse');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('YX-Y1: a forced door is heard and fills the screen', async () => {
    const { page, context } = await office.open('cabinet', 'cabinet');
    await shows(page, '.ask', /请刷卡/);
    await page.locator('.ask').click();
    await page.getByText('提示音：触屏启用').waitFor({ state: 'detached' });
    await office.act({ act: 'force-door', deviceId: 'seal-cabinet-1' });
    await page.getByRole('alertdialog').waitFor();
    await heard(page, 'alarm');
    await office.act({ act: 'close-door', deviceId: 'seal-cabinet-1' });
    await context.close();
  });

  it('are off where the office sets the volume to 0, without loading anything anew', async () => {
    const { page, context } = await office.open('entrance', 'hall');
    await shows(page, '.left', /离 7:50 还有/);
    // Whether the browser still waits for a touch is its own affair: it remembers touches of the test before.
    await page.locator('.clock').click();
    await office.act({ act: 'swipe-card', deviceId: 'entrance-card', cardNumber: '0B00123457' });
    await heard(page, 'refuse');
    const value = { entranceVolume: 0, dutyVolume: 30, cabinetVolume: 60, ringSound: false };
    const proposer = await office.client('sunlixin');
    const proposed = await proposer.request('settings.propose', {
      key: 'screens.sounds',
      value,
      effectiveFrom: DEMO_DATE,
    });
    const { proposalId } = (proposed as { readonly answer: { readonly proposalId: string } }).answer;
    await (await office.client('zhouhaitao')).request('settings.confirm', { proposalId });
    // What comes after the setting is shown after it, so that the page knows it by then.
    await office.swipe('entrance-card', '沈佳');
    await shows(page, 'section.card', /沈\s*佳/);
    expect(await page.locator('html').getAttribute('data-sound')).toBe('refuse');
    await context.close();
  });
});
