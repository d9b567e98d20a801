/** When the journal cannot be written: nothing acknowledged, nothing done, the reason said, and back again. */
import { existsSync, readFileSync, symlinkSync, unlinkSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceEvent, LockState } from '../../../devices/device-event.ts';
import { stampOf } from '../../../firmware-bridge/clock.ts';
import { Outage } from '../../../server/engine/outage.ts';
import { isPeopleState } from '../../support/small-modules.ts';
import { SmallOffice, smallVault, SYSTEM } from '../../support/small-office.ts';

const NOTE_B = { type: 'test.note', body: { text: 'b' } };

let small: SmallOffice;
beforeEach(() => {
  small = new SmallOffice();
});
afterEach(() => small.remove());

function notes(): readonly string[] {
  const state = small.office.stateOf('people');
  return isPeopleState(state) ? state.notes : [];
}

function lockIs(lock: LockState, previous: LockState): DeviceEvent {
  return {
    deviceId: 'cabinet-1',
    stationId: 'cabinet-1',
    at: stampOf(small.clock),
    kind: 'lock-changed',
    lock,
    previous,
    intentId: undefined,
    doorContact: 'open',
    lockContact: 'open',
  };
}

/** The connection refuses to write from now on, as on a file system that turned read-only. */
function readOnly(): void {
  small.database?.pragma('query_only = ON');
}

/** A card `0F` makes the connection fail in the middle of the transaction that it is looked up in. */
function openFailing(): void {
  small.open({
    openVault: (database) => {
      small.database = database;
      const cardRefOf = (number: string): undefined => {
        if (number === '0F') readOnly();
      };
      return { ...smallVault(database), cardRefOf };
    },
  });
}

/** No page can be added any more, as on a full disk; `pages` more are allowed. */
function fullAfter(pages: number): void {
  const count = Number(small.database?.pragma('page_count', { simple: true }));
  small.database?.pragma(`max_page_count = ${count + pages}`);
}

describe('a connection that cannot write any more', () => {
  it('is given up: the group is refused as a whole, the states are those on disk, and a new one goes on', async () => {
    openFailing();
    await small.ask('test.note', 'a');
    const before = small.office.request(SYSTEM, NOTE_B);
    small.office.submit(small.card('0F'));
    const after = small.office.request(SYSTEM, NOTE_B);
    small.turn();
    await expect(before).rejects.toMatchObject({ code: 'JOURNAL_UNWRITABLE', retryable: true });
    expect(notes()).toEqual(['a']);
    expect(small.office.journalHealth().writable).toBe(true);
    const back = ['system.alarm-raised', 'system.journal-blind', 'system.alarm-cleared'];
    expect(small.types().slice(2)).toEqual(back);
    small.settle();
    expect((await after).position).toBe(6);
    expect(notes()).toEqual(['a', 'b']);
    expect(small.office.rebuildAndCompare().equal).toBe(true);
  });

  it('before a group has begun, costs nobody anything', async () => {
    small.open();
    readOnly();
    await small.ask('test.note', 'b');
    expect(notes()).toEqual(['b']);
  });

  it('tells the screens every line without a gap', async () => {
    openFailing();
    await small.ask('test.note', 'a');
    small.office.submit(small.card('0F'));
    small.settle();
    await small.ask('test.note', 'c');
    expect(small.committed.map(({ position }) => position)).toEqual([2, 3, 4, 5, 6]);
  });

  it('settles an intent of before, and orders no pulse for one that was refused', async () => {
    openFailing();
    await small.ask('test.open', 'i-1');
    const asked = small.office.request(SYSTEM, { type: 'test.open', body: { text: 'i-2' } });
    small.office.submit(small.card('0F'));
    small.settle();
    await expect(asked).rejects.toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
    expect(small.ordered).toHaveLength(1);
    const outcome = { name: 'unknown', reason: 'journal-blind' };
    expect(small.lines().at(-1)).toMatchObject({
      type: 'seals.opening-settled',
      data: { intentId: 'i-1', outcome },
    });
  });

  it('is no restart for the devices: what they said before and meanwhile stands, in the order in which they said it', () => {
    openFailing();
    small.office.submit(lockIs('open', 'unlocking'));
    small.settle();
    small.office.submit(lockIs('held', 'open'));
    small.office.submit(small.card('0F'));
    small.office.submit(lockIs('locked', 'held'));
    small.settle();
    expect(small.types().filter((type) => type === 'system.started')).toHaveLength(1);
    const locks = small
      .lines()
      .flatMap(({ type, data }) => (type === 'seals.lock-changed' ? [data.lock] : []));
    expect(locks).toEqual(['open', 'held', 'locked']);
  });

  it('that broke while nothing can be written or read is fatal and acknowledges nothing', async () => {
    small.open();
    small.database?.close();
    const asked = small.ask('test.note', 'a');
    await expect(asked).rejects.toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
    expect(small.troubles.map(({ kind }) => kind)).toContain('fatal');
    expect(small.office.journalHealth().writable).toBe(false);
  });
});

describe('a return that fails', () => {
  it('is tried again, with another connection, until it works', async () => {
    openFailing();
    await small.ask('test.note', 'a');
    small.probe.returnThrows = true;
    small.office.submit(small.card('0F'));
    small.settle();
    expect(small.office.journalHealth()).toEqual({ writable: false, reason: '磁盘只读' });
    expect(small.office.context().mayAct).toBe(false);
    await expect(small.ask('test.note', 'b')).rejects.toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
    small.probe.returnThrows = false;
    small.clock.advance(2_000);
    await small.ask('test.note', 'c');
    expect(notes()).toEqual(['a', 'c']);
    expect(small.lines()[3]).toMatchObject({ type: 'system.journal-blind', data: { refused: 2 } });
    expect(small.office.rebuildAndCompare().equal).toBe(true);
  });
});

describe('a writer elsewhere', () => {
  it('holds everything up until it lets go, and the wait is recorded as blind', async () => {
    small.open();
    const other = new Database(small.file);
    small.database?.pragma('busy_timeout = 0');
    other.exec('BEGIN IMMEDIATE');
    const asked = small.ask('test.note', 'a');
    await expect(asked).rejects.toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
    expect(existsSync(`${small.file}-alarm`)).toBe(true);
    expect(small.office.journalHealth()).toEqual({ writable: false, reason: '磁盘读写出错' });
    expect(small.office.context().mayAct).toBe(false);
    expect(readFileSync(`${small.file}-alarm`, 'utf8')).toContain('磁盘读写出错');
    other.exec('COMMIT');
    other.close();
    small.clock.advance(2_000);
    expect(small.office.journalHealth().writable).toBe(true);
    expect(small.lines()).toMatchObject([
      { type: 'system.started' },
      { type: 'system.journal-blind', data: { refused: 1, reason: 'io' } },
    ]);
  });
});

describe('a full disk', () => {
  beforeEach(async () => {
    small.open();
    await small.ask('test.note', 'a');
    fullAfter(0);
  });

  /** Fills until the first refusal; how much fits depends on the pages that are half empty. */
  async function fill(): Promise<readonly string[]> {
    for (let at = 0; at < 200; at += 1) {
      const text = `${at} ${'x'.repeat(500)}`;
      const outcome = await small.ask('test.note', text).catch((error: unknown) => error);
      if (outcome instanceof Error) return notes();
    }
    throw new Error('the disk never filled');
  }

  it('acknowledges nothing from the first refusal on and says why', async () => {
    const kept = await fill();
    expect(small.office.journalHealth()).toEqual({ writable: false, reason: '磁盘已满' });
    await expect(small.ask('test.note', 'later')).rejects.toMatchObject({
      code: 'JOURNAL_UNWRITABLE',
      message: expect.stringMatching(/磁盘已满.*柜门保持锁闭.*请/),
    });
    expect(notes()).toEqual(kept);
    expect(small.office.rebuildAndCompare().equal).toBe(true);
  });

  it('never pulses, and fires no deadline', async () => {
    await fill();
    await expect(small.ask('test.open', 'i-1')).rejects.toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
    await expect(small.ask('test.wait', 'edge@0')).rejects.toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
    expect(small.ordered).toEqual([]);
  });

  it('lets go of the reserve, records the alarm all the same, and takes the reserve back', async () => {
    await fill();
    expect(existsSync(`${small.file}-reserve`)).toBe(false);
    expect(small.lines().at(-1)).toMatchObject({ type: 'system.alarm-raised', data: { alarm: 'disk-full' } });
    small.database?.pragma('max_page_count = 1000000');
    small.clock.advance(2_000);
    expect(small.office.journalHealth().writable).toBe(true);
    expect(existsSync(`${small.file}-reserve`)).toBe(true);
    expect(small.types().slice(-3)).toEqual([
      'system.alarm-raised',
      'system.journal-blind',
      'system.alarm-cleared',
    ]);
    await small.ask('test.note', 'after');
    expect(notes().at(-1)).toBe('after');
  });

  it('keeps what says how things stand, counts the rest, and records both on return', async () => {
    await fill();
    const at = stampOf(small.clock);
    const origin = { deviceId: 'cabinet-1', stationId: 'cabinet-1', at };
    small.office.submit(small.card('0A'));
    small.office.submit({
      ...origin,
      kind: 'lock-changed',
      lock: 'forced',
      previous: 'locked',
      intentId: undefined,
      doorContact: 'open',
      lockContact: 'open',
    });
    const outcome = { name: 'unknown', reason: 'lost' } as const;
    small.office.submit({ ...origin, kind: 'pulse-settled', intentId: 'i-0', outcome });
    small.turn();
    small.database?.pragma('max_page_count = 1000000');
    small.clock.advance(2_000);
    small.settle();
    expect(small.lines().slice(-3)).toMatchObject([
      { type: 'seals.lock-changed', data: { lock: 'forced', atMs: at.epochMs } },
      { type: 'seals.opening-settled', data: { intentId: 'i-0' } },
      { type: 'system.checkpointed' },
    ]);
    const blind = small.lines().find(({ type }) => type === 'system.journal-blind');
    expect(blind).toMatchObject({ data: { fromMs: at.epochMs, toMs: at.epochMs + 2_000, refused: 2 } });
  });

  it('ZB-1: loses no word of a telephone line: whoever answers during it is not shown ringing for ever', () => {
    const origin = { deviceId: 'line-1', stationId: 'duty-1', lineId: 'line-1', at: stampOf(small.clock) };
    const said = [
      { ...origin, kind: 'ring-started', callId: 'call-1', ring: 1, evidence: 'counted' },
      { ...origin, kind: 'caller-number-known', callId: 'call-1', number: '0538' },
      { ...origin, kind: 'call-answered', callId: 'call-1', ringsStarted: 1, waitMs: 1, evidence: 'counted' },
      { ...origin, kind: 'call-ended', callId: 'call-1', talkMs: 1 },
      { ...origin, kind: 'handset-lifted' },
      {
        ...origin,
        kind: 'call-abandoned',
        callId: 'call-2',
        ringsStarted: 2,
        rangForMs: 1,
        evidence: 'timed',
      },
    ] as const;
    const outage = new Outage('disk-full', 0, '');
    for (const event of said) outage.turnAway({ kind: 'device', event });
    expect(outage.keptFacts()).toEqual(said);
    expect(outage.refused).toBe(0);
  });

  it('takes what is refused in the middle of a group back with it', async () => {
    const asked = Array.from({ length: 100 }, (_, at) =>
      small.office.request(SYSTEM, { type: 'test.note', body: { text: `${at} ${'x'.repeat(500)}` } }),
    );
    small.settle();
    const outcomes = await Promise.allSettled(asked);
    const done = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(notes()).toHaveLength(1 + done);
    expect(small.office.rebuildAndCompare().equal).toBe(true);
  });
});

describe('a disk that is full at the start', () => {
  it('is told from the reserve, and the start is recorded when there is room', async () => {
    small.open();
    for (let at = 0; at < 12; at += 1) await small.ask('test.note', 'x'.repeat(300));
    await small.office.close('test');
    small.open({
      openVault: (database) => {
        small.database = database;
        fullAfter(0);
        database.pragma('cache_size = -100');
        return smallVault(database);
      },
      version: 'v'.repeat(4_000),
    });
    expect(small.office.journalHealth()).toEqual({ writable: false, reason: '磁盘已满' });
    expect(small.office.context().mayAct).toBe(false);
    small.database?.pragma('max_page_count = 1000000');
    small.clock.advance(2_000);
    expect(small.office.context().mayAct).toBe(true);
    const after = small.types().slice(small.types().indexOf('system.stopped') + 1);
    expect(after).toEqual([
      'system.alarm-raised',
      'system.journal-blind',
      'system.alarm-cleared',
      'system.started',
    ]);
  });
});

describe('a start without room for the reserve', () => {
  /** A place where every write says that the disk is full; the reserve is tried there once and the link is gone. */
  const noRoom = (): void => {
    if (existsSync(`${small.file}-reserve`)) unlinkSync(`${small.file}-reserve`);
    symlinkSync('/dev/full', `${small.file}-reserve`);
  };

  it('counts as a full disk: the alarm stands, and nothing else happens until there is room', async () => {
    small.open();
    await small.office.close('test');
    noRoom();
    small.open();
    expect(small.office.journalHealth()).toEqual({ writable: false, reason: '磁盘已满' });
    expect(small.office.context().mayAct).toBe(false);
    await expect(small.ask('test.note', 'a')).rejects.toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
    noRoom();
    small.clock.advance(2_000);
    expect(small.office.journalHealth().writable).toBe(false);
    expect(small.types()).toEqual(['system.started', 'system.stopped', 'system.alarm-raised']);
    small.clock.advance(2_000);
    expect(small.office.context().mayAct).toBe(true);
    expect(existsSync(`${small.file}-reserve`)).toBe(true);
    expect(small.types().slice(3)).toEqual([
      'system.journal-blind',
      'system.alarm-cleared',
      'system.started',
    ]);
  });

  it('is blind since the last line of the run before, not since its own alarm', async () => {
    small.open();
    await small.office.close('test');
    const stoppedMs = small.clock.epochMs();
    small.clock.advance(3_000_000);
    noRoom();
    small.open();
    small.clock.advance(2_000);
    expect(small.lines().at(-1)).toMatchObject({
      type: 'system.started',
      data: { blindSinceMs: stoppedMs, clockBehindJournal: false },
    });
  });

  it('with a clock behind the journal is doubted, whatever its own alarm says of the time', async () => {
    small.open();
    await small.office.close('test');
    small.clock.stepWall(-3_600_000);
    noRoom();
    small.open();
    small.clock.advance(2_000);
    expect(small.office.journalHealth().writable).toBe(true);
    expect(small.office.clockHealth().believed).toBe(false);
  });
});

describe('more than can be taken', () => {
  it('refuses beyond the inbox, and says afterwards how much', async () => {
    small.open();
    const asked = Array.from({ length: 10_003 }, () =>
      small.office.request(SYSTEM, { type: 'test.note', body: { text: 'refuse' } }),
    );
    const last = asked.slice(-3);
    await Promise.all(
      last.map((request) => expect(request).rejects.toMatchObject({ code: 'JOURNAL_OVERLOADED' })),
    );
    const settled = Promise.allSettled(asked);
    small.settle();
    await settled;
    expect(small.lines().at(-1)).toMatchObject({
      type: 'system.journal-blind',
      data: { reason: 'overload', refused: 3 },
    });
  });
});
