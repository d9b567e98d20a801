/** `verify-journal` and `restore` as an operator meets them, over the real modules and a real file. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RESTORE, VERIFY_JOURNAL } from '../../../server/cli/journal-commands.ts';
import { OFFICE_PARTS } from '../../../server/office.ts';
import { SmallOffice } from '../../support/small-office.ts';

let small: SmallOffice;
let backup: string;
let data: string;
let printed: string[];
beforeEach(async () => {
  small = new SmallOffice();
  small.open({ parts: OFFICE_PARTS });
  printed = [];
  data = join(small.directory, 'restored');
  backup = await backUp('monday');
});
afterEach(() => small.remove());

async function backUp(name: string): Promise<string> {
  const directory = join(small.directory, name);
  const backing = small.office.backup(directory);
  small.settle();
  await backing;
  return directory;
}

function run(command: typeof RESTORE, ...args: readonly string[]): Promise<number> {
  return command.run(args, {
    terminal: {
      print: (line) => void printed.push(line),
      askSecret: () => Promise.reject(new Error('nothing is asked')),
      close: () => undefined,
    },
    clock: small.clock,
    version: 'test',
    environment: {},
    workingDirectory: small.directory,
  });
}

const witness = (): string => {
  const path = join(small.directory, 'witness.note');
  writeFileSync(path, small.office.latestCheckpoint() ?? '');
  return path;
};

describe('verify-journal', () => {
  beforeEach(() => run(RESTORE, backup, '--data', data));

  it('says that nothing outside vouches for a journal without a witness', async () => {
    expect(await run(VERIFY_JOURNAL, '--data', data)).toBe(0);
    expect(printed.at(-1)).toMatch(/全部 \d+ 行只由本机作证/);
  });

  it('says how far a witness vouches and how much is exposed', async () => {
    expect(await run(VERIFY_JOURNAL, '--data', data, '--witness', witness())).toBe(0);
    const lines = small.lines().length;
    expect(printed.at(-1)).toContain(`证实前 ${lines - 1} 行，其后 1 行`);
  });

  it('refuses a key that is none, in words', async () => {
    await expect(run(VERIFY_JOURNAL, '--data', data, '--key', '抄错了')).rejects.toThrow(
      '“抄错了”不是校验公钥，未核验。请',
    );
  });
});

describe('restore --drill', () => {
  it('rebuilds all that follows from the lines and leaves nothing', async () => {
    expect(await run(RESTORE, backup, '--drill')).toBe(0);
    expect(printed.at(-1)).toContain('演练成功');
    expect(existsSync(data)).toBe(false);
  });

  it('finds a register that does not follow from the lines, which verification cannot', async () => {
    small.database?.exec(
      "INSERT INTO system_deadline (key, due_at_ms, position) VALUES ('attendance.x', 1, 1)",
    );
    const spoiled = await backUp('tuesday');
    expect(await run(RESTORE, spoiled, '--drill')).toBe(3);
    expect(printed.at(-1)).toContain('system_deadline');
  });

  it('passes over a register of an older version, which a start builds anew', async () => {
    small.database?.exec(
      "UPDATE engine_register SET version = 0 WHERE name = 'system-deadlines'; DELETE FROM system_deadline",
    );
    expect(await run(RESTORE, await backUp('tuesday'), '--drill')).toBe(0);
  });
});
