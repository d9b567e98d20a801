/** What a start finds in its data directory: unfit places, and the past of another kind of installation. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readConfiguration, type Configuration } from '../../../server/config.ts';
import { prepareDataDirectory, refuseOtherOwner } from '../../../server/data-directory.ts';
import { journalEnds } from '../../../server/journal-ends.ts';
import { officeClockFor } from '../../../server/office-clock.ts';
import { openConfiguredOffice } from '../../../server/open-office.ts';
import { OperatorError } from '../../../server/operator-error.ts';
import { startVirtualHardware } from '../../../server/virtual-hardware.ts';
import { ManualClock } from '../../support/manual-clock.ts';

let data: string;

beforeEach(() => {
  const scratch = mkdtempSync(join(tmpdir(), 'dianmao-data-'));
  data = join(scratch, 'data');
  onTestFinished(() => rmSync(scratch, { recursive: true, force: true }));
});

const DEMO = readConfiguration({ file: undefined, environment: {}, workingDirectory: '/' });

function over(configuration: Configuration): Configuration {
  return { ...configuration, server: { ...configuration.server, dataDirectory: data } };
}
function real(): Configuration {
  return over({ ...DEMO, virtual: false, demo: undefined });
}

/** One line in the journal, by the clock that the configuration asks for. */
async function beginJournal(configuration: Configuration): Promise<void> {
  const machineClock = new ManualClock(Date.parse('2026-11-24T09:00:00+08:00'));
  const opened = openConfiguredOffice({
    configuration,
    machineClock,
    clock: officeClockFor(configuration, machineClock),
    version: '0',
    devices: { execute: () => Promise.reject(new Error('no devices')) },
    onTrouble: () => undefined,
  });
  await opened.office.close('test');
}

describe('the data directory', () => {
  it('is made for its user alone', () => {
    prepareDataDirectory(real());
    expect(existsSync(data)).toBe(true);
  });

  it('is refused in words where it is no directory or others may write to it', () => {
    writeFileSync(data, '');
    expect(() => prepareDataDirectory(real())).toThrow(OperatorError);
    rmSync(data);
    mkdirSync(data);
    chmodSync(data, 0o777);
    expect(() => prepareDataDirectory(real())).toThrow(/chmod 700/);
    chmodSync(data, 0o700);
    prepareDataDirectory(real());
  });

  it('of another user is refused, so that root leaves nothing there that the service cannot open', () => {
    mkdirSync(data, { mode: 0o700 });
    const owner = statSync(data).uid;
    expect(() => refuseOtherOwner(data, owner + 1)).toThrow(new RegExp(`sudo -u '#${owner}'`));
    refuseOtherOwner(data, owner);
    prepareDataDirectory(real());
  });

  it('of a demonstration is never taken for a real office', async () => {
    await beginJournal(over(DEMO));
    expect(() => prepareDataDirectory(real())).toThrow(/演示/);
    prepareDataDirectory(over(DEMO));
  });

  it('of virtual hardware is never taken for real hardware', () => {
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(join(data, 'virtual-hardware.json'), '{}');
    expect(() => prepareDataDirectory(real())).toThrow(/虚拟设备/);
  });

  it('of an office is never written by a demonstration', async () => {
    await beginJournal(real());
    expect(() => prepareDataDirectory(over(DEMO))).toThrow(/演示不得写入/);
    prepareDataDirectory(real());
  });

  it('left by a kill at the very first start is begun anew', async () => {
    mkdirSync(data, { mode: 0o700 });
    const file = join(data, 'journal.db');
    const database = new Database(file);
    database.pragma('journal_mode = WAL');
    database.close();
    expect(journalEnds(file)).toBeUndefined();
    await beginJournal(over(DEMO));
    expect(journalEnds(file)?.first.type).toBe('system.started');
  });
});

describe('what virtual hardware keeps', () => {
  it('a disk that takes nothing stops no device, and is asked again', async () => {
    mkdirSync(data);
    const file = join(data, 'virtual-hardware.json');
    const clock = new ManualClock(0);
    const unsaved: unknown[] = [];
    const kept = await startVirtualHardware(over(DEMO).devices, file, clock, (cause) => unsaved.push(cause));
    onTestFinished(() => kept.stop());
    mkdirSync(`${file}.new`);
    kept.hardware.bench.loadPrints('entrance-finger', [{ print: 'p', page: 0 }]);
    clock.advance(200);
    expect(unsaved).toHaveLength(1);
    rmSync(`${file}.new`, { recursive: true });
    clock.advance(5000);
    expect(unsaved).toHaveLength(1);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toBeTypeOf('object');
  });

  it('a second start that changes nothing leaves the file as it is', async () => {
    mkdirSync(data);
    const file = join(data, 'virtual-hardware.json');
    const clock = new ManualClock(0);
    const first = await startVirtualHardware(over(DEMO).devices, file, clock, () => undefined);
    first.save();
    const second = await startVirtualHardware(over(DEMO).devices, file, clock, () => undefined);
    first.hardware.bench.loadPrints('entrance-finger', [{ print: 'p', page: 0 }]);
    first.save();
    const kept = readFileSync(file, 'utf8');
    await second.stop();
    expect(readFileSync(file, 'utf8')).toBe(kept);
    await first.stop();
  });
});
