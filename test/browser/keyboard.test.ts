/** The duty desk and every page of the desk by keyboard alone: each control is reached, seen to be, and does its work. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoOffice, openDemoOffice, shows } from './demo-office.ts';
import { until } from '../support/until.ts';

const LINE = { deviceId: 'line-1', lineId: 'line-1' } as const;
/** A date or a time is several stops of one control. */
const STOPS_OF_ONE = 5;

describe('by keyboard alone', () => {
  let office: DemoOffice;

  beforeAll(async () => {
    office = await openDemoOffice('09:05');
  });
  afterAll(async () => {
    await office?.close();
  });

  it('a visitor is entered at the duty desk: F4, who, Tab, what, Enter; Escape leaves', async () => {
    const { page, context } = await office.open('duty', 'duty');
    await shows(page, '.person', /李倩/);
    await page.keyboard.press('F4');
    await page.keyboard.type('市水利局王科长');
    expect(await focusIsSeen(page)).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.type('送防汛方案');
    expect(await focusIsSeen(page)).toBe(true);
    await page.keyboard.press('Enter');
    await shows(page, '.visit:not(form)', /市水利局王科长\s*送防汛方案/);
    // The entry is in the list before its own answer is here; a person goes on when the blank has closed.
    const blank = page.getByLabel('来访人、单位');
    await blank.waitFor({ state: 'detached' });
    await page.keyboard.press('F4');
    await blank.waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('来电均已登记').waitFor();
    await context.close();
  });

  it('ZB-4: an entry that is being typed stays with its call when another call comes', async () => {
    const { page, context } = await office.open('duty', 'duty');
    await answeredCall(office, page);
    await page.locator('tbody tr').nth(0).waitFor();
    await page.getByLabel('事由（何人、何事、转告何处）').focus();
    await page.keyboard.type('供电公司通知');
    await answeredCall(office, page);
    await page.locator('tbody tr').nth(1).waitFor();
    await page.keyboard.type('停电');
    await page.keyboard.press('Enter');
    await shows(page, 'tbody tr:nth-child(2)', /供电公司通知停电/);
    const field = page.getByLabel('事由（何人、何事、转告何处）');
    await until('the blank is empty again', async () => (await field.inputValue()) === '');
    await page.keyboard.press('F8');
    await page.getByText('来电均已登记').waitFor();
    await context.close();
  });

  it('ZB-3: after a badge the next Tab is at what is offered', async () => {
    const { page, context } = await office.open('duty', 'duty');
    await office.swipeUntil('duty-card', '李倩', () => page.locator('section.band').isVisible());
    await page.keyboard.press('Tab');
    expect(await focusIsSeen(page)).toBe(true);
    await page.keyboard.press('Enter');
    await shows(page, '.person', /无人签到/);
    await context.close();
  });

  it('ZB-3: with nobody signed on F2 asks nobody for how long', async () => {
    const { page, context } = await office.open('duty', 'duty');
    await shows(page, '.person', /无人签到/);
    await page.keyboard.press('F2');
    await page.keyboard.press('F4');
    await page.getByLabel('来访人、单位').waitFor();
    await page.getByText('须先有人签到').waitFor();
    await context.close();
  });

  it.each([
    ['zhouhaitao', 'desk'],
    ['zhuwenbo', 'desk'],
    ['zhouhaitao', 'phone'],
  ] as const)('%s reaches every control of every page (%s)', async (username, size) => {
    const { page, context } = await office.openDesk(username, size);
    const nav = page.locator('nav').first();
    const pages = await nav.locator('a').evaluateAll((links) => links.map((link) => link.textContent));
    for (const name of pages) {
      const link = nav.locator('a', { hasText: (name ?? '').trim() });
      await link.focus();
      await page.keyboard.press('Enter');
      await everyControlIsReached(page, name ?? '');
    }
    await context.close();
  });
});

async function answeredCall(office: DemoOffice, page: Page): Promise<void> {
  await office.act({ act: 'ring', ...LINE, number: '', rings: 6 });
  await page.getByText(/铃响第[一二]声/).waitFor();
  await office.act({ act: 'lift', ...LINE });
  await page.getByText('通话中').waitFor();
  await office.act({ act: 'hang-up', ...LINE });
}

/** Whether the control that has the focus differs to the eye from itself without it. */
function focusIsSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { activeElement } = document;
    if (!(activeElement instanceof HTMLElement) || activeElement === document.body) return false;
    const { outlineStyle, boxShadow } = getComputedStyle(activeElement);
    return outlineStyle !== 'none' || boxShadow !== 'none';
  });
}

/** A page that still loads gets controls during the walk, and is walked again. */
async function everyControlIsReached(page: Page, name: string): Promise<void> {
  let left: readonly string[] = [];
  const walked = async (): Promise<boolean> => {
    left = await notReached(page);
    return left.length === 0;
  };
  await until(`every control of ${name} is reached`, walked, 60_000).catch((error: unknown) => {
    throw new Error(`${String(error)}: ${left.join('\n')}`);
  });
}

/** Controls that Tab passes over, and those where the focus cannot be seen. */
async function notReached(page: Page): Promise<readonly string[]> {
  const controls = await page.evaluate(() => {
    const found = [...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex="0"]')];
    // The days of a year are one stop that arrows walk (desk-calendar.test.ts); the one with the stop is counted.
    const open = found.filter(
      (control) =>
        control.checkVisibility() && !control.matches(':disabled, td > button[data-date][tabindex="-1"]'),
    );
    for (const [at, control] of open.entries()) control.setAttribute('data-stop', String(at));
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    return open.map((control) => control.outerHTML.slice(0, 120));
  });
  const missing = new Map(controls.entries());
  const unseen: string[] = [];
  for (let presses = 0; presses < controls.length * STOPS_OF_ONE && missing.size > 0; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => Number(document.activeElement?.getAttribute('data-stop') ?? -1));
    if (!missing.delete(stop)) continue;
    if (!(await focusIsSeen(page))) unseen.push(`not seen: ${controls[stop] ?? ''}`);
  }
  // The one stop of a table goes to the row whose key had the focus: it was not passed over, it moved on.
  for (const moved of await page
    .locator('tr[data-stop][tabindex="-1"]')
    .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-stop')))))
    missing.delete(moved);
  return [...missing.values(), ...unseen];
}
