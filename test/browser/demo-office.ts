/**
 * The demonstration office as visitors meet it: the built service with virtual hardware and Chromium before it. Hands
 * work the hardware through the bench; what people do at a screen, the tests do in the page.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { BenchAct, BenchState } from '../../server/contract/bench.ts';
import {
  keepScreenshot,
  launchChromium,
  type OpenPage,
  openPage,
  type SizeName,
} from '../support/chromium.ts';
import { type DeskClient, deskClient, signIn } from '../support/office-client.ts';
import { type Service, type ServiceOptions, startService } from '../support/service.ts';
import { until } from '../support/until.ts';

/** A Tuesday of a published year. */
export const DEMO_DATE = '2026-11-24';

/**
 * A reader takes the same card again three seconds after it was taken away; within five seconds of the first the second
 * asks for one's own tally, which is another answer.
 */
const CARD_AWAY_MS = 6000;

export type Person = BenchState['people'][number];
export type Theme = 'light' | 'dark';
export type Path = 'entrance' | 'duty' | 'cabinet' | 'desk' | 'bench';

export interface DemoOffice {
  readonly service: Service;
  readonly browser: Browser;
  readonly people: readonly Person[];
  readonly password: string;
  person(name: string): Person;
  act(act: BenchAct): Promise<void>;
  swipe(deviceId: string, name: string): Promise<void>;
  /** Swipes as a person does: once more, after taking the card away, where the screen does not answer. */
  swipeUntil(deviceId: string, nameOrNumber: string, answered: () => Promise<boolean>): Promise<void>;
  press(deviceId: string, name: string): Promise<void>;
  open(path: Path, size: SizeName, theme?: Theme): Promise<OpenPage>;
  /** The desk with somebody of the demonstration already signed in. */
  openDesk(username: string, size?: SizeName, theme?: Theme): Promise<OpenPage>;
  client(username: string): Promise<DeskClient>;
  close(): Promise<void>;
}

/** `clock`: office time at which the demonstration starts, `07:45`. */
export async function openDemoOffice(clock: string, options: ServiceOptions = {}): Promise<DemoOffice> {
  const demoClock = ['--demo-clock', `${DEMO_DATE}T${clock}/1x`];
  const service = await startService({ ...options, arguments: [...demoClock, ...(options.arguments ?? [])] });
  const browser = await launchChromium();
  const hands = deskClient(service.origin);
  const { people } = await benchState(hands);
  const password = demoPassword(service.data);
  const director = await signIn(service.origin, 'zhouhaitao', password);
  const reached = async (): Promise<boolean> => {
    const { body } = await director.get('/api/views/stations.devices');
    return isStations(body) && body.devices.every(({ reason }) => reason !== 'starting');
  };
  await until('every device has been reached once', reached, 60_000);
  const person = (name: string): Person => {
    const found = people.find((one) => one.name === name);
    if (found === undefined) throw new Error(`nobody in the demonstration is called ${name}`);
    return found;
  };
  const act = async (what: BenchAct): Promise<void> => {
    const { status, body } = await hands.send('POST', '/bench/act', what);
    if (status >= 300) throw new Error(`${what.act} refused: ${status} ${JSON.stringify(body)}`);
  };
  const open = (path: Path, size: SizeName, theme: Theme = 'light'): Promise<OpenPage> =>
    openPage(browser, `${service.origin}/${path}?theme=${theme}`, size);
  return {
    service,
    browser,
    people,
    password,
    person,
    act,
    swipe: (deviceId, name) => act({ act: 'swipe-card', deviceId, cardNumber: person(name).cards[0] ?? '' }),
    swipeUntil: async (deviceId, nameOrNumber, answered) => {
      const cardNumber = /^[0-9A-F]{10}$/.test(nameOrNumber)
        ? nameOrNumber
        : (person(nameOrNumber).cards[0] ?? '');
      let swipedAtMs = -Infinity;
      await until(
        `${deviceId} answers the card ${nameOrNumber}`,
        async () => {
          if (await answered()) return true;
          if (performance.now() - swipedAtMs > CARD_AWAY_MS) {
            swipedAtMs = performance.now();
            await act({ act: 'swipe-card', deviceId, cardNumber });
          }
          return false;
        },
        30_000,
      );
    },
    press: (deviceId, name) =>
      act({ act: 'press-finger', deviceId, print: person(name).fingers[0]?.print ?? '', holdMs: 1500 }),
    open,
    openDesk: async (username, size = 'desk', theme = 'light') => {
      const opened = await open('desk', size, theme);
      await signInAt(opened.page, username, password);
      return opened;
    },
    client: (username) => signIn(service.origin, username, password),
    close: async () => {
      await browser.close();
      await service.stop();
      service.remove();
    },
  };
}

/** Types into the sign-in form and waits for the desk. */
export async function signInAt(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('登录密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('navigation').first().waitFor();
}

/** Keeps the page as it is now in both themes; nothing reloads, so that passing states can be kept as well. */
export async function keepBothThemes(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme);
    await keepScreenshot(page, `${name}-${theme}`);
  }
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
}

/** Waits until the text of the locator's first match satisfies the pattern; the error says what stood there. */
export async function shows(page: Page, selector: string, pattern: RegExp, limitMs = 15_000): Promise<void> {
  let seen = '';
  try {
    await until(
      `${selector} shows ${String(pattern)}`,
      async () => {
        seen = (await page.locator(selector).first().innerText({ timeout: 1000 })).replaceAll('\u3000', '');
        return pattern.test(seen);
      },
      limitMs,
    );
  } catch (error) {
    throw new Error(`${String(error)}; it shows: ${seen}`);
  }
}

/** Lines of the journal of one type, by somebody who may read it. */
export async function journalLines(client: DeskClient, type: string): Promise<number> {
  let count = 0;
  for (let from = 1; ; from += 500) {
    const { body } = await client.get(`/api/journal?from=${from}&limit=500`);
    if (!isJournalPage(body) || body.events.length === 0) return count;
    count += body.events.filter((event) => event.type === type).length;
  }
}

function isJournalPage(body: unknown): body is { readonly events: readonly { readonly type: string }[] } {
  return typeof body === 'object' && body !== null && 'events' in body && Array.isArray(body.events);
}

function isStations(body: unknown): body is { readonly devices: readonly { readonly reason: string }[] } {
  return typeof body === 'object' && body !== null && 'devices' in body && Array.isArray(body.devices);
}

async function benchState(hands: DeskClient): Promise<Pick<BenchState, 'people'>> {
  const { body } = await hands.get('/bench/state');
  if (!hasPeople(body)) throw new Error(`the bench shows no people: ${JSON.stringify(body)}`);
  return body;
}

function hasPeople(body: unknown): body is Pick<BenchState, 'people'> {
  return typeof body === 'object' && body !== null && 'people' in body && Array.isArray(body.people);
}

function demoPassword(data: string): string {
  const kept: unknown = JSON.parse(readFileSync(join(data, 'demo-accounts.json'), 'utf8'));
  if (typeof kept === 'object' && kept !== null && 'password' in kept && typeof kept.password === 'string')
    return kept.password;
  throw new Error('the demonstration keeps no password');
}
