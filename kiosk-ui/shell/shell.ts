/**
 * The stations' shell, a service worker: it keeps the pages of one build with the files they load, so that a screen
 * that reloads or starts while the service is away shows itself and waits, and it asks for a page whether the service
 * answers, because a browser writes every refused connection of a page into that page's console.
 *
 * It holds what anybody may load and nothing else: no answer of /api, no live stream, nothing of a person. A page comes
 * from the service whenever that answers in time, so that an update is never hidden. One build is kept; the shell of
 * the next one, which is another file with another build in it, takes the place of this one and drops what it kept.
 */
export {};
declare const self: ServiceWorkerGlobalScope;
/** Written before this file by the build (station-shell.ts). */
declare const SHELL: {
  readonly build: string;
  /** `/entrance` and the other pages. */
  readonly pages: readonly string[];
  /** What every page needs to run: scripts, styles, the icon. */
  readonly files: readonly string[];
  /** Kept once a page has loaded them: fonts, of which a page needs a few slices. */
  readonly later: readonly string[];
};

const CACHE_PREFIX = 'dianmao-shell-';
const CACHE = `${CACHE_PREFIX}${SHELL.build}`;
/** A page that has not come by then comes from here; the service takes some milliseconds. */
const PAGE_LIMIT_MS = 3000;
/** Less than the three seconds after which a screen greys: a silent network is noticed at the first asking. */
const ANSWER_LIMIT_MS = 2500;
/** What a proxy says that stands before a service that is not there. */
const NOBODY_THERE = [502, 504];

self.addEventListener('install', (event) => {
  event.waitUntil(keepBuild().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOtherBuilds().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate' && SHELL.pages.includes(pathname))
    event.respondWith(currentPage(request, pathname));
  else if (SHELL.files.includes(pathname) || SHELL.later.includes(pathname))
    event.respondWith(keptFile(request, pathname));
});

self.addEventListener('message', (event) => {
  const port = event.ports[0];
  if (event.data === 'does the service answer') {
    event.waitUntil(serviceAnswers().then((answers) => port?.postMessage(answers)));
  } else if (Array.isArray(event.data)) {
    event.waitUntil(keepLoaded(event.data));
  }
});

/** All or nothing: a page must never be kept without its scripts, nor with those of another build. */
async function keepBuild(): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const path of [...SHELL.pages, ...SHELL.files]) {
    const response = await fetch(path, { cache: path.startsWith('/assets/') ? 'default' : 'no-cache' });
    if (!response.ok) throw new Error(`${path} answers ${response.status}`);
    if (SHELL.pages.includes(path) && !(await response.clone().text()).includes(`content="${SHELL.build}"`))
      throw new Error(`${path} is of another build than ${SHELL.build}`);
    await cache.put(path, response);
  }
}

async function dropOtherBuilds(): Promise<void> {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** The service's page where it answers in time; else the one kept. The query stays with the address, not in the cache. */
async function currentPage(request: Request, pathname: string): Promise<Response> {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PAGE_LIMIT_MS) });
    // To its end, within the limit: half a page would be worse than the one that is kept.
    const text = await response.blob();
    if (response.status < 500) return new Response(text, response);
  } catch {
    // Away, or silent: what is kept tells the person so.
  }
  return (await keptIn(pathname)) ?? fetch(request);
}

/** Built names carry a hash of their content, so what is kept is what would come. */
async function keptFile(request: Request, pathname: string): Promise<Response> {
  const kept = await keptIn(pathname);
  if (kept !== undefined) return kept;
  try {
    const response = await fetch(request);
    if (response.ok) await (await caches.open(CACHE)).put(pathname, response.clone());
    return response;
  } catch {
    // Only fonts are not kept from the start. Without this slice the machine's own font shows the sign.
    return new Response(null, { headers: { 'content-type': 'font/woff2' } });
  }
}

async function keptIn(pathname: string): Promise<Response | undefined> {
  return (await caches.open(CACHE)).match(pathname);
}

/** What a page had loaded before there was a shell; the browser's own cache still has it. */
async function keepLoaded(paths: readonly unknown[]): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const path of new Set(paths)) {
    if (typeof path !== 'string' || !SHELL.later.includes(path)) continue;
    if ((await cache.match(path)) === undefined) await cache.add(path);
  }
}

async function serviceAnswers(): Promise<boolean> {
  try {
    const { status } = await fetch('/healthz', {
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    return !NOBODY_THERE.includes(status);
  } catch {
    return false;
  }
}
