/** What `npm start` builds, and what a build that broke off or runs beside it does to it. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { withBuildLock } from './build-lock.mjs';
import { fingerprintOf, isStale } from './build-stamp.mjs';
import { until } from './until.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dianmao-build-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

describe('what a part was built of', () => {
  beforeEach(() => {
    mkdirSync(join(folder, 'tree', 'server'), { recursive: true });
    writeFileSync(join(folder, 'tree', 'server', 'main.ts'), 'one');
    writeFileSync(join(folder, 'tree', 'server', 'app.ts'), 'two');
  });
  const stale = (tree: string): boolean => isStale(join(folder, 'stamp'), join(folder, tree), ['server']);
  const stamp = (): void =>
    writeFileSync(join(folder, 'stamp'), fingerprintOf(join(folder, 'tree'), ['server']));

  it('never built is stale, built is not, also in a copy with other dates', () => {
    expect(stale('tree')).toBe(true);
    stamp();
    expect(stale('tree')).toBe(false);
    cpSync(join(folder, 'tree'), join(folder, 'copy'), { recursive: true });
    utimesSync(join(folder, 'copy', 'server', 'main.ts'), 0, 4_000_000_000);
    expect(stale('copy')).toBe(false);
  });

  it('a file that changed, came with an old date, went or has another name makes it stale', () => {
    const main = join(folder, 'tree', 'server', 'main.ts');
    stamp();
    writeFileSync(main, 'six');
    utimesSync(main, 1, 1);
    expect(stale('tree')).toBe(true);
    stamp();
    rmSync(main);
    expect(stale('tree')).toBe(true);
    stamp();
    cpSync(join(folder, 'tree', 'server', 'app.ts'), main);
    rmSync(join(folder, 'tree', 'server', 'app.ts'));
    expect(stale('tree')).toBe(true);
  });
});

describe('one build at a time', () => {
  it('a lock left by a process that is gone holds nobody up', () => {
    const lock = join(folder, 'deeper', 'lock');
    mkdirSync(join(folder, 'deeper'));
    const gone = spawnSync(process.execPath, ['--version']).pid;
    writeFileSync(lock, String(gone));
    expect(withBuildLock(lock, () => 'built')).toBe('built');
    expect(existsSync(lock)).toBe(false);
  });

  it('is given back where the build throws', () => {
    const lock = join(folder, 'lock');
    const failing = (): never => {
      throw new Error('no build');
    };
    expect(() => withBuildLock(lock, failing)).toThrow('no build');
    expect(existsSync(lock)).toBe(false);
  });

  it('a second process says that it waits, and waits for the first', async () => {
    const lock = join(folder, 'lock');
    writeFileSync(lock, String(process.pid));
    const module = new URL('build-lock.mjs', import.meta.url).href;
    const script = `import { withBuildLock } from '${module}'; withBuildLock(process.argv[1], () => console.log('built'));`;
    const second = spawn(process.execPath, ['--input-type=module', '-e', script, lock]);
    onTestFinished(() => void second.kill());
    let said = '';
    for (const stream of [second.stdout, second.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    await until('it says that it waits', () => said.includes('Waiting'));
    expect(said).not.toMatch(/built/);
    rmSync(lock);
    await until('it has built', () => said.includes('built\n'));
    expect(said.match(/Waiting/g)).toHaveLength(1);
  });
});
