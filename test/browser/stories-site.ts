/**
 * The pages of stories and of components, which the product does not carry: built when their sources have changed, and
 * served under the service's own policy of content.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build, preview } from 'vite';
import { fingerprintOf, isStale } from '../support/build-stamp.mjs';
import { launchChromium, openPage, type OpenPage, type SizeName } from '../support/chromium.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const CONFIG = join(ROOT, 'kiosk-ui', 'vite.config.ts');
const FOLDER = join(ROOT, 'node_modules', '.cache', 'dianmao-stories');
const STAMP = `${FOLDER}.built`;
const SOURCES = ['kiosk-ui', 'server/contract', 'package-lock.json'];

export interface StoriesSite {
  readonly browser: Browser;
  /** Ends without a slash. */
  readonly origin: string;
  /** One component of the gallery, alone on its page. */
  openComponent(name: string, size?: SizeName, language?: 'zh-CN' | 'en'): Promise<OpenPage>;
  close(): Promise<void>;
}

export async function openStories(): Promise<StoriesSite> {
  const output = { outDir: FOLDER, emptyOutDir: true };
  if (isStale(STAMP, ROOT, SOURCES)) {
    // Taken before the build: what is saved meanwhile is not of what was built.
    const seen = fingerprintOf(ROOT, SOURCES);
    mkdirSync(FOLDER, { recursive: true });
    await build({ configFile: CONFIG, mode: 'stories', logLevel: 'warn', build: output });
    writeFileSync(STAMP, seen);
  }
  const server = await preview({
    configFile: CONFIG,
    mode: 'stories',
    build: output,
    preview: { host: '127.0.0.1', port: 0, open: false },
  });
  const origin = (server.resolvedUrls?.local[0] ?? '').replace(/\/$/, '');
  const browser = await launchChromium();
  return {
    browser,
    origin,
    openComponent: async (name, size = 'desk', language = 'zh-CN') => {
      const opened = await openPage(browser, `${origin}/gallery?only=${name}&lang=${language}`, size);
      await opened.page.locator('main').waitFor();
      return opened;
    },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
