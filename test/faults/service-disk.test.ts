/**
 * The whole service on a disk that is really full and one that may really not be written: a small file system of its
 * own. Needs the right to mount one (root); without it these tests fail and say so.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, openPage } from '../support/chromium.ts';
import type { LiveScreen } from '../support/office-client.ts';
import { expectSound, linesOf, only } from './service-journal.ts';
import { CARDS, type FaultyOffice, LIMIT_MS, openFaultyOffice, pulsesOf, soon } from './service-office.ts';
import { Opening } from './service-opening.ts';

/** Room for the reserve, the journal and its log, and little more. */
const DISK = 'size=24m';

let disk: string;
let office: FaultyOffice;
let browser: Browser;
let requestId: string;

beforeAll(async () => {
  disk = mkdtempSync(join(tmpdir(), 'dianmao-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', DISK, 'tmpfs', disk]);
  office = await openFaultyOffice(disk);
  requestId = await office.approveUse();
  browser = await launchChromium();
}, 3 * LIMIT_MS);
afterAll(async () => {
  await browser?.close();
  await office?.close();
  execFileSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

function fill(): void {
  for (let bytes = 1024 * 1024; bytes >= 1;) {
    try {
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(bytes), { flag: 'a' });
    } catch {
      bytes = Math.floor(bytes / 4);
    }
  }
}

const badges = (): number => only(linesOf(office.journal), 'people.badge-recorded').length;
const alarms = (): readonly string[] =>
  linesOf(office.journal).flatMap(({ type }) => (type.startsWith('system.alarm') ? [type] : []));

/** Badges until the service finds that it cannot write them; gives how many were shown to the hall. */
async function badgeUntilUnwritable(hall: LiveScreen): Promise<void> {
  let at = 0;
  await soon('the journal cannot be written', () => {
    const reader = office.entranceCards[at % office.entranceCards.length];
    const card = CARDS[at % CARDS.length];
    if (card !== undefined) reader?.send({ card });
    at += 1;
    return hall.lastHeartbeat?.journal.writable === false;
  });
}

describe('a service on a small disk that fills up (needs the right to mount)', () => {
  it('YX-Y1: acknowledges no badge, opens nothing, says why, keeps an alarm entry, and resumes by itself', async () => {
    const hall = await office.openScreen('entrance');
    const cabinet = await office.openScreen('cabinet');
    const { page, errors } = await openPage(browser, `${office.service.origin}/cabinet`, 'cabinet');
    const pulses = await pulsesOf(office.board);
    const shown = new Set<string>();
    hall.onDelta(({ set }) => {
      const { badge } = set;
      if (typeof badge === 'object' && badge !== null && 'id' in badge) shown.add(String(badge.id));
    });
    await new Opening(office, cabinet, requestId).run('card', 'choose');
    fill();
    await badgeUntilUnwritable(hall);
    expect(hall.lastHeartbeat?.journal).toEqual({ writable: false, reason: '磁盘已满' });

    const lines = linesOf(office.journal).length;
    const acknowledged = shown.size;
    expect(alarms()).toEqual(['system.alarm-raised']);
    expect(await new Opening(office, cabinet, requestId).open()).toMatchObject({
      ok: false,
      problem: { code: 'JOURNAL_UNWRITABLE', title: expect.stringContaining('印章柜保持关闭') },
    });
    await page.getByText('磁盘已满').first().waitFor();
    for (const reader of office.entranceCards) await reader.ask({ card: CARDS[0] }, 'sent');
    const beats = hall.heartbeats;
    await soon('the office has lived on for a while', () => hall.heartbeats > beats + 2);
    expect(await pulsesOf(office.board)).toBe(pulses);
    expect(shown.size).toBe(acknowledged);
    expect(linesOf(office.journal)).toHaveLength(lines);
    expect(badges()).toBeGreaterThanOrEqual(acknowledged);

    rmSync(join(disk, 'ballast'));
    await soon('the journal is written again', () => hall.lastHeartbeat?.journal.writable === true);
    expect(alarms()).toEqual(['system.alarm-raised', 'system.alarm-cleared']);
    await page.getByText('磁盘已满').first().waitFor({ state: 'detached' });
    expect(only(linesOf(office.journal), 'seals.opening-intended')).toEqual([]);
    await soon('the old identification is over', () => sessionStep(cabinet) !== 'choose');
    await new Opening(office, cabinet, requestId).run('card', 'closed');
    expect(await pulsesOf(office.board)).toBe(pulses + 1);
    expect(errors).toEqual([]);
    hall.close();
    cabinet.close();
    expectSound(office.journal);
  });

  it('does not start on a disk that may not be written, says so, and starts once it may', async () => {
    await office.kill();
    const pulses = await pulsesOf(office.board);
    const lines = linesOf(office.journal).length;
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    await expect(office.start()).rejects.toThrow(/未启用。请|未启动。请/);
    execFileSync('mount', ['-o', 'remount,rw', disk]);
    expect(linesOf(office.journal)).toHaveLength(lines);
    await office.start();
    const cabinet = await office.openScreen('cabinet');
    await new Opening(office, cabinet, requestId).run('card', 'closed');
    cabinet.close();
    expect(await pulsesOf(office.board)).toBe(pulses + 1);
    expectSound(office.journal);
  });
});

function sessionStep(cabinet: LiveScreen): unknown {
  const { session } = cabinet.document;
  return typeof session === 'object' && session !== null && 'step' in session ? session.step : undefined;
}
