/**
 * The page's side of the stations' shell (kiosk-ui/shell): asks it to keep the pages, and asks through it whether the
 * service answers. Browsers give a page a service worker over TLS or on the machine itself only; elsewhere there is no
 * shell, and a page finds out about the service by trying.
 */
import type { ClockPort } from './screen-port.ts';

const SHELL = '/shell.js';
const QUESTION = 'does the service answer';
/**
 * The shell gives up after 2.5 s. One that says nothing by then, twice running, is out of order, and the page tries by
 * itself; once may be the page's own clock, which on a machine that slept or was busy comes due before the answer.
 */
const SHELL_LIMIT_MS = 5000;
const SILENCES_MAX = 2;
/** A new shell fetches every page; then the page that wants it loads without waiting any longer. */
const RENEWAL_LIMIT_MS = 10_000;

/** The build that this page is of; undefined in development. */
export function buildOfPage(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content;
}

/** Has this page kept for when the service is away. Call once it is up: the first load must not wait for it. */
export async function keepPage(): Promise<void> {
  const workers = shells();
  if (workers === undefined) return;
  try {
    await workers.register(SHELL);
    const { active } = await workers.ready;
    const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
    active?.postMessage(loaded);
  } catch (error) {
    console.warn('this page is not kept for when the service is away', error);
  }
}

let silences = 0;

/** Whether a connection is worth trying. */
export async function serviceAnswers(clock: ClockPort): Promise<boolean> {
  const controller = shells()?.controller;
  if (controller === undefined || controller === null) return true;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const giveUp = clock.after(SHELL_LIMIT_MS, () => {
      silences += 1;
      resolve(silences >= SILENCES_MAX);
    });
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      giveUp();
      silences = 0;
      port1.close();
      resolve(data !== false);
    };
    controller.postMessage(QUESTION, [port2]);
  });
}

/** Waits until the shell of the present build has the pages, so that loading anew cannot bring the old ones. */
export async function renewShell(clock: ClockPort): Promise<void> {
  const workers = shells();
  if (workers === undefined) return;
  await Promise.race([
    renewed(workers),
    new Promise<void>((resolve) => void clock.after(RENEWAL_LIMIT_MS, resolve)),
  ]);
}

async function renewed(workers: ServiceWorkerContainer): Promise<void> {
  try {
    const registration = await workers.getRegistration();
    await registration?.update();
    const next = registration?.installing;
    if (next === null || next === undefined) return;
    await new Promise<void>((resolve) => {
      next.addEventListener('statechange', () => {
        if (next.state === 'activated' || next.state === 'redundant') resolve();
      });
    });
  } catch {
    // Away again: the page loads anew another time.
  }
}

function shells(): ServiceWorkerContainer | undefined {
  if (!('serviceWorker' in navigator) || buildOfPage() === undefined) return undefined;
  return navigator.serviceWorker;
}
