/** The foot of a screen and the veil over it: what they show, what they read out, what they let through. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStories, type StoriesSite } from '../stories-site.ts';

let site: StoriesSite;

beforeAll(async () => {
  site = await openStories();
});
afterAll(async () => {
  await site?.close();
});

describe('DeviceStrip', () => {
  it('says each device’s state in words, with since when or why', async () => {
    const { page, errors } = await site.openComponent('device-strip');
    const strip = page.locator('footer').nth(1);
    const said = (await strip.getByRole('listitem').allInnerTexts()).map((text) => text.trim());
    expect(said).toEqual([
      '指纹机 在线',
      '读卡器 离线 03:12',
      '电话监测 未知',
      '柜锁 异常 偶有丢帧',
      '服务器 在线',
      '时钟 待确认',
    ]);
    expect(await strip.innerText()).toMatch(/原始记录 第 18402 条[^]*虚拟硬件[^]*0\.4 秒前更新/);
    expect(errors).toEqual([]);
  });

  it('knows nothing of any device without a link', async () => {
    const { page } = await site.openComponent('device-strip');
    const said = await page.locator('footer').nth(2).innerText();
    expect(said).not.toContain('在线');
    expect(said).toMatch(/服务器 离线/);
    expect(said).toContain('第 — 条');
  });

  it('reads a change out once, with its reason and without an age', async () => {
    const { page } = await site.openComponent('device-strip');
    const told = page.locator('[data-story=changing] [role=status]');
    expect(await told.textContent()).toBe('');
    await page.getByRole('button', { name: '读卡器断开或接上' }).click();
    await expect.poll(() => told.textContent()).toBe('读卡器　离线 无应答');
    await page.getByRole('button', { name: '读卡器断开或接上' }).click();
    await expect.poll(() => told.textContent()).toBe('读卡器　在线');
  });

  it.each(['phone', 'desk'] as const)('holds twelve devices with long names on the %s', async (size) => {
    const { page } = await site.openComponent('device-strip', size);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond).toBeLessThanOrEqual(0);
    expect(await page.locator('footer').nth(4).getByRole('listitem').count()).toBe(14);
    const short = await page.locator('footer').nth(5).innerText();
    expect(short).toContain('二线电话监测 离线');
    expect(short).toMatch(/其余 7 台\s+在线/);
  });
});

describe('StaleVeil', () => {
  it('says since when, lets nothing be pressed, and keeps what is being typed', async () => {
    const { page, errors } = await site.openComponent('stale-veil');
    const field = page.getByLabel('值班日志');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已存 1 条').waitFor();
    await field.focus();
    await page.keyboard.press('F2');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/连接中断，自 07:44:06 起\s+本屏暂不更新/);
    await page.keyboard.press('End');
    await page.keyboard.type('停水');
    expect(await field.inputValue()).toBe('桃园镇报告停水');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('[data-story=sent]').innerText()).toBe('已存 1 条');
    await field.focus();
    await page.keyboard.press('F2');
    await alert.waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await page.getByText('已存 2 条').waitFor();
    expect(await field.inputValue()).toBe('桃园镇报告停水');
    expect(errors).toEqual([]);
  });
});

describe('StateBand', () => {
  it('calls a person for what matters and only mentions what passes by itself', async () => {
    const { page } = await site.openComponent('state-band', 'phone');
    expect(await page.locator('section.state[role=alert]').count()).toBe(3);
    expect(await page.locator('section.state[role=status]').innerText()).toContain('正在连接服务器');
  });
});
