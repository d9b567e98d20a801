/** A fingerprint module that is not the one expected: told on the desk, and adopted there by the administrator. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoOffice, keepBothThemes, openDemoOffice, shows } from './demo-office.ts';

/** Another module's id, on the notepad page that ours keeps its id on. */
const STRANGER = 'ab'.repeat(32);

describe('a replaced fingerprint module', () => {
  let folder: string;
  let office: DemoOffice;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dianmao-module-'));
    const data = join(folder, 'data');
    const before = await openDemoOffice('09:40', { data });
    await before.close();
    replaceModule(join(data, 'virtual-hardware.json'), 'entrance-finger');
    office = await openDemoOffice('09:40', { data });
  });
  afterAll(async () => {
    await office?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is told with what follows, signs nobody in, and is taken as new by the administrator', async () => {
    const { page, errors } = await office.openDesk('zhuwenbo');
    await page.getByRole('link', { name: '设备' }).click();
    const row = page.locator('main li', { hasText: '大厅指纹机' }).first();
    await row.getByText('异常').waitFor();
    await page.getByText('原登记的指纹一律失效').waitFor();
    await keepBothThemes(page, 'desk-module');
    const adopt = page.getByRole('button', { name: '认领此模块' });
    expect(await adopt.getAttribute('aria-disabled')).toBe('true');
    await page.getByLabel('认领事由').fill('旧模块损坏，已换新');
    await adopt.click();
    const dialog = page.getByRole('alertdialog', { name: '认领“大厅指纹机”的模块？' });
    await dialog.getByText('指纹全部清除，不能恢复').waitFor();
    const deed = dialog.getByRole('button', { name: '认领此模块' });
    expect(await deed.getAttribute('aria-disabled')).toBe('true');
    await dialog.getByLabel('清除指纹').fill('清除指纹');
    await deed.click();
    await shows(page, 'main li:has-text("大厅指纹机")', /在线/);
    expect(await adopt.count()).toBe(0);
    expect(errors).toEqual([]);
  });
});

/** The state of the virtual hardware as if somebody had put another module in. */
function replaceModule(file: string, deviceId: string): void {
  const state: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const text = JSON.stringify(state, (key, value: unknown) =>
    key === deviceId && typeof value === 'object' && value !== null
      ? { ...value, notepad: { '0': STRANGER } }
      : value,
  );
  writeFileSync(file, text);
}
