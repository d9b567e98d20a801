/** The house style as a test: sizes, banned calls, leftovers, machine paths. The rule and its message sit together. */
import { describe, expect, it } from 'vitest';
import { readSources, readText, trackedFiles } from './source-tree.ts';

const product = readSources(['firmware-bridge', 'devices', 'server', 'kiosk-ui']);
const everything = [...product, ...readSources(['test'])];

/** Where the real clock, timers and chance may be read; everyone else gets them as arguments. */
const CLOCK_OWNERS = [
  'server/system-clock.ts',
  'server/main.ts',
  'kiosk-ui/src/connection/clock.svelte.ts',
  'server/engine/ids.ts',
];
const BANNED_CALLS = [
  { pattern: /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/, instead: 'take a Clock' },
  { pattern: /(?<![.\w])(setTimeout|setInterval)\(/, instead: 'use Clock.setTimer' },
  { pattern: /\bMath\.random\(/, instead: 'take a seeded source or newId' },
];

describe('style', () => {
  it('no source file is longer than 400 lines', () => {
    expect(
      everything
        .filter((file) => file.lines.length > 401)
        .map((file) => `${file.path}: ${file.lines.length}`),
    ).toEqual([]);
  });

  it('the clock, timers and chance are arguments', () => {
    const breaches = product
      .filter((file) => !CLOCK_OWNERS.includes(file.path) && !file.path.startsWith('kiosk-ui/src/stories/'))
      .flatMap((file) =>
        file.lines.flatMap((line, at) =>
          BANNED_CALLS.filter(({ pattern }) => pattern.test(line) && !/^\s*(\*|\/\/|\/\*)/.test(line)).map(
            ({ instead }) => `${file.path}:${at + 1} ${instead}: ${line.trim()}`,
          ),
        ),
      );
    expect(breaches).toEqual([]);
  });

  it('nothing is left over, silenced, skipped or retried', () => {
    const marks =
      /\b(TODO|FIXME|XXX|HACK)\b|@ts-(ignore|expect-error|nocheck)|eslint-disable|oxlint-disable|prettier-ignore|\bas any\b|: any\b|\b(it|test|describe)\.(skip|only|todo)\(|\bretry: *[1-9]/;
    const breaches = everything
      .filter((file) => !file.path.startsWith('test/tidy/'))
      .flatMap((file) =>
        file.lines.flatMap((line, at) => (marks.test(line) ? [`${file.path}:${at + 1} ${line.trim()}`] : [])),
      );
    expect(breaches).toEqual([]);
  });

  it('no folder is a drawer', () => {
    const drawers = trackedFiles().filter((path) =>
      /(^|\/)(utils?|helpers?|managers?|common|misc)(\.|\/|-)/.test(path),
    );
    expect(drawers).toEqual([]);
  });

  it('no biometric template command exists', () => {
    const breaches = product
      .filter((file) => /\b(UpChar|UpImage|DownImage)[A-Z(]/.test(file.text))
      .map((file) => file.path);
    expect(breaches).toEqual([]);
  });

  it('the lockfile names no download address and no file names a machine path', () => {
    expect(readText('package-lock.json')).not.toMatch(/"resolved": *"https?:/);
    const paths = trackedFiles()
      .filter((path) => /\.(ts|mjs|js|json|md|svelte|yaml|yml|py|sh|css|html)$/.test(path))
      .filter(
        (path) => /\/work\/(main|shared)|\/root\/\./.test(readText(path)) && !path.startsWith('test/tidy/'),
      );
    expect(paths).toEqual([]);
  });
});
