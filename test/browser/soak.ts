/**
 * `npm run soak`: twelve hours of an entrance in fifteen minutes, before a screen that is never reloaded. People badge
 * with card and finger, strangers too, cables come out, the network is cut; the screen's heap and its nodes must stay
 * flat and its console empty. `-- --minutes 5` runs a shorter time at the same pace and judges it by the same bounds;
 * `--leak` has the page keep something of every badge, to see that the judgement finds it. Ends with 1 where it fails.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CDPSession, Page } from 'playwright-core';
import { DEFAULT_INSTALLATION } from '../../server/config-default.ts';
import { growthOf } from '../bench/growth.ts';
import { passUntil } from '../bench/pace.ts';
import { openPage } from '../support/chromium.ts';
import { type CuttableLink, openCuttableLink } from '../support/cuttable-link.ts';
import { DEMO_DATE, type DemoOffice, openDemoOffice, shows } from './demo-office.ts';

const MINUTES = 15;
/** Office seconds a real second: twelve hours in fifteen minutes. */
const SPEED = 48;
const DAYS_A_MINUTE = SPEED / (24 * 60);
const ROUND_MS = 2000;
/** Eight rounds, the last two of them quiet, then a look: every look sees the screen at rest, without card and board. */
const LOOK_EVERY = 8;
const QUIET_FROM = 6;
const STRANGER = '0B00123456';
const ENSURE_BUILT = join(import.meta.dirname, '..', 'support', 'ensure-built.mjs');

/**
 * What thirty days may add at most. A kiosk is loaded anew by the next update or power cut; until then it must live in
 * the memory of a small PC, where the browser itself takes hundreds of MB. One kilobyte left behind by each of a day's
 * thousand badges would make 30 MB, and one node by every tenth of them 3,000.
 */
const FIGURES = [
  { what: 'heap', unit: 'MB', most: 30, of: (look: PageLook) => look.heapBytes / 1e6, digits: 2 },
  { what: 'nodes', unit: '', most: 3000, of: (look: PageLook) => look.nodes, digits: 0 },
  { what: 'listeners', unit: '', most: 3000, of: (look: PageLook) => look.listeners, digits: 0 },
] as const;

interface PageLook {
  readonly days: number;
  readonly heapBytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** Runs in the page. */
const LEAK = `(() => {
  const kept = (window.keptForever = []);
  new MutationObserver(() => kept.push(document.createElement('p'), 'x'.repeat(500) + kept.length))
    .observe(document.querySelector('main') ?? document.body, { childList: true, subtree: true });
})()`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: String(MINUTES) },
      leak: { type: 'boolean', default: false },
    },
  });
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new Error(`--minutes ${values.minutes} is no number of minutes`);
  if (spawnSync(process.execPath, [ENSURE_BUILT], { stdio: 'inherit' }).status !== 0) return 1;
  const link = await openCuttableLink();
  const server = { ...DEFAULT_INSTALLATION.server, allowedOrigins: [link.origin] };
  const office = await openDemoOffice('06:00', {
    config: JSON.stringify({ ...DEFAULT_INSTALLATION, server }),
    // Said twice, the later one counts.
    arguments: ['--demo-clock', `${DEMO_DATE}T06:00/${SPEED}x`],
  });
  try {
    link.leadTo(office.service.origin);
    return await soak(office, link, minutes, values.leak);
  } finally {
    await office.close();
    await link.close();
  }
}

async function soak(office: DemoOffice, link: CuttableLink, minutes: number, leak: boolean): Promise<number> {
  const { page, context, errors } = await openPage(office.browser, `${link.origin}/entrance`, 'hall');
  await shows(page, 'footer', /第\s*\d+\s*条/);
  if (leak) await page.evaluate(LEAK);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  const looks: PageLook[] = [];
  const startMs = performance.now();
  const rounds = Math.round((minutes * 60_000) / ROUND_MS);
  for (let round = 0; round < rounds; round += 1) {
    await passUntil(startMs + round * ROUND_MS);
    if (round % LOOK_EVERY < QUIET_FROM) await happen(office, link, round);
    const passedDays = ((performance.now() - startMs) / 60_000) * DAYS_A_MINUTE;
    if (round % LOOK_EVERY === LOOK_EVERY - 1) looks.push(await look(session, passedDays));
  }
  await link.mend();
  return report(looks, errors, await painted(page));
}

/** One round of a morning that never ends. The link is cut for six seconds every other minute, in turn both ways. */
async function happen(office: DemoOffice, link: CuttableLink, round: number): Promise<void> {
  const person = office.people[round % office.people.length];
  const [card] = person?.cards ?? [];
  const print = person?.fingers[0]?.print;
  if (round % 2 === 0 && card !== undefined)
    await office.act({ act: 'swipe-card', deviceId: 'entrance-card', cardNumber: card });
  else if (print !== undefined)
    await office.act({ act: 'press-finger', deviceId: 'entrance-finger', print, holdMs: 700 });
  if (round % 7 === 3)
    await office.act({ act: 'swipe-card', deviceId: 'entrance-card', cardNumber: STRANGER });
  if (round % 16 === 2) await office.act({ act: 'unplug', deviceId: 'entrance-finger' });
  if (round % 16 === 4) await office.act({ act: 'plug', deviceId: 'entrance-finger' });
  if (round % 120 === 32) await link.refuse();
  if (round % 120 === 88) link.silence();
  if ([35, 91].includes(round % 120)) await link.mend();
}

/** After two collections: what the first one's finalizers let go, the second takes. */
async function look(session: CDPSession, days: number): Promise<PageLook> {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const named = new Map(metrics.map(({ name, value }) => [name, value]));
  return {
    days,
    heapBytes: named.get('JSHeapUsedSize') ?? 0,
    nodes: named.get('Nodes') ?? 0,
    listeners: named.get('JSEventListeners') ?? 0,
  };
}

/** Live at the end: a screen that has stopped would be flat as well. */
async function painted(page: Page): Promise<boolean> {
  await page.locator('.veil').waitFor({ state: 'detached' });
  return /第\s*\d+\s*条/.test(await page.locator('footer').innerText());
}

function report(looks: readonly PageLook[], errors: readonly string[], live: boolean): number {
  console.log('hours  heap MB  nodes  listeners');
  for (const { days, heapBytes, nodes, listeners } of looks)
    console.log(
      `${(days * 24).toFixed(1).padStart(5)}  ${(heapBytes / 1e6).toFixed(2).padStart(7)}  ` +
        `${String(nodes).padStart(5)}  ${String(listeners).padStart(9)}`,
    );
  let flat = true;
  for (const { what, unit, most, of, digits } of FIGURES) {
    const growth = growthOf(looks.map((one) => ({ days: one.days, value: of(one) })));
    const good = growth.inMonthAtMost <= most;
    flat &&= good;
    const figure = (value: number): string => value.toFixed(digits);
    console.log(
      `${what}: ${figure(growth.first)} → ${figure(growth.last)} ${unit} in the second half; thirty days would add ` +
        `${figure(growth.inMonth)}, at most ${figure(growth.inMonthAtMost)} ${unit} (bound ${most}): ` +
        (good ? 'flat' : 'NOT FLAT'),
    );
  }
  for (const error of errors) console.log(`console: ${error}`);
  if (!live) console.log('The screen was not live at the end.');
  return flat && live && errors.length === 0 ? 0 : 1;
}

process.exit(await main());
