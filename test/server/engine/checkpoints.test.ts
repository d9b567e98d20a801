/** When the head is signed, where the note is kept, and that an old file put back is found at the start. */
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCheckpoint } from '../../../server/journal/checkpoint.ts';
import { parseVerifierKey } from '../../../server/journal/signed-note.ts';
import { SmallOffice } from '../../support/small-office.ts';
import { until } from '../../support/until.ts';

let small: SmallOffice;
beforeEach(() => {
  small = new SmallOffice();
});
afterEach(() => small.remove());

const folder = (): string => join(small.directory, 'checkpoints');

async function checkpoint(): Promise<string | undefined> {
  const signing = small.office.checkpoint();
  small.turn();
  return signing;
}

function sizeOf(note: string | undefined): number | undefined {
  const opened = openCheckpoint(note ?? '', parseVerifierKey(small.office.verifierKey));
  return opened.outcome === 'verified' ? opened.checkpoint.size : undefined;
}

const lockChanged = (lock: 'open' | 'locked' | 'unlocking' | 'forced'): void => {
  small.office.submit({
    kind: 'lock-changed',
    deviceId: 'cabinet-1',
    stationId: 'cabinet-1',
    at: { monotonicMs: 0, epochMs: 0 },
    lock,
    previous: 'locked',
    intentId: undefined,
    doorContact: 'closed',
    lockContact: 'closed',
  });
  small.turn();
  small.turn();
};
const signedSizes = (): readonly number[] =>
  small.lines().flatMap((event) => (event.type === 'system.checkpointed' ? [event.data.size] : []));

describe('checkpoints', () => {
  it('are signed over committed lines, recorded, and filed', async () => {
    small.open();
    await small.ask('test.note', 'a');
    const note = await checkpoint();
    expect(sizeOf(note)).toBe(2);
    expect(small.office.latestCheckpoint()).toBe(note);
    expect(readFileSync(join(folder(), 'latest.note'), 'utf8')).toBe(note);
    expect(readFileSync(join(folder(), '2026-11-23', '000000000002.note'), 'utf8')).toBe(note);
    expect(small.lines().at(-1)).toMatchObject({ type: 'system.checkpointed', data: { size: 2 } });
  });

  it('stay as files: all of the seven newest days, the last of each day before; the table keeps all', async () => {
    small.open();
    for (let day = 0; day < 9; day += 1) {
      for (const text of ['a', 'b', 'c']) {
        await small.ask('test.note', text);
        await checkpoint();
      }
      small.clock.advance(24 * 3_600_000);
      small.settle();
    }
    const days = readdirSync(folder()).filter((name) => name !== 'latest.note');
    const notesOf = (day: string): readonly string[] => readdirSync(join(folder(), day));
    expect(days).toHaveLength(9);
    const [first, second, ...newest] = days.toSorted();
    expect([notesOf(first ?? ''), notesOf(second ?? '')].map((notes) => notes.length)).toEqual([1, 1]);
    for (const day of newest) expect(notesOf(day).length).toBeGreaterThanOrEqual(3);
    const lastOfFirst = small
      .lines()
      .flatMap((event) =>
        event.type === 'system.checkpointed' && event.officeDate === first ? [event.data.size] : [],
      )
      .at(-1);
    expect(notesOf(first ?? '')).toEqual([`${String(lastOfFirst).padStart(12, '0')}.note`]);
    expect(await small.office.verify()).toMatchObject({ ok: true, checkpoints: signedSizes().length });
  });

  it('are not signed where nothing is new since the last', async () => {
    small.open();
    expect(sizeOf(await checkpoint())).toBe(1);
    expect(await checkpoint()).toBeUndefined();
    await small.ask('test.note', 'a');
    expect(sizeOf(await checkpoint())).toBe(3);
  });

  it('come every five minutes, not before', async () => {
    small.open();
    small.clock.advance(5 * 60_000 - 1);
    small.turn();
    expect(signedSizes()).toEqual([]);
    small.clock.advance(1);
    small.turn();
    expect(signedSizes()).toEqual([1]);
    await until('it is filed', () => statSync(join(folder(), 'latest.note')).isFile());
  });

  it('come with each opening and closing of the cabinet, one asked for meanwhile included', async () => {
    small.open();
    lockChanged('unlocking');
    expect(signedSizes()).toEqual([]);
    lockChanged('open');
    expect(signedSizes()).toEqual([3]);
    lockChanged('locked');
    await until('the second is signed too', () => {
      small.turn();
      return signedSizes().length === 2;
    });
    expect(signedSizes()).toEqual([3, 5]);
  });

  it('come with an opening by force too, which nobody asked for', () => {
    small.open();
    lockChanged('forced');
    expect(signedSizes()).toEqual([2]);
  });

  it('the last one covers the last line of the run', async () => {
    small.open();
    await small.office.close('test');
    small.open();
    expect(sizeOf(small.office.latestCheckpoint())).toBe(2);
    expect(await small.office.verify()).toMatchObject({ ok: true, checkpoints: 1 });
  });

  it('stay with one key, kept from other users', async () => {
    small.open();
    const key = small.office.verifierKey;
    expect(statSync(join(small.directory, 'journal.key')).mode & 0o777).toBe(0o600);
    await small.restart();
    expect(small.office.verifierKey).toBe(key);
    expect(key).toMatch(/^dianmao\.local\/journal\+[0-9a-f]{8}\+/);
  });

  it('a lost key is replaced, and the checkpoints of both verify', async () => {
    small.open();
    await small.office.close('test');
    rmSync(join(small.directory, 'journal.key'));
    small.open();
    await checkpoint();
    expect(await small.office.verify()).toMatchObject({ ok: true, checkpoints: 2 });
  });

  it('a damaged key stops the start', async () => {
    small.open();
    await small.office.close('test');
    writeFileSync(join(small.directory, 'journal.key'), 'PRIVATE+KEY+x+00000000+AAAA');
    expect(() => small.open()).toThrow(expect.objectContaining({ code: 'JOURNAL_CORRUPT' }));
    rmSync(join(small.directory, 'journal.key'));
    small.open();
  });

  it('an old file put back is found at the start by the folder', async () => {
    small.open();
    await small.office.close('test');
    const old = join(small.directory, 'old');
    mkdirSync(old);
    copyFileSync(small.file, join(old, 'copy'));
    small.open();
    await small.ask('test.note', 'a');
    await small.office.close('test');
    copyFileSync(join(old, 'copy'), small.file);
    expect(() => small.open()).toThrow(expect.objectContaining({ code: 'JOURNAL_CORRUPT' }));
  });

  it('a note of another office in the folder stops the start', async () => {
    small.open();
    await small.office.close('test');
    const other = new SmallOffice();
    other.open();
    await other.office.close('test');
    copyFileSync(join(other.directory, 'checkpoints', 'latest.note'), join(folder(), 'latest.note'));
    await other.remove();
    expect(() => small.open()).toThrow(expect.objectContaining({ code: 'JOURNAL_CORRUPT' }));
  });

  it('a second office over the same file is refused, and the first is not disturbed', async () => {
    small.open();
    const first = small.office;
    expect(() => small.open()).toThrow(expect.objectContaining({ code: 'JOURNAL_BUSY' }));
    await small.ask('test.note', 'a');
    expect(first.position()).toBe(2);
  });
});

describe('backup of a running office', () => {
  it('carries the latest checkpoint', async () => {
    small.open();
    await small.ask('test.note', 'a');
    const backing = small.office.backup(join(small.directory, 'backup'));
    small.turn();
    const manifest = await backing;
    expect(sizeOf(manifest.checkpoint ?? undefined)).toBe(2);
    expect(manifest.lines).toBe(3);
  });
});
