/** Debian's Chromium under Playwright, with nothing of it going out to a network. */
import { mkdirSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Stations' screens at their true size. */
export const SIZES = {
  hall: { width: 1080, height: 1920 },
  board: { width: 1920, height: 1080 },
  duty: { width: 1920, height: 1080 },
  cabinet: { width: 1280, height: 800 },
  desk: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;
export type SizeName = keyof typeof SIZES;

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the page's console and its uncaught exceptions. */
  readonly errors: readonly string[];
}

export async function openPage(browser: Browser, url: string, size: SizeName): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: SIZES[size], locale: 'zh-CN' });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(url);
  return { page, context, errors };
}

/** Keeps a picture for people to look at, under `test-results/screens/`. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync('test-results/screens', { recursive: true });
  await page.screenshot({ path: `test-results/screens/${name}.png` });
}
