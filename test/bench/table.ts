/**
 * The table of 10,000 rows that registers are made of: how soon it is there, its end, what is found in it and its other
 * order. In Chromium on this machine, on the gallery's page; each figure ends with the frame that shows the answer.
 */
import type { Page } from 'playwright-core';
import { openStories } from '../browser/stories-site.ts';
import { SIZES } from '../support/chromium.ts';
import { type Figure, figure, median } from './figures.ts';

const ROUNDS = 5;
const ROWS = 10_000;
const TABLE = `[role=grid][aria-rowcount="${ROWS + 1}"]`;
const KEYS = ['shown', 'end', 'found', 'sorted'] as const;
type Took = Readonly<Record<(typeof KEYS)[number], number>>;

export async function measureTable(): Promise<readonly Figure[]> {
  const site = await openStories();
  try {
    const rounds: Took[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const context = await site.browser.newContext({ viewport: SIZES.desk, locale: 'zh-CN' });
      const page = await context.newPage();
      await page.addInitScript(MEASURE);
      rounds.push(await once(page, `${site.origin}/gallery?only=data-table`));
      await context.close();
    }
    const at = (key: keyof Took): number => median(rounds.map((took) => took[key]));
    return [
      figure('table_10000_rows_ms', at('shown'), 'ms', undefined, '≤ 1,000, address entered to rows painted'),
      figure(
        'table_10000_end_ms',
        at('end'),
        'ms',
        undefined,
        '≤ 100, scrolled from the first to the last row',
      ),
      figure(
        'table_10000_filter_ms',
        at('found'),
        'ms',
        undefined,
        '≤ 200, a name typed to its rows painted',
      ),
      figure(
        'table_10000_sort_ms',
        at('sorted'),
        'ms',
        undefined,
        '≤ 200, a heading pressed to rows in order',
      ),
    ];
  } finally {
    await site.close();
  }
}

async function once(page: Page, address: string): Promise<Took> {
  await page.goto(address, { waitUntil: 'commit' });
  const took: unknown[] = [];
  for (const step of [SHOWN, END, FOUND, SORTED]) took.push(await page.evaluate(step));
  const [shown = NaN, end = NaN, found = NaN, sorted = NaN] = took.map(Number);
  return { shown, end, found, sorted };
}

/**
 * Runs in the page: the milliseconds from the act to the frame that shows it, frame by frame. A message posted from
 * within a frame's callback is handled once that frame has been drawn.
 */
const MEASURE = `window.took = (act, shows) => new Promise((give) => {
  const channel = new MessageChannel();
  const began = act();
  const look = () => requestAnimationFrame(() => {
    if (!shows()) return look();
    channel.port1.onmessage = () => give(performance.now() - began);
    channel.port2.postMessage(0);
  });
  look();
});
window.rowsOf = () => [...document.querySelectorAll('${TABLE} tbody tr[data-index]')];
window.seen = (row) => {
  const { top, bottom } = row.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};`;
const SHOWN = `took(() => 0, () => rowsOf().length > 0)`;
const END = `took(() => {
  const began = performance.now();
  scrollTo(0, document.documentElement.scrollHeight);
  return began;
}, () => rowsOf().some((row) => row.dataset.index === '${ROWS - 1}' && seen(row)))`;
const FOUND = `(() => {
  const field = [...document.querySelectorAll('.tools input[type=search]')].at(-1);
  scrollTo(0, field.getBoundingClientRect().top + scrollY - 200);
  return took(() => {
    const began = performance.now();
    field.value = '阿卜杜热合曼';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    return began;
  }, () => {
    const inSight = [...document.querySelectorAll('[role=grid][aria-rowcount="2001"] tbody tr')].filter(seen);
    return inSight.length > 0 && inSight.every((row) => row.textContent.includes('阿卜杜热合曼'));
  });
})()`;
const SORTED = `(async () => {
  const field = [...document.querySelectorAll('.tools input[type=search]')].at(-1);
  await took(() => {
    field.value = '';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    return 0;
  }, () => rowsOf().some(seen));
  const heading = [...document.querySelectorAll('${TABLE} thead button')].find((key) => key.textContent.includes('接听人'));
  return took(() => {
    const began = performance.now();
    heading.click();
    return began;
  }, () => {
    const inSight = rowsOf().filter(seen);
    return heading.closest('th').ariaSort === 'ascending' && inSight.length > 0 &&
      inSight.every((row) => row.textContent.includes('阿卜杜热合曼'));
  });
})()`;
