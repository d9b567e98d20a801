/**
 * What the person before a screen gets: how soon a badge at the wire is painted, how soon a station's screen is there
 * on a cold cache, and how much code it loads. In Chromium on this machine, against the whole service.
 */
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, SIZES, type SizeName } from '../support/chromium.ts';
import type { Service } from '../support/service.ts';
import { until } from '../support/until.ts';
import { idTwelveFrame } from './badge-wire.ts';
import { type Figure, figure, median, percentile } from './figures.ts';
import { cardOf, nameOf } from './large-office.ts';
import { passUntil } from './pace.ts';

/** Forty badges in a minute: a queue at the door. */
const BADGES = 40;
const BADGE_EVERY_MS = 1500;
/** One load in nine takes half as long again: a median of few would be luck. */
const LOADS = 9;
const STATIONS: readonly (readonly [path: string, size: SizeName])[] = [
  ['entrance', 'hall'],
  ['duty', 'duty'],
  ['cabinet', 'cabinet'],
];
const KILOBYTE = 1000;

/** `device`: the far end of the entrance's card reader. `firstCard`: the first of forty that nobody has used today. */
export async function measureScreens(
  service: Service,
  device: string,
  firstCard: number,
): Promise<readonly Figure[]> {
  const browser = await launchChromium();
  const entrance = openSync(device, constants.O_RDWR | constants.O_NOCTTY);
  try {
    return [
      ...(await measurePainting(browser, service, entrance, firstCard)),
      ...(await measureLoads(browser, service)),
    ];
  } finally {
    closeSync(entrance);
    await browser.close();
  }
}

async function measurePainting(
  browser: Browser,
  service: Service,
  entrance: number,
  firstCard: number,
): Promise<readonly Figure[]> {
  const page = await browser.newPage({ viewport: SIZES.hall });
  await page.goto(`${service.origin}/entrance`);
  await page.locator('footer').waitFor();
  await page.evaluate(NOTE_PAINTED_NAMES);
  const aheadMs = await pageClockAheadMs(page);
  const fedAtMs: number[] = [];
  const startMs = performance.now();
  for (let badge = 0; badge < BADGES; badge += 1) {
    await passUntil(startMs + badge * BADGE_EVERY_MS);
    fedAtMs.push(performance.now());
    writeSync(entrance, idTwelveFrame(cardOf(firstCard + badge)));
  }
  let painted: Readonly<Record<string, number>> = {};
  await until('the last card is painted', async () => {
    painted = await paintedNames(page);
    return painted[nameOf(firstCard + BADGES - 1)] !== undefined;
  });
  await page.close();
  const tookMs = fedAtMs.flatMap((fedMs, badge) => {
    const paintedMs = painted[nameOf(firstCard + badge)];
    return paintedMs === undefined ? [] : [paintedMs - aheadMs - fedMs];
  });
  const aim = `≤ 100, bytes at the wire to the frame that shows the name; ${tookMs.length} of ${BADGES} in a minute`;
  return [
    figure('badge_to_paint_p50', median(tookMs), 'ms', undefined, 'of the same'),
    figure('badge_to_paint_p99', percentile(tookMs, 99), 'ms', undefined, aim),
    figure('badges_left_waiting', BADGES - tookMs.length, 'badges', undefined, '0: each has been painted'),
  ];
}

/**
 * Runs in the page: when a name comes up on the badge card, notes the moment after the frame that shows it was made.
 * A message posted from within a frame's callback is handled once that frame has been drawn.
 */
const NOTE_PAINTED_NAMES = `(() => {
  const painted = (window.paintedNames = {});
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => {
    const now = performance.now();
    for (const name of waiting.splice(0)) painted[name] ??= now;
  };
  new MutationObserver(() => {
    const name = document.querySelector('section.card .name')?.textContent;
    if (!name || painted[name] !== undefined) return;
    requestAnimationFrame(() => {
      waiting.push(name);
      channel.port2.postMessage(0);
    });
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
})()`;

async function paintedNames(page: Page): Promise<Readonly<Record<string, number>>> {
  const names: unknown = await page.evaluate('window.paintedNames');
  const entries = typeof names === 'object' && names !== null ? Object.entries(names) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

/** How far the page's monotonic clock is ahead of ours: from the quickest of many questions, half of its way there. */
async function pageClockAheadMs(page: Page): Promise<number> {
  let [quickestMs, aheadMs] = [Infinity, 0];
  for (let question = 0; question < 50; question += 1) {
    const askedMs = performance.now();
    const pageMs = Number(await page.evaluate('performance.now()'));
    const tookMs = performance.now() - askedMs;
    if (tookMs >= quickestMs) continue;
    quickestMs = tookMs;
    aheadMs = pageMs - (askedMs + tookMs / 2);
  }
  return aheadMs;
}

async function measureLoads(browser: Browser, service: Service): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const [path, size] of STATIONS) {
    // Looking into the scripts takes time of its own, so that load is not timed.
    const { scriptBytes } = await coldLoad(browser, service, path, size, true);
    const tookMs: number[] = [];
    for (let load = 0; load < LOADS; load += 1)
      tookMs.push((await coldLoad(browser, service, path, size, false)).tookMs);
    figures.push(
      figure(
        `${path}_interactive_ms`,
        median(tookMs),
        'ms',
        undefined,
        `≤ 1,000, cold cache, address entered to live figures and the clock; median of ${LOADS}`,
      ),
      figure(`${path}_script_kb`, scriptBytes / KILOBYTE, 'kB', undefined, '≤ 150, gzipped, without fonts'),
    );
  }
  return figures;
}

interface ColdLoad {
  readonly tookMs: number;
  readonly scriptBytes: number;
}

/** A context of its own has a cache of its own. */
async function coldLoad(
  browser: Browser,
  service: Service,
  path: string,
  size: SizeName,
  looksIntoScripts: boolean,
): Promise<ColdLoad> {
  const context = await browser.newContext({ viewport: SIZES[size], locale: 'zh-CN' });
  const page = await context.newPage();
  const scripts: Promise<number>[] = [];
  page.on('response', (response) => {
    if (looksIntoScripts && new URL(response.url()).pathname.endsWith('.js'))
      scripts.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(`${service.origin}/${path}`, { waitUntil: 'commit' });
  // The journal's position stands in the foot once the first snapshot and the first heartbeat are there.
  await page.locator('footer', { hasText: /第 \d+ 条/ }).waitFor();
  const tookMs = Number(await page.evaluate('performance.now()'));
  const sizes = await Promise.all(scripts);
  await context.close();
  return { tookMs, scriptBytes: sizes.reduce((sum, bytes) => sum + bytes, 0) };
}
