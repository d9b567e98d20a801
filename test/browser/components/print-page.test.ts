/** A paper of the office as the printer gets it: its pages, their words, and nothing of the screen around it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStories, type StoriesSite } from '../stories-site.ts';

const PAPER = 'test-results/screens/print-page.pdf';
/** A4, PDF points. */
const A4 = /Page size: +59[45](\.\d+)? x 84[12](\.\d+)? pts/;

describe('a printed paper', () => {
  let site: StoriesSite;

  beforeAll(async () => {
    site = await openStories();
  });
  afterAll(async () => {
    await site?.close();
  });

  it('has its 文头, its table with the heading on each page, its 落款, and numbers and the journal at the foot', async () => {
    const { page, context, errors } = await site.openComponent('print-page');
    await page.evaluate(() => document.fonts.ready);
    mkdirSync('test-results/screens', { recursive: true });
    await page.pdf({ path: PAPER, preferCSSPageSize: true });
    expect(execFileSync('pdfinfo', [PAPER], { encoding: 'utf8' })).toMatch(A4);
    const pages = execFileSync('pdftotext', ['-layout', PAPER, '-'], { encoding: 'utf8' })
      .split('\f')
      .slice(0, -1)
      .map((text) => text.replaceAll(/\s+/g, ''));
    expect(pages).toHaveLength(3);
    for (const [at, text] of pages.entries()) {
      expect(text).toContain('科室姓名应到按时迟到备注');
      expect(text).toContain(`—${at + 1}—`);
      expect(text).toContain('原始记录第18402条首部7c1e90ab4f3d22c8');
    }
    expect(pages[0]).toMatch(/^肥城市人民政府办公室考勤通报〔2026〕第10期2026年10月机关考勤情况/);
    expect(pages[2]).toContain('市政府办公室2026年11月6日');
    expect(pages.join('')).not.toMatch(/部件样张|print-page|English/);
    // Every one of the 64 rows is there, and none is torn over two pages.
    expect(pages.join('').match(/18(?:18|17|16)[012]/g)).toHaveLength(64);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('is black on the usual printer, though cinnabar on the screen', async () => {
    const { page, context } = await site.openComponent('print-page');
    const colour = (): Promise<string> =>
      page.locator('.office').evaluate((name) => getComputedStyle(name).color);
    expect(await colour()).toBe('rgb(190, 42, 27)');
    await page.emulateMedia({ media: 'print' });
    expect(await colour()).toBe('rgb(0, 0, 0)');
    expect(
      await page.locator('.notice-sheet').evaluate((sheet) => getComputedStyle(sheet).textAutospace),
    ).toBe('no-autospace');
    await context.close();
  });

  it('keeps the proportion of A4 on the screen, down to a phone', async () => {
    const { page, context } = await site.openComponent('print-page', 'phone');
    const box = await page.locator('.notice-sheet').boundingBox();
    expect(box?.width).toBeLessThanOrEqual(390);
    expect((box?.height ?? 0) / (box?.width ?? 1)).toBeGreaterThanOrEqual(297 / 210 - 0.01);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await context.close();
  });
});
