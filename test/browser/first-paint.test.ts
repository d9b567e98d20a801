/**
 * From a cold load to live nothing jumps on a station: what stands there keeps its place when the fonts come and when the
 * first snapshot fills it. Measured by the browser itself, as layout shift.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage } from '../support/chromium.ts';
import { type DemoOffice, openDemoOffice } from './demo-office.ts';

interface Shift {
  readonly value: number;
  readonly atMs: number;
  readonly of: readonly string[];
}

const LIVE = {
  'entrance hall': { path: 'entrance', size: 'hall', live: '.totals dd:has-text("38")' },
  'entrance board': { path: 'entrance', size: 'board', live: '.totals dd:has-text("38")' },
  duty: { path: 'duty', size: 'duty', live: '.line:has-text("待接")' },
  cabinet: { path: 'cabinet', size: 'cabinet', live: '.ask:has-text("请刷卡")' },
} as const;

describe('the first paint of a station', () => {
  let office: DemoOffice;
  beforeAll(async () => {
    office = await openDemoOffice('09:30');
  });
  afterAll(() => office?.close());

  it.each(Object.entries(LIVE))('%s: nothing moves until it is live', async (_name, { path, size, live }) => {
    const { page, context } = await openPage(office.browser, 'about:blank', size);
    await page.addInitScript(watchShifts);
    await page.goto(`${office.service.origin}/${path}`);
    await page.locator(live).first().waitFor();
    // The next two frames: what the last font or value did to the page is told with the frame after it.
    const shifts = await page.evaluate(async (): Promise<unknown> => {
      await document.fonts.ready;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return Reflect.get(window, 'shifts');
    });
    expect(shifts).toEqual([]);
    await context.close();
  });
});

/** In the page, before anything of it runs. */
function watchShifts(): void {
  const shifts: Shift[] = [];
  Reflect.set(window, 'shifts', shifts);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, sources } = entry as PerformanceEntry & {
        readonly value: number;
        readonly sources: readonly { readonly node: Node | null }[];
      };
      const of = sources.map(({ node }) =>
        node instanceof Element
          ? `${node.tagName} ${node.className}`
          : (node?.parentElement?.className ?? ''),
      );
      shifts.push({ value, atMs: entry.startTime, of });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}
