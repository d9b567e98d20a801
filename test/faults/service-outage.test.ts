/**
 * The whole service when its disk fails under it and comes back: every write to an open file is refused by the kernel,
 * and in the second case the directory may not be written either, as after a file system has turned read-only. Needs
 * the right to mount (root); without it these tests fail and say so.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LineValue, LockValue } from '../../server/contract/screens.ts';
import { launchChromium, openPage } from '../support/chromium.ts';
import { expectSound, linesOf, only } from './service-journal.ts';
import { CARDS, type FaultyOffice, LIMIT_MS, openFaultyOffice, pulsesOf, soon } from './service-office.ts';
import { Opening } from './service-opening.ts';

const DISK = 'size=24m';

let disk: string;
let office: FaultyOffice;
let browser: Browser;
let requestId: string;
/** What puts the disk in order again, last first. */
let mends: (() => void)[] = [];

function mend(): void {
  for (const undo of mends.splice(0).toReversed()) undo();
}

/** Whatever has failed: nothing stays mounted. */
async function leave(): Promise<void> {
  try {
    mend();
    await office?.close();
  } finally {
    // Two, where the directory is still mounted over itself.
    execFileSync('umount', ['--lazy', '--recursive', disk]);
    rmSync(disk, { recursive: true, force: true });
  }
}

beforeAll(async () => {
  browser = await launchChromium();
}, LIMIT_MS);
beforeEach(async () => {
  disk = mkdtempSync(join(tmpdir(), 'dianmao-outage-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', DISK, 'tmpfs', disk]);
  office = await openFaultyOffice(disk);
  requestId = await office.approveUse();
}, 3 * LIMIT_MS);
afterEach(leave);
afterAll(() => browser?.close());

/** Open files cannot be remounted read-only, so the kernel refuses their writes one by one. */
function refuseWrites(): void {
  const limitFileSize = (bytes: string): void => {
    execFileSync('prlimit', [`--pid=${office.service.pid}`, `--fsize=${bytes}:unlimited`]);
  };
  limitFileSize('0');
  mends.push(() => limitFileSize('unlimited'));
}

function makeDirectoryReadOnly(): void {
  execFileSync('mount', ['--bind', office.data, office.data]);
  // The service may have opened its files there for reading.
  mends.push(() => execFileSync('umount', ['--lazy', office.data]));
  execFileSync('mount', ['-o', 'remount,bind,ro', office.data]);
}

const FAULTS = [
  { fault: 'io', words: '磁盘读写出错', begin: refuseWrites },
  {
    fault: 'read-only',
    words: '磁盘只读',
    begin: () => {
      refuseWrites();
      makeDirectoryReadOnly();
    },
  },
] as const;

const badges = (): number => only(linesOf(office.journal), 'people.badge-recorded').length;
const badgeAt = (reader: number, card: number): void =>
  office.entranceCards[reader]?.send({ card: CARDS[card] });

describe.each(FAULTS)(
  'a service whose disk fails under it: $fault (needs the right to mount)',
  ({ fault, words, begin }) => {
    it('YX-Y1: acknowledges nothing, opens nothing, says why, and lives on with all its devices', async () => {
      const hall = await office.openScreen('entrance');
      const duty = await office.openScreen('duty');
      const cabinet = await office.openScreen('cabinet');
      const { page, errors } = await openPage(browser, `${office.service.origin}/cabinet`, 'cabinet');
      const pulses = await pulsesOf(office.board);
      badgeAt(0, 0);
      badgeAt(1, 1);
      await soon('both readers have read', () => badges() === 2);
      await new Opening(office, cabinet, requestId).run('card', 'choose');
      const before = { reader: hall.document['reader'], devices: hall.document['devices'] };
      const lock = cabinet.document['lock'];
      const starts = only(linesOf(office.journal), 'system.started').length;
      const shown = hall.document['badge'];

      const fromMs = Date.now();
      begin();
      await soon('the journal cannot be written', () => {
        badgeAt(0, 2);
        return hall.lastHeartbeat?.journal.writable === false;
      });
      expect(hall.lastHeartbeat?.journal).toEqual({ writable: false, reason: words });
      const lines = linesOf(office.journal).length;
      expect(await new Opening(office, cabinet, requestId).open()).toMatchObject({
        ok: false,
        problem: { code: 'JOURNAL_UNWRITABLE', title: expect.stringContaining('印章柜保持关闭') },
      });
      await page.getByText(words).first().waitFor();
      office.board.send({ lift: true });
      const beats = hall.heartbeats;
      await soon('the office has lived on for a while', () => hall.heartbeats > beats + 3);
      expect(await pulsesOf(office.board)).toBe(pulses);
      expect(hall.document['badge']).toEqual(shown);
      expect(linesOf(office.journal)).toHaveLength(lines);

      mend();
      await soon('the journal is written again', () => hall.lastHeartbeat?.journal.writable === true);
      const toMs = Date.now();
      await page.getByText(words).first().waitFor({ state: 'detached' });
      await duty.waitFor('line/line-1', ({ state }: LineValue) => state === 'off-hook', LIMIT_MS);
      office.board.send({ lift: false });
      await duty.waitFor('line/line-1', ({ state }: LineValue) => state === 'idle', LIMIT_MS);
      office.board.send({ ring: 1 });
      await duty.waitFor('line/line-1', ({ state }: LineValue) => state === 'ring-1', LIMIT_MS);
      expect({ reader: hall.document['reader'], devices: hall.document['devices'] }).toEqual(before);
      expect(cabinet.document['lock']).toEqual(lock);
      const counted = badges();
      badgeAt(0, 3);
      badgeAt(1, 4);
      await soon('both readers are heard again', () => badges() === counted + 2);
      await new Opening(office, cabinet, requestId).run('card', 'closed');
      expect(await pulsesOf(office.board)).toBe(pulses + 1);
      await cabinet.waitFor('lock', ({ state }: LockValue) => state === 'locked', LIMIT_MS);

      const all = linesOf(office.journal);
      expect(only(all, 'system.journal-blind')).toMatchObject([{ data: { reason: fault } }]);
      const [blind] = only(all, 'system.journal-blind');
      expect(blind?.data.fromMs).toBeGreaterThanOrEqual(fromMs);
      expect(blind?.data.toMs).toBeLessThanOrEqual(toMs);
      expect(only(all, 'system.alarm-raised').map(({ data }) => data.alarm)).toEqual(
        fault === 'read-only' ? ['read-only'] : [],
      );
      // The devices went on: nothing but the outage itself hid them.
      expect(only(all, 'system.started')).toHaveLength(starts);
      expect(errors).toEqual([]);
      for (const screen of [hall, duty, cabinet]) screen.close();
      expectSound(office.journal);
    });
  },
);
