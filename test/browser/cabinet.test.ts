/** A seal use from the form at the desk to the locked door, and what the cabinet refuses or cries out about. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScreen } from '../support/office-client.ts';
import { until } from '../support/until.ts';
import { type DemoOffice, journalLines, keepBothThemes, openDemoOffice, shows } from './demo-office.ts';

const TITLE = '关于做好森林防火工作的通知';
const SEAL = '市政府办公室印章';
const SLOT = 3;
const CABINET = { deviceId: 'seal-cabinet-1' } as const;
const CUSTODIAN = '孙淑芬';
const ASK = '.ask';

describe('the seal cabinet', () => {
  let office: DemoOffice;
  let page: Page;
  let errors: readonly string[];

  const asks = async (what: RegExp): Promise<boolean> => what.test(await page.locator(ASK).innerText());
  /**
   * As a person does it: does what the screen asks. On a machine that starves the contacts may be out of sight for a
   * moment, and whoever was half identified then is rightly asked to begin again.
   */
  const identify = async (): Promise<void> => {
    await until(
      'the custodian is identified',
      async () => {
        await office.swipeUntil('cabinet-card', CUSTODIAN, () => asks(/请按指纹|请选件开柜/));
        if (await asks(/请选件开柜/)) return true;
        await office.press('cabinet-finger', CUSTODIAN);
        await shows(page, ASK, /请选件开柜|办理中止|请刷卡/);
        return asks(/请选件开柜/);
      },
      60_000,
    );
  };

  beforeAll(async () => {
    office = await openDemoOffice('09:30');
    ({ page, errors } = await office.open('cabinet', 'cabinet'));
    await shows(page, ASK, /请刷卡/);
  });
  afterAll(async () => {
    await office?.close();
  });

  it('YX-Y1: staff ask by the form at the desk, the approver decides in the inbox', async () => {
    const staff = await office.openDesk('zhangrui');
    await staff.page.getByRole('link', { name: '用印' }).click();
    await staff.page.getByLabel(SEAL).check();
    await staff.page.getByLabel('文件标题').fill(TITLE);
    await staff.page.getByLabel('用印份数').fill('12');
    await staff.page.getByLabel('用印单位').fill('秘书科');
    await staff.page.getByLabel('经办人').fill('张瑞');
    await staff.page.getByLabel('联系电话').fill('3312345');
    await keepBothThemes(staff.page, 'desk-seal-form');
    await staff.page.getByRole('button', { name: '提交审批' }).click();
    await staff.page.locator('li', { hasText: TITLE }).getByText('待审批').waitFor();

    const approver = await office.openDesk('zhouhaitao');
    const paper = approver.page.locator('li', { hasText: TITLE });
    await paper.getByRole('button').first().click();
    await keepBothThemes(approver.page, 'desk-inbox');
    await paper.getByRole('button', { name: '同意', exact: true }).click();
    await paper.waitFor({ state: 'detached' });
    await staff.page.reload();
    await staff.page.locator('li', { hasText: TITLE }).getByText('已同意').waitFor();
    expect([...staff.errors, ...approver.errors]).toEqual([]);
    await staff.context.close();
    await approver.context.close();
  });

  it('YX-Y1: card and finger, one pulse for a double touch, take, register, return, close', async () => {
    const director = await office.client('zhouhaitao');
    const openings = await journalLines(director, 'seals.opening-intended');
    // A hand at the door feels when the bolt is drawn; here the bench tells it.
    const bench = await office.open('bench', 'desk');
    await chooseAndIdentify();
    await keepBothThemes(page, 'cabinet-choose');
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(800);
    await page.getByRole('button', { name: '开柜' }).dblclick();
    await shows(page, ASK, /正在开柜/);
    await bench.page.getByText('锁舌缩回').waitFor();
    await office.act({ act: 'open-door', ...CABINET });
    await shows(page, ASK, /请取印/);
    await keepBothThemes(page, 'cabinet-take');
    await office.act({ act: 'take', ...CABINET, slot: SLOT });
    await shows(page, ASK, /用印登记/);
    await keepBothThemes(page, 'cabinet-register');
    // One too many: said before anything is saved, and a second touch would confirm it. It was a slip.
    await page.getByRole('button', { name: /作废份数.*加一|加一.*作废份数/ }).click();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText(/审批只余 12 份，超出批准份数 1 份/).waitFor();
    await page.getByRole('button', { name: '确认超出 1 份，如实登记' }).waitFor();
    await page.getByRole('button', { name: /作废份数.*减一|减一.*作废份数/ }).click();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await shows(page, ASK, /请还印入位/);
    await office.act({ act: 'put', ...CABINET, slot: SLOT });
    await page.getByRole('button', { name: '确认已还入' }).click();
    await shows(page, ASK, /请关门落锁/);
    await office.act({ act: 'close-door', ...CABINET });
    await shows(page, ASK, /请刷卡/);
    expect(await journalLines(director, 'seals.opening-intended')).toBe(openings + 1);
  });

  it('YX-Y1: without an approved paper the cabinet does not open, and says so', async () => {
    const director = await office.client('zhouhaitao');
    const openings = await journalLines(director, 'seals.opening-intended');
    await identify();
    expect(await page.getByRole('button', { name: '请先选件' }).isDisabled()).toBe(true);
    const screen = await openScreen(office.service.origin, 'cabinet');
    const refused = await screen.request('seals.open', { ground: 'use', requestIds: [] });
    expect(refused).toMatchObject({ ok: false });
    expect(JSON.stringify(refused)).toMatch(/未/);
    screen.close();
    await page.getByRole('button', { name: '取消' }).click();
    await shows(page, ASK, /办理中止|请刷卡/);
    expect(await journalLines(director, 'seals.opening-intended')).toBe(openings);
  });

  it('YX-Y1: a forced door fills the screen until somebody present has acknowledged it', async () => {
    await office.act({ act: 'force-door', ...CABINET });
    const alarm = page.getByRole('alertdialog');
    await alarm.waitFor();
    await keepBothThemes(page, 'cabinet-alarm');
    await alarm.getByRole('button', { name: '已到场' }).click();
    await shows(page, '[role=alertdialog]', /请先刷卡|先刷卡|身份/);
    await office.act({ act: 'close-door', ...CABINET });
    await office.press('cabinet-finger', CUSTODIAN);
    await until('the alarm is acknowledged', async () => {
      if ((await alarm.count()) === 0) return true;
      await alarm.getByRole('button', { name: '已到场' }).click({ timeout: 1000 });
      return false;
    });
    expect(errors).toEqual([]);
  });

  async function chooseAndIdentify(): Promise<void> {
    await identify();
    const paper = page.getByRole('checkbox', { name: new RegExp(TITLE) });
    await until('the list is turned to the paper', async () => {
      if ((await paper.count()) > 0) return true;
      await page.getByRole('button', { name: '下一页' }).click({ timeout: 1000 });
      return false;
    });
    await paper.click();
    await page.locator('[role=checkbox][aria-checked=true]').waitFor();
  }
});
