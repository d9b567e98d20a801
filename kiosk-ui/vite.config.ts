/**
 * Builds the screens: one page and one small bundle each, into dist/kiosk-ui. `--mode stories` adds the gallery of
 * components and the page of stories for looking at every state; the production build knows neither.
 */
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { SHELL_CHUNK, stationShell } from './station-shell.ts';

const PAGES = ['entrance', 'duty', 'cabinet', 'desk', 'bench'];
/** The shell keeps these; the bench stands on the developer's own machine. */
const KEPT_PAGES = ['entrance', 'duty', 'cabinet', 'desk'];
const DEVELOPMENT_PAGES = ['stories', 'gallery'];
/** As the service's own (server/app.ts), so that what it forbids already fails in the gallery. */
const SERVICE_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'";

/** The kiosk's Chromium reads woff2: the older copies of every slice would double the build for nobody. */
function onlyWoff2(): Plugin {
  return {
    name: 'only-woff2',
    enforce: 'pre',
    transform: (code, id) =>
      id.includes('@fontsource') && id.endsWith('.css')
        ? { code: code.replaceAll(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, ''), map: null }
        : undefined,
  };
}

export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  base: '/',
  appType: 'mpa',
  preview: { headers: { 'content-security-policy': SERVICE_CSP } },
  plugins: [
    onlyWoff2(),
    svelte({ configFile: join(import.meta.dirname, 'svelte.config.js') }),
    stationShell(KEPT_PAGES),
  ],
  build: {
    outDir: join(import.meta.dirname, '..', 'dist', 'kiosk-ui'),
    emptyOutDir: true,
    // Nothing inline: the CSP allows fonts and scripts from our own origin only, never from data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
    rolldownOptions: {
      input: {
        ...Object.fromEntries(
          [...PAGES, ...(mode === 'stories' ? DEVELOPMENT_PAGES : [])].map((page) => [
            page,
            join(import.meta.dirname, `${page}.html`),
          ]),
        ),
        [SHELL_CHUNK]: join(import.meta.dirname, 'shell', 'shell.ts'),
      },
      output: {
        entryFileNames: ({ name }) => (name === SHELL_CHUNK ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
}));
