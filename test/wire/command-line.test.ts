/** `dianmao` as a process, over a data directory of its own: what it prints, what it leaves, how it ends. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { decodeEntry } from '../../server/journal/entry.ts';

let scratch: string;
let data: string;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'dianmao-cli-'));
  data = join(scratch, 'data');
  onTestFinished(() => rmSync(scratch, { recursive: true, force: true }));
});

interface Ran {
  readonly code: number | null;
  readonly output: string;
}

function dianmao(args: readonly string[], input: readonly string[] = []): Promise<Ran> {
  return run('dist/server/cli/dianmao.js', args, input);
}

function run(program: string, args: readonly string[], input: readonly string[] = []): Promise<Ran> {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input.map((line) => `${line}\n`).join(''));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => (output += chunk));
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

function file(name: string, text: string): string {
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
}

/** Virtual hardware without a demonstration: an office with nobody in it. */
function emptyOffice(): string {
  return file(
    'dianmao.yaml',
    `office: { name: 试 }
server: { dataDirectory: ${data} }
stations: [{ id: duty-1, kind: duty, name: 值班室 }]
readers: [{ id: card-1, station: duty-1, name: 卡, model: rdm6300, address: 'virtual://card-1' }]
`,
  );
}

function staff(): string {
  return file(
    'staff.csv',
    '\uFEFF编号,姓名,科室,职务,排序,角色\np-1,王建国,秘书科,科长,1,\np-2,李红,秘书科,科员,2,系统管理员\np-3,赵敏,综合科,科员,3,主任\n',
  );
}

function journalLines(): readonly { readonly type: string; readonly data: unknown }[] {
  const database = new Database(join(data, 'journal.db'), { readonly: true });
  try {
    return database
      .prepare<[], { position: number; entry: Buffer }>(
        'SELECT position, entry FROM journal ORDER BY position',
      )
      .all()
      .map(({ entry, position }) => decodeEntry(entry, position));
  } finally {
    database.close();
  }
}

describe('dianmao', () => {
  it('lists its commands, explains each, and refuses what it does not know', async () => {
    const all = await dianmao(['--help']);
    expect(all.code).toBe(0);
    for (const name of [
      'check-config',
      'devices',
      'verify-journal',
      'backup',
      'restore',
      'import-staff',
      'import-history',
      'add-user',
      'reset-password',
    ]) {
      expect(all.output).toContain(name);
    }
    expect((await dianmao(['backup', '--help'])).output).toMatch(/DIRECTORY/);
    expect(await dianmao([])).toMatchObject({ code: 2 });
    expect(await dianmao(['open-cabinet'])).toMatchObject({
      code: 2,
      output: expect.stringContaining('没有命令'),
    });
    expect(await dianmao(['add-user', 'p-1'])).toMatchObject({ code: 2 });
    expect(await dianmao(['verify-journal', '--data', data])).toMatchObject({
      code: 1,
      output: expect.stringContaining('没有台账'),
    });
    expect(await dianmao(['backup', '--force', 'x'])).toMatchObject({
      code: 2,
      output: expect.stringContaining('没有这个选项'),
    });
  });

  it('check-config tells every mistake and ends with 2', async () => {
    expect(await dianmao(['check-config', '--config', emptyOffice()])).toMatchObject({ code: 0 });
    const bad = file('bad.yaml', 'office: {}\nstations: []\nserver: { port: x }\n');
    const { code, output } = await dianmao(['check-config', '--config', bad]);
    expect(code).toBe(2);
    for (const path of ['office.name', 'stations', 'server.port']) expect(output).toContain(path);
    expect(existsSync(data)).toBe(false);
  });

  it('devices prints udev rules for a group and refuses a name that is none', async () => {
    const { code, output } = await dianmao(['devices', '--udev', 'office']);
    expect(code).toBe(0);
    expect(output).toContain('GROUP="office"');
    expect(await dianmao(['devices', '--udev', 'a"b'])).toMatchObject({ code: 2 });
    expect(await dianmao(['devices'])).toMatchObject({ code: 0 });
  });
});

describe('the service, where it cannot start', () => {
  it('says in words what keeps it: a port in use, a moment that is none, a place that is no directory', async () => {
    const taken = createServer();
    onTestFinished(() => void taken.close());
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const config = emptyOffice();
    const start = (...args: readonly string[]): Promise<Ran> => run('dist/server/main.js', args);
    const refused = [
      await start('--config', config, '--port', String(port)),
      await start('--demo-clock', '2026-02-30T07:45/1x', '--data', data),
      await start('--config', config, '--data', config),
    ];
    expect(refused.map(({ code }) => code)).toEqual([1, 1, 1]);
    for (const [at, words] of ['已被占用', '--demo-clock 须写作', '不能使用'].entries())
      expect(refused[at]?.output).toContain(words);
    expect(refused.map(({ output }) => output).join('')).not.toMatch(/^ +at /m);
  });
});

describe('people from the command line', () => {
  it('import-staff names every bad row and then takes nothing', async () => {
    const config = emptyOffice();
    const bad = file(
      'bad.csv',
      '编号,姓名,科室,职务,排序\np 1,王,秘书科,科长,1\np-2,,秘书科,科员,零\np-2,李,秘书科,科员,3\n',
    );
    const { code, output } = await dianmao(['import-staff', bad, '--config', config]);
    expect(code).toBe(1);
    for (const place of ['第 2 行.编号', '第 3 行.姓名', '第 3 行.排序', '第 4 行.编号'])
      expect(output).toContain(place);
    expect(journalLines().filter(({ type }) => type === 'people.person-recorded')).toEqual([]);
  });

  it('KQ-5 import-history takes former years once, and nothing of a file with a bad row', async () => {
    const config = emptyOffice();
    const people = file(
      'old.csv',
      '编号,姓名,科室,职务,排序,入职日期\np-1,王建国,秘书科,科长,1,2019-01-01\n',
    );
    await dianmao(['import-staff', people, '--config', config]);
    const bad = file('bad.csv', '日期,编号,结果\n2025-11-24,p-1,迟到\n2025-11-25,p-9,旷工\n');
    const refused = await dianmao(['import-history', bad, '--config', config]);
    expect(refused.code).toBe(1);
    for (const place of ['第 3 行.编号', '第 3 行.结果']) expect(refused.output).toContain(place);
    const history = file(
      'history.csv',
      '日期,编号,结果,时刻\n2025-11-24,p-1,迟到,07:52\n2025-11-25,p-1,缺勤,\n',
    );
    const take = (): Promise<{ code: number | null; output: string }> =>
      dianmao(['import-history', history, '--config', config]);
    expect(await take()).toMatchObject({ code: 0, output: expect.stringContaining('已导入 2 人次') });
    expect(await take()).toMatchObject({ code: 0, output: expect.stringContaining('已有相同记录 2 人次') });
    const taken = journalLines().filter(({ type }) => type === 'attendance.history-imported');
    expect(taken).toMatchObject([{ data: { source: 'history.csv', by: 'command-line' } }]);
  });

  it('begins no office where nobody said which one', async () => {
    expect(await dianmao(['import-staff', staff(), '--data', data])).toMatchObject({
      code: 1,
      output: expect.stringContaining('还没有台账'),
    });
    expect(existsSync(data)).toBe(false);
  });

  it('YX-Y1 a role of an approver from a list waits for a second person', async () => {
    const config = emptyOffice();
    expect(await dianmao(['import-staff', staff(), '--config', config])).toMatchObject({ code: 0 });
    const lines = journalLines();
    expect(lines.filter(({ type }) => type === 'people.person-recorded')).toHaveLength(3);
    expect(lines.filter(({ type }) => type === 'people.person-proposed')).toMatchObject([
      { data: { person: { personId: 'p-3' } } },
    ]);
  });

  it('with a data directory alone, an office goes on in its own time and never as a demonstration', async () => {
    await dianmao(['import-staff', staff(), '--config', emptyOffice()]);
    const again = file('more.csv', '编号,姓名,科室,职务,排序\np-4,陈静,综合科,科员,4\n');
    expect(await dianmao(['import-staff', again, '--data', data])).toMatchObject({ code: 0 });
    expect(journalLines().filter(({ type }) => type === 'system.started')).toMatchObject([
      { data: { demoClock: false } },
      { data: { demoClock: false } },
    ]);
  });

  it('add-user and reset-password ask twice, keep the policy, and record who did it', async () => {
    const config = emptyOffice();
    await dianmao(['import-staff', staff(), '--config', config]);
    const add = (lines: readonly string[]) =>
      dianmao(['add-user', 'p-2', 'lihong', '--config', config], lines);
    expect(await add(['short', 'short'])).toMatchObject({
      code: 1,
      output: expect.stringContaining('密码未更改'),
    });
    expect(await add(['a long enough pass', 'another'])).toMatchObject({
      code: 1,
      output: expect.stringContaining('不一致'),
    });
    expect(await add([])).toMatchObject({ code: 1, output: expect.stringContaining('输入已结束') });
    expect(await add(['a long enough pass', 'a long enough pass'])).toMatchObject({ code: 0 });
    expect(await add(['a long enough pass', 'a long enough pass'])).toMatchObject({
      code: 1,
      output: expect.stringContaining('已有用户名'),
    });
    const reset = await dianmao(
      ['reset-password', 'p-2', '--config', config],
      ['b long enough pass', 'b long enough pass'],
    );
    expect(reset.code).toBe(0);
    expect(journalLines().filter(({ type }) => type === 'people.credential-changed')).toMatchObject([
      { data: { personId: 'p-2', changedBy: 'command-line' } },
      { data: { personId: 'p-2', changedBy: 'command-line' } },
    ]);
    expect(JSON.stringify(journalLines())).not.toContain('long enough');
  });
});

describe('the journal from the command line', () => {
  it('verifies, and ends with 3 where a line was changed in the file', async () => {
    const config = emptyOffice();
    await dianmao(['import-staff', staff(), '--config', config]);
    expect(await dianmao(['verify-journal', '--config', config])).toMatchObject({ code: 0 });
    const database = new Database(join(data, 'journal.db'));
    database.exec('DROP TRIGGER journal_keeps_lines');
    database
      .prepare("UPDATE journal SET entry = CAST(replace(CAST(entry AS TEXT), '王建国', '王建军') AS BLOB)")
      .run();
    database.close();
    expect(await dianmao(['verify-journal', '--config', config])).toMatchObject({ code: 3 });
  });

  it('backs up, drills, and restores only into an empty place', async () => {
    const config = emptyOffice();
    await dianmao(['import-staff', staff(), '--config', config]);
    const backup = join(scratch, 'backup');
    expect(await dianmao(['backup', backup, '--config', config])).toMatchObject({
      code: 0,
      output: expect.stringContaining(join(data, 'journal.db')),
    });
    expect(await dianmao(['backup', backup, '--config', config])).toMatchObject({ code: 1 });
    expect(await dianmao(['restore', backup, '--drill'])).toMatchObject({
      code: 0,
      output: expect.stringContaining('演练成功'),
    });
    expect(await dianmao(['restore', backup])).toMatchObject({
      code: 2,
      output: expect.stringContaining('--data'),
    });
    expect(await dianmao(['restore', backup, '--data', data])).toMatchObject({
      code: 1,
      output: expect.stringContaining('不是空目录'),
    });
    const restored = join(scratch, 'restored');
    expect(await dianmao(['restore', backup, '--data', restored])).toMatchObject({
      code: 0,
      output: expect.stringContaining('vault.key'),
    });
    expect(await dianmao(['verify-journal', '--data', restored])).toMatchObject({ code: 0 });
  });
});
