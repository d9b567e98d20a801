/** The documents lead somewhere: links, pictures, headings, npm scripts and commands that they name are there. */
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECK_CONFIG, DEVICES } from '../../server/cli/installation-commands.ts';
import { BACKUP, RESTORE, VERIFY_JOURNAL } from '../../server/cli/journal-commands.ts';
import { ADD_USER, IMPORT_HISTORY, IMPORT_STAFF, RESET_PASSWORD } from '../../server/cli/people-commands.ts';
import { readText, trackedFiles } from './source-tree.ts';

const COMMANDS = [
  CHECK_CONFIG,
  DEVICES,
  VERIFY_JOURNAL,
  BACKUP,
  RESTORE,
  IMPORT_STAFF,
  IMPORT_HISTORY,
  ADD_USER,
  RESET_PASSWORD,
];
const files = trackedFiles();
const documents = files
  .filter((path) => path.endsWith('.md'))
  .map((path) => ({ path, text: readText(path) }));

/** Every match of the first group, with the document it stands in. */
function found(pattern: RegExp): readonly { readonly path: string; readonly what: string }[] {
  return documents.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)].map((match) => ({ path, what: match[1] ?? '' })),
  );
}

/** As GitHub and most readers make it from a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function anchorsOf(path: string): readonly string[] {
  const headings = readText(path).matchAll(/^#+ +(.+)$/gm);
  return [...headings].map((heading) => anchorOf(heading[1] ?? ''));
}

/** A `$(date +%F)` of the shell is one word. */
function words(line: string): readonly string[] {
  return line
    .replaceAll(/\$\([^)]*\)/g, 'today')
    .trim()
    .split(/\s+/);
}

/** The command exists and takes these flags; what stands before the first flag is a place that it has. */
function isUsedRightly([name, ...rest]: readonly string[]): boolean {
  const usage = COMMANDS.find((command) => command.name === name)?.usage;
  if (usage === undefined) return false;
  const places = usage.split(/ ?\[| ?--/)[0]?.split(' ') ?? [];
  const firstFlag = rest.findIndex((word) => word.startsWith('--'));
  const given = firstFlag === -1 ? rest : rest.slice(0, firstFlag);
  return (
    given.length <= places.filter((place) => place !== '').length &&
    rest.every((word) => !word.startsWith('--') || usage.includes(word))
  );
}

describe('documents', () => {
  it('are seen', () => {
    expect(documents.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['README.md', 'docs/operating.md']),
    );
  });

  it('every relative link and picture leads to a tracked file and its heading', () => {
    const links = found(/\]\(([^)\s]+)\)/g).filter(({ what }) => !/^[a-z]+:/.test(what));
    expect(links.length).toBeGreaterThan(15);
    const broken = links.filter(({ path, what }) => {
      const [target = '', anchor] = what.split('#');
      const file = target === '' ? path : normalize(join(dirname(path), target)).replace(/\/$/, '');
      if (!files.some((known) => known === file || known.startsWith(`${file}/`))) return true;
      return anchor !== undefined && !anchorsOf(file).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('every npm script that they name is in package.json', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(readText('package.json'));
    const named = found(/npm run (?:--silent |-s )?([a-z][a-z:-]*)/g);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ what }) => !(what in scripts))).toEqual([]);
  });

  it('every command of dianmao that they show is used as its own help says', () => {
    const shown = found(/(?:npm run (?:--silent )?dianmao -- |dianmao\.js )(?!COMMAND)([^`\n#>…]+)/g);
    expect(shown.length).toBeGreaterThan(5);
    expect(shown.filter(({ what }) => !isUsedRightly(words(what)))).toEqual([]);
  });

  it('the units of systemd start what the build makes, and name each other rightly', () => {
    const units = files.filter((path) => /^docs\/.*\.(service|timer)$/.test(path));
    expect(units.length).toBeGreaterThan(2);
    for (const unit of units) {
      for (const [, built] of readText(unit).matchAll(/dist\/(\S+)\.js/g))
        expect(existsSync(`${built}.ts`), `${unit} starts ${built}`).toBe(true);
    }
    expect(units.map((path) => path.replace('docs/', ''))).toEqual(
      expect.arrayContaining(['dianmao-backup.service', 'dianmao-backup.timer', 'dianmao.service']),
    );
  });
});
