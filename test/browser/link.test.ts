/**
 * The link between the screens and the service is lost and comes back: every screen is right again by itself, and none
 * leaves an error in the browser's console. The network is cut at the wire, once refused and once silent.
 */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CuttableLink, openCuttableLink } from '../support/cuttable-link.ts';
import { DEFAULT_INSTALLATION } from '../../server/config-default.ts';
import { until } from '../support/until.ts';
import { type DemoOffice, openDemoOffice, shows, signInAt } from './demo-office.ts';
import { startService } from '../support/service.ts';

/** screens.md: within 3 s; half a second for a busy machine to draw it. */
const VEIL_WITHIN_MS = 3500;
const PATHS = ['entrance', 'duty', 'cabinet', 'desk'] as const;
type Path = (typeof PATHS)[number];

interface Screen {
  readonly path: Path;
  readonly page: Page;
  readonly context: BrowserContext;
}

let link: CuttableLink;
let config: string;
let office: DemoOffice;
let screens: readonly Screen[];
/** Taken out when they are looked at: an error fails the test that it came in, and no other. */
const errors: string[] = [];

beforeAll(async () => {
  link = await openCuttableLink();
  const server = { ...DEFAULT_INSTALLATION.server, allowedOrigins: [link.origin] };
  config = JSON.stringify({ ...DEFAULT_INSTALLATION, server });
  office = await openDemoOffice('07:26', { config });
  link.leadTo(office.service.origin);
  screens = await Promise.all(PATHS.map((path) => openScreen(path)));
});
beforeEach(() => areRight());
// Also after a failure, so that the next one fails of its own.
afterEach(() => link.mend());
afterAll(async () => {
  await office?.close();
  await link?.close();
});

async function openScreen(path: Path): Promise<Screen> {
  const context = await office.browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${path}: ${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => errors.push(`${path}: ${String(error)}`));
  // Its timers run as always, until a test moves them on.
  await page.clock.install();
  await page.goto(`${link.origin}/${path}`);
  if (path === 'desk') await signInAt(page, 'zhouhaitao', office.password);
  await isRight(page);
  await until(`${path} is kept`, () =>
    page.evaluate(async () => {
      const worker = navigator.serviceWorker.controller;
      return worker?.state === 'activated' && (await caches.keys()).length === 1;
    }),
  );
  // What it shows must not hang on a font that is still under way.
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return { path, page, context };
}

/** Live: no veil, and in the foot what only the service can tell. */
async function isRight(page: Page): Promise<void> {
  await page.locator('.veil').waitFor({ state: 'detached', timeout: 30_000 });
  await shows(page, 'footer', /第\s*\d+\s*条/, 30_000);
}

async function areRight(): Promise<void> {
  for (const { page } of screens) await isRight(page);
}

async function areVeiled(): Promise<void> {
  const sinceMs = performance.now();
  const took = await Promise.all(
    screens.map(async ({ path, page }) => {
      await page.locator('.veil').waitFor();
      return [path, Math.round(performance.now() - sinceMs)] as const;
    }),
  );
  expect(took.filter(([, ms]) => ms > VEIL_WITHIN_MS)).toEqual([]);
  for (const { page } of screens) await shows(page, '[role=alert]', /连接中断，自 \d\d:\d\d:\d\d 起/);
}

function entrance(): Page {
  const found = screens.find(({ path }) => path === 'entrance');
  if (found === undefined) throw new Error('the entrance is not open');
  return found.page;
}

async function signedIn(page: Page): Promise<number> {
  return Number(await page.locator('.totals dd').nth(1).innerText());
}

/** Badges one after the other until one has not signed in before. */
async function signInSomebody(witness: Page): Promise<void> {
  const before = await signedIn(witness);
  // Names of two characters are set with a space between.
  for (const { name, cards } of office.people.filter((person) => [...person.name].length === 3)) {
    if (cards.length === 0) continue;
    const card = witness.locator('section.card', { hasText: name });
    await office.swipeUntil('entrance-card', name, () => card.isVisible());
    if ((await signedIn(witness)) > before) return;
  }
  throw new Error('everybody has signed in already');
}

describe('a network that is gone', () => {
  it.each(['refuse', 'silence'] as const)('for a moment loses nothing (%s)', async (cut) => {
    // It stands before the cut, as the service itself does.
    const { page: witness, context } = await office.open('entrance', 'hall');
    await isRight(witness);
    const before = await signedIn(witness);
    await link[cut]();
    await signInSomebody(witness);
    // Taken down or as it was, never anything else.
    const shown = await signedIn(entrance());
    expect(Number.isNaN(shown) ? before : shown).toBe(before);
    await link.mend();
    await areRight();
    await until(
      'the entrance counts who signed in meanwhile',
      async () => (await signedIn(entrance())) > before,
    );
    await context.close();
    expect(errors.splice(0)).toEqual([]);
  });

  it.each(['refuse', 'silence'] as const)(
    'for five minutes veils every screen within 3 s, and all are right again by themselves (%s)',
    async (cut) => {
      await link[cut]();
      await areVeiled();
      for (const { page } of screens) await page.clock.fastForward('05:00');
      for (const { page } of screens) expect(await page.locator('.veil').count()).toBe(1);
      await link.mend();
      await areRight();
      expect(errors.splice(0)).toEqual([]);
    },
  );
});

describe('a screen that is loaded anew', () => {
  it('is right while the service is there', async () => {
    await Promise.all(screens.map(({ page }) => page.reload()));
    await areRight();
    expect(errors.splice(0)).toEqual([]);
  });

  it.each(['refuse', 'silence'] as const)(
    'while the network is gone shows itself and that it waits, and comes by itself (%s)',
    async (cut) => {
      await link[cut]();
      await Promise.all(screens.map(({ page }) => page.reload()));
      for (const { page } of screens) {
        await page.getByText('正在连接服务器').waitFor();
        expect(await page.locator('body').innerText()).not.toMatch(/第\s*\d+\s*条/);
      }
      await link.mend();
      await areRight();
      expect(errors.splice(0)).toEqual([]);
    },
  );
});

describe('a service that is started anew', () => {
  it('has its screens back, the desk without signing in again, also those loaded while it starts', async () => {
    await office.service.kill();
    await areVeiled();
    const starting = startService({ data: office.service.data, config });
    await Promise.all(screens.slice(0, 2).map(({ page }) => page.reload()));
    const service = await starting;
    try {
      link.leadTo(service.origin);
      await areRight();
      expect(await signedIn(entrance())).not.toBeNaN();
      expect(errors.splice(0)).toEqual([]);
    } finally {
      await service.stop();
    }
  });
});
